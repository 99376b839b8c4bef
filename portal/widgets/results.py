"""The results of a search and its facets, put on the page."""

from collections.abc import Sequence

import streamlit as st

from index.library import Library
from index.model import Facet, Hit, SearchResult
from portal.messages import Texts
from portal.widgets import frame, search_box
from portal.widgets.links import SearchLink
from portal.widgets.markup_facets import facet_list
from portal.widgets.markup_search import HitCard, chips, count_line, hit_list, nothing_found, pager

_FIGURES = (
    "applications.new.total",
    "reconsideration.corrected",
    "litigation_direct.corrected",
    "litigation_after_reconsideration.corrected",
)
_ALWAYS = _FIGURES[:1]


def show(library: Library, state: SearchLink, texts: Texts) -> None:
    """Search, and draw facets beside the hits; on a narrow screen the facets are in a popover above them."""
    result = library.search(state.request)
    facets = open_facets(library, state, result)
    beside, middle = st.columns([1, 3.4], gap="large")
    with beside, st.container(key="filters_wide"):
        frame.draw(facet_list(state, facets, texts))
    with middle:
        _narrow_filters(state, facets, texts)
        frame.draw(count_line(state, result, texts))
        with st.container(key="order_bar", horizontal=True, vertical_alignment="center"):
            frame.draw(chips(state, texts))
            search_box.threshold(library.vocabulary.values("fact"), texts)
            search_box.order(state, texts)
        _hits(library, state, result, texts)


def hit_cards(library: Library, hits: Sequence[Hit]) -> list[HitCard]:
    """Hits with the key figures and findings of their reports."""
    reports = list(dict.fromkeys(hit.head.report_id for hit in hits))
    facts = library.catalog.facts(_FIGURES, reports)
    findings = library.catalog.findings(reports)
    return [
        HitCard(
            hit,
            tuple(
                fact
                for fact in map(facts.get(hit.head.report_id, {}).get, _FIGURES)
                if fact and (fact.key in _ALWAYS or fact.value)
            ),
            findings.get(hit.head.report_id, ()),
        )
        for hit in hits
    ]


def open_facets(library: Library, state: SearchLink, result: SearchResult) -> list[Facet]:
    """Facets where each one counts as if nothing were chosen in it, so that a second value can be added."""
    chosen = dict.fromkeys(item.name for item in state.filters.items)
    counted = {name: library.search(state.freed(name).request).facets for name in chosen}
    return [
        next(other for other in counted.get(facet.name, (facet,)) if other.name == facet.name)
        for facet in result.facets
    ]


def _hits(library: Library, state: SearchLink, result: SearchResult, texts: Texts) -> None:
    if not result.total:
        without = [(item, library.search(state.without(item).request).total) for item in state.filters.items]
        frame.draw(nothing_found(state, result, without, texts))
        return
    frame.draw(hit_list(hit_cards(library, result.hits), texts))
    frame.draw(pager(state, result, texts))


def _narrow_filters(state: SearchLink, facets: Sequence[Facet], texts: Texts) -> None:
    count = len(state.filters.items)
    label = texts("search.filters_chosen", count=count) if count else texts("search.filters")
    with st.container(key="filters_narrow"), st.popover(label, width="stretch"):
        frame.draw(facet_list(state, facets, texts))
