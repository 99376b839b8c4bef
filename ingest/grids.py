"""Rows of the statutory tables in sources with real columns: each cell by its row's label and its column's heading.

A row that has not a cell of its own under each heading has lost its columns: its cells count in printed order, as in
a text dump (DESIGN: reading, cells).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from rapidfuzz import fuzz

from ingest.columns import review_order, row_order
from ingest.labels import match_end, normalise
from ingest.model import Finding, Grid, GridCell, Location
from ingest.numbers import is_cell
from ingest.tables import Entry, PrintedRow, TableReading, no_order, too_many, without_repeats
from ingest.template import OUTCOMES, Row

SIMILAR_COLUMN = 70.0
LONGEST_HEADING = 60
_HEADING_WORDS = re.compile(
    r"信息内容|申请人情况|法人或其他组织|本列数据|自然人|商业企业|科研机构|社会公益|法律服务|结果维持|结果纠正|其他结果|尚未审结"
    r"|行政诉讼|直接起诉|复议后起诉|件数|数量$|收费金额|采购总金额|增/?减"
)
_GROUPS = (
    ("直接起诉", "litigation_direct"),
    ("复议后起诉", "litigation_after_reconsideration"),
    ("行政复议", "reconsideration"),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a grid: the cell at each column with spans filled in, None where no cell reaches."""

    cells: tuple[GridCell | None, ...]
    location: Location
    real_columns: bool

    @property
    def distinct(self) -> tuple[GridCell, ...]:
        """Its cells from left to right, each once."""
        return tuple(cell for cell, _ in groupby(self.cells) if cell is not None)


def read_grids(grids: Iterable[Grid], rows: Sequence[Row]) -> TableReading:
    """The rows of the statutory tables in the grids of a report; a grid without heading goes on with the last one."""
    placed: list[PrintedRow] = []
    findings: list[Finding] = []
    columns = _Columns(())
    open_heading = False
    for line in (line for grid in grids for line in _lines(grid)):
        if _is_heading(line):
            columns = _Columns((*columns.lines, line) if open_heading else (line,))
            open_heading = True
            continue
        open_heading = False
        label, values = _parted(line)
        if not any(is_cell(cell.text) for cell in values) and not label:
            continue
        result = _place(label, values, line, columns, rows)
        if isinstance(result, PrintedRow):
            placed.append(result)
        elif result is not None:
            findings.append(result)
    return without_repeats(placed, findings)


def _lines(grid: Grid) -> Iterator[_Line]:
    width = max((cell.column + cell.column_span for cell in grid.cells), default=0)
    height = max((cell.row + cell.row_span for cell in grid.cells), default=0)
    matrix: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            matrix[row][cell.column : cell.column + cell.column_span] = [cell] * cell.column_span
    for cells in matrix:
        yield _Line(tuple(cells), grid.location, grid.real_columns)


def _is_heading(line: _Line) -> bool:
    texts = [cell.text for cell in line.distinct]
    if any(is_cell(text) for text in texts) or any(text.startswith(("一、", "二、", "四、")) for text in texts):
        return False
    named = any(_HEADING_WORDS.search(normalise(text)) for text in texts if len(text) < LONGEST_HEADING)
    return named or {normalise(text) for text in texts} == {"行政复议"}


def _parted(line: _Line) -> tuple[str, tuple[GridCell, ...]]:
    """The label, and the cells after its last piece: the first number ends the label."""
    cells = line.distinct
    first = next((index for index, cell in enumerate(cells) if is_cell(cell.text)), len(cells))
    end = max((index + 1 for index, cell in enumerate(cells[:first]) if cell.text.strip()), default=0)
    return normalise("".join(cell.text for cell in cells[:end])), cells[end:]


@dataclass(frozen=True)
class _Columns:
    """The heading over a run of rows."""

    lines: tuple[_Line, ...]

    @cached_property
    def stacks(self) -> dict[int, tuple[GridCell, ...]]:
        """The heading cells over each column, from the top down."""
        width = max((len(line.cells) for line in self.lines), default=0)
        found = {column: tuple(cell for cell, _ in groupby(self._over(column))) for column in range(width)}
        return {column: stack for column, stack in found.items() if stack}

    def _over(self, column: int) -> Iterator[GridCell]:
        """Printed cells of the column; an empty one with a printed one below it is spanned by its left neighbour."""
        lines = [line.cells[: column + 1] for line in self.lines if column < len(line.cells)]
        lowest = max((index for index, cells in enumerate(lines) if _is_printed(cells[-1])), default=-1)
        for cells in lines[: lowest + 1]:
            yield from (cell for cell in [next(filter(_is_printed, reversed(cells)), None)] if cell is not None)

    @cached_property
    def texts(self) -> dict[int, tuple[str, ...]]:
        """What stands over each column from the top down; of columns under one heading cell, only the first counts."""
        return {
            column: tuple(normalise(cell.text) for cell in stack)
            for column, stack in self.stacks.items()
            if stack[-1].column == column
        }

    def order(self, row: Row | None) -> tuple[str, ...] | None:
        """The keys in the order in which the heading is read, for rows whose cells have lost their columns."""
        text = "".join(cell.text for line in self.lines for cell in line.distinct)
        return row_order(text, row) if row else review_order(text)

    def once(self, values: Sequence[GridCell]) -> list[GridCell]:
        """The values without repeats: a dump prints a cell that spans several columns in each of them."""
        stacks = self.stacks
        kept: list[GridCell] = []
        for cell in values:
            stack = stacks.get(cell.column)
            repeats = (
                kept and kept[-1].text == cell.text and stack and kept[-1].column >= stack[-1].column < cell.column
            )
            if not repeats:
                kept.append(cell)
        return kept

    def keys(self, row: Row | None, rows: Sequence[Row]) -> dict[int, str]:
        """The key of each column for a row; of table 四 without a label, for all its groups."""
        if row is None:
            found = {column: _review_key(texts) for column, texts in self.texts.items()}
            return {column: key for column, key in found.items() if key}
        names = {cell.key: normalise(cell.column) for cell in row.cells}
        return _assigned({column: texts[-1] for column, texts in self.texts.items()}, names)


def _is_printed(cell: GridCell | None) -> bool:
    return cell is not None and bool(cell.text.strip())


def _review_key(texts: Sequence[str]) -> str | None:
    outcomes = {normalise(name): key for key, name in OUTCOMES.items()}
    outcome = _similar(texts[-1], outcomes) if texts else None
    group = next((key for word, key in _GROUPS if any(word in text for text in texts)), None)
    return f"{group}.{outcome}" if group and outcome else None


def _assigned(texts: Mapping[int, str], names: Mapping[str, str]) -> dict[int, str]:
    """Keys by column; the one name that no column bears goes to the one column between others that bears none."""
    keys = {name: key for key, name in names.items()}
    found = {column: key for column, text in texts.items() if (key := _similar(text, keys))}
    missing = [key for key in names if key not in found.values()]
    if len(missing) == 1 and found:
        free = [column for column in range(min(found), max(found)) if column in texts and column not in found]
        if len(free) == 1:
            found[free[0]] = missing[0]
    return found if len(set(found.values())) == len(found) else {}


def _similar(text: str, names: Mapping[str, str]) -> str | None:
    if text in names:
        return names[text]
    within = [name for name in names if len(name) > 2 and name in text]
    if len(within) == 1:
        return names[within[0]]
    best = max(names, key=lambda name: fuzz.ratio(text, name), default=None)
    return names[best] if best and len(best) > 2 and fuzz.ratio(text, best) >= SIMILAR_COLUMN else None


def _place(
    label: str, values: Sequence[GridCell], line: _Line, columns: _Columns, rows: Sequence[Row]
) -> PrintedRow | Finding | None:
    row = match_end(label, rows) if label else None
    printed = [cell for cell in values if cell.text.strip()]
    if row is None and label:
        message = f"“{label[-30:]}”对不上法定表格的任何一行，其后的 {len(printed)} 个数未取"
        return _finding(line.location, message, printed, ()) if printed else None
    cells = row.cells if row else [cell for other in rows if other.table == "四" for cell in other.cells]
    place = replace(line.location, table=f"表{cells[0].table}", row=row.label if row else None)
    keys = tuple(cell.key for cell in cells)
    found = columns.keys(row, rows) if len(keys) > 1 else {}
    if row is None:
        keys = (
            tuple(key for key in keys if key.split(".")[0] in {name.split(".")[0] for name in found.values()}) or keys
        )
    whole = set(found.values()) == set(keys)
    order = tuple(found[column] for column in sorted(found)) if whole else columns.order(row)
    if order is None:
        return no_order(place, _printed_text(printed), keys) if printed else None
    own = [line.cells[column] for column in sorted(found) if column < len(line.cells)] if whole else []
    under = [cell for cell in own if cell is not None and cell in values]
    fits = len(set(under)) == len(order) and all(cell in under for cell in columns.once(printed))
    if fits and (line.real_columns or all(cell.text.strip() for cell in under)):
        return _printed(order, under, place)
    # In a dump an empty column may as well be a shift of the numbers after it.
    counted = (values, columns.once(values), printed) if line.real_columns else (printed, columns.once(printed))
    entries = next((cells for cells in counted if len(cells) == len(order)), counted[-1])
    if not printed and len(values) >= len(order):
        entries = values[: len(order)]
    return (
        _printed(order, entries, place)
        if len(entries) <= len(order)
        else too_many(place, [cell.text.strip() for cell in printed], order)
    )


def _printed(keys: tuple[str, ...], cells: Sequence[GridCell], place: Location) -> PrintedRow:
    return PrintedRow(keys, tuple(Entry(cell.text.strip(), place) for cell in cells), place)


def _finding(place: Location, message: str, printed: Sequence[GridCell], facts: tuple[str, ...]) -> Finding:
    return Finding("unmatched_row", "warning", "reading", place, message, published=_printed_text(printed), facts=facts)


def _printed_text(printed: Sequence[GridCell]) -> str:
    return " ".join(cell.text.strip() for cell in printed[:20])
