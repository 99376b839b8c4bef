"""What a search finds, put on the page: passages where words are searched, reports where filters alone are."""

import streamlit as st

from index.library import Library
from portal.messages import Texts
from portal.widgets import filters, frame, search_box
from portal.widgets.cards import hit_cards, report_cards
from portal.widgets.links import PAGE_SIZE, SearchLink
from portal.widgets.markup import Html
from portal.widgets.markup_listing import report_count, report_list
from portal.widgets.markup_search import chips, count_line, hit_list, nothing_found, pager


def show(library: Library, state: SearchLink, texts: Texts) -> None:
    """The list of the address with its facets beside it."""
    if state.lists_reports:
        _show_reports(library, state, texts)
    else:
        _show_passages(library, state, texts)


def _show_passages(library: Library, state: SearchLink, texts: Texts) -> None:
    result = library.search(state.request)
    facets = filters.open_facets(state, result.facets, lambda name: library.search(state.freed(name).request).facets)
    with filters.beside(state, facets, texts):
        _head(library, state, count_line(state, result, texts), texts)
        if not result.total:
            without = [(item, library.search(state.without(item).request).total) for item in state.filters.items]
            frame.draw(nothing_found(state, result.any_total or 0, without, texts))
            return
        frame.draw(hit_list(hit_cards(library, result.hits), texts))
        frame.draw(pager(state, result.total, texts))


def _show_reports(library: Library, state: SearchLink, texts: Texts) -> None:
    heads = library.heads(state.filters)
    facets = filters.open_facets(
        state, library.facets(state.filters), lambda name: library.facets(state.freed(name).filters)
    )
    with filters.beside(state, facets, texts):
        _head(library, state, report_count(len(heads), texts), texts)
        if not heads:
            without = [(item, len(library.heads(state.without(item).filters))) for item in state.filters.items]
            frame.draw(nothing_found(state, 0, without, texts))
            return
        shown = heads[(state.page - 1) * PAGE_SIZE : state.page * PAGE_SIZE]
        frame.draw(report_list(report_cards(library, shown, state.filters), texts))
        frame.draw(pager(state, len(heads), texts))


def _head(library: Library, state: SearchLink, count: Html, texts: Texts) -> None:
    """How much was found, the chosen filters, and what to narrow or order the list by."""
    frame.draw(count)
    with st.container(key="order_bar", horizontal=True, vertical_alignment="center"):
        frame.draw(chips(state, texts))
        search_box.threshold(library.vocabulary.values("fact"), texts)
        if not state.lists_reports:
            search_box.order(state, texts)
