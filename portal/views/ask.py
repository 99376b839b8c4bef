"""提问: a question to a computed answer with its sources."""

from portal import resources
from portal.widgets import answer_card, frame, links
from portal.widgets.plan_changes import answered


def show() -> None:
    """Draw the page that the address names."""
    texts = frame.texts()
    library = resources.library()
    state = links.AskLink.read(links.current())
    if not state.question:
        answer_card.show_start(state, texts)
        return
    answer = answered(library, state, resources.today(), texts("ask.changed"))
    answer_card.show(answer, library.vocabulary.heads, state, texts)
