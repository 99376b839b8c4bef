"""Figures of many reports taken together: ranked, summed, followed over the years."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from index.library import Library
from index.model import Measured, MeasuredReport
from portal.questions.computing.compared import in_order_named
from portal.questions.computing.evidence import evidence_of, findings_of
from portal.questions.computing.groups import grouped, seat_keys
from portal.questions.computing.series import breaks, one_a_year
from portal.questions.computing.together import ranked, together
from portal.questions.computing.verdicts import with_verdict
from portal.questions.computing.years_answers import answer_since
from portal.questions.plan import Answer, NotUnderstood, Plan
from portal.questions.refusal import refused
from portal.questions.saying.changes import change_of, series_text
from portal.questions.saying.notes import Language, joined, say
from portal.questions.saying.phrasing import formula
from portal.questions.saying.sentences import ITEMS_IN_BRIEF, group_nothing, group_text, ranking_text
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import total_of
from portal.questions.words.names import full_name


def answer_ranking(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """Reports in the order of their figures; of one office, its years."""
    language = language_of(question)
    assert plan.ranking is not None
    if plan.ranking.order in ("first", "last"):
        return answer_since(plan, library, question, found)
    of_one = len({(row.head.region.path, row.head.seat) for row in found.rows}) == 1
    series = one_a_year(found.rows, plan.filters) if of_one else found.rows
    rows = ranked(series, plan.ranking)
    if not rows and found.coverage.with_value:
        text = say("ranking_short", language, count=found.coverage.with_value, place=plan.ranking.top)
        return refused(question, NotUnderstood("no_answer", text), plan)
    if not rows:
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    place = _place_of(plan, library, rows, language)
    return Answer(
        question=question,
        kind="ranking",
        text=f"{place}{ranking_text(plan, found, rows, language)}",
        brief=f"{place}{ranking_text(plan, found, rows, language, ITEMS_IN_BRIEF)}",
        plan=plan,
        value=rows[0].value if plan.part is None else _own_value(plan, library, rows),
        unit=plan.metric.unit,
        rows=rows,
        evidence=evidence_of(rows, language),
        findings=findings_of(library, rows),
        coverage=found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=(
            *plan.assumptions,
            *((say("most_is_none", language),) if plan.ranking.order == "most" and rows[0].value == 0 else ()),
            *(breaks(series, language) if of_one else ()),
        ),
    )


def _own_value(plan: Plan, library: Library, rows: Sequence[MeasuredReport]) -> Decimal | None:
    """The figure of the office whose place is asked for."""
    asked = {head.report_id for head in library.heads(plan.part)} if plan.part else set()
    return next((row.value for row in rows if row.head.report_id in asked), None)


def _place_of(plan: Plan, library: Library, rows: Sequence[MeasuredReport], language: Language) -> str:
    """Which place the reports of the plan's part take; ties share the first of theirs."""
    if plan.part is None:
        return ""
    asked = {head.report_id for head in library.heads(plan.part)}
    values = [row.value for row in rows]
    said = []
    for row in rows:
        if row.head.report_id in asked:
            tied = values.count(row.value)
            more = say("position_tied", language, count=tied) if tied > 1 else ""
            about = {"office": full_name(row.head), "place": values.index(row.value) + 1, "count": len(rows)}
            said.append(say("position", language, **about, tied=more))
    return "".join(said)


def answer_together(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """A sum, mean or median over the reports that have a figure; how many have none is said."""
    language = language_of(question)
    rows = tuple(row for row in found.rows if row.value is not None)
    if not rows:
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    measure = total_of(plan.metric)
    without = found.coverage.reports - len(rows)
    levels = grouped("level", plan.operation, measure, rows) if plan.operation == "sum" else ()
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
        groups=levels if len(levels) > 1 else (),
    )


def answer_trend(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """The figure of each office over the years, and how the last differs from the first."""
    language = language_of(question)
    seats = dict.fromkeys(seat_keys(in_order_named(found.rows, plan.filters)).values())
    keys = seat_keys(found.rows)
    every = [one_a_year([r for r in found.rows if keys[r.head.report_id] == key], plan.filters) for key in seats]
    each = [[row for row in one if row.value is not None] for one in every]
    rows, series = tuple(row for one in each for row in one), [row for one in every for row in one]
    if not rows:
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    if plan.condition is not None and (len(each) > 1 or len(rows) == 1):
        return refused(question, NotUnderstood("no_answer", say("steps_one_office", language)), plan)
    gaps = tuple(said for one in every for said in breaks(one, language))
    given = Answer(
        question=question,
        kind="trend",
        text=joined([series_text(plan, one, language) for one in each if one], language, ("", " ")),
        plan=plan,
        value=change_of(rows) if len(each) == 1 else None,
        unit=plan.metric.unit,
        rows=rows,
        evidence=evidence_of(rows, language),
        findings=findings_of(library, rows),
        coverage=found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=(*plan.assumptions, *dict.fromkeys(gaps)),
        apart=tuple(row for row in series if row.bare),
    )
    if plan.condition is None:
        return given
    steps = [change_of((before, row)) for before, row in pairwise(rows)]
    return with_verdict(given, all(step is not None and plan.condition.holds(step) for step in steps), language)
