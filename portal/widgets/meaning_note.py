"""The quiet line about search by meaning while it is being prepared, or where it is not to be had."""

import streamlit as st

from portal.messages import Texts
from portal.preparation import Preparation
from portal.widgets import frame
from portal.widgets.address import FilteredLink
from portal.widgets.markup_message import state_note

_LOOK_SECONDS = 2.0


def show(preparation: Preparation, state: FilteredLink, texts: Texts) -> None:
    """Say how it stands; once it is ready, offer to search again rather than change the list under the reader."""
    if preparation.readiness == "ready":
        return
    if preparation.readiness == "failed":
        why = f"{preparation.problem.problem}：{preparation.problem.remedy}" if preparation.problem else ""
        frame.draw(state_note(texts("meaning.failed", why=why)))
        return
    _watch(preparation, state, texts)


@st.fragment(run_every=_LOOK_SECONDS)
def _watch(preparation: Preparation, state: FilteredLink, texts: Texts) -> None:
    if preparation.readiness == "waiting":
        frame.draw(state_note(texts("meaning.waiting")))
    else:
        frame.draw(state_note(texts("meaning.ready"), (texts("meaning.again"), state.href)))
