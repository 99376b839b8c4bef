"""The search box, the order of the results and the filter by figures: what a reader sets by hand."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

import streamlit as st

from index.model import Filter
from portal.labels import fact_label, full_fact, statutory_cells
from portal.messages import Texts
from portal.widgets import links
from portal.widgets.links import MODES, SIDES, SORTS, MeasuresLink, SearchLink

_TEXT, _SORT, _MODE, _SIDE, _LAST = "search_text", "search_sort", "search_mode", "measures_side", "search_last"
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


def problem_box(state: MeasuresLink, texts: Texts) -> None:
    """The box for a problem in one's own words; Enter changes the address."""
    st.session_state[_TEXT] = state.text
    with st.container(key="search_box"):
        st.text_input(
            texts("measures.label"),
            key=_TEXT,
            placeholder=texts("measures.placeholder"),
            label_visibility="collapsed",
            icon=":material/search:",
            on_change=_reword_problem,
        )


def side(state: MeasuresLink, texts: Texts) -> None:
    """What others do about the problem, or who else has it."""
    st.session_state[_SIDE] = state.side
    st.segmented_control(
        texts("measures.side"),
        SIDES,
        key=_SIDE,
        required=True,
        format_func=lambda name: texts(f"measures.side.{name}"),
        label_visibility="collapsed",
        on_change=_turn,
    )


def typed() -> str | None:
    """What stands in the box of the page, committed or not; None where the page has no box."""
    return st.session_state.get(_TEXT)


def mode(state: SearchLink, texts: Texts) -> None:
    """By keywords, by meaning, or by both."""
    st.session_state[_MODE] = state.mode
    st.segmented_control(
        texts("search.mode"),
        MODES,
        key=_MODE,
        required=True,
        format_func=lambda name: texts(f"search.mode.{name}"),
        label_visibility="collapsed",
        on_change=_change_mode,
    )


def remember(state: SearchLink) -> None:
    """Keep the search while the reader is on other pages, whose links in the head drop it from the address."""
    if state.asks:
        st.session_state[_LAST] = state


def last() -> SearchLink | None:
    """The search that was shown last in this session."""
    return st.session_state.get(_LAST)


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


def threshold(keys: Sequence[str], texts: Texts) -> None:
    """Any of these figures at least, at most or equal to a number, or without one."""
    with st.popover(texts("threshold.title")), st.form("threshold", border=False):
        st.selectbox(
            texts("threshold.fact"),
            sorted(keys, key=_rank),
            key=_FACT,
            format_func=lambda key: _figure_label(key, texts),
        )
        st.selectbox(
            texts("threshold.operator"),
            (*_OPERATORS, *_STATES),
            key=_OPERATOR,
            format_func=lambda code: texts(f"threshold.{code}"),
        )
        st.number_input(texts("threshold.number"), min_value=0.0, value=1.0, step=1.0, format="%g", key=_NUMBER)
        st.form_submit_button(texts("threshold.apply"), on_click=_add_threshold)


def _rank(key: str) -> tuple[bool, bool, int]:
    """What is asked for most comes first, then sums and rates, then the cells in the order of the tables."""
    place = _places().get(key)
    return key not in _FIRST, place is not None, place or 0


@cache
def _places() -> dict[str, int]:
    return {key: place for place, key in enumerate(statutory_cells())}


def _figure_label(key: str, texts: Texts) -> str:
    printed = texts.lang == "zh" and key not in _FIRST and key in statutory_cells()
    return full_fact(key) if printed else fact_label(key, texts)


def _state() -> SearchLink:
    return SearchLink.read(links.current())


def _reword() -> None:
    links.go(_state().reworded(st.session_state[_TEXT]).pairs)


def _reword_problem() -> None:
    state = MeasuresLink.read(links.current())
    if st.session_state[_TEXT].strip() != state.text:
        links.go(state.reworded(st.session_state[_TEXT]).pairs)


def _turn() -> None:
    links.go(MeasuresLink.read(links.current()).on_side(st.session_state[_SIDE]).pairs)


def _change_mode() -> None:
    links.go(_state().in_mode(st.session_state[_MODE]).pairs)


def _reorder() -> None:
    links.go(_state().sorted_by(st.session_state[_SORT]).pairs)


def _add_threshold() -> None:
    key, operator = st.session_state[_FACT], st.session_state[_OPERATOR]
    number = Decimal(str(st.session_state[_NUMBER])).normalize()
    value = f"{key}:{operator}" if operator in _STATES else f"{key}{operator}{number:f}"
    links.go(_state().with_(Filter("fact", value)).pairs)
