"""Which statutory form a report uses, and its three tables wherever they stand between sections 1 and 5."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.dump import is_prose
from ingest.grids import read_grids
from ingest.labels import normalise
from ingest.model import Finding, Grid, Paragraph, TemplateName
from ingest.prose import TABLE_SECTIONS
from ingest.sections import Span
from ingest.tables import PrintedRow, TableReading, read_labelled_rows, read_review_rows
from ingest.template import Row, Template, load_template

TABLES = {"二": 2, "三": 3, "四": 4}
FIRST_YEAR_OF_2021_FORM = 2021
_MARKS: dict[TemplateName, tuple[str, ...]] = {
    "2021": ("制发件数", "废止件数", "现行有效件数", "逾期不补正", "收费金额"),
    "2019": ("新制作数量", "新公开数量", "对外公开总数量", "上一年项目数量", "采购总金额"),
}


@dataclass(frozen=True, slots=True)
class StatutoryTables:
    """The form that the tables are printed in, `none` without any row, and every row that was placed."""

    template: TemplateName
    rows: tuple[PrintedRow, ...]
    findings: tuple[Finding, ...]


def read_statutory_tables(spans: Sequence[Span], year: int, source: str) -> StatutoryTables:
    """The rows of tables 二, 三 and 四; each is looked for in its own section, else in all three."""
    grids = [
        block for span in spans if span.number in TABLE_SECTIONS for block in span.blocks if isinstance(block, Grid)
    ]
    lines = {span.number: _table_lines(span) for span in spans if span.number in TABLE_SECTIONS}
    everything = [line for number in sorted(lines) for line in lines[number]]
    printed = [*(line.text for line in everything), *(cell.text for grid in grids for cell in grid.cells)]
    name = _form(normalise("".join(printed)), year)
    template = load_template(name)
    in_grids = read_grids(grids, (*template.rows, *template.variant_rows))
    found = {key for row in in_grids.rows for key in row.keys}
    readings = [in_grids]
    for table, number in TABLES.items():
        if not any(cell.key in found for row in template.rows if row.table == table for cell in row.cells):
            readings.append(_read_table(table, lines.get(number, []), everything, template))
    rows = tuple(row for reading in readings for row in reading.rows)
    if not rows:
        return StatutoryTables("none", (), ())
    return StatutoryTables(name, rows, tuple(finding for reading in readings for finding in reading.findings))


def _table_lines(span: Span) -> list[Paragraph]:
    return [block for block in span.blocks if isinstance(block, Paragraph) and not is_prose(block.text)]


def _form(text: str, year: int) -> TemplateName:
    """The form whose own column headings are printed more; the one in force that year where neither is."""
    counts = {name: sum(mark in text for mark in marks) for name, marks in _MARKS.items()}
    if counts["2021"] != counts["2019"]:
        return "2021" if counts["2021"] > counts["2019"] else "2019"
    return "2021" if year >= FIRST_YEAR_OF_2021_FORM else "2019"


def _read_table(
    table: str, own: Sequence[Paragraph], everything: Sequence[Paragraph], template: Template
) -> TableReading:
    rows = tuple(row for row in (*template.rows, *template.variant_rows) if row.table == table)
    read: Callable[[Iterable[Paragraph], Sequence[Row]], TableReading] = (
        read_review_rows if table == "四" else read_labelled_rows
    )
    reading = read(own, rows)
    if reading.rows or len(own) == len(everything):
        return reading
    elsewhere = read(everything, rows)
    return TableReading(elsewhere.rows, reading.findings)
