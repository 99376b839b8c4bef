"""The search box, the order of the results and the filter by figures: what a reader sets by hand."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache, lru_cache, partial

import streamlit as st

from index.measures import DERIVED
from index.model import ByFigure, Filter, Mode
from portal.labels import fact_option, statutory_cells
from portal.messages import LANGUAGES, Texts
from portal.widgets import controls, frame, links
from portal.widgets.cards import asked_keys
from portal.widgets.links import ENDS, SORTS, SearchLink
from portal.widgets.links.search import End, Order
from portal.widgets.markup_message import quiet

_OPEN = "threshold_open"
_FACT, _OPERATOR, _NUMBER = "threshold_fact", "threshold_operator", "threshold_number"
_BY = "order_figure"
_WIDE = 210
# More than any cell holds; beyond it figures would be written as powers.
_LARGEST = 1e12
_OPERATORS = (">=", "<=", "=", "!=", ">", "<")
_FIRST = ("applications.new.total", "reconsideration.corrected", "litigation_direct.corrected")
_STATES = ("blank", "dash", "unread", "restored")


def words(state: SearchLink, texts: Texts) -> None:
    """The box for words."""
    controls.box("search", state.text, lambda text: links.go(_shown().reworded(text).pairs), texts)


def in_mode(mode: Mode) -> None:
    """Look for the same words another way."""
    links.go(_shown().in_mode(mode).pairs)


def threshold(keys: Sequence[str], texts: Texts) -> None:
    """Any of these figures at least, at most or equal to a number; a cell or a sum also without one."""
    controls.menu(texts("threshold.title"), _OPEN, partial(_condition, keys, texts))


def _condition(keys: Sequence[str], texts: Texts) -> None:
    _figures(keys, _FACT, texts, _keep_comparison)
    rate = st.session_state[_FACT] in DERIVED
    st.selectbox(
        texts("threshold.operator"),
        _OPERATORS if rate else (*_OPERATORS, *_STATES),
        key=_OPERATOR,
        format_func=lambda code: texts(f"threshold.{code}"),
    )
    if st.session_state[_OPERATOR] in _OPERATORS:
        label = texts("threshold.percent" if rate else "threshold.number")
        st.number_input(label, min_value=0.0, max_value=_LARGEST, value=1.0, step=1.0, format="%g", key=_NUMBER)
    frame.draw(quiet(texts("threshold.hint")))
    st.button(texts("threshold.apply"), key="threshold_apply", on_click=_add_threshold)


def order(keys: Sequence[str], state: SearchLink, texts: Texts) -> None:
    """What orders the list, and where a figure does, which of these and from which end."""
    controls.choose("search.sort", SORTS[1:] if state.lists_reports else SORTS, state.order, _sort, texts)
    if state.by is not None:
        st.session_state[_BY] = state.by.key
        _figures(keys, _BY, texts, _sort_by)
        controls.choose("search.end", ENDS, "least" if state.by.least else "most", _from_end, texts)


def _figures(keys: Sequence[str], box: str, texts: Texts, change: Callable[[], None]) -> None:
    """A box to choose one of these figures in: above the condition on it, or on the bar for the order of the list."""
    names = _names(tuple(keys), texts)
    on_bar = box == _BY
    st.selectbox(
        texts("threshold.fact"),
        tuple(names),
        key=box,
        format_func=names.__getitem__,
        on_change=change,
        label_visibility="collapsed" if on_bar else "visible",
        width=_WIDE if on_bar else "stretch",
    )


@lru_cache(maxsize=len(LANGUAGES))
def _names(keys: tuple[str, ...], texts: Texts) -> dict[str, str]:
    """Figures in the order that they are offered in, and what each is called."""
    return {key: fact_option(key, texts) for key in sorted(keys, key=_rank)}


def _rank(key: str) -> tuple[bool, bool, int]:
    """What is asked for most comes first, then sums and rates, then the cells in the order of the tables."""
    place = _places().get(key)
    return key not in _FIRST, place is not None, place or 0


@cache
def _places() -> dict[str, int]:
    return {key: place for place, key in enumerate(statutory_cells())}


def _shown() -> SearchLink:
    return SearchLink.read(links.current())


def _sort(chosen: Order) -> None:
    state = _shown()
    first = ByFigure((*asked_keys(state.filters), *_FIRST)[0])
    links.go(state.sorted_by(first if chosen == "figure" else chosen).pairs)


def _sort_by() -> None:
    links.go(_shown().sorted_by(ByFigure(st.session_state[_BY])).pairs)


def _from_end(end: End) -> None:
    state = _shown()
    if state.by is not None:
        links.go(state.sorted_by(ByFigure(state.by.key, least=end == "least")).pairs)


def _keep_comparison() -> None:
    """A rate has no state of its own: it is compared, also where the figure before was one without a number."""
    if st.session_state[_FACT] in DERIVED and st.session_state[_OPERATOR] in _STATES:
        st.session_state[_OPERATOR] = _OPERATORS[0]


def _add_threshold() -> None:
    key, operator = st.session_state[_FACT], st.session_state[_OPERATOR]
    value = f"{key}:{operator}" if operator in _STATES else f"{key}{operator}{_number(key):f}"
    st.session_state[_OPEN] = False
    links.go(_shown().with_(Filter("fact", value)).pairs)


def _number(key: str) -> Decimal:
    number = Decimal(str(st.session_state[_NUMBER]))
    return (number / 100 if key in DERIVED else number).normalize()
