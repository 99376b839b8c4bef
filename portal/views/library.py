"""资料库: reports put in and taken out, which ones are missing, and how the library stands."""

from portal import resources
from portal.widgets import frame, library_page, links


def show() -> None:
    """Draw the page that the address names."""
    texts = frame.texts()
    state = links.LibraryLink.read(links.current())
    writing = resources.writing()
    library_page.show_head(writing, state, texts)
    library = resources.library_if_any()
    if library is None or not library.vocabulary.heads:
        library_page.show_empty(writing, state, texts)
        return
    library_page.show(library, resources.checked(library, state), writing, texts)
