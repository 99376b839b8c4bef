"""Changes that a reader made by hand to how a question was understood: from the address into the plan."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar, get_args

from index.errors import FilterError
from index.filters import nearest
from index.model import Condition, Filter, Filters, Operator
from portal.questions.computing.narrowing import has_conditions, may_be_among, may_be_either
from portal.questions.plan import (
    LISTED,
    MAKE_UP,
    OWN_GROUPS,
    By,
    ChangeKind,
    Metric,
    Operation,
    Order,
    Peers,
    Plan,
    Way,
)
from portal.questions.words.make_up import parts_of
from portal.questions.words.metrics import RATE_UNIT, metric_of
from portal.widgets.address import Pairs
from portal.widgets.links import ALL, SCOPES

ABOVE_ZERO = Condition(">", Decimal(0))
PEERS = (Peers(">", "average"), Peers("<", "average"), Peers(">", "median"), Peers("<", "median"))
GROUPED: tuple[Operation, ...] = ("sum", "average", "median", "count", "share")
MOST_TOP = 1000
SCOPE_FILTERS = (*SCOPES[1:], "report")
_TOGETHER: tuple[Operation, ...] = ("sum", "average", "median")
_CONDITION = re.compile(r"(>=|<=|!=|>|<|=)(-?\d{1,12}(?:\.\d{1,6})?)")
_SPAN = re.compile(r"(\d{4})\.\.(\d{4})")
_PART = re.compile(r"(also|mention)\.(\d{1,2})")
Values = Sequence[str]
Word = TypeVar("Word", bound=str)


def changed_plan(plan: Plan, changes: Pairs, assumption: str) -> Plan:
    """The plan with the changes of an address; FilterError for one that means nothing.

    What was assumed for the words of the question no longer holds, so `assumption` stands in its place.
    """
    if not changes:
        return plan
    given = grouped(changes, _CHANGES)
    for name, change in _CHANGES.items():
        if name in given:
            plan = change(plan, given[name])
    changed = _scoped(plan, given)
    either, among = changed.either and may_be_either(changed), changed.among and may_be_among(changed)
    return replace(changed, assumptions=(assumption,), either=either, among=among)


def operations_of(plan: Plan) -> tuple[Operation, ...]:
    """What else can be done with the same figures; nothing where only the one makes sense."""
    if plan.by in MAKE_UP:
        return ()
    if plan.by is not None:
        return _TOGETHER if plan.change else GROUPED
    if plan.peers is not None or plan.against is not None:
        return ()
    return next((family for family in (LISTED, _TOGETHER) if plan.operation in family), ())


def groups_of(plan: Plan) -> tuple[By, ...]:
    """What its figures can be grouped by; nothing where they cannot be."""
    if plan.operation not in GROUPED or has_conditions(plan) or plan.against is not None:
        return ()
    if plan.change is None:
        parted = () if plan.condition is not None or plan.operation != "sum" else MAKE_UP
        return (*OWN_GROUPS, *(by for by in parted if parts_of(plan.metric, by)))
    return tuple(by for by in OWN_GROUPS if by != "year") if plan.operation in _TOGETHER else ()


def is_rate(plan: Plan) -> bool:
    """Whether the figures that its condition looks at are fractions."""
    return plan.metric.unit == RATE_UNIT or (plan.change is not None and plan.change.kind == "growth")


def condition_code(condition: Condition) -> str:
    """A condition as an address writes it."""
    return f"{condition.operator}{condition.number.normalize():f}"


def peers_code(peers: Peers) -> str:
    """A condition against the reports of the same level and year as an address writes it."""
    return f"{peers.operator}{peers.statistic}"


def grouped(changes: Pairs, known: Sequence[str] | Mapping[str, object]) -> dict[str, list[str]]:
    """The values of each change by its name; FilterError for a name that is neither known nor one of the scope."""
    given: dict[str, list[str]] = defaultdict(list)
    names = (*known, *SCOPES)
    for name, value in changes:
        if name not in names:
            raise FilterError(name, None, nearest(name, names))
        given[name].append(value)
    return given


def one_of(name: str, values: Values, known: Sequence[Word]) -> Word:
    """The last of the values of a change, which must be a known word; FilterError with the nearest one else."""
    found = next((word for word in known if word == values[-1]), None)
    if found is None:
        raise FilterError(name, values[-1], nearest(values[-1], known))
    return found


def _metric(plan: Plan, values: Values) -> Plan:
    metric = _known_metric("metric", values, plan.metric)
    if plan.against is not None and metric.unit != plan.against.unit:
        raise FilterError("metric", values[-1], plan.metric.key)
    # 100 cases mean nothing as a rate, nor 30 % as a count.
    other = plan.condition is not None and (metric.unit == RATE_UNIT) != (plan.metric.unit == RATE_UNIT)
    return replace(plan, metric=metric, condition=ABOVE_ZERO if other else plan.condition)


def _against(plan: Plan, values: Values) -> Plan:
    if plan.against is None:
        raise FilterError("against", values[-1], None)
    against = _known_metric("against", values, plan.against)
    if against.unit != plan.metric.unit:
        raise FilterError("against", values[-1], plan.against.key)
    return replace(plan, against=against)


def _known_metric(name: str, values: Values, instead: Metric) -> Metric:
    try:
        return metric_of(values[-1])
    except KeyError:
        raise FilterError(name, values[-1], instead.key) from None


def _year(plan: Plan, values: Values) -> Plan:
    if plan.change is not None:
        raise FilterError("year", values[-1], None)
    return replace(plan, filters=named_anew(plan.filters, "year", values))


def named_anew(filters: Filters, name: str, values: Values) -> Filters:
    """Other values of one filter in place of those that it has; `all` leaves it out."""
    kept = (item for item in filters.items if item.name != name)
    return Filters((*kept, *(Filter(name, value) for value in values if value != ALL)))


def _scoped(plan: Plan, given: Mapping[str, Values]) -> Plan:
    return replace(plan, filters=rescoped(plan.filters, given))


def rescoped(filters: Filters, given: Mapping[str, Values]) -> Filters:
    """The offices that are looked at; everything, or one office, takes the place of all that was said of them."""
    named = [name for name in SCOPES if name in given]
    if not named:
        return filters
    cleared = SCOPE_FILTERS if {"scope", "office"} & set(named) else ("office", "report")
    kept = Filters(tuple(item for item in filters.items if item.name not in cleared))
    for name in named:
        kept = named_anew(kept, name, given[name]) if name != "scope" else kept
    return kept


def _when(plan: Plan, values: Values) -> Plan:
    if values[-1] == ALL:
        return replace(plan, condition=None, peers=None)
    said = _CONDITION.fullmatch(values[-1])
    if said is None:
        raise FilterError("when", values[-1], condition_code(ABOVE_ZERO))
    operator = one_of("when", [said[1]], get_args(Operator))
    return replace(plan, condition=Condition(operator, Decimal(said[2])), peers=None)


def _peers(plan: Plan, values: Values) -> Plan:
    code = one_of("peers", values, [peers_code(peers) for peers in PEERS])
    if plan.operation != "list" or plan.change is not None or plan.against is not None:
        raise FilterError("peers", code, None)
    return replace(plan, peers=next(peers for peers in PEERS if peers_code(peers) == code), condition=None)


def _how(plan: Plan, values: Values) -> Plan:
    return replace(plan, operation=one_of("how", values, operations_of(plan)))


def _by(plan: Plan, values: Values) -> Plan:
    if values[-1] != ALL:
        return replace(plan, by=one_of("by", values, groups_of(plan)), sides=())
    return replace(plan, by=None, sides=(), ranking=plan.ranking if plan.operation == "ranking" else None)


def _order(plan: Plan, values: Values) -> Plan:
    if plan.ranking is None:
        raise FilterError("order", values[-1], None)
    return replace(plan, ranking=replace(plan.ranking, order=one_of("order", values, orders_of(plan.ranking.order))))


def orders_of(order: Order) -> tuple[Order, ...]:
    """An order and its opposite."""
    return ("most", "least") if order in ("most", "least") else ("first", "last")


def _top(plan: Plan, values: Values) -> Plan:
    value = values[-1]
    if plan.ranking is None or not value.isascii() or not value.isdigit() or not 1 <= int(value) <= MOST_TOP:
        raise FilterError("top", value, "1")
    return replace(plan, ranking=replace(plan.ranking, top=int(value), only_last=False))


def _span(plan: Plan, values: Values) -> Plan:
    said = _SPAN.fullmatch(values[-1])
    if plan.change is None or said is None or said[1] >= said[2]:
        raise FilterError("span", values[-1], None)
    filters = named_anew(plan.filters, "year", (said[1], said[2]))
    return replace(plan, filters=filters, change=replace(plan.change, first=int(said[1]), last=int(said[2])))


def _kind(plan: Plan, values: Values) -> Plan:
    if plan.change is None:
        raise FilterError("change", values[-1], None)
    kind = one_of("change", values, get_args(ChangeKind))
    other = kind != plan.change.kind and plan.condition is not None
    change = replace(plan.change, kind=kind)
    return replace(plan, change=change, condition=ABOVE_ZERO if other else plan.condition)


def _way(plan: Plan, values: Values) -> Plan:
    if plan.change is None:
        raise FilterError("way", values[-1], None)
    way = None if values[-1] == ALL else one_of("way", values, get_args(Way))
    return replace(plan, change=replace(plan.change, way=way))


def _drop(plan: Plan, values: Values) -> Plan:
    """The plan without these further conditions, named by their places in it, or by the name of a filter."""
    gone = [_part(plan, value) for value in values]
    return replace(
        plan,
        also=tuple(item for place, item in enumerate(plan.also) if ("also", place) not in gone),
        mentions=tuple(item for place, item in enumerate(plan.mentions) if ("mention", place) not in gone),
        filters=Filters(tuple(item for item in plan.filters.items if (item.name, 0) not in gone)),
    )


def _part(plan: Plan, value: str) -> tuple[str, int]:
    said = _PART.fullmatch(value)
    if said is None and plan.filters.named(value):
        return value, 0
    if said is None or int(said[2]) >= len(plan.also if said[1] == "also" else plan.mentions):
        raise FilterError("drop", value, None)
    return said[1], int(said[2])


_CHANGES: dict[str, Callable[[Plan, Values], Plan]] = {
    "metric": _metric,
    "against": _against,
    "year": _year,
    "drop": _drop,
    "how": _how,
    "when": _when,
    "peers": _peers,
    "by": _by,
    "order": _order,
    "top": _top,
    "span": _span,
    "change": _kind,
    "way": _way,
}
