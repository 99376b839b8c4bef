"""What the catalog holds, read over one connection."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from index.catalog_rows import (
    FACT_COLUMNS,
    FINDING_COLUMNS,
    HEAD_COLUMNS,
    PASSAGE_COLUMNS,
    SECTION_COLUMNS,
    Row,
    fact_of,
    finding_of,
    head_of,
    marks,
    passage_of,
    read_contents,
    section_of,
)
from index.model import ReportHead, StoredReport
from ingest.model import Fact, Finding, Passage, Region, Report, Section, State

CHUNK = 500
Item = TypeVar("Item")

_HEADS = f"SELECT {HEAD_COLUMNS} FROM reports r JOIN versions v ON v.id = r.version"
_STORED = f"""SELECT {HEAD_COLUMNS}, v.id, v.number, v.id = r.version, v.sha256, v.source,
    v.own_province, v.own_city, v.own_county, v.own_township, v.own_adcode
    FROM versions v JOIN reports r ON r.report_id = v.report_id WHERE v.id = ?"""


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in lists short enough for one statement."""
    listed = list(dict.fromkeys(items))
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def heads(db: sqlite3.Connection, report_ids: Iterable[str] | None = None) -> tuple[ReportHead, ...]:
    """Heads of current versions, in the order of ingest."""
    if report_ids is None:
        return tuple(map(head_of, db.execute(f"{_HEADS} ORDER BY v.id")))
    return tuple(
        head_of(row)
        for chunk in chunks(report_ids)
        for row in db.execute(f"{_HEADS} WHERE r.report_id IN ({marks(chunk)}) ORDER BY v.id", chunk)
    )


def current_heads(db: sqlite3.Connection) -> list[tuple[int, ReportHead]]:
    """Heads of current versions, each with its version."""
    statement = f"SELECT {HEAD_COLUMNS}, v.id FROM reports r JOIN versions v ON v.id = r.version"
    return [(version, head_of(tuple(row))) for *row, version in db.execute(statement)]


def column(db: sqlite3.Connection, key: str) -> tuple[list[int], list[str], list[State]]:
    """Versions, values ("" for none) and states of all cells of a key, of former versions too."""
    # Three long texts are handed over in a third of the time that a row for each cell takes.
    statement = """SELECT group_concat(c.version), group_concat(ifnull(c.value, '')), group_concat(c.state)
        FROM keys k CROSS JOIN cells c ON c.key = k.id WHERE k.key = ?"""
    versions, values, states = db.execute(statement, (key,)).fetchone()
    if versions is None:
        return [], [], []
    return [int(version) for version in versions.split(",")], values.split(","), states.split(",")


def version_ids(db: sqlite3.Connection, report_ids: Iterable[str] | None, all_versions: bool) -> list[int]:
    """Which versions these reports have, the current one or all, in the order of ingest."""
    source = "versions v" if all_versions else "versions v JOIN reports r ON r.version = v.id"
    statement = f"SELECT v.id FROM {source}"
    if report_ids is None:
        return [row[0] for row in db.execute(f"{statement} ORDER BY v.id")]
    return [
        row[0]
        for chunk in chunks(report_ids)
        for row in db.execute(f"{statement} WHERE v.report_id IN ({marks(chunk)}) ORDER BY v.id", chunk)
    ]


def stored(db: sqlite3.Connection, version: int) -> StoredReport | None:
    """One version with all that it holds; the current one has the findings of the library after its own."""
    row = db.execute(_STORED, (version,)).fetchone()
    if row is None:
        return None
    head = head_of(row[:15])
    _, number, current, sha256, source = row[15:20]
    facts, findings_, not_judged, sections_, passages = read_contents(db, version, source)
    if current:
        findings_ += tuple(finding_of(item[:8], source) for item in _library_findings(db, [head.report_id]))
    report = Report(
        source,
        head.office,
        head.printed_office,
        Region(*row[20:25]),
        head.level,
        head.office_kind,
        head.year,
        head.template,
        head.title,
        facts,
        findings_,
        not_judged,
        sections_,
        passages,
    )
    return StoredReport(head, number, bool(current), sha256, _sources(db, version), report)


def _sources(db: sqlite3.Connection, version: int) -> tuple[str, ...]:
    statement = """SELECT s.source FROM files f JOIN sources s ON s.sha256 = f.sha256
        WHERE f.version = ? GROUP BY s.source ORDER BY min(s.id)"""
    return tuple(row[0] for row in db.execute(statement, (version,)))


def files(db: sqlite3.Connection, report_id: str) -> list[tuple[int, bool, str, tuple[str, ...]]]:
    """Version, whether it is the current one, hash and paths of each file of a report, newest version first."""
    statement = """SELECT v.number, v.id = r.version, f.sha256, s.source
        FROM reports r JOIN versions v USING (report_id) JOIN files f ON f.version = v.id
        JOIN sources s ON s.sha256 = f.sha256 WHERE r.report_id = ? ORDER BY v.number DESC, s.id"""
    paths: dict[tuple[int, bool, str], list[str]] = {}
    for number, current, sha256, source in db.execute(statement, (report_id,)):
        paths.setdefault((number, bool(current), sha256), []).append(source)
    return [(*file, tuple(sources)) for file, sources in paths.items()]


def facts(
    db: sqlite3.Connection, keys: Sequence[str], report_ids: Iterable[str] | None = None
) -> dict[str, dict[str, Fact]]:
    """The facts of these keys by report, of current versions; a report that has none of them is not there."""
    # The joins are in the order in which they are cheap: SQLite has no statistics to find it by.
    statement = f"""SELECT r.report_id, v.source, {FACT_COLUMNS} FROM keys k CROSS JOIN cells c ON c.key = k.id
        CROSS JOIN reports r ON r.version = c.version JOIN versions v ON v.id = r.version
        JOIN places p ON p.id = c.place WHERE k.key IN ({marks(keys)})"""
    found: dict[str, dict[str, Fact]] = defaultdict(dict)
    if report_ids is None:
        _add_facts(found, db.execute(statement, keys))
        return dict(found)
    statement = f"""SELECT r.report_id, v.source, {FACT_COLUMNS} FROM reports r JOIN versions v ON v.id = r.version
        CROSS JOIN keys k CROSS JOIN cells c ON c.key = k.id AND c.version = r.version
        JOIN places p ON p.id = c.place WHERE k.key IN ({marks(keys)}) AND r.report_id IN"""
    for chunk in chunks(report_ids):
        _add_facts(found, db.execute(f"{statement} ({marks(chunk)})", (*keys, *chunk)))
    return dict(found)


def facts_in(db: sqlite3.Connection, states: Sequence[State], report_ids: Iterable[str]) -> dict[str, dict[str, Fact]]:
    """The facts in one of these states by report, of current versions; a report that has none is not there."""
    statement = f"""SELECT r.report_id, v.source, {FACT_COLUMNS} FROM reports r JOIN versions v ON v.id = r.version
        CROSS JOIN cells c ON c.version = r.version JOIN keys k ON k.id = c.key
        JOIN places p ON p.id = c.place WHERE c.state IN ({marks(states)}) AND r.report_id IN"""
    found: dict[str, dict[str, Fact]] = defaultdict(dict)
    for chunk in chunks(report_ids):
        _add_facts(found, db.execute(f"{statement} ({marks(chunk)})", (*states, *chunk)))
    return dict(found)


def facts_of(db: sqlite3.Connection, keys: Sequence[str], versions: Iterable[int]) -> dict[int, dict[str, Fact]]:
    """The facts of these keys by version; a version that has none of them is not there."""
    found: dict[int, dict[str, Fact]] = defaultdict(dict)
    statement = f"""SELECT v.id, v.source, {FACT_COLUMNS} FROM versions v CROSS JOIN keys k
        CROSS JOIN cells c ON c.key = k.id AND c.version = v.id JOIN places p ON p.id = c.place
        WHERE k.key IN ({marks(keys)}) AND v.id IN"""
    for chunk in chunks(versions):
        for version, source, *row in db.execute(f"{statement} ({marks(chunk)})", (*keys, *chunk)):
            fact = fact_of(tuple(row), source)
            found[version][fact.key] = fact
    return found


def _add_facts(found: dict[str, dict[str, Fact]], rows: Iterable[Row]) -> None:
    for report_id, source, *row in rows:
        fact = fact_of(tuple(row), source)
        found[report_id][fact.key] = fact


def findings(db: sqlite3.Connection, report_ids: Iterable[str]) -> dict[str, tuple[Finding, ...]]:
    """The findings of current versions by report, those of the library after those of the file."""
    found: dict[str, tuple[Finding, ...]] = {}
    for chunk in chunks(report_ids):
        by_report: dict[str, list[Finding]] = {report_id: [] for report_id in chunk}
        columns = ", ".join(f"f.{name}" for name in FINDING_COLUMNS.split(", "))
        own = f"""SELECT {columns}, r.report_id, v.source FROM reports r JOIN versions v ON v.id = r.version
            JOIN findings f ON f.version = v.id WHERE r.report_id IN ({marks(chunk)}) ORDER BY f.id"""
        for row in [*db.execute(own, chunk), *_library_findings(db, chunk)]:
            by_report[row[8]].append(finding_of(row[:8], row[9]))
        found |= {report_id: tuple(items) for report_id, items in by_report.items()}
    return found


def _library_findings(db: sqlite3.Connection, report_ids: Collection[str]) -> list[Row]:
    columns = ", ".join(f"f.{name}" for name in FINDING_COLUMNS.split(", "))
    statement = f"""SELECT {columns}, f.report_id, v.source FROM library_findings f
        JOIN reports r ON r.report_id = f.report_id JOIN versions v ON v.id = r.version
        WHERE f.report_id IN ({marks(report_ids)}) ORDER BY f.id"""
    return db.execute(statement, tuple(report_ids)).fetchall()


def sections(db: sqlite3.Connection, report_id: str) -> tuple[Section, ...]:
    """The sections of the current version."""
    columns = ", ".join(f"s.{name}" for name in SECTION_COLUMNS.split(", "))
    statement = f"""SELECT {columns}, v.source FROM reports r JOIN versions v ON v.id = r.version
        JOIN sections s ON s.version = v.id WHERE r.report_id = ? ORDER BY s.ordinal"""
    return tuple(section_of(row[:4], row[4]) for row in db.execute(statement, (report_id,)))


def passage(db: sqlite3.Connection, report_id: str, ordinal: int) -> tuple[ReportHead, Passage] | None:
    """One passage of a current version with its report's head."""
    columns = ", ".join(f"p.{name}" for name in PASSAGE_COLUMNS.split(", "))
    statement = f"""SELECT {HEAD_COLUMNS}, {columns}, v.source FROM reports r JOIN versions v ON v.id = r.version
        JOIN passages p ON p.version = v.id WHERE r.report_id = ? AND p.ordinal = ?"""
    row = db.execute(statement, (report_id, ordinal)).fetchone()
    return None if row is None else (head_of(row[:15]), passage_of(row[15:21], row[21]))


def passages(db: sqlite3.Connection, report_ids: Iterable[str]) -> dict[str, tuple[Passage, ...]]:
    """The passages of current versions by report, in their order."""
    columns = ", ".join(f"p.{name}" for name in PASSAGE_COLUMNS.split(", "))
    found: dict[str, list[Passage]] = defaultdict(list)
    for chunk in chunks(report_ids):
        statement = f"""SELECT {columns}, v.source, r.report_id FROM reports r JOIN versions v ON v.id = r.version
            JOIN passages p ON p.version = v.id WHERE r.report_id IN ({marks(chunk)}) ORDER BY r.report_id, p.ordinal"""
        for row in db.execute(statement, chunk):
            found[row[7]].append(passage_of(row[:6], row[6]))
    return {report_id: tuple(items) for report_id, items in found.items()}
