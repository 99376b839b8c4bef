"""Drafts put on the page: dropped, read beside the page, shown one at a time; none of them is stored."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from index.checking import Checked
from index.model import Filters
from portal.jobs.drafts import check_drafts
from portal.jobs.uploads import Upload
from portal.jobs.work import Work
from portal.messages import Texts
from portal.sheets.keeping_tables import drafts_table
from portal.widgets import export_menu, frame
from portal.widgets.markup import plain_label
from portal.widgets.markup_draft import draft_choice, draft_note, draft_report, drafts_ended
from portal.widgets.markup_message import quiet

_FILES, _WORK, _WHICH, _ROUND = "draft_files", "draft_work", "draft_which", "draft_round"
_LOOK_SECONDS = 0.5
Drafts = tuple[Checked, ...]


def show(library: Path, texts: Texts) -> None:
    """Where drafts are dropped, and what came of those that were."""
    frame.draw(draft_note(texts))
    st.file_uploader(
        texts("draft.label"),
        accept_multiple_files=True,
        key=_box(),
        on_change=partial(_begin, library),
    )
    work = cast("Work[Drafts] | None", st.session_state.get(_WORK))
    if work is None:
        return
    if not work.wait():
        _watch(work, texts)
        return
    if work.failure is not None:
        raise work.failure
    _show(work.outcome or (), stopped=work.stopped, texts=texts)


def uploads(files: Sequence[UploadedFile]) -> list[Upload]:
    """What a browser sent, as it was named there."""
    return [Upload(file.name, file.getvalue()) for file in files]


def _box() -> str:
    """The key of the box for files; one that was cleared is another box."""
    return f"{_FILES}_{st.session_state.get(_ROUND, 0)}"


def _begin(library: Path) -> None:
    before = cast("Work[Drafts] | None", st.session_state.get(_WORK))
    if before is not None:
        before.stop()
    files = st.session_state[_box()]
    st.session_state[_WORK] = check_drafts(uploads(files), library) if files else None


def _clear() -> None:
    """Forget what was found, and the files with it: a new box has none."""
    st.session_state.pop(_WORK, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


@st.fragment(run_every=_LOOK_SECONDS)
def _watch(work: Work[Drafts], texts: Texts) -> None:
    if not work.running:
        st.rerun()
    said = texts("draft.reading", number=work.done + 1, total=work.total) if work.total else texts("draft.preparing")
    st.progress(work.done / work.total if work.total else 0.0, said)
    st.button(texts("draft.stop"), on_click=work.stop)


def _show(drafts: Drafts, *, stopped: bool, texts: Texts) -> None:
    frame.draw(drafts_ended(len(drafts), stopped=stopped, texts=texts))
    if not drafts:
        return
    with st.container(key="draft_kept", horizontal=True, vertical_alignment="center"):
        frame.draw(quiet(texts("draft.kept")))
        st.button(texts("draft.clear"), on_click=_clear)
    chosen = _which(drafts, texts) if len(drafts) > 1 else 0
    table = partial(drafts_table, drafts, export_menu.origin("", Filters()), texts)
    export_menu.show(texts("draft.export"), table, texts)
    frame.draw(draft_report(drafts[chosen], texts))


def _which(drafts: Drafts, texts: Texts) -> int:
    places = range(len(drafts))
    return st.radio(
        texts("draft.which"),
        places,
        key=_WHICH,
        format_func=lambda place: plain_label(draft_choice(drafts[place], texts)),
    )
