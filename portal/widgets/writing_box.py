"""Where reports are put into the library, how the writing that is going on stands, and what came of one's own."""

import streamlit as st

from index.errors import LibraryLocked
from portal.jobs.work import Work
from portal.jobs.writing import Done, Writing
from portal.messages import Texts
from portal.widgets import frame, links
from portal.widgets.draft_page import uploads
from portal.widgets.links import LibraryLink
from portal.widgets.markup import Html, join
from portal.widgets.markup_library import dismissal, failure_note, outcome_note
from portal.widgets.markup_message import message_block, quiet

_FILES, _NOTHING = "upload_files", "upload_nothing"
_LOOK_SECONDS = 0.5
_MINUTE = 60
_SOON = 90


def show(writing: Writing, state: LibraryLink, texts: Texts) -> None:
    """The progress of what is being written, else what came of one's own writing; above the reports, a box for more."""
    work = writing.work
    own = work is not None and work.name == state.told
    if work is not None and not work.wait():
        _watch(work, writing.kind, own, texts)
        return
    if state.view == "reports":
        _uploader(writing, texts)
    if work is not None and own:
        frame.draw(join([_end(writing, work, texts), dismissal(state, texts)]))


def tell_of(writing: Writing, state: LibraryLink) -> None:
    """Have the address name what was begun just now, so that this reader is told what comes of it; for a callback."""
    if writing.work is not None:
        links.go(state.telling(writing.work.name).pairs)


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
        tell_of(writing, LibraryLink.read(links.current()))


@st.fragment(run_every=_LOOK_SECONDS)
def _watch(work: Work[Done], kind: str, own: bool, texts: Texts) -> None:
    if not work.running:
        st.rerun()
    st.progress(min(work.done / work.total, 1.0) if work.total else 0.0, progress_text(work, kind, texts))
    if kind == "ingest" and own:
        ending = bool(work.total) and work.done >= work.total
        st.button(texts("upload.stop"), on_click=work.stop, disabled=work.stopped or ending)


def _end(writing: Writing, work: Work[Done], texts: Texts) -> Html:
    if work.outcome is not None:
        return outcome_note(work.outcome, work.began, texts)
    failure = work.failure
    if failure is None or isinstance(failure, LibraryLocked | OSError):
        return failure_note(failure, texts)
    # Shown once, as any page that fails: nobody could put in anything more if it stayed.
    writing.forget()
    raise failure
