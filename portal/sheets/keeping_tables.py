"""What 核查 and 资料库 list as tables to take away: findings, those of a draft, years without a report, reports."""

from collections.abc import Sequence

from index.checking import Checked
from index.findings import Noted
from index.library import Library
from index.missing import Absence
from index.model import ReportHead
from ingest.model import Finding
from portal.finding_words import finding_text
from portal.labels import BLAMES, CHECKS, LEVELS, SEVERITIES, word
from portal.messages import Texts
from portal.sheets.exports import HEAD, Origin, Row, Table, head_row, table_of
from portal.widgets.links import report_href

_FINDING = ("severity", "check", "expected", "published", "blame", "message", "place")


def findings_table(rows: Sequence[Noted], origin: Origin, texts: Texts) -> Table:
    """Findings of the library, each with the link to its cell."""
    lines = [
        (
            *head_row(row.head, texts),
            *_finding(row.finding, texts),
            origin.base + report_href(row.head.report_id, cell="".join(row.finding.facts[:1])),
        )
        for row in rows
    ]
    return table_of((*HEAD, *_FINDING, "link"), lines, origin, texts)


def drafts_table(drafts: Sequence[Checked], origin: Origin, texts: Texts) -> Table:
    """Findings of drafts; a draft without any has a row that says so, a file that gave no report its reason."""
    lines = [(checked.source, *row) for checked in drafts for row in _draft_rows(checked, texts)]
    return table_of(("draft_file", *HEAD, *_FINDING), lines, origin, texts)


def missing_table(absences: Sequence[Absence], origin: Origin, texts: Texts) -> Table:
    """A row for each year without a report of an office that reported in others, with the newest of those."""
    lines = [
        (
            *head_row(absence.head, texts)[1:],
            absence.year,
            "、".join(map(str, absence.present)),
            absence.head.title,
            origin.base + report_href(absence.head.report_id),
        )
        for absence in absences
    ]
    return table_of((*HEAD[1:], "missing_year", "present", "newest", "link"), lines, origin, texts)


def holdings_table(library: Library, heads: Sequence[ReportHead], origin: Origin, texts: Texts) -> Table:
    """A row for each file of the reports, with its version and when it came in."""
    lines = [
        (
            *head_row(head, texts),
            head.report_id,
            file.version,
            texts("export.yes" if file.current else "export.no"),
            "；".join(file.sources),
            file.sha256,
            file.stored_at.isoformat(" ", "seconds") if file.stored_at else None,
            origin.base + report_href(head.report_id),
        )
        for head in heads
        for file in library.catalog.files(head.report_id)
    ]
    return table_of(
        (*HEAD, "report_id", "version", "current", "source", "sha256", "stored", "link"), lines, origin, texts
    )


def _draft_rows(checked: Checked, texts: Texts) -> list[Row]:
    report = checked.report
    if report is None:
        problem = checked.error.problem if checked.error else ""
        return [(*[None] * (len(HEAD) + len(_FINDING) - 2), texts("draft.refused", problem=problem), None)]
    region, level = " / ".join(report.region.parts), word(LEVELS, report.level, texts)
    head = (report.year, report.office, region, level)
    rows: list[Row] = [(*head, *_finding(finding, texts)) for finding in checked.findings]
    return rows or [(*head, *[None] * (len(_FINDING) - 2), texts("draft.clean"), None)]


def _finding(finding: Finding, texts: Texts) -> Row:
    return (
        word(SEVERITIES, finding.severity, texts),
        word(CHECKS, finding.check, texts),
        finding.expected,
        finding.published,
        word(BLAMES, finding.blame, texts),
        finding_text(finding, texts),
        finding.location.text,
    )
