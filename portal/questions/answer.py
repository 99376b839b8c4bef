"""A question answered: understood, computed, and put into words."""

from collections.abc import Sequence
from datetime import date

from index.library import Library
from portal.questions.execute import execute
from portal.questions.inquired import inquired
from portal.questions.plan import Answer, Inquiry, Plan
from portal.questions.refusal import refused
from portal.questions.understand import understand


def answer(question: str, library: Library, today: date, context: Sequence[str] = ()) -> Answer:
    """The answer to a question; `context` holds the earlier questions of the conversation."""
    plan = understand(question, library, today, context)
    if isinstance(plan, Inquiry):
        return inquired(plan, library, question)
    return execute(plan, library, question) if isinstance(plan, Plan) else refused(question, plan)
