"""Reports that do not fit together and reports that are not there, looked up and put into words."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from index.filters import year_bounds
from index.identity import seat
from index.library import Library
from index.model import Filters, MeasuredReport, ReportHead
from ingest.model import Finding
from portal.questions.fold import language_of
from portal.questions.glossary import explained
from portal.questions.names import full_name, names_of
from portal.questions.notes import Language, joined, say
from portal.questions.plan import Absence, Answer, Inquiry, NotUnderstood
from portal.questions.sentences import ITEMS_IN_BRIEF, ITEMS_SHOWN, years_text
from portal.questions.whereabouts import within

_ABOUT_FINDINGS = ("finding", "severity", "blame")
_ABOUT_YEARS = ("year",)

Found = Sequence[tuple[ReportHead, tuple[Finding, ...]]]


def inquired(inquiry: Inquiry, library: Library, question: str) -> Answer:
    """The answer to a question about the reports themselves."""
    if inquiry.operation == "term":
        return explained(inquiry, question, language_of(question))
    return (
        _findings(inquiry, library, question)
        if inquiry.operation == "findings"
        else _missing(inquiry, library, question)
    )


def _findings(inquiry: Inquiry, library: Library, question: str) -> Answer:
    """Every report with such a finding, each finding with its place."""
    language = language_of(question)
    looked = library.heads(_without(inquiry.filters, _ABOUT_FINDINGS))
    if not looked:
        return _nothing(inquiry, question, language)
    every = library.catalog.findings([head.report_id for head in looked])
    kept = [(head, tuple(f for f in every.get(head.report_id, ()) if _asked(f, inquiry.filters))) for head in looked]
    found = [(head, findings) for head, findings in kept if findings]
    misread = sum(finding.blame == "reading" for _, findings in found for finding in findings)
    doubts = (say("may_be_misread", language, about=misread),) if misread else ()
    return Answer(
        question=question,
        kind="findings",
        text=_findings_text(inquiry, looked, found, language, ITEMS_SHOWN),
        brief=_findings_text(inquiry, looked, found, language, ITEMS_IN_BRIEF),
        plan=None,
        inquiry=inquiry,
        value=Decimal(len(found)),
        unit=say("unit_reports", language),
        rows=tuple(MeasuredReport(head, Decimal(len(findings)), 0, ()) for head, findings in found),
        findings=tuple((head, finding) for head, findings in found for finding in findings),
        assumptions=(*inquiry.assumptions, *doubts),
    )


def _asked(finding: Finding, filters: Filters) -> bool:
    said = {"finding": finding.check, "severity": finding.severity, "blame": finding.blame}
    return all(filters.admits(name, value) for name, value in said.items())


def _findings_text(inquiry: Inquiry, looked: Sequence[ReportHead], found: Found, language: Language, most: int) -> str:
    when = years_text(inquiry.filters, [head.year for head in looked], language)
    if not found:
        return say("findings_none", language, when=when, reports=len(looked), about=inquiry.about)
    items = [
        say("findings_item", language, office=full_name(head), year=head.year, count=len(findings))
        for head, findings in found[:most]
    ]
    return say(
        "findings_some",
        language,
        when=when,
        count=len(found),
        reports=len(looked),
        about=inquiry.about,
        places=sum(len(findings) for _, findings in found),
        items=joined(items, language, ("；", "; ")),
        more=say("more_reports", language, count=len(found)) if len(found) > most else "",
    )


def _missing(inquiry: Inquiry, library: Library, question: str) -> Answer:
    """Every office that reported in other years and has no report of a year asked for."""
    language = language_of(question)
    years = _years(inquiry.filters, names_of(library.vocabulary).years)
    seats: dict[str, list[ReportHead]] = defaultdict(list)
    for head in library.heads(_without(inquiry.filters, _ABOUT_YEARS)):
        seats[f"{head.region.path}|{seat(head.office, head.region)}"].append(head)
    stated = bool(inquiry.filters.named("year"))
    absences = tuple(
        Absence(heads[0], year, present)
        for heads in seats.values()
        for present in [tuple(sorted({head.year for head in heads}))]
        for year in years
        if year not in present and (stated or year > present[0])
    )
    return Answer(
        question=question,
        kind="list",
        text=_missing_text(absences, (len(seats), years), language, ITEMS_SHOWN),
        brief=_missing_text(absences, (len(seats), years), language, ITEMS_IN_BRIEF),
        plan=None,
        inquiry=inquiry,
        absences=absences,
        assumptions=inquiry.assumptions,
    )


def _missing_text(absences: Sequence[Absence], looked: tuple[int, Sequence[int]], language: Language, most: int) -> str:
    offices, years = looked
    when = joined([str(year) for year in years], language)
    lacking: dict[str, list[Absence]] = defaultdict(list)
    for absence in absences:
        lacking[full_name(absence.head)].append(absence)
    if not lacking:
        return say("missing_none", language, when=when, offices=offices)
    items = [
        say(
            "missing_item",
            language,
            office=name,
            years=joined([str(absence.year) for absence in found], language),
            present=joined([str(year) for year in found[0].present], language),
        )
        for name, found in list(lacking.items())[:most]
    ]
    more = say("more_count", language, count=len(lacking)) if len(lacking) > most else ""
    about = {"when": when, "count": len(lacking), "offices": offices}
    return say("missing_some", language, **about, items=joined(items, language, ("；", "; ")), more=more)


def _years(filters: Filters, known: Sequence[int]) -> tuple[int, ...]:
    """The years of the library that year filters allow."""
    allowed: set[int] = set()
    for item in filters.named("year"):
        allowed |= set(within(known, *year_bounds(item.value)))
    return tuple(sorted(allowed)) if filters.named("year") else tuple(known)


def _without(filters: Filters, names: Sequence[str]) -> Filters:
    return Filters(tuple(item for item in filters.items if item.name not in names))


def _nothing(inquiry: Inquiry, question: str, language: Language) -> Answer:
    outcome = NotUnderstood("no_answer", say("plan_no_reports", language))
    return Answer(question=question, kind=outcome.kind, text=outcome.text, plan=None, inquiry=inquiry)
