"""Reports with findings, without them, or ranked by their number, looked up and put into words."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.forms import asked_findings
from index.library import Library
from index.model import Coverage, Filters, MeasuredReport, ReportHead
from index.schema import FINDING_NAMES
from ingest.model import Finding
from portal.questions.computing.narrowing import looked_at
from portal.questions.computing.together import ranked
from portal.questions.plan import Answer, Evidence, Inquiry, NotUnderstood
from portal.questions.refusal import refused
from portal.questions.saying.notes import Language, joined, say, unnamed
from portal.questions.saying.phrasing import order_text
from portal.questions.saying.sentences import ITEMS_IN_BRIEF, ITEMS_SHOWN, count_offices, years_text
from portal.questions.words.fold import language_of
from portal.questions.words.names import full_name

_TOLD = 4
Found = Sequence[tuple[ReportHead, tuple[Finding, ...]]]


def answer_findings(inquiry: Inquiry, library: Library, question: str) -> Answer:
    """Every report with such a finding, each finding with its place."""
    language = language_of(question)
    looked = library.heads(looked_at(inquiry.filters))
    if not looked:
        outcome = NotUnderstood("no_answer", say("plan_no_reports", language))
        return replace(refused(question, outcome), inquiry=inquiry)
    if _excludes(inquiry.filters):
        return _without(inquiry, looked, library, question)
    meeting = {head.report_id for head in looked}
    for filters in (inquiry.filters, *inquiry.also) if inquiry.ranking is None else ():
        meeting &= {head.report_id for head in library.heads(filters)}
    every = library.catalog.findings(sorted(meeting))
    asked = [inquiry.filters, *(further for further in inquiry.also if not _excludes(further))]
    kept = [
        (head, _any_of(every.get(head.report_id, ()), asked) if head.report_id in meeting else ()) for head in looked
    ]
    if inquiry.ranking is not None:
        return _ranking(inquiry, kept, question)
    found = [(head, findings) for head, findings in kept if findings]
    return Answer(
        question=question,
        kind="findings",
        text=_text(inquiry, looked, found, language, ITEMS_SHOWN),
        brief=_text(inquiry, looked, found, language, ITEMS_IN_BRIEF),
        plan=None,
        inquiry=inquiry,
        value=Decimal(count_offices(_rows(found)) if inquiry.figure == "count" else len(found)),
        unit=say("unit_reports", language),
        rows=_rows(found),
        findings=_pairs(found),
        coverage=_coverage(looked),
        assumptions=(*inquiry.assumptions, *_doubts(found, language)),
    )


def _coverage(looked: Sequence[object]) -> Coverage:
    """The reports looked at: every one is checked."""
    return Coverage(len(looked), len(looked), 0, 0, 0)


def _excludes(filters: Filters) -> bool:
    return any(item.excluded for name in FINDING_NAMES for item in filters.named(name))


def _any_of(findings: Sequence[Finding], asked: Sequence[Filters]) -> tuple[Finding, ...]:
    """The findings that meet any of these filters, each once."""
    met = [finding for filters in asked for finding in asked_findings(findings, filters)]
    return tuple(finding for finding in findings if finding in met)


def _rows(found: Found) -> tuple[MeasuredReport, ...]:
    return tuple(MeasuredReport(head, Decimal(len(findings)), 0, ()) for head, findings in found)


def _pairs(found: Found) -> tuple[tuple[ReportHead, Finding], ...]:
    return tuple((head, finding) for head, findings in found for finding in findings)


def _doubts(found: Found, language: Language) -> tuple[str, ...]:
    """That some findings may be a misreading of ours."""
    misread = sum(finding.blame == "reading" for _, findings in found for finding in findings)
    return (say("may_be_misread", language, about=misread),) if misread else ()


def _ranking(inquiry: Inquiry, kept: Found, question: str) -> Answer:
    """The reports with the most (or fewest) findings, all ties given."""
    assert inquiry.ranking is not None
    language = language_of(question)
    rows = ranked(_rows(kept), inquiry.ranking)
    if inquiry.ranking.order == "most" and not any(row.value for row in rows):
        rows = ()
    listed = {row.head.report_id for row in rows}
    found = [(head, findings) for head, findings in kept if head.report_id in listed]
    return Answer(
        question=question,
        kind="ranking",
        text=_ranking_text(inquiry, kept, rows, language, ITEMS_SHOWN),
        brief=_ranking_text(inquiry, kept, rows, language, ITEMS_IN_BRIEF),
        plan=None,
        inquiry=inquiry,
        value=rows[0].value if rows else Decimal(0),
        unit=say("unit_findings", language),
        evidence=[Evidence(head, item.location, "", item.published or "") for head, item in _pairs(found)],
        rows=rows,
        findings=_pairs(found),
        coverage=_coverage(kept),
        assumptions=(*inquiry.assumptions, *_doubts(found, language)),
    )


def _ranking_text(inquiry: Inquiry, kept: Found, rows: Sequence[MeasuredReport], language: Language, most: int) -> str:
    assert inquiry.ranking is not None
    if not rows:
        return _text(inquiry, [head for head, _ in kept], (), language, most)
    shown = [
        say("findings_item", language, office=full_name(row.head), year=row.head.year, count=row.value)
        for row in rows[:most]
    ]
    return say(
        "findings_ranking",
        language,
        when=years_text(inquiry.filters, [head.year for head, _ in kept], language),
        reports=len(kept),
        about=inquiry.about,
        order=order_text(inquiry.ranking, inquiry.about, language),
        items=joined(shown, language, ("；", "; ")),
        more=unnamed("more_reports", len(rows), most, language),
        tied=say("tied", language, count=len(rows)) if len(rows) > inquiry.ranking.top else "",
    )


def _without(inquiry: Inquiry, looked: Sequence[ReportHead], library: Library, question: str) -> Answer:
    """Every report without such a finding."""
    language = language_of(question)
    heads = set(library.heads(inquiry.filters))
    for filters in inquiry.also:
        heads &= set(library.heads(filters))
    rows = tuple(MeasuredReport(head, None, 0, ()) for head in looked if head in heads)
    counted = inquiry.figure in ("count", "count_reports")
    return Answer(
        question=question,
        kind="number" if counted else "list",
        text=_without_text(inquiry, looked, rows, language, ITEMS_SHOWN),
        brief=_without_text(inquiry, looked, rows, language, ITEMS_IN_BRIEF),
        plan=None,
        inquiry=inquiry,
        value=Decimal(count_offices(rows) if inquiry.figure == "count" else len(rows)),
        unit=say("unit_offices" if inquiry.figure == "count" else "unit_reports", language),
        rows=rows,
        coverage=_coverage(looked),
        assumptions=inquiry.assumptions,
    )


def _without_text(
    inquiry: Inquiry, looked: Sequence[ReportHead], rows: Sequence[MeasuredReport], language: Language, most: int
) -> str:
    shown = [say("report_item", language, office=full_name(row.head), year=row.head.year) for row in rows[:most]]
    return say(
        "findings_without",
        language,
        when=years_text(inquiry.filters, [head.year for head in looked], language),
        count=len(rows),
        reports=len(looked),
        about=inquiry.about.removeprefix("有"),
        items=joined(shown, language, ("；", "; ")),
        more=unnamed("more_reports", len(rows), most, language),
    )


def _text(inquiry: Inquiry, looked: Sequence[ReportHead], found: Found, language: Language, most: int) -> str:
    when = years_text(inquiry.filters, [head.year for head in looked], language)
    if not found:
        return say("findings_none", language, when=when, reports=len(looked), about=inquiry.about)
    items = [
        say("findings_item", language, office=full_name(head), year=head.year, count=len(findings))
        for head, findings in found[:most]
    ]
    if len(found) == 1 and language == "zh" and len(found[0][1]) <= _TOLD:
        # Of one report, what was found; the messages are Chinese.
        (head, findings), *_ = found
        told = joined([finding.message.rstrip("。") for finding in findings], language, ("；", "; "))
        items = [say("findings_told", language, office=full_name(head), year=head.year, told=told)]
    return say(
        "findings_some",
        language,
        when=when,
        count=len(found),
        reports=len(looked),
        about=inquiry.about,
        items=joined(items, language, ("；", "; ")),
        more=unnamed("more_reports", len(found), most, language),
    )
