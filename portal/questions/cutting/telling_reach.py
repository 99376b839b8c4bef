"""Where what a verb tells ends: at the offices that tell it, at a condition on figures, at the end of the question."""

from collections.abc import Sequence

from portal.questions.cutting.parts import pick
from portal.questions.words.meanings import Aim, Concept, Join, Negation, Number, Scope, Token
from portal.questions.words.telling_tokens import is_count, is_function, roles_of, stays, telling_words
from portal.questions.words.told_meanings import Sought, Telling, Topic

_ENDS = frozenset(["subject", "report", "list", "number"])
_LISTING = "、,;"


def reach(text: str, tokens: Sequence[Token], start: int) -> int:
    """Where what a verb tells ends: at the offices that tell it, at a condition on figures, at the end."""
    for at in range(start, len(tokens)):
        token = tokens[at]
        telling = pick(token, Telling)
        if at > start and telling is not None and telling.form == "verb" and _joined_before(text, tokens, at):
            return at
        if token.text == "的" and _closes(tokens, at + 1):
            return at
        if stays(token) and "subject" in roles_of(token):
            return at
        if (joins(text, tokens, at) and _figures_follow(text, tokens, at)) or is_count(token):
            return at
    return len(tokens)


def _joined_before(text: str, tokens: Sequence[Token], at: int) -> bool:
    return any(joins(text, tokens, place) for place in (at, at - 1))


def _closes(tokens: Sequence[Token], start: int) -> bool:
    """Whether offices, reports or their number come next, or nothing at all."""
    for token in tokens[start:]:
        if roles_of(token) & _ENDS or pick(token, Scope) or pick(token, Aim):
            return True
        if not is_function(token):
            return False
    return True


def joins(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a token joins, or stands behind a comma."""
    token = tokens[at]
    before = tokens[at - 1].end if at else 0
    return pick(token, Join) is not None or any(mark in text[before : token.start] for mark in _LISTING)


def _figures_follow(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether what is joined here asks for figures or findings, not for more that is told."""
    said = telling_words()["has"]
    sought = concept = sets = False
    for place in range(at, len(tokens)):
        token = tokens[place]
        if place > at + 1 and joins(text, tokens, place):
            break
        told = pick(token, Topic) is not None
        concept |= pick(token, Concept) is not None
        sought |= (pick(token, Concept) or pick(token, Sought)) is not None and not told
        sets |= bool(pick(token, Negation) or pick(token, Number)) or token.text in said
    return sought or (concept and sets)
