"""What no plan holds and would be passed over: all six kinds, not all of them, all of the applications, 算上某局."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.counting_nothing import name_count
from portal.questions.cutting.english_offices import names_office
from portal.questions.cutting.of_those import asks_for_offices
from portal.questions.cutting.parts import (
    ALL_OF_THEM,
    AS_OTHERS,
    CHANGE_BESIDE,
    OF_A_KIND,
    OF_THE_FIRST,
    SEVERAL_FIGURES,
    WIDENED,
    YEARS_COUNTED,
    aims_at,
    are_offices,
    asks_plain_number,
    has_role,
    lists_any,
    pick,
)
from portal.questions.words.meanings import (
    Compare,
    Concept,
    Join,
    Marker,
    Number,
    NumberRange,
    Place,
    Scope,
    Shift,
    Token,
    Years,
)
from portal.questions.words.metrics import fitting
from portal.questions.words.share_english import WAS
from portal.questions.words.share_tokens import is_any_share
from portal.questions.words.vocabulary import read_lexicon

_PAIR = 2
_EACH_NUMBER = Marker(frozenset(["apart", "number"]))
_EVERY = ("all", "every", "each", "each of the")


def _all_kinds(tokens: Sequence[Token], index: int) -> Token:
    """From all six kinds of applicants: each of them, and no bound of six."""
    counted = index > 0 and pick(tokens[index - 1], Number) is not None
    every = tokens[index - 1 - counted].text if index > counted else ""
    kinds = tokens[index].text in read_lexicon("words.json")["kinds"] and every in _EVERY
    return replace(tokens[index], meanings=(ALL_OF_THEM,)) if kinds else tokens[index]


def _not_all(tokens: Sequence[Token], index: int) -> Token:
    """Some were upheld, but not all; natural persons made up all of the applications."""
    behind = index > 0 and tokens[index - 1].text == "not" and tokens[index].text == "all"
    whole = has_role(tokens[index], "of_whole") and [token.text for token in tokens[index + 1 : index + 2]] == ["all"]
    listed = any(has_role(token, "list") for token in tokens)
    return replace(tokens[index], meanings=(ALL_OF_THEM,)) if listed and (behind or whole) else tokens[index]


def _some_years(tokens: Sequence[Token], index: int) -> Token:
    """At least one year that was not zero, places 1 to 5: numbers of years and of places bound no figure."""
    behind = [token.text for token in tokens[index + 1 : index + 3]]
    years = pick(tokens[index], Compare) is not None and behind[:1] == ["one"] and behind[1:] in (["year"], ["years"])
    before = tokens[index - 1].text if index else ""
    places = pick(tokens[index], NumberRange) is not None and before.endswith(("places", "ranks", "positions"))
    if not (years or places):
        return tokens[index]
    return replace(tokens[index], meanings=(OF_THE_FIRST if places else YEARS_COUNTED,))


def _taken_in(tokens: Sequence[Token], index: int) -> Token:
    """算上省政府办公厅，示例省各单位, 连白鹭市各单位在内: those beside others, which may be some of them already."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    counted = tokens[index].text == "算上" and aims_at(tokens, "sum")
    counted = counted or (tokens[index].text == "连" and any(token.text == "在内" for token in tokens[index:]))
    named = after is not None and names_office(after)
    return replace(tokens[index], meanings=(WIDENED,)) if counted and named else tokens[index]


def _held_there(tokens: Sequence[Token], index: int) -> Token:
    """在青岚市政府办之上的, 跟青岚市政府办比，比它多的: held against an office in words that no rule reads."""
    before = tokens[index - 1] if index else None
    named = any(map(names_office, tokens[:index]))
    above = tokens[index].text == "之" and before is not None and names_office(before)
    above = above and [token.text for token in tokens[index + 1 : index + 2]] in (["上"], ["下"])
    it = tokens[index].text in ("它", "它的") and before is not None and before.text == "比"
    held = (above or it) and named and lists_any(tokens)
    return replace(tokens[index], meanings=(AS_OTHERS,)) if held else tokens[index]


def _of_that_kind(tokens: Sequence[Token], index: int) -> Token:
    """What share of the offices that lost were county-level: who they are, and no condition on the figure."""
    before = [token.text for token in tokens[:index] if token.text not in ("in", "from", "of", "at")]
    kind = bool(pick(tokens[index], Scope) or pick(tokens[index], Place)) and bool(before) and before[-1] in WAS
    were = kind and any(asks_for_offices(tokens, at) for at in range(index))
    return replace(tokens[index], meanings=(OF_A_KIND,)) if were or _are_some_kind(tokens, index) else tokens[index]


def _are_some_kind(tokens: Sequence[Token], index: int) -> bool:
    """Whether 几成是白鹭市的 stands here, behind the offices that are the whole."""
    after = tokens[index + 1 : index + 3]
    whose = len(after) > 1 and after[0].text == "是" and bool(pick(after[1], Place) or pick(after[1], Scope))
    return whose and is_any_share(tokens[index]) and index > 0 and are_offices(tokens[index - 1])


def _both_changed(tokens: Sequence[Token], index: int) -> Token:
    """申请和不予公开都比上年多: the changes of two figures, of which no plan holds more than one."""
    figures = [at for at in range(index) if pick(tokens[at], Concept)]
    two = len(figures) > 1 and any(pick(token, Join) for token in tokens[figures[0] : figures[-1]])
    changed = any((shift := pick(token, Shift)) and shift.prior for token in tokens[index + 1 : index + 4])
    both = tokens[index].text in ("都", "均") and two and changed
    return replace(tokens[index], meanings=(CHANGE_BESIDE,)) if both else tokens[index]


def second_number(tokens: Sequence[Token], index: int) -> Token:
    """被起诉几次输了几次, 收到多少申请，其中多少被拒绝: each number is of a figure of its own."""
    numbers = [at for at in range(len(tokens)) if asks_plain_number(tokens, at)]
    if len(numbers) != _PAIR or index != numbers[1] or not _of_one_year_and_place(tokens):
        return tokens[index]
    figures = [at for at, token in enumerate(tokens) if pick(token, Concept)]
    between = [at for at in figures if numbers[0] < at < numbers[1]]
    outside = [at for at in figures if at not in between]
    if not (between and outside) and len(between) < _PAIR:
        return tokens[index]
    # One office has both figures side by side; of many, or where both words may be of one cell, no plan has two.
    one = name_count(tokens) == 1 and not aims_at(tokens, "sum") and not any(has_role(t, "subject") for t in tokens)
    said = [(tokens[at].text, concept.senses) for at in figures if (concept := pick(tokens[at], Concept))]
    return replace(tokens[index], meanings=(_EACH_NUMBER if one and not fitting(said) else SEVERAL_FIGURES,))


def _of_one_year_and_place(tokens: Sequence[Token]) -> bool:
    """Whether nothing is held against another, and no number is of each of several."""
    each = any(token.text in ("各", "分别", "每年", "每") or is_any_share(token) for token in tokens)
    each = each or any(has_role(token, "apart") or has_role(token, "of_whole") for token in tokens)
    dated = sum(pick(token, Years) is not None for token in tokens) > 1
    compared = aims_at(tokens, "comparison", "share", "trend") or any(pick(token, Shift) for token in tokens)
    return not (each or dated or compared or name_count(tokens) > 1)


def _in_another_year(tokens: Sequence[Token], index: int) -> Token:
    """More in 2025 than that office had in 2024: held against an office in a year of its own."""
    if tokens[index].text not in ("than", "比") or not any(has_role(token, "list") for token in tokens):
        return tokens[index]
    before, after = tokens[:index], tokens[index + 1 :]
    named = any(map(names_office, after[:2]))
    dated = all(any(pick(token, Years) for token in side) for side in (before, after))
    return replace(tokens[index], meanings=(AS_OTHERS,)) if named and dated else tokens[index]


BEYOND_PLANS: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _all_kinds,
    _not_all,
    _some_years,
    _taken_in,
    _held_there,
    _of_that_kind,
    _both_changed,
    _in_another_year,
)
