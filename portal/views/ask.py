"""提问: a question to a computed answer with its sources."""

from portal import resources
from portal.conversation import turn
from portal.widgets import answer_card, frame, links


def show() -> None:
    """Draw the page that the address names."""
    texts = frame.texts()
    library = resources.library()
    state = links.AskLink.read(links.current())
    if not state.question:
        answer_card.show_start(library, state, texts)
        return
    asked = turn(library, state, resources.today(), texts)
    answer_card.show(library, asked, state, resources.meaning(), texts)
