"""From printed rows to one fact for every cell of the template: its number, what is printed, its state, its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from ingest.identities import identities
from ingest.model import Fact, Finding, Location
from ingest.numbers import parse_cell
from ingest.restore import Unknown, restore
from ingest.tables import Entry, PrintedRow
from ingest.template import Cell, Row, Template


def report_rows(template: Template, printed: Iterable[PrintedRow]) -> tuple[Row, ...]:
    """The template's rows; a variant row stands in place of those that it sums, where only it is printed."""
    keys = {key for row in printed for key in row.keys}
    rows = template.rows
    for variant in template.variant_rows:
        replaced = tuple(row for row in rows if row.key.startswith(variant.key.replace("other_handling", "other.")))
        if keys.issuperset(_keys(variant)) and not any(keys.issuperset(_keys(row)) for row in replaced):
            place = rows.index(replaced[0])
            rows = (*rows[:place], variant, *rows[place + len(replaced) :])
    return rows


def settle(rows: Sequence[Row], printed: Sequence[PrintedRow], source: str) -> tuple[tuple[Fact, ...], list[Finding]]:
    """Every cell of `rows` as a fact in template order, with findings on restored and unread ones."""
    cells = {cell.key: cell for row in rows for cell in row.cells}
    printed = [row for row in printed if cells.keys() >= set(row.keys)]
    facts: dict[str, Fact] = {}
    for row in printed:
        if not row.short:
            facts.update({key: _fact(cells[key], entry) for key, entry in zip(row.keys, row.entries, strict=True)})
    findings: list[Finding] = []
    for table in ("三", "四"):
        here = {key: cell for key, cell in cells.items() if cell.table == table}
        restored = _restored(here, [row for row in printed if row.keys[0] in here], facts)
        facts.update(restored)
        if states := [fact for fact in restored.values() if fact.state == "restored"]:
            findings.append(_restored_finding(states, source, table))
    short = {key: row.location for row in printed if row.short for key in row.keys}
    for key, cell in cells.items():
        if key not in facts:
            where = short.get(key, Location(source))
            facts[key] = Fact(key, None, None, "unread", _place(cell, where))
    ordered = tuple(facts[key] for key in cells)
    return ordered, findings + _unread_findings(rows, facts, set(short))


def _keys(row: Row) -> set[str]:
    return {cell.key for cell in row.cells}


def _place(cell: Cell, location: Location) -> Location:
    return replace(location, table=f"表{cell.table}", row=cell.row, column=cell.column)


def _fact(cell: Cell, entry: Entry) -> Fact:
    state, number = parse_cell(entry.text, cell.unit)
    return Fact(cell.key, number, entry.text, state, _place(cell, entry.location))


def _restored(cells: Mapping[str, Cell], printed: Sequence[PrintedRow], facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Facts for cells that the sums determine, and for those of short rows that are certain with them."""
    known: dict[str, int] = {}
    unknown: list[Unknown] = []
    sources: list[PrintedRow] = []
    for row in printed:
        counts = all(_is_count(entry) for entry in row.entries)
        numbers = tuple(_number(entry) for entry in row.entries)
        if counts and (row.short or None in numbers):
            unknown.append(Unknown(row.keys, numbers, row.short))
            sources.append(row)
        elif not row.short:
            known.update({key: number for key, number in zip(row.keys, numbers, strict=True) if number is not None})
    if not unknown:
        return {}
    filled = {key for row in unknown for key in row.keys}
    open_keys = frozenset(cells.keys() - known.keys() - filled)
    agreed = restore(known, unknown, open_keys, identities(cells))
    found: dict[str, Fact] = {}
    for gap, source in zip(unknown, sources, strict=True):
        certain = _certain(gap, agreed)
        for key in gap.keys:
            if key in agreed and (gap.short or facts[key].value is None):
                printed_entry = source.entries[certain[key]] if key in certain else None
                found[key] = _settled(cells[key], agreed[key], printed_entry, facts.get(key), source.location)
    return found


def _is_count(entry: Entry) -> bool:
    """Whether an entry is a whole number, empty, or a mark that stands for none."""
    state, number = parse_cell(entry.text)
    return state in ("blank", "dash") or (number is not None and number >= 0 and number == int(number))


def _number(entry: Entry) -> int | None:
    return int(number) if _is_count(entry) and (number := parse_cell(entry.text)[1]) is not None else None


def _certain(row: Unknown, agreed: Mapping[str, int]) -> dict[str, int]:
    """The places of a short row whose printed entry is the same under every order that gives the agreed numbers."""
    if not row.short or not all(key in agreed for key in row.keys):
        return {}
    held: list[dict[str, int]] = []
    for places in combinations(range(len(row.keys)), len(row.entries)):
        pairs = [(row.keys[place], index) for index, place in enumerate(places)]
        if all(row.entries[index] in (None, agreed[key]) for key, index in pairs):
            held.append({key: index for key, index in pairs if row.entries[index] is not None})
    return {key: index for key, index in held[0].items() if all(other.get(key) == index for other in held)}


def _settled(cell: Cell, number: int, entry: Entry | None, blank: Fact | None, row: Location) -> Fact:
    if entry is not None:
        return _fact(cell, entry)
    published = blank.published if blank else None
    place = blank.location if blank else _place(cell, row)
    return Fact(cell.key, Decimal(number), published, "restored", place)


def _restored_finding(facts: Sequence[Fact], source: str, table: str) -> Finding:
    message = f"表{table}有 {len(facts)} 格没有印数或位置不明，由本表的加总关系唯一推定"
    place = Location(source, table=f"表{table}")
    return Finding("restored_cells", "note", "report", place, message, facts=tuple(fact.key for fact in facts))


def _unread_findings(rows: Sequence[Row], facts: Mapping[str, Fact], short: set[str]) -> list[Finding]:
    """One finding a row that has unread cells."""
    findings = []
    for row in rows:
        lost = [facts[cell.key] for cell in row.cells if facts[cell.key].state == "unread"]
        if not lost:
            continue
        printed = " ".join(fact.published for fact in lost if fact.published) or None
        if lost[0].key in short:
            message = f"“{row.label}”印出的数少于表头的列数，分不清各在哪一列，{len(lost)} 格未读出"
        elif printed:
            message = f"“{row.label}”有 {len(lost)} 格不是数字：{printed}"
        else:
            message = f"没有读到“{row.label}”的数，{len(lost)} 格未读出"
        place = replace(lost[0].location, column=None)
        keys = tuple(fact.key for fact in lost)
        findings.append(Finding("unread_cell", "warning", "reading", place, message, published=printed, facts=keys))
    return findings
