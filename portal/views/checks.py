"""核查: what does not fit in the reports of the library, in a draft, and which rules say so."""

from portal import resources
from portal.widgets import checks_page, draft_page, frame, links


def show() -> None:
    """Draw the page that the address names."""
    texts = frame.texts()
    state = links.ChecksLink.read(links.current())
    checks_page.show_head(state, texts)
    if state.view == "draft":
        draft_page.show(resources.library_path(), texts)
        return
    if state.view == "rules":
        checks_page.show_rules(resources.library_if_any(), state, texts)
        return
    library = resources.library()
    checks_page.show_findings(library, resources.checked(library, state), texts)
