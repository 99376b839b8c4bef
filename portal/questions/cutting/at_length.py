"""What is said at more length than it need be: 从2020年起到2023年为止, 家数有几个, 一是…二是…, 给我一个2025年的平均."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.counting_nothing import name_count
from portal.questions.cutting.parts import WITHIN, aims_at, has_role, lists_any, marked, pick
from portal.questions.plan import By
from portal.questions.words.meanings import (
    ANY_RATE,
    Aim,
    Compare,
    Concept,
    Grouping,
    Join,
    Negation,
    Number,
    OfficeName,
    Place,
    RelativeYears,
    Scope,
    Shift,
    Token,
    Years,
)
from portal.questions.words.vocabulary import read_lexicon

_PAIR = 2
_PLACES: dict[str, By] = {"cities": "city", "provinces": "province"}


def _one_span(tokens: Sequence[Token], index: int) -> Token:
    """从2020年起到2023年为止, from 2020 until the end of 2024: one span of years, not two with open ends."""
    here = pick(tokens[index], Years)
    if here is None:
        return tokens[index]
    opens = here.first is not None and here.last is None
    after = next((at for at in range(index + 1, len(tokens)) if not has_role(tokens[at], "function")), None)
    behind = pick(tokens[after], Years) if opens and after is not None else None
    if behind is not None and after is not None and _ends_span(tokens, after):
        return replace(tokens[index], meanings=(Years(here.first, behind.last),))
    before = next((at for at in range(index - 1, -1, -1) if not has_role(tokens[at], "function")), None)
    start = pick(tokens[before], Years) if before is not None else None
    closes = start is not None and start.first is not None and (start.last is None or start.last == here.last)
    return (
        marked(tokens[index], "function") if closes and start != here and _ends_span(tokens, index) else tokens[index]
    )


def _ends_span(tokens: Sequence[Token], at: int) -> bool:
    """Whether a year closes a span: 到2023年为止 by itself, or 2024年 behind 到."""
    year = pick(tokens[at], Years)
    words = read_lexicon("words.json")["until"]
    until = at > 0 and (tokens[at - 1].text in words or tokens[at].text.startswith(tuple(words)))
    return year is not None and year.last is not None and (year.first is None or (year.first == year.last and until))


def _article(tokens: Sequence[Token], index: int) -> Token:
    """给我一个2025年的平均: an article, no bound of one."""
    number = pick(tokens[index], Number)
    one = number is not None and number.value == 1 and tokens[index].text in ("一个", "一份", "一项")
    asked = index > 0 and tokens[index - 1].text in read_lexicon("words.json")["asks_for_one"]
    dated = index + 1 < len(tokens) and bool(pick(tokens[index + 1], Years) or pick(tokens[index + 1], RelativeYears))
    return marked(tokens[index], "function") if one and (asked or dated) else tokens[index]


def _enumerated(tokens: Sequence[Token], index: int) -> Token:
    """一是…，二是…: what numbers the parts bounds nothing."""
    at = index if pick(tokens[index], Number) else index - 1
    if at < 0 or at + 1 >= len(tokens) or tokens[at + 1].text != "是":
        return tokens[index]
    ordinals = [here for here in range(len(tokens) - 1) if _is_ordinal(tokens, here)]
    if len(ordinals) < _PAIR or at not in ordinals:
        return tokens[index]
    parts = at > ordinals[0] and index == at
    return replace(tokens[index], meanings=(Join("strong"),)) if parts else marked(tokens[index], "function")


def _is_ordinal(tokens: Sequence[Token], at: int) -> bool:
    number = pick(tokens[at], Number)
    return number is not None and number.unit == "" and tokens[at].text in "一二三四" and tokens[at + 1].text == "是"


def _the_two(tokens: Sequence[Token], index: int) -> Token:
    """两者都有, the two of them, 两个年份: they count what is named beside them."""
    number = pick(tokens[index], Number)
    if tokens[index].text == "者" and index and tokens[index - 1].text == "两":
        return marked(tokens[index], "function")
    years = sum(pick(token, Years) is not None for token in tokens)
    if number is not None and number.value == years and index + 1 < len(tokens) and years > 1:
        dated = tokens[index + 1].text in ("年份", "年度", "年头")
        return marked(tokens[index], "function") if dated and not pick(tokens[index], Years) else tokens[index]
    after = "".join(token.text for token in tokens[index + 1 : index + 3])
    bounded = index > 0 and pick(tokens[index - 1], Compare) is not None
    counted = number is not None and number.value == _PAIR and after.startswith(("者", "ofthem", "of them"))
    counted = counted and not bounded
    return marked(tokens[index], "function") if counted else tokens[index]


def _each_alone(tokens: Sequence[Token], index: int) -> Token:
    """Averaged over the individual departments: each of them, no natural person."""
    after = next((token for token in tokens[index + 1 :] if not has_role(token, "function")), None)
    offices = after is not None and (pick(after, Scope) or has_role(after, "subject"))
    return marked(tokens[index], "function") if tokens[index].text == "individual" and offices else tokens[index]


def _over_offices(tokens: Sequence[Token], index: int) -> Token:
    """按单位求平均, the most in 2023, by office: what is averaged or ranked are offices anyway."""
    by_office = pick(tokens[index], Grouping) == Grouping("office")
    years = [years for token in tokens if (years := pick(token, Years))]
    single = len(years) == 1 and years[0].first == years[0].last
    plain = aims_at(tokens, "average", "median") or (aims_at(tokens, "ranking") and single and not _summed(tokens))
    return marked(tokens[index], "function") if by_office and plain else tokens[index]


def _summed(tokens: Sequence[Token]) -> bool:
    return aims_at(tokens, "sum") or any(has_role(token, "total") for token in tokens)


def _added_up(tokens: Sequence[Token], index: int) -> Token:
    """各乡镇街道的…相加得多少: one sum, not the figure of each."""
    every = has_role(tokens[index], "every") and not has_role(tokens[index], "apart")
    added = read_lexicon("words.json")["added_up"]
    adds = any(pick(token, Aim) and token.text in added for token in tokens[index + 1 :])
    apart = any(has_role(token, "apart") for token in tokens)
    offices = index + 1 < len(tokens) and (
        pick(tokens[index + 1], Scope) is not None or has_role(tokens[index + 1], "subject")
    )
    return marked(tokens[index], "function") if every and adds and not apart and offices else tokens[index]


def _offices_not_cases(tokens: Sequence[Token], index: int) -> Token:
    """县级单位有行政复议的总共几个, 市级单位有多少个有诉讼: 个 and 家 count offices, as cases are 件."""
    text = tokens[index].text
    counts = has_role(tokens[index], "number") and text.rstrip("啊呀呢吗").endswith(
        ("几个", "多少个", "几家", "多少家")
    )
    offices = any(_are_offices(token) for token in tokens[:index])
    if not counts or not offices or name_count(tokens) or aims_at(tokens, "average", "median", "ranking"):
        return tokens[index]
    had = _tells_which(tokens[:index]) or _tells_which(tokens[index:])
    return replace(tokens[index], meanings=(Aim("count"),)) if had else tokens[index]


def _are_offices(token: Token) -> bool:
    aim = pick(token, Aim)
    return pick(token, Scope) is not None or has_role(token, "subject") or (aim is not None and aim.scope is not None)


def _total_of_those(tokens: Sequence[Token], index: int) -> Token:
    """The total of city-level offices having any: how many they are."""
    if not has_role(tokens[index], "total") or index + 2 >= len(tokens) or tokens[index + 1].text != "of":
        return tokens[index]
    had = next((at for at in range(index + 2, len(tokens)) if not _are_offices(tokens[at])), len(tokens))
    told = any(pick(token, Concept) for token in tokens[had:])
    counts = index + 2 < had < len(tokens) and tokens[had].text in ("having", "with", "that", "who", "which") and told
    return replace(tokens[index], meanings=(Aim("count"),)) if counts else tokens[index]


def _total_of_place(tokens: Sequence[Token], index: int) -> Token:
    """The total number of lawsuits that the offices in 白鹭市 had: one sum over the offices of the place."""
    summed = any(has_role(token, "total") for token in tokens[:index])
    after = tokens[index + 1 : index + 3]
    placed = len(after) == _PAIR and after[0].text in ("in", "of", "from") and pick(after[1], Place) is not None
    offices = has_role(tokens[index], "subject") and not has_role(tokens[index], "list")
    # That offices in a place had is no office pointed at.
    offices = offices or tokens[index].text == "that offices"
    asks = any(has_role(token, "list") and not has_role(token, "function") for token in tokens)
    sums = offices and summed and placed and not asks
    return replace(tokens[index], meanings=(Aim("sum", offices=True),)) if sums else tokens[index]


def _each_city(tokens: Sequence[Token], index: int) -> Token:
    """List all the cities, each with its combined number: sums by city, no figures of city governments."""
    aim = pick(tokens[index], Aim)
    apart = any(has_role(token, "apart") for token in tokens[index + 1 :])
    by: By | None = next((by for word, by in _PLACES.items() if tokens[index].text.endswith(word)), None)
    every = aim is not None and aim.scope is not None and apart and _summed(tokens[index + 1 :])
    return replace(tokens[index], meanings=(Grouping(by),)) if every and by is not None else tokens[index]


def _tells_which(tokens: Sequence[Token]) -> bool:
    """Whether these tell of offices: 有 before a figure, or a figure with its bound."""
    figures = [at for at, token in enumerate(tokens) if pick(token, Concept)]
    had = any(token.text in ("有", "有过", "是有") for token in tokens[: figures[-1]]) if figures else False
    bounded = any(pick(token, Compare) and not has_role(token, "function") for token in tokens)
    bounded = bounded or any(pick(token, Number) and not pick(token, Years) for token in tokens)
    return bool(figures) and (had or bounded or any(pick(token, Negation) for token in tokens))


def _how_many_of_all(tokens: Sequence[Token], index: int) -> Token:
    """Out of all offices, how many had some: their number, no share."""
    aim = pick(tokens[index], Aim)
    asks = any(token.text == "how many" for token in tokens[index + 1 :])
    of_all = aim is not None and aim.operation == "share" and tokens[index].text.startswith("out of")
    return marked(tokens[index], "subject") if of_all and asks else tokens[index]


def _share_of_theirs(tokens: Sequence[Token], index: int) -> Token:
    """What share of all offices' lawsuits did counties account for: of the lawsuits, not of the offices."""
    aim = pick(tokens[index], Aim)
    theirs = index + 1 < len(tokens) and pick(tokens[index + 1], Concept) is not None
    part = any(has_role(token, "of_whole") or has_role(token, "to_part") for token in tokens[index:])
    of_cases = aim is not None and aim.operation == "share" and tokens[index].text.endswith("all offices")
    return replace(tokens[index], meanings=(ANY_RATE,)) if of_cases and theirs and part else tokens[index]


def _how_many_twice(tokens: Sequence[Token], index: int) -> Token:
    """How many did city-level offices have, and how many did county-level offices have: the sum of each."""
    asks = [at for at, token in enumerate(tokens) if token.text == "how many"]
    if len(asks) != _PAIR or index not in asks:
        return tokens[index]
    rest = tokens[asks[1] + 1 :]
    again = any(pick(token, Scope) for token in rest) and not any(pick(token, Concept) for token in rest)
    first = any(pick(token, Scope) and pick(token, Concept) is None for token in tokens[asks[0] : asks[1]])
    if again and first:
        return marked(tokens[index], "apart" if index == asks[1] else "number")
    if (
        any(pick(token, Concept) for token in tokens[: asks[1]])
        and index == asks[1]
        and rest
        and pick(rest[0], Concept)
    ):
        # How many requests did it have, and how many from businesses: two figures, not one cell.
        return replace(tokens[index], meanings=(Join("strong"), *tokens[index].meanings))
    return tokens[index]


def _kind_that_is_level(tokens: Sequence[Token], index: int) -> Token:
    """哪一类单位更多，县级单位还是市级单位: those named behind it, which are levels."""
    grouping = pick(tokens[index], Grouping)
    levels = {item.value for token in tokens if (s := pick(token, Scope)) for item in s.filters if item.name == "level"}
    asks = grouping is not None and grouping.which and grouping.by == "office_kind" and len(levels) > 1
    return replace(tokens[index], meanings=(replace(grouping, by="level"),)) if asks and grouping else tokens[index]


def _each_how_many(tokens: Sequence[Token], index: int) -> Token:
    """县级单位一共多少，市级单位一共多少: the sum of each."""
    asks = [at for at in range(1, len(tokens)) if has_role(tokens[at], "number") and pick(tokens[at - 1], Scope)]
    if len(asks) < _PAIR or index not in asks or tokens[index].text.endswith(("个", "家")):
        return tokens[index]
    return marked(tokens[index], "number" if index == asks[0] else "apart")


def _both_years(tokens: Sequence[Token], index: int) -> Token:
    """In 2024 as well as in 2025, in 2022 and also in 2025, had some in 2025 as well: both years, each by itself."""
    if not tokens[index].text.isascii() or not lists_any(tokens):
        return tokens[index]
    words = read_lexicon("words.json")["also_in_year"]
    years = [at for at, token in enumerate(tokens) if pick(token, Years)]
    two = len(years) == _PAIR and pick(tokens[years[0]], Years) != pick(tokens[years[1]], Years)
    denied = any(pick(token, Negation) and not pick(token, Number) for token in tokens)
    bounded = denied or any(pick(token, Shift) for token in tokens)
    if two and tokens[index].text == "then" and not any(pick(token, Concept) for token in tokens[index:]):
        # Had any in 2024 and then had some in 2025 as well.
        return marked(tokens[index], "function")
    each = (
        tokens[index].text in ("each of the years", "each of the two years", "every one of the years")
        and index < (years or [0])[0]
    )
    said = two and not bounded and ((tokens[index].text in words and index > years[0]) or each)
    return marked(tokens[index], "each_year") if said else tokens[index]


def _two_nouns(tokens: Sequence[Token], index: int) -> Token:
    """自然人提出的申请和结转下年度的申请都有: two figures, each with its noun, and no cell of both."""
    join = pick(tokens[index], Join)
    if join is None or join.kind == "or" or not lists_any(tokens) or aims_at(tokens, "comparison", "sum", "share"):
        return tokens[index]
    sides = [_phrase(tokens, index, step) for step in (-1, 1)]
    if _column_of_its_own(sides) or _begins_again(tokens, index):
        return replace(tokens[index], meanings=(Join("strong"),))
    nouns = [any(word in token.text for token in side for word in ("申请", "application")) for side in sides]
    narrowed = any(len([token for token in side if pick(token, Concept)]) > 1 for side in sides)
    asks = any(has_role(token, "number") for token in tokens)
    return replace(tokens[index], meanings=(Join("strong"),)) if all(nouns) and narrowed and not asks else tokens[index]


def _column_of_its_own(sides: Sequence[Sequence[Token]]) -> bool:
    """行政诉讼跟被纠正的行政复议: what was corrected are the reconsiderations alone."""
    right = [concept for token in sides[1] if (concept := pick(token, Concept))]
    left = [concept for token in sides[0] if (concept := pick(token, Concept))]
    columns = [all(sense.columns and not sense.rows for sense in item.senses) for item in right]
    rows = [all(sense.rows and not sense.columns for sense in item.senses) for item in (*right[1:], *left)]
    return columns == [True, False] and len(left) == 1 and all(rows)


def _begins_again(tokens: Sequence[Token], index: int) -> bool:
    """Whether a condition of its own begins behind what joins it: and there were, and without."""
    after, rest = tokens[index + 1 : index + 2], tokens[index + 2 :]
    figures = [any(pick(token, Concept) for token in side) for side in (tokens[:index], rest)]
    begins = bool(after) and after[0].text in ("there", "there were", "without", "without any", "none of the")
    return begins and all(figures)


def _phrase(tokens: Sequence[Token], index: int, step: int) -> list[Token]:
    """The tokens of a figure on one side of what joins it with another."""
    found: list[Token] = []
    at = index + step
    while 0 <= at < len(tokens) and (pick(tokens[at], Concept) or tokens[at].text in ("的", "from", "提出的", "of")):
        found.append(tokens[at])
        at += step
    return found


def _held_to(tokens: Sequence[Token], index: int) -> Token:
    """某单位2023年的不予公开的申请对自然人提出的申请: two figures of one office side by side."""
    if tokens[index].text != "对" or not index or lists_any(tokens) or name_count(tokens) != 1:
        return tokens[index]
    sides = [_phrase(tokens, index, step) for step in (-1, 1)]
    figures = all(any(pick(token, Concept) for token in side) for side in sides)
    return replace(tokens[index], meanings=(Aim("comparison"),)) if figures else tokens[index]


def _office_named(tokens: Sequence[Token], index: int) -> Token:
    """单位白鹭市公安局，年份2023年: a word for what is named behind it asks for none."""
    after = tokens[index + 1 : index + 2]
    named = bool(after) and bool(pick(after[0], Place) or pick(after[0], OfficeName))
    said = tokens[index].text in ("单位", "机关", "单位是") and named and tokens[index].end == after[0].start
    return marked(tokens[index], "function") if said else tokens[index]


def _had_and_not(tokens: Sequence[Token], index: int) -> Token:
    """复议在2023年有，被纠正的没有: two conditions, each with its own verb behind it."""
    closed = index + 1 < len(tokens) and tokens[index].end < tokens[index + 1].start
    denied = any(pick(token, Negation) and token.text in ("没有", "没", "无") for token in tokens[index + 1 :])
    figures = [any(pick(token, Concept) for token in side) for side in (tokens[:index], tokens[index + 1 :])]
    had = tokens[index].text == "有" and closed and denied and all(figures) and lists_any(tokens)
    return replace(tokens[index], meanings=(Join("strong"),)) if had else tokens[index]


def _without_but(tokens: Sequence[Token], index: int) -> Token:
    """Among offices without any of these, which ones had those: two conditions."""
    denied = any(pick(token, Negation) for token in tokens[:index])
    figures = [any(pick(token, Concept) for token in side) for side in (tokens[:index], tokens[index + 1 :])]
    asks = tokens[index].text in ("which ones", "which", "who", "which of them") and index > 0
    within = index > 1 and tokens[index - 1].text in WITHIN
    asks = asks or (within and has_role(tokens[index], "list") and not tokens[index].text.isascii())
    if not (asks and denied and all(figures)):
        return tokens[index]
    return replace(tokens[index], meanings=(Join("strong"), *tokens[index].meanings))


def _figures_apart(tokens: Sequence[Token], index: int) -> Token:
    """In cases, 按件数: growth year on year is counted in cases."""
    shift = pick(tokens[index], Shift)
    words = read_lexicon("words.json")["in_cases"]
    counted = any(token.text in words for token in tokens)
    if shift is None or shift.kind != "growth" or not shift.prior or shift.way or not counted:
        return tokens[index]
    return replace(tokens[index], meanings=(replace(shift, kind=None),))


def _not_as_many(tokens: Sequence[Token], index: int) -> Token:
    """没有上年那么多: fewer than the year before, and nothing denied."""
    denied = pick(tokens[index], Negation)
    after = tokens[index + 1 : index + 3]
    dated = len(after) == _PAIR and bool(pick(after[0], Years) or pick(after[0], RelativeYears))
    said = denied and dated and after[1].text in read_lexicon("words.json")["as_many"]
    return replace(tokens[index], meanings=(Shift(way="down", kind=None, prior=True),)) if said else tokens[index]


def _below_last_year(tokens: Sequence[Token], index: int) -> Token:
    """低于上一年, below their previous-year figure: fewer than the year before."""
    compare = pick(tokens[index], Compare)
    after = [token for token in tokens[index + 1 :] if not has_role(token, "function")][:1]
    prior = bool(after) and after[0].text in read_lexicon("words.json")["the_year_before"]
    bounds = compare is not None and compare.before in ("<", ">") and lists_any(tokens)
    if not (prior and bounds) or compare is None:
        return tokens[index]
    return replace(
        tokens[index], meanings=(Shift(way="down" if compare.before == "<" else "up", kind=None, prior=True),)
    )


def _the_year_before(tokens: Sequence[Token], index: int) -> Token:
    """The year before behind such a comparison is said with it."""
    said = tokens[index].text in read_lexicon("words.json")["the_year_before"]
    before = [token for token in tokens[:index] if not has_role(token, "function")][-1:]
    shift = pick(before[0], Shift) if before else None
    return (
        marked(tokens[index], "function") if said and shift is not None and shift.prior and shift.way else tokens[index]
    )


def _named_with_most(tokens: Sequence[Token], index: int) -> Token:
    """Which were the 3 departments with the most: how many are ranked, no bound."""
    number = pick(tokens[index], Number)
    after = next((token for token in tokens[index + 1 :] if not has_role(token, "function")), None)
    offices = after is not None and (pick(after, Scope) or has_role(after, "subject"))
    was = index > 0 and any(token.text in ("were", "are", "is", "was") for token in tokens[max(index - 2, 0) : index])
    ranks = number is not None and number.unit in ("", "count") and offices and was and aims_at(tokens, "ranking")
    return (
        replace(tokens[index], meanings=(Aim("ranking", top=int(number.value)),)) if ranks and number else tokens[index]
    )


AT_LENGTH: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _one_span,
    _article,
    _enumerated,
    _the_two,
    _each_alone,
    _over_offices,
    _added_up,
    _how_many_of_all,
    _share_of_theirs,
    _how_many_twice,
    _each_how_many,
    _kind_that_is_level,
    _each_city,
    _total_of_those,
    _total_of_place,
    _two_nouns,
    _held_to,
    _office_named,
    _had_and_not,
    _without_but,
    _offices_not_cases,
    _both_years,
    _figures_apart,
    _not_as_many,
    _below_last_year,
    _the_year_before,
    _named_with_most,
)
