"""The library: everything of one folder opened together, searched, measured and brought up to date."""

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Self

from index import manifest
from index.catalog import Catalog
from index.errors import LibraryLocked, WrongFormat
from index.filter_query import FilterQueries, report_numbers
from index.filters import Vocabulary, parse_filters
from index.layout import Layout
from index.lock import WriterLock
from index.measures import measure_of
from index.model import (
    ByFigure,
    Facet,
    Filters,
    Measure,
    Measured,
    ReportHead,
    SearchRequest,
    SearchResult,
    StoredReport,
)
from index.replay import rebuild, replay
from index.schema import report_id_of, report_number
from index.searching import Beside, FoundPassages, find_passages, report_facets, search
from index.segmenter import Segmenter
from index.table import Table, in_order
from index.text_index import Snapshot, open_snapshot, read_manifest

if TYPE_CHECKING:
    from index.semantic import Meanings


class Library:
    """One library on disk. Threads may share it; each call sees one complete state of the index."""

    def __init__(self, catalog: Catalog, *, write: bool) -> None:
        self.catalog = catalog
        self._layout = catalog.layout
        self._write = write
        self._turn = threading.Lock()
        self._opened: tuple[tuple[int, int], Snapshot] | None = None
        self._segmenter: Segmenter | None = None
        self._table: Table | None = None
        self._vocabulary: tuple[int, Vocabulary] | None = None
        self._by_meaning: Meanings | None = None

    @classmethod
    def open(cls, path: Path, *, write: bool = False, create: bool = False) -> Self:
        """Open a library to read, or as its one writer, who makes it where there is none if `create`.

        The index is brought up to date first; a reader that may not write searches what is there. Raises NoLibrary,
        WrongFormat, LibraryLocked.
        """
        layout = Layout(path)
        if write and not create:
            Catalog.open(layout).close()
        library = cls(Catalog.open(layout, write=write), write=write)
        with ExitStack() as undo:
            undo.callback(library.close)
            library._bring_up()
            undo.pop_all()
        return library

    def close(self) -> None:
        """Close the catalog and let the next writer in."""
        self.catalog.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def revision(self) -> int:
        """The number of the catalog's last commit."""
        return self.catalog.revision

    @property
    def vocabulary(self) -> Vocabulary:
        """The values that filters can have at this revision."""
        revision = self.catalog.revision
        if self._vocabulary is None or self._vocabulary[0] != revision:
            self._vocabulary = revision, Vocabulary(lambda: self._reports().heads)
        return self._vocabulary[1]

    def parse_filters(self, pairs: Iterable[str]) -> Filters:
        """Filters from `NAME=VALUE` strings; raises FilterError naming the nearest valid one."""
        return parse_filters(pairs, self.vocabulary, self.catalog.resolve)

    def search(self, request: SearchRequest) -> SearchResult:
        """Passages that a request finds. By meaning it raises ModelError and WrongModel."""
        snapshot = self._snapshot()
        beside = Beside(self._meanings, self._ranks, self.vocabulary.office_names)
        return search(snapshot, self._segmenter_of(snapshot), request, beside)

    def passages(self, request: SearchRequest) -> FoundPassages:
        """Every passage that has the words of a request, read when it is looked at."""
        snapshot = self._snapshot()
        return find_passages(snapshot, self._segmenter_of(snapshot), request)

    def words(self) -> tuple[str, ...]:
        """Every word that passages were cut into, those of most passages first."""
        return tuple(word for word, _ in self._snapshot().searcher.terms_with_prefix("words", ""))

    def measured(self, measure: Measure, filters: Filters) -> Measured:
        """A measure in every current report under the filters."""
        table = self._reports()
        return table.measured(measure, self._places(table, filters))

    def heads(self, filters: Filters, by: ByFigure | None = None) -> tuple[ReportHead, ...]:
        """Current reports under the filters: by a figure, then newest year first, then by region and office."""
        if by is not None:
            rows = self.measured(measure_of(by.key), filters).rows
            return tuple(row.head for row in in_order(rows, least=by.least))
        table = self._reports()
        return table.heads_at(self._places(table, filters))

    def extent(self, filters: Filters) -> tuple[int, int]:
        """How many current reports there are under the filters, and of how many offices."""
        keys = self.vocabulary.office_keys
        ids = self._report_ids(filters)
        found = keys if ids is None else [report_id for report_id in ids if report_id in keys]
        return len(found), len({keys[report_id] for report_id in found})

    def facets(self, filters: Filters) -> tuple[Facet, ...]:
        """What the reports under the filters have, with the number of reports of each value; all of `heads` count."""
        names = self.vocabulary.office_names
        offices = (names[head.report_id] for head in self.heads(filters) if head.report_id in names)
        return report_facets(self._snapshot(), filters, offices)

    def reports(self, filters: Filters, all_versions: bool = False) -> Iterator[StoredReport]:
        """Reports under the filters with all that they hold, in the order of ingest."""
        return self.catalog.reports(self._report_ids(filters), all_versions)

    def report(self, report_id: str, version: int | None = None) -> StoredReport | None:
        """A report by its id, also one that it had before; its current version or the one asked for."""
        present = self.catalog.resolve(report_id)
        if present is None:
            return None
        return self.catalog.current(present) if version is None else self.catalog.version(present, version)

    def replay(self) -> None:
        """Bring the index to the revision of the catalog."""
        with self._writing():
            replay(self.catalog)

    def rebuild(self) -> None:
        """Write the derived indexes anew from the catalog, the vectors by the present model. Raises ModelError."""
        with self._writing():
            rebuild(self.catalog)
            self._meanings().rebuild()

    def _writing(self) -> AbstractContextManager[object]:
        return nullcontext() if self._write else WriterLock(self._layout)

    def _bring_up(self) -> None:
        if self._write:
            try:
                replay(self.catalog)
            except WrongFormat:
                # Nothing is lost: the index derives from the catalog, and this process may write it.
                rebuild(self.catalog)
        elif read_manifest(self._layout.text_index).revision != self.revision and os.access(self._layout.root, os.W_OK):
            try:
                self.replay()
            except LibraryLocked:
                # Whoever writes brings the index up; until then the last complete state is searched.
                return

    def _meanings(self) -> "Meanings":
        # Not at the top: faiss and numpy would cost every command a quarter of a second.
        from index.encoder import chosen_model
        from index.semantic import Meanings

        with self._turn:
            if self._by_meaning is None:
                self._by_meaning = Meanings(self.catalog, chosen_model(), write=self._write)
            return self._by_meaning

    def _reports(self) -> Table:
        """The current reports as of the last commit."""
        table = self._table
        if table is None or table.revision != self.catalog.revision:
            self._table = table = Table(self.catalog)
        return table

    def _places(self, table: Table, filters: Filters) -> tuple[int, ...] | None:
        """Where the reports under filters stand in a table; None where all do."""
        if not filters.items:
            return None
        held = self._snapshot().manifest
        return table.places((held.generation, held.revision), filters, lambda: self._report_numbers(filters))

    def _ranks(self, by: ByFigure, filters: Filters) -> dict[int, int]:
        """The place of each report, by its number, in the order of a figure."""
        return {report_number(head.report_id): rank for rank, head in enumerate(self.heads(filters, by))}

    def _report_ids(self, filters: Filters) -> tuple[str, ...] | None:
        """The reports under filters; None where there are none, so that the catalog need not be told all ids."""
        if not filters.items:
            return None
        return tuple(sorted(map(report_id_of, self._report_numbers(filters))))

    def _report_numbers(self, filters: Filters) -> list[int]:
        snapshot = self._snapshot()
        query = FilterQueries(snapshot.index, snapshot.searcher).reports(filters)
        return report_numbers(snapshot.searcher, query)

    def _snapshot(self) -> Snapshot:
        """The index as it was last committed, opened again only after a commit."""
        with self._turn:
            mark = manifest.mark(self._layout.text_index)
            if self._opened is None or self._opened[0] != mark:
                self._opened = mark, open_snapshot(self._layout.text_index)
            return self._opened[1]

    def _segmenter_of(self, snapshot: Snapshot) -> Segmenter:
        with self._turn:
            if self._segmenter is None or self._segmenter.places != snapshot.manifest.places:
                self._segmenter = Segmenter(snapshot.manifest.places)
            return self._segmenter
