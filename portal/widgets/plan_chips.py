"""How a question was understood, put on the page as menus: each part can be changed with one click."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from index.model import Filter, ReportHead
from portal.labels import OPERATORS, filter_value, metric_label
from portal.messages import Texts
from portal.questions.plan import Plan
from portal.widgets import links
from portal.widgets.links import ALL, AskLink
from portal.widgets.markup import plain_label
from portal.widgets.plan_changes import (
    CONDITIONS,
    condition_code,
    metric_choices,
    scope_choices,
    scope_filters,
    year_choices,
)


def show(plan: Plan, heads: Sequence[ReportHead], texts: Texts) -> None:
    """Menus for the metric, the year, the condition and the scope of a plan."""
    with st.container(key="plan_chips", horizontal=True):
        _menu("metric", metric_label(plan.metric.key, texts), metric_choices(plan.metric.key), texts)
        _menu("year", _years(plan, texts), year_choices(heads), texts)
        if plan.condition:
            _menu("when", _condition(condition_code(plan.condition), texts), CONDITIONS, texts)
        scopes = tuple(f"{name}={value}" for name, value in scope_choices(heads))
        _menu("scope", _scope(plan, texts), scopes, texts)


def _menu(name: str, shown: str, options: Sequence[str], texts: Texts) -> None:
    key = f"plan_{name}"
    labels: dict[str, str] = {}
    for option in options:
        labels.setdefault(plain_label(_OPTION_LABELS[name](option, texts)), option)
    named = {option: label for label, option in labels.items()}
    st.menu_button(
        plain_label(texts(f"ask.{name}", value=shown)),
        tuple(named),
        key=key,
        format_func=named.__getitem__,
        on_click=partial(_change, name, key),
    )


def _change(name: str, key: str) -> None:
    value = str(st.session_state[key])
    if name == "scope":
        name, _, value = value.partition("=")
    links.go(AskLink.read(links.current()).changed(name, value).pairs)


def _years(plan: Plan, texts: Texts) -> str:
    years = [item.value for item in plan.filters.named("year")]
    return "、".join(years) or texts("ask.all_years")


def _year(option: str, texts: Texts) -> str:
    return texts("ask.all_years") if option == ALL else option


def _condition(option: str, texts: Texts) -> str:
    operator = next(sign for sign in OPERATORS if option.startswith(sign))
    return f"{texts(f'threshold.{operator}')} {option.removeprefix(operator)}"


def _scope(plan: Plan, texts: Texts) -> str:
    said = [filter_value(item, texts) for item in scope_filters(plan)]
    return "、".join(said) or texts("ask.all_offices")


def _scope_option(option: str, texts: Texts) -> str:
    name, _, value = option.partition("=")
    return texts("ask.all_offices") if value == ALL else filter_value(Filter(name, value), texts)


_OPTION_LABELS = {
    "metric": metric_label,
    "year": _year,
    "when": _condition,
    "scope": _scope_option,
}
