"""What a figure is made of, in words."""

from collections.abc import Sequence
from decimal import Decimal

from index.model import MeasuredReport
from portal.questions.computing.groups import group_label
from portal.questions.plan import Group, Plan
from portal.questions.saying.items import tables_text
from portal.questions.saying.notes import Language, joined, say, unnamed
from portal.questions.saying.phrasing import amount, figure, label, order_text
from portal.questions.saying.sentences import ITEMS_IN_BRIEF, ITEMS_SHOWN, place_text, years_text
from portal.questions.words.metrics import RATE_UNIT


def make_up_texts(
    plan: Plan,
    rows: Sequence[MeasuredReport],
    made_of: tuple[Decimal, Sequence[Group], Sequence[Group]],
    language: Language,
) -> tuple[str, str]:
    """The whole with its parts, those of 0 only counted; and the same with fewer of them.

    `made_of` is the whole, all of its parts and those that are shown.
    """
    total, groups, shown = made_of
    named = [group for group in shown if group.value]
    zeros = 0 if len(shown) < len(groups) else sum(group.value == 0 for group in groups)
    ranked = plan.ranking is not None and bool(named)
    said: dict[str, object] = {
        "whose": _whose(plan, rows, language),
        "about": label(plan.metric, language),
        "value": amount(total, plan.metric.unit, language),
        "by": say(f"by_{plan.by}", language),
        "order": order_text(plan.ranking, plan.metric.unit, language) if plan.ranking else "",
        "where": tables_text(rows[0], language),
        "rest": say("make_up_zeros" if named else "make_up_all_zero", language, count=zeros) if zeros else "",
    }

    def told(most: int) -> str:
        items = [_item(group, total, plan, language) for group in named[:most]]
        more = unnamed("more_groups", len(named), most, language)
        code = "make_up_ranked" if ranked else "make_up" if named else "make_up_nothing"
        return say(code, language, items=joined(items, language, ("；", "; ")) + more, **said)

    return told(ITEMS_SHOWN), told(ITEMS_IN_BRIEF)


def _whose(plan: Plan, rows: Sequence[MeasuredReport], language: Language) -> str:
    """One report's office and year, or over how many reports of which years and places."""
    if len(rows) == 1:
        return say("report_item", language, office=rows[0].head.office, year=rows[0].head.year)
    when = years_text(plan.filters, [row.head.year for row in rows], language)
    return say("make_up_over", language, when=when, place=place_text(plan, language), count=len(rows))


def _item(group: Group, total: Decimal, plan: Plan, language: Language) -> str:
    assert group.value is not None
    details = [amount(group.value / total, RATE_UNIT, language)] if total >= group.value else []
    details += [say("group_without", language, count=group.without)] if group.without else []
    value = amount(group.value, plan.metric.unit, language)
    code = "group_item" if details else "make_up_item"
    name = group_label(group, language)
    return say(code, language, group=name, value=value, details=joined(details, language, ("，", ", ")))


def said_of_parts(plan: Plan, total: Decimal, groups: Sequence[Group], language: Language) -> tuple[str, ...]:
    """That the parts printed do not come to the whole that is printed."""
    summed = sum((group.value for group in groups if group.value is not None), Decimal(0))
    if summed == total:
        return ()
    numbers = {"summed": figure(summed), "total": figure(total)}
    return (say("make_up_differs", language, about=label(plan.metric, language), **numbers),)
