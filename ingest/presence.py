"""Which statutory sections and tables a report lacks."""

from collections.abc import Mapping, Sequence

from ingest.model import Finding, Location
from ingest.prose import TABLE_SECTIONS, Line
from ingest.sections import HEADINGS, Span
from ingest.statutory import TABLES, StatutoryTables
from ingest.template import load_template

_NUMERALS = " 一二三四五六"


def check_presence(
    spans: Sequence[Span], tables: StatutoryTables, lines: Mapping[int, Sequence[Line]], source: str
) -> list[Finding]:
    """Findings on absent or empty sections, absent tables, and tables that match neither form."""
    findings = []
    for number, heading in HEADINGS.items():
        empty = number not in TABLE_SECTIONS and not lines.get(number)
        if not any(span.number == number for span in spans) or empty:
            name = f"{_NUMERALS[number]}、{heading}"
            what = "没有正文" if number in lines else "没有找到"
            findings.append(_missing("section_missing", f"{what}法定章节“{name}”", Location(source)))
    if tables.template == "none":
        message = "没有读到与 2019 年或 2021 年表式相符的表格，只收录正文"
        return [*findings, _missing("no_template", message, Location(source))]
    rows = load_template(tables.template).rows
    printed = {key for row in tables.rows for key in row.keys}
    for table in TABLES:
        if not any(cell.key in printed for row in rows if row.table == table for cell in row.cells):
            place = Location(source, table=f"表{table}")
            findings.append(_missing("table_missing", f"没有读到法定表格“表{table}”的任何一行", place))
    return findings


def _missing(check: str, message: str, location: Location) -> Finding:
    return Finding(check, "warning", "reading", location, message)
