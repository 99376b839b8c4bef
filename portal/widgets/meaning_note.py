"""The quiet line about search by meaning while it is being prepared, or where it is not to be had."""

import streamlit as st

from portal.jobs.preparation import Preparation
from portal.messages import Texts
from portal.widgets import frame
from portal.widgets.markup_message import state_note

_LOOK_SECONDS = 2.0


def show(preparation: Preparation, texts: Texts, name: str = "meaning") -> None:
    """Say how it stands, and have the page searched again once it is ready.

    `name` leads the texts that say so for this page.
    """
    if preparation.readiness == "ready":
        return
    if preparation.readiness == "failed":
        why = f"{preparation.problem.problem}：{preparation.problem.remedy}" if preparation.problem else ""
        frame.draw(state_note(texts(f"{name}.failed", why=why)))
        return
    _watch(preparation, texts, name)


@st.fragment(run_every=_LOOK_SECONDS)
def _watch(preparation: Preparation, texts: Texts, name: str) -> None:
    if preparation.readiness != "waiting":
        st.rerun()
    frame.draw(state_note(texts(f"{name}.waiting")))
