"""How a question was understood, put on the page as menus: each part can be changed by hand."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import get_args

import streamlit as st

from index.filters import Vocabulary
from index.model import Filter, Filters
from portal.labels import OPERATORS, filter_value, metric_label
from portal.messages import Texts
from portal.plan_parts import (
    TOPS,
    chosen,
    condition_text,
    metric_choice,
    metric_choices,
    scope_choices,
    scope_text,
    span_choices,
    theme_choices,
    theme_text,
    year_choices,
    year_text,
    years_text,
)
from portal.questions.plan import ChangeKind, Inquiry, Metric, Plan, ToldKind, Way
from portal.widgets import controls, links
from portal.widgets.inquiry_changes import told_theme
from portal.widgets.links import ALL, AskLink
from portal.widgets.markup import plain_label
from portal.widgets.plan_changes import PEERS, groups_of, is_rate, operations_of, orders_of, peers_code

_OPERATOR, _NUMBER, _PEERS = "plan_operator", "plan_number", "plan_peers"
_SCOPES = ("region", "level", "office_kind", "office")
_PERCENT = 100


def show(plan: Plan | Inquiry, vocabulary: Vocabulary, texts: Texts) -> None:
    """Menus for every part of a plan; of an inquiry for its theme and the years and offices that it looks at."""
    with st.container(key="plan_chips", horizontal=True):
        if isinstance(plan, Plan):
            _metric("metric", plan.metric, texts)
            if plan.against is not None:
                _metric("against", plan.against, texts)
            _years(plan, vocabulary, texts)
            _condition(plan, texts)
        else:
            _told(plan, texts)
            _menu("year", years_text(plan.filters, texts), year_choices(vocabulary.years), year_text, texts)
        _scope(plan.filters, vocabulary, texts)
        if isinstance(plan, Plan):
            _computed(plan, texts)


def _metric(name: str, metric: Metric, texts: Texts) -> None:
    label = texts(f"ask.{name}", value=plain_label(metric_label(metric.key, texts)))
    controls.menu(label, f"plan_menu_{name}", partial(_metrics, name, metric, texts))


def _metrics(name: str, metric: Metric, texts: Texts) -> None:
    key = f"plan_{name}"
    st.session_state[key] = metric.key
    st.selectbox(
        texts("ask.pick.metric"),
        metric_choices(metric.key),
        key=key,
        format_func=partial(metric_choice, texts=texts),
        filter_mode="contains",
        on_change=partial(_picked, name, key),
        width=320,
    )


def _told(inquiry: Inquiry, texts: Texts) -> None:
    """The theme of passages, and which part of a report they stand in."""
    mention = told_theme(inquiry)
    if mention is None:
        return
    theme = mention.themes[0]
    label = texts("ask.theme", value=plain_label(theme_text(theme, texts)))
    controls.menu(label, "plan_menu_theme", partial(_themes, theme, texts))
    if not inquiry.filters.named("kind"):
        _coded("told", mention.kind or ALL, (ALL, *get_args(ToldKind)), texts)


def _themes(theme: str, texts: Texts) -> None:
    key = "plan_theme"
    st.session_state[key] = theme
    st.selectbox(
        texts("ask.pick.theme"),
        theme_choices(theme),
        key=key,
        format_func=partial(theme_text, texts=texts),
        filter_mode="contains",
        on_change=partial(_picked, "theme", key),
        width=320,
    )


def _years(plan: Plan, vocabulary: Vocabulary, texts: Texts) -> None:
    if plan.change is None:
        _menu("year", years_text(plan.filters, texts), year_choices(vocabulary.years), year_text, texts)
        return
    change = plan.change
    _menu("span", f"{change.first}–{change.last}", span_choices(vocabulary.years), year_text, texts)
    _coded("change", change.kind, get_args(ChangeKind), texts)
    _coded("way", change.way or ALL, (ALL, *get_args(Way)), texts)


def _condition(plan: Plan, texts: Texts) -> None:
    if plan.condition is None and plan.peers is None and plan.operation not in ("list", "count", "share", "yes_no"):
        return
    # Of a series each year less the one before must be so.
    label = texts(
        "ask.steps" if plan.operation == "trend" else "ask.when", value=plain_label(condition_text(plan, texts))
    )
    controls.menu(label, "plan_menu_when", partial(_conditions, plan, texts))


def _conditions(plan: Plan, texts: Texts) -> None:
    rate = is_rate(plan)
    with st.form("plan_condition", border=False):
        operator = plan.condition.operator if plan.condition else ">"
        number = plan.condition.number if plan.condition else Decimal(0)
        st.selectbox(
            texts("ask.pick.operator"),
            tuple(OPERATORS),
            index=tuple(OPERATORS).index(operator),
            key=_OPERATOR,
            format_func=lambda code: texts(f"threshold.{code}"),
        )
        st.number_input(
            texts("ask.pick.percent" if rate else "ask.pick.number"),
            value=float(number * _PERCENT if rate else number),
            step=1.0,
            format="%g",
            key=_NUMBER,
        )
        st.form_submit_button(texts("ask.apply"), on_click=partial(_conditioned, rate))
    if plan.operation == "list" and plan.change is None and plan.against is None:
        st.session_state[_PEERS] = peers_code(plan.peers) if plan.peers else None
        st.selectbox(
            texts("ask.pick.peers"),
            tuple(map(peers_code, PEERS)),
            index=None,
            key=_PEERS,
            format_func=lambda code: texts(f"ask.peers.{code}"),
            placeholder=texts("ask.pick.none"),
            on_change=partial(_picked, "peers", _PEERS),
        )
        st.button(texts("ask.unconditioned"), key="plan_unconditioned", on_click=partial(_go, "when", ALL))


def _scope(filters: Filters, vocabulary: Vocabulary, texts: Texts) -> None:
    label = texts("ask.scope", value=plain_label(scope_text(filters, texts)))
    controls.menu(label, "plan_menu_scope", partial(_scopes, filters, vocabulary, texts))


def _scopes(filters: Filters, vocabulary: Vocabulary, texts: Texts) -> None:
    for name in _SCOPES:
        key = f"plan_{name}"
        st.session_state[key] = chosen(filters, name)
        st.selectbox(
            texts(f"ask.pick.{name}"),
            scope_choices(name, vocabulary),
            index=None,
            key=key,
            format_func=partial(_scope_label, name, texts=texts),
            placeholder=texts("ask.pick.none"),
            filter_mode="contains",
            on_change=partial(_picked, name, key),
            width=320,
        )
    st.button(texts("ask.all_offices"), key="plan_everything", on_click=partial(_go, "scope", ALL))


def _scope_label(name: str, value: str, *, texts: Texts) -> str:
    return value.replace("/", " / ") if name == "region" else filter_value(Filter(name, value), texts)


def _computed(plan: Plan, texts: Texts) -> None:
    """What is done with the figures: how they are taken together, by what, in which order, how many are given."""
    if operations := operations_of(plan):
        _coded("how", plan.operation, operations, texts)
    if groups := groups_of(plan):
        _menu("group", texts(f"ask.by.{plan.by or ALL}"), (ALL, *groups), _by_text, texts, change="by")
    if plan.ranking is not None:
        _coded("order", plan.ranking.order, orders_of(plan.ranking.order), texts)
        name = "nth" if plan.ranking.only_last else "top"
        _menu(name, str(plan.ranking.top), tuple(map(str, TOPS)), _as_it_is, texts, change="top")


def _by_text(code: str, texts: Texts) -> str:
    return texts(f"ask.by.{code}")


def _as_it_is(code: str, texts: Texts) -> str:
    return texts("ask.top", value=code)


def _coded(name: str, shown: str, codes: Sequence[str], texts: Texts) -> None:
    """A menu of words that the texts have under its name."""
    _menu(name, texts(f"ask.{name}.{shown}"), codes, lambda code, texts: texts(f"ask.{name}.{code}"), texts)


def _menu(
    name: str,
    shown: str,
    options: Sequence[str],
    label: Callable[[str, Texts], str],
    texts: Texts,
    *,
    change: str | None = None,
) -> None:
    key = f"plan_menu_{name}"
    st.menu_button(
        texts(f"ask.{name}", value=plain_label(shown)),
        tuple(options),
        key=key,
        format_func=lambda option: plain_label(label(option, texts)),
        on_click=partial(_picked, change or name, key),
    )


def _picked(name: str, key: str) -> None:
    value = st.session_state[key]
    # What is cleared in the box of peers leaves no condition at all.
    _go("when" if value is None and name == "peers" else name, ALL if value is None else str(value))


def _conditioned(rate: bool) -> None:
    number = Decimal(str(st.session_state[_NUMBER])) / (_PERCENT if rate else 1)
    _go("when", f"{st.session_state[_OPERATOR]}{number.normalize():f}")


def _go(name: str, value: str) -> None:
    links.go(AskLink.read(links.current()).changed(name, value).pairs)
