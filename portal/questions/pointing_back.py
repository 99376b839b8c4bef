"""Who 它, 这三个, 那年 are behind a ranking or a list: the question is asked as if its answer were named in it."""

from collections.abc import Callable, Sequence

from index.library import Library
from index.model import MeasuredReport
from portal.questions.cutting.followups import asks_of_the_same
from portal.questions.cutting.parts import Parsed
from portal.questions.cutting.reading import parsed_text
from portal.questions.plan import Answer, Plan
from portal.questions.saying.notes import Language, joined, say
from portal.questions.saying.phrasing import ask_number, label
from portal.questions.words.fold import fold, language_of
from portal.questions.words.names import full_name, names_of
from portal.questions.words.vocabulary import read_lexicon

_MOST = 12
_LISTS = ("ranking", "list")


def named_before(
    question: str, library: Library, context: Sequence[str], answered: Callable[[], Answer | None]
) -> Sequence[str]:
    """The conversation, its last question as one that names the offices and the year of its answer.

    Only where the question points back at an answer that listed or ranked offices; `answered` computes that answer.
    """
    names = names_of(library.vocabulary)
    if not context or not names.heads:
        return context
    parsed, text = parsed_text(question, names), fold(question)
    one, several = _points(parsed, text)
    if parsed.named or "among" in parsed.roles or not (one or several):
        return context
    given = answered()
    if given is None or given.plan is None or given.plan.operation not in _LISTS or given.plan.by is not None:
        return context
    rows = _pointed_at(given, several=several)
    return [_asked_of(rows, given.plan, language_of(question))] if rows else context


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
    one_year = len({row.head.year for row in rows}) == 1
    return rows if one_year and len(rows) <= _MOST else ()


def _asked_of(rows: Sequence[MeasuredReport], plan: Plan, language: Language) -> str:
    """The question for these offices' figures of that year."""
    offices = [full_name(row.head) for row in rows]
    year = str(rows[0].head.year)
    if len(offices) == 1:
        return ask_number(offices[0], year, plan.metric, language)
    who = "、".join(offices) if language == "zh" else joined(offices, language)
    return say("ask_numbers", language, offices=who, year=year, about=label(plan.metric, language))
