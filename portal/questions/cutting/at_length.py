"""What is said at more length than it need be: 从2020年起到2023年为止, 一是…二是…, 给我一个2025年的平均."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.english_offices import names_office
from portal.questions.cutting.parts import aims_at, following, has_role, lists_any, marked, pick, years_of
from portal.questions.plan import Way
from portal.questions.words.meanings import (
    ALL_YEARS,
    Aim,
    Compare,
    Concept,
    Join,
    Negation,
    Number,
    Shift,
    Token,
    Years,
)
from portal.questions.words.vocabulary import read_lexicon

_PAIR = 2


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
    closes = closes and start != here and _ends_span(tokens, index)
    return marked(tokens[index], "function") if closes else tokens[index]


def _ends_span(tokens: Sequence[Token], at: int) -> bool:
    """Whether a year closes a span: 到2023年为止 by itself, or 2024年 behind 到."""
    year = pick(tokens[at], Years)
    words = read_lexicon("words.json")["until"]
    until = at > 0 and (tokens[at - 1].text in words or tokens[at].text.startswith(tuple(words)))
    return year is not None and year.last is not None and (year.first is None or (year.first == year.last and until))


def _reports_of_all_years(tokens: Sequence[Token], index: int) -> Token:
    """各年的报告里有哪些: reports of any year, not figures by year."""
    after = next((token for token in tokens[index + 1 :] if token.text != "的"), None)
    reports = after is not None and after.text.startswith(("报告", "年报"))
    each = tokens[index].text in ("各年", "历年", "每年") and pick(tokens[index], Aim) is not None
    bounded = aims_at(tokens, "ranking") or any(pick(token, Number) or pick(token, Negation) for token in tokens)
    said = each and reports and bounded and lists_any(tokens)
    return replace(tokens[index], meanings=(ALL_YEARS,)) if said else tokens[index]


def _which_ones(tokens: Sequence[Token], index: int) -> Token:
    """最少的三家，是哪三家: their number once more."""
    number = pick(tokens[index], Number)
    asked = number is not None and number.unit in ("", "count") and index > 0 and tokens[index - 1].text == "哪"
    before = [one for token in tokens[:index] if (one := pick(token, Number)) and number and one.value == number.value]
    again = asked and aims_at(tokens[:index], "ranking") and bool(before)
    return marked(tokens[index], "list") if again else tokens[index]


def _article(tokens: Sequence[Token], index: int) -> Token:
    """给我一个2025年的平均: an article, no bound of one."""
    number = pick(tokens[index], Number)
    one = number is not None and number.value == 1 and tokens[index].text in ("一个", "一份", "一项")
    asked = index > 0 and tokens[index - 1].text in read_lexicon("words.json")["asks_for_one"]
    dated = index + 1 < len(tokens) and bool(years_of(tokens[index + 1]))
    return marked(tokens[index], "function") if one and (asked or dated) else tokens[index]


def _zero_counts(tokens: Sequence[Token], index: int) -> Token:
    """在1件及以下的，0件的也算: within the bound, which stands already."""
    number = pick(tokens[index], Number)
    after = [token.text for token in tokens[index + 1 : index + 3] if token.text != "的"][:1]
    again = (
        number is not None
        and number.value == 0
        and after[:1] != []
        and after[0] in read_lexicon("words.json")["counts_as_well"]
    )
    bounded = any(
        (compare := pick(token, Compare)) and "<=" in (compare.before, compare.after) for token in tokens[:index]
    )
    return marked(tokens[index], "function") if again and bounded else tokens[index]


def _in_no_year(tokens: Sequence[Token], index: int) -> Token:
    """没有一年为零, in all years from 2024 through 2025: what is told holds in each of them."""
    denied = index > 0 and pick(tokens[index - 1], Negation) and tokens[index].text in ("一年", "哪一年", "任何一年")
    after = pick(tokens[index + 1], Years) if index + 1 < len(tokens) else None
    spans = after is not None and after.first != after.last
    every = tokens[index].text in ("in all years", "all years", "in all the years") and spans and _lists_only(tokens)
    return marked(tokens[index], "each_year") if denied or every else tokens[index]


def _lists_only(tokens: Sequence[Token]) -> bool:
    summed = any(pick(token, Aim) or has_role(token, "total") or has_role(token, "number") for token in tokens)
    return lists_any(tokens) and not summed


def _last_year_with(tokens: Sequence[Token], index: int) -> Token:
    """What was the last year the office lost, when did it last lose: the latest year with it, and not last year."""
    asked = any(has_role(token, "which_year") for token in tokens[:index])
    if tokens[index].text == "last" and not tokens[index].meanings and asked:
        return marked(tokens[index], "latest")
    before, after = tokens[max(index - 1, 0)].text, tokens[index + 1] if index + 1 < len(tokens) else None
    opens = before in ("what was", "which was", "what is", "which is") or (index > 1 and before in ("was", "is"))
    named = after is not None and names_office(after)
    said = tokens[index].text in ("the last year", "the latest year", "the most recent year") and opens and named
    return marked(tokens[index], "latest") if said else tokens[index]


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


def _got_more(tokens: Sequence[Token], index: int) -> Token:
    """Lawsuits in 2024: who's got more, this office or that: a verb for having, and no figure received."""
    after = tokens[index + 1 : index + 2]
    held = bool(after) and aims_at(after, "comparison") and any(pick(token, Concept) for token in tokens[:index])
    return marked(tokens[index], "function") if tokens[index].text == "got" and held else tokens[index]


def _figures_apart(tokens: Sequence[Token], index: int) -> Token:
    """In cases, 按件数: growth year on year is counted in cases."""
    shift = pick(tokens[index], Shift)
    if shift is None or shift.kind != "growth" or not shift.prior or shift.way:
        return tokens[index]
    words = read_lexicon("words.json")["in_cases"]
    counted = any(token.text in words for token in tokens)
    return replace(tokens[index], meanings=(replace(shift, kind=None),)) if counted else tokens[index]


def _not_as_many(tokens: Sequence[Token], index: int) -> Token:
    """没有上年那么多: fewer than the year before, and nothing denied."""
    denied = pick(tokens[index], Negation)
    after = tokens[index + 1 : index + 3]
    dated = len(after) == _PAIR and bool(years_of(after[0]))
    said = denied and dated and after[1].text in read_lexicon("words.json")["as_many"]
    return replace(tokens[index], meanings=(Shift(way="down", kind=None, prior=True),)) if said else tokens[index]


def _below_last_year(tokens: Sequence[Token], index: int) -> Token:
    """低于上一年, below their previous-year figure: fewer than the year before."""
    compare = pick(tokens[index], Compare)
    after = following(tokens, index)
    prior = after is not None and after.text in read_lexicon("words.json")["the_year_before"]
    bounds = compare is not None and compare.before in ("<", ">") and lists_any(tokens)
    if not (prior and bounds) or compare is None:
        return tokens[index]
    way: Way = "down" if compare.before == "<" else "up"
    return replace(tokens[index], meanings=(Shift(way=way, kind=None, prior=True),))


def _the_year_before(tokens: Sequence[Token], index: int) -> Token:
    """The year before behind such a comparison is said with it."""
    said = tokens[index].text in read_lexicon("words.json")["the_year_before"]
    before = [token for token in tokens[:index] if not has_role(token, "function")][-1:]
    shift = pick(before[0], Shift) if before else None
    told = said and shift is not None and shift.prior and shift.way is not None
    return marked(tokens[index], "function") if told else tokens[index]


AT_LENGTH: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _one_span,
    _reports_of_all_years,
    _which_ones,
    _article,
    _zero_counts,
    _in_no_year,
    _last_year_with,
    _enumerated,
    _the_two,
    _got_more,
    _figures_apart,
    _not_as_many,
    _below_last_year,
    _the_year_before,
)
