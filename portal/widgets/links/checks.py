"""The address of the page 核查."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from index.model import Filter, Filters
from portal.widgets.address import FilteredLink, Pairs, choice, page_number, parted

ChecksView = Literal["findings", "draft", "rules"]

CHECKS_VIEWS: tuple[ChecksView, ...] = get_args(ChecksView)


@dataclass(frozen=True, slots=True)
class ChecksLink(FilteredLink):
    """What the page 核查 shows: the findings of the library under filters, a draft, or the rules and one of them."""

    PATH = "/checks"

    view: ChecksView = "findings"
    rule: str = ""

    @classmethod
    def read(cls, pairs: Pairs) -> "ChecksLink":
        """From the parameters of an address; whatever is no parameter of the page is a filter."""
        own, filters = parted(pairs, ("view", "rule"))
        return cls(
            text=own.get("q", ""),
            view=choice("view", own.get("view", "findings"), CHECKS_VIEWS),
            rule=own.get("rule", ""),
            filters=filters,
            page=page_number(own.get("page", "1")),
            lang=own.get("lang", ""),
        )

    @property
    def own(self) -> Pairs:
        """The parameters that only this page has, defaults left out."""
        return ("view", self.view if self.view != "findings" else ""), ("rule", self.rule)

    def viewed(self, view: ChecksView) -> "ChecksLink":
        """Another part of the page; the filters stay, for the way back."""
        return replace(self, view=view, rule="", page=1)


def findings_href(report_ids: Iterable[str], check: str = "") -> str:
    """The address of the findings of some reports, or of those that one check made."""
    reports = (Filter("report", report_id) for report_id in report_ids)
    checks = (Filter("finding", check),) if check else ()
    return ChecksLink(filters=Filters((*reports, *checks))).href


def rule_href(check: str, lang: str = "") -> str:
    """The address of what a check looks at."""
    return ChecksLink(view="rules", rule=check, lang=lang).href
