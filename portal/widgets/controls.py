"""Streamlit's own controls as the pages use them: drawn from the address, and changing it when they are changed."""

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

import streamlit as st

from portal.messages import Texts

T = TypeVar("T", bound=str)
_TEXT = "search_text"


def box(name: str, shown: str, change: Callable[[str], None], texts: Texts) -> None:
    """The box for words of a page, called and explained by `name`; Enter hands what was typed to `change`."""

    def changed() -> None:
        change(st.session_state[_TEXT])

    st.session_state[_TEXT] = shown
    with st.container(key="search_box"):
        st.text_input(
            texts(f"{name}.label"),
            key=_TEXT,
            placeholder=texts(f"{name}.placeholder"),
            label_visibility="collapsed",
            icon=":material/search:",
            on_change=changed,
        )


def menu(label: str, key: str, draw: Callable[[], None], *, width: Literal["content", "stretch"] = "content") -> None:
    """A button with a menu that is drawn once it is open; the session holds under `key` whether it is.

    A closed menu that is drawn as well costs every rerun as much as one that is seen.
    """
    opened = st.popover(label, key=key, on_change="rerun", width=width)
    if opened.open:
        with opened:
            draw()


def typed() -> str | None:
    """What stands in the box of the page, committed or not; None where the page has no box."""
    return st.session_state.get(_TEXT)


def choose(name: str, choices: Sequence[T], chosen: T, change: Callable[[T], None], texts: Texts) -> None:
    """One of a few, called by `name`; a click hands it to `change`."""
    key = name.replace(".", "_")

    def changed() -> None:
        change(st.session_state[key])

    st.session_state[key] = chosen
    st.segmented_control(
        texts(name),
        choices,
        key=key,
        required=True,
        format_func=lambda choice: texts(f"{name}.{choice}"),
        label_visibility="collapsed",
        on_change=changed,
    )
