"""Conditions that reach over the years of an office: in every year, or in another year than the one listed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from index.filters import year_bounds
from index.model import Filter, Filters, MeasuredReport, ReportHead
from portal.questions.plan import Plan

Seat = tuple[str, str]


def seat_of(head: ReportHead) -> Seat:
    """One seat over the years: a government and its office are one."""
    return head.region.path, head.seat


def in_every_year(
    kept: Sequence[MeasuredReport], looked_at: Sequence[MeasuredReport], plan: Plan
) -> tuple[MeasuredReport, ...]:
    """Those kept whose seat is kept in all of the years asked for; without years, in all that it has reports of."""
    stated = _stated(plan.filters, {row.head.year for row in looked_at})
    years, holding = _years(looked_at), _years(kept)
    return tuple(row for row in kept if holding[seat_of(row.head)] >= (stated or years[seat_of(row.head)]))


def in_year(filters: Filters, year: int) -> Filters:
    """The same reports, in another year."""
    return Filters((Filter("year", str(year)), *(item for item in filters.items if item.name != "year")))


def _years(rows: Iterable[MeasuredReport]) -> dict[Seat, set[int]]:
    found: dict[Seat, set[int]] = defaultdict(set)
    for row in rows:
        found[seat_of(row.head)].add(row.head.year)
    return found


def _stated(filters: Filters, known: set[int]) -> set[int]:
    """The years that filters name, of those that any report is of."""
    bounds = [year_bounds(item.value) for item in filters.wanted("year")]
    return {
        year
        for year in known
        for first, last in bounds
        if (first is None or year >= first) and (last is None or year <= last)
    }
