"""A phrase for two things as those two: 复议和诉讼 where both are asked for."""

from collections.abc import Sequence

from portal.questions.cutting.parts import pick
from portal.questions.words.lexicon import english_key, load_lexicon
from portal.questions.words.meanings import Aim, Concept, Join, Negation, Number, Token, Years, only_rows
from portal.questions.words.telling_tokens import roles_of, telling_words

_PAIR = 2
_AND = ("和", "与", "及", " and ")
# Questions about offices, and not about what theirs come to.
_OF_OFFICES = {"count", "share", "yes_no"}
_JOINING = ("和", "与", "及", "、", " and ", " or ")


def spelled_out(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A phrase for two things (复议和诉讼) as those two, where both are asked for (都)."""
    both = any(token.text in telling_words()["each"] or "apart" in roles_of(token) for token in tokens)
    both = both or any(token.text == "either" for token in tokens)
    if not (both or _has_each(tokens)):
        return tuple(tokens)
    return tuple(part for token in tokens for part in _halves(token))


def _has_each(tokens: Sequence[Token]) -> bool:
    """Whether offices with one thing and another are listed: those that have the two, not the sum of them."""
    if not any(any(mark in token.text for mark in _AND) and pick(token, Concept) for token in tokens):
        return False
    roles = {role for token in tokens for role in roles_of(token)}
    bounded = any(pick(token, Number) and not pick(token, Years) for token in tokens)
    aims = {aim.operation for token in tokens if (aim := pick(token, Aim))}
    counted = aims - _OF_OFFICES or any(pick(token, Negation) for token in tokens) or "number" in roles
    has = any(token.text in telling_words()["has"] for token in tokens)
    return has and bool(roles & {"list", "subject"} or "count" in aims) and not bounded and not counted


def _halves(token: Token) -> tuple[Token, ...]:
    """A phrase that joins two things as these two and what joins them."""
    lexicon = load_lexicon()
    for mark in _JOINING if pick(token, Concept) else ():
        first, found, second = token.text.partition(mark)
        ends = [lexicon.chinese.get(part) or lexicon.english.get(english_key(part)) for part in (first, second)]
        if found and ends[0] and ends[1]:
            middle = token.start + len(first)
            return (
                Token(first, token.start, middle, ends[0]),
                Token(mark.strip(), middle, middle + len(mark), (Join("or" if mark == " or " else "weak"),)),
                Token(second, middle + len(mark), token.end, ends[1]),
            )
    return _side_by_side(token)


def _side_by_side(token: Token) -> tuple[Token, ...]:
    """复议诉讼 as the two things that it puts side by side."""
    known = load_lexicon().chinese
    if not pick(token, Concept) or token.text.isascii():
        return (token,)
    for at in range(_PAIR, len(token.text) - 1):
        ends = known.get(token.text[:at], ()), known.get(token.text[at:], ())
        if all(any(isinstance(item, Concept) and only_rows(item.senses) for item in end) for end in ends):
            middle = token.start + at
            first = Token(token.text[:at], token.start, middle, ends[0])
            second = Token(token.text[at:], middle, token.end, ends[1])
            return first, Token("", middle, middle, (Join("weak"),)), second
    return (token,)
