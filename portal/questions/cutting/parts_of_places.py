"""A share that falls to the offices of a place: 全部诉讼中，青岚市的单位占多大比例, what share fell to its offices."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.parts import PLAIN_OFFICES, aims_at, has_role, pick
from portal.questions.words.meanings import ANY_RATE, Aim, Concept, Place, Token
from portal.questions.words.share_tokens import is_any_share

_OFFICES = "单位"
_ALL_THERE = Aim("sum", offices=True)


def _in_chinese(tokens: Sequence[Token], index: int) -> Token:
    """单位占多大比例 behind a place asks for the share of its offices, not of offices."""
    if _shares_there(tokens, index):
        rest = tokens[index].text.removeprefix(_OFFICES)
        return Token(rest, tokens[index].end - len(rest), tokens[index].end, (ANY_RATE,))
    return replace(tokens[index], meanings=(_ALL_THERE,)) if _shares_there(tokens, index + 1) else tokens[index]


def _shares_there(tokens: Sequence[Token], at: int) -> bool:
    if not 1 < at < len(tokens) or not tokens[at].text.startswith(f"{_OFFICES}占"):
        return False
    placed = aims_at([tokens[at]], "share") and tokens[at - 1].text == "的" and pick(tokens[at - 2], Place) is not None
    return placed and any(pick(token, Concept) for token in tokens[: at - 2])


def _in_english(tokens: Sequence[Token], index: int) -> Token:
    """Offices of 青岚市 behind a share of cases are all of the place, and not its government alone."""
    after = tokens[index + 1 : index + 3]
    placed = len(after) > 1 and after[0].text in ("of", "in", "from", "at") and pick(after[1], Place) is not None
    offices = tokens[index].text in PLAIN_OFFICES and has_role(tokens[index], "subject")
    share = any(map(is_any_share, tokens[:index]))
    cases = any(pick(token, Concept) and not is_any_share(token) for token in tokens[:index])
    return replace(tokens[index], meanings=(_ALL_THERE,)) if placed and offices and share and cases else tokens[index]


PARTS_OF_PLACES: tuple[Callable[[Sequence[Token], int], Token], ...] = (_in_chinese, _in_english)
