"""A report beside another year's or another version, put on the page."""

from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from index.differences import Comparison, compare, year_beside
from index.library import Library
from index.model import Filters, ReportHead, StoredReport
from portal.messages import Texts
from portal.sheets.differences_table import differences_table
from portal.widgets import export_menu, frame
from portal.widgets.links import LibraryLink, ReportLink
from portal.widgets.markup import Html
from portal.widgets.markup_differences import comparison
from portal.widgets.markup_message import message_block, state_note
from portal.widgets.markup_versions import version_chooser, version_table, year_chooser

_KEPT = 16


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of a library at one of its revisions, each by its id and version; without a version the current."""

    held: tuple[Library, int]
    after: tuple[str, int]
    before: tuple[str, int | None]

    def compared(self) -> Comparison:
        """What differs between the two."""
        library, _ = self.held
        after, before = library.report(*self.after), library.report(*self.before)
        assert after is not None and before is not None
        return compare(after, before)


def show_years(library: Library, stored: StoredReport, state: ReportLink, texts: Texts) -> None:
    """This report beside the one of another year of its office: the year before, where nobody says which."""
    head = stored.head
    others = [other for other in library.vocabulary.seat(head.seat) if other.report_id != head.report_id]
    chosen = _chosen(head, others, state)
    if chosen is None:
        default = texts("years.default"), state.viewed("years").href
        missing = texts("years.missing"), LibraryLink(view="missing", lang=state.lang).href
        problem, way = ("years.unknown", default) if others else ("years.none", missing)
        frame.draw(message_block(texts(problem), way))
        return
    if not state.other and chosen.year != head.year - 1:
        frame.draw(state_note(texts("years.not_before", missing=head.year - 1, year=chosen.year)))
    _show(library, year_chooser(state, others, chosen, texts), (stored, (chosen.report_id, None)), state, texts)


def _chosen(head: ReportHead, others: list[ReportHead], state: ReportLink) -> ReportHead | None:
    if not state.other:
        return year_beside(head, others)
    return next((other for other in others if other.report_id == state.other), None)


def show_versions(library: Library, stored: StoredReport, state: ReportLink, texts: Texts) -> None:
    """All versions of this report, and the shown one beside another: the one before, where nobody says which."""
    files = library.catalog.files(stored.head.report_id)
    frame.draw(version_table(files, stored.version, state, texts))
    numbers = [number for number in dict.fromkeys(file.version for file in files) if number != stored.version]
    if not numbers:
        frame.draw(message_block(texts("versions.one")))
        return
    number = state.other or str(next((number for number in numbers if number < stored.version), numbers[-1]))
    if number not in map(str, numbers):
        frame.draw(message_block(texts("report.no_version", version=number)))
        return
    chooser = version_chooser(state, numbers, int(number), texts)
    _show(library, chooser, (stored, (stored.head.report_id, int(number))), state, texts)


def _show(
    library: Library,
    chooser: Html,
    beside: tuple[StoredReport, tuple[str, int | None]],
    state: ReportLink,
    texts: Texts,
) -> None:
    """A report beside another one, which is named by its id and version."""
    stored, other = beside
    pair = Pair((library, library.revision), (stored.head.report_id, stored.version), other)
    with st.container(key="compared_bar", horizontal=True, vertical_alignment="center"):
        frame.draw(chooser)
        origin = export_menu.origin(stored.head.title, Filters())
        export_menu.show(
            texts(f"report.view.{state.view}"), lambda: differences_table(pair.compared(), origin, texts), texts
        )
    frame.draw(_drawn(pair, texts))


@lru_cache(maxsize=_KEPT)
def _drawn(pair: Pair, texts: Texts) -> Html:
    """The comparison as it is drawn; reading, comparing and drawing one costs more than a rerun may take."""
    return comparison(pair.compared(), texts)
