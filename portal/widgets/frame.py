"""What stands around every page: style sheet, wordmark, language, footer, and the small components."""

from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
import streamlit.components.v2 as components
from streamlit.components.v2.types import ComponentRenderer

from portal.messages import LANGUAGES, Texts
from portal.widgets import controls, links
from portal.widgets.address import address, split_query, typed_over
from portal.widgets.markup import Html
from portal.widgets.markup_message import footer, last_view

_STATIC = Path(__file__).resolve().parent.parent / "static"
_LINKS_KEY = "links"


def _component(name: str) -> ComponentRenderer:
    script = _STATIC.joinpath(f"{name}.js").read_text(encoding="utf-8")
    return components.component(f"mingcha_{name}", js=script, isolate_styles=False)


_links = _component("links")
_reveal = _component("reveal")
_place = _component("place")


def texts() -> Texts:
    """The texts of the reader's language: what the address says, else what was chosen before, else Chinese."""
    asked = dict(links.current()).get("lang", "zh")
    return Texts(asked if asked in LANGUAGES else "zh")


def base() -> str:
    """The address that this portal is reached at, without a path; empty where that is not known."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}" if here.netloc else ""


def draw(markup: Html) -> None:
    """Put a piece of our own markup on the page."""
    st.html(f'<div class="mc">{markup}</div>')


def reveal(identity: str) -> None:
    """Have the browser bring the element of this id into view once; without an id nothing happens."""
    if identity:
        _reveal(key="reveal", data={"id": identity})


def open_page(title: str, texts: Texts) -> None:
    """What stands above a page: its settings, wordmark, style sheet, and room for the way back to its last view.

    The room is always there, or all below it would move when it goes.
    """
    st.set_page_config(page_title=_tab(title, texts), page_icon=str(_STATIC / "favicon.svg"), layout="wide")
    st.logo(str(_STATIC / "wordmark.svg"), size="large")
    st.html(_STATIC / "portal.css")
    draw(last_view(texts))


def name_page(title: str, texts: Texts) -> None:
    """Name the page by what it shows, in place of its own title."""
    st.set_page_config(page_title=_tab(title, texts))


def _tab(title: str, texts: Texts) -> str:
    """What the tab and the browser's history call a page."""
    return f"{title} · {texts('name')}"


def close_page(texts: Texts) -> None:
    """Footer and the listener for our links; comes after everything else."""
    draw(footer(texts, links.current()))
    _links(key=_LINKS_KEY, on_go_change=_follow)


def keep_place(page: str) -> None:
    """Have the browser keep the reader's place on this page and offer it again; comes when the page is complete."""
    _place(key="place", data={"page": page, "query": address("", links.current())})


def _follow() -> None:
    go = st.session_state[_LINKS_KEY]["go"]
    links.go(typed_over(split_query(go["to"]), split_query(go["from"]), controls.typed()))
