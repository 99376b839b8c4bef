"""Lists with a condition, their number or share, and whether there is anything in them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.library import Library
from index.model import Condition, Measured, MeasuredReport
from portal.questions.computing.every_year import in_every_year
from portal.questions.computing.evidence import evidence_of, findings_of
from portal.questions.computing.figures import answer_number
from portal.questions.computing.narrowing import Met, covered, has_conditions, met, met_by_any
from portal.questions.computing.peers import beyond_peers, peers_note
from portal.questions.computing.verdicts import with_verdict
from portal.questions.cutting.parts import FLIPPED
from portal.questions.plan import Answer, NotUnderstood, Plan
from portal.questions.refusal import refused
from portal.questions.saying.notes import Language, say
from portal.questions.saying.phrasing import amount, formula, label
from portal.questions.saying.sentences import count_offices, group_nothing, list_texts
from portal.questions.saying.wording import among_text
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import RATE_UNIT, total_of


def answer_list(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """Every report that meets the conditions, or that has a figure where there is none."""
    language = language_of(question)
    rows, apart, others = _meeting(plan, library, found, language)
    if plan.each_year:
        rows, apart = in_every_year(rows, found.rows, plan), ()
    assumptions = (
        plan.assumptions
        if rows
        else (*plan.assumptions, say("none_have", language, about=label(plan.metric, language)))
    )
    if plan.peers:
        assumptions = (*assumptions, peers_note(found.rows, plan.peers, plan.metric, language))
    listed = (*rows, *apart)
    text, brief = list_texts(plan, found, (rows, apart), others.figures if plan.either and others else {}, language)
    return Answer(
        question=question,
        kind="list",
        text=text,
        brief=brief,
        plan=plan,
        unit=plan.metric.unit,
        rows=rows,
        evidence=others.evidence(listed, language) if others else evidence_of(listed, language),
        findings=others.findings(library, plan, rows) if others else findings_of(library, rows),
        coverage=covered(found.rows, others.untold, by_any=plan.either) if others else found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=assumptions,
        apart=apart,
    )


def _meeting(
    plan: Plan, library: Library, found: Measured, language: Language
) -> tuple[tuple[MeasuredReport, ...], tuple[MeasuredReport, ...], Met | None]:
    """The reports that meet the conditions, those that would but for blank cells, and who meets the further ones."""
    if plan.either:
        any_of_them = met_by_any(plan, found, library)
        return any_of_them.rows(found.rows), any_of_them.rows_apart(found.rows, ()), any_of_them
    rows = beyond_peers(found.rows, plan.peers) if plan.peers else _holding(plan.condition, found.rows)
    apart = _blank(plan.condition, found.rows)
    if not has_conditions(plan):
        return rows, apart, None
    others = met(plan, library, language)
    return others.rows(rows), others.rows_apart(rows, apart), others


def _holding(condition: Condition | None, rows: Sequence[MeasuredReport]) -> tuple[MeasuredReport, ...]:
    """The reports whose figure meets the condition."""
    return tuple(row for row in rows if row.value is not None and (condition is None or condition.holds(row.value)))


def _blank(condition: Condition | None, rows: Sequence[MeasuredReport]) -> tuple[MeasuredReport, ...]:
    """The reports with nothing printed where 0 would meet the condition."""
    if condition is None or not condition.holds(Decimal(0)):
        return ()
    return tuple(row for row in rows if row.bare)


def answer_count(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """A list as the number of its offices, or as their share of those that have a figure."""
    language = language_of(question)
    given = answer_list(plan, library, question, found)
    offices = count_offices(given.rows)
    if plan.operation == "count":
        counted, unit = (len(given.rows), "unit_reports") if plan.reports else (offices, "unit_offices")
        return replace(given, kind="number", value=Decimal(counted), unit=say(unit, language))
    whole = met(plan, library, language).rows(found.rows) if plan.among else found.rows
    what = among_text(plan, language) if plan.among else ""
    among = count_offices([row for row in whole if row.value is not None])
    if not among:
        none = say("among_none", language, what=what) if plan.among else group_nothing(plan, found, language)
        return refused(question, NotUnderstood("no_answer", none), plan)
    value = Decimal(offices) / among
    codes = ("share_among", "share_of_those") if plan.among else ("share", "share_of_offices")
    said = say(codes[0], language, value=amount(value, RATE_UNIT, language), count=offices, among=among, what=what)
    text, brief = f"{said}{given.text}", f"{said}{given.brief}"
    parts = say(codes[1], language, count=offices, among=among)
    return replace(given, kind="number", value=value, unit=RATE_UNIT, text=text, brief=brief, formula=parts)


def answer_whether(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """Yes or no: whether the one office meets the condition, or whether any of those looked at does."""
    language = language_of(question)
    if plan.every:
        return _answer_every(plan, library, question, found)
    one = bool(plan.filters.wanted("office")) and not has_conditions(plan) and len(found.rows) == 1
    given = answer_number(plan, library, question, found) if one else answer_list(plan, library, question, found)
    if given.kind not in ("number", "list"):
        return given
    if not given.rows and not found.coverage.with_value:
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    verdict = bool(given.rows)
    if one and plan.condition is not None and given.value is not None:
        verdict = plan.condition.holds(given.value)
    return with_verdict(given, verdict, language)


def _answer_every(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """Yes or no: whether all offices meet the condition, with those that do not."""
    language = language_of(question)
    assert plan.condition is not None
    # Where nothing is below 0, not above it is 0.
    opposite = FLIPPED if plan.condition.number else {**FLIPPED, ">": "=", "=": ">"}
    flipped = replace(plan.condition, operator=opposite[plan.condition.operator])
    given = answer_list(replace(plan, condition=flipped), library, question, found)
    if not found.coverage.with_value:
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    return with_verdict(replace(given, plan=plan), not given.rows, language)
