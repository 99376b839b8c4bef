"""The popover that says how to cite a report."""

from datetime import date
from functools import partial

from index.model import StoredReport
from portal.messages import Texts
from portal.sheets.citation import Citation
from portal.widgets import controls, frame
from portal.widgets.markup_message import copies


def show(stored: StoredReport, texts: Texts) -> None:
    """Each style with a link that copies it."""
    controls.menu(texts("cite.title"), "cite_menu", partial(_styles, stored, texts))


def _styles(stored: StoredReport, texts: Texts) -> None:
    citation = Citation(stored, frame.base(), date.today())
    styles = {"gb7714": citation.gb7714, "bibtex": citation.bibtex, "plain": citation.plain, "link": citation.link}
    frame.draw(copies([(texts(f"cite.{name}"), text) for name, text in styles.items()], texts))
