"""The change of a figure from one year to another: which reports make a pair, and what their figures come to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.model import Condition, Measure, MeasuredReport
from portal.questions.computing.groups import by_group, grouped, seat_keys
from portal.questions.plan import By, Change, Group, Operation

Pair = tuple[MeasuredReport, MeasuredReport]


@dataclass(frozen=True, slots=True)
class Paired:
    """The seats with a figure in both years, and how many could not be held against the year before.

    `one_year` seats lack one of the reports, `no_figure` a figure in one of them; `from_zero` have no growth rate.
    """

    pairs: tuple[Pair, ...]
    one_year: int
    no_figure: int
    from_zero: int


def paired(rows: Sequence[MeasuredReport], change: Change) -> Paired:
    """The reports of both years of each seat, in the order of the rows."""
    keys = seat_keys(rows)
    seats: dict[str, dict[int, MeasuredReport]] = defaultdict(dict)
    for row in rows:
        seats[keys[row.head.report_id]][row.head.year] = row
    both = [
        (found[change.first], found[change.last])
        for found in seats.values()
        if change.first in found and change.last in found
    ]
    known = [pair for pair in both if pair[0].value is not None and pair[1].value is not None]
    pairs = tuple(pair for pair in known if change_of(pair, change) is not None)
    return Paired(pairs, len(seats) - len(both), len(both) - len(known), len(known) - len(pairs))


def change_of(pair: Pair, change: Change) -> Decimal | None:
    """The change of a pair of figures; None where a growth rate would divide by 0."""
    before, after = (row.value for row in pair)
    assert before is not None and after is not None
    return between(before, after, change)


def between(before: Decimal, after: Decimal, change: Change) -> Decimal | None:
    """The difference of two figures, or the growth from the first to the second."""
    if change.kind == "difference":
        return after - before
    return (after - before) / before if before else None


def went(value: Decimal, change: Change, condition: Condition | None) -> bool:
    """Whether a change goes the way that is asked for, and meets the condition."""
    right_way = change.way is None or (value > 0 if change.way == "up" else value < 0)
    return right_way and (condition is None or condition.holds(value))


def changed_row(pair: Pair, change: Change) -> MeasuredReport:
    """The change as the figure of the later report; no one cell holds it, so it has none."""
    return MeasuredReport(pair[1].head, change_of(pair, change), 0, ())


def changed_groups(
    by: By, how: tuple[Operation, Measure], rows: Sequence[MeasuredReport], change: Change
) -> tuple[Group, ...]:
    """The change of each group's sum or mean, over all its reports of either year."""
    operation, measure = how
    found = []
    for name, part in by_group(by, rows).items():
        years = {group.name: group for group in grouped("year", operation, measure, part)}
        before, after = years.get(str(change.first)), years.get(str(change.last))
        figures = (before.value if before else None, after.value if after else None)
        reports = sum(group.reports for group in years.values())
        without = sum(group.without for group in years.values())
        value = None if None in figures else between(figures[0] or Decimal(0), figures[1] or Decimal(0), change)
        found.append(Group(by, name, value, reports, without, before=figures[0], after=figures[1]))
    return tuple(found)
