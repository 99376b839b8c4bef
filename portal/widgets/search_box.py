"""The search box, the order of the results and the filter by figures: what a reader sets by hand."""

import streamlit as st

from index.model import Filter
from portal.labels import fact_label, full_fact, statutory_cells
from portal.messages import Texts
from portal.widgets import links
from portal.widgets.links import SORTS, SearchLink

_TEXT, _SORT = "search_text", "search_sort"
_FACT, _OPERATOR, _NUMBER = "threshold_fact", "threshold_operator", "threshold_number"
_OPERATORS = (">=", "<=", "=")
_FIRST = ("applications.new.total", "reconsideration.corrected", "litigation_direct.corrected")
_STATES = ("blank", "dash", "unread", "restored")


def text_box(state: SearchLink, texts: Texts) -> None:
    """The box for words; Enter changes the address."""
    st.session_state[_TEXT] = state.text
    with st.container(key="search_box"):
        st.text_input(
            texts("search.label"),
            key=_TEXT,
            placeholder=texts("search.placeholder"),
            label_visibility="collapsed",
            icon=":material/search:",
            on_change=_reword,
        )


def order(state: SearchLink, texts: Texts) -> None:
    """By relevance or by year."""
    st.session_state[_SORT] = state.sort
    st.segmented_control(
        texts("search.sort"),
        SORTS,
        key=_SORT,
        required=True,
        format_func=lambda sort: texts(f"search.sort.{sort}"),
        label_visibility="collapsed",
        on_change=_reorder,
    )


def threshold(texts: Texts) -> None:
    """Any statutory figure at least, at most or equal to a number, or without one."""
    keys = (*_FIRST, *(key for key in statutory_cells() if key not in _FIRST))
    with st.popover(texts("threshold.title")), st.form("threshold", border=False):
        st.selectbox(
            texts("threshold.fact"),
            keys,
            key=_FACT,
            format_func=lambda key: fact_label(key, texts) if key in _FIRST else full_fact(key),
        )
        st.selectbox(
            texts("threshold.operator"),
            (*_OPERATORS, *_STATES),
            key=_OPERATOR,
            format_func=lambda code: texts(f"threshold.{code}"),
        )
        st.number_input(texts("threshold.number"), min_value=0, value=1, key=_NUMBER)
        st.form_submit_button(texts("threshold.apply"), on_click=_add_threshold)


def _state() -> SearchLink:
    return SearchLink.read(links.current())


def _reword() -> None:
    links.go(_state().reworded(st.session_state[_TEXT]).pairs)


def _reorder() -> None:
    links.go(_state().sorted_by(st.session_state[_SORT]).pairs)


def _add_threshold() -> None:
    key, operator = st.session_state[_FACT], st.session_state[_OPERATOR]
    value = f"{key}:{operator}" if operator in _STATES else f"{key}{operator}{st.session_state[_NUMBER]}"
    links.go(_state().with_(Filter("fact", value)).pairs)
