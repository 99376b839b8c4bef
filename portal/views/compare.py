"""对比: offices, places or levels beside each other over the years."""

from portal import resources
from portal.widgets import compare_page, frame, links


def show() -> None:
    """Draw the page that the address names."""
    texts = frame.texts()
    library = resources.library()
    state = resources.checked(library, links.CompareLink.read(links.current()))
    compare_page.show(library, state, texts)
