"""搜索: words and filters to passages; empty, what there is to search."""

from functools import partial

from portal import resources
from portal.widgets import frame, home, links, results
from portal.widgets.markup_message import heading


def show() -> None:
    """Draw the page that the address names."""
    texts = frame.texts()
    library = resources.library()
    state = resources.checked(library, links.SearchLink.read(links.current()))
    if not state.asks:
        home.show(library, state, texts)
        return
    frame.draw(heading(texts("search.results"), seen=False))
    results.show_box(state, texts)
    results.show(library, state, resources.meaning(), partial(resources.searched, library), texts)
