"""What an answer lists beside figures, as tables: sentences, findings, cells by their state, reports not there."""

from collections.abc import Sequence

from index.library import Library
from index.missing import Absence, seats_of
from index.model import Filters, MeasuredReport, ReportHead
from ingest.model import Fact, Finding
from portal.labels import BLAMES, CHECKS, KINDS, SEVERITIES, STATES, place_of, word
from portal.messages import Texts
from portal.questions.plan import Answer, Evidence
from portal.sheets import Column, Entry, Line, Sheet, head_columns, head_entries
from portal.widgets.links import report_href, rule_href


def passage_sheet(items: Sequence[Evidence], kinds: Sequence[str], title: str, texts: Texts) -> Sheet:
    """Sentences with who wrote them; `kinds` are those of their passages."""
    columns = (*head_columns(texts), Column(texts("export.kind")), Column(texts("export.text")), _place_column(texts))

    def lines(start: int, end: int) -> list[Line]:
        return [_passage(item, kind, texts) for item, kind in zip(items[start:end], kinds[start:end], strict=True)]

    return Sheet("passages", title, columns, len(items), lines)


def passage_kinds(library: Library, items: Sequence[Evidence]) -> tuple[str, ...]:
    """The kind of passage that each sentence stands in."""
    passages = library.catalog.passages({item.head.report_id for item in items})
    return tuple(passages[item.head.report_id][int(item.passage_id.rpartition("-")[2])].kind for item in items)


def finding_sheet(found: Sequence[tuple[ReportHead, Finding]], title: str, texts: Texts) -> Sheet:
    """Findings with what was expected, what is printed, and where."""
    names = ("severity", "check", "expected", "published", "blame", "message")
    columns = (*head_columns(texts), *(Column(texts(f"checks.{name}")) for name in names), _place_column(texts))

    def lines(start: int, end: int) -> list[Line]:
        return [_finding(head, finding, texts) for head, finding in found[start:end]]

    return Sheet("findings", title, columns, len(found), lines)


def cell_sheet(rows: Sequence[MeasuredReport], title: str, texts: Texts) -> Sheet:
    """Cells one by one with their state and what is printed in them."""
    cells = [(row.head, cell) for row in rows for cell in row.cells]
    columns = (*head_columns(texts), Column(texts("ask.state")), Column(texts("ask.printed")), _place_column(texts))

    def lines(start: int, end: int) -> list[Line]:
        return [_cell(head, cell, texts) for head, cell in cells[start:end]]

    return Sheet("cells", title, columns, len(cells), lines)


def missing_sheet(answer: Answer, library: Library, title: str, texts: Texts) -> Sheet:
    """Offices by years: for each year that there is a report, the way to it, or that there is none."""
    by_office: dict[str, list[Absence]] = {}
    for absence in answer.absences:
        by_office.setdefault(absence.head.report_id, []).append(absence)
    years = sorted({year for absence in answer.absences for year in (absence.year, *absence.present)})
    columns = (*head_columns(texts)[:3], *(Column(str(year), figure=True) for year in years))
    offices = list(by_office.values())
    seats = seats_of(library.heads(Filters())).values()
    reports = {heads[0].report_id: {head.year: head for head in heads} for heads in seats}

    def line(absent: Sequence[Absence]) -> Line:
        head = absent[0].head
        held = reports.get(head.report_id, {})
        gone = {absence.year for absence in absent}
        entries = tuple(_year(year, held.get(year), absent=year in gone, texts=texts) for year in years)
        return Line((*head_entries(head, texts)[:3], *entries), report_href(head.report_id))

    return Sheet("missing", title, columns, len(offices), lambda start, end: [line(one) for one in offices[start:end]])


def _place_column(texts: Texts) -> Column:
    return Column(texts("ask.source"))


def _passage(item: Evidence, kind: str, texts: Texts) -> Line:
    href = report_href(item.head.report_id, hit=item.passage_id)
    where = item.location.text or item.location.file
    entries = (
        *head_entries(item.head, texts),
        Entry(word(KINDS, kind, texts)),
        Entry(item.quote),
        Entry(where, doors=((where, href),)),
    )
    return Line(entries, href)


def _finding(head: ReportHead, finding: Finding, texts: Texts) -> Line:
    cell = finding.facts[0] if finding.facts else ""
    href = report_href(head.report_id, cell=cell)
    place = finding.location.text
    check = word(CHECKS, finding.check, texts)
    entries = (
        *head_entries(head, texts),
        Entry(word(SEVERITIES, finding.severity, texts)),
        Entry(check, doors=((check, rule_href(finding.check)),)),
        Entry(finding.expected or ""),
        Entry(finding.published or ""),
        Entry(word(BLAMES, finding.blame, texts)),
        Entry(finding.message),
        Entry(place, doors=((place, href),)),
    )
    return Line(entries, href)


def _cell(head: ReportHead, cell: Fact, texts: Texts) -> Line:
    href = report_href(head.report_id, cell=cell.key)
    place = place_of(cell, texts)
    entries = (
        *head_entries(head, texts),
        Entry(word(STATES, cell.state, texts)),
        Entry((cell.published or "").strip()),
        Entry(place, cell.location.text, ((place, href),)),
    )
    return Line(entries, href)


def _year(year: int, head: ReportHead | None, *, absent: bool, texts: Texts) -> Entry:
    if head is not None:
        there = texts("ask.there")
        return Entry(there, doors=((there, report_href(head.report_id)),))
    return Entry(texts("ask.absent" if absent else "ask.before"), bold=absent)
