"""The address of every view: the one module that reads and writes it, in the words of the command line's filters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

import streamlit as st

from index.model import Mode, SearchRequest, Sort
from portal.widgets.address import FilteredLink, Pairs, address, choice, filters_of, page_number, said

View = Literal["text", "tables"]
Side = Literal["measures", "problems"]

ALL = "all"
SCOPES = ("scope", "region", "level")
PAGE_SIZE = 10
MODES: tuple[Mode, ...] = get_args(Mode)
SORTS: tuple[Sort, ...] = get_args(Sort)
SIDES: tuple[Side, ...] = get_args(Side)
VIEWS: tuple[View, ...] = get_args(View)
_OF_PASSAGES = ("section", "kind")


@dataclass(frozen=True, slots=True)
class SearchLink(FilteredLink):
    """What the page 搜索 shows: words, filters, mode, order, page."""

    exact: bool = False
    any_term: bool = False
    mode: Mode = "keyword"
    sort: Sort = "relevance"

    @classmethod
    def read(cls, pairs: Pairs) -> "SearchLink":
        """From the parameters of an address; whatever is no parameter of the page is a filter."""
        own = dict(pair for pair in pairs if pair[0] in ("q", "exact", "any", "mode", "sort", "page", "lang"))
        return cls(
            text=own.get("q", ""),
            exact=own.get("exact") == "1",
            any_term=own.get("any") == "1",
            filters=filters_of(tuple(pair for pair in pairs if pair[0] not in own)),
            mode=choice("mode", own.get("mode", "keyword"), MODES),
            sort=choice("sort", own.get("sort", "relevance"), SORTS),
            page=page_number(own.get("page", "1")),
            lang=own.get("lang", ""),
        )

    @property
    def pairs(self) -> Pairs:
        """The parameters of its address, defaults left out."""
        return said(
            ("q", self.text),
            ("exact", "1" if self.exact else ""),
            ("any", "1" if self.any_term else ""),
            *(item.pair for item in self.filters.items),
            ("mode", self.mode if self.mode != "keyword" else ""),
            ("sort", self.sort if self.sort != "relevance" else ""),
            ("page", str(self.page) if self.page > 1 else ""),
            ("lang", self.lang),
        )

    @property
    def href(self) -> str:
        """Its address."""
        return address("/", self.pairs)

    @property
    def asks(self) -> bool:
        """Whether anything is searched; without words and filters the page is the home page."""
        return bool(self.text.strip() or self.filters.items)

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


@dataclass(frozen=True, slots=True)
class MeasuresLink(FilteredLink):
    """What the page 改进措施 shows: a problem in words, by theme or as a passage; measures or who else has it."""

    theme: str = ""
    like: str = ""
    side: Side = "measures"

    @classmethod
    def read(cls, pairs: Pairs) -> "MeasuresLink":
        """From the parameters of an address; whatever is no parameter of the page is a filter."""
        own = dict(pair for pair in pairs if pair[0] in ("q", "theme", "like", "side", "page", "lang"))
        return cls(
            text=own.get("q", ""),
            theme=own.get("theme", ""),
            like=own.get("like", ""),
            side=choice("side", own.get("side", "measures"), SIDES),
            filters=filters_of(tuple(pair for pair in pairs if pair[0] not in own)),
            page=page_number(own.get("page", "1")),
            lang=own.get("lang", ""),
        )

    @property
    def pairs(self) -> Pairs:
        """The parameters of its address, defaults left out."""
        return said(
            ("q", self.text),
            ("theme", self.theme),
            ("like", self.like),
            ("side", self.side if self.side != "measures" else ""),
            *(item.pair for item in self.filters.items),
            ("page", str(self.page) if self.page > 1 else ""),
            ("lang", self.lang),
        )

    @property
    def href(self) -> str:
        """Its address."""
        return address("/measures", self.pairs)

    @property
    def asks(self) -> bool:
        """Whether a problem is named; else the page shows its themes."""
        return bool(self.text.strip() or self.theme or self.like)

    def reworded(self, text: str) -> "MeasuresLink":
        """The same filters and side for a problem in these words."""
        return replace(self, text=text.strip(), theme="", like="", page=1)

    def on_theme(self, theme: str) -> "MeasuresLink":
        """The same filters and side for a theme."""
        return replace(self, text="", theme=theme, like="", page=1)

    def on_side(self, side: Side) -> "MeasuresLink":
        """The other side of the same problem."""
        return replace(self, side=side, page=1)


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
        return said(("q", self.question), *self.changes, ("lang", self.lang))

    @property
    def href(self) -> str:
        """Its address."""
        return address("/ask", self.pairs)

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
            view=choice("view", own.get("view", "text"), VIEWS),
            hit=own.get("hit", ""),
            cell=own.get("cell", ""),
            region=own.get("region", ""),
            lang=own.get("lang", ""),
        )

    @property
    def pairs(self) -> Pairs:
        """The parameters of its address, defaults left out."""
        view = self.view if self.view != "text" else ""
        return said(
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
        return address("/report", self.pairs)

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
