"""All current reports of one revision with their figures: columns are read when first asked for, and kept."""

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from index.bulk import in_bulk
from index.catalog import Catalog
from index.cells import CellReader, Cells
from index.columns import Column, Figures, column_of, figures_of
from index.measures import cells_of
from index.model import Coverage, Filters, Measure, Measured, MeasuredReport, ReportHead
from index.schema import report_number
from ingest.model import Region

# A column of 50,000 reports takes 0.45 MB, rows of a measure over as many 9 MB.
_CELLS_KEPT = 8_000_000
_ROWS_KEPT = 500_000
_FILTERS_KEPT = 64

Key = TypeVar("Key")
Kept = TypeVar("Kept")


class _Latest(Generic[Key, Kept]):
    """What was asked for last, up to a number."""

    def __init__(self, most: int) -> None:
        self._most = max(1, most)
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, key: Key, make: Callable[[], Kept]) -> Kept:
        """What is kept under a key, made where there is nothing (by two threads at once, if they come to it)."""
        with self._turn:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._turn:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


class _Rows:
    """A measure in all reports; the row of a report is made when it is first asked for."""

    def __init__(
        self, heads: Sequence[ReportHead], versions: Sequence[int], figures: Figures, reader: CellReader
    ) -> None:
        self._heads = heads
        self._versions = versions
        self._figures = figures
        self._reader = reader
        self._made: list[MeasuredReport | None] = [None] * len(heads)

    def at(self, places: Sequence[int]) -> tuple[MeasuredReport, ...]:
        """The rows of these reports."""
        made = self._made
        with in_bulk():
            return tuple([made[place] or self._make(place) for place in places])

    def _make(self, place: int) -> MeasuredReport:
        figures = self._figures
        row = MeasuredReport(
            self._heads[place],
            figures.values[place],
            figures.blanks[place],
            Cells(self._reader, self._versions[place]),
            figures.missing[place],
            figures.bare[place] == 1,
            figures.parts[place],
        )
        self._made[place] = row
        return row


class Table:
    """The current reports of a revision: newest year first, then by region from the province down, then by office."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        with in_bulk():
            self.revision, current = catalog.current_heads()
        paths = {region: region.path for region in {head.region for _, head in current}}
        ordered = sorted(current, key=lambda pair: _order(pair[1], paths))
        self.heads = tuple(head for _, head in ordered)
        self._versions = tuple(version for version, _ in ordered)
        self._of_version = {version: place for place, version in enumerate(self._versions)}
        self._places = {report_number(head.report_id): place for place, head in enumerate(self.heads)}
        size = max(1, len(self.heads))
        self._columns: _Latest[str, Column] = _Latest(_CELLS_KEPT // size)
        self._measured: _Latest[Measure, _Rows] = _Latest(_ROWS_KEPT // size)
        self._chosen: _Latest[tuple[tuple[str, int], Filters], tuple[int, ...]] = _Latest(_FILTERS_KEPT)

    def places(self, state: tuple[str, int], filters: Filters, find: Callable[[], Iterable[int]]) -> tuple[int, ...]:
        """The reports under filters, found by number where this state of the index was not asked for them yet."""

        def look_up() -> tuple[int, ...]:
            with in_bulk():
                return tuple(sorted(self._places[number] for number in set(find()) if number in self._places))

        return self._chosen.get((state, filters), look_up)

    def heads_at(self, places: Sequence[int] | None) -> tuple[ReportHead, ...]:
        """These reports, or all."""
        return self.heads if places is None else tuple(map(self.heads.__getitem__, places))

    def measured(self, measure: Measure, places: Sequence[int] | None) -> Measured:
        """A measure in these reports or in all; every report has a row, also where it has no value."""
        every = self._measured.get(measure, lambda: self._rows(measure))
        rows = every.at(range(len(self.heads)) if places is None else places)
        return Measured(rows, coverage_of(rows))

    def _rows(self, measure: Measure) -> "_Rows":
        keys = cells_of(measure)
        with in_bulk():
            figures = figures_of(measure, {key: self._column(key) for key in keys})
        return _Rows(self.heads, self._versions, figures, CellReader(self._catalog, keys))

    def _column(self, key: str) -> Column:
        return self._columns.get(key, lambda: column_of(self._catalog.column(key), self._of_version))


def coverage_of(rows: Iterable[MeasuredReport]) -> Coverage:
    """How many reports were looked at, and in how many there is a value, or why not."""
    reasons = Counter(row.missing for row in rows)
    return Coverage(
        reports=reasons.total(),
        with_value=reasons[None],
        blank=reasons["blank"],
        unread=reasons["unread"],
        no_such_cell=reasons["no_such_cell"],
        zero_denominator=reasons["zero_denominator"],
    )


def in_order(rows: Iterable[MeasuredReport], *, least: bool) -> tuple[MeasuredReport, ...]:
    """Rows by their values, the highest or the lowest first; equal ones as they stood, those without a value last."""
    rows = tuple(rows)
    valued = {place: row.value for place, row in enumerate(rows) if row.value is not None}
    without = (place for place in range(len(rows)) if place not in valued)
    return tuple(rows[place] for place in (*sorted(valued, key=valued.__getitem__, reverse=not least), *without))


def _order(head: ReportHead, paths: Mapping[Region, str]) -> tuple[int, str, str, str]:
    return -head.year, paths[head.region], head.office, head.report_id
