"""The page 改进措施 put on the page: themes to browse, or what others do about one problem."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial

import streamlit as st

from index.library import Library
from index.lookup import LookedUp, Wanted, mentions, of_passage
from index.model import Facet, Filters, Mode, SearchResult
from index.themes import Theme, load_themes, themes_of, wide_themes
from ingest.model import PassageKind
from portal.jobs.preparation import Preparation
from portal.labels import theme_name
from portal.messages import Texts
from portal.sheets.exports import measures_table
from portal.sheets.overviews import themes_table
from portal.widgets import controls, export_menu, filters, frame, links, meaning_note
from portal.widgets.address import paged
from portal.widgets.links import PAGE_SIZE, SIDES, MeasuresLink
from portal.widgets.links.measures import Side
from portal.widgets.markup_measures import (
    about,
    entry_list,
    found_line,
    measures_head,
    nothing_known,
    theme_table,
)
from portal.widgets.markup_message import message_block
from portal.widgets.markup_search import chips, pager

_FILTERS = ("year", "region", "level")
_COUNTS_KEPT = 8
Look = Callable[[Wanted], LookedUp]


def show_start(library: Library, state: MeasuresLink, texts: Texts) -> None:
    """The page before a problem is named: the box, and all themes with their counts."""
    frame.draw(measures_head(texts))
    controls.box("measures", state.text, _reword, texts)
    if not library.vocabulary.heads:
        frame.draw(message_block(texts("empty.title"), (texts("empty.remedy"), "/library")))
        return
    named = _named_themes((library, library.revision), state.filters)
    frame.draw(theme_table(named, state, texts))
    origin = export_menu.origin(texts("measures.themes"), state.filters)
    export_menu.show(texts("measures.title"), partial(themes_table, named, origin, texts), texts)


def show(library: Library, state: MeasuresLink, preparation: Preparation, look: Look, texts: Texts) -> None:
    """What others do about the problem that the address names, or who else has it."""
    frame.draw(measures_head(texts))
    controls.box("measures", state.text, _reword, texts)
    wanted = asked_for(library, state, "hybrid" if preparation.readiness == "ready" else "keyword")
    if wanted is None:
        unknown = "measures.unknown" if state.like else "measures.unknown_theme"
        frame.draw(message_block(texts(unknown), (texts("measures.all_themes"), MeasuresLink().href)))
        return
    if not state.theme:
        meaning_note.show(preparation, texts)
    found = look(wanted)
    facets = filters.open_facets(
        state, shown_facets(found), lambda name: shown_facets(look(_under(wanted, state.freed(name))))
    )
    with filters.beside(state, facets, texts):
        themes = (wanted.theme,) if wanted.theme else themes_of([wanted.text])
        mentioned = {theme: mentions(library, theme, state.filters) for theme in themes}
        text = theme_name(wanted.theme, texts) if wanted.theme else wanted.text
        frame.draw(about(state, text, mentioned, texts))
        with st.container(key="order_bar", horizontal=True, vertical_alignment="center"):
            controls.choose("measures.side", SIDES, state.side, _turn, texts)
            frame.draw(chips(state, texts))
            table = partial(measures_table, library, found, export_menu.origin(text, state.filters), texts)
            export_menu.show(texts("measures.title"), table, texts)
        # As long as search by meaning is to come, nothing found by words says nothing.
        if found.entries or state.theme or preparation.readiness != "waiting":
            _entries(look, found, wanted, state, texts)


@lru_cache(maxsize=_COUNTS_KEPT)
def _named_themes(held: tuple[Library, int], filters: Filters) -> dict[Theme, SearchResult]:
    """The themes that any report names, the most frequent first, those within one behind it.

    Counted once for a state of a library.
    """
    counts = {theme: mentions(held[0], theme, filters) for theme in wide_themes()}
    named = sorted((theme for theme in counts if counts[theme].reports), key=lambda theme: -counts[theme].reports)
    known = {theme.id for theme in named}
    wide = [theme for theme in named if theme.within not in known]
    return {each: counts[each] for theme in wide for each in _with_inner(theme, named)}


def _with_inner(theme: Theme, named: Sequence[Theme]) -> Iterator[Theme]:
    """A theme and those within it, at any depth."""
    yield theme
    for inner in named:
        if inner.within == theme.id:
            yield from _with_inner(inner, named)


def asked_for(library: Library, state: MeasuresLink, mode: Mode) -> Wanted | None:
    """What the address asks for; None where it names a theme or a passage that is not there."""
    themes = load_themes()
    if state.theme and state.theme not in themes:
        return None
    kind: PassageKind = "measure" if state.side == "measures" else "problem"
    wanted = Wanted(state.text, kind, themes.get(state.theme), state.filters, mode)
    return of_passage(library, wanted, state.like) if state.like else wanted


def shown_facets(found: LookedUp) -> tuple[Facet, ...]:
    """The facets of the page among all that the search counts."""
    return tuple(facet for facet in found.result.facets if facet.name in _FILTERS)


def _under(wanted: Wanted, state: MeasuresLink) -> Wanted:
    """The same under the filters of another address; a report that was left out stays so."""
    own = [item for item in wanted.filters.items if item.name == "report"]
    return replace(wanted, filters=Filters((*state.filters.items, *own)))


def _entries(look: Look, found: LookedUp, wanted: Wanted, state: MeasuresLink, texts: Texts) -> None:
    if not found.entries:
        without = [(item, look(_under(wanted, state.without(item))).reports) for item in state.filters.items]
        frame.draw(nothing_known(state, without, texts))
        return
    frame.draw(found_line(found, state, texts))
    state, shown = paged(state, found.entries, PAGE_SIZE)
    frame.draw(entry_list(shown, texts, of_offices=found.of_offices))
    frame.draw(pager(state, len(found.entries), texts))


def _reword(text: str) -> None:
    state = MeasuresLink.read(links.current())
    if text.strip() != state.text:
        links.go(state.reworded(text).pairs)


def _turn(side: Side) -> None:
    links.go(MeasuresLink.read(links.current()).on_side(side).pairs)
