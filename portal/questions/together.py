"""Many reports' figures taken together: ranked with their ties, summed, averaged, their median."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median
from typing import get_args

from index.model import Measure, MeasuredReport
from ingest.model import Level
from portal.questions.plan import Group, Operation, Ranking


def ranked(rows: Sequence[MeasuredReport], ranking: Ranking) -> tuple[MeasuredReport, ...]:
    """The first rows of a ranking, in its order, with all that tie with the last; rows without a value are left out."""
    sign = -1 if ranking.order == "most" else 1
    valued = [(row.value, row) for row in rows if row.value is not None]
    ordered = sorted(valued, key=lambda pair: sign * pair[0])
    last = ordered[: ranking.top][-1:]
    return tuple(row for value, row in ordered if sign * value <= sign * last[0][0])


def together(operation: Operation, measure: Measure, rows: Sequence[MeasuredReport]) -> Decimal:
    """Rows that all have a value, as one: sums of numerators over sums of denominators, the mean, or the median."""
    values = [row.value for row in rows if row.value is not None]
    if operation == "median":
        return median(values)
    if operation == "average":
        return sum(values, Decimal(0)) / len(values)
    if not measure.denominator:
        return sum(values, Decimal(0))
    below = _total(rows, measure.denominator) - _total(rows, measure.subtracted)
    return _total(rows, measure.numerator) / below


def fraction(measure: Measure, rows: Sequence[MeasuredReport]) -> tuple[Decimal, Decimal]:
    """Numerator and denominator of a rate over all rows."""
    below = _total(rows, measure.denominator) - _total(rows, measure.subtracted)
    return _total(rows, measure.numerator), below


def by_level(operation: Operation, measure: Measure, rows: Sequence[MeasuredReport]) -> tuple[Group, ...]:
    """The parts that the offices of each level make up, the highest level first; none where there is one level."""
    levels: tuple[Level, ...] = get_args(Level)
    parts = [(level, [row for row in rows if row.head.level == level]) for level in levels]
    found = [Group(level, together(operation, measure, part), len(part)) for level, part in parts if part]
    return tuple(found) if len(found) > 1 else ()


def _total(rows: Sequence[MeasuredReport], keys: Sequence[str]) -> Decimal:
    return sum(
        (cell.value for row in rows for cell in row.cells if cell.key in keys and cell.value is not None), Decimal(0)
    )
