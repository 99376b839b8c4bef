"""The address of the page 搜索."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from index.model import ByFigure, Filter, Mode, PlainSort, SearchRequest, Sort
from index.schema import known_keys
from portal.widgets.address import FilteredLink, Pairs, choice, page_number, parted

PAGE_SIZE = 10
MODES: tuple[Mode, ...] = get_args(Mode)
Order = Literal[PlainSort, "figure"]
End = Literal["most", "least"]
SORTS: tuple[Order, ...] = get_args(Order)
ENDS: tuple[End, ...] = get_args(End)
_LEAST = ":least"
_OF_PASSAGES = ("section", "kind")


@dataclass(frozen=True, slots=True)
class SearchLink(FilteredLink):
    """What the page 搜索 shows: words, filters, mode, order, page."""

    PATH = "/"

    exact: bool = False
    any_term: bool = False
    mode: Mode = "keyword"
    sort: Sort = "relevance"

    @classmethod
    def read(cls, pairs: Pairs) -> "SearchLink":
        """From the parameters of an address; whatever is no parameter of the page is a filter."""
        own, filters = parted(pairs, ("exact", "any", "mode", "sort"))
        return cls(
            text=own.get("q", ""),
            exact=own.get("exact") == "1",
            any_term=own.get("any") == "1",
            filters=filters,
            mode=choice("mode", own.get("mode", "keyword"), MODES),
            sort=_sort_of(own.get("sort", "relevance")),
            page=page_number(own.get("page", "1")),
            lang=own.get("lang", ""),
        )

    @property
    def own(self) -> Pairs:
        """The parameters that only this page has, defaults left out."""
        return (
            ("exact", "1" if self.exact else ""),
            ("any", "1" if self.any_term else ""),
            ("mode", self.mode if self.mode != "keyword" else ""),
            ("sort", _sort_text(self.sort)),
        )

    @property
    def asks(self) -> bool:
        """Whether anything is searched; without words, filters and a figure to order by the page is the home page."""
        return bool(self.text.strip() or self.filters.items or self.by)

    @property
    def by(self) -> ByFigure | None:
        """The figure that orders the list, where one does."""
        return self.sort if isinstance(self.sort, ByFigure) else None

    @property
    def order(self) -> Order:
        """What orders the list; reports have no relevance and stand by year."""
        if isinstance(self.sort, ByFigure):
            return "figure"
        return "year" if self.lists_reports else self.sort

    @property
    def lists_reports(self) -> bool:
        """Whether reports are listed: there are filters of reports alone, and no words that a passage could hold."""
        return not self.text.strip() and not any(self.filters.named(name) for name in _OF_PASSAGES)

    @property
    def request(self) -> SearchRequest:
        """The search of the library that it stands for."""
        return SearchRequest(
            text=self.text,
            mode=self.mode,
            exact=self.exact,
            filters=self.filters,
            limit=PAGE_SIZE,
            offset=(self.page - 1) * PAGE_SIZE,
            sort=self.sort,
            any_term=self.any_term,
        )

    def reworded(self, text: str) -> "SearchLink":
        """The same filters with other words, from the first page."""
        return replace(self, text=text.strip(), any_term=False, exact=False, page=1)

    def within(self, item: Filter, text: str) -> "SearchLink":
        """These words in what this filter alone of its name finds, from the first page."""
        return self.reworded(text).freed(item.name).with_(item)

    def corrected(self, text: str) -> "SearchLink":
        """The same search of words that were put right."""
        return replace(self, text=text, any_term=False, page=1)

    def exactly(self, text: str) -> "SearchLink":
        """The same filters with these words as one run of characters."""
        return replace(self, text=text, exact=True, any_term=False, mode="keyword", page=1)

    def loosened(self) -> "SearchLink":
        """The same where any one of the words will do."""
        return replace(self, any_term=True, exact=False, page=1)

    def sorted_by(self, sort: Sort) -> "SearchLink":
        """The same in another order, from the first page."""
        return replace(self, sort=sort, page=1)

    def in_mode(self, mode: Mode) -> "SearchLink":
        """The same words looked for another way, from the first page."""
        return replace(self, mode=mode, any_term=False, exact=False, page=1)


def _sort_of(value: str) -> Sort:
    """`KEY` is the highest of a figure first, `KEY:least` the lowest."""
    key = value.removesuffix(_LEAST)
    return ByFigure(key, least=key != value) if key in known_keys() else choice("sort", value, get_args(PlainSort))


def _sort_text(sort: Sort) -> str:
    """An order as the address writes it; nothing for the default."""
    if isinstance(sort, ByFigure):
        return f"{sort.key}{_LEAST if sort.least else ''}"
    return sort if sort != "relevance" else ""
