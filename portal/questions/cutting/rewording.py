"""Words whose use depends on the rest of the question: 首次 beside 哪年, 三家 behind three names, 一件也没有."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from portal.questions.cutting.about_reports import ABOUT_REPORTS
from portal.questions.cutting.as_many_as import AS_MANY_AS
from portal.questions.cutting.at_length import AT_LENGTH
from portal.questions.cutting.beyond_plans import BEYOND_PLANS, second_number
from portal.questions.cutting.chinese_turns import CHINESE
from portal.questions.cutting.choices import CHOICES
from portal.questions.cutting.coming_to import COMING_TO
from portal.questions.cutting.counting_nothing import COUNTING, name_count
from portal.questions.cutting.counting_offices import OFFICES_COUNTED
from portal.questions.cutting.english_turns import ENGLISH
from portal.questions.cutting.english_wholes import WHOLES
from portal.questions.cutting.neighbours import NEIGHBOURS
from portal.questions.cutting.none_at_all import NONE_AT_ALL
from portal.questions.cutting.of_those import with_part_marked
from portal.questions.cutting.offices_or_cases import OFFICES_OR_CASES
from portal.questions.cutting.parts import (
    OF_THE_FIRST,
    SUM_HELD,
    aims_at,
    has_role,
    lists_any,
    marked,
    pick,
    years_of,
)
from portal.questions.cutting.parts_of_places import PARTS_OF_PLACES
from portal.questions.cutting.pointing import POINTED, contrasted, ordered, pointed_out
from portal.questions.cutting.restating import RESTATED, falls_to
from portal.questions.cutting.saying_nothing import BESIDE
from portal.questions.cutting.set_against import beyond, set_against
from portal.questions.cutting.side_by_side import SIDE_BY_SIDE
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Grouping,
    Marker,
    Negation,
    Number,
    OfficeName,
    Place,
    Scope,
    Shift,
    Token,
    Unsupported,
    Years,
)
from portal.questions.words.vocabulary import read_lexicon

_LEAST = 2


def reworded(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a question, those decided that depend on others."""
    found = tuple(tokens)
    for rule in _RULES:
        found = tuple(rule(found, index) for index in range(len(found)))
    return with_part_marked(found)


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
    asks = any(has_role(token, "which_year") for token in tokens)
    ranks = aims_at(tokens, "ranking")
    if asks and not ranks and tokens[index].text in _words()["first_time"]:
        return marked(tokens[index], "since")
    return tokens[index]


def _how(tokens: Sequence[Token], index: int) -> Token:
    """怎么样 behind what compares or runs over the years says nothing of its own."""
    beside = any(
        ((aim := pick(token, Aim)) and aim.operation in ("trend", "comparison"))
        or ((shift := pick(token, Shift)) and shift.prior)
        for token in tokens
    )
    asks = pick(tokens[index], Unsupported) and tokens[index].text in _words()["how"]
    return marked(tokens[index], "function") if asks and beside else tokens[index]


@cache
def _words() -> dict[str, Any]:
    return read_lexicon("words.json")


def _each_year(tokens: Sequence[Token], index: int) -> Token:
    """In each of the last three years: what is asked for held in every one."""
    at = index + 1
    while at < len(tokens) and has_role(tokens[at], "function"):
        at += 1
    dated = years_of(tokens[at]) if at < len(tokens) else None
    others = sum(pick(token, Years) is not None for token in tokens) > 1
    if dated is not None and dated.first == dated.last and dated.first is not None and not others:
        return tokens[index]
    return marked(tokens[index], "each_year") if has_role(tokens[index], "every") and dated else tokens[index]


def _left_aside(tokens: Sequence[Token], index: int) -> Token:
    """部门去掉，只要政府: those that are kept say enough."""
    aside = [at for at, token in enumerate(tokens) if token.text in _words()["left_aside"]]
    kept = next((at for at, token in enumerate(tokens) if token.text in _words()["kept"]), None)
    if len(aside) != 1 or kept is None or not any(pick(token, Scope) for token in tokens[kept:]):
        return tokens[index]
    at = aside[0]
    beside = {place for place in (at - 1, at + 1) if 0 <= place < kept and pick(tokens[place], Scope)}
    said = index in {at, *beside} and len(beside) == 1
    return marked(tokens[index], "function") if said else tokens[index]


def _closing(tokens: Sequence[Token], index: int) -> Token:
    """输过官司没有, 比去年多吧: the last word asks whether it is so."""
    said = [at for at, token in enumerate(tokens) if not has_role(token, "function") or token.text == "吧"]
    asks = aims_at(tokens, "yes_no")
    if not said or index != said[-1] or index < _LEAST or asks or _asks_which(tokens, index):
        return tokens[index]
    compared = any((aim := pick(token, Aim)) and aim.operation == "comparison" and aim.way for token in tokens)
    compared = compared or (any(pick(token, Compare) for token in tokens) and name_count(tokens) == 1)
    denied = tokens[index].text in ("没有", "没") and not pick(tokens[index - 1], Negation)
    ever = any("过" in token.text and pick(token, Concept) for token in tokens) and name_count(tokens) == 1
    # 改看白鹭市的吧 asks for something else, and not whether it is so.
    turns = any(token.text.startswith(("改看", "换成", "改成", "换")) for token in tokens[:index])
    affirmed = tokens[index].text == "吧" and (compared or ever) and not turns
    if not (affirmed or (denied and tokens[index - 1].text not in ("也", "都"))):
        return tokens[index]
    return replace(tokens[index], meanings=(Aim("yes_no"),))


def _asks_which(tokens: Sequence[Token], index: int) -> bool:
    """Whether offices are asked for, or the year whose report is not there (哪一年的年报没有)."""
    of_report = has_role(tokens[index - 1], "report") and any(has_role(token, "which_year") for token in tokens)
    return of_report or any(has_role(token, "list") for token in tokens)


def _all_alike(tokens: Sequence[Token], index: int) -> Token:
    """部门2023年都输过官司吗: 都 behind the offices asks of every one of them."""
    asks = aims_at(tokens, "yes_no")
    if asks and pick(tokens[index], Negation) and index + 1 < len(tokens) and _no_one(tokens[index + 1]):
        return replace(tokens[index], meanings=(Negation(), Marker(frozenset(["every"]))))
    if not asks or tokens[index].text not in _words()["all_alike"]:
        return tokens[index]
    before = [token for token in tokens[:index] if not years_of(token)]
    before = [token for token in before if has_role(token, "subject") or not has_role(token, "function")]
    last = before[-1] if before else None
    offices = last is not None and not pick(last, Concept) and (pick(last, Scope) or has_role(last, "subject"))
    return marked(tokens[index], "every") if offices else tokens[index]


def _no_one(token: Token) -> bool:
    """Whether what a negation stands before is offices (没有一家区县, no department), so that it denies all of them."""
    return has_role(token, "subject") or pick(token, Scope) is not None or token.text in _words()["any_one"]


def _percent_change(tokens: Sequence[Token], index: int) -> Token:
    """Rose by what percentage, 降幅（看百分比）: a word for any rate beside a change only says how it is counted."""
    changes = [shift for token in tokens if (shift := pick(token, Shift)) and (shift.way or shift.kind)]
    if not (changes and tokens[index].text in _words()["percent"] and pick(tokens[index], Concept)):
        return tokens[index]
    counted = any(shift.kind for shift in changes)
    return marked(tokens[index], "function") if counted else replace(tokens[index], meanings=(Shift(kind="growth"),))


def _sum_of_each(tokens: Sequence[Token], index: int) -> Token:
    """复议和诉讼加起来超过10件的单位 bounds the sum in each office; that of places or several years is no condition."""
    aim = pick(tokens[index], Aim)
    bound = tokens[index + 1 : index + 4]
    bounded = any(pick(token, Compare) for token in bound) and any(pick(token, Number) for token in bound)
    if aim is None or aim.operation != "sum" or not bounded or any(pick(token, Grouping) for token in tokens):
        return tokens[index]
    if aims_at(tokens, "yes_no"):
        return replace(tokens[index], meanings=(SUM_HELD,))
    if not (lists_any(tokens) or any(pick(token, Scope) for token in tokens)):
        return tokens[index]
    spans = [span for token in tokens if (span := years_of(token))]
    several = len(spans) > 1 or any(span.first is None or span.first != span.last for span in spans)
    if several:
        return replace(tokens[index], meanings=(SUM_HELD,))
    # 各部门 still says whose.
    return replace(tokens[index], meanings=(aim.scope,)) if aim.scope else marked(tokens[index], "function")


def _among_first(tokens: Sequence[Token], index: int) -> Token:
    """前三名里有几个区县 looks for something among those that rank first, which no plan can say."""
    aim = pick(tokens[index], Aim)
    follows = index + 1 < len(tokens) and tokens[index + 1].text in _words()["within"]
    among = aim is not None and aim.operation == "ranking" and aim.top and follows
    return replace(tokens[index], meanings=(OF_THE_FIRST,)) if among else tokens[index]


def _more_offices(tokens: Sequence[Token], index: int) -> Token:
    """More offices in 2025 than in 2024 counts offices; it does not ask which of them rose."""
    counted = bool(index) and tokens[index - 1].text in ("more", "fewer") and has_role(tokens[index], "subject")
    years = sum(pick(token, Years) is not None for token in tokens)
    held = any(token.text == "than" for token in tokens) and years > 1
    return replace(tokens[index], meanings=(Aim("count", plain=True),)) if counted and held else tokens[index]


def _first_of_named(tokens: Sequence[Token], index: int) -> Token:
    """白鹭、青岚、墨溪哪家最高 holds those named against each other, not all offices in them."""
    aim = pick(tokens[index], Aim)
    if aim is None or aim.operation != "ranking" or aim.plain or aim.top is not None:
        return tokens[index]
    others = any(pick(token, kind) for token in tokens for kind in (OfficeName, Scope, Grouping, Number, Shift))
    offices = any(has_role(token, "subject") and token.text not in _words()["who"] for token in tokens)
    asked = offices or any(has_role(token, "which_year") for token in tokens)
    aims = sum(pick(token, Aim) is not None for token in tokens)
    if others or asked or aims > 1 or name_count(tokens) <= 1:
        return tokens[index]
    return replace(tokens[index], meanings=(Aim("comparison", way="up" if aim.order == "most" else "down"),))


_RULES: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    *CHOICES,
    contrasted,
    pointed_out,
    ordered,
    *PARTS_OF_PLACES,
    *RESTATED,
    *BEYOND_PLANS,
    *COMING_TO,
    *AS_MANY_AS,
    *AT_LENGTH,
    *POINTED,
    *OFFICES_OR_CASES,
    *SIDE_BY_SIDE,
    *ABOUT_REPORTS,
    *NEIGHBOURS,
    _loose_name,
    *COUNTING,
    _first_time,
    _how,
    _first_of_named,
    _more_offices,
    _among_first,
    _sum_of_each,
    *NONE_AT_ALL,
    *OFFICES_COUNTED,
    _each_year,
    _closing,
    _all_alike,
    _left_aside,
    set_against,
    beyond,
    *BESIDE,
    *CHINESE,
    *ENGLISH,
    *WHOLES,
    _percent_change,
    falls_to,
    second_number,
)
