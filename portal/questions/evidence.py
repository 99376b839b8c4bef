"""What an answer rests on: the cells with their quotes, and the findings on them."""

from collections.abc import Iterable, Sequence

from index.library import Library
from index.model import MeasuredReport, ReportHead
from ingest.model import Fact, Finding
from portal.questions.notes import Language, say
from portal.questions.phrasing import cell_label, figure
from portal.questions.plan import Evidence


def evidence_of(rows: Iterable[MeasuredReport], language: Language) -> tuple[Evidence, ...]:
    """The cells of these reports with what is printed there."""
    return tuple(
        Evidence(row.head, cell.location, cell.key, _quote(cell, language)) for row in rows for cell in row.cells
    )


def _quote(cell: Fact, language: Language) -> str:
    """What is printed: row label × column: published text."""
    where = " × ".join(part for part in (cell.location.row, cell.location.column) if part) or cell_label(
        cell.key, language
    )
    if cell.state == "restored" and cell.value is not None:
        code = "quote_restored" if cell.published else "quote_restored_blank"
        return say(code, language, cell=where, value=figure(cell.value), published=cell.published)
    code = {"blank": "quote_blank", "unread": "quote_unread"}.get(cell.state, "quote")
    return say(code, language, cell=where, published=cell.published)


def findings_of(library: Library, rows: Sequence[MeasuredReport]) -> tuple[tuple[ReportHead, Finding], ...]:
    """The findings on the figures that an answer rests on."""
    found = library.catalog.findings([row.head.report_id for row in rows])
    return tuple(
        (row.head, finding)
        for row in rows
        for finding in found.get(row.head.report_id, ())
        if {cell.key for cell in row.cells} & set(finding.facts)
    )


def is_blank(row: MeasuredReport) -> bool:
    """Whether nothing but blanks and dashes is printed in the cells of a row."""
    return bool(row.cells) and all(cell.state in ("blank", "dash") for cell in row.cells)
