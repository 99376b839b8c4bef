"""Numbers and years that bound nothing: 三家 behind three names, 那58件, 含3件 behind 3件以上."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.parts import aims_at, before_offices, has_role, lists_any, marked, pick, years_of
from portal.questions.words.meanings import (
    ALL_YEARS,
    Compare,
    Concept,
    Grouping,
    Join,
    Number,
    OfficeName,
    Place,
    RelativeYears,
    Scope,
    Shift,
    Token,
    Years,
)
from portal.questions.words.spoken_numbers import number as spoken_number
from portal.questions.words.vocabulary import read_lexicon

_UNITS_OF_MONEY = ("万元", "亿元")
_CARRIED_IN = frozenset(["applications.carried_in"])


def _tally(tokens: Sequence[Token], index: int) -> Token:
    """三家 behind three offices and 两年 behind two years only count them."""
    if pick(tokens[index], Scope) and index > 1 and tokens[index - 1].text == "个" and _is_tallied(tokens, index - 2):
        return marked(tokens[index], "function")
    kind = tokens[index].text in read_lexicon("words.json")["counted_kinds"] and not tokens[index].meanings
    if kind and index and pick(tokens[index - 1], Number) and _is_tallied(tokens, index - 1):
        # 白鹭、青岚两市
        return marked(tokens[index], "function")
    number = pick(tokens[index], Number)
    dated = years_of(tokens[index])
    if number is None or dated or number.value <= 1 or number.unit not in ("", "count", "years"):
        return tokens[index]
    compared = index and pick(tokens[index - 1], Compare)
    counted = _year_count(tokens) if number.unit == "years" else name_count(tokens)
    if index + 1 < len(tokens) and (pick(tokens[index + 1], Grouping) or tokens[index + 1].text in ("类", "级")):
        counted = sum(pick(token, Scope) is not None for token in tokens[:index])
    return tokens[index] if compared or number.value != counted else marked(tokens[index], "function")


def _is_tallied(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number counts the names before it (甲、乙、丙三个市政府)."""
    number = pick(tokens[index], Number)
    counted = number is not None and number.value == name_count(tokens)
    return counted or has_role(tokens[index], "function")


def name_count(tokens: Sequence[Token]) -> int:
    """How many offices or places are named, one after the other."""
    return sum(
        _names(token) and not (index and _names(tokens[index - 1]) and tokens[index - 1].end == token.start)
        for index, token in enumerate(tokens)
    )


def _names(token: Token) -> bool:
    return pick(token, Place) is not None or (pick(token, OfficeName) is not None and not pick(token, Scope))


def _year_count(tokens: Sequence[Token]) -> int:
    """How many years are named, a span counted as all of its years."""
    spans = [years_of(token) for token in tokens]
    ends = [(span.first, span.last) for span in spans if span is not None]
    return sum(last - first + 1 for first, last in ends if first is not None and last is not None)


def _known_number(tokens: Sequence[Token], index: int) -> Token:
    """不予公开的那58件里, of the 58 applications: a number that is pointed at bounds nothing."""
    number = pick(tokens[index], Number)
    points = bool(index) and tokens[index - 1].text in ("那", "这") and tokens[index - 1].end == tokens[index].start
    of_the = index > 1 and (tokens[index - 2].text, tokens[index - 1].text) == ("of", "the")
    counted = index + 1 < len(tokens) and pick(tokens[index + 1], Concept)
    plain = number and number.unit in ("", "count") and not pick(tokens[index], Years)
    known = plain and counted and (points or of_the)
    return marked(tokens[index], "function") if known else tokens[index]


def _those_named(tokens: Sequence[Token], index: int) -> Token:
    """甲和乙，这两家谁多: those two are named."""
    points = has_role(tokens[index], "refers") and name_count(tokens) > 1
    return marked(tokens[index], "function") if points else tokens[index]


def _unit_of_money(tokens: Sequence[Token], index: int) -> Token:
    """Collected how much, in 10,000 yuan: the unit to answer in, no sum to hold figures against."""
    number = pick(tokens[index], Number)
    bounds = index and pick(tokens[index - 1], Compare)
    alone = (
        number and number.unit == "yuan" and index > 0 and tokens[index - 1].text in ("in", "units of", "in units of")
    )
    named = number and tokens[index].text in _UNITS_OF_MONEY and not bounds
    return marked(tokens[index], "function") if alone or named else tokens[index]


def _each_of_them(tokens: Sequence[Token], index: int) -> Token:
    """一个区县平均收到几件: the one is any of them."""
    one = pick(tokens[index], Number)
    averaged = aims_at(tokens, "average")
    plain = one and one.value == 1 and one.unit in ("", "count") and not (index and pick(tokens[index - 1], Compare))
    return marked(tokens[index], "function") if plain and before_offices(tokens, index) and averaged else tokens[index]


def _once_over(tokens: Sequence[Token], index: int) -> Token:
    """筛一筛: the one of a verb said twice counts nothing, and neither half is a word of its own."""
    for at in range(max(index - 1, 1), min(index + 2, len(tokens) - 1)):
        before, one, after = tokens[at - 1 : at + 2]
        twice = one.text == "一" and before.text[-1:] == after.text[:1] and before.end == one.start
        if twice and one.end == after.start and len(before.text) == len(after.text) == 1:
            return marked(tokens[index], "function")
    return tokens[index]


def _as_soon_as(tokens: Sequence[Token], index: int) -> Token:
    """一涉及几个科室就慢: the 一 of 一…就 counts nothing."""
    number = pick(tokens[index], Number)
    then = any(token.text == "就" for token in tokens[index + 2 :])
    bare = tokens[index].text == "一" and number is not None and not number.unit
    return marked(tokens[index], "function") if bare and then else tokens[index]


def _ever(tokens: Sequence[Token], index: int) -> Token:
    """Between 2020 and 2022, did it ever lose: the years are named."""
    always = pick(tokens[index], RelativeYears) == ALL_YEARS
    named = any(pick(token, Years) for token in tokens)
    return (
        marked(tokens[index], "function")
        if always and named and tokens[index].text in ("ever", "曾经")
        else tokens[index]
    )


def _in_a_row(tokens: Sequence[Token], index: int) -> Token:
    """2024、2025连着两年都有: in each of those that are named."""
    if not tokens[index].text.startswith(tuple(read_lexicon("words.json")["in_a_row"])):
        return tokens[index]
    number = pick(tokens[index + 1], Number) if index + 1 < len(tokens) else None
    said = re.search("([两二三四])年", tokens[index].text)
    counted = spoken_number(said[1]) if said else number.value if number and number.unit == "years" else None
    named = sum(1 for token in tokens if years_of(token)) > 1 and counted == _year_count(tokens)
    return marked(tokens[index], "function") if named else tokens[index]


def _own_place(tokens: Sequence[Token], index: int) -> Token:
    """我是焦作的，咱们市: the place that was named."""
    own = has_role(tokens[index], "own_place")
    return marked(tokens[index], "function") if own and name_count(tokens) == 1 else tokens[index]


def _degree(tokens: Sequence[Token], index: int) -> Token:
    """申请量大幅上升，多了多少件: how much one office rose is what is asked for."""
    said = has_role(tokens[index], "degree") and name_count(tokens) == 1
    lists = lists_any(tokens)
    return marked(tokens[index], "function") if said and not lists else tokens[index]


def _each_of_named(tokens: Sequence[Token], index: int) -> Token:
    """墨溪市和焦作市各是多少件: one figure for each of those named."""
    each = tokens[index].text == "各" and index + 1 < len(tokens) and has_role(tokens[index + 1], "number")
    return marked(tokens[index], "apart") if each and name_count(tokens) > 1 else tokens[index]


def _a_list(tokens: Sequence[Token], index: int) -> Token:
    """我想要一份…的名单: the one is the list that is asked for."""
    one = pick(tokens[index], Number)
    lists = any(token.text in read_lexicon("words.json")["a_list"] for token in tokens[index + 1 :])
    return marked(tokens[index], "function") if one and one.value == 1 and lists else tokens[index]


def _span_again(tokens: Sequence[Token], index: int) -> Token:
    """2019到2021这三年: the years are named already."""
    again = pick(tokens[index], RelativeYears)
    named = [years for token in tokens if (years := pick(token, Years))]
    if again is None or again.first is None or again.last is None or tokens[index].text[0] not in "这那":
        return tokens[index]
    counted = sum(years.last - years.first + 1 for years in named if years.first is not None and years.last is not None)
    return marked(tokens[index], "function") if counted == again.last - again.first + 1 else tokens[index]


def _bound_included(tokens: Sequence[Token], index: int) -> Token:
    """3件以上（含3件）: the same number again only says that it counts as well."""
    at = index if pick(tokens[index], Number) else index + 1
    number = pick(tokens[at], Number) if 0 < at < len(tokens) else None
    before = [pick(token, Number) for token in tokens[: max(at - 1, 0)]]
    again = number is not None and any(one is not None and one.value == number.value for one in before)
    words = read_lexicon("words.json")
    behind = at + 1 < len(tokens) and tokens[at + 1].text in words["counts_as_well"]
    said = again and (tokens[at - 1].text in words["bound_included"] or behind)
    return marked(tokens[index], "function") if said and index in (at - 1, at) else tokens[index]


def _carried_from(tokens: Sequence[Token], index: int) -> Token:
    """Brought forward from the previous year: the year it came from is no comparison with it."""
    shift = pick(tokens[index], Shift)
    concepts = [concept for token in tokens[:index] if (concept := pick(token, Concept))]
    carried = any(sense.rows == _CARRIED_IN for concept in concepts for sense in concept.senses)
    from_it = shift == Shift(prior=True) and tokens[index].text.startswith("from ")
    return marked(tokens[index], "function") if carried and from_it else tokens[index]


def _recent_years(tokens: Sequence[Token], index: int) -> Token:
    """这几年, and 近几年 of one office, are every year that there is: how many they are was not said."""
    if tokens[index].text in read_lexicon("words.json")["all_these_years"]:
        return replace(tokens[index], meanings=(ALL_YEARS,))
    lists = lists_any(tokens)
    if lists or name_count(tokens) != 1 or tokens[index].text not in read_lexicon("words.json")["vague_years"]:
        return tokens[index]
    return replace(tokens[index], meanings=(ALL_YEARS,))


def _or_between_years(tokens: Sequence[Token], index: int) -> Token:
    """In 2023 or 2024 names two years, and so does 2019年同2025年."""
    join = pick(tokens[index], Join) or (Join("or") if tokens[index].text == "同" else None)
    beside = [tokens[at] for at in (index - 1, index + 1) if 0 <= at < len(tokens)]
    dated = len(beside) > 1 and all(years_of(token) for token in beside)
    return marked(tokens[index], "function") if join and join.kind == "or" and dated else tokens[index]


def _over_year(tokens: Sequence[Token], index: int) -> Token:
    """Rose in 2023 over 2022: what stands before a year bounds no change."""
    changes = any(pick(token, Shift) for token in tokens)
    dated = index + 1 < len(tokens) and pick(tokens[index + 1], Years)
    over = tokens[index].text in ("over", "on", "above")
    return marked(tokens[index], "function") if changes and dated and over else tokens[index]


COUNTING: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _once_over,
    _as_soon_as,
    _in_a_row,
    _ever,
    _own_place,
    _a_list,
    _degree,
    _each_of_named,
    _known_number,
    _unit_of_money,
    _those_named,
    _bound_included,
    _tally,
    _carried_from,
    _recent_years,
    _span_again,
    _each_of_them,
    _or_between_years,
    _over_year,
)
