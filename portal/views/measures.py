"""改进措施: a problem in one's own words, to the measures that offices took against it."""

from functools import partial

from portal import resources
from portal.widgets import frame, links, measures_page


def show() -> None:
    """Draw the page that the address names."""
    texts = frame.texts()
    library = resources.library()
    state = resources.checked(library, links.MeasuresLink.read(links.current()))
    if not state.asks:
        measures_page.show_start(library, state, texts)
        return
    measures_page.show(library, state, resources.meaning(), partial(resources.looked_up, library), texts)
