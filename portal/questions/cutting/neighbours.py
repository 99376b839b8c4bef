"""Words that what stands beside them decides: the year before the one named, 没有…拒过一件, 率怎么样, under a place."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.model import Filter
from portal.questions.cutting.parts import aims_at, has_role, is_one, lists_any, marked, pick, year_step
from portal.questions.words.lexicon import load_lexicon
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Join,
    Marker,
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


def _year_beside(tokens: Sequence[Token], index: int) -> Token:
    """In 2024 against the year before, 2023年有、次年没有: the year before or after the one that is named."""
    relative = pick(tokens[index], RelativeYears)
    step = year_step(tokens[index].text, relative) if relative else 0
    if not step or (index and pick(tokens[index - 1], Years)):
        # 2024年上年 may be either.
        return tokens[index]
    if step > 0 and index and tokens[index - 1].text.endswith(tuple(read_lexicon("words.json")["into_year"])):
        # Left over for the following year.
        return marked(tokens[index], "function")
    dated = {years for token in tokens if (years := pick(token, Years))}
    named = next(iter(dated), None)
    if len(dated) != 1 or named is None or named.first is None or named.first != named.last:
        return tokens[index]
    return replace(tokens[index], meanings=(Years(named.first + step, named.first + step),))


def _which_few(tokens: Sequence[Token], index: int) -> Token:
    """只看区县，是哪三个: as many of the ranking before."""
    number = pick(tokens[index], Number)
    asked = number is not None and number.unit in ("", "count") and index and tokens[index - 1].text == "哪"
    goes_on = any(has_role(token, "follow") for token in tokens) and not aims_at(tokens, "ranking")
    if number is None or not (asked and goes_on):
        return tokens[index]
    return replace(tokens[index], meanings=(Aim("ranking", top=int(number.value)),))


def _annual(tokens: Sequence[Token], index: int) -> Token:
    """The annual refusal rate of one office is its series; with a year it is that of the year."""
    before_figure = index + 1 < len(tokens) and pick(tokens[index + 1], Concept)
    dated = any(pick(token, Years) or pick(token, RelativeYears) for token in tokens)
    one = sum(pick(token, OfficeName) is not None for token in tokens) == 1
    asks = tokens[index].text == "annual" and before_figure and one and not dated
    return replace(tokens[index], meanings=(Aim("trend"),)) if asks else tokens[index]


def _how_high(tokens: Sequence[Token], index: int) -> Token:
    """无法提供率怎么样 asks what the rate is, not why."""
    concept = pick(tokens[index - 1], Concept) if index else None
    asks = (
        tokens[index].text in read_lexicon("words.json")["how_high"]
        and concept is not None
        and all(sense.measures for sense in concept.senses)
    )
    return replace(tokens[index], meanings=(Marker(frozenset(["number"])),)) if asks else tokens[index]


def _under_place(tokens: Sequence[Token], index: int) -> Token:
    """Under 青岚市: a place is no bound."""
    placed = index + 1 < len(tokens) and pick(tokens[index + 1], Place)
    return marked(tokens[index], "function") if placed and tokens[index].text == "under" else tokens[index]


def _times_a_year(tokens: Sequence[Token], index: int) -> Token:
    """达到2023年的两倍以上: what comes before the year bounds nothing more."""
    compare = pick(tokens[index], Compare)
    if compare is None or compare.before != ">=" or index + 2 >= len(tokens):
        return tokens[index]
    year, shift = tokens[index + 1], pick(tokens[index + 2], Shift)
    times = shift is not None and shift.bound is not None and tokens[index + 2].text.startswith("的")
    dated = pick(year, Years) or pick(year, RelativeYears) or pick(year, Shift)
    return marked(tokens[index], "function") if times and dated else tokens[index]


def _doubled_or_more(tokens: Sequence[Token], index: int) -> Token:
    """翻了一番或者更多: the change bounds from below already."""
    compare, shift = pick(tokens[index], Compare), pick(tokens[index - 1], Shift) if index else None
    said = compare is not None and compare.after == ">=" and shift is not None and shift.bound is not None
    return marked(tokens[index], "function") if said else tokens[index]


def _not_even_one(tokens: Sequence[Token], index: int) -> Token:
    """没有用这条理由拒过一件: none at all, no bound of one."""
    if not (is_one(tokens[index]) and tokens[index].text.startswith("一")):
        return tokens[index]
    denied = next((at for at in range(index, -1, -1) if pick(tokens[at], Negation)), None)
    between = tokens[denied + 1 : index] if denied is not None else ()
    whole = denied is not None and all(left.end == right.start for left, right in pairwise(tokens[denied : index + 1]))
    told = any(pick(token, Concept) for token in between) and not any(pick(token, Compare) for token in between)
    return marked(tokens[index], "function") if whole and told else tokens[index]


def _governments_beside_kind(tokens: Sequence[Token], index: int) -> Token:
    """Departments or government offices, higher than departments: a kind beside another, any office elsewhere."""
    if tokens[index].text not in read_lexicon("words.json")["government_offices"]:
        return tokens[index]
    beside = [tokens[at] for at in (index - 2, index + 2) if 0 <= at < len(tokens)]
    joined = any(pick(tokens[at], Join) for at in (index - 1, index + 1) if 0 <= at < len(tokens))
    held = any(token.text.endswith(" than") for token in tokens)
    scopes = [scope for token in (tokens if held else beside) if (scope := pick(token, Scope))]
    if not ((joined or held) and any(item.name == "office_kind" for scope in scopes for item in scope.filters)):
        return tokens[index]
    return replace(tokens[index], meanings=(Scope((Filter("office_kind", "government"),)),))


def _how_much_of_offices(tokens: Sequence[Token], index: int) -> Token:
    """公开率过半的区县单位，占区县单位的多少: a share of offices, no count of them."""
    whole = next((at for at in range(index - 1, -1, -1) if has_role(tokens[at], "of_whole")), None)
    if tokens[index].text != "多少" or whole is None:
        return tokens[index]
    between = tokens[whole + 1 : index]
    offices = any(pick(token, Scope) or has_role(token, "subject") for token in between)
    part = next((at for at in range(whole - 1, 0, -1) if pick(tokens[at], Scope)), 0)
    if part and any(pick(token, Concept) for token in tokens[:part]) and tokens[part - 1].text != "的":
        # 行政诉讼，市级单位占所有单位总数的多少: a share of the cases.
        return tokens[index]
    alone = not any(pick(token, kind) for token in between for kind in (Concept, Place, OfficeName, Number))
    return replace(tokens[index], meanings=(Aim("share"),)) if offices and alone else tokens[index]


def _one_of_a_kind(tokens: Sequence[Token], index: int) -> Token:
    """一名记者, 一类机构, 一个数: an article, no bound."""
    number = pick(tokens[index], Number)
    said = "".join(token.text for token in tokens[index : index + 3])
    article = said.startswith(tuple(f"一{word}" for word in read_lexicon("words.json")["articles"]))
    return marked(tokens[index], "function") if number and article else tokens[index]


def _with_the_biggest(tokens: Sequence[Token], index: int) -> Token:
    """Three offices with the biggest drop in lawsuits: no condition of its own begins here."""
    behind = [token for token in tokens[index + 1 : index + 4] if token.text not in ("the", "a")]
    ranks = len(behind) > 1 and aims_at(behind[:1], "ranking") and pick(behind[1], Shift)
    return marked(tokens[index], "function") if tokens[index].text in ("with", "having") and ranks else tokens[index]


def _first_few(tokens: Sequence[Token], index: int) -> Token:
    """Who had the most? Give me the first three: as many as the ranking gives."""
    behind = index + 1 < len(tokens) and pick(tokens[index + 1], Number)
    few = tokens[index].text == "first" and behind and aims_at(tokens, "ranking")
    return marked(tokens[index], "function") if few else tokens[index]


def _the_office_is(tokens: Sequence[Token], index: int) -> Token:
    """我要查的单位是白鹭市公安局: the one that is named, and no list."""
    behind = tokens[index + 1 : index + 3]
    named = len(behind) > 1 and behind[0].text == "是" and (pick(behind[1], Place) or pick(behind[1], OfficeName))
    return marked(tokens[index], "function") if named and has_role(tokens[index], "subject") else tokens[index]


def _or_not(tokens: Sequence[Token], index: int) -> Token:
    """Over 20% or not: it is asked whether."""
    asks = tokens[index].text == "or not" and index and pick(tokens[index - 1], Number)
    lists = any(has_role(token, "list") for token in tokens) or aims_at(tokens, "yes_no")
    return replace(tokens[index], meanings=(Aim("yes_no"),)) if asks and not lists else tokens[index]


def _did_or_not(tokens: Sequence[Token], index: int) -> Token:
    """收没收费: whether they did."""
    at = next((at for at in range(max(index - 2, 0), index + 1) if _twice(tokens, at)), None)
    if at is None:
        return tokens[index]
    return replace(tokens[index], meanings=(Aim("yes_no"),)) if index == at else marked(tokens[index], "function")


def _twice(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb stands here, 没 and the verb again."""
    if at + 2 >= len(tokens) or not has_role(tokens[at], "function"):
        return False
    verb, denied, again = tokens[at : at + 3]
    return verb.text == again.text and denied.text == "没" and verb.end == denied.start and denied.end == again.start


def _had_some_surely(tokens: Sequence[Token], index: int) -> Token:
    """复议有被纠正的吧: whether there are any, where an office is named and nothing is listed or counted."""
    closes = tokens[index].text == "吧" and index == len(tokens) - 1 and tokens[index - 1].text == "的"
    had = closes and any(token.text in ("有", "有过") for token in tokens[:index])
    asks = lists_any(tokens) or any(has_role(token, "number") for token in tokens) or aims_at(tokens, "yes_no")
    said = had and not asks and any(pick(token, OfficeName) for token in tokens)
    return replace(tokens[index], meanings=(Aim("yes_no"),)) if said else tokens[index]


def _is_the_year(tokens: Sequence[Token], index: int) -> Token:
    """行政强制最少是哪一年: the year that has the least."""
    year = index + 1 < len(tokens) and has_role(tokens[index + 1], "which_year")
    said = tokens[index].text.removesuffix("是")
    if not year or said not in ("最少", "最低", "最多", "最高") or said == tokens[index].text:
        return tokens[index]
    return replace(tokens[index], meanings=load_lexicon().chinese[said])


def _five_year_plan(tokens: Sequence[Token], index: int) -> Token:
    """“十四五”期间: the years of the plan."""
    span = read_lexicon("words.json")["five_year_plans"].get(tokens[index].text)
    during = index + 1 < len(tokens) and tokens[index + 1].text in ("期间", "时期")
    return replace(tokens[index], meanings=(Years(*span),)) if span and during else tokens[index]


def _two_years(tokens: Sequence[Token], index: int) -> Token:
    """In each of the two years 2023 and 2024: how many are named bounds nothing."""
    counted = [at for at in (index, index - 1) if 0 <= at < len(tokens) - 1 and _counts_years(tokens, at)]
    return marked(tokens[index], "function") if counted else tokens[index]


def _counts_years(tokens: Sequence[Token], at: int) -> bool:
    number = pick(tokens[at], Number)
    dated = sum(pick(token, Years) is not None for token in tokens)
    each = any(token.text in ("each", "both", "each of", "in each of") for token in tokens[:at])
    return number is not None and each and number.value == dated and tokens[at + 1].text == "years"


def _rate_of_decided(tokens: Sequence[Token], index: int) -> Token:
    """只算已审结的，纠正率超过三成: the rate is that of the decided cases, named before."""
    own = _only_rate(tokens[index])
    narrower = own and any(rate and rate.startswith(f"{own}_") for token in tokens for rate in (_only_rate(token),))
    return marked(tokens[index], "function") if narrower else tokens[index]


def _only_rate(token: Token) -> str:
    """The one rate that a token names; "" where it names none or may name others."""
    concept = pick(token, Concept)
    rates = {rate for sense in concept.senses for rate in sense.measures or ("",)} if concept else set()
    return rates.pop() if len(rates) == 1 else ""


NEIGHBOURS: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _two_years,
    _the_office_is,
    _or_not,
    _did_or_not,
    _had_some_surely,
    _is_the_year,
    _five_year_plan,
    _year_beside,
    _which_few,
    _annual,
    _how_high,
    _under_place,
    _times_a_year,
    _doubled_or_more,
    _not_even_one,
    _governments_beside_kind,
    _how_much_of_offices,
    _one_of_a_kind,
    _with_the_biggest,
    _first_few,
    _rate_of_decided,
)
