"""Rows of the catalog to the dataclasses of reading, and back."""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from index.model import ReportHead
from ingest.model import Fact, Finding, Location, NotJudged, Passage, Region, Report, Section

Row = tuple[Any, ...]

HEAD_COLUMNS = """v.report_id, v.office, v.printed_office, r.seat, r.province, r.city, r.county, r.township, r.adcode,
    r.joined, v.level, v.office_kind, v.year, v.template, v.title"""
FINDING_COLUMNS = "check_name, severity, blame, location, message, expected, published, facts"
FACT_COLUMNS = "k.key, c.value, c.published, c.state, c.page, c.line, p.place"
PASSAGE_COLUMNS = 'section, kind, text, start, "end", location'
SECTION_COLUMNS = "number, heading, text, location"


def marks(items: Collection[object]) -> str:
    """Placeholders for a list of values: `?, ?, ?`."""
    return ", ".join("?" * len(items))


def head_of(row: Row) -> ReportHead:
    """The head that HEAD_COLUMNS select."""
    report_id, office, printed_office, seat, *place = row[:9]
    joined, level, office_kind, year, template, title = row[9:]
    return ReportHead(
        report_id,
        office,
        printed_office,
        seat,
        _region(*place),
        bool(joined),
        level,
        office_kind,
        year,
        template,
        title,
    )


@lru_cache(maxsize=65_536)
def _region(*place: str | None) -> Region:
    """A region, once for all reports of its offices."""
    return Region(*place)


def fact_of(row: Row, source: str) -> Fact:
    """The fact that FACT_COLUMNS select."""
    key, value, published, state, page, line, place = row
    table, label, column, file = _place(place)
    location = Location(file or source, page, line, table, label, column)
    return Fact(key, None if value is None else Decimal(value), published, state, location)


@lru_cache(maxsize=4096)
def _place(text: str) -> tuple[str | None, ...]:
    """Table, row, column and file of a place: nearly all cells of a key stand in one."""
    return tuple(json.loads(text))


def finding_of(row: Row, source: str) -> Finding:
    """The finding that FINDING_COLUMNS select."""
    check, severity, blame, location, message, expected, published, facts = row
    place = location_of(location, source)
    return Finding(check, severity, blame, place, message, expected, published, tuple(json.loads(facts)))


def passage_of(row: Row, source: str) -> Passage:
    """The passage that PASSAGE_COLUMNS select."""
    section, kind, text, start, end, location = row
    return Passage(section, kind, text, start, end, location_of(location, source))


def section_of(row: Row, source: str) -> Section:
    """The section that SECTION_COLUMNS select."""
    number, heading, text, location = row
    return Section(number, heading, text, location_of(location, source))


def location_of(text: str, source: str) -> Location:
    """The location that `location_row` wrote."""
    file, *rest = json.loads(text)
    return Location(file or source, *rest)


def location_row(location: Location, source: str) -> str:
    """A location as JSON, its file left out where it is the report's own."""
    file = None if location.file == source else location.file
    parts = (file, location.page, location.line, location.table, location.row, location.column)
    return _json(parts)


def finding_row(finding: Finding, source: str) -> Row:
    """The values of FINDING_COLUMNS."""
    return (
        finding.check,
        finding.severity,
        finding.blame,
        location_row(finding.location, source),
        finding.message,
        finding.expected,
        finding.published,
        _json(finding.facts),
    )


def fact_row(fact: Fact) -> Row:
    """Value, published text, state, page and line."""
    value = None if fact.value is None else str(fact.value)
    return value, fact.published, fact.state, fact.location.page, fact.location.line


def section_row(section: Section, source: str) -> Row:
    """The values of SECTION_COLUMNS."""
    return section.number, section.heading, section.text, location_row(section.location, source)


def passage_row(passage: Passage, source: str) -> Row:
    """The values of PASSAGE_COLUMNS."""
    place = location_row(passage.location, source)
    return passage.section, passage.kind, passage.text, passage.start, passage.end, place


def content_hash(report: Report) -> str:
    """The same for two files whose cells and section texts are equal, however the text is broken into lines."""
    cells = sorted((fact.key, fact.state, _plain(fact.value)) for fact in report.facts)
    texts = [(section.number, "".join(section.text.split())) for section in report.sections]
    return hashlib.sha256(_json((cells, texts)).encode()).hexdigest()


def write_contents(db: sqlite3.Connection, version: int, report: Report) -> None:
    """Store everything below a version's head: cells, findings, checks not made, sections, passages."""
    source = report.source
    _write_cells(db, version, report)
    db.executemany(
        f"INSERT INTO findings (version, {FINDING_COLUMNS}) VALUES (?, {marks(range(8))})",
        ((version, *finding_row(finding, source)) for finding in report.findings),
    )
    db.executemany(
        "INSERT INTO not_judged (version, check_name, reason, facts) VALUES (?, ?, ?, ?)",
        ((version, item.check, item.reason, _json(item.facts)) for item in report.not_judged),
    )
    db.executemany(
        f"INSERT INTO sections (version, ordinal, {SECTION_COLUMNS}) VALUES (?, ?, {marks(range(4))})",
        ((version, ordinal, *section_row(part, source)) for ordinal, part in enumerate(report.sections)),
    )
    db.executemany(
        f"INSERT INTO passages (version, ordinal, {PASSAGE_COLUMNS}) VALUES (?, ?, {marks(range(6))})",
        ((version, ordinal, *passage_row(item, source)) for ordinal, item in enumerate(report.passages)),
    )


def read_contents(db: sqlite3.Connection, version: int, source: str) -> tuple[tuple[Any, ...], ...]:
    """Facts, findings, checks not made, sections and passages of a version, in the order of Report's fields."""
    return (
        tuple(fact_of(row, source) for row in db.execute(_CELLS, (version,))),
        tuple(
            finding_of(row, source)
            for row in db.execute(f"SELECT {FINDING_COLUMNS} FROM findings WHERE version = ? ORDER BY id", (version,))
        ),
        tuple(
            NotJudged(check, reason, tuple(json.loads(facts)))
            for check, reason, facts in db.execute(
                "SELECT check_name, reason, facts FROM not_judged WHERE version = ? ORDER BY id", (version,)
            )
        ),
        tuple(
            section_of(row, source)
            for row in db.execute(
                f"SELECT {SECTION_COLUMNS} FROM sections WHERE version = ? ORDER BY ordinal", (version,)
            )
        ),
        tuple(
            passage_of(row, source)
            for row in db.execute(
                f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE version = ? ORDER BY ordinal", (version,)
            )
        ),
    )


_CELLS = f"""SELECT {FACT_COLUMNS} FROM cells c JOIN keys k ON k.id = c.key JOIN places p ON p.id = c.place
    WHERE c.version = ? ORDER BY c.ordinal"""


def _write_cells(db: sqlite3.Connection, version: int, report: Report) -> None:
    keys = _interned(db, "keys", "key", {fact.key for fact in report.facts})
    places = {fact.key: _place_row(fact.location, report.source) for fact in report.facts}
    numbers = _interned(db, "places", "place", set(places.values()))
    rows = (
        (keys[fact.key], version, ordinal, *fact_row(fact), numbers[places[fact.key]])
        for ordinal, fact in enumerate(report.facts)
    )
    db.executemany(f"INSERT INTO cells VALUES ({marks(range(9))})", rows)


def _place_row(location: Location, source: str) -> str:
    file = None if location.file == source else location.file
    return _json((location.table, location.row, location.column, file))


def _interned(db: sqlite3.Connection, table: str, column: str, texts: Iterable[str]) -> dict[str, int]:
    """The ids of texts that recur in nearly every report, given on first sight."""
    wanted = sorted(texts)
    db.executemany(f"INSERT OR IGNORE INTO {table} ({column}) VALUES (?)", ((text,) for text in wanted))
    rows = db.execute(f"SELECT {column}, id FROM {table} WHERE {column} IN ({marks(wanted)})", wanted)
    return dict(rows.fetchall())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")
