"""What reports mean to each other: open regions joined to a place, names that fit two, neighbouring years compared."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import astuple

from index import catalog_read as read
from index.catalog_rows import FINDING_COLUMNS, finding_row, marks
from index.cross_year import CHECKS, KEYS, Year, compare, pairs
from index.identity import Places, seat
from index.model import ReportHead
from ingest.model import Fact, Finding, Location, Region

REGION_AMBIGUOUS = "region_ambiguous"
OWN_REGION = "own_province, own_city, own_county, own_township, own_adcode"


def relate(db: sqlite3.Connection, places: Places, touched: Iterable[str], seats: Iterable[str]) -> dict[str, None]:
    """Join open regions and redo the comparisons of all seats that `touched` reports have, or had (`seats`).

    Gives the further reports that this changed.
    """
    changed: dict[str, None] = {}
    affected = dict.fromkeys(seats)
    _join_open(db, places, changed, affected)
    for chunk in read.chunks(touched):
        rows = db.execute(f"SELECT seat FROM reports WHERE report_id IN ({marks(chunk)})", chunk)
        affected |= dict.fromkeys(row[0] for row in rows)
    for one in affected:
        _compare_years(db, one, changed)
    return changed


def _join_open(db: sqlite3.Connection, places: Places, changed: dict[str, None], affected: dict[str, None]) -> None:
    """Give every open report the one place that it fits, take back what no longer fits."""
    rows = db.execute(
        f"""SELECT r.report_id, r.seat, v.office, v.source, r.province, r.city, r.county, r.township, r.adcode,
        {OWN_REGION} FROM reports r JOIN versions v ON v.id = r.version WHERE r.open"""
    ).fetchall()
    for target, old_seat, office, source, *parts in rows:
        joined, own = Region(*parts[:5]), Region(*parts[5:])
        region, fitting = places.join(own), places.fitting(own)
        if region != joined:
            new_seat = seat(office, region)
            _set_region(db, target, new_seat, region, region != own)
            affected |= {old_seat: None, new_seat: None}
            changed[target] = None
        found = [_ambiguous(office, source, own, fitting)] if len(fitting) > 1 else []
        _replace_findings(db, target, (REGION_AMBIGUOUS,), found, changed)


def _set_region(db: sqlite3.Connection, target: str, new_seat: str, region: Region, joined: bool) -> None:
    db.execute(
        "UPDATE reports SET seat = ?, province = ?, city = ?, county = ?, township = ?, adcode = ?, joined = ?"
        " WHERE report_id = ?",
        (new_seat, *astuple(region), joined, target),
    )


def _ambiguous(office: str, source: str, own: Region, fitting: tuple[Region, ...]) -> Finding:
    names = "、".join(place.path for place in fitting)
    return Finding(
        check=REGION_AMBIGUOUS,
        severity="warning",
        blame="report",
        location=Location(source),
        message=f"{office}：文件没有写明属于哪一处，资料库里同名的有 {names}；未作合并，请核对原件",
        published=own.path,
    )


def _compare_years(db: sqlite3.Connection, one_seat: str, changed: dict[str, None]) -> None:
    ids = [row[0] for row in db.execute("SELECT report_id FROM reports WHERE seat = ?", (one_seat,)).fetchall()]
    heads, findings = read.heads(db, ids), read.findings(db, ids)
    certain = tuple(head for head in heads if not _has_ambiguous(findings[head.report_id]))
    last_years = {this.report_id: last for last, this in pairs(certain)}
    facts = read.facts(db, KEYS, ids) if last_years else {}
    for head in heads:
        last = last_years.get(head.report_id)
        found = compare(_year(db, last, facts), _year(db, head, facts)) if last else ()
        _replace_findings(db, head.report_id, CHECKS, found, changed)


def _has_ambiguous(findings: Iterable[Finding]) -> bool:
    return any(item.check == REGION_AMBIGUOUS for item in findings)


def _year(db: sqlite3.Connection, head: ReportHead, facts: Mapping[str, Mapping[str, Fact]]) -> Year:
    return Year(head.year, facts.get(head.report_id, {}), read.sections(db, head.report_id))


def _replace_findings(
    db: sqlite3.Connection,
    target: str,
    checks: tuple[str, ...],
    found: Iterable[Finding],
    changed: dict[str, None],
) -> None:
    """Put the library's findings of these checks in place of the old; a report whose findings differ is changed."""
    where = f"report_id = ? AND check_name IN ({marks(checks)})"
    statement = f"SELECT {FINDING_COLUMNS} FROM library_findings WHERE {where} ORDER BY id"
    old = db.execute(statement, (target, *checks)).fetchall()
    # A location is written in full where the source is left open: the finding then stands for any version.
    new = [finding_row(finding, "") for finding in found]
    if old == new:
        return
    db.execute(f"DELETE FROM library_findings WHERE {where}", (target, *checks))
    insert = f"INSERT INTO library_findings (report_id, {FINDING_COLUMNS}) VALUES (?, {marks(range(8))})"
    db.executemany(insert, ((target, *row) for row in new))
    changed[target] = None
