"""One figure, or two side by side."""

from decimal import Decimal

from index.library import Library
from index.measures import value_of
from index.model import Measured, MeasuredReport
from portal.questions.comparing import comparison_text, in_order_named
from portal.questions.evidence import evidence_of, findings_of
from portal.questions.fold import language_of
from portal.questions.metrics import NARRATIVE, total_of
from portal.questions.names import full_name
from portal.questions.notes import Language, say
from portal.questions.phrasing import ask_number, formula, label
from portal.questions.plan import Answer, NotUnderstood, Plan
from portal.questions.refusal import refused
from portal.questions.sentences import (
    number_text,
    worked,
)

_MISSING = {
    "blank": "number_blank",
    "unread": "number_unread",
    "no_such_cell": "number_no_such_cell",
    "zero_denominator": "number_zero_denominator",
}


def answer_number(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """One figure of one report, or why there is none."""
    language = language_of(question)
    newest = max(row.head.year for row in found.rows)
    rows = tuple(row for row in found.rows if row.head.year == newest)
    if len(rows) > 1:
        readings = [ask_number(full_name(row.head), str(newest), plan.metric, language) for row in rows]
        text = say("which_office", language, word=label(plan.metric, language), count=len(rows))
        return refused(question, NotUnderstood("clarify", text, tuple(readings)), plan)
    row = rows[0]
    given = Answer(
        question=question,
        kind="number" if row.value is not None else "no_answer",
        text=number_text(plan, row, language) if row.value is not None else _no_number(plan, row, language),
        plan=plan,
        value=row.value,
        unit=plan.metric.unit,
        rows=rows if row.value is not None else (),
        evidence=evidence_of(rows, language),
        findings=findings_of(library, rows),
        coverage=found.coverage,
        formula=worked(plan.metric, row, language),
        assumptions=plan.assumptions,
    )
    return given


def answer_comparison(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """Two figures side by side."""
    language = language_of(question)
    rows = in_order_named(found.rows, plan.filters)
    missing = next((row for row in rows if row.value is None), None)
    if missing is not None:
        return refused(question, NotUnderstood("no_answer", _no_number(plan, missing, language)), plan)
    if len(rows) != 2:
        words = "、".join(f"{row.head.office} {row.head.year}" for row in rows)
        return refused(question, NotUnderstood("no_answer", say("compare_two", language, words=words)), plan)
    first, second = (row.value or Decimal(0) for row in rows)
    return Answer(
        question=question,
        kind="comparison",
        text=comparison_text(plan, rows, language),
        plan=plan,
        value=first - second,
        unit=plan.metric.unit,
        rows=rows,
        evidence=evidence_of(rows, language),
        findings=findings_of(library, rows),
        coverage=found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=plan.assumptions,
    )


def _no_number(plan: Plan, row: MeasuredReport, language: Language) -> str:
    missing = value_of(total_of(plan.metric), {cell.key: cell for cell in row.cells}).missing
    assert missing is not None
    if missing == "no_such_cell" and plan.metric.key.startswith(NARRATIVE):
        return say("number_not_in_text", language, office=row.head.office, year=row.head.year, about=plan.metric.label)
    about = label(plan.metric, language)
    return say(_MISSING[missing], language, office=row.head.office, year=row.head.year, about=about)
