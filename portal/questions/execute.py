"""A plan computed over a library: every matching report, each figure with the place where it is printed."""

from dataclasses import replace
from decimal import Decimal

from index.library import Library
from index.measures import value_of
from index.model import Measured, MeasuredReport
from portal.questions.changes import change_of, series_text
from portal.questions.comparing import comparison_text, in_order_named
from portal.questions.evidence import evidence_of, findings_of
from portal.questions.fold import language_of
from portal.questions.metrics import NARRATIVE, RATE_UNIT, total_of
from portal.questions.names import full_name
from portal.questions.notes import Language, say
from portal.questions.peers import beyond_peers, peers_note
from portal.questions.phrasing import amount, ask_number, formula, label
from portal.questions.plan import Answer, NotUnderstood, Plan
from portal.questions.sentences import (
    ITEMS_IN_BRIEF,
    count_offices,
    group_nothing,
    group_text,
    list_text,
    number_text,
    ranking_text,
    worked,
)
from portal.questions.series import breaks, one_a_year
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
    elif plan.operation == "comparison":
        return _compared(plan, library, question, found)
    elif plan.operation == "yes_no":
        return _whether(plan, library, question, found)
    elif plan.operation == "trend":
        return _trend(plan, library, question, found)
    elif plan.operation in ("count", "share"):
        return _counted(_list(plan, library, question, found), found)
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
    rows = (
        beyond_peers(found.rows, plan.peers)
        if plan.peers
        else tuple(
            row for row in found.rows if row.value is not None and (condition is None or condition.holds(row.value))
        )
    )
    apart: tuple[MeasuredReport, ...] = ()
    if condition is not None and condition.holds(Decimal(0)):
        apart = tuple(row for row in found.rows if row.value is None and _is_blank(row))
    assumptions = (
        plan.assumptions
        if rows
        else (*plan.assumptions, say("none_have", language, about=label(plan.metric, language)))
    )
    if plan.peers:
        assumptions = (*assumptions, peers_note(found.rows, plan.peers, plan.metric, language))
    return Answer(
        question=question,
        kind="list",
        text=list_text(plan, found, (rows, apart), language),
        brief=list_text(plan, found, (rows, apart), language, ITEMS_IN_BRIEF),
        plan=plan,
        unit=plan.metric.unit,
        rows=rows,
        evidence=evidence_of((*rows, *apart), language),
        findings=findings_of(library, rows),
        coverage=found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=assumptions,
        apart=apart,
    )


def _ranking(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    language = language_of(question)
    assert plan.ranking is not None
    of_one = len({(row.head.region.path, row.head.seat) for row in found.rows}) == 1
    series = one_a_year(found.rows, plan.filters) if of_one else found.rows
    rows = ranked(series, plan.ranking)
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
        evidence=evidence_of(rows, language),
        findings=findings_of(library, rows),
        coverage=found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=(*plan.assumptions, *(breaks(series, language) if of_one else ())),
    )


def _counted(given: Answer, found: Measured) -> Answer:
    """A list as the number of its offices, or as their share of those that have a figure."""
    assert given.plan is not None
    language = language_of(given.question)
    offices, among = (
        count_offices(rows) for rows in (given.rows, [row for row in found.rows if row.value is not None])
    )
    if given.plan.operation == "count":
        return replace(given, kind="number", value=Decimal(offices), unit=say("unit_offices", language))
    if not among:
        return refused(
            given.question, NotUnderstood("no_answer", group_nothing(given.plan, found, language)), given.plan
        )
    value = Decimal(offices) / among
    said = say("share", language, value=amount(value, RATE_UNIT, language), count=offices, among=among)
    text, brief = f"{said}{given.text}", f"{said}{given.brief}"
    return replace(given, kind="number", value=value, unit=RATE_UNIT, text=text, brief=brief)


def _trend(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    language = language_of(question)
    series = one_a_year(found.rows, plan.filters)
    rows = tuple(row for row in series if row.value is not None)
    if not rows:
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    return Answer(
        question=question,
        kind="trend",
        text=series_text(plan, rows, language),
        plan=plan,
        value=change_of(rows),
        unit=plan.metric.unit,
        rows=rows,
        evidence=evidence_of(rows, language),
        findings=findings_of(library, rows),
        coverage=found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=(*plan.assumptions, *breaks(series, language)),
        apart=tuple(row for row in series if row.value is None and _is_blank(row)),
    )


def _whether(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """Yes or no: whether the one office meets the condition, or whether any of those looked at does."""
    language = language_of(question)
    one = bool(plan.filters.named("office"))
    given = _number(plan, library, question, found) if one else _list(plan, library, question, found)
    if given.kind not in ("number", "list"):
        return given
    if not given.rows and not found.coverage.with_value:
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    verdict = bool(given.rows)
    if one and plan.condition is not None and given.value is not None:
        verdict = plan.condition.holds(given.value)
    said = say("yes" if verdict else "no", language)
    brief = f"{said}{given.brief}" if given.brief else None
    return replace(given, kind="yes_no", verdict=verdict, value=None, text=f"{said}{given.text}", brief=brief)


def _compared(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
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
        evidence=evidence_of(rows, language),
        findings=findings_of(library, rows),
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
        evidence=evidence_of(rows, language),
        findings=findings_of(library, rows),
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
