"""What a question takes for granted (既然…, 听说…, 为什么没有…): set aside, so that the true figure is the answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from portal.questions.cutting.parts import Parsed
from portal.questions.words.meanings import Role
from portal.questions.words.vocabulary import read_lexicon

_REASONS = "原因"
_NUMBER: Role = "number"
# Since they lost, not since 2022 or since when; and what is only guessed: 肯定很多吧，
_SINCE = r"since(?! (?:\d|when|which|what|then|the year))(?=[^?]*,)"
_GUESS = re.compile(
    r"(?:[得该]|应该|怎么也)?有?(?:上|好几|几|数|成|大几)[十百千]多?[件条起份元]吧[，,。？?]"
    # Of a clause of its own, or by how much: 比墨溪市多吧 compares.
    r"|(?:(?:肯定|一定|想必|应该)+(?:很|非常|特别|挺|不|比较)?|很|非常|特别|挺|不|比较|(?<![^，,。；;？?！!]))[多少高低]吧[，,。]"
)
_BESIDE = ("yes_no", "comparison", "trend")


def premise_in(question: str) -> str:
    """The clause of a question that only says what is taken for granted, with its mark; empty where there is none."""
    marks = "|".join((*map(re.escape, _words()["marks"]), _SINCE))
    found = re.search(rf"(?<![a-z])(?:{marks})(?![a-z])[^，,。；;？?！!]*[，,。；;]?", question, re.IGNORECASE)
    return found[0] if found else next((match[0] for match in _GUESS.finditer(question)), "")


def without_rhetoric(question: str) -> str:
    """不是比上年少了吗，少了几件 as the statement that it makes."""
    return re.sub(r"(?:难道)?不是(?=[^，,？?]*吗[，,])([^，,？?]*)吗(?=[，,])", r"\1", question)


def without_mark(premise: str) -> str:
    """A premise as a plain statement, without its mark and without rough words for how much."""
    words = sorted((*_words()["marks"], *_words()["rough"]), key=len, reverse=True)
    return re.sub("|".join(re.escape(word) for word in words), "", premise, flags=re.IGNORECASE)


def without_so(question: str) -> str:
    """Why there are so many, without the so many, which is taken for granted; other questions as they are."""
    why = "|".join(map(re.escape, ("为什么", "为何", "为啥", "why", "how come")))
    if not re.search(rf"(?<![a-z])(?:{why})(?![a-z])", question, re.IGNORECASE):
        return question
    words = "|".join(sorted(map(re.escape, _words()["so"]), key=len, reverse=True))
    # What is so much more than before is compared (多这么多), no mere figure.
    return re.sub(rf"(?<![多少高低a-z])(?:{words})(?! more| fewer| less| higher| lower)", "", question, flags=re.I)


def says_what(parsed: Parsed) -> bool:
    """Whether something is asked for in so many words, so that a premise beside it can be set aside."""
    of_whole = parsed.whole is not None and parsed.whole.concepts
    return bool(parsed.concepts or parsed.sought or parsed.told or parsed.printed or of_whole)


def asks_for_any(parsed: Parsed) -> bool:
    """Whether what is left asks for measures of whatever kind: then what they are against stands beside it."""
    bare = all(item.mention.text is None and not item.mention.themes for item in parsed.told)
    return bool(parsed.told) and bare and not (parsed.concepts or parsed.sought)


def without_why(parsed: Parsed) -> Parsed | None:
    """Why there is none, or why one is more than another, as the question for the figures; None of other questions."""
    known = {*read_lexicon("words.json")["why"]}
    whys = [word for word, kind in parsed.unsupported if kind.zh == _REASONS]
    if not whys or len(whys) < len(parsed.unsupported) or not known.issuperset(whys):
        return None
    if parsed.thresholds and (len(parsed.named) != 1 or any(item.operator != "=" for item in parsed.thresholds)):
        return None
    # 为什么被纠正了5次 takes the 5 for granted.
    parsed = replace(parsed, unsupported=[], thresholds=[])
    if len(parsed.named) == 1 and _compares(parsed):
        return parsed
    office = len(parsed.named) == 1 and not parsed.roles & {"list", "subject"}
    if not (parsed.negations or office) or not parsed.concepts or parsed.further or parsed.told:
        return None
    role: Role = _NUMBER if office else "list"
    aims = [item for item in parsed.aims if item[1].operation != "yes_no"]
    return replace(parsed, negations=[], aims=aims, roles=parsed.roles | {role})


def _compares(parsed: Parsed) -> bool:
    asked = {aim.operation for _, aim in parsed.aims}
    return bool(parsed.shifts or "comparison" in asked) and asked <= {*_BESIDE} and not parsed.negations


def _words() -> dict[str, Sequence[str]]:
    words: dict[str, Sequence[str]] = read_lexicon("words.json")["premises"]
    return words
