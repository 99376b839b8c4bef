"""Reports with cells that are blank, dashed, restored or unread, each cell with its place."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.library import Library
from index.model import Coverage, MeasuredReport, ReportHead
from ingest.model import Fact
from portal.questions.computing.evidence import evidence_of
from portal.questions.computing.together import ranked
from portal.questions.plan import Answer, AnswerKind, Inquiry, NotUnderstood
from portal.questions.refusal import refused
from portal.questions.saying.notes import Language, joined, say, unnamed
from portal.questions.saying.phrasing import label
from portal.questions.saying.sentences import ITEMS_IN_BRIEF, ITEMS_SHOWN, count_offices, years_text
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import metric_of
from portal.questions.words.names import full_name

_TOLD = 10


def answer_cells(inquiry: Inquiry, library: Library, question: str) -> Answer:
    """Every report with such a cell; what was printed blank is blank also where the sums tell its number."""
    language = language_of(question)
    looked = library.heads(inquiry.filters)
    if not looked:
        outcome = NotUnderstood("no_answer", say("plan_no_reports", language))
        return replace(refused(question, outcome), inquiry=inquiry)
    # A blank cell whose number the sums tell is restored, and printed blank.
    states = (*inquiry.states, "restored") if "blank" in inquiry.states else inquiry.states
    ids = [head.report_id for head in looked]
    facts = library.catalog.facts(inquiry.keys, ids) if inquiry.keys else library.catalog.facts_in(states, ids)
    every = tuple(_row(head, facts.get(head.report_id, {}), inquiry) for head in looked)
    rows = tuple(row for row in every if row.cells)
    if inquiry.ranking is not None:
        rows = ranked(every, inquiry.ranking)
    kind: AnswerKind = "list"
    value, unit, verdict, lead = Decimal(len(rows)), say("unit_reports", language), None, ""
    if inquiry.figure == "count":
        kind, value, unit = "number", Decimal(count_offices(rows)), say("unit_offices", language)
    elif inquiry.figure == "count_reports":
        kind = "number"
    elif inquiry.figure == "yes_no":
        kind, verdict, lead = "yes_no", bool(rows), say("yes" if rows else "no", language)
    elif inquiry.ranking is not None and rows:
        kind, value = "ranking", rows[0].value or Decimal(0)
    return Answer(
        question=question,
        kind=kind,
        text=f"{lead}{_text(inquiry, looked, rows, language, ITEMS_SHOWN)}",
        brief=f"{lead}{_text(inquiry, looked, rows, language, ITEMS_IN_BRIEF)}",
        plan=None,
        inquiry=inquiry,
        value=value,
        unit=unit,
        verdict=verdict,
        rows=rows,
        evidence=evidence_of(rows, language),
        coverage=Coverage(len(looked), len(looked), 0, 0, 0),
        assumptions=(*inquiry.assumptions, *_restored(inquiry, rows, language)),
    )


def _row(head: ReportHead, facts: dict[str, Fact], inquiry: Inquiry) -> MeasuredReport:
    """One report with its cells in these states, and their number."""
    asked = (fact for key, fact in sorted(facts.items()) if not inquiry.keys or key in inquiry.keys)
    cells = tuple(fact for fact in asked if _is_so(fact, inquiry))
    return MeasuredReport(head, Decimal(len(cells)), 0, cells)


def _is_so(fact: Fact, inquiry: Inquiry) -> bool:
    return fact.state in inquiry.states or ("blank" in inquiry.states and _printed_blank(fact))


def _printed_blank(fact: Fact) -> bool:
    """Whether nothing stands in a cell whose number the sums tell; a cell that is not there at all is not blank."""
    return fact.state == "restored" and fact.published is not None and not fact.published.strip()


def _restored(inquiry: Inquiry, rows: Sequence[MeasuredReport], language: Language) -> tuple[str, ...]:
    count = sum(_printed_blank(cell) for row in rows for cell in row.cells) if "blank" in inquiry.states else 0
    return (say("blank_but_restored", language, count=count),) if count else ()


def _text(
    inquiry: Inquiry, looked: Sequence[ReportHead], rows: Sequence[MeasuredReport], language: Language, most: int
) -> str:
    when = years_text(inquiry.filters, [head.year for head in looked], language)
    counts = {"when": when, "reports": len(looked), "about": inquiry.about}
    if not rows:
        return say("cells_none", language, **counts)
    shown = [
        say("cells_item", language, office=full_name(row.head), year=row.head.year, count=row.value)
        for row in rows[:most]
    ]
    if len(rows) == 1 and len(rows[0].cells) <= _TOLD:
        # Of one report, which cells they are.
        row = rows[0]
        cells = joined([label(metric_of(cell.key), language) for cell in row.cells], language)
        head = {"office": full_name(row.head), "year": row.head.year}
        shown = [say("cells_told", language, **head, count=row.value, cells=cells)]
    return say(
        "cells_some",
        language,
        **counts,
        count=len(rows),
        items=joined(shown, language, ("；", "; ")),
        more=unnamed("more_reports", len(rows), most, language),
    )
