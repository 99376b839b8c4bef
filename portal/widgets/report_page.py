"""One report put on the page: head, view switch, text or tables, what stands beside."""

import streamlit as st

from index.library import Library
from index.model import StoredReport
from portal.messages import Texts
from portal.widgets import citing, frame, links
from portal.widgets.links import VIEWS, ReportLink
from portal.widgets.markup_index import report_index
from portal.widgets.markup_message import heading, message_block
from portal.widgets.markup_report import (
    MARK_ID,
    Mark,
    contents_panel,
    figures_panel,
    findings_panel,
    passage_mark,
    problem_doors,
    report_head,
    report_tables,
    report_text,
    report_tools,
    sentence_mark,
    years_panel,
)
from portal.widgets.markup_tables import Sheet, cell_id

_VIEW = "report_view"


def show_index(library: Library, state: ReportLink, texts: Texts) -> None:
    """The list of reports, of one place where the address names it."""
    place = library.parse_filters([f"region={state.region}"] if state.region else [])
    heads = library.heads(place) if state.region else library.vocabulary.heads
    if not heads:
        frame.draw(message_block(texts("empty.title"), (texts("empty.remedy"), "")))
        return
    frame.draw(report_index(heads, state.region, texts))


def show_unknown(texts: Texts) -> None:
    """No such report, and the ways out."""
    ways = (texts("report.search"), "/"), (texts("report.list"), "/report")
    frame.draw(heading(texts("reports.title")))
    frame.draw(message_block(texts("report.unknown"), *ways))


def show(library: Library, stored: StoredReport, state: ReportLink, texts: Texts) -> None:
    """The report as text or tables, marked where the address says."""
    frame.name_page(f"{stored.head.office} {stored.head.year}")
    frame.draw(report_head(stored, texts))
    with st.container(key="report_tools", horizontal=True, vertical_alignment="center"):
        _switch(state, texts)
        citing.show(stored, texts)
        frame.draw(report_tools(stored, texts))
    main, beside = st.columns([3, 1.1], gap="large")
    with main:
        _body(stored, state, texts)
    with beside:
        _beside(library, stored, state, texts)
    frame.reveal(_revealed(state))


def _revealed(state: ReportLink) -> str:
    if state.view == "tables" and state.cell:
        return cell_id(state.cell)
    return MARK_ID if state.names_place else ""


def _body(stored: StoredReport, state: ReportLink, texts: Texts) -> None:
    sheet = Sheet.of(stored.report, state.cell, texts)
    if state.view == "tables":
        frame.draw(report_tables(sheet))
        return
    marked = _mark(stored, state)
    if state.names_place and marked is None:
        frame.draw(message_block(texts("report.passage_gone")))
    doors = problem_doors(stored.report, stored.head.report_id, texts) if stored.current else {}
    frame.draw(report_text(stored.report, sheet, marked, doors))


def _mark(stored: StoredReport, state: ReportLink) -> Mark | None:
    if state.cell:
        return sentence_mark(stored.report, state.cell)
    return passage_mark(stored.report, stored.head.report_id, state.hit)


def _beside(library: Library, stored: StoredReport, state: ReportLink, texts: Texts) -> None:
    head, report = stored.head, stored.report
    seat = [other for other in library.vocabulary.heads if other.seat == head.seat]
    findings = library.catalog.findings([head.report_id]).get(head.report_id, ())
    frame.draw(findings_panel(report, findings, state, texts))
    frame.draw(figures_panel(report, head.report_id, texts))
    if state.view == "text":
        frame.draw(contents_panel(report, texts))
    frame.draw(years_panel(head, seat, texts))


def _switch(state: ReportLink, texts: Texts) -> None:
    st.session_state[_VIEW] = state.view
    st.segmented_control(
        texts("report.view"),
        VIEWS,
        key=_VIEW,
        required=True,
        format_func=lambda view: texts(f"report.view.{view}"),
        label_visibility="collapsed",
        on_change=_change_view,
    )


def _change_view() -> None:
    links.go(ReportLink.read(links.current()).viewed(st.session_state[_VIEW]).pairs)
