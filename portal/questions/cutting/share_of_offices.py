"""Whether a word for any share asks for a share of offices: 多少比例的区县, 单位里，其中被纠正过的占比."""

from collections.abc import Sequence
from dataclasses import replace

from portal.questions.cutting.of_those import asks_of_those
from portal.questions.cutting.parts import WITHIN, are_offices, has_role, pick
from portal.questions.words.meanings import Aim, Compare, Concept, Negation, Number, Place, Scope, Token, Years
from portal.questions.words.share_tokens import is_any_share

_HAVING = 4


def share_of_offices(tokens: Sequence[Token], index: int) -> Token:
    """多少比例的区县, 单位里，其中被纠正过的占比 ask for a share of offices."""
    if not is_any_share(tokens[index]):
        return tokens[index]
    rest = [token for token in tokens[index + 1 :] if token.text != "的"]
    offices = bool(rest) and pick(rest[0], Scope) is not None
    # Among county-level offices, what percentage of them
    named = any(pick(token, Scope) or has_role(token, "subject") for token in tokens[:index])
    offices = offices or (bool(rest) and has_role(rest[0], "among") and rest[0].text.isascii() and named)
    among = next((at for at in range(index) if has_role(tokens[at], "among")), 0)
    told = any(has_role(token, "subject") or pick(token, Scope) for token in tokens[:among])
    # 一件复议都没有的单位，占几成
    part = any(token.text.startswith("占") for token in tokens[max(index - 3, 0) : index + 1])
    own = part and _closed_by_offices(tokens, index)
    bare = index > 0 and tokens[index - 1].text == "的" and any(pick(token, Negation) for token in tokens[:index])
    told = told or own or (bare and any(pick(token, Scope) for token in tokens[:index]))
    told = (
        told
        or _event_within(tokens, index)
        or _bounded_offices(tokens, index)
        or _having(tokens, index)
        or asks_of_those(tokens, index)
    )
    return replace(tokens[index], meanings=(Aim("share"),)) if offices or told else tokens[index]


def _having(tokens: Sequence[Token], index: int) -> bool:
    """县级单位2025年有行政诉讼的占多少: those of the offices named that have some."""
    if index < _HAVING or tokens[index - 1].text != "的" or not tokens[index].text.startswith("占"):
        return False
    had = next((at for at in range(index - 2, 0, -1) if tokens[at].text in ("有", "有过")), 0)
    inside = tokens[had + 1 : index - 1]
    figures = bool(inside) and all(pick(token, Concept) or has_role(token, "function") for token in inside)
    offices = [at for at in range(had) if are_offices(tokens[at])]
    return figures and bool(offices) and all(pick(token, Years) for token in tokens[offices[-1] + 1 : had])


def _event_within(tokens: Sequence[Token], index: int) -> bool:
    """县级单位中复议被纠正过的，占比: what befell offices of a group (过, 有, 没), a share of which is asked for."""
    # 出现过申请的有几成
    spare = index > 1 and tokens[index - 1].text == "有" and tokens[index - 2].text == "的"
    closed = next((at for at in range(index - 1 - spare, 0, -1) if not pick(tokens[at], Years)), 0)
    if tokens[closed].text != "的" or any(pick(token, Place) for token in tokens[index:]):
        return False
    within = (at + 1 for at in range(1, index) if tokens[at].text in WITHIN and are_offices(tokens[at - 1]))
    inside = tokens[next(within, index) : index]
    event = any("过" in token.text or token.text in ("有", "还有", "仍有") or pick(token, Negation) for token in inside)
    return event and any(pick(token, Concept) for token in inside)


def _bounded_offices(tokens: Sequence[Token], index: int) -> bool:
    """What share of the 2025 reports had none; among county-level offices, what share received fewer than fifty."""
    if not tokens[index].text.isascii():
        return False
    behind = tokens[index + 1 :]
    of = next((at for at, token in enumerate(behind) if are_offices(token) or has_role(token, "report")), None)
    if behind and behind[0].text == "of" and of is not None:
        told = behind[of + 1 :] if not any(pick(token, Concept) for token in behind[:of]) else ()
    else:
        opens = bool(tokens[:index]) and (tokens[0].text in ("among", "of") or tokens[0].text.startswith("of all"))
        among = opens and any(map(are_offices, tokens[:index]))
        told = behind if among and not any(pick(token, Concept) for token in tokens[:index]) else ()
    counts = [number for token in told if (number := pick(token, Number)) and not pick(token, Years)]
    bounds = any(pick(token, Negation) for token in told) or (any(pick(token, Compare) for token in told) and counts)
    bounds = bounds or any(token.text in ("any", "had any", "reported any", "at all") for token in told)
    percents = any(number.unit == "fraction" for number in counts)
    return bool(bounds) and not percents and any(pick(token, Concept) for token in told)


def _closed_by_offices(tokens: Sequence[Token], index: int) -> bool:
    """Whether a clause with a figure, closed by 的单位, stands before, and no other figure after it."""
    closed = (at for at in range(2, index) if tokens[at - 1].text == "的" and has_role(tokens[at], "subject"))
    # 白鹭市的单位 are no offices of which a clause tells.
    at = next((at for at in closed if not pick(tokens[at - 2], Place)), 0)
    before, after = tokens[:at], tokens[at + 1 : index]
    figure = any(pick(token, Concept) for token in before)
    whole = ("总数", "全部", "总体")
    return figure and not any(
        (pick(token, Concept) or pick(token, Place)) and token.text not in whole for token in after
    )
