"""What an answer rests on: the cells with their quotes, and the findings on them."""

from collections.abc import Iterator, Sequence

from index.cells import with_cells
from index.library import Library
from index.model import MeasuredReport, ReportHead
from ingest.model import Fact, Finding
from portal.questions.computing.gathered import Gathered
from portal.questions.plan import Evidence
from portal.questions.saying.notes import Language, say
from portal.questions.saying.phrasing import cell_label, figure


def evidence_of(rows: Sequence[MeasuredReport], language: Language) -> Sequence[Evidence]:
    """The cells of these reports with what is printed there."""
    return Gathered(
        lambda: (
            Evidence(row.head, cell.location, cell.key, _quote(cell, language))
            for row in with_cells(rows)
            for cell in row.cells
        )
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


def findings_of(library: Library, rows: Sequence[MeasuredReport]) -> Sequence[tuple[ReportHead, Finding]]:
    """The findings on the figures that an answer rests on."""
    return Gathered(lambda: _findings(library, rows))


def _findings(library: Library, rows: Sequence[MeasuredReport]) -> Iterator[tuple[ReportHead, Finding]]:
    found = library.catalog.findings([row.head.report_id for row in rows])
    for row in with_cells([row for row in rows if found.get(row.head.report_id)]):
        keys = {cell.key for cell in row.cells}
        yield from ((row.head, finding) for finding in found[row.head.report_id] if keys & set(finding.facts))
