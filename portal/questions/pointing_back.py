"""Who 它, 这三个, 那年 are behind a ranking or a list: the question is asked as if its answer were named in it."""

import re
from collections.abc import Callable, Sequence

from index.library import Library
from index.model import MeasuredReport
from portal.questions.cutting.going_on import asks_of_the_same
from portal.questions.cutting.parts import Parsed
from portal.questions.cutting.reading import parsed_text
from portal.questions.plan import Answer, Plan
from portal.questions.saying.notes import Language, joined, say
from portal.questions.saying.phrasing import ask_number, label
from portal.questions.words.fold import fold, language_of
from portal.questions.words.names import full_name, names_of
from portal.questions.words.spoken_numbers import number
from portal.questions.words.vocabulary import read_lexicon

_MOST = 12
_COUNTED = re.compile("[这那]([二两三四五六])(?:个|家)")
_PLACED = re.compile("第([一二三四五1-5])(?:个|家|名)(?:单位)?")
_FIRST = re.compile("前([两二三四五2-5])(?:个|家|名)?(?:单位)?的")
_LISTS = ("ranking", "list")


def named_before(
    question: str, library: Library, context: Sequence[str], answered: Callable[[], Answer | None]
) -> tuple[str, Sequence[str]]:
    """A question and its conversation, the last question of that as one that names the offices and year of its answer.

    Only where the question points back at an answer that listed or ranked offices; `answered` computes that answer.
    Where it points at so many as the answer has not, the conversation is left off, so that it is asked back whom it is
    about.
    """
    names = names_of(library.vocabulary)
    if not context or not names.heads:
        return question, context
    text, picked = _picked(question)
    parsed = parsed_text(text, names)
    one, several = _points(parsed, fold(text))
    # Only those at county level narrows the list itself.
    narrows = parsed.scopes and not (parsed.concepts or parsed.aims or parsed.told or "number" in parsed.roles)
    if parsed.named or "among" in parsed.roles or narrows or not (one or several):
        return question, context
    given = answered()
    if given is None or given.plan is None or given.plan.operation not in _LISTS or given.plan.by is not None:
        return question, context
    rows = given.rows[picked] if picked else _pointed_at(given, several=several)
    counted = _COUNTED.search(text)
    if counted and rows and number(counted[1]) != len(rows):
        return question, ()
    return (text, [_asked_of(rows, given.plan, language_of(question))]) if _fit(rows) else (question, context)


def _picked(question: str) -> tuple[str, slice | None]:
    """第一个, 前三个 as 它 and 它们, with the places of the answer that they are; other questions as they are."""
    if match := _PLACED.search(question):
        place = int(number(match[1]))
        return question.replace(match[0], "它", 1), slice(place - 1, place)
    if match := _FIRST.search(question):
        return question.replace(match[0], "它们的", 1), slice(int(number(match[1])))
    return question, None


def _fit(rows: Sequence[MeasuredReport]) -> bool:
    """Whether rows can be named in one question: some, not too many, of one year."""
    return 0 < len(rows) <= _MOST and len({row.head.year for row in rows}) == 1


def _points(parsed: Parsed, text: str) -> tuple[bool, bool]:
    """Whether a question points at one of an answer, or at all of its offices."""
    words = read_lexicon("words.json")
    several = any(word in text for word in words["refers_to_all"]) or ("total" in parsed.roles and _of_the_list(parsed))
    that_year = any(word in text for word in words["that_year"])
    only_number = "number" in parsed.roles and parsed.roles <= {"number", "cases", "money", "function", "follow"}
    bare = only_number and not (parsed.concepts or parsed.years or parsed.scopes or parsed.aims or parsed.unknown)
    one = "refers" in parsed.roles or that_year or asks_of_the_same(parsed) or bare
    return one and not several, several


def _of_the_list(parsed: Parsed) -> bool:
    """Whether 一共多少件诉讼 names nothing that it is asked of."""
    placed = parsed.years or parsed.scopes or parsed.groups or parsed.thresholds or parsed.shifts
    return bool(parsed.concepts) and not (placed or parsed.aims or parsed.told or parsed.roles & {"list", "subject"})


def _pointed_at(given: Answer, *, several: bool) -> tuple[MeasuredReport, ...]:
    """The reports pointed at: all of the answer, or the one that it gives first; none where that is not one."""
    rows = given.rows
    if not several:
        first = [row for row in rows if row.value == rows[0].value] if rows else []
        alone = given.plan is not None and given.plan.operation == "ranking" and len(first) == 1
        rows = (rows[0],) if alone else rows if len(rows) == 1 else ()
    return rows


def _asked_of(rows: Sequence[MeasuredReport], plan: Plan, language: Language) -> str:
    """The question for these offices' figures of that year."""
    offices = [full_name(row.head) for row in rows]
    year = str(rows[0].head.year)
    if len(offices) == 1:
        return ask_number(offices[0], year, plan.metric, language)
    who = "、".join(offices) if language == "zh" else joined(offices, language)
    return say("ask_numbers", language, offices=who, year=year, about=label(plan.metric, language))
