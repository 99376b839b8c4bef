"""What one token is to a question about a share: the word for it, what it is of, all of something."""

from dataclasses import replace

from portal.questions.cutting.parts import has_role, pick
from portal.questions.words.lexicon import english_key, load_lexicon
from portal.questions.words.meanings import (
    Aim,
    Concept,
    OfficeName,
    Place,
    Scope,
    Shift,
    Token,
    Unsupported,
)
from portal.questions.words.vocabulary import read_lexicon


def is_any_share(token: Token) -> bool:
    """Whether a token is a word for a share of anything: 百分之几, 比例, what percentage."""
    concept = pick(token, Concept)
    return (concept is not None and concept.is_any_rate) or pick(token, Shift) == Shift(kind="growth")


def is_share(token: Token) -> bool:
    """Whether a token asks for a share of anything, by a word for it or by 多少."""
    return is_any_share(token) or (token.text in ("多少", "多大") and has_role(token, "number"))


def all_of_it(token: Token) -> Token:
    """全部申请 as the whole is just the applications."""
    if not pick(token, Unsupported):
        return token
    words = sorted(read_lexicon("words.json")["all_of"], key=len, reverse=True)
    word = next((word for word in words if token.text.startswith(word)), None)
    rest = token.text.removeprefix(word or "").strip()
    lexicon = load_lexicon()
    meanings = lexicon.chinese.get(rest) or lexicon.english.get(english_key(rest))
    return replace(token, meanings=meanings) if word and meanings else token


def says(token: Token) -> bool:
    """Whether a token names something that a side of a share can be of."""
    return any(pick(token, kind) is not None for kind in (Concept, Place, OfficeName, Scope, Aim)) or has_role(
        token, "subject"
    )


def is_office(token: Token) -> bool:
    """Whether a token names offices or where they are."""
    return any(pick(token, kind) is not None for kind in (Place, OfficeName, Scope))


def is_whole(token: Token) -> bool:
    """Whether a token names a place or all offices together."""
    aim = pick(token, Aim)
    return pick(token, Place) is not None or (aim is not None and aim.operation == "sum")
