"""The answer card put on the page: the conversation, the plan to change, chart and tables, the next question."""

from collections.abc import Sequence
from functools import lru_cache, partial

import streamlit as st

from index.library import Library
from portal.conversation import Turn, starters
from portal.jobs.preparation import Preparation
from portal.messages import Texts
from portal.plan_parts import further, joins_of, plan_filters
from portal.questions.plan import Answer
from portal.sheets.answer_about import compare_href, coverage, doubts, near
from portal.sheets.answer_chart import Charted, Look, chart_of, picture_of
from portal.sheets.answer_sheets import answer_table, sheets_of
from portal.sheets.charts import Scheme, Spec
from portal.sheets.sheets import Sheet
from portal.widgets import charting, export_menu, frame, links, meaning_note, plan_chips
from portal.widgets.links import AskLink
from portal.widgets.markup_answer import (
    answer_grounds,
    answer_head,
    chart_head,
    compare_door,
    fault_note,
    further_list,
    main_sheet,
    other_sheet,
    plan_head,
    readings_list,
    similar_list,
)
from portal.widgets.markup_conversation import earlier_list, later_list, question_head
from portal.widgets.markup_message import examples, heading

_QUESTION = "ask_question"
_CHARTS_KEPT = 64


def show_start(library: Library, state: AskLink, texts: Texts) -> None:
    """The page before a question."""
    frame.draw(heading(texts("ask.title")))
    _box(texts("ask.placeholder"))
    _examples(library, state, texts)


def show(library: Library, turn: Turn, state: AskLink, preparation: Preparation, texts: Texts) -> None:
    """The conversation, the card of its last question, and the box for the next one."""
    main, beside = st.columns([3.2, 1], gap="large")
    with main:
        frame.draw(earlier_list(state, turn.earlier, texts))
        frame.draw(question_head(state.question))
        with st.container(key="answer_card"):
            _card(library, turn, state, texts)
            _similar(library, turn.answer, preparation, texts)
        frame.draw(later_list(state, texts))
        _box(texts("ask.again_changed" if state.changes and turn.again is None else "ask.again"))
    with beside:
        _examples(library, state, texts)
    frame.reveal("question" if state.context or state.later else "")


def _card(library: Library, turn: Turn, state: AskLink, texts: Texts) -> None:
    answer = turn.answer
    frame.draw(fault_note(turn.fault, state, texts))
    frame.draw(answer_head(answer, coverage(answer, library)))
    if answer.readings:
        frame.draw(readings_list(answer, state, texts))
    _plan(library, turn, state, texts)
    sheets = sheets_of(answer, library, texts)
    chart = _charted(answer, charting.scheme(), texts)
    _shown(sheets, chart, answer, state, texts)
    frame.draw(answer_grounds(answer, doubts(answer, library), texts))
    if sheets:
        _export(library, answer, chart is not None, texts)


@lru_cache(maxsize=_CHARTS_KEPT)
def _charted(answer: Answer, scheme: Scheme, texts: Texts) -> tuple[Charted, Spec] | None:
    """The chart of an answer, drawn; drawing one costs a quarter of what a rerun may take."""
    chart = chart_of(answer, Look(scheme, texts))
    return (chart, charting.drawable(chart.chart, scheme)) if chart is not None else None


def _shown(
    sheets: Sequence[Sheet], chart: tuple[Charted, Spec] | None, answer: Answer, state: AskLink, texts: Texts
) -> None:
    """The table that was asked for, its chart, then the other tables."""
    for sheet in sheets[:1]:
        frame.draw(main_sheet(sheet, state, texts))
    if chart is not None:
        charted, drawn = chart
        if charted.headed:
            frame.draw(chart_head(charted.title))
        charting.show(drawn, answer.brief or answer.text)
    frame.draw(compare_door(compare_href(answer, state.lang), texts))
    for sheet in sheets[1:]:
        frame.draw(other_sheet(sheet, texts))


def _plan(library: Library, turn: Turn, state: AskLink, texts: Texts) -> None:
    plan = turn.plan
    if plan is None:
        return
    frame.draw(plan_head(state, texts, goes_on=turn.again is not None))
    plan_chips.show(plan, library.vocabulary, texts)
    frame.draw(further_list(further(plan, texts), state, texts, joins_of(plan)))


def _similar(library: Library, answer: Answer, preparation: Preparation, texts: Texts) -> None:
    if answer.similar is None:
        return
    meaning_note.show(preparation, texts, "ask.similar")
    if preparation.readiness == "ready":
        frame.draw(similar_list(near(answer, library), texts))


def _export(library: Library, answer: Answer, charted: bool, texts: Texts) -> None:
    origin = export_menu.origin(answer.question, plan_filters(answer))
    table = partial(answer_table, answer, library, origin, texts)
    picture = partial(picture_of, answer, origin, texts) if charted else None
    export_menu.show(texts("ask.title"), table, texts, picture)


def _examples(library: Library, state: AskLink, texts: Texts) -> None:
    shown = [(text, AskLink((text,), lang=state.lang).href) for text in starters(library, texts)]
    if shown:
        frame.draw(examples(texts("ask.examples"), shown, here=True))


def _box(placeholder: str) -> None:
    with st.container(key="question_box"):
        st.chat_input(placeholder, key=_QUESTION, on_submit=_ask)


def _ask() -> None:
    links.go(AskLink.read(links.current()).asked(st.session_state[_QUESTION]).pairs)
