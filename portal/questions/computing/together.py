"""Many reports' figures taken together: ranked with their ties, summed, averaged, their median."""

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from index.model import Measure, MeasuredReport
from portal.questions.plan import Operation, Ranking


def ranked(rows: Sequence[MeasuredReport], ranking: Ranking) -> tuple[MeasuredReport, ...]:
    """The first rows of a ranking, in its order, with all that tie with the last; rows without a value are left out."""
    sign = -1 if ranking.order == "most" else 1
    valued = [(sign * row.value, row) for row in rows if row.value is not None]
    ordered = sorted(valued, key=lambda pair: pair[0])
    return tuple(ordered[place][1] for place in places([value for value, _ in ordered], ranking))


def places(ordered: Sequence[Decimal], ranking: Ranking) -> range:
    """Which of these values, lowest first, a ranking gives: its last with all that tie with it."""
    if not ordered or (ranking.only_last and len(ordered) < ranking.top):
        return range(0)
    last = ordered[min(ranking.top, len(ordered)) - 1]
    return range(ordered.index(last) if ranking.only_last else 0, bisect_right(ordered, last))


def together(operation: Operation, measure: Measure, rows: Sequence[MeasuredReport]) -> Decimal:
    """Rows that all have a value, as one: sums of numerators over sums of denominators, the mean, or the median."""
    values = [row.value for row in rows if row.value is not None]
    if operation == "median":
        return median(values)
    if operation == "average":
        return sum(values, Decimal(0)) / len(values)
    if not measure.denominator:
        return sum(values, Decimal(0))
    above, below = fraction(rows)
    return above / below


def fraction(rows: Sequence[MeasuredReport]) -> tuple[Decimal, Decimal]:
    """Numerator and denominator of a rate over all rows."""
    parts = [row.parts for row in rows if row.parts is not None]
    return sum((above for above, _ in parts), Decimal(0)), sum((below for _, below in parts), Decimal(0))
