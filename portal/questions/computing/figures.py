"""One figure of one report."""

from index.library import Library
from index.model import Measured, MeasuredReport
from portal.questions.computing.evidence import evidence_of, findings_of
from portal.questions.plan import Answer, NotUnderstood, Plan
from portal.questions.refusal import refused
from portal.questions.saying.notes import Language, joined, say
from portal.questions.saying.phrasing import ask_number, label
from portal.questions.saying.sentences import number_text, worked
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import NARRATIVE
from portal.questions.words.names import full_name

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
        text=number_text(plan, row, language) if row.value is not None else no_number_text(plan, row, language),
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


def no_number_text(plan: Plan, row: MeasuredReport, language: Language) -> str:
    """Why a report has no figure."""
    missing = row.missing
    assert missing is not None
    if missing == "no_such_cell" and plan.metric.key.startswith(NARRATIVE):
        return say("number_not_in_text", language, office=row.head.office, year=row.head.year, about=plan.metric.label)
    about = label(plan.metric, language)
    dashes = list(dict.fromkeys(cell.published for cell in row.cells if cell.state == "dash" and cell.published))
    if missing == "blank" and dashes:
        printed = joined(dashes, language)
        return say("number_dash", language, office=row.head.office, year=row.head.year, about=about, printed=printed)
    return say(_MISSING[missing], language, office=row.head.office, year=row.head.year, about=about)
