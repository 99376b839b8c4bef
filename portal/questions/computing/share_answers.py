"""Shares of a whole: of some reports in all, or of one figure in another."""

from collections.abc import Sequence
from decimal import Decimal

from index.library import Library
from index.model import Measured, MeasuredReport
from portal.questions.computing.evidence import evidence_of, findings_of
from portal.questions.plan import Answer, NotUnderstood, Plan
from portal.questions.refusal import refused
from portal.questions.saying.items import tables_text
from portal.questions.saying.notes import Language, joined, say
from portal.questions.saying.phrasing import amount, label
from portal.questions.saying.sentences import count_offices, group_nothing, place_text, years_text
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import RATE_UNIT, total_of
from portal.questions.words.names import full_name


def answer_share(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """What the part comes to as a share of the whole, with both sums."""
    language = language_of(question)
    below = [row for row in found.rows if row.value is not None]
    above = below
    if plan.part is not None:
        own = {head.report_id for head in library.heads(plan.part)}
        above = [row for row in below if row.head.report_id in own]
    elif plan.against is not None:
        others = library.measured(total_of(plan.against), plan.filters)
        below = [row for row in others.rows if row.value is not None]
    if not above or not _sum(below) or _sum(above) > _sum(below):
        # More than the whole is no part of it.
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    rows = (*above, *(row for row in below if row not in above))
    without = sum(row.value is None for row in found.rows)
    left_out = (say("left_out", language, about=without),) if without else ()
    return Answer(
        question=question,
        kind="number",
        text=_text(plan, above, below, language),
        plan=plan,
        value=_sum(above) / _sum(below),
        unit=RATE_UNIT,
        rows=rows if plan.part is not None else tuple(above),
        evidence=evidence_of(rows, language),
        findings=findings_of(library, rows),
        coverage=found.coverage,
        formula=_formula(plan, language),
        assumptions=(*plan.assumptions, *left_out),
    )


def _sum(rows: Sequence[MeasuredReport]) -> Decimal:
    return sum((row.value for row in rows if row.value is not None), Decimal(0))


def _formula(plan: Plan, language: Language) -> str:
    """The part's sum over that of the whole, in words."""
    about = label(plan.metric, language)
    if plan.against is not None:
        return f"{about} ÷ {label(plan.against, language)}"
    return say("share_formula", language, about=about)


def _text(plan: Plan, above: Sequence[MeasuredReport], below: Sequence[MeasuredReport], language: Language) -> str:
    offices = count_offices(above)
    part = full_name(above[0].head) if offices == 1 else say("share_offices", language, count=offices)
    unit = (plan.against or plan.metric).unit
    return say(
        "share_of_whole" if plan.part is not None else "share_of_figure",
        language,
        when=years_text(plan.filters, [row.head.year for row in below], language),
        part=part,
        place=place_text(plan, language),
        count=count_offices(below),
        about=label(plan.metric, language),
        other=label(plan.against or plan.metric, language),
        own=amount(_sum(above), plan.metric.unit, language),
        total=amount(_sum(below), unit, language),
        value=amount(_sum(above) / _sum(below), RATE_UNIT, language),
        where=joined([tables_text(above[0], language)], language),
    )
