"""The address of every view: the one package that reads and writes it, in the words of the command line's filters."""

from collections.abc import Mapping

import streamlit as st

from portal.messages import LANGUAGES
from portal.widgets.address import Pairs
from portal.widgets.links.ask import ALL, SCOPES, AskLink
from portal.widgets.links.checks import CHECKS_VIEWS, ChecksLink, ChecksView, findings_href, rule_href
from portal.widgets.links.compare import COMPARE_VIEWS, ORDERS, CompareLink
from portal.widgets.links.library import LIBRARY_VIEWS, LibraryLink, LibraryView
from portal.widgets.links.measures import SIDES, MeasuresLink
from portal.widgets.links.report import VIEWS, ReportLink, figure_href, measure_parts, part_cells, report_href
from portal.widgets.links.search import ENDS, MODES, PAGE_SIZE, SORTS, SearchLink

__all__ = [
    "CHECKS_VIEWS",
    "LIBRARY_VIEWS",
    "ChecksLink",
    "ChecksView",
    "LibraryLink",
    "LibraryView",
    "rule_href",
    "ALL",
    "COMPARE_VIEWS",
    "ENDS",
    "MODES",
    "ORDERS",
    "PAGE_SIZE",
    "SCOPES",
    "SIDES",
    "SORTS",
    "VIEWS",
    "AskLink",
    "CompareLink",
    "MeasuresLink",
    "ReportLink",
    "SearchLink",
    "current",
    "figure_href",
    "findings_href",
    "go",
    "measure_parts",
    "part_cells",
    "report_href",
]


def current() -> Pairs:
    """The parameters of the address that the browser shows; the language chosen before, where it names none."""
    shown = tuple((name, value) for name in st.query_params for value in st.query_params.get_all(name))
    chosen = st.context.cookies.get("lang", "")
    return shown if "lang" in st.query_params or chosen not in LANGUAGES[1:] else (*shown, ("lang", chosen))


def go(pairs: Pairs) -> None:
    """Change the address, as one entry of the browser's history; to be called from a callback."""
    st.query_params.from_dict(_grouped(pairs))


def _grouped(pairs: Pairs) -> Mapping[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped
