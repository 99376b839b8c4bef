"""A question answered: understood, computed, and put into words."""

from collections.abc import Sequence
from datetime import date

from index.library import Library
from portal.questions.execute import execute
from portal.questions.inquired import inquired
from portal.questions.plan import Answer, Inquiry, NotUnderstood, Plan
from portal.questions.reasons import asks_why, because
from portal.questions.refusal import refused
from portal.questions.understand import understand


def answer(question: str, library: Library, today: date, context: Sequence[str] = ()) -> Answer:
    """The answer to a question; `context` holds the earlier questions of the conversation."""
    if context and asks_why(question):
        return because(answer(context[-1], library, today, context[:-1]), question, library)
    plan = understand(question, library, today, context)
    return refused(question, plan) if isinstance(plan, NotUnderstood) else computed(plan, library, question)


def computed(plan: Plan | Inquiry, library: Library, question: str = "") -> Answer:
    """The answer to a plan, in the language of the question if there was one."""
    return inquired(plan, library, question) if isinstance(plan, Inquiry) else execute(plan, library, question)
