"""What the library hands to the portal: heads, stored reports, filters, hits, facets, measured rows."""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from ingest.model import Fact, Level, Location, OfficeKind, PassageKind, Region, Report, TemplateName

Mode = Literal["keyword", "semantic", "hybrid"]
PlainSort = Literal["relevance", "year"]
Operator = Literal[">=", "<=", ">", "<", "=", "!="]
Missing = Literal["blank", "unread", "no_such_cell", "zero_denominator"]

_COMPARE: Mapping[Operator, Callable[[Decimal, Decimal], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True, slots=True)
class Filter:
    """One `NAME=VALUE` in the words of the command line and the URL; `excluded` is `NAME=!VALUE`."""

    name: str
    value: str
    excluded: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        """Name and value as a link writes them."""
        return self.name, f"!{self.value}" if self.excluded else self.value


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters joined as the contract says: different names and, one name repeated or, `fact` repeated and."""

    items: tuple[Filter, ...] = ()

    def named(self, name: str) -> tuple[Filter, ...]:
        """The filters of one name, in order."""
        return tuple(item for item in self.items if item.name == name)

    def wanted(self, name: str) -> tuple[Filter, ...]:
        """The filters of one name that say what must be, not what must not."""
        return tuple(item for item in self.named(name) if not item.excluded)

    def admits(self, name: str, value: str) -> bool:
        """Whether something with this value meets all filters of that name."""
        wanted = [item.value for item in self.wanted(name)]
        return (not wanted or value in wanted) and Filter(name, value, excluded=True) not in self.items

    def with_(self, item: Filter) -> "Filters":
        """These and one more; the same one twice is one."""
        return self if item in self.items else Filters((*self.items, item))

    def without(self, item: Filter) -> "Filters":
        """These without that one."""
        return Filters(tuple(other for other in self.items if other != item))


@dataclass(frozen=True, slots=True)
class ReportHead:
    """Who and when a stored report is. `seat` names its 人民政府 and 办公室 alike; `region` includes a later join.

    `joined` is True where the file left the region open and the library's one fitting place was joined to it.
    """

    report_id: str
    office: str
    printed_office: str
    seat: str
    region: Region
    joined: bool
    level: Level
    office_kind: OfficeKind
    year: int
    template: TemplateName
    title: str


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One version of a report in the library; `report` is what its file states, `head` what the library calls it.

    The findings of a current version end with those that only show beside other reports of the library.
    """

    head: ReportHead
    version: int
    current: bool
    sha256: str
    sources: tuple[str, ...]
    report: Report


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that a version of a report came as, under every path that it was given by.

    `stored_at` is when its original was written into the library; None where the original is gone.
    """

    version: int
    current: bool
    sha256: str
    sources: tuple[str, ...]
    stored_at: datetime | None


@dataclass(frozen=True, slots=True)
class ByFigure:
    """The order of a figure (a cell, a sum, a rate): the highest first, or the lowest; those without it come last."""

    key: str
    least: bool = False


Sort = PlainSort | ByFigure


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as the command line, the portal and a link state it."""

    text: str
    mode: Mode = "keyword"
    exact: bool = False
    filters: Filters = field(default_factory=Filters)
    limit: int = 10
    offset: int = 0
    sort: Sort = "relevance"
    any_term: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matches; `highlights` are code point ranges of `text`; `passage_id` names it in links."""

    head: ReportHead
    passage_id: str
    section: int
    kind: PassageKind
    text: str
    highlights: tuple[tuple[int, int], ...]
    score: float
    location: Location


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet and the number of reports that have it under the current query."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter name, most frequent first (years newest first)."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits of one page with totals over all: `total` counts passages, `reports` the reports that they stand in.

    `terms` is how the query was cut. `any_total` is the number of passages that any one term would find; it is
    counted only where all terms together find nothing, else None.
    """

    request: SearchRequest
    total: int
    reports: int
    took_ms: float
    terms: tuple[str, ...]
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    any_total: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted: the sum of cells, or where `denominator` is given, a fraction of two sums."""

    name: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()
    subtracted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison with a number."""

    operator: Operator
    number: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether `value` meets the comparison."""
        return _COMPARE[self.operator](value, self.number)


@dataclass(frozen=True, slots=True)
class MeasuredReport:
    """One report's value of a measure with the cells that it was computed from, in the measure's order.

    `value` is None where it cannot be told, and `missing` says why; `blanks` counts the blank or dashed addends that
    were left out of a sum. `cells` lacks the keys that the report's template has not; they are read when looked at.
    `bare` where nothing but blanks and dashes is printed in them. `parts` are numerator and denominator of a rate.
    """

    head: ReportHead
    value: Decimal | None
    blanks: int
    cells: Sequence[Fact]
    missing: Missing | None = None
    bare: bool = False
    parts: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many reports were looked at, and in how many the measure has a value, is blank, unread, or no such cell.

    `zero_denominator` counts those where a rate divides by 0; the five kinds add up to `reports`.
    """

    reports: int
    with_value: int
    blank: int
    unread: int
    no_such_cell: int
    zero_denominator: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """All reports under a filter with their values (ordered by year descending, then region, then office)."""

    rows: tuple[MeasuredReport, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which embedding model: the name that it was asked for by, and a digest of its files, which alone decides."""

    name: str
    digest: str
