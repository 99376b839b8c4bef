"""The answer card put on the page, with the plan to change by hand and the box for the next question."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from index.model import Filters, ReportHead
from portal.exports import answer_table
from portal.messages import Texts
from portal.questions.plan import Answer, Plan
from portal.widgets import export_menu, frame, links, plan_chips
from portal.widgets.links import AskLink
from portal.widgets.markup_answer import answer_details, answer_head, plan_head, question_head, readings_list
from portal.widgets.markup_message import examples, heading

_QUESTION = "ask_question"
_EXAMPLES = (
    "哪些单位的行政复议被纠正了？",
    "2025年哪些单位的新收申请超过100件",
    "哪些单位有不予公开的申请",
    "which offices had corrected reconsiderations",
)


def show_start(state: AskLink, texts: Texts) -> None:
    """The page before a question."""
    frame.draw(heading(texts("ask.title")))
    _box(texts("ask.placeholder"))
    _examples(state, texts)


def show(answer: Answer, heads: Sequence[ReportHead], state: AskLink, texts: Texts) -> None:
    """The question, the card, and the box for another question."""
    main, beside = st.columns([2.6, 1], gap="large")
    with main:
        frame.draw(question_head(answer.question))
        with st.container(key="answer_card"):
            frame.draw(answer_head(answer, texts))
            _plan(answer.plan, heads, state, texts)
            if answer.readings:
                frame.draw(readings_list(answer, texts, state.lang))
            frame.draw(answer_details(answer, texts))
            _export(answer, texts)
        _box(texts("ask.again"))
    with beside:
        _examples(state, texts)


def _export(answer: Answer, texts: Texts) -> None:
    if answer.rows or answer.apart:
        filters = answer.plan.filters if answer.plan else Filters()
        table = partial(answer_table, answer, export_menu.origin(answer.question, filters), texts)
        export_menu.show(texts("ask.title"), table, texts)


def _plan(plan: Plan | None, heads: Sequence[ReportHead], state: AskLink, texts: Texts) -> None:
    if plan is None:
        return
    frame.draw(plan_head(state, texts))
    plan_chips.show(plan, heads, texts)


def _examples(state: AskLink, texts: Texts) -> None:
    shown = [(text, AskLink(text, lang=state.lang).href) for text in _EXAMPLES]
    frame.draw(examples(texts("ask.examples"), shown, here=True))


def _box(placeholder: str) -> None:
    with st.container(key="question_box"):
        st.chat_input(placeholder, key=_QUESTION, on_submit=_ask)


def _ask() -> None:
    state = AskLink.read(links.current())
    links.go(AskLink(st.session_state[_QUESTION], lang=state.lang).pairs)
