"""A plan computed over a library: every matching report, each figure with the place where it is printed."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from index.library import Library
from index.measures import value_of
from index.model import Measured, MeasuredReport, ReportHead
from ingest.model import Fact, Finding
from portal.questions.fold import language_of
from portal.questions.metrics import NARRATIVE, total_of
from portal.questions.names import full_name
from portal.questions.notes import Language, say
from portal.questions.phrasing import ask_number, cell_label, figure, formula, label
from portal.questions.plan import Answer, Evidence, NotUnderstood, Plan
from portal.questions.sentences import (
    ITEMS_IN_BRIEF,
    group_nothing,
    group_text,
    list_text,
    number_text,
    ranking_text,
    worked,
)
from portal.questions.together import by_level, ranked, together

_MISSING = {
    "blank": "number_blank",
    "unread": "number_unread",
    "no_such_cell": "number_no_such_cell",
    "zero_denominator": "number_zero_denominator",
}


def execute(plan: Plan, library: Library, question: str) -> Answer:
    """The answer to a plan, in the language of `question`."""
    found = library.measured(total_of(plan.metric), plan.filters)
    language = language_of(question)
    coverage = found.coverage
    if not found.rows:
        outcome = NotUnderstood("no_answer", say("plan_no_reports", language))
    elif coverage.no_such_cell == coverage.reports and plan.operation != "number":
        about = label(plan.metric, language)
        outcome = NotUnderstood("no_answer", say("nobody_has_cell", language, count=coverage.reports, about=about))
    elif plan.ranking is not None:
        return _ranking(plan, library, question, found)
    elif plan.operation in ("sum", "average", "median"):
        return _together(plan, library, question, found)
    elif plan.operation == "number":
        return _number(plan, library, question, found)
    else:
        return _list(plan, library, question, found)
    return refused(question, outcome, plan)


def refused(question: str, outcome: NotUnderstood, plan: Plan | None = None) -> Answer:
    """An answer without figures: why there is none, or what to choose from."""
    return Answer(
        question=question,
        kind=outcome.kind,
        text=outcome.text,
        plan=plan,
        readings=outcome.readings,
        assumptions=outcome.assumptions,
    )


def _list(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    language = language_of(question)
    condition = plan.condition
    rows = tuple(
        row for row in found.rows if row.value is not None and (condition is None or condition.holds(row.value))
    )
    apart: tuple[MeasuredReport, ...] = ()
    if condition is not None and condition.holds(Decimal(0)):
        apart = tuple(row for row in found.rows if row.value is None and _is_blank(row))
    assumptions = (
        plan.assumptions
        if rows
        else (*plan.assumptions, say("none_have", language, about=label(plan.metric, language)))
    )
    return Answer(
        question=question,
        kind="list",
        text=list_text(plan, found, (rows, apart), language),
        brief=list_text(plan, found, (rows, apart), language, ITEMS_IN_BRIEF),
        plan=plan,
        unit=plan.metric.unit,
        rows=rows,
        evidence=_evidence((*rows, *apart), language),
        findings=_findings(library, rows),
        coverage=found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=assumptions,
        apart=apart,
    )


def _ranking(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    language = language_of(question)
    assert plan.ranking is not None
    rows = ranked(found.rows, plan.ranking)
    if not rows:
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    return Answer(
        question=question,
        kind="ranking",
        text=ranking_text(plan, found, rows, language),
        brief=ranking_text(plan, found, rows, language, ITEMS_IN_BRIEF),
        plan=plan,
        value=rows[0].value,
        unit=plan.metric.unit,
        rows=rows,
        evidence=_evidence(rows, language),
        findings=_findings(library, rows),
        coverage=found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=plan.assumptions,
    )


def _together(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """A sum, mean or median over the reports that have a figure; how many have none is said."""
    language = language_of(question)
    rows = tuple(row for row in found.rows if row.value is not None)
    if not rows:
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    measure = total_of(plan.metric)
    without = found.coverage.reports - len(rows)
    left_out = (say("left_out", language, about=without),) if without else ()
    return Answer(
        question=question,
        kind="number",
        text=group_text(plan, found, rows, language),
        plan=plan,
        value=together(plan.operation, measure, rows),
        unit=plan.metric.unit,
        rows=rows,
        evidence=_evidence(rows, language),
        findings=_findings(library, rows),
        coverage=found.coverage,
        formula=formula(plan.metric, measure, language),
        assumptions=(*plan.assumptions, *left_out),
        groups=by_level(plan.operation, measure, rows) if plan.operation == "sum" else (),
    )


def _is_blank(row: MeasuredReport) -> bool:
    return bool(row.cells) and all(cell.state in ("blank", "dash") for cell in row.cells)


def _number(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
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
        evidence=_evidence(rows, language),
        findings=_findings(library, rows),
        coverage=found.coverage,
        formula=worked(plan.metric, row, language),
        assumptions=plan.assumptions,
    )
    return given


def _no_number(plan: Plan, row: MeasuredReport, language: Language) -> str:
    missing = value_of(total_of(plan.metric), {cell.key: cell for cell in row.cells}).missing
    assert missing is not None
    if missing == "no_such_cell" and plan.metric.key.startswith(NARRATIVE):
        return say("number_not_in_text", language, office=row.head.office, year=row.head.year, about=plan.metric.label)
    about = label(plan.metric, language)
    return say(_MISSING[missing], language, office=row.head.office, year=row.head.year, about=about)


def _evidence(rows: Iterable[MeasuredReport], language: Language) -> tuple[Evidence, ...]:
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


def _findings(library: Library, rows: Sequence[MeasuredReport]) -> tuple[tuple[ReportHead, Finding], ...]:
    """The findings on the figures that an answer rests on."""
    found = library.catalog.findings([row.head.report_id for row in rows])
    return tuple(
        (row.head, finding)
        for row in rows
        for finding in found.get(row.head.report_id, ())
        if {cell.key for cell in row.cells} & set(finding.facts)
    )
