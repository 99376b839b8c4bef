"""Changes that a reader made to a plan by hand, and what each part of a plan can be changed to."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import get_args

from index.errors import FilterError
from index.library import Library
from index.model import Condition, Filter, Filters, Operator, ReportHead
from portal.questions.answer import answer
from portal.questions.execute import execute
from portal.questions.metrics import metric_of
from portal.questions.plan import Answer, Plan
from portal.questions.understand import understand
from portal.questions.vocabulary import load_vocabulary
from portal.widgets.address import Pairs
from portal.widgets.links import ALL, SCOPES, AskLink

CONDITIONS = (">0", "=0", ">=10", ">=100")
_CONDITION = re.compile(r"(>=|<=|!=|>|<|=)(\d{1,12}(?:\.\d{1,6})?)")
_SCOPE_FILTERS = ("region", "level", "office", "office_kind", "report")
_FILTERS = ("year", "region", "level")
_MOST_PLACES = 40
_OPERATORS: dict[str, Operator] = {operator: operator for operator in get_args(Operator)}


def answered(library: Library, state: AskLink, today: date, assumption: str) -> Answer:
    """The answer to the question of an address, its plan changed as the address says."""
    if not state.changes:
        return answer(state.question, library, today)
    library.parse_filters(f"{name}={value}" for name, value in state.changes if name in _FILTERS and value != ALL)
    understood = understand(state.question, library, today)
    if not isinstance(understood, Plan):
        return answer(state.question, library, today)
    return execute(changed_plan(understood, state.changes, assumption), library, state.question)


def changed_plan(plan: Plan, changes: Pairs, assumption: str) -> Plan:
    """The plan with the changes of an address; FilterError for one that means nothing.

    What was assumed for the words of the question no longer holds, so `assumption` stands in its place.
    """
    for name, value in changes:
        if name not in _CHANGES:
            raise FilterError(name, None, "metric")
        plan = _CHANGES[name](plan, name, value)
    return replace(plan, assumptions=(assumption,)) if changes else plan


def metric_choices(key: str) -> tuple[str, ...]:
    """Metrics near this one: the same column of every row, every column of the same row, or all rates."""
    vocabulary = load_vocabulary()
    if key.partition(".")[0] in vocabulary.rates:
        return tuple(vocabulary.rates)
    head, _, column = key.rpartition(".")
    same_row = [f"{head}.{other}" for other in vocabulary.row(head).columns]
    entries = {**vocabulary.rows, **vocabulary.groups}
    same_column = [f"{name}.{column}" for name, entry in entries.items() if column in entry.columns]
    return tuple(dict.fromkeys([*same_row, *same_column]))


def year_choices(heads: Sequence[ReportHead]) -> tuple[str, ...]:
    """All years, then each that the library has, the newest first."""
    return (ALL, *(str(year) for year in sorted({head.year for head in heads}, reverse=True)))


def scope_choices(heads: Sequence[ReportHead]) -> tuple[tuple[str, str], ...]:
    """Everything, each level, then provinces and cities that the library has."""
    levels = dict.fromkeys(head.level for head in heads)
    places = sorted({"/".join(head.region.parts[:depth]) for head in heads for depth in (1, 2)} - {""})
    return (
        ("scope", ALL),
        *(("level", level) for level in levels),
        *(("region", place) for place in places[:_MOST_PLACES]),
    )


def condition_code(condition: Condition | None) -> str:
    """A condition as an address writes it."""
    return f"{condition.operator}{condition.number.normalize():f}" if condition else ALL


def scope_filters(plan: Plan) -> tuple[Filter, ...]:
    """The filters of a plan that say which offices are looked at."""
    return tuple(item for item in plan.filters.items if item.name in _SCOPE_FILTERS)


def _metric(plan: Plan, name: str, value: str) -> Plan:
    if value not in metric_choices(plan.metric.key):
        raise FilterError(name, value, plan.metric.key)
    return replace(plan, metric=metric_of(value))


def _year(plan: Plan, name: str, value: str) -> Plan:
    kept = [item for item in plan.filters.items if item.name != "year"]
    return replace(plan, filters=Filters((*kept, *([Filter(name, value)] if value != ALL else []))))


def _scope(plan: Plan, name: str, value: str) -> Plan:
    kept = [item for item in plan.filters.items if item.name not in _SCOPE_FILTERS]
    return replace(plan, filters=Filters((*kept, *([Filter(name, value)] if value != ALL else []))))


def _when(plan: Plan, name: str, value: str) -> Plan:
    said = _CONDITION.fullmatch(value)
    if said is None:
        raise FilterError(name, value, CONDITIONS[0])
    return replace(plan, condition=Condition(_OPERATORS[said[1]], Decimal(said[2])))


_CHANGES: dict[str, Callable[[Plan, str, str], Plan]] = {
    "metric": _metric,
    "year": _year,
    "when": _when,
    **dict.fromkeys(SCOPES, _scope),
}
