"""Yes or no, before what an answer says."""

from dataclasses import replace

from portal.questions.plan import Answer
from portal.questions.saying.notes import Language, say


def with_verdict(given: Answer, verdict: bool, language: Language) -> Answer:
    """An answer as one of yes or no, which opens its sentence; its figure is no longer what is asked for."""
    said = say("yes" if verdict else "no", language)
    brief = f"{said}{given.brief}" if given.brief else None
    return replace(given, kind="yes_no", verdict=verdict, value=None, text=f"{said}{given.text}", brief=brief)
