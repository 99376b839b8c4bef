"""Where a figure stands among those of the reports of the same level and year."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from index.model import MeasuredReport
from ingest.model import Level

# Of fewer than these a percentile would only say which of them it is.
FEWEST_PEERS = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a figure stands: among how many, itself included, and above which share of them, in per cent.

    Of those that are equal half count as below. Too few have no percentile.
    """

    peers: int
    percentile: float | None


class Peers:
    """The values of a measure by level and year."""

    def __init__(self, rows: Iterable[MeasuredReport]) -> None:
        found: dict[tuple[int, Level], list[Decimal]] = defaultdict(list)
        for row in rows:
            if row.value is not None:
                found[row.head.year, row.head.level].append(row.value)
        self._values = {kin: sorted(values) for kin, values in found.items()}

    def standing(self, row: MeasuredReport) -> Standing | None:
        """Where one of the reports stands; None where it has no value."""
        if row.value is None:
            return None
        values = self._values[row.head.year, row.head.level]
        below, upto = bisect_left(values, row.value), bisect_right(values, row.value)
        percentile = (below + upto) * 50 / len(values) if len(values) >= FEWEST_PEERS else None
        return Standing(len(values), percentile)
