"""What an answer lists beside figures, as tables: sentences, findings, cells by their state, reports not there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.cells import with_cells
from index.library import Library
from index.missing import Absence, seats_of
from index.model import Filters, MeasuredReport, ReportHead
from ingest.model import Fact, Finding
from portal.finding_words import finding_text
from portal.labels import BLAMES, CHECKS, KINDS, SEVERITIES, STATES, place_of, word
from portal.messages import Texts
from portal.questions.plan import Answer, Evidence
from portal.sheets.sheets import Entry, Field, Sheet, field, figures, head_fields, office_fields, sheet_of
from portal.widgets.links import report_href, rule_href


def passage_sheet(items: Sequence[Evidence], library: Library, title: str, texts: Texts) -> Sheet:
    """Sentences with who wrote them and the kind of passage that they stand in."""

    def with_kinds(part: Sequence[Evidence]) -> Iterable[tuple[Evidence, str]]:
        passages = library.catalog.passages({item.head.report_id for item in part})
        return [(item, passages[item.head.report_id][int(item.passage_id.rpartition("-")[2])].kind) for item in part]

    fields: list[Field[tuple[Evidence, str]]] = [
        *head_fields(lambda line: line[0].head, texts),
        field(texts("export.kind"), lambda line: Entry(word(KINDS, line[1], texts))),
        field(texts("export.text"), lambda line: Entry(line[0].quote), "long"),
        field(texts("ask.source"), lambda line: _door(line[0].location.text or line[0].location.file, _hit(line[0]))),
    ]
    return sheet_of(("passages", title), fields, items, lambda line: _hit(line[0]), with_kinds)


def finding_sheet(found: Sequence[tuple[ReportHead, Finding]], title: str, texts: Texts) -> Sheet:
    """Findings with what was expected, what is printed, and where."""
    fields: list[Field[tuple[ReportHead, Finding]]] = [
        *head_fields(lambda line: line[0], texts),
        field(texts("checks.severity"), lambda line: Entry(word(SEVERITIES, line[1].severity, texts))),
        field(texts("checks.check"), lambda line: _check(line[1], texts)),
        field(texts("checks.expected"), lambda line: Entry(line[1].expected or "")),
        field(texts("checks.published"), lambda line: Entry(line[1].published or "")),
        field(texts("checks.blame"), lambda line: Entry(word(BLAMES, line[1].blame, texts))),
        field(texts("checks.message"), lambda line: Entry(finding_text(line[1], texts)), "long"),
        field(texts("ask.source"), lambda line: _door(line[1].location.text, _found(*line)), "long"),
    ]
    return sheet_of(("findings", title), fields, found, lambda line: _found(*line), iter)


def report_sheet(rows: Sequence[MeasuredReport], title: str, texts: Texts) -> Sheet:
    """Reports by office and year, nothing in them being asked for."""
    fields: tuple[Field[MeasuredReport], ...] = head_fields(lambda row: row.head, texts)
    return sheet_of(("rows", title), fields, rows, lambda row: report_href(row.head.report_id), iter)


def cell_sheet(rows: Sequence[MeasuredReport], title: str, texts: Texts) -> Sheet:
    """Cells one by one with their state and what is printed in them."""
    cells = [(row.head, cell) for row in with_cells(rows) for cell in row.cells]
    fields: list[Field[tuple[ReportHead, Fact]]] = [
        *head_fields(lambda line: line[0], texts),
        field(texts("ask.state"), lambda line: Entry(word(STATES, line[1].state, texts))),
        field(texts("ask.printed"), lambda line: Entry((line[1].published or "").strip())),
        field(texts("ask.source"), lambda line: _place(*line, texts), "long"),
    ]
    return sheet_of(("cells", title), fields, cells, lambda line: _cell(*line), iter)


def missing_sheet(answer: Answer, library: Library, title: str, texts: Texts) -> Sheet:
    """Offices by years: for each year that there is a report, the way to it, or that there is none."""
    gone: dict[str, list[Absence]] = defaultdict(list)
    for absence in answer.absences:
        gone[absence.head.report_id].append(absence)
    years = sorted({year for absence in answer.absences for year in (absence.year, *absence.present)})
    seats = seats_of(library.heads(Filters())).values()
    reports = {heads[0].report_id: {head.year: head for head in heads} for heads in seats}

    def of_year(year: int) -> Field[list[Absence]]:
        return figures(str(year), lambda absent: _year(year, absent, reports[absent[0].head.report_id], texts))

    offices = list(gone.values())
    fields: list[Field[list[Absence]]] = [*office_fields(_head, texts), *map(of_year, years)]
    return sheet_of(("missing", title), fields, offices, lambda one: report_href(_head(one).report_id), iter)


def _head(absent: list[Absence]) -> ReportHead:
    return absent[0].head


def _year(year: int, absent: Sequence[Absence], held: Mapping[int, ReportHead], texts: Texts) -> Entry:
    if year in held:
        return _door(texts("ask.there"), report_href(held[year].report_id))
    missing = any(absence.year == year for absence in absent)
    return Entry(texts("ask.absent" if missing else "ask.before"), bold=missing)


def _door(text: str, href: str) -> Entry:
    return Entry(text, doors=((text, href),))


def _hit(item: Evidence) -> str:
    return report_href(item.head.report_id, hit=item.passage_id)


def _found(head: ReportHead, finding: Finding) -> str:
    return report_href(head.report_id, cell=finding.facts[0] if finding.facts else "")


def _check(finding: Finding, texts: Texts) -> Entry:
    return _door(word(CHECKS, finding.check, texts), rule_href(finding.check))


def _cell(head: ReportHead, cell: Fact) -> str:
    return report_href(head.report_id, cell=cell.key)


def _place(head: ReportHead, cell: Fact, texts: Texts) -> Entry:
    return Entry("", cell.location.text, ((place_of(cell, texts), _cell(head, cell)),))
