"""The three statutory tables of a report: every printed row with its cells, placed by label and heading."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.columns import outcome_order, review_order, row_order
from ingest.dump import Run, Token, fitting_cells, runs, tokenise
from ingest.labels import match_end, normalise
from ingest.model import Finding, Location, Paragraph
from ingest.template import Cell, Row


@dataclass(frozen=True, slots=True)
class Entry:
    """What is printed in one cell, and where."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A labelled row: `keys` in the order of the printed heading. It is short where it has fewer entries than keys."""

    keys: tuple[str, ...]
    entries: tuple[Entry, ...]
    location: Location

    @property
    def short(self) -> bool:
        """Whether cells are missing, so that no entry's column is certain."""
        return len(self.entries) < len(self.keys)


@dataclass(frozen=True, slots=True)
class TableReading:
    """The rows of one table that were placed, and findings on what was not."""

    rows: tuple[PrintedRow, ...]
    findings: tuple[Finding, ...]


def read_labelled_rows(lines: Iterable[Paragraph], rows: Sequence[Row]) -> TableReading:
    """Rows of table 二 or 三 in a text dump; a row is known by the label before its cells."""
    placed: list[PrintedRow] = []
    findings: list[Finding] = []
    heading = ""
    orders: dict[str, tuple[str, ...] | None] = {}
    shapes = {tuple(cell.column for cell in row.cells): row for row in rows if len(row.cells) > 1}.values()
    for run in runs(tokenise(lines, rows)):
        if any(row_order(run.label, row) for row in shapes):
            heading, orders = run.label, {}
        row = match_end(normalise(run.label), rows)
        if row is None:
            findings.append(_unmatched(run))
            continue
        if row.key not in orders:
            orders[row.key] = row_order(heading, row)
        keys = orders[row.key]
        cells = fitting_cells(run, len(keys)) if keys else None
        if keys is None or cells is None:
            findings.append(_unplaced(run, row.cells, keys))
        else:
            placed.append(_printed(keys, cells, run))
    return without_repeats(placed, findings)


def read_review_rows(lines: Iterable[Paragraph], rows: Sequence[Row]) -> TableReading:
    """The cells of table 四 in a text dump: in one row under a heading of two lines, or one labelled row a group."""
    placed: list[PrintedRow] = []
    findings: list[Finding] = []
    cells = tuple(cell for row in rows for cell in row.cells)
    outcomes: tuple[str, ...] | None = None
    for run in runs(tokenise(lines)):
        label = normalise(run.label)
        row = match_end(label, rows)
        outcomes = outcome_order(label, 1) or outcomes
        if row is None:
            keys = review_order(run.label)
        else:
            keys = tuple(f"{row.key}.{outcome}" for outcome in outcomes) if outcomes else None
        fitting = fitting_cells(run, len(keys)) if keys else None
        if keys is None or fitting is None:
            findings.append(_unplaced(run, row.cells if row else cells, keys))
        else:
            placed.append(_printed(keys, fitting, run))
    return without_repeats(placed, findings)


def _printed(keys: tuple[str, ...], cells: tuple[Token, ...], run: Run) -> PrintedRow:
    return PrintedRow(keys, tuple(Entry(cell.text, cell.location) for cell in cells), run.location)


def without_repeats(placed: Sequence[PrintedRow], findings: Sequence[Finding]) -> TableReading:
    """A row printed twice alike counts once; printed twice with other cells, none of the two is taken."""
    alike: dict[tuple[object, ...], PrintedRow] = {}
    for row in placed:
        alike.setdefault((row.keys, *(entry.text for entry in row.entries)), row)
    rows = tuple(alike.values())
    often = Counter(key for row in rows for key in row.keys)
    twice = [row for row in rows if any(often[key] > 1 for key in row.keys)]
    message = "同一行印了两次，数不相同，两次都未取"
    repeated = tuple(
        Finding("unmatched_row", "warning", "reading", row.location, message, facts=row.keys) for row in twice
    )
    once = tuple(row for row in rows if all(often[key] == 1 for key in row.keys))
    return TableReading(once, (*findings, *repeated))


def _unmatched(run: Run) -> Finding:
    label = f"“{run.label[-30:]}”对不上法定表格的任何一行" if run.label else "数字前没有行的标题"
    message = f"{label}，其后的 {len(run.cells)} 个数未取"
    return Finding("unmatched_row", "warning", "reading", run.location, message, published=_text(run))


def _unplaced(run: Run, cells: Sequence[Cell], keys: tuple[str, ...] | None) -> Finding:
    place = replace(run.location, table=f"表{cells[0].table}", row=cells[0].row if keys else None)
    if keys is not None:
        return too_many(place, [cell.text for cell in run.cells], keys)
    return no_order(place, _text(run), tuple(cell.key for cell in cells))


def no_order(place: Location, published: str, keys: tuple[str, ...]) -> Finding:
    """The finding on a row whose numbers cannot be placed, as the heading above it could not be read."""
    message = "读不出表头各列的次序，这一行未取"
    return Finding("unmatched_row", "warning", "reading", place, message, published=published, facts=keys)


def too_many(place: Location, texts: Sequence[str], keys: tuple[str, ...]) -> Finding:
    """The finding on a row with more numbers than columns; one too many may be one number printed as two."""
    printed = " ".join(texts[:20])
    if (joined := _joined(texts, keys)) is not None:
        message = f"多出一个数；把“{joined}”当作一个数时各数之和与总计相符，可能被拆成了两格，这一行未取"
        return Finding("split_number", "error", "reading", place, message, published=printed, facts=keys)
    message = f"表头有 {len(keys)} 列，这一行却有 {len(texts)} 个数，未取"
    return Finding("unmatched_row", "warning", "reading", place, message, published=printed, facts=keys)


def _joined(texts: Sequence[str], keys: tuple[str, ...]) -> str | None:
    """Two neighbouring numbers that, joined, make the row add up to its total; None unless just one pair does."""
    if (
        len(texts) != len(keys) + 1
        or not all(text.isdecimal() for text in texts)
        or keys[-1].rsplit(".")[-1] != "total"
    ):
        return None
    found = []
    for index in range(len(texts) - 1):
        numbers = [*map(int, texts[:index]), int(texts[index] + texts[index + 1]), *map(int, texts[index + 2 :])]
        if numbers[-1] and sum(numbers[:-1]) == numbers[-1]:
            found.append(f"{texts[index]} {texts[index + 1]}")
    return found[0] if len(found) == 1 else None


def _text(run: Run) -> str:
    return " ".join(cell.text for cell in run.cells[:20])
