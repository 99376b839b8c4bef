"""A series of years in words: each figure, and how the last differs from the first."""

from collections.abc import Sequence
from decimal import Decimal

from index.model import MeasuredReport
from portal.questions.plan import Metric, Plan
from portal.questions.saying.items import tables_text, value_text
from portal.questions.saying.notes import Language, joined, say
from portal.questions.saying.phrasing import amount, label, points_text
from portal.questions.words.metrics import RATE_UNIT


def change_of(rows: Sequence[MeasuredReport]) -> Decimal | None:
    """The last figure less the first; None where there are not two."""
    values = [row.value for row in rows if row.value is not None]
    return values[-1] - values[0] if len(values) > 1 else None


def series_text(plan: Plan, rows: Sequence[MeasuredReport], language: Language) -> str:
    """The figures of the years that have one, and the change over them."""
    items = [
        say("series_item", language, year=row.head.year, value=value_text(row, plan.metric, language)) for row in rows
    ]
    return say(
        "series",
        language,
        office=f"{rows[-1].head.office}{' ' if language == 'zh' else ''}",
        about=label(plan.metric, language),
        items=joined(items, language, ("，", ", ")),
        where=tables_text(rows[0], language),
        change=_change(plan.metric, rows, language),
    ).rstrip()


def new_form(rows: Sequence[MeasuredReport]) -> int | None:
    """The first year of the newest form; None where all of the reports use one form."""
    forms = {(row.head.year, row.head.template) for row in rows}
    _, newest = max(forms)
    years = [year for year, form in forms if form == newest]
    return min(years) if len(years) < len(forms) else None


def _change(metric: Metric, rows: Sequence[MeasuredReport], language: Language) -> str:
    change = change_of(rows)
    if change is None or rows[0].value is None:
        return ""
    changed = new_form(rows)
    across = say("series_across", language, year=changed) if changed else ""
    years = {"first": rows[0].head.year, "last": rows[-1].head.year, "across": across}
    if not change:
        return say("series_same", language, **years)
    if metric.unit == RATE_UNIT:
        value, share = points_text(abs(change), language), ""
    else:
        value = amount(abs(change), metric.unit, language)
        part = amount(abs(change) / rows[0].value, RATE_UNIT, language) if rows[0].value else ""
        share = say("series_share", language, value=part) if part else ""
    return say("series_up" if change > 0 else "series_down", language, value=value, share=share, **years)
