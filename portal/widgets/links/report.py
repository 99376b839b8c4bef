"""The address of the page 报告."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from portal.widgets.address import PageLink, Pairs, choice, page_number

View = Literal["text", "tables", "years", "versions"]

VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True, slots=True)
class ReportLink(PageLink):
    """What the page 报告 shows: a report, how, and the passage or cell that is marked in it.

    `version` is 0 for the current one. `other` is what it is set beside: the id of another year's report, or the
    number of another version.
    """

    PATH = "/report"

    report_id: str = ""
    view: View = "text"
    hit: str = ""
    cell: str = ""
    region: str = ""
    version: int = 0
    other: str = ""

    @classmethod
    def read(cls, pairs: Pairs) -> "ReportLink":
        """From the parameters of an address."""
        own = dict(pairs)
        return cls(
            report_id=own.get("id", ""),
            view=choice("view", own.get("view", "text"), VIEWS),
            hit=own.get("hit", ""),
            cell=own.get("cell", ""),
            region=own.get("region", ""),
            version=page_number(own["version"], "version") if "version" in own else 0,
            other=own.get("with", ""),
            lang=own.get("lang", ""),
        )

    @property
    def own(self) -> Pairs:
        """The parameters that only this page has, defaults left out."""
        view = self.view if self.view != "text" else ""
        version = ("version", str(self.version or ""))
        place = ("hit", self.hit), ("cell", self.cell)
        return ("id", self.report_id), ("region", self.region), version, ("view", view), *place, ("with", self.other)

    @property
    def names_place(self) -> bool:
        """Whether it leads to a passage or a figure of the report."""
        return bool(self.hit or self.cell)

    def at_cell(self, key: str) -> "ReportLink":
        """The same report with this cell marked among its tables."""
        return replace(self, view="text" if key.startswith("narrative.") else "tables", cell=key, hit="", other="")

    def viewed(self, view: View) -> "ReportLink":
        """The same report shown another way, nothing marked."""
        return replace(self, view=view, hit="", cell="", other="")

    def beside(self, view: View, other: str) -> "ReportLink":
        """The same report beside another year's, or beside another version."""
        return replace(self.viewed(view), other=other)


def report_href(report_id: str, lang: str = "", *, hit: str = "", cell: str = "") -> str:
    """The address of a report, of a passage or of a cell in it."""
    link = ReportLink(report_id, hit=hit, lang=lang)
    return (link.at_cell(cell) if cell else link).href
