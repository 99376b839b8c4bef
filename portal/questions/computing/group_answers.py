"""Answers by group: a figure for each level, kind, place, seat or year."""

from collections.abc import Sequence
from decimal import Decimal

from index.library import Library
from index.measures import SMALL_SAMPLE
from index.model import Filters, Measured, MeasuredReport
from portal.questions.computing.evidence import evidence_of, findings_of
from portal.questions.computing.groups import (
    NO_SIDES,
    Sides,
    all_belong,
    belongs,
    chosen,
    counted,
    group_label,
    grouped,
    side_name,
)
from portal.questions.computing.narrowing import covered
from portal.questions.plan import Answer, AnswerKind, By, Group, NotUnderstood, Plan
from portal.questions.refusal import refused
from portal.questions.saying.changes import new_form
from portal.questions.saying.items import tables_text
from portal.questions.saying.notes import Language, joined, say, unnamed
from portal.questions.saying.phrasing import amount, condition_text, figure, formula, label, order_text
from portal.questions.saying.sentences import ITEMS_IN_BRIEF, ITEMS_SHOWN, group_nothing, place_text, years_text
from portal.questions.words.fold import language_of
from portal.questions.words.metrics import RATE_UNIT, total_of

_COUNTED = ("count", "share")
_FILTERS: dict[By, str] = {
    "level": "level",
    "office_kind": "office_kind",
    "province": "region",
    "city": "region",
    "county": "region",
    "year": "year",
    "office": "office",
}
_PAIR = 2
# Groups with an order of their own; of others that are not all named the highest come first.
_IN_ORDER: tuple[By, ...] = ("level", "office_kind", "year", "side")


def answer_groups(plan: Plan, library: Library, question: str, found: Measured) -> Answer:
    """A figure for each group, with the number of reports behind it."""
    language = language_of(question)
    sides = _sides_of(plan, library)
    if sides:
        # Reports of no side were not asked for.
        rows = tuple(row for row in found.rows if belongs("side", row.head, sides))
        found = Measured(rows, covered(rows, {}))
    groups, rows = groups_of(plan, found.rows, sides)
    shown = in_order_named(chosen(groups, None if plan.operation in _COUNTED else plan.condition, plan.ranking), plan)
    if not any(group.value is not None for group in groups):
        return refused(question, NotUnderstood("no_answer", group_nothing(plan, found, language)), plan)
    text, brief = groups_texts(plan, found.rows, shown, language)
    return Answer(
        question=question,
        kind=_kind(plan, shown),
        text=text,
        brief=brief,
        plan=plan,
        value=_value(plan, shown),
        unit=unit_of(plan, language),
        rows=rows,
        evidence=evidence_of(rows, language),
        findings=findings_of(library, rows),
        coverage=found.coverage,
        formula=formula(plan.metric, total_of(plan.metric), language),
        assumptions=(*plan.assumptions, *_said(plan, (found.rows, sides), language)),
        groups=shown,
    )


def _sides_of(plan: Plan, library: Library) -> Sides:
    """The reports of each side, by its name."""
    return {
        side_name(side): {head.report_id for head in library.heads(Filters((*plan.filters.items, *side.items)))}
        for side in plan.sides
    }


def groups_of(
    plan: Plan, rows: Sequence[MeasuredReport], sides: Sides = NO_SIDES
) -> tuple[tuple[Group, ...], tuple[MeasuredReport, ...]]:
    """The groups of a plan in their own order, and the reports that their figures rest on."""
    assert plan.by is not None
    valued = tuple(row for row in rows if row.value is not None)
    if plan.operation not in _COUNTED:
        kept = valued if all_belong(plan.by) else tuple(row for row in valued if belongs(plan.by, row.head, sides))
        return grouped(plan.by, plan.operation, total_of(plan.metric), rows, sides), kept
    condition = plan.condition

    def meets(row: MeasuredReport) -> bool:
        return row.value is not None and (condition is None or condition.holds(row.value))

    return counted(plan.by, plan.operation, rows, meets, sides), tuple(row for row in valued if meets(row))


def unit_of(plan: Plan, language: Language) -> str:
    """The unit of a group's value: offices where they are counted, else the metric's."""
    if plan.operation == "count":
        return say("unit_offices", language)
    return RATE_UNIT if plan.operation == "share" else plan.metric.unit


def named_groups(plan: Plan) -> int:
    """How many groups a plan names one by one; a span of years names none."""
    if plan.by is None or plan.by == "side":
        return len(plan.sides)
    return len(
        [item for item in plan.filters.wanted(_FILTERS[plan.by]) if ".." not in item.value and not item.excluded]
    )


def in_order_named(groups: Sequence[Group], plan: Plan) -> tuple[Group, ...]:
    """Groups that filters name one by one in that order; all others as they are."""
    assert plan.by is not None
    if plan.by == "side":
        return tuple(groups)
    order = [item.value for item in plan.filters.wanted(_FILTERS[plan.by])]
    if plan.ranking is not None or {group.name for group in groups} != set(order):
        return tuple(groups)
    return tuple(sorted(groups, key=lambda group: order.index(group.name)))


def _kind(plan: Plan, groups: Sequence[Group]) -> AnswerKind:
    assert plan.by is not None
    if plan.ranking is not None:
        return "ranking"
    if len(groups) > 1 and len(groups) == named_groups(plan):
        return "comparison"
    return "trend" if plan.by == "year" else "list"


def _value(plan: Plan, groups: Sequence[Group]) -> Decimal | None:
    """The first of a ranking, how far two named groups are apart, or how far the last year is from the first."""
    values = [group.value for group in groups if group.value is not None]
    kind = _kind(plan, groups)
    if kind == "ranking":
        return values[0] if values else None
    if kind == "comparison":
        return values[0] - values[1] if len(values) == len(groups) == _PAIR else None
    return values[-1] - values[0] if kind == "trend" and len(values) > 1 else None


def groups_texts(
    plan: Plan, rows: Sequence[MeasuredReport], groups: Sequence[Group], language: Language
) -> tuple[str, str]:
    """The figure of each group with its number of reports; and the same with fewer of them."""
    assert plan.by is not None
    unit = unit_of(plan, language)
    gap = "" if language == "zh" else " "
    said = f"{gap}{condition_text(plan.condition, plan.metric, language)}" if plan.condition else ""
    parts: dict[str, object] = {
        "when": years_text(plan.filters, [row.head.year for row in rows], language),
        "place": place_text(plan, language),
        "by": say(f"by_{plan.by}", language),
        "about": label(plan.metric, language),
        "how": _how(plan, language),
        "order": order_text(plan.ranking, unit, language) if plan.ranking else "",
        "condition": "" if plan.operation in _COUNTED else said,
        "where": tables_text(next(row for row in rows if row.value is not None), language),
    }
    code = "groups_ranked" if plan.ranking else "groups" if groups else "groups_none"
    kept_order = bool(plan.ranking) or plan.by in _IN_ORDER

    def told(most: int) -> str:
        shown = groups if len(groups) <= most or kept_order else _highest_first(groups)
        items = [group_item(group, plan, language, groups) for group in shown[:most]]
        more = unnamed("more_groups", len(groups), most, language)
        return say(code, language, items=joined(items, language, ("；", "; ")) + more, **parts)

    return told(ITEMS_SHOWN), told(ITEMS_IN_BRIEF)


def _highest_first(groups: Sequence[Group]) -> list[Group]:
    valued = [group for group in groups if group.value is not None]
    return sorted(valued, key=lambda group: group.value or 0, reverse=True)


def _how(plan: Plan, language: Language) -> str:
    if plan.operation in _COUNTED:
        said = condition_text(plan.condition, plan.metric, language) if plan.condition else ""
        return say(f"groups_{plan.operation}", language, condition=said)
    rate = bool(total_of(plan.metric).denominator) and plan.operation == "sum"
    return say("groups_rate" if rate else f"groups_{plan.operation}", language)


def group_item(group: Group, plan: Plan, language: Language, among: Sequence[Group]) -> str:
    """A group with its figure, its fraction where it is a rate, and how many reports it rests on."""
    name = group_label(group, language, among)
    if group.value is None:
        return say("group_empty", language, group=name, reports=group.without)
    unit = unit_of(plan, language)
    value = amount(group.value if unit == RATE_UNIT else round(group.value, 2), unit, language)
    details = []
    if group.numerator is not None and group.denominator is not None:
        details.append(f"{figure(group.numerator)}/{figure(group.denominator)}")
        small = group.denominator < SMALL_SAMPLE and plan.operation == "sum"
        details += [say("small_sample", language)] if small else []
    details.append(say("group_reports", language, count=group.reports))
    details += [say("group_without", language, count=group.without)] if group.without else []
    return say("group_item", language, group=name, value=value, details=joined(details, language, ("，", ", ")))


def _said(plan: Plan, looked: tuple[Sequence[MeasuredReport], Sides], language: Language) -> tuple[str, ...]:
    """What must be known to read groups: reports without a figure, and those that belong to no group."""
    assert plan.by is not None
    rows, sides = looked
    without = sum(row.value is None for row in rows)
    said = [say("left_out", language, about=without)] if without else []
    outside = 0 if all_belong(plan.by) else sum(not belongs(plan.by, row.head, sides) for row in rows)
    if outside:
        said.append(say("in_no_group", language, count=outside, by=say(f"by_{plan.by}", language)))
    if plan.by == "year" and (changed := new_form(rows)):
        said.append(say("groups_form", language, year=changed))
    return tuple(said)
