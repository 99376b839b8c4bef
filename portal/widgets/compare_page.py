"""The page 对比 put on the page: what is chosen, then a chart and a table for each figure."""

from collections.abc import Sequence
from functools import lru_cache, partial

import streamlit as st

from index.comparison import compare
from index.library import Library
from index.subjects import Subject, subjects_of
from portal.messages import Texts
from portal.questions.words.metrics import metric_of, total_of
from portal.sheets.charts import Scheme, Spec, drawn
from portal.sheets.compare_chart import CHARTS, Drawing, alt_text
from portal.sheets.compare_exports import comparison_table, picture_lines
from portal.sheets.compare_picture import PICTURES
from portal.sheets.compared import FIRST_METRIC, Shown, examples, years_shown
from portal.sheets.exports import Origin, Picture
from portal.widgets import charting, compare_pickers, export_menu, frame
from portal.widgets.links import CompareLink
from portal.widgets.markup import Html, join
from portal.widgets.markup_compare import block_head, chosen, compare_head, legend, nothing_chosen
from portal.widgets.markup_matrix import Sheet, details, matrix
from portal.widgets.markup_message import message_block

_KEPT = 32


def show(library: Library, state: CompareLink, texts: Texts) -> None:
    """The comparison that the address names, or where to start."""
    frame.draw(compare_head(texts))
    if not library.vocabulary.heads:
        frame.draw(message_block(texts("empty.title"), (texts("empty.remedy"), "/library")))
        return
    subjects = subjects_of(library.vocabulary)
    years = years_shown(state.filters, library.vocabulary.years)
    compare_pickers.pickers(state, subjects, years, texts)
    found = subjects.chosen(state.filters)
    if not found:
        frame.draw(nothing_chosen(examples(subjects, texts), texts))
        return
    state = state.of(subject.filter for subject in found)
    frame.draw(chosen(state, found, texts))
    held = library, library.revision
    shown = [_computed(held, state, tuple(years), key) for key in state.metrics or (FIRST_METRIC,)]
    _bar(state, found, shown, texts)
    for one in shown:
        _block(state, one, texts)


@lru_cache(maxsize=_KEPT)
def _computed(held: tuple[Library, int], state: CompareLink, years: tuple[int, ...], key: str) -> Shown:
    library, metric = held[0], metric_of(key)
    subjects = subjects_of(library.vocabulary).chosen(state.filters)
    found = compare(library, subjects, total_of(metric), years, state.scope)
    return Shown(metric, found.by_value() if state.order == "value" else found)


def _bar(state: CompareLink, subjects: Sequence[Subject], shown: Sequence[Shown], texts: Texts) -> None:
    with st.container(key="order_bar", horizontal=True, vertical_alignment="center"):
        compare_pickers.view_bar(state, sums=any(one.kind != "office" for one in subjects), texts=texts)
        origin = export_menu.origin(texts("nav.compare"), state.filters)
        table = partial(comparison_table, shown, state, origin, texts)
        picture = partial(_picture, state, shown, origin, texts) if state.view in PICTURES else None
        export_menu.show(texts("nav.compare"), table, texts, picture)


def _picture(state: CompareLink, shown: Sequence[Shown], origin: Origin, texts: Texts, form: Picture) -> bytes:
    drawings = [Drawing.of(one, "light", texts) for one in shown]
    charts = [(drawing.title, PICTURES[state.view](drawing)) for drawing in drawings]
    return drawn(charts, picture_lines(shown, state, origin, texts), form)


def _block(state: CompareLink, shown: Shown, texts: Texts) -> None:
    frame.draw(block_head(shown, latest=state.view == "bars", texts=texts))
    if shown.found.latest is None:
        frame.draw(message_block(texts("compare.nothing")))
    elif state.view in CHARTS:
        _chart(state, shown, texts)
    table = _tabled(Sheet(shown, state.scope, texts), state.view == "table")
    frame.draw(join((table, legend(shown, ordered=state.order == "value", texts=texts))))


def _chart(state: CompareLink, shown: Shown, texts: Texts) -> None:
    charting.show(*_charted(state.view, shown, charting.scheme(), texts))


@lru_cache(maxsize=_KEPT)
def _charted(view: str, shown: Shown, scheme: Scheme, texts: Texts) -> tuple[Spec, str]:
    """A chart and the sentence that says the same; drawing one costs half of what a rerun may take."""
    drawing = Drawing.of(shown, scheme, texts)
    return charting.drawable(CHARTS[view](drawing), scheme), alt_text(drawing, view)


@lru_cache(maxsize=_KEPT)
def _tabled(sheet: Sheet, detailed: bool) -> Html:
    return details(sheet) if detailed else matrix(sheet)
