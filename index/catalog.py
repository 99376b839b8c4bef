"""The catalog of a library: the source of truth for what was read, in which versions, at which revision."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from index import catalog_read as read
from index.catalog_schema import connect
from index.layout import Layout
from index.lock import WriterLock
from index.model import ReportHead, StoredFile, StoredReport
from ingest.model import Fact, Finding, Passage, State

if TYPE_CHECKING:
    from index.catalog_write import CommitResult
    from ingest.pipeline import Reading


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the catalog holds; cells, passages and findings are those of current versions."""

    reports: int
    versions: int
    files: int
    cells: int
    passages: int
    findings: int


class Catalog:
    """One connection to the catalog; threads of one process may share it.

    Every method reads one complete state; only a catalog opened to write can commit and remove.
    """

    def __init__(self, layout: Layout, db: sqlite3.Connection, lock: WriterLock | None) -> None:
        self.layout = layout
        self._db = db
        self._lock = lock
        self._turn = threading.RLock()

    @classmethod
    def open(cls, layout: Layout, write: bool = False) -> Self:
        """Open to read, or as the one writer, who makes the catalog where there is none.

        Raises NoLibrary, WrongFormat, LibraryLocked.
        """
        if not write:
            return cls(layout, connect(layout, write=False), None)
        layout.root.mkdir(parents=True, exist_ok=True)
        with ExitStack() as held:
            lock = held.enter_context(WriterLock(layout))
            catalog = cls(layout, connect(layout, write=True), lock)
            held.pop_all()  # the catalog releases the lock from here on
            return catalog

    def close(self) -> None:
        """Close the connection and let the next writer in."""
        with self._turn:
            self._db.close()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def revision(self) -> int:
        """The number of the last commit; 0 of an empty catalog."""
        with self._turn:
            return int(self._db.execute("SELECT coalesce(max(revision), 0) FROM commits").fetchone()[0])

    def changed_since(self, revision: int) -> tuple[str, ...]:
        """Reports that commits after this revision touched, removed ones included."""
        statement = "SELECT report_id FROM changes WHERE revision > ? ORDER BY revision, report_id"
        with self._turn:
            return tuple(row[0] for row in self._db.execute(statement, (revision,)))

    def knows(self, sha256: str) -> bool:
        """Whether a file of this hash is stored."""
        with self._turn:
            return self._db.execute("SELECT 1 FROM files WHERE sha256 = ?", (sha256,)).fetchone() is not None

    def current(self, report_id: str) -> StoredReport | None:
        """The current version of a report, None where there is no such report (any more)."""
        return next(self.reports([report_id]), None)

    def version(self, report_id: str, number: int) -> StoredReport | None:
        """One version of a report by its number, counted from 1."""
        statement = "SELECT id FROM versions WHERE report_id = ? AND number = ?"
        with self._snapshot() as db:
            row = db.execute(statement, (report_id, number)).fetchone()
            return None if row is None else read.stored(db, row[0])

    def reports(self, report_ids: Iterable[str] | None = None, all_versions: bool = False) -> Iterator[StoredReport]:
        """Reports with all that they hold, in the order of ingest; one taken out meanwhile is left out."""
        with self._snapshot() as db:
            versions = read.version_ids(db, report_ids, all_versions)
        for version in versions:
            with self._snapshot() as db:
                stored = read.stored(db, version)
            if stored is not None:
                yield stored

    def files(self, report_id: str) -> tuple[StoredFile, ...]:
        """The files of all versions of a report, newest version first."""
        with self._snapshot() as db:
            found = read.files(db, report_id)
        return tuple(
            StoredFile(version, current, sha256, sources, _written_at(self.layout.original(sha256)))
            for version, current, sha256, sources in found
        )

    def heads(self, report_ids: Iterable[str] | None = None) -> tuple[ReportHead, ...]:
        """Heads of current versions in the order of ingest."""
        with self._snapshot() as db:
            return read.heads(db, report_ids)

    def current_heads(self) -> tuple[int, list[tuple[int, ReportHead]]]:
        """The revision, and the heads of current versions at it, each with its version."""
        with self._snapshot() as db:
            return self.revision, read.current_heads(db)

    def column(self, key: str) -> tuple[list[int], list[str], list[State]]:
        """Versions, values ("" for none) and states of all cells of a key, of former versions too."""
        with self._snapshot() as db:
            return read.column(db, key)

    def facts_of(self, keys: Sequence[str], versions: Iterable[int]) -> dict[int, dict[str, Fact]]:
        """The facts of these keys by version; versions with none of them are left out."""
        with self._snapshot() as db:
            return read.facts_of(db, keys, versions)

    def facts(self, keys: Sequence[str], report_ids: Iterable[str] | None = None) -> dict[str, dict[str, Fact]]:
        """The facts of these keys by report, of current versions; reports with none of them are left out."""
        with self._snapshot() as db:
            return read.facts(db, keys, report_ids)

    def facts_in(self, states: Sequence[State], report_ids: Iterable[str]) -> dict[str, dict[str, Fact]]:
        """The facts in one of these states by report, of current versions; reports with none are left out."""
        with self._snapshot() as db:
            return read.facts_in(db, states, report_ids)

    def findings(self, report_ids: Iterable[str]) -> dict[str, tuple[Finding, ...]]:
        """The findings of current versions by report, those of the library after those of the file."""
        with self._snapshot() as db:
            return read.findings(db, report_ids)

    def passage(self, passage_id: str) -> tuple[ReportHead, Passage] | None:
        """The passage that `report_id-ordinal` names in the current version, with its report's head."""
        report_id, _, ordinal = passage_id.rpartition("-")
        if not ordinal.isdecimal():
            return None
        with self._snapshot() as db:
            return read.passage(db, report_id, int(ordinal))

    def passages(self, report_ids: Iterable[str]) -> dict[str, tuple[Passage, ...]]:
        """All passages of current versions by report, in their order: that of the ordinals in their ids."""
        with self._snapshot() as db:
            return read.passages(db, report_ids)

    def resolve(self, report_id: str) -> str | None:
        """The id that a report has now, also where `report_id` is one that it had before; None of an unknown one."""
        statement = """SELECT report_id FROM reports WHERE report_id = :given
            UNION SELECT report_id FROM aliases JOIN reports USING (report_id) WHERE alias = :given"""
        with self._turn:
            row = self._db.execute(statement, {"given": report_id}).fetchone()
        return None if row is None else str(row[0])

    def counts(self) -> Counts:
        """How much is stored."""
        current = "(SELECT version FROM reports)"
        statement = f"""SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM versions),
            (SELECT count(*) FROM files), (SELECT count(*) FROM cells WHERE version IN {current}),
            (SELECT count(*) FROM passages WHERE version IN {current}),
            (SELECT count(*) FROM findings WHERE version IN {current}) + (SELECT count(*) FROM library_findings)"""
        with self._turn:
            return Counts(*self._db.execute(statement).fetchone())

    def commit(self, readings: Iterable["Reading"]) -> "CommitResult":
        """Store what was read, in one step; readings that were refused are passed over."""
        from index.catalog_write import commit

        with self._turn:
            return commit(self._db, self.layout, tuple(readings))

    def remove(self, report_ids: Iterable[str]) -> int:
        """Take reports out with all their versions and files; gives the new revision."""
        from index.catalog_write import remove

        with self._turn:
            return remove(self._db, self.layout, tuple(report_ids))

    def _snapshot(self) -> "_Snapshot":
        return _Snapshot(self._db, self._turn)


def _written_at(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except FileNotFoundError:
        return None


class _Snapshot:
    """One complete state of the catalog, whatever a writer commits meanwhile."""

    def __init__(self, db: sqlite3.Connection, turn: threading.RLock) -> None:
        self._db = db
        self._turn = turn

    def __enter__(self) -> sqlite3.Connection:
        self._turn.acquire()
        self._db.execute("BEGIN")
        return self._db

    def __exit__(self, *_: object) -> None:
        self._db.execute("COMMIT")
        self._turn.release()
