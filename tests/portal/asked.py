"""Questions asked of the samples as on one day, and which reports an answer lists."""

from datetime import date

from index.library import Library
from portal.questions.answer import answer
from portal.questions.plan import Answer
from tests.portal.gold import Key

TODAY = date(2026, 11, 21)


def ask(library: Library, question: str, *context: str) -> Answer:
    """The answer to a question behind those of the same conversation."""
    return answer(question, library, TODAY, context)


def listed(given: Answer) -> set[Key]:
    """The reports that an answer lists, by office and year."""
    return {(row.head.office, row.head.year) for row in given.rows}
