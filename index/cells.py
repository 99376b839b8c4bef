"""The cells behind a measure, read when someone looks at them: an answer over thousands of reports shows few."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from index.catalog import Catalog
from index.model import MeasuredReport
from ingest.model import Fact

# As many reports' cells as two pages of an export hold.
_KEPT = 2000
_AHEAD = 500


class CellReader:
    """Reads the cells of some keys by version; those looked at last are kept."""

    def __init__(self, catalog: Catalog, keys: Sequence[str]) -> None:
        self._catalog = catalog
        self._keys = keys
        self._kept: OrderedDict[int, tuple[Fact, ...]] = OrderedDict()
        self._turn = threading.Lock()

    def cells(self, version: int) -> tuple[Fact, ...]:
        """The cells of a version in the order of the keys; none of one that was taken out of the library since."""
        with self._turn:
            if version not in self._kept:
                self._read([version])
            return self._kept[version]

    def read(self, versions: Iterable[int]) -> None:
        """Have these versions at hand, in one go."""
        with self._turn:
            self._read([version for version in versions if version not in self._kept])

    def _read(self, versions: Sequence[int]) -> None:
        facts = self._catalog.facts_of(self._keys, versions)
        for version in versions:
            found = facts.get(version, {})
            self._kept[version] = tuple(found[key] for key in self._keys if key in found)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


class Cells(Sequence[Fact]):
    """The cells of one report, read when first looked at."""

    __slots__ = ("reader", "version")

    def __init__(self, reader: CellReader, version: int) -> None:
        self.reader = reader
        self.version = version

    def __len__(self) -> int:
        return len(self.reader.cells(self.version))

    @overload
    def __getitem__(self, place: int) -> Fact: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Fact, ...]: ...
    def __getitem__(self, place: int | slice) -> Fact | tuple[Fact, ...]:
        return self.reader.cells(self.version)[place]

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.reader.cells(self.version))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def with_cells(rows: Sequence[MeasuredReport]) -> Iterator[MeasuredReport]:
    """The rows in order, for someone who looks at the cells of each: those of many rows are read at once."""
    for start in range(0, len(rows), _AHEAD):
        part = rows[start : start + _AHEAD]
        wanted: dict[CellReader, list[int]] = {}
        for row in part:
            if isinstance(row.cells, Cells):
                wanted.setdefault(row.cells.reader, []).append(row.cells.version)
        for reader, versions in wanted.items():
            reader.read(versions)
        yield from part
