"""The popover that says how to cite a report."""

from datetime import date

import streamlit as st

from index.model import StoredReport
from portal.messages import Texts
from portal.sheets.citation import Citation
from portal.widgets import frame
from portal.widgets.markup_message import copies


def show(stored: StoredReport, texts: Texts) -> None:
    """Each style with a link that copies it; what is not opened is not in the page."""
    citation = Citation(stored, frame.base(), date.today())
    styles = {"gb7714": citation.gb7714, "bibtex": citation.bibtex, "plain": citation.plain, "link": citation.link}
    with st.popover(texts("cite.title")):
        frame.draw(copies([(texts(f"cite.{name}"), text) for name, text in styles.items()], texts))
