"""The search page before anything is searched, put on the page."""

from functools import partial

import streamlit as st

from index.library import Library
from index.model import Filters
from index.starts import newest_gap, starts
from portal.messages import Texts
from portal.sheets.overviews import coverage_picture, coverage_table
from portal.widgets import export_menu, frame, search_box
from portal.widgets.links import SearchLink
from portal.widgets.markup_home import holdings, home_examples, home_head, start_filters, start_list
from portal.widgets.markup_message import message_block


def show(library: Library, state: SearchLink, texts: Texts) -> None:
    """What this is, the box, examples, what the library holds, where to start."""
    heads = library.vocabulary.heads
    main, beside = st.columns([1.6, 1], gap="large")
    with main:
        frame.draw(home_head(texts))
        search_box.words(state, texts)
        if not heads:
            frame.draw(message_block(texts("empty.title"), (texts("empty.remedy"), "/library")))
            return
        frame.draw(home_examples(state, texts))
        frame.draw(holdings(heads, library.extent(Filters())[1], state, texts))
        origin = export_menu.origin(texts("home.per_year"), Filters())
        table = partial(coverage_table, heads, origin, texts)
        export_menu.show(texts("home.holdings"), table, texts, partial(coverage_picture, heads, origin, texts))
    with beside:
        offered = starts(library, start_filters(library.facets(state.filters)))
        frame.draw(start_list(state, offered, newest_gap(library.vocabulary), texts))
