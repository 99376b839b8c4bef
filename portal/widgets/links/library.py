"""The address of the page 资料库."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from portal.widgets.address import FilteredLink, Pairs, choice, page_number, parted

LibraryView = Literal["reports", "missing", "status"]

LIBRARY_VIEWS: tuple[LibraryView, ...] = get_args(LibraryView)


@dataclass(frozen=True, slots=True)
class LibraryLink(FilteredLink):
    """What the page 资料库 shows: its reports, those that are missing, or how it stands.

    `text` is part of an office's name; `chosen` are the reports to be removed, once that is confirmed; `told` names the
    writing whose outcome this reader is told, since nobody else wants to know.
    """

    PATH = "/library"

    view: LibraryView = "reports"
    chosen: tuple[str, ...] = ()
    told: str = ""

    @classmethod
    def read(cls, pairs: Pairs) -> "LibraryLink":
        """From the parameters of an address; whatever is no parameter of the page is a filter."""
        own, filters = parted(tuple(pair for pair in pairs if pair[0] != "chosen"), ("view", "told"))
        return cls(
            text=own.get("q", ""),
            view=choice("view", own.get("view", "reports"), LIBRARY_VIEWS),
            chosen=tuple(dict.fromkeys(value for name, value in pairs if name == "chosen")),
            told=own.get("told", ""),
            filters=filters,
            page=page_number(own.get("page", "1")),
            lang=own.get("lang", ""),
        )

    @property
    def own(self) -> Pairs:
        """The parameters that only this page has, defaults left out."""
        view = self.view if self.view != "reports" else ""
        return ("view", view), *(("chosen", report_id) for report_id in self.chosen), ("told", self.told)

    def viewed(self, view: LibraryView) -> "LibraryLink":
        """Another part of the page, nothing chosen; the filters stay."""
        return replace(self, view=view, chosen=(), page=1)

    def turned(self, report_id: str) -> "LibraryLink":
        """With this report chosen, or no longer chosen where it was."""
        kept = tuple(other for other in self.chosen if other != report_id)
        return replace(self, chosen=kept if report_id in self.chosen else (*kept, report_id))

    def choosing(self, report_ids: tuple[str, ...]) -> "LibraryLink":
        """With these reports chosen and no others."""
        return replace(self, chosen=report_ids)

    def telling(self, writing: str) -> "LibraryLink":
        """With what came of this writing; of none where it is empty."""
        return replace(self, told=writing)
