"""Commits: readings become reports and versions, open regions are joined, neighbouring years are compared."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index import catalog_read as read
from index.catalog_relations import OWN_REGION, REGION_AMBIGUOUS, relate
from index.catalog_rows import content_hash, marks, write_contents
from index.identity import Places, identity, is_open, report_id, seat
from index.layout import Layout
from ingest.model import Region, Report

if TYPE_CHECKING:
    from ingest.pipeline import Reading


@dataclass(frozen=True, slots=True)
class CommitResult:
    """What a commit did: the report of each file that made one, gave one a new version, or changed nothing."""

    revision: int
    new: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]


@dataclass(slots=True)
class _Commit:
    """One commit in the making; `touched` are the reports that it changes in any way, in order."""

    db: sqlite3.Connection
    places: Places
    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    touched: dict[str, None] = field(default_factory=dict)


def commit(db: sqlite3.Connection, layout: Layout, readings: Sequence["Reading"]) -> CommitResult:
    """Store what was read, all of it or (where the process dies) nothing; refused readings are passed over."""
    for reading in readings:
        if reading.report is not None:
            _keep_original(layout, reading.sha256, reading.data)
    with _transaction(db):
        regions = [reading.report.region for reading in readings if reading.report is not None]
        work = _Commit(db, _places(db, regions))
        for reading in readings:
            _take(work, reading)
        revision = _finish(work)
    return CommitResult(revision, tuple(work.new), tuple(work.updated), tuple(work.unchanged))


def remove(db: sqlite3.Connection, layout: Layout, report_ids: Iterable[str]) -> int:
    """Take reports out with all their versions and files; gives the new revision."""
    with _transaction(db):
        files = []
        seats: list[str] = []
        work = _Commit(db, _places(db, ()))
        for chunk in read.chunks(report_ids):
            where = f"report_id IN ({marks(chunk)})"
            statement = f"SELECT sha256 FROM files WHERE version IN (SELECT id FROM versions WHERE {where})"
            files += [row[0] for row in db.execute(statement, chunk)]
            for removed, its_seat in db.execute(f"SELECT report_id, seat FROM reports WHERE {where}", chunk).fetchall():
                work.touched[removed] = None
                seats.append(its_seat)
            db.execute(f"DELETE FROM reports WHERE {where}", chunk)
        work.places = _places(db, ())
        revision = _finish(work, seats)
    for sha256 in files:
        layout.original(sha256).unlink(missing_ok=True)
    return revision


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    with db:
        db.execute("BEGIN IMMEDIATE")
        yield


def _keep_original(layout: Layout, sha256: str, data: bytes) -> None:
    path = layout.original(sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _places(db: sqlite3.Connection, more: Iterable[Region]) -> Places:
    rows = db.execute(f"SELECT DISTINCT {OWN_REGION} FROM versions")
    return Places({*(Region(*row) for row in rows), *more})


def _take(work: _Commit, reading: "Reading") -> None:
    """Store one reading, or note a further source of a file that is known."""
    if reading.error is not None:
        return
    known = work.db.execute(
        "SELECT v.report_id FROM files f JOIN versions v ON v.id = f.version WHERE f.sha256 = ?", (reading.sha256,)
    ).fetchone()
    if known is not None:
        if _add_source(work.db, reading.sha256, reading.source):
            work.touched[known[0]] = None
        work.unchanged.append(known[0])
    elif reading.report is not None:
        _add_file(work, reading.sha256, reading.source, reading.report)


def _add_source(db: sqlite3.Connection, sha256: str, source: str) -> bool:
    added = db.execute("INSERT OR IGNORE INTO sources (sha256, source) VALUES (?, ?)", (sha256, source))
    return added.rowcount > 0


def _add_file(work: _Commit, sha256: str, source: str, report: Report) -> None:
    name, content = identity(report.office, report.region, report.year), content_hash(report)
    ambiguous = _is_ambiguous(work.places, report)
    target, version = _find(work.db, name, content, ambiguous)
    if target is None:
        # Nothing tells whether two such files mean one place: the second is a report of its own, never a version.
        taken = work.db.execute("SELECT 1 FROM reports WHERE identity = ?", (name,)).fetchone()
        target = report_id(f"{name}|{sha256}" if taken else name)
        _add_report(work.db, target, name, report)
        work.new.append(target)
        version = _add_version(work.db, target, content, sha256, report)
    elif version is None:
        work.updated.append(target)
        version = _add_version(work.db, target, content, sha256, report)
    else:
        work.unchanged.append(target)
    work.db.execute("INSERT INTO files (sha256, version) VALUES (?, ?)", (sha256, version))
    _add_source(work.db, sha256, source)
    work.touched[target] = None


def _find(db: sqlite3.Connection, name: str, content: str, ambiguous: bool) -> tuple[str | None, int | None]:
    """The report that a file belongs to and the version that says the same, as far as there are any."""
    rows = db.execute(
        "SELECT r.report_id, v.id, v.content FROM reports r JOIN versions v USING (report_id) WHERE r.identity = ?",
        (name,),
    ).fetchall()
    for target, version, its_content in rows:
        if its_content == content:
            return target, version
    return (rows[0][0], None) if rows and not ambiguous else (None, None)


def _is_ambiguous(places: Places, report: Report) -> bool:
    return len(places.fitting(report.region)) > 1 or any(item.check == REGION_AMBIGUOUS for item in report.findings)


def _add_report(db: sqlite3.Connection, new_id: str, name: str, report: Report) -> None:
    region = report.region
    db.execute(
        f"INSERT INTO reports VALUES ({marks(range(11))})",
        (new_id, name, seat(report.office, region), None, *astuple(region), False, is_open(region)),
    )


def _add_version(db: sqlite3.Connection, target: str, content: str, sha256: str, report: Report) -> int:
    number = db.execute("SELECT count(*) + 1 FROM versions WHERE report_id = ?", (target,)).fetchone()[0]
    head = (report.source, report.office, report.printed_office, *astuple(report.region))
    kind = (report.level, report.office_kind, report.year, report.template, report.title)
    version = db.execute(
        f"INSERT INTO versions VALUES (NULL, {marks(range(17))})", (target, number, content, sha256, *head, *kind)
    ).lastrowid
    assert version is not None
    write_contents(db, version, report)
    db.execute("UPDATE reports SET version = ? WHERE report_id = ?", (version, target))
    return version


def _finish(work: _Commit, seats: Iterable[str] = ()) -> int:
    """Relate what changed to the rest and count the commit; one that changed nothing leaves the revision as it was."""
    db = work.db
    before = int(db.execute("SELECT coalesce(max(revision), 0) FROM commits").fetchone()[0])
    if not work.touched:
        return before
    work.touched |= relate(db, work.places, work.touched, seats)
    db.execute("INSERT INTO commits VALUES (?, ?)", (before + 1, datetime.now(UTC).isoformat(timespec="seconds")))
    changes = ((changed, before + 1) for changed in work.touched)
    db.executemany("INSERT OR REPLACE INTO changes VALUES (?, ?)", changes)
    return before + 1
