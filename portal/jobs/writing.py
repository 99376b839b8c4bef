"""Writing into the library from the portal: one piece of work at a time, for all sessions, under the writer's lock."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.errors import LibraryLocked
from index.ingesting import IngestSummary, Progress, ingest
from index.library import Library
from index.model import ReportHead
from portal.commands.reading import JOBS
from portal.jobs.uploads import Upload, kept
from portal.jobs.work import Work

# The portal itself holds the lock for moments, to bring up what derives from the catalog.
_LOCK_SECONDS = 3.0
_LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of uploads, with the heads of the reports concerned; `stopped` says that the rest was left unread."""

    summary: IngestSummary
    heads: Mapping[str, ReportHead]
    stopped: bool


@dataclass(frozen=True, slots=True)
class Removed:
    """How many reports were taken out."""

    reports: int


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The indexes were made anew from so many reports."""

    reports: int


Done = Ingested | Removed | Rebuilt
Kind = Literal["ingest", "removing", "rebuilding"]


class Writing:
    """What is being written into one library, or was last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self.work: Work[Done] | None = None
        self.kind: Kind = "ingest"

    def ingest(self, uploads: Sequence[Upload]) -> None:
        """Read files into the library, which is made where there is none."""

        def do(work: Work[Done]) -> Done:
            def tell(progress: Progress) -> None:
                work.tell(progress.done, progress.total)

            with kept(uploads) as paths, self._opened(create=True) as library:
                summary = ingest(library, paths, JOBS, tell, lambda: work.stopped)
                heads = library.catalog.heads({*summary.new, *summary.updated, *summary.unchanged})
            return Ingested(summary, {head.report_id: head for head in heads}, work.stopped)

        self._begin("ingest", do)

    def remove(self, report_ids: Sequence[str]) -> None:
        """Take reports out with all their versions and originals."""

        def do(_: Work[Done]) -> Done:
            with self._opened() as library:
                present = [report_id for report_id in map(library.catalog.resolve, report_ids) if report_id]
                library.catalog.remove(present)
                library.replay()
            return Removed(len(set(present)))

        self._begin("removing", do)

    def rebuild(self) -> None:
        """Make the derived indexes anew from the catalog."""

        def do(_: Work[Done]) -> Done:
            with self._opened() as library:
                library.rebuild()
                return Rebuilt(len(library.catalog.heads()))

        self._begin("rebuilding", do)

    def forget(self) -> None:
        """Have nothing more said of what ended."""
        with self._turn:
            if self.work is not None and not self.work.running:
                self.work = None

    def _begin(self, kind: Kind, do: Callable[[Work[Done]], Done]) -> None:
        """Begin, unless something is being written: the page shows that in its place."""
        with self._turn:
            if self.work is None or not self.work.running:
                self.kind, self.work = kind, Work(do)

    @contextmanager
    def _opened(self, *, create: bool = False) -> Iterator[Library]:
        """The library as its one writer, waited for a little. Raises LibraryLocked, NoLibrary, WrongFormat."""
        until = time.monotonic() + _LOCK_SECONDS
        while True:
            try:
                library = Library.open(self._path, write=True, create=create)
                break
            except LibraryLocked:
                if time.monotonic() > until:
                    raise
                time.sleep(_LOOK_SECONDS)
        with library:
            yield library
