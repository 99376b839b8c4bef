"""Words whose use depends on the rest of the question: 首次 beside 哪年, 三家 behind three names, 一件也没有."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from portal.questions.meanings import (
    Aim,
    Compare,
    Concept,
    Join,
    Marker,
    Negation,
    Number,
    OfficeName,
    Place,
    Printed,
    RelativeYears,
    Role,
    Scope,
    Shift,
    Token,
    Unsupported,
    Years,
)
from portal.questions.parts import pick
from portal.questions.pointing import ordered, pointed_out
from portal.questions.vocabulary import read_lexicon

_NEAR = 5
_LEAST = 2


def reworded(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a question, those decided that depend on others."""
    found = tuple(tokens)
    for rule in _RULES:
        found = tuple(rule(found, index) for index in range(len(found)))
    return found


def _loose_name(tokens: Sequence[Token], index: int) -> Token:
    """公安 names an office behind its place alone."""
    token = tokens[index]
    name = pick(token, OfficeName)
    before = tokens[index - 1] if index else None
    if name is None or not name.loose or (before and before.end == token.start and pick(before, Place)):
        return token
    return replace(token, meanings=tuple(meaning for meaning in token.meanings if meaning != name))


def _first_time(tokens: Sequence[Token], index: int) -> Token:
    """首次 beside 哪一年 asks since when."""
    asks = any(_has_role(token, "which_year") for token in tokens)
    ranks = any((aim := pick(token, Aim)) and aim.operation == "ranking" for token in tokens)
    if asks and not ranks and tokens[index].text in _words()["first_time"]:
        return _marked(tokens[index], "since")
    return tokens[index]


def _how(tokens: Sequence[Token], index: int) -> Token:
    """怎么样 behind what compares or runs over the years says nothing of its own."""
    beside = any(
        ((aim := pick(token, Aim)) and aim.operation in ("trend", "comparison"))
        or ((shift := pick(token, Shift)) and shift.prior)
        for token in tokens
    )
    asks = pick(tokens[index], Unsupported) and tokens[index].text in _words()["how"]
    return _marked(tokens[index], "function") if asks and beside else tokens[index]


def _tally(tokens: Sequence[Token], index: int) -> Token:
    """三家 behind three offices and 两年 behind two years only count them."""
    number = pick(tokens[index], Number)
    if number is None or pick(tokens[index], Years) or number.value <= 1 or number.unit not in ("", "count", "years"):
        return tokens[index]
    compared = index and pick(tokens[index - 1], Compare)
    counted = _year_count(tokens) if number.unit == "years" else _name_count(tokens)
    return tokens[index] if compared or number.value != counted else _marked(tokens[index], "function")


def _name_count(tokens: Sequence[Token]) -> int:
    """How many offices or places are named, one after the other."""
    return sum(
        _names(token) and not (index and _names(tokens[index - 1]) and tokens[index - 1].end == token.start)
        for index, token in enumerate(tokens)
    )


def _names(token: Token) -> bool:
    return pick(token, Place) is not None or (pick(token, OfficeName) is not None and not pick(token, Scope))


def _year_count(tokens: Sequence[Token]) -> int:
    """How many years are named, a span counted as all of its years."""
    spans = [pick(token, Years) or pick(token, RelativeYears) for token in tokens]
    ends = [(span.first, span.last) for span in spans if span is not None]
    return sum(last - first + 1 for first, last in ends if first is not None and last is not None)


def _none_at_all(tokens: Sequence[Token], index: int) -> Token:
    """一件申请也没有 is no application: neither the one nor the 也 says more."""
    one = next((at for at in range(index, max(-1, index - _NEAR), -1) if _is_one(tokens[at])), None)
    if one is None:
        return tokens[index]
    also = next((at for at in range(one + 1, min(len(tokens), one + _NEAR)) if tokens[at].text in ("也", "都")), None)
    if also is None or also + 1 >= len(tokens) or not pick(tokens[also + 1], Negation):
        return tokens[index]
    return _marked(tokens[index], "function") if index in (one, also) else tokens[index]


def _is_one(token: Token) -> bool:
    number = pick(token, Number)
    return number is not None and number == Number(Decimal(1), "count")


def _counted_offices(tokens: Sequence[Token], index: int) -> Token:
    """几个部门 asks how many there are, as 几个单位 does."""
    if not _has_role(tokens[index], "number") or index + 1 >= len(tokens) or not pick(tokens[index + 1], Scope):
        return tokens[index]
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    narrows = tokens[index + 1].text.endswith(("级", "level"))
    if after is not None and pick(after, Concept) and not _has_role(after, "subject") and after.text.isascii():
        return tokens[index]
    if narrows and (after is None or not _has_role(after, "subject")):
        return tokens[index]
    return replace(tokens[index], meanings=(Aim("count"),))


def _has_role(token: Token, role: Role) -> bool:
    marker = pick(token, Marker)
    return marker is not None and role in marker.roles


def _marked(token: Token, role: Role) -> Token:
    return replace(token, meanings=(Marker(frozenset([role])),))


@cache
def _words() -> dict[str, Any]:
    return read_lexicon("words.json")


def _each_year(tokens: Sequence[Token], index: int) -> Token:
    """In each of the last three years: what is asked for held in every one."""
    at = index + 1
    while at < len(tokens) and _has_role(tokens[at], "function"):
        at += 1
    dated = at < len(tokens) and (pick(tokens[at], RelativeYears) or pick(tokens[at], Years))
    return _marked(tokens[index], "each_year") if _has_role(tokens[index], "every") and dated else tokens[index]


def _total_of_column(tokens: Sequence[Token], index: int) -> Token:
    """总数 beside a column (现行有效总数, 自然人总数) is that column summed, not the column for all applicants."""
    if not _only_columns(tokens[index], {"total"}):
        return tokens[index]
    others = (token for at, token in enumerate(tokens) if at != index)
    beside = any(_only_columns(token) and not _only_columns(token, {"total"}) for token in others)
    return _marked(tokens[index], "total") if beside else tokens[index]


def _only_columns(token: Token, named: set[str] | None = None) -> bool:
    """Whether a token names columns in all its senses, these alone where any are given."""
    concept = pick(token, Concept)
    senses = [sense for sense in concept.senses if not sense.weak] if concept else []
    return bool(senses) and all(
        sense.columns is not None and sense.rows is None and (named is None or sense.columns == named)
        for sense in senses
    )


def _left_out(tokens: Sequence[Token], index: int) -> Token:
    """填了横线的不算: what prints no number does not count anyway."""
    token = tokens[index]
    at = index + 1 if pick(token, Printed) else index - 1
    while 0 <= at < len(tokens) and tokens[at].text == "的":
        at += 1 if at > index else -1
    beside = tokens[at] if 0 <= at < len(tokens) else token
    left = {token.text, beside.text} & set(_words()["left_out"])
    return _marked(token, "function") if left and (pick(token, Printed) or pick(beside, Printed)) else token


def _those(tokens: Sequence[Token], index: int) -> Token:
    """逾一千件者 are those with as many."""
    counted = index and pick(tokens[index - 1], Number) and tokens[index].text == "者"
    return _marked(tokens[index], "function") if counted else tokens[index]


def _same_thing(tokens: Sequence[Token], index: int) -> Token:
    """撤销或纠正 names one thing twice."""
    if not 0 < index < len(tokens) - 1 or not (join := pick(tokens[index], Join)) or join.kind != "or":
        return tokens[index]
    one, other = (_senses(tokens[at]) for at in (index - 1, index + 1))
    return _marked(tokens[index], "function") if one and one == other else tokens[index]


def _senses(token: Token) -> set[tuple[object, ...]]:
    concept = pick(token, Concept)
    return {(sense.rows, sense.columns, sense.measures) for sense in concept.senses} if concept else set()


def _how_many_bodies(tokens: Sequence[Token], index: int) -> Token:
    """几家 counts offices, whatever else is said of them."""
    asked = tokens[index].text in _words()["count_of_offices"] and not any(pick(t, OfficeName) for t in tokens)
    return replace(tokens[index], meanings=(Aim("count"),)) if asked else tokens[index]


def _closing(tokens: Sequence[Token], index: int) -> Token:
    """输过官司没有, 比去年多吧: the last word asks whether it is so."""
    said = [at for at, token in enumerate(tokens) if not _has_role(token, "function") or token.text == "吧"]
    asks = any((aim := pick(token, Aim)) and aim.operation == "yes_no" for token in tokens)
    if not said or index != said[-1] or index < _LEAST or asks or any(_has_role(token, "list") for token in tokens):
        return tokens[index]
    compared = any((aim := pick(token, Aim)) and aim.operation == "comparison" and aim.way for token in tokens)
    denied = tokens[index].text in ("没有", "没") and not pick(tokens[index - 1], Negation)
    affirmed = tokens[index].text == "吧" and compared
    if not (affirmed or (denied and tokens[index - 1].text not in ("也", "都"))):
        return tokens[index]
    return replace(tokens[index], meanings=(Aim("yes_no"),))


def _or_between_years(tokens: Sequence[Token], index: int) -> Token:
    """In 2023 or 2024 names two years."""
    join = pick(tokens[index], Join)
    beside = tokens[index - 1 : index] + tokens[index + 1 : index + 2] if index else ()
    dated = len(beside) == 2 and all(pick(token, Years) or pick(token, RelativeYears) for token in beside)
    return _marked(tokens[index], "function") if join and join.kind == "or" and dated else tokens[index]


def _over_year(tokens: Sequence[Token], index: int) -> Token:
    """Rose in 2023 over 2022: what stands before a year bounds no change."""
    changes = any(pick(token, Shift) for token in tokens)
    dated = index + 1 < len(tokens) and pick(tokens[index + 1], Years)
    over = tokens[index].text in ("over", "on", "above")
    return _marked(tokens[index], "function") if changes and dated and over else tokens[index]


def _percent_change(tokens: Sequence[Token], index: int) -> Token:
    """Rose by what percentage, 降幅（看百分比）: a word for any rate beside a change only says how it is counted."""
    changes = any((shift := pick(token, Shift)) and (shift.way or shift.kind) for token in tokens)
    counts = tokens[index].text in _words()["percent"] and pick(tokens[index], Concept)
    return _marked(tokens[index], "function") if changes and counts else tokens[index]


_RULES: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    pointed_out,
    ordered,
    _loose_name,
    _first_time,
    _how,
    _tally,
    _none_at_all,
    _counted_offices,
    _each_year,
    _closing,
    _or_between_years,
    _over_year,
    _percent_change,
    _total_of_column,
    _left_out,
    _those,
    _same_thing,
    _how_many_bodies,
)
