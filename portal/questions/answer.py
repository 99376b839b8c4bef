"""A question answered: understood, computed, and put into words."""

import os
from collections.abc import Sequence
from datetime import date

from index.library import Library
from portal.questions.computing.execute import execute
from portal.questions.computing.inquired import inquired
from portal.questions.computing.reasons import asks_why, because
from portal.questions.plan import Answer, Inquiry, NotUnderstood, Plan
from portal.questions.pointing_back import named_before
from portal.questions.refusal import refused
from portal.questions.understand import understand

# Refusals that leave room for another reading: words that nobody knows, or that ask for what has no rule.
_UNREAD = ("unknown", "unsupported")


def answer(question: str, library: Library, today: date, context: Sequence[str] = ()) -> Answer:
    """The answer to a question; `context` holds the earlier questions of the conversation."""
    if context and asks_why(question):
        return because(answer(context[-1], library, today, context[:-1]), question, library)
    plan = planned(question, library, today, context)
    return refused(question, plan) if isinstance(plan, NotUnderstood) else computed(plan, library, question)


def planned(
    question: str, library: Library, today: date, context: Sequence[str] = ()
) -> Plan | Inquiry | NotUnderstood:
    """The plan of a question: by the rules, or by the language model that the environment names where they fail."""
    context = named_before(question, library, context, lambda: _answered(context, library, today))
    plan = understand(question, library, today, context)
    if isinstance(plan, NotUnderstood) and plan.code in _UNREAD and os.environ.get("MINGCHA_LLM"):
        # Not at the top: without the variable nothing is imported that can open a connection.
        from portal.questions.model_plan import plan_by_model

        return plan_by_model(plan, question, library, today, context)
    return plan


def _answered(context: Sequence[str], library: Library, today: date) -> Answer | None:
    """The answer to the last question of a conversation; None where it has no plan."""
    plan = planned(context[-1], library, today, context[:-1])
    return None if isinstance(plan, NotUnderstood) else computed(plan, library, context[-1])


def computed(plan: Plan | Inquiry, library: Library, question: str = "") -> Answer:
    """The answer to a plan, in the language of the question if there was one."""
    return inquired(plan, library, question) if isinstance(plan, Inquiry) else execute(plan, library, question)
