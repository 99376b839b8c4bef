"""The address of every view: the one module that reads and writes it, in the words of the command line's filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar, get_args
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from index.errors import FilterError
from index.model import Filter, Filters, SearchRequest, Sort

View = Literal["text", "tables"]
Pairs = tuple[tuple[str, str], ...]
T = TypeVar("T", bound=str)

ALL = "all"
SCOPES = ("scope", "region", "level")
PAGE_SIZE = 10
SORTS: tuple[Sort, ...] = get_args(Sort)
VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True, slots=True)
class SearchLink:
    """What the page 搜索 shows: words, filters, order, page."""

    text: str = ""
    exact: bool = False
    any_term: bool = False
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "relevance"
    page: int = 1
    lang: str = ""

    @classmethod
    def read(cls, pairs: Pairs) -> "SearchLink":
        """From the parameters of an address; whatever is no parameter of the page is a filter."""
        own = dict(pair for pair in pairs if pair[0] in ("q", "exact", "any", "sort", "page", "lang"))
        return cls(
            text=own.get("q", ""),
            exact=own.get("exact") == "1",
            any_term=own.get("any") == "1",
            filters=Filters(tuple(_filter(name, value) for name, value in pairs if name not in own)),
            sort=_choice("sort", own.get("sort", "relevance"), SORTS),
            page=_count("page", own.get("page", "1")),
            lang=own.get("lang", ""),
        )

    @property
    def pairs(self) -> Pairs:
        """The parameters of its address, defaults left out."""
        return _said(
            ("q", self.text),
            ("exact", "1" if self.exact else ""),
            ("any", "1" if self.any_term else ""),
            *(item.pair for item in self.filters.items),
            ("sort", self.sort if self.sort != "relevance" else ""),
            ("page", str(self.page) if self.page > 1 else ""),
            ("lang", self.lang),
        )

    @property
    def href(self) -> str:
        """Its address."""
        return _href("/", self.pairs)

    @property
    def asks(self) -> bool:
        """Whether anything is searched; without words and filters the page is the home page."""
        return bool(self.text.strip() or self.filters.items)

    @property
    def request(self) -> SearchRequest:
        """The search of the library that it stands for."""
        return SearchRequest(
            text=self.text,
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

    def exactly(self, text: str) -> "SearchLink":
        """The same filters with these words as one run of characters."""
        return replace(self, text=text, exact=True, any_term=False, page=1)

    def loosened(self) -> "SearchLink":
        """The same where any one of the words will do."""
        return replace(self, any_term=True, exact=False, page=1)

    def sorted_by(self, sort: Sort) -> "SearchLink":
        """The same in another order, from the first page."""
        return replace(self, sort=sort, page=1)

    def on_page(self, page: int) -> "SearchLink":
        """Another page of the same."""
        return replace(self, page=page)

    def with_(self, item: Filter) -> "SearchLink":
        """With this filter and without its opposite, from the first page."""
        opposite = replace(item, excluded=not item.excluded)
        return replace(self, filters=self.filters.without(opposite).with_(item), page=1)

    def without(self, item: Filter) -> "SearchLink":
        """Without this filter, from the first page."""
        return replace(self, filters=self.filters.without(item), page=1)

    def freed(self, name: str) -> "SearchLink":
        """The same where nothing is chosen of one filter, excluded values aside; `fact` filters all stay."""
        if name == "fact":
            return self
        kept = tuple(item for item in self.filters.items if item.name != name or item.excluded)
        return replace(self, filters=Filters(kept), page=1)

    def cleared(self) -> "SearchLink":
        """The words alone."""
        return replace(self, filters=Filters(), page=1)


@dataclass(frozen=True, slots=True)
class AskLink:
    """What the page 提问 shows: a question, and what was changed by hand in how it was understood."""

    question: str = ""
    changes: Pairs = ()
    lang: str = ""

    @classmethod
    def read(cls, pairs: Pairs) -> "AskLink":
        """From the parameters of an address."""
        own = dict(pair for pair in pairs if pair[0] in ("q", "lang"))
        changes = tuple(pair for pair in pairs if pair[0] not in own)
        return cls(own.get("q", ""), changes, own.get("lang", ""))

    @property
    def pairs(self) -> Pairs:
        """The parameters of its address."""
        return _said(("q", self.question), *self.changes, ("lang", self.lang))

    @property
    def href(self) -> str:
        """Its address."""
        return _href("/ask", self.pairs)

    def changed(self, name: str, value: str) -> "AskLink":
        """The same question with one part of its plan changed; a scope takes the place of any other scope."""
        replaced = SCOPES if name in SCOPES else (name,)
        kept = tuple(pair for pair in self.changes if pair[0] not in replaced)
        return replace(self, changes=(*kept, (name, value)))


@dataclass(frozen=True, slots=True)
class ReportLink:
    """What the page 报告 shows: a report, how, and the passage or cell that is marked in it."""

    report_id: str = ""
    view: View = "text"
    hit: str = ""
    cell: str = ""
    region: str = ""
    lang: str = ""

    @classmethod
    def read(cls, pairs: Pairs) -> "ReportLink":
        """From the parameters of an address."""
        own = dict(pairs)
        return cls(
            report_id=own.get("id", ""),
            view=_choice("view", own.get("view", "text"), VIEWS),
            hit=own.get("hit", ""),
            cell=own.get("cell", ""),
            region=own.get("region", ""),
            lang=own.get("lang", ""),
        )

    @property
    def pairs(self) -> Pairs:
        """The parameters of its address, defaults left out."""
        view = self.view if self.view != "text" else ""
        return _said(
            ("id", self.report_id),
            ("region", self.region),
            ("view", view),
            ("hit", self.hit),
            ("cell", self.cell),
            ("lang", self.lang),
        )

    @property
    def href(self) -> str:
        """Its address."""
        return _href("/report", self.pairs)

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


def split_query(query: str) -> Pairs:
    """The parameters of a query string, in order; `?` may lead it."""
    return tuple(parse_qsl(query.removeprefix("?"), keep_blank_values=False))


def current() -> Pairs:
    """The parameters of the address that the browser shows."""
    return tuple((name, value) for name in st.query_params for value in st.query_params.get_all(name))


def go(pairs: Pairs) -> None:
    """Change the address, as one entry of the browser's history; to be called from a callback."""
    st.query_params.from_dict(_grouped(pairs))


def _grouped(pairs: Pairs) -> Mapping[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped


def _said(*pairs: tuple[str, str]) -> Pairs:
    return tuple(pair for pair in pairs if pair[1])


def _href(path: str, pairs: Pairs) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _filter(name: str, value: str) -> Filter:
    return Filter(name, value.removeprefix("!"), excluded=value.startswith("!"))


def _choice(name: str, value: str, choices: Sequence[T]) -> T:
    for choice in choices:
        if choice == value:
            return choice
    raise FilterError(name, value, choices[0])


def _count(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise FilterError(name, value, "1")
    return int(value)
