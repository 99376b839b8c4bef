"""Changes from one year to another in words: both figures, how far they are apart, and in what share."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from index.model import Condition, Operator
from portal.questions.computing.changing import Pair, Paired
from portal.questions.computing.group_answers import group_item
from portal.questions.computing.groups import group_label
from portal.questions.plan import Change, Group, Metric, Plan
from portal.questions.saying.items import item_names, value_text
from portal.questions.saying.notes import Language, joined, say, unnamed
from portal.questions.saying.phrasing import OPERATORS, amount, bound, label, points_text
from portal.questions.saying.sentences import place_text
from portal.questions.words.metrics import RATE_UNIT

_MIRRORED: dict[Operator, Operator] = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "!=": "!="}


def apart_text(before: Decimal, after: Decimal, metric: Metric, language: Language) -> str:
    """How far two figures are apart, with its sign: +20 件，+50.0%; a rate in percentage points."""
    apart = after - before
    sign = "+" if apart > 0 else "−" if apart < 0 else ""
    if metric.unit == RATE_UNIT:
        return f"{sign}{points_text(abs(apart), language)}"
    said = f"{sign}{amount(abs(round(apart, 2)), metric.unit, language)}"
    if not before:
        return said
    return joined([said, f"{sign}{amount(abs(apart) / before, RATE_UNIT, language)}"], language, ("，", ", "))


def moved_text(before: Decimal, after: Decimal, metric: Metric, language: Language) -> str:
    """A change in a sentence of its own: 增加 20 件（50.0%）."""
    apart = after - before
    if not apart:
        return say("change_same", language)
    if metric.unit == RATE_UNIT:
        value, share = points_text(abs(apart), language), ""
    else:
        value = amount(abs(round(apart, 2)), metric.unit, language)
        share = say("series_share", language, value=amount(abs(apart) / before, RATE_UNIT, language)) if before else ""
    return say("change_up" if apart > 0 else "change_down", language, value=value, share=share)


def change_list_text(plan: Plan, shown: Sequence[Pair], language: Language, most: int) -> str:
    """Which offices changed as asked, each with both figures."""
    assert plan.change is not None
    names = item_names([after for _, after in shown[:most]], [after for _, after in shown])
    items = [change_item(pair, plan, names, language) for pair in shown[:most]]
    more = unnamed("more_count", len(shown), most, language)
    code = "change_none" if not shown else "change_ranked" if plan.ranking else "change_list"
    return say(
        code,
        language,
        first=plan.change.first,
        last=plan.change.last,
        place=place_text(plan, language),
        about=label(plan.metric, language),
        what=what_changed(plan if shown else replace(plan, ranking=None), language),
        count=len(shown),
        items=joined(items, language, ("；", "; ")) + more,
    )


def change_item(pair: Pair, plan: Plan, names: Mapping[str, str], language: Language) -> str:
    """An office with both figures and how far they are apart."""
    (before, after), metric = pair, plan.metric
    assert before.value is not None and after.value is not None
    return say(
        "change_item",
        language,
        office=names[after.head.report_id],
        before=value_text(before, metric, language),
        after=value_text(after, metric, language),
        apart=apart_text(before.value, after.value, metric, language),
    )


def change_number_text(plan: Plan, pair: Pair, language: Language) -> str:
    """One office's figures of both years and the change between them."""
    before, after = pair
    assert before.value is not None and after.value is not None
    return say(
        "change_number",
        language,
        office=after.head.office,
        about=label(plan.metric, language),
        first=before.head.year,
        before=value_text(before, plan.metric, language),
        last=after.head.year,
        after=value_text(after, plan.metric, language),
        moved=moved_text(before.value, after.value, plan.metric, language),
    )


def change_sums_text(plan: Plan, groups: Sequence[Group], language: Language) -> str:
    """The sums of both years and the change between them."""
    before, after = groups
    assert before.value is not None and after.value is not None
    by_year = replace(plan, by="year", ranking=None)
    return say(
        "change_sums",
        language,
        place=place_text(plan, language),
        about=label(plan.metric, language),
        before=group_item(before, by_year, language, groups),
        after=group_item(after, by_year, language, groups),
        moved=moved_text(before.value, after.value, plan.metric, language),
    )


def change_groups_text(plan: Plan, groups: Sequence[Group], language: Language, most: int) -> str:
    """The change of each group (at most so many), with its figures of both years."""
    assert plan.change is not None
    items = []
    for group in groups[:most]:
        if group.before is None or group.after is None:
            name = group_label(group, language, groups)
            items.append(say("change_item_none", language, group=name, first=plan.change.first, last=plan.change.last))
            continue
        items.append(
            say(
                "change_item",
                language,
                office=group_label(group, language, groups),
                before=amount(round(group.before, 4), plan.metric.unit, language),
                after=amount(round(group.after, 4), plan.metric.unit, language),
                apart=apart_text(group.before, group.after, plan.metric, language),
            )
        )
    return say(
        "change_groups" if groups else "change_groups_none",
        language,
        first=plan.change.first,
        last=plan.change.last,
        place=place_text(plan, language),
        by=say(f"by_{plan.by}", language),
        about=label(plan.metric, language),
        what=what_changed(plan, language),
        items=joined(items, language, ("；", "; ")) + unnamed("more_groups", len(groups), most, language),
    )


def what_changed(plan: Plan, language: Language) -> str:
    """The change that is asked for: 增长超过 30%, 减少最多, 持平."""
    change, condition = plan.change, plan.condition
    assert change is not None
    if plan.ranking is not None:
        way = change.way or ("up" if plan.ranking.order == "most" else "down")
        return say(f"change_{way}_{'fastest' if change.kind == 'growth' else 'most'}", language)
    if condition is not None and condition.operator == "=" and not condition.number:
        return say("change_what_same", language)
    word = say(f"change_what_{change.way or 'any'}", language)
    return f"{word}{_bound(change, condition, plan.metric, language)}"


def _bound(change: Change, condition: Condition | None, metric: Metric, language: Language) -> str:
    if condition is None or (condition.operator in "<>" and not condition.number):
        return ""
    down = change.way == "down"
    size = Condition(_MIRRORED[condition.operator], -condition.number) if down else condition
    if change.kind == "growth":
        value = bound(size.number, rate=True)
    elif metric.unit == RATE_UNIT:
        # Two rates are so many points apart; so many per cent would be a share of the earlier rate.
        value = say("points", language, value=bound(size.number * 100, rate=False))
    else:
        value = amount(round(size.number, 2), metric.unit, language)
    return say("change_bound", language, condition=say(f"change_{OPERATORS[size.operator]}", language, value=value))


def gaps_text(paired: Paired, change: Change, language: Language) -> tuple[str, ...]:
    """Who could not be held against the other year, and whose form changed between the two."""
    years = {"first": change.first, "last": change.last}
    counts = {
        "change_one_year": paired.one_year,
        "change_no_figure": paired.no_figure,
        "change_from_zero": paired.from_zero,
        "change_form": sum(before.head.template != after.head.template for before, after in paired.pairs),
        "change_seat": sum(before.head.office != after.head.office for before, after in paired.pairs),
    }
    return tuple(say(code, language, count=count, **years) for code, count in counts.items() if count)


def change_formula(plan: Plan, rest: str | None, language: Language) -> str:
    """How a change is computed, then how the figure itself is."""
    assert plan.change is not None
    years = {"first": plan.change.first, "last": plan.change.last, "about": label(plan.metric, language)}
    said = say(f"change_formula_{plan.change.kind}", language, **years)
    return joined([said, *([rest] if rest else [])], language, ("；", "; "))
