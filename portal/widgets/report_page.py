"""One report put on the page: head, view switch, text or tables, what stands beside."""

from functools import partial

import streamlit as st

from index.cross_year import before
from index.library import Library
from index.model import Filters, StoredReport
from portal.messages import Texts
from portal.sheets.exports import reports_table
from portal.sheets.overviews import cells_table
from portal.widgets import citing, controls, export_menu, frame, links, report_compared
from portal.widgets.links import VIEWS, ReportLink
from portal.widgets.links.report import View
from portal.widgets.markup_index import report_index
from portal.widgets.markup_measured import figure_note, marked_cells
from portal.widgets.markup_message import heading, message_block
from portal.widgets.markup_report import (
    contents_panel,
    figures_panel,
    findings_panel,
    report_head,
    report_tables,
    report_text,
    report_tools,
)
from portal.widgets.markup_tables import Sheet, cell_id
from portal.widgets.markup_text import MARK_ID, Mark, passage_mark, sentence_mark, text_doors
from portal.widgets.markup_timeline import TOLD, timeline
from portal.widgets.markup_versions import old_version


def show_index(library: Library, state: ReportLink, texts: Texts) -> None:
    """The list of reports, of one place where the address names it."""
    place = library.parse_filters([f"region={state.region}"] if state.region else [])
    heads = library.heads(place) if state.region else library.vocabulary.heads
    if not heads:
        frame.draw(message_block(texts("empty.title"), (texts("empty.remedy"), "/library")))
        return
    with st.container(key="order_bar", horizontal=True, vertical_alignment="center"):
        frame.draw(heading(state.region or texts("reports.title")))
        table = partial(reports_table, library, heads, export_menu.origin("", place), texts)
        export_menu.show(texts("reports.title"), table, texts)
    frame.draw(report_index(heads, state.region, texts))


def show_unknown(library: Library, state: ReportLink, texts: Texts) -> None:
    """No such report, or no such version of it, and the ways out."""
    frame.draw(heading(texts("reports.title")))
    if state.version and library.report(state.report_id) is not None:
        now = texts("report.to_current"), ReportLink(state.report_id).href
        frame.draw(message_block(texts("report.no_version", version=state.version), now))
        return
    ways = (texts("report.search"), "/"), (texts("report.list"), "/report")
    frame.draw(message_block(texts("report.unknown"), *ways))


def show(library: Library, stored: StoredReport, state: ReportLink, texts: Texts) -> None:
    """The report in the view of the address: as text or tables, marked where it says, or beside another."""
    frame.name_page(f"{stored.head.office} {stored.head.year}", texts)
    frame.draw(report_head(stored, texts))
    if not stored.current:
        frame.draw(old_version(stored, state, texts))
    with st.container(key="report_tools", horizontal=True, vertical_alignment="center"):
        controls.choose("report.view", VIEWS, state.view, _change_view, texts)
        citing.show(stored, texts)
        if state.view == "tables":
            table = partial(cells_table, stored, export_menu.origin("", Filters()), texts)
            export_menu.show(f"{stored.head.office}{stored.head.year}", table, texts)
        frame.draw(report_tools(stored, texts))
    main, beside = st.columns([3, 1.1], gap="large")
    with main:
        _VIEWS[state.view](library, stored, state, texts)
    with beside:
        _beside(library, stored, state, texts)
    frame.reveal(_revealed(stored, state, texts))


def _revealed(stored: StoredReport, state: ReportLink, texts: Texts) -> str:
    marked = marked_cells(stored.report, state, texts)
    if state.view == "tables" and marked:
        return cell_id(next(iter(marked)))
    return MARK_ID if state.names_place else ""


def _tables(_: Library, stored: StoredReport, state: ReportLink, texts: Texts) -> None:
    sheet = Sheet.of(stored.report, marked_cells(stored.report, state, texts), texts)
    frame.draw(report_tables(sheet, figure_note(stored, state, texts)))


def _text(_: Library, stored: StoredReport, state: ReportLink, texts: Texts) -> None:
    marked = _mark(stored, state)
    if state.names_place and marked is None:
        frame.draw(message_block(texts("report.passage_gone")))
    others = stored.head.report_id if stored.current else ""
    sheet = Sheet.of(stored.report, marked_cells(stored.report, state, texts), texts)
    frame.draw(report_text(stored.report, sheet, marked, text_doors(stored.report, others, texts)))


_VIEWS = {
    "text": _text,
    "tables": _tables,
    "years": report_compared.show_years,
    "versions": report_compared.show_versions,
}


def _mark(stored: StoredReport, state: ReportLink) -> Mark | None:
    if state.cell:
        return sentence_mark(stored.report, state.cell)
    return passage_mark(stored.report, state)


def _beside(library: Library, stored: StoredReport, state: ReportLink, texts: Texts) -> None:
    seat = library.vocabulary.seat(stored.head.seat)
    facts = library.catalog.facts(TOLD, [head.report_id for head in seat])
    befores = [before(finding, stored.head, seat) for finding in stored.report.findings]
    frame.draw(findings_panel(stored.report, state, befores, texts))
    frame.draw(figures_panel(stored.report, state, texts))
    if state.view == "text":
        frame.draw(contents_panel(stored.report, texts))
    frame.draw(timeline(stored.head, seat, facts, texts))


def _change_view(view: View) -> None:
    links.go(ReportLink.read(links.current()).viewed(view).pairs)
