"""What stands above a list that is narrowed by filters and by part of an office's name."""

from collections.abc import Callable

import streamlit as st

from portal.messages import Texts
from portal.sheets.exports import Table
from portal.widgets import controls, export_menu, frame, links
from portal.widgets.address import FilteredLink
from portal.widgets.markup import Html
from portal.widgets.markup_search import chips


def head(name: str, state: FilteredLink, count: Html, table: Callable[[], Table], texts: Texts) -> None:
    """How much is listed, the box for a name (explained by `name`), the chosen filters, and the list to take away."""
    frame.draw(count)
    with st.container(key="order_bar", horizontal=True, vertical_alignment="center"):
        controls.box(name, state.text, lambda text: links.go(state.reworded(text).pairs), texts)
        frame.draw(chips(state, texts))
        export_menu.show(texts(f"{name}.title"), table, texts)
