"""Since when: the first year of an office in which something holds, and in which it did not again."""

from collections.abc import Sequence

from index.library import Library
from index.model import Measured, MeasuredReport
from portal.questions.computing.evidence import evidence_of, findings_of
from portal.questions.computing.series import breaks, one_a_year
from portal.questions.plan import Answer, NotUnderstood, Plan
from portal.questions.refusal import refused
from portal.questions.saying.items import tables_text, value_text
from portal.questions.saying.notes import Language, joined, say
from portal.questions.saying.phrasing import condition_text, formula, label
from portal.questions.saying.sentences import group_nothing
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import total_of


def answer_since(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """The first (or last) year in which the condition holds, with the years around it."""
    language = language_of(question)
    assert plan.ranking is not None
    series = one_a_year(found.rows, plan.filters)
    valued = [row for row in series if row.value is not None]
    if not valued:
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    holding = [row for row in valued if _holds(plan, row)]
    chosen = holding[: plan.ranking.top] if plan.ranking.order == "first" else holding[-plan.ranking.top :]
    rows = tuple(chosen)
    return Answer(
        question=question,
        kind="ranking",
        text=_text(plan, valued, rows, language) if rows else _never(plan, valued, language),
        plan=plan,
        value=rows[0].value if rows else None,
        unit=plan.metric.unit,
        rows=rows,
        evidence=evidence_of(valued, language),
        findings=findings_of(library, valued),
        coverage=found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=(*plan.assumptions, *_seen(valued, rows, language), *breaks(series, language)),
    )


def _holds(plan: Plan, row: MeasuredReport) -> bool:
    return plan.condition is None or (row.value is not None and plan.condition.holds(row.value))


def _text(plan: Plan, valued: Sequence[MeasuredReport], rows: Sequence[MeasuredReport], language: Language) -> str:
    row = rows[0]
    condition = condition_text(plan.condition, plan.metric, language) if plan.condition else ""
    first = say(
        "years_last" if plan.ranking is not None and plan.ranking.order == "last" else "years_first",
        language,
        office=f"{row.head.office}{' ' if language == 'zh' else ''}",
        about=label(plan.metric, language),
        condition=f" {condition}" if condition and language == "en" else condition,
        year=row.head.year,
        value=value_text(row, plan.metric, language),
        where=tables_text(row, language),
    )
    after = [other for other in valued if other.head.year > row.head.year]
    again = [str(other.head.year) for other in after if _holds(plan, other)]
    ended = [str(other.head.year) for other in after if not _holds(plan, other)]
    said = [say("years_also", language, years=joined(again, language))] if again else []
    said += [say("years_not", language, years=joined(ended, language))] if ended else []
    return joined([first, *said], language, ("", " "))


def _never(plan: Plan, valued: Sequence[MeasuredReport], language: Language) -> str:
    return say(
        "years_never",
        language,
        office=f"{valued[-1].head.office}{' ' if language == 'zh' else ''}",
        years=joined([str(row.head.year) for row in valued], language),
        about=label(plan.metric, language),
        condition=condition_text(plan.condition, plan.metric, language) if plan.condition else "",
    )


def _seen(valued: Sequence[MeasuredReport], rows: Sequence[MeasuredReport], language: Language) -> tuple[str, ...]:
    """That nothing before the first report can be seen, where that one already meets the condition."""
    earliest = valued[0].head.year
    return (say("years_before", language, year=earliest),) if rows and rows[0].head.year == earliest else ()
