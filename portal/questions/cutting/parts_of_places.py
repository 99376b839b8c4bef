"""All offices of a place: a share that falls to them, and a place with what lies under it (望江县连同下面的乡镇)."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.parts import PLAIN_OFFICES, RELATIVE, aims_at, has_role, marked, pick
from portal.questions.words.lexicon import load_lexicon
from portal.questions.words.meanings import ANY_RATE, Aim, Concept, Grouping, Join, OfficeName, Place, Scope, Token
from portal.questions.words.share_tokens import is_any_share
from portal.questions.words.vocabulary import read_lexicon

_OFFICES = "单位"
_OVER = ("across", "throughout", "in", "within", "over", "around")
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


def _with_those_below(tokens: Sequence[Token], index: int) -> Token:
    """望江县连同下面的乡镇一共, 白鹭市（含区县）: the place with all offices there, of which none is left out."""
    starts = range(1, min(index + 2, len(tokens)))
    span = next((span for at in starts if (span := _joined_below(tokens, at)) and span[1] > index), None)
    if span is None or not _asks_one_number(tokens):
        return tokens[index]
    if index < span[0]:
        # 望江县政府连同下面的乡镇: the government stands for its county.
        return _silent(tokens[index]) if _is_government(tokens, index) else tokens[index]
    return replace(tokens[index], meanings=(_ALL_THERE,)) if index == span[0] else marked(tokens[index], "function")


def _joined_below(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """From where to before where what lies under a place is joined to it; None where nothing is."""
    words = read_lexicon("words.json")
    includes = tokens[at].text in words["includes"] and any(pick(token, Place) for token in tokens[:at])
    placed = pick(tokens[at - 1], Place) is not None or _is_government(tokens, at - 1)
    joins = tokens[at].text in words["joins_below"] and placed
    end = at + 1
    while end < len(tokens) and (
        pick(tokens[end], Scope) or pick(tokens[end], Join) or tokens[end].text in words["below"]
    ):
        end += 1
    inside = tokens[at + 1 : end]
    below = includes or any(token.text in words["below"] for token in inside)
    scoped = any(pick(token, Scope) for token in inside)
    return (at, end) if (includes or joins) and below and scoped else None


def _is_government(tokens: Sequence[Token], at: int) -> bool:
    """Whether the government of the place before it stands here."""
    governs = pick(tokens[at], OfficeName) is not None and "政府" in tokens[at].text
    return governs and at > 0 and pick(tokens[at - 1], Place) is not None


def _asks_one_number(tokens: Sequence[Token]) -> bool:
    asks = any(has_role(token, "number") or has_role(token, "total") for token in tokens) or aims_at(tokens, "sum")
    beside = aims_at(tokens, "comparison", "ranking", "count", "share") or any(has_role(t, "list") for t in tokens)
    return asks and not beside and not any(has_role(token, "apart") or pick(token, Grouping) for token in tokens)


def _whose_offices(tokens: Sequence[Token], index: int) -> Token:
    """Which city's offices received the most: the city is asked for, and the figure is that of all its offices."""
    here = index if tokens[index].text in read_lexicon("words.json")["offices_of_each"] else index + 1
    if not 0 < here < len(tokens) or tokens[here - 1].text not in ("which", "what"):
        return tokens[index]
    by = read_lexicon("words.json")["offices_of_each"].get(tokens[here].text)
    if by is None:
        return tokens[index]
    return replace(tokens[index], meanings=(Grouping(by, which=True),)) if here == index else _silent(tokens[index])


def _done_by_all(tokens: Sequence[Token], index: int) -> Token:
    """What share of the lawsuits did the authorities lose: all offices together, and none of them apart."""
    before = [token.text for token in tokens[max(0, index - 2) : index]]
    share = any(map(is_any_share, tokens[:index]))
    all_of_them = tokens[index].text in (*PLAIN_OFFICES, "authorities") and before == ["did", "the"] and share
    behind = tokens[index + 1 : index + 2]
    told = not behind or behind[0].text in (*RELATIVE, "of", "in", "at", "from")
    return replace(tokens[index], meanings=(_ALL_THERE,)) if all_of_them and not told else tokens[index]


def _cities_ranked(tokens: Sequence[Token], index: int) -> Token:
    """Rank all cities: each with all of its offices, as which city does, and no office of that level."""
    by = read_lexicon("words.json")["all_of_each"].get(tokens[index].text)
    ranks = aims_at(tokens, "ranking") and by is not None
    return replace(tokens[index], meanings=(Grouping(by, which=True),)) if ranks and by else tokens[index]


def _silent(token: Token) -> Token:
    return marked(token, "function")


def _all_over(tokens: Sequence[Token], index: int) -> Token:
    """Across the province, in the city: all offices there, as 全省 is, and no office of that level."""
    whole = read_lexicon("words.json")["all_over_the"].get(tokens[index].text)
    before = [token.text for token in tokens[max(0, index - 2) : index]]
    over = whole is not None and len(before) > 1 and before[0] in _OVER and before[1] in ("the", "whole", "entire")
    named = any(pick(token, Place) for token in tokens)
    return replace(tokens[index], meanings=load_lexicon().chinese[whole]) if over and not named else tokens[index]


PARTS_OF_PLACES: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _in_chinese,
    _in_english,
    _with_those_below,
    _whose_offices,
    _all_over,
    _done_by_all,
    _cities_ranked,
)
