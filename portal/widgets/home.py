"""The search page before anything is searched, put on the page."""

import streamlit as st

from index.library import Library
from portal.messages import Texts
from portal.widgets import frame, search_box
from portal.widgets.links import SearchLink
from portal.widgets.markup_home import holdings, home_examples, home_head, last_search, starts
from portal.widgets.markup_message import message_block


def show(library: Library, state: SearchLink, texts: Texts) -> None:
    """What this is, the box, examples, what the library holds, where to start."""
    heads = library.vocabulary.heads
    main, beside = st.columns([1.6, 1], gap="large")
    with main:
        frame.draw(home_head(texts))
        search_box.text_box(state, texts)
        if not heads:
            frame.draw(message_block(texts("empty.title"), (texts("empty.remedy"), "")))
            return
        frame.draw(home_examples(state, texts))
        _last(search_box.last(), texts)
        frame.draw(holdings(heads, state, texts))
    with beside:
        frame.draw(starts(state, library.facets(state.filters), texts))


def _last(state: SearchLink | None, texts: Texts) -> None:
    if state is not None:
        frame.draw(last_search(state, texts))
