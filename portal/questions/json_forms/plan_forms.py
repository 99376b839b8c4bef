"""The JSON form of a plan, and the plan that a form states, as scripts, links and the portal rely on them."""

from collections.abc import Callable, Mapping
from typing import Literal, get_args

from index.forms import Form
from index.library import Library
from index.model import Filters
from portal.questions.computing.narrowing import has_conditions, may_be_among, may_be_either
from portal.questions.json_forms.condition_forms import (
    YEARS,
    condition_form,
    condition_from,
    mention_form,
    mentions_from,
    where_form,
    wheres_from,
)
from portal.questions.json_forms.form_values import (
    filter_texts,
    filters,
    flag,
    found,
    items,
    members,
    metric,
    one_of,
    one_or_none,
    texts,
    whole,
)
from portal.questions.json_forms.inquiry_forms import INQUIRIES, inquiry_form, inquiry_from
from portal.questions.json_forms.ranking_forms import ranking_form, ranking_from
from portal.questions.plan import LISTED, MAKE_UP, By, Change, ChangeKind, Inquiry, Operation, Peers, Plan, Way
from portal.questions.plan_error import PlanError
from portal.questions.words.make_up import parts_of

_GROUPED: tuple[Operation, ...] = ("sum", "average", "median", "count", "share")
# `label` and `unit` are for whoever reads the form; the metric alone decides.
_FIELDS = ("filters", "condition", "assumptions", "label", "unit", "ranking", "peers")
_FURTHER = (
    "change",
    "by",
    "against",
    "part",
    "every",
    "each_year",
    "reports",
    "either",
    "among",
    "times",
    "also",
    "mentions",
    "sides",
)

_SIDED = ("level", "office_kind")

Rule = tuple[str, Callable[[Plan], bool], str]


def _has_condition(plan: Plan) -> bool:
    computed = plan.by is not None or plan.change is not None or plan.against is not None
    return computed or _by_year(plan) or plan.operation in (*LISTED, "comparison", "trend")


def _by_year(plan: Plan) -> bool:
    """Whether it asks for the first or last year of something."""
    return plan.ranking is not None and plan.ranking.order in ("first", "last")


# What must hold between the fields of a plan, so that none of them is passed over when it is computed.
_RULES: tuple[Rule, ...] = (
    (
        "peers",
        lambda plan: plan.operation == "list" and not any((plan.condition, plan.change, plan.against, plan.by)),
        "只有 operation 为 list，没有 condition、change、against、by 时才有这一项",
    ),
    (
        "by",
        lambda plan: plan.operation in _GROUPED and plan.against is None,
        f"operation 为 {'、'.join(_GROUPED)}，没有 against 时才能分组",
    ),
    (
        "by",
        lambda plan: (
            plan.by not in MAKE_UP
            or (plan.operation == "sum" and plan.condition is None and bool(parts_of(plan.metric, plan.by)))
        ),
        f"为 {'、'.join(MAKE_UP)} 时 operation 为 sum，没有 condition，metric 是这样分开印的数",
    ),
    (
        "change",
        lambda plan: (
            plan.against is None
            and not has_conditions(plan)
            and (plan.by is None or (plan.by not in ("year", *MAKE_UP) and plan.operation in _GROUPED[:3]))
        ),
        f"没有 against 和更多条件，按年份以外的项分组且 operation 为 {'、'.join(_GROUPED[:3])}，或不分组时才有这一项",
    ),
    (
        "against",
        lambda plan: (
            plan.operation == "list" or (plan.operation in ("comparison", "share") and not has_conditions(plan))
        ),
        "operation 为 list，或为 comparison、share、没有更多条件时才有这一项",
    ),
    (
        "part",
        lambda plan: (
            plan.operation in ("share", "ranking")
            and not has_conditions(plan)
            and not any((plan.condition, plan.change, plan.by, plan.against))
            and not _by_year(plan)
        ),
        "operation 为 share 或 ranking，没有 condition、change、by、against 和更多条件时才有这一项",
    ),
    (
        "every",
        lambda plan: (
            not plan.every or (plan.operation == "yes_no" and plan.condition is not None and not has_conditions(plan))
        ),
        "operation 为 yes_no，有 condition、没有更多条件时才可以为 true",
    ),
    (
        "each_year",
        lambda plan: (
            not plan.each_year
            or (plan.operation in ("list", "count") and not any((plan.peers, plan.change, plan.against, plan.by)))
        ),
        "operation 为 list 或 count，没有 peers、change、against、by 时才可以为 true",
    ),
    (
        "reports",
        lambda plan: (
            not plan.reports or (plan.operation == "count" and not any((plan.each_year, plan.change, plan.by)))
        ),
        "operation 为 count，没有 each_year、change、by 时才可以为 true",
    ),
    (
        "either",
        lambda plan: not plan.either or may_be_either(plan),
        f"operation 为 {'、'.join(LISTED)}，有 condition 和不写 year 的 also，没有别的条件、分组和变化时才可以为 true",
    ),
    (
        "among",
        lambda plan: not plan.among or may_be_among(plan),
        "operation 为 share，有 condition 和更多条件，没有 part、against、by、change、either、peers 时才可以为 true",
    ),
    (
        "times",
        lambda plan: not plan.times or (plan.operation == "comparison" and plan.condition is None),
        "operation 为 comparison、没有 condition 时才可以为 true",
    ),
    (
        "sides",
        lambda plan: (len(plan.sides) > 1 and plan.change is None) if plan.by == "side" else not plan.sides,
        "by 为 side、没有 change 时至少两项，否则没有这一项",
    ),
    (
        "ranking",
        lambda plan: not _by_year(plan) or (plan.by is None and plan.change is None),
        "有 by 或 change 时 order 为 most 或 least",
    ),
    (
        "condition",
        _has_condition,
        "operation 为 list、count、share、yes_no、comparison、trend，或有 by、change、against 时才有这一项",
    ),
)


def plan_form(plan: Plan | Inquiry) -> Form:
    """A plan or an inquiry as JSON; `plan_from_form` reads it back."""
    if isinstance(plan, Inquiry):
        return inquiry_form(plan)
    return {
        "operation": plan.operation,
        "metric": plan.metric.key,
        "label": plan.metric.label,
        "unit": plan.metric.unit,
        "filters": filter_texts(plan.filters),
        "condition": condition_form(plan.condition),
        "assumptions": list(plan.assumptions),
        "ranking": ranking_form(plan.ranking),
        "peers": None if plan.peers is None else {"operator": plan.peers.operator, "statistic": plan.peers.statistic},
        "change": None if plan.change is None else _change_form(plan.change),
        "by": plan.by,
        "against": None if plan.against is None else plan.against.key,
        "part": None if plan.part is None else filter_texts(plan.part),
        "every": plan.every,
        "each_year": plan.each_year,
        "reports": plan.reports,
        "either": plan.either,
        "among": plan.among,
        "times": plan.times,
        "also": [where_form(where) for where in plan.also],
        "mentions": [mention_form(mention) for mention in plan.mentions],
        "sides": [filter_texts(side) for side in plan.sides],
    }


def plan_from_form(form: object, library: Library) -> Plan | Inquiry:
    """The plan or inquiry that a form states, checked against the library.

    Raises PlanError naming the field and what is wrong with it.
    """
    if isinstance(form, Mapping) and form.get("operation") in INQUIRIES:
        return inquiry_from(form, library)
    given = members("", form, ("operation", "metric"), (*_FIELDS, *_FURTHER))
    operation: Operation = one_of("operation", given["operation"], get_args(Operation))
    by: By | None = one_or_none("by", given.get("by"), get_args(By))
    plan = Plan(
        operation,
        metric("metric", given["metric"]),
        filters("filters", given.get("filters"), library),
        condition_from("condition", given.get("condition")),
        assumptions=texts("assumptions", given.get("assumptions")),
        ranking=ranking_from(
            given.get("ranking"), needed=operation == "ranking", allowed=operation == "ranking" or by is not None
        ),
        peers=_peers(given.get("peers")),
        change=_change(given.get("change")),
        by=by,
        against=None if given.get("against") is None else metric("against", given["against"]),
        part=None if given.get("part") is None else filters("part", given["part"], library),
        every=flag("every", given.get("every", False)),
        each_year=flag("each_year", given.get("each_year", False)),
        reports=flag("reports", given.get("reports", False)),
        either=flag("either", given.get("either", False)),
        among=flag("among", given.get("among", False)),
        times=flag("times", given.get("times", False)),
        also=wheres_from(given.get("also")),
        mentions=mentions_from(given.get("mentions")),
        sides=_sides(given.get("sides"), library),
    )
    for name, holds, problem in _RULES:
        if getattr(plan, name) is not None and not holds(plan):
            raise PlanError(name, problem)
    return plan


def _sides(form: object, library: Library) -> tuple[Filters, ...]:
    """The filters of each side: of levels and kinds of office alone, each named once."""
    sides = []
    for place, item in items("sides", form):
        side = filters(place, item, library)
        names = [held.name for held in side.items if not held.excluded]
        if len(names) != len(side.items) or not names or len({*names}) != len(names) or {*names} - {*_SIDED}:
            raise PlanError(place, f"读到 {found(item)}，应为 {'、'.join(_SIDED)} 各至多一个值")
        sides.append(side)
    return tuple(sides)


def _change_form(change: Change) -> Form:
    return {"kind": change.kind, "first": change.first, "last": change.last, "way": change.way}


def _change(form: object) -> Change | None:
    if form is None:
        return None
    given = members("change", form, ("kind", "first", "last"), ("way",))
    first, last = (whole(f"change.{name}", given[name], *YEARS) for name in ("first", "last"))
    if first >= last:
        raise PlanError("change.first", f"读到 {first}，应早于 last 的 {last}")
    kind: ChangeKind = one_of("change.kind", given["kind"], get_args(ChangeKind))
    way: Way | None = one_or_none("change.way", given.get("way"), get_args(Way))
    return Change(kind, first, last, way)


def _peers(form: object) -> Peers | None:
    if form is None:
        return None
    given = members("peers", form, ("operator", "statistic"))
    operator: Literal[">", "<"] = one_of("peers.operator", given["operator"], (">", "<"))
    statistic: Literal["average", "median"] = one_of("peers.statistic", given["statistic"], ("average", "median"))
    return Peers(operator, statistic)
