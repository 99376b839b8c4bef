"""The address of the page 报告."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from portal.widgets.address import PageLink, Pairs, choice

View = Literal["text", "tables"]

VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True, slots=True)
class ReportLink(PageLink):
    """What the page 报告 shows: a report, how, and the passage or cell that is marked in it."""

    PATH = "/report"

    report_id: str = ""
    view: View = "text"
    hit: str = ""
    cell: str = ""
    region: str = ""

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
            lang=own.get("lang", ""),
        )

    @property
    def own(self) -> Pairs:
        """The parameters that only this page has, defaults left out."""
        view = self.view if self.view != "text" else ""
        return ("id", self.report_id), ("region", self.region), ("view", view), ("hit", self.hit), ("cell", self.cell)

    @property
    def names_place(self) -> bool:
        """Whether it leads to a passage or a figure of the report."""
        return bool(self.hit or self.cell)

    def at_cell(self, key: str) -> "ReportLink":
        """The same report with this cell marked among its tables."""
        return replace(self, view="text" if key.startswith("narrative.") else "tables", cell=key, hit="")

    def viewed(self, view: View) -> "ReportLink":
        """The same report shown another way, nothing marked."""
        return replace(self, view=view, hit="", cell="")


def report_href(report_id: str, lang: str = "", *, hit: str = "", cell: str = "") -> str:
    """The address of a report, of a passage or of a cell in it."""
    link = ReportLink(report_id, hit=hit, lang=lang)
    return (link.at_cell(cell) if cell else link).href
