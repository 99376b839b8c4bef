"""Words of two uses decided before a question becomes a plan: groups or offices, sides or conditions, all or one."""

import re
from dataclasses import replace
from decimal import Decimal

from index.model import Filter
from portal.questions.asking.asked_metric import said_of, says_total
from portal.questions.cutting.coming_to import with_level_crossed
from portal.questions.cutting.parts import (
    ALTERNATIVES,
    OF_THE_FIRST,
    YEARLY_MEAN,
    Parsed,
    Threshold,
)
from portal.questions.cutting.settling_all_years import with_all_years
from portal.questions.cutting.settling_sides import with_both_sides, with_figures_added, with_peers
from portal.questions.cutting.settling_whether import opens_whether, with_offices_asked
from portal.questions.cutting.settling_years import with_years_settled
from portal.questions.plan import Operation
from portal.questions.words.meanings import Aim, Concept, Number, Role, Scope, Sense, Shift
from portal.questions.words.metrics import RATE_UNIT, fitting, metric_of
from portal.questions.words.vocabulary import load_vocabulary, read_lexicon

_TOGETHER: tuple[Operation, ...] = ("median", "average", "count", "share", "sum")
_NUMBER: Role = "number"
_PAIR = 2


def settled(parsed: Parsed, text: str) -> Parsed:
    """The parts of a question with words of two uses decided: a group or its offices, all taken together or not."""
    either = "either" in parsed.roles or any(kind == ALTERNATIVES for _, kind in parsed.unsupported)
    parsed = with_all_years(with_both_sides(with_figures_added(_as_offices(parsed), text), text), text)
    # Is the rate higher at one office or the other, were there more lawsuits or refusals: which, not yes or no.
    either = (either and _PAIR in (len(parsed.named), len(parsed.sides))) or _either_year(parsed, text)
    if either:
        parsed = replace(parsed, aims=[item for item in parsed.aims if item[1].operation != "yes_no"])
    elif opening := opens_whether(text):
        parsed = replace(parsed, aims=[*parsed.aims, (opening, Aim("yes_no"))])
    parsed = with_offices_asked(with_level_crossed(parsed), text)
    parsed = _that_did(_each_of_scope(parsed, text))
    parsed = with_years_settled(_as_ways(_as_any(_with_received(parsed), text)), text)
    parsed = with_peers(_with_bounds_apart(_with_shifts_settled(_without_per_office(parsed))))
    groups = [item for item in parsed.groups if not _names_offices(parsed, item[1].scope, item[1].which)]
    scopes = [(word, item.scope) for word, item in parsed.groups if (word, item) not in groups and item.scope]
    if scopes:
        which = any(item.which for _, item in parsed.groups)
        role: Role = "list" if which else "every"
        roles = parsed.roles | {role}
        parsed = replace(parsed, groups=groups, scopes=[*parsed.scopes, *scopes], roles=roles)
    return _with_total(_without_sum_of_first(_without_yearly_mean(parsed, text)))


def _each_of_scope(parsed: Parsed, text: str) -> Parsed:
    """区县2025年复议 asks for each of them, also where it is 0: nothing is said that must hold."""
    said = parsed.aims or parsed.groups or parsed.shifts or parsed.thresholds or parsed.negations or parsed.further
    beside = parsed.told or parsed.sought or parsed.peers or parsed.whole or parsed.sides or parsed.printed
    verbs = any(mark in word for word, _ in parsed.concepts for mark in ("过", "被", "了", "的"))
    plain = bool(parsed.scopes and parsed.concepts) and parsed.roles <= {"function", "newest"}
    if not plain or said or beside or verbs or text.endswith("的") or text[:1].isascii():
        return parsed
    each: Role = "every"
    return replace(parsed, roles=parsed.roles | {each})


def _that_did(parsed: Parsed) -> Parsed:
    """各市政府有科研机构来申请过的, 哪些单位收过费，各收了多少: those that did, and not each of all."""
    did = any("过" in word for word, _ in parsed.concepts) and "every" in parsed.roles
    figures = parsed.roles & {_NUMBER, "total", "apart"} or parsed.aims or parsed.thresholds or parsed.negations
    if not did or parsed.groups or parsed.shifts or (figures and not parsed.roles >= {"list", "subject"}):
        return parsed
    roles: set[Role] = {"list", "subject"}
    return replace(parsed, roles=(parsed.roles - {"every", _NUMBER}) | roles)


def _either_year(parsed: Parsed, text: str) -> bool:
    """Whether more in 2023 or in 2024 is asked, which yes does not answer."""
    words = [re.escape(word) for word, _ in parsed.years]
    return len(words) == _PAIR and re.search(rf"{words[0]},? ?or ?(?:in )?{words[1]}", text) is not None


def _with_received(parsed: Parsed) -> Parsed:
    """多收了几件 without another figure is of applications received."""
    words = [word for word, _ in parsed.shifts if word in read_lexicon("words.json")["plain_ways"] and "收" in word]
    if parsed.concepts or not words or parsed.told or parsed.sought:
        return parsed
    new = load_vocabulary().rows["applications.new"]
    received = Concept((Sense(rows=frozenset([new.key]), stated=(new.zh, new.en)),))
    return replace(parsed, concepts=[(words[0], received)])


def _without_per_office(parsed: Parsed) -> Parsed:
    """The median per office is the median: each office is counted once anyway."""
    asked = {aim.operation for _, aim in parsed.aims}
    if not {"median", "average"} <= asked:
        return parsed
    kept = [(word, aim) for word, aim in parsed.aims if not (aim.operation == "average" and word.startswith("per "))]
    return replace(parsed, aims=kept)


def _as_offices(parsed: Parsed) -> Parsed:
    """白鹭市下辖单位，被纠正过又败诉过的 asks for those that did: nothing is to be summed."""
    only = bool(parsed.aims) and all(aim.offices or aim.scope for _, aim in parsed.aims)
    conditions = (
        parsed.roles & {"list"}
        or parsed.thresholds
        or parsed.negations
        or parsed.further
        or parsed.told
        or parsed.sought
    )
    lists = "list" in parsed.roles and _NUMBER not in parsed.roles
    figures = parsed.roles & {_NUMBER, "total", "every", "apart"} or parsed.groups or parsed.whole
    summed = bool(figures or (parsed.shifts and not lists))
    beside = parsed.groups or parsed.shifts or parsed.whole or conditions or len(parsed.named) > 1
    if only and parsed.roles & {"apart"} and not beside:
        # 各单位复议各多少: the figure of each.
        each: set[Role] = {"every", "subject"}
        return replace(parsed, aims=[], roles=(parsed.roles - {"apart"}) | each)
    if not (only and conditions) or summed or says_total(parsed):
        return parsed
    roles: set[Role] = {"list", "subject"}
    return replace(parsed, aims=[], roles=parsed.roles | roles)


def _as_any(parsed: Parsed, text: str) -> Parsed:
    """是不是没有一家区县被纠正 asks of every one whether it was not."""
    asks = any(aim.operation == "yes_no" for _, aim in parsed.aims) and len(parsed.negations) == 1
    if not asks or any(mention.office for mention in parsed.named) or len(parsed.thresholds) > 1 or parsed.shifts:
        return parsed
    whom = "|".join(map(re.escape, ("单位", "机关", "offices", "office", *(word for word, _ in parsed.scopes))))
    for word, aim in parsed.aims:
        # 有没有区县没有复议: the first 没有 only asks.
        text = text.replace(word, "|") if word and aim.operation == "yes_no" else text
    if not re.search(rf"{re.escape(parsed.negations[0])} ?(?:任何|哪)?一?(?:家|个)?(?:{whom})", text):
        return parsed
    every: Role = "every"
    none = Threshold("=", Number(Decimal(0), ""), parsed.negations[0], stated=True)
    bounds = [item.flipped for item in parsed.thresholds] or [none]
    return replace(parsed, negations=[], thresholds=bounds, roles=(parsed.roles - {"list", "subject"}) | {every})


def _without_sum_of_first(parsed: Parsed) -> Parsed:
    """最多的三家一共多少 takes two steps: who they are, and what theirs come to."""
    ranks = any(aim.operation == "ranking" for _, aim in parsed.aims)
    one_year = len(parsed.years) <= 1 and all(years.first == years.last for _, years in parsed.years)
    if not (ranks and (parsed.top or 1) > 1 and one_year and "total" in parsed.roles) or parsed.groups:
        return parsed
    return replace(parsed, unsupported=[*parsed.unsupported, *((word, OF_THE_FIRST) for word, _ in parsed.aims)])


def _without_yearly_mean(parsed: Parsed, text: str) -> Parsed:
    """平均每年 of many offices is a mean of yearly sums, which no plan holds."""
    said = [word for word in read_lexicon("words.json")["yearly_mean"] if word in text]
    if not said or len(parsed.named) == 1:
        return parsed
    return replace(parsed, unsupported=[*parsed.unsupported, *((word, YEARLY_MEAN) for word in said)])


def _with_total(parsed: Parsed) -> Parsed:
    """各区县一共多少件 and 各部门的总件数 ask for one sum, unless each is asked for (分别)."""
    operations = {aim.operation for _, aim in parsed.aims}
    if any(part in word for word, _ in parsed.aims for part in read_lexicon("words.json")["put_together"]):
        # 各区县合在一起算: each is one of those that are added.
        return replace(parsed, roles=parsed.roles - {"every"})
    if not ("total" in parsed.roles or says_total(parsed)) or not operations <= {
        "comparison",
        "trend",
        "sum",
        "yes_no",
    }:
        return parsed
    if "yes_no" in operations and "comparison" not in operations and not parsed.shifts:
        return parsed
    figure = _NUMBER in parsed.roles or bool(parsed.scopes)
    offices = bool(parsed.roles & {"subject", "every"} or parsed.scopes)
    of_place = offices and not any(mention.office for mention in parsed.named)
    listed = "list" in parsed.roles or ("subject" in parsed.roles and not figure)
    if listed or "apart" in parsed.roles or (parsed.named and not of_place) or parsed.thresholds or parsed.groups:
        return parsed
    return replace(parsed, aims=[*parsed.aims, ("", Aim("sum"))], roles=parsed.roles - {"every"})


def _as_ways(parsed: Parsed) -> Parsed:
    """西工区比陕州区多收多少 holds two offices against each other: 多收 is no change from year to year."""
    ways = [(word, shift.way) for word, shift in parsed.shifts]
    compared = any(aim.operation == "comparison" for _, aim in parsed.aims)
    one_year = len(parsed.years) <= 1 and all(years.first == years.last for _, years in parsed.years)
    plain = all(word in read_lexicon("words.json")["plain_ways"] for word, _ in parsed.shifts)
    if not ways or not plain or not compared or len(parsed.named) < _PAIR or not one_year:
        return parsed
    aims = [*parsed.aims, *((word, Aim("comparison", way=way)) for word, way in ways)]
    return replace(parsed, shifts=[], aims=aims)


def _with_bounds_apart(parsed: Parsed) -> Parsed:
    """申请超过100件的单位里最多的, 一共多少件, 平均公开率: the bound picks the offices that are ranked or summed."""
    made_of = {aim.operation for _, aim in parsed.aims} & {"ranking", "sum", "average", "median"}
    again = len(parsed.concepts) > 1 and parsed.roles >= {"total", _NUMBER, "subject"}
    if again and not parsed.aims:
        made_of, parsed = {"sum"}, replace(parsed, aims=[("", Aim("sum"))])
    if not parsed.thresholds or not made_of:
        return parsed
    if parsed.groups or parsed.shifts or parsed.peers or parsed.sought or "which_year" in parsed.roles:
        return parsed
    bounded, ranked = _counted_apart(parsed)
    bound = replace(bounded, thresholds=parsed.thresholds, negations=parsed.negations)
    return replace(parsed, concepts=ranked.concepts, thresholds=[], negations=[], further=[*parsed.further, bound])


def _counted_apart(parsed: Parsed) -> tuple[Parsed, Parsed]:
    """The words that a bound is on, and those that are ranked: a number of cases does not bound a rate."""
    both = Parsed(concepts=parsed.concepts)
    if parsed.thresholds[0].number.unit == "fraction" or not _is_rate(both):
        return both, both
    for at in range(1, len(parsed.concepts)):
        one, other = Parsed(concepts=parsed.concepts[:at]), Parsed(concepts=parsed.concepts[at:])
        rates = [_is_rate(one), _is_rate(other)]
        if sorted(rates, key=bool) == [False, True]:
            return (other, one) if rates[0] else (one, other)
    return both, both


def _is_rate(parsed: Parsed) -> bool | None:
    """Whether the words name a rate; None where they do not name one figure."""
    readings = fitting(said_of(parsed))
    return metric_of(readings[0].key).unit == RATE_UNIT if len(readings) == 1 else None


def _with_shifts_settled(parsed: Parsed) -> Parsed:
    """百分之几 alone asks for a share or a rate; 比上年多多少 of one year holds it against the year before."""
    shifts = [shift for _, shift in parsed.shifts]
    by_rate = [word for word, _ in parsed.shifts if word in read_lexicon("words.json")["by_percentage"]]
    alone = bool(shifts) and all(shift == Shift(kind="growth") for shift in shifts)
    if alone and (ways := [aim.way for _, aim in parsed.aims if aim.way]) and len(parsed.years) == _PAIR:
        # 2025年比2024年多百分之几: how much one year grew on the other.
        aims = [item for item in parsed.aims if item[1].operation != "comparison"]
        return replace(parsed, aims=aims, shifts=[(parsed.shifts[0][0], Shift(way=ways[0], kind="growth"))])
    is_rate = any(sense.measures for _, concept in parsed.concepts for sense in concept.senses)
    ranked = len(by_rate) == len(shifts) and any(aim.operation == "ranking" for _, aim in parsed.aims)
    if (by_rate and ranked) or (alone and parsed.concepts and not is_rate):
        # 申请有几成是自然人提出的 asks for a share, 公开率是百分之几 for the rate it names.
        rate = Concept((Sense(measures=frozenset([*load_vocabulary().rates, "*"])),))
        return replace(parsed, shifts=[], concepts=[*parsed.concepts, (parsed.shifts[0][0], rate)])
    if alone:
        return replace(parsed, shifts=[], roles=parsed.roles | {_NUMBER})
    only_prior = bool(shifts) and all(shift == Shift(prior=True) for shift in shifts)
    compared = any(aim.operation == "comparison" for _, aim in parsed.aims)
    asks = bool(parsed.roles & {"list", "subject"}) or any(aim.operation != "comparison" for _, aim in parsed.aims)
    if not (only_prior and compared and len(parsed.named) == len(parsed.years) == 1) or asks:
        return parsed
    word, years = parsed.years[0]
    if years.first is None or years.first != years.last:
        return parsed
    before = replace(years, first=years.first - 1, last=years.first - 1)
    return replace(parsed, shifts=[], years=[(word, years), (parsed.shifts[0][0], before)])


def _names_offices(parsed: Parsed, scope: Scope | None, which: bool) -> bool:
    """Whether 哪个市 asks for offices: where neither an end nor figures taken together are asked for."""
    if scope is None or not which:
        return scope is not None and Filter("level", "county") in scope.filters
    together = {aim.operation for _, aim in parsed.aims} & {"ranking", *_TOGETHER}
    ends = any(shift.ranked for _, shift in parsed.shifts)
    return Filter("level", "county") in scope.filters or not (together or ends or "total" in parsed.roles)
