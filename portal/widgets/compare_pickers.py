"""What is compared, which figures, which years and how: what a reader sets by hand on the page 对比."""

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from index.filters import CODE_WORDS
from index.model import Filter
from index.subjects import Subjects
from portal.labels import OFFICE_KINDS, word
from portal.messages import LANGUAGES, Texts
from portal.sheets.compared import FIRST_METRIC, metric_keys, metric_option, option_labels
from portal.widgets import links
from portal.widgets.controls import choose
from portal.widgets.links import COMPARE_VIEWS, ORDERS, CompareLink
from portal.widgets.links.compare import CompareView, Order

_ADD, _FIRST, _SECOND, _FROM, _TO = "compare_add", "compare_first", "compare_second", "compare_from", "compare_to"
_KIND = "compare_kind"
_ALL_KINDS = ""
_WIDE, _NARROW = 300, 96


def pickers(state: CompareLink, subjects: Subjects, years: Sequence[int], texts: Texts) -> None:
    """Boxes for a subject to add, the figures and the years; `years` are those that are shown."""
    first, second = (*state.metrics, None, None)[:2]
    with st.container(key="compare_pickers", horizontal=True, vertical_alignment="bottom"):
        _subject(subjects, texts)
        _metric(_FIRST, texts("compare.metric"), first or FIRST_METRIC, texts)
        _metric(_SECOND, texts("compare.second"), second, texts)
        offered = sorted({*years, *subjects.years})
        _year(_FROM, texts("compare.from"), offered, years[0])
        _year(_TO, texts("compare.to"), offered, years[-1])


def view_bar(state: CompareLink, *, sums: bool, texts: Texts) -> None:
    """How it is shown and in which order; where places or levels are summed, over which offices."""
    choose("compare.view", COMPARE_VIEWS, state.view, _change_view, texts)
    choose("compare.sort", ORDERS, state.order, _reorder, texts)
    if sums:
        _office_kind(state, texts)


def _subject(subjects: Subjects, texts: Texts) -> None:
    options = _options(subjects, texts)
    st.session_state[_ADD] = None
    st.selectbox(
        texts("compare.add"),
        tuple(options),
        index=None,
        key=_ADD,
        format_func=options.__getitem__,
        placeholder=texts("compare.add_hint"),
        filter_mode="contains",
        on_change=_add,
        width=_WIDE,
    )


@lru_cache(maxsize=4)
def _options(subjects: Subjects, texts: Texts) -> dict[tuple[str, str], str]:
    return option_labels(subjects, texts)


@lru_cache(maxsize=len(LANGUAGES))
def _metric_names(texts: Texts) -> dict[str, str]:
    return {name: metric_option(name, texts) for name in metric_keys()}


def _metric(key: str, label: str, value: str | None, texts: Texts) -> None:
    st.session_state[key] = value
    st.selectbox(
        label,
        metric_keys(),
        index=0 if key == _FIRST else None,
        key=key,
        format_func=_metric_names(texts).__getitem__,
        placeholder=texts("compare.second_hint"),
        filter_mode="contains",
        on_change=_measure,
        width=_WIDE,
    )


def _year(key: str, label: str, years: Sequence[int], value: int) -> None:
    st.session_state[key] = value
    st.selectbox(label, years, key=key, on_change=_change_years, width=_NARROW)


def _office_kind(state: CompareLink, texts: Texts) -> None:
    chosen = state.scope.named("office_kind")
    st.session_state[_KIND] = chosen[0].value if chosen else _ALL_KINDS
    st.selectbox(
        texts("compare.kind"),
        (_ALL_KINDS, *CODE_WORDS["office_kind"]),
        key=_KIND,
        format_func=lambda kind: word(OFFICE_KINDS, kind, texts) if kind else texts("compare.kind_all"),
        label_visibility="collapsed",
        on_change=_count_kind,
        width=200,
    )


def _state() -> CompareLink:
    return CompareLink.read(links.current())


def _add() -> None:
    chosen = st.session_state[_ADD]
    if chosen is not None:
        links.go(_state().with_(Filter(*chosen)).pairs)


def _measure() -> None:
    asked = (st.session_state[_FIRST], st.session_state[_SECOND])
    links.go(_state().measuring(key for key in asked if key).pairs)


def _change_years() -> None:
    links.go(_state().over(st.session_state[_FROM], st.session_state[_TO]).pairs)


def _change_view(view: CompareView) -> None:
    links.go(_state().viewed(view).pairs)


def _reorder(order: Order) -> None:
    links.go(_state().ordered(order).pairs)


def _count_kind() -> None:
    links.go(_state().counting(st.session_state[_KIND]).pairs)
