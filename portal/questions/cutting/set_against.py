"""What a bare word sets against something: 省级对市级, 焦作市政府办 against 墨溪市政府, 比6%还高."""

from collections.abc import Sequence
from dataclasses import replace

from portal.questions.cutting.parts import aims_at, following, has_role, marked, pick
from portal.questions.words.meanings import Aim, Compare, Number, OfficeName, Place, Scope, Token
from portal.questions.words.vocabulary import read_lexicon

_PAIR = 2
_REACH = 5
_OFFICES = (Place, OfficeName, Scope)


def set_against(tokens: Sequence[Token], index: int) -> Token:
    """对 and against between two offices, or two kinds of them, compare; behind a figure they say whom a case is of."""
    if tokens[index].text not in read_lexicon("words.json")["set_against"] or aims_at(tokens, "comparison"):
        return tokens[index]
    said = (token for token in reversed(tokens[:index]) if not has_role(token, "function"))
    before = next((token for token in said if not has_role(token, "subject")), None)
    after = following(tokens, index)
    sides = [token for token in (before, after) if token is not None and any(pick(token, kind) for kind in _OFFICES)]
    return replace(tokens[index], meanings=(Aim("comparison"),)) if len(sides) == _PAIR else tokens[index]


def beyond(tokens: Sequence[Token], index: int) -> Token:
    """比6%还高 is above 6 %: 比 before a number bounds, and what follows only says on which side."""
    words = read_lexicon("words.json")["beyond"]
    at = next((at for at in range(index, max(-1, index - _REACH), -1) if tokens[at].text == "比"), None)
    if at is None or at + 1 >= len(tokens) or not pick(tokens[at + 1], Number):
        return tokens[index]
    end = next((end for end in range(at + 2, min(len(tokens), at + _REACH)) if tokens[end].text in words), None)
    if end is None or any(token.text not in words["between"] for token in tokens[at + 2 : end]):
        return tokens[index]
    if index == at:
        return replace(tokens[at], meanings=(Compare(words[tokens[end].text], None),))
    return marked(tokens[index], "function") if at + 1 < index <= end else tokens[index]
