"""What else leads on where no passage has the words of a search."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from index.library import Library
from index.lookup import mentions
from index.model import SearchRequest
from index.suggestions import Suggestion, any_of_them, suggestion, taken_apart
from index.themes import Theme, themes_of
from portal.questions.plan import NotUnderstood
from portal.questions.understand import understand

_MOST_THEMES = 3


@dataclass(frozen=True, slots=True)
class Instead:
    """Other words (put right, apart, any of them), the themes that are named with their reports, and whether the words
    are a question that can be answered.
    """

    meant: Suggestion | None = None
    apart: Suggestion | None = None
    loose: Suggestion | None = None
    themes: tuple[tuple[Theme, int], ...] = ()
    answered: bool = False


def instead_of(library: Library, request: SearchRequest, today: date) -> Instead:
    """What leads on from a search by keywords that found nothing."""
    counted = ((theme, mentions(library, theme, request.filters).reports) for theme in themes_of([request.text]))
    return Instead(
        suggestion(library, request),
        taken_apart(library, request),
        any_of_them(library, request),
        tuple(islice(((theme, reports) for theme, reports in counted if reports), _MOST_THEMES)),
        not isinstance(understand(request.text, library, today), NotUnderstood),
    )
