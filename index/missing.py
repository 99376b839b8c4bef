"""Reports that are not there: offices that reported in other years, and the years they have none of."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from index.filters import year_bounds
from index.model import Filters, ReportHead

# One in so many reports of the year before is a fair share.
_FAIR_SHARE = 10


@dataclass(frozen=True, slots=True)
class Absence:
    """A year without a report of an office: its newest head, and the years that it has reports of."""

    head: ReportHead
    year: int
    present: tuple[int, ...]


def asked_years(filters: Filters, known: Iterable[int]) -> tuple[int, ...]:
    """The years that year filters let through, in the order given."""
    items = [(item.excluded, *year_bounds(item.value)) for item in filters.named("year")]
    wanted = [(first, last) for excluded, first, last in items if not excluded]
    unwanted = [(first, last) for excluded, first, last in items if excluded]
    return tuple(
        year
        for year in known
        if (not wanted or any(_within(year, *span) for span in wanted))
        and not any(_within(year, *span) for span in unwanted)
    )


def _within(year: int, first: int | None, last: int | None) -> bool:
    return (first is None or year >= first) and (last is None or year <= last)


def settled_years(heads: Iterable[ReportHead]) -> tuple[int, ...]:
    """The years of all reports, newest first, without newest ones that have only begun.

    A year has begun and no more where it has fewer reports than a tenth of the year before: that offices have none of
    it yet says nothing of them.
    """
    counts = Counter(head.year for head in heads)
    years = sorted(counts, reverse=True)
    while years[1:] and counts[years[0]] * _FAIR_SHARE < counts[years[1]]:
        years.pop(0)
    return tuple(years)


def seats_of(heads: Iterable[ReportHead]) -> dict[str, tuple[ReportHead, ...]]:
    """Reports by the seat that they come from, in their order."""
    seats: dict[str, list[ReportHead]] = defaultdict(list)
    for head in heads:
        seats[head.seat].append(head)
    return {name: tuple(found) for name, found in seats.items()}


def absences(heads: Iterable[ReportHead], years: Collection[int], *, stated: bool) -> tuple[Absence, ...]:
    """The years that seats have no report of; where years were not `stated`, only those after a seat's first one.

    The heads come newest first.
    """
    return tuple(
        Absence(found[0], year, present)
        for found in seats_of(heads).values()
        for present in [tuple(sorted({head.year for head in found}))]
        for year in years
        if year not in present and (stated or year > present[0])
    )
