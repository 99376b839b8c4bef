"""Where reports are put into the library, and how the writing that is going on stands; for all sessions alike."""

import streamlit as st

from index.errors import LibraryLocked
from portal.jobs.work import Work
from portal.jobs.writing import Done, Writing
from portal.messages import Texts
from portal.widgets import frame
from portal.widgets.draft_page import uploads
from portal.widgets.markup_library import failure_note, outcome_note
from portal.widgets.markup_message import message_block, quiet

# Who did not see it run is told of an outcome only for so long.
_FRESH_SECONDS = 600
_WATCHED = "writing_watched"
_FILES, _NOTHING = "upload_files", "upload_nothing"
_LOOK_SECONDS = 0.5
_MINUTE = 60
_SOON = 90


def show(writing: Writing, texts: Texts) -> None:
    """The progress of what is being written, else what came of it and where to drop more."""
    work = writing.work
    if work is not None and not work.wait():
        _watch(work, writing.kind, texts)
        return
    _uploader(writing, texts)
    if work is not None:
        _show_end(writing, work, texts)


def busy(writing: Writing) -> bool:
    """Whether something is being written right now."""
    return writing.work is not None and writing.work.running


def progress_text(work: Work[Done], kind: str, texts: Texts) -> str:
    """How far it is, how fast it goes and how long it will take."""
    if kind != "ingest":
        return texts(f"writing.{kind}", seconds=round(work.seconds))
    if work.stopped:
        return texts("upload.stopping")
    if not work.total:
        return texts("upload.preparing")
    if work.done >= work.total:
        return texts("upload.finishing")
    said = texts("upload.reading", done=work.done, total=work.total)
    if work.rate and work.left is not None:
        said += texts("upload.rate", rate=f"{work.rate:.1f}" if work.rate < 1 else round(work.rate))
        said += texts("upload.left", left=_time(work.left, texts))
    return said


def _time(seconds: float, texts: Texts) -> str:
    if seconds < _SOON:
        return texts("upload.seconds", count=max(1, round(seconds)))
    return texts("upload.minutes", count=round(seconds / _MINUTE))


def _uploader(writing: Writing, texts: Texts) -> None:
    with st.form("upload", clear_on_submit=True, border=False):
        st.file_uploader(texts("upload.label"), accept_multiple_files=True, key=_FILES)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button(texts("upload.do"), on_click=lambda: _begin(writing))
            frame.draw(quiet(texts("upload.line")))
    if st.session_state.pop(_NOTHING, False):
        frame.draw(message_block(texts("upload.nothing")))


def _begin(writing: Writing) -> None:
    files = st.session_state[_FILES]
    st.session_state[_NOTHING] = not files
    if files:
        writing.ingest(uploads(files))


@st.fragment(run_every=_LOOK_SECONDS)
def _watch(work: Work[Done], kind: str, texts: Texts) -> None:
    st.session_state[_WATCHED] = work.began
    if not work.running:
        st.rerun()
    st.progress(min(work.done / work.total, 1.0) if work.total else 0.0, progress_text(work, kind, texts))
    if kind == "ingest":
        ending = bool(work.total) and work.done >= work.total
        st.button(texts("upload.stop"), on_click=work.stop, disabled=work.stopped or ending)


def _show_end(writing: Writing, work: Work[Done], texts: Texts) -> None:
    failure = work.failure
    if failure is None:
        if work.outcome is not None and (work.seconds < _FRESH_SECONDS or st.session_state.get(_WATCHED) == work.began):
            frame.draw(outcome_note(work.outcome, work.began, texts))
        return
    if isinstance(failure, LibraryLocked | OSError):
        frame.draw(failure_note(failure, texts))
        return
    # Shown once, as any page that fails: nobody could put in anything more if it stayed.
    writing.forget()
    raise failure
