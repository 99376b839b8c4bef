"""How understanding stops: with a plain refusal or a question back."""

from collections.abc import Iterable, Sequence

from portal.questions.plan import Answer, NotUnderstood, Plan
from portal.questions.saying.notes import Language, say


class Refusal(Exception):
    """Raised where a question cannot become a plan; carries what to say instead."""

    def __init__(self, outcome: NotUnderstood) -> None:
        super().__init__(outcome.text)
        self.outcome = outcome


def no_answer(code: str, language: Language, instead: Sequence[str] = (), **values: object) -> Refusal:
    """A refusal that says what is missing, with questions to ask instead where there are any."""
    return Refusal(NotUnderstood("no_answer", say(code, language, **values), readings=tuple(instead), code=code))


def clarify(code: str, language: Language, readings: Sequence[str], **values: object) -> Refusal:
    """A question back with full questions to choose from."""
    return Refusal(NotUnderstood("clarify", say(code, language, **values), readings=tuple(readings)))


def quoted(words: Iterable[str], language: Language) -> str:
    """Words in quotation marks, one after the other."""
    return ("、" if language == "zh" else ", ").join(f"“{word}”" for word in dict.fromkeys(words))


def refused(question: str, outcome: NotUnderstood, plan: Plan | None = None) -> Answer:
    """An answer without figures: why there is none, or what to choose from."""
    return Answer(
        question=question,
        kind=outcome.kind,
        text=outcome.text,
        plan=plan,
        readings=outcome.readings,
        assumptions=outcome.assumptions,
    )
