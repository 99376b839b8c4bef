"""What a search finds, put on the page: passages where words are searched, reports where filters alone are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial

import streamlit as st

from index.library import Library
from index.model import Mode, SearchRequest, SearchResult
from index.suggestions import unknown_words
from portal.instead import Instead, instead_of
from portal.jobs.preparation import Preparation
from portal.messages import Texts
from portal.named import named_in
from portal.sheets.exports import Table, passages_table, reports_table
from portal.widgets import controls, export_menu, filters, frame, meaning_note, search_box
from portal.widgets.address import paged, pages_of
from portal.widgets.cards import hit_cards, report_cards
from portal.widgets.links import MODES, PAGE_SIZE, SearchLink
from portal.widgets.markup import Html
from portal.widgets.markup_listing import report_count, report_list
from portal.widgets.markup_message import quiet
from portal.widgets.markup_named import named_list
from portal.widgets.markup_search import chips, count_line, hit_list, near_note, nothing_found, pager

_KEPT = 64
Search = Callable[[SearchRequest], SearchResult]


def show_box(state: SearchLink, texts: Texts) -> None:
    """The box for words, with the ways of looking for them beside it."""
    with st.container(key="search_row", horizontal=True, vertical_alignment="center"):
        search_box.words(state, texts)
        if not state.lists_reports:
            controls.choose("search.mode", MODES, state.mode, search_box.in_mode, texts)


def show(library: Library, state: SearchLink, preparation: Preparation, search: Search, texts: Texts) -> None:
    """The list of the address with its facets beside it; by keywords as long as no other way is ready."""
    if state.lists_reports:
        _show_reports(library, state, texts)
        return
    if state.mode != "keyword":
        meaning_note.show(preparation, texts)
        if preparation.readiness == "waiting" and not search(replace(state.request, mode="keyword")).total:
            # That no passage has these words says nothing about what comes near to them.
            return
    _show_passages(library, state, state.mode if preparation.readiness == "ready" else "keyword", search, texts)


def _show_passages(library: Library, state: SearchLink, mode: Mode, search: Search, texts: Texts) -> None:
    def found(other: SearchLink) -> SearchResult:
        return search(replace(other.request, mode=mode))

    result = found(state)
    if result.total and not result.hits:
        # A page beyond the last, from an address that was kept: the last there is.
        state = state.on_page(pages_of(result.total, PAGE_SIZE))
        result = found(state)
    facets = filters.open_facets(state, result.facets, lambda name: found(state.freed(name)).facets)
    with filters.beside(state, facets, texts):
        _show_named(library, state, lambda other: found(other).total, texts)
        origin = export_menu.origin(state.text, state.filters)
        table = partial(passages_table, library, result.request, origin, texts)
        _head(library, state, count_line(state, result, texts), table, texts)
        if not result.total:
            without = [(item, found(state.without(item)).total) for item in state.filters.items]
            held = library, library.revision
            instead = _instead(held, state.request, date.today()) if mode == "keyword" else None
            frame.draw(nothing_found(replace(state, mode=mode), without, texts, instead))
            return
        unknown = _unknown_words((library, library.revision), state.request) if mode != "keyword" else None
        if unknown is not None:
            frame.draw(near_note(unknown, texts))
        frame.draw(hit_list(hit_cards(library, result), texts))
        frame.draw(pager(state, result.total, texts))


def _show_named(library: Library, state: SearchLink, total: Callable[[SearchLink], int], texts: Texts) -> None:
    """The places and offices that are named, which no passage need repeat."""
    named = named_in(library.vocabulary, "" if state.exact else state.text)
    if named.offers:
        totals = [total(state.within(offer.filter, named.rest)) if named.rest else 0 for offer in named.offers]
        frame.draw(named_list(state, named, totals, texts))


@lru_cache(maxsize=_KEPT)
def _instead(held: tuple[Library, int], request: SearchRequest, today: date) -> Instead:
    """Kept for the next rerun of the page: a slip of the pen is looked for among all words."""
    return instead_of(held[0], request, today)


@lru_cache(maxsize=_KEPT)
def _unknown_words(held: tuple[Library, int], request: SearchRequest) -> tuple[str, ...] | None:
    """Kept for the next rerun of the page: each word is a search of its own."""
    return unknown_words(held[0], request)


def _show_reports(library: Library, state: SearchLink, texts: Texts) -> None:
    heads = library.heads(state.filters, state.by)
    facets = filters.open_facets(
        state, library.facets(state.filters), lambda name: library.facets(state.freed(name).filters)
    )
    with filters.beside(state, facets, texts):
        origin = export_menu.origin(state.text, state.filters)
        table = partial(reports_table, library, heads, origin, texts, state.by)
        _head(library, state, report_count(heads, texts), table, texts)
        if not heads:
            without = [(item, len(library.heads(state.without(item).filters))) for item in state.filters.items]
            frame.draw(nothing_found(state, without, texts))
            return
        state, shown = paged(state, heads, PAGE_SIZE)
        frame.draw(report_list(report_cards(library, shown, state.filters, state.by), texts))
        frame.draw(pager(state, len(heads), texts))


def _head(library: Library, state: SearchLink, count: Html, table: Callable[[], Table], texts: Texts) -> None:
    """How much was found, the chosen filters, and what to narrow, order and take away the list by."""
    frame.draw(count)
    with st.container(key="order_bar", horizontal=True, vertical_alignment="center"):
        frame.draw(chips(state, texts))
        figures = library.vocabulary.values("fact")
        search_box.threshold(figures, texts)
        search_box.order(figures, state, texts)
        export_menu.show(texts("search.label"), table, texts)
    if state.by is not None:
        frame.draw(quiet(texts("search.without_figure")))
