"""What the pages share: the library, opened once for all sessions, today's date, and the last line for errors."""

import logging
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import streamlit as st

from index import manifest
from index.errors import FilterError, LibraryError, NoLibrary
from index.filters import alike
from index.layout import Layout
from index.library import Library
from index.lookup import LookedUp, Wanted, look_up
from index.model import SearchRequest, SearchResult
from portal.jobs.preparation import Preparation
from portal.jobs.writing import Writing
from portal.messages import Texts
from portal.widgets import frame, links
from portal.widgets.address import FilteredLink, address
from portal.widgets.markup_message import error_block, fault_text

LIBRARY_VARIABLE = "MINGCHA_LIBRARY"
State = tuple[int, int, tuple[int, int]]
Link = TypeVar("Link", bound=FilteredLink)
_RESULTS_KEPT = 64
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Held:
    """An open library and the revision that it was opened at."""

    library: Library
    revision: int


def library_path() -> Path:
    """Where the library lies, or will."""
    return Path(os.environ.get(LIBRARY_VARIABLE, "library"))


def library_if_any() -> Library | None:
    """The library as it is now; None where there is none yet."""
    return library() if Layout(library_path()).catalog.exists() else None


def library() -> Library:
    """The library as it is now: one object for all sessions, opened anew once something was committed to it."""
    path = library_path()
    held = _open(path, _identity(path))
    if held.library.revision != held.revision:
        _open.clear()
        held = _open(path, _identity(path))
    return held.library


@st.cache_resource(show_spinner=False)
def _open(path: Path, identity: int) -> _Held:
    opened = Library.open(path)
    return _Held(opened, opened.revision)


def writing() -> Writing:
    """What is being written into the library, or was last; it is one for all sessions."""
    return _writing(library_path())


@st.cache_resource(show_spinner=False)
def _writing(path: Path) -> Writing:
    return Writing(path)


def meaning() -> Preparation:
    """How search by meaning stands; it is one for all sessions."""
    path = library_path()
    prepared = _prepared(path, _identity(path))
    if prepared.readiness == "failed" and prepared.vectors != manifest.mark(Layout(path).vectors):
        # Somebody made the vectors anew since.
        _prepared.clear()
        return _prepared(path, _identity(path))
    return prepared


def prepare_meaning() -> None:
    """Have search by meaning made ready, where there is a library; to be called when a page is complete."""
    if Layout(library_path()).catalog.exists():
        meaning().start()


@st.cache_resource(show_spinner=False)
def _prepared(path: Path, identity: int) -> Preparation:
    # A question of its own, since vectors that were made before are brought up without the model.
    held = _open(path, identity).library
    vectors = manifest.mark(Layout(path).vectors)
    return Preparation(lambda: held.search(SearchRequest("公开", mode="semantic", limit=1)), vectors)


def searched(held: Library, request: SearchRequest) -> SearchResult:
    """What a search finds, kept for the next rerun of a page that asks for the same."""
    return _searched(_state(held), request, held)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def _searched(state: State, request: SearchRequest, _held: Library) -> SearchResult:
    return _held.search(request)


def looked_up(held: Library, wanted: Wanted) -> LookedUp:
    """What a problem or theme leads to, kept for the next rerun of a page that asks for the same."""
    return _looked_up(_state(held), wanted, held)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def _looked_up(state: State, wanted: Wanted, _held: Library) -> LookedUp:
    return look_up(_held, wanted)


def _state(held: Library) -> State:
    """What tells one state of the library and its vectors from any other."""
    path = library_path()
    return _identity(path), held.revision, manifest.mark(Layout(path).vectors)


def _identity(path: Path) -> int:
    """What tells a library from another that was put in its place; 0 where there is none yet."""
    catalog = Layout(path).catalog
    return catalog.stat().st_ino if catalog.exists() else 0


def today() -> date:
    """The clock of the portal."""
    return date.today()


def checked(held: Library, state: Link) -> Link:
    """The same state with its filters as the library reads them; FilterError where one is not known."""
    return replace(state, filters=held.parse_filters("=".join(item.pair) for item in state.filters.items))


def _with(error: FilterError, name: str = "", value: str = "") -> str:
    """The address with another name or value, or with nothing, in place of what is not known."""
    kept: list[tuple[str, str]] = []
    for own, held in links.current():
        if own != error.name or error.value not in (None, held.removeprefix("!")):
            kept.append((own, held))
        elif name or value:
            kept.append((name or own, f"{'!' if held.startswith('!') else ''}{value}" if value else held))
    return address("", tuple(kept)) or "?"


def _ways(error: FilterError, texts: Texts) -> Iterator[tuple[str, str]]:
    """What comes so near that it may be meant, the rest of the address, the page alone."""
    said, near = error.name if error.value is None else error.value, error.nearest
    if near and alike(said, near):
        name, value = (near, "") if error.value is None else (error.name, near)
        yield texts("error.nearest", nearest=f"{name}={value}" if value else name), _with(error, name, value)
    if (without := _with(error)) != "?":
        yield texts("error.without"), without
    yield texts("error.filter"), "?"


def show_error(error: Exception) -> bool:
    """Draw what went wrong in place of Streamlit's own text; what was not foreseen is logged under an id."""
    texts = frame.texts()
    if isinstance(error, NoLibrary):
        block = error_block(texts("empty.title"), (texts("empty.remedy"), "/library"))
    elif isinstance(error, FilterError):
        block = error_block(fault_text(error, texts), *_ways(error, texts))
    elif isinstance(error, LibraryError):
        block = error_block(f"{error.where}：{error.problem}", (error.remedy, ""))
    else:
        identity = secrets.token_hex(2)
        _LOG.error("page error %s", identity, exc_info=error)
        block = error_block(texts("error.title", id=identity), (texts("error.remedy"), ""))
    frame.draw(block)
    frame.close_page(texts)
    return True
