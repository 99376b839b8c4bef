"""报告: one report with its tables, or the list of all."""

from portal import resources
from portal.widgets import frame, links, report_page


def show() -> None:
    """Draw the page that the address names."""
    texts = frame.texts()
    library = resources.library()
    state = links.ReportLink.read(links.current())
    if not state.report_id:
        report_page.show_index(library, state, texts)
        return
    stored = library.report(state.report_id, state.version or None)
    if stored is None:
        report_page.show_unknown(library, state, texts)
        return
    report_page.show(library, stored, state, texts)
