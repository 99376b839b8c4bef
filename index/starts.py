"""Where a reader may start: outcomes and findings that the library has, offices that a year has no report of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.filters import Vocabulary
from index.library import Library
from index.missing import absences, settled_years
from index.model import Filter, Filters


@dataclass(frozen=True, slots=True)
class Start:
    """A filter that finds something: how many reports of how many offices."""

    filter: Filter
    offices: int
    reports: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A year that offices with reports of other years have none of."""

    year: int
    offices: int


def starts(library: Library, items: Iterable[Filter]) -> tuple[Start, ...]:
    """Those of the filters that find any report, in their order."""
    found = ((item, library.extent(Filters((item,)))) for item in items)
    return tuple(Start(item, offices, reports) for item, (reports, offices) in found if reports)


@lru_cache(maxsize=2)
def newest_gap(vocabulary: Vocabulary) -> Gap | None:
    """The newest settled year that some office has no report of; None where there is none."""
    years = settled_years(vocabulary.heads)
    gaps = (Gap(year, len(absences(vocabulary.heads, (year,), stated=True))) for year in years)
    return next((gap for gap in gaps if gap.offices), None)
