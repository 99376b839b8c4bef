"""The page 资料库 put on the page: its reports to be looked through and removed, those missing, how it stands."""

from functools import partial
from pathlib import Path

import streamlit as st

from index.library import Library
from index.missing import Absence, absences, asked_years, settled_years
from index.model import Filters, ReportHead
from index.status import status_of
from index.tally import HEAD_VALUES, Values, of_offices, tally
from portal.jobs.writing import Writing
from portal.messages import Texts
from portal.sheets.keeping_tables import holdings_table, missing_table
from portal.widgets import controls, export_menu, filters, frame, links, office_list, writing_box
from portal.widgets.address import paged
from portal.widgets.links import LIBRARY_VIEWS, LibraryLink, LibraryView
from portal.widgets.markup_library import (
    by_office,
    held_table,
    missing_count,
    missing_list,
    nothing_held,
    removal,
    status_list,
)
from portal.widgets.markup_listing import report_count
from portal.widgets.markup_message import heading, message_block, quiet
from portal.widgets.markup_search import pager

PAGE_SIZE = 50
_MISSING_VALUES: Values[Absence] = {
    "year": lambda absence: (str(absence.year),),
    "region": lambda absence: HEAD_VALUES["region"](absence.head),
    "level": lambda absence: HEAD_VALUES["level"](absence.head),
    "office_kind": lambda absence: HEAD_VALUES["office_kind"](absence.head),
}


def show_head(writing: Writing, state: LibraryLink, texts: Texts) -> None:
    """The title, the parts of the page, and what is being put in or taken out."""
    frame.draw(heading(texts("library.title")))
    controls.choose("library.view", LIBRARY_VIEWS, state.view, _turn, texts)
    writing_box.show(writing, state, texts)


def show_empty(writing: Writing, state: LibraryLink, texts: Texts) -> None:
    """That there is nothing yet, unless it is just coming."""
    if writing_box.busy(writing):
        return
    if state.view == "reports":
        frame.draw(message_block(texts("library.empty")))
    else:
        frame.draw(message_block(texts("empty.title"), (texts("empty.remedy"), state.viewed("reports").href)))


def show(library: Library, state: LibraryLink, writing: Writing, texts: Texts) -> None:
    """What the address names of the library."""
    if state.view == "reports":
        _show_reports(library, state, texts)
    elif state.view == "missing":
        _show_missing(library, state, texts)
    else:
        _show_status(library, writing, texts)
    _confirm(library, state, writing, texts)


def heads_of(library: Library, state: LibraryLink) -> tuple[ReportHead, ...]:
    """The reports under the filters of offices whose name has the words of the address in it."""
    return of_offices(library.heads(state.filters), state.text)


def absences_of(library: Library, state: LibraryLink) -> tuple[Absence, ...]:
    """The years without a report under the filters, of offices whose name has the words of the address in it."""
    others = Filters(tuple(item for item in state.filters.items if item.name != "year"))
    stated = bool(state.filters.named("year"))
    known = library.vocabulary.years if stated else settled_years(library.vocabulary.heads)
    years = asked_years(state.filters, known)
    return absences(of_offices(library.heads(others), state.text), sorted(years), stated=stated)


def _show_reports(library: Library, state: LibraryLink, texts: Texts) -> None:
    heads = heads_of(library, state)
    facets = filters.open_facets(
        state, tally(heads, HEAD_VALUES), lambda name: tally(heads_of(library, state.freed(name)), HEAD_VALUES)
    )
    with filters.beside(state, facets, texts):
        table = partial(holdings_table, library, heads, export_menu.origin(state.text, state.filters), texts)
        office_list.head("library", state, report_count(heads, texts), table, texts)
        if not heads:
            without = [(item, len(heads_of(library, state.without(item)))) for item in state.filters.items]
            frame.draw(nothing_held(state, "held.none", without, texts))
            return
        state, shown = paged(state, heads, PAGE_SIZE)
        files = {head.report_id: library.catalog.files(head.report_id) for head in shown}
        frame.draw(held_table(state, shown, files, texts))
        frame.draw(pager(state, len(heads), texts, PAGE_SIZE))


def _show_missing(library: Library, state: LibraryLink, texts: Texts) -> None:
    found = absences_of(library, state)
    facets = filters.open_facets(
        state,
        tally(found, _MISSING_VALUES),
        lambda name: tally(absences_of(library, state.freed(name)), _MISSING_VALUES),
    )
    with filters.beside(state, facets, texts):
        table = partial(missing_table, found, export_menu.origin(state.text, state.filters), texts)
        office_list.head("missing", state, missing_count(found, texts), table, texts)
        if not found:
            name = "missing.none_filters" if state.filters.items or state.text else "missing.none"
            without = [(item, len(absences_of(library, state.without(item)))) for item in state.filters.items]
            frame.draw(nothing_held(state, name, without, texts))
            return
        groups = by_office(found)
        state, shown = paged(state, groups, PAGE_SIZE)
        frame.draw(missing_list(shown, texts))
        frame.draw(pager(state, len(groups), texts, PAGE_SIZE))


def _show_status(library: Library, writing: Writing, texts: Texts) -> None:
    path: Path = library.catalog.layout.root
    frame.draw(status_list(status_of(library, path), texts))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(texts("status.rebuild"), on_click=lambda: _rebuild(writing), disabled=writing_box.busy(writing))
        frame.draw(quiet(texts("status.rebuild_line")))


def _confirm(library: Library, state: LibraryLink, writing: Writing, texts: Texts) -> None:
    """What was chosen to be removed, and the two ways on; in sight wherever in the list it was chosen."""
    if not state.chosen:
        return
    heads = library.catalog.heads([known for known in map(library.catalog.resolve, state.chosen) if known])
    files = sum(len(library.catalog.files(head.report_id)) for head in heads)
    with st.container(key="remove_box"):
        frame.draw(removal(heads, files, texts))
        with st.container(horizontal=True):
            if heads:
                ids = [head.report_id for head in heads]
                label = texts("remove.do", reports=len(heads))
                st.button(label, on_click=lambda: _remove(writing, ids), disabled=writing_box.busy(writing))
            st.button(texts("remove.cancel"), on_click=_unchoose)


def _remove(writing: Writing, report_ids: list[str]) -> None:
    writing.remove(report_ids)
    writing_box.tell_of(writing, LibraryLink.read(links.current()).choosing(()))


def _rebuild(writing: Writing) -> None:
    writing.rebuild()
    writing_box.tell_of(writing, LibraryLink.read(links.current()))


def _unchoose() -> None:
    links.go(LibraryLink.read(links.current()).choosing(()).pairs)


def _turn(view: LibraryView) -> None:
    links.go(LibraryLink.read(links.current()).viewed(view).pairs)
