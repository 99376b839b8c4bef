"""A question answered: understood, computed, and put into words."""

import os
from collections.abc import Sequence
from datetime import date
from functools import partial

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
    question, context = _spelled_out(question, library, today, context)
    plan = understand(question, library, today, context)
    if isinstance(plan, NotUnderstood) and plan.code in _UNREAD and os.environ.get("MINGCHA_LLM"):
        # Not at the top: without the variable nothing is imported that can open a connection.
        from portal.questions.model_plan import plan_by_model

        return plan_by_model(plan, question, library, today, context)
    return plan


def _spelled_out(question: str, library: Library, today: date, context: Sequence[str]) -> tuple[str, Sequence[str]]:
    """A question and its conversation, what points at an answer in either named."""
    so_far: Sequence[str] = ()
    for earlier in context:
        said, before = named_before(earlier, library, so_far, partial(_answered, so_far, library, today))
        so_far = (*before, said)
    return named_before(question, library, so_far, partial(_answered, so_far, library, today))


def _answered(context: Sequence[str], library: Library, today: date) -> Answer | None:
    """The answer to the last question of a conversation that has a plan; None where none has."""
    for last in range(len(context) - 1, -1, -1):
        plan = understand(context[last], library, today, context[:last])
        if not isinstance(plan, NotUnderstood):
            return computed(plan, library, context[last])
    return None


def computed(plan: Plan | Inquiry, library: Library, question: str = "") -> Answer:
    """The answer to a plan, in the language of the question if there was one."""
    return inquired(plan, library, question) if isinstance(plan, Inquiry) else execute(plan, library, question)
