"""How a token of a question stands to what the narrative tells: part of it, around it, or function word."""

from functools import cache
from typing import Any

from portal.questions.cutting.parts import pick
from portal.questions.words.meanings import (
    Aim,
    Marker,
    Number,
    OfficeName,
    Place,
    RelativeYears,
    Role,
    Scope,
    Token,
    Years,
)
from portal.questions.words.told_meanings import Beside, Topic
from portal.questions.words.vocabulary import read_lexicon

_STAYS = frozenset(["list", "subject", "number", "every", "newest", "report", "which_year", "follow"])


def roles_of(token: Token) -> frozenset[Role]:
    """The roles of a token that is a marker."""
    marker = pick(token, Marker)
    return marker.roles if marker else frozenset()


def stays(token: Token) -> bool:
    """Whether a token says which offices, years or figures are asked for, whatever stands around it."""
    if pick(token, Topic):
        return False
    if roles_of(token) & _STAYS or pick(token, Years) or pick(token, RelativeYears):
        return True
    return any(pick(token, kind) is not None for kind in (Place, OfficeName, Aim, Scope))


def is_function(token: Token) -> bool:
    """Whether a token says nothing."""
    return "function" in roles_of(token)


def is_filler(token: Token) -> bool:
    """Whether a token beside a theme leaves it as it is (新媒体方面)."""
    beside = is_function(token) or pick(token, Beside) is not None
    return not pick(token, Topic) and (beside or token.text in telling_words()["topic_filler"])


def is_lack(token: Token) -> bool:
    """Whether a token says that something is wrong with the theme beside it (不够)."""
    beside = pick(token, Beside)
    return beside is not None and beside.lack


def is_count(token: Token) -> bool:
    """Whether a token is a number of something: 12件, not the 一 of 一网通办."""
    number = pick(token, Number)
    return number is not None and number.unit != ""


@cache
def telling_words() -> dict[str, Any]:
    """What `data/lexicon/telling.json` has."""
    return read_lexicon("telling.json")
