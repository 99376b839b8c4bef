"""Words about years that mean one thing or another: a year to look for or two to compare, a series or one change."""

import re
from dataclasses import replace

from portal.questions.asking.asked_metric import said_of
from portal.questions.cutting.parts import CHANGES_RANKED, SUM_HELD, Parsed
from portal.questions.plan import Order
from portal.questions.words.meanings import ALL_YEARS, Aim, Role
from portal.questions.words.metrics import fitting
from portal.questions.words.vocabulary import read_lexicon

_PAIR = 2
# Reports are asked for, each of them by itself, and no offices: 哪些报告没有, which county-level reports.
_OF_REPORTS = re.compile("(?:哪些|哪几份|哪份)[^,，位关门家]{0,6}报告|(?:which|what) (?:[a-z-]+ )?reports")


def every_year_shown(parsed: Parsed) -> Parsed | None:
    """是不是逐年上升 of one office as the question for its series, and which way it should go; None of others."""
    asked = {aim.operation for _, aim in parsed.aims}
    one = len(parsed.named) == 1 and not parsed.roles & {"list", "subject", "which_year", "since"}
    plain = all(shift.bound is None and not shift.ranked for _, shift in parsed.shifts)
    moves = parsed.shifts or any(aim.way for _, aim in parsed.aims)
    beside = parsed.thresholds or parsed.negations or parsed.groups or parsed.scopes or parsed.peers or parsed.told
    if not {"trend", "yes_no"} <= asked <= {"trend", "yes_no", "comparison"} or not (one and plain and moves) or beside:
        return None
    ways = {shift.way for _, shift in parsed.shifts} | {aim.way for _, aim in parsed.aims}
    way = next((way for way in ways if way), None)
    trends = [(word, replace(aim, way=way)) for word, aim in parsed.aims if aim.operation == "trend"]
    return replace(parsed, shifts=[], aims=trends)


def with_years_settled(parsed: Parsed, text: str) -> Parsed:
    """The parts of a question with its words about years decided."""
    parsed = _bounded_over_years(_ranks_changes(parsed))
    parsed = _ranks_reports(_best_of_all_years(_over_all_years(_as_ever(_in_every_year(parsed)))))
    return _as_series(_as_compared(_as_one_change(_as_one_sum(_as_each_year(parsed, text)))))


def _as_ever(parsed: Parsed) -> Parsed:
    """Has the office ever been sued, 败诉过吗 ask of all years, and for those in which it was."""
    asked = {aim.operation for _, aim in parsed.aims}
    timeless = not parsed.years and "newest" not in parsed.roles
    never = len(parsed.negations) == 1 and parsed.negations[0] in read_lexicon("words.json")["never"]
    if asked == {"yes_no"} and timeless and (never or (_has_been(parsed) and not parsed.negations)):
        parsed = replace(parsed, years=[("", ALL_YEARS)])
    ever = bool(parsed.years) and all(years.first is None and years.last is None for _, years in parsed.years)
    beside = parsed.shifts or parsed.groups or parsed.peers or parsed.sought or parsed.told
    denied = bool(parsed.negations) and not never
    one = len(parsed.named) == 1 and not parsed.roles & {"list", "subject"} and bool(parsed.concepts)
    if asked != {"yes_no"} or not (ever and one) or beside or denied:
        return parsed
    return replace(parsed, roles=parsed.roles | {"which_year"})


def _in_every_year(parsed: Parsed) -> Parsed:
    """年年都有官司吗 of one office asks whether each of its years had some."""
    asked = {aim.operation for _, aim in parsed.aims}
    plain = not any(aim.way for _, aim in parsed.aims)
    beside = parsed.shifts or parsed.groups or parsed.peers or parsed.sought or parsed.told or parsed.further
    one = len(parsed.named) == 1 and not parsed.roles & {"list", "subject", "number"} and bool(parsed.concepts)
    known = read_lexicon("words.json")["yearly"]
    yearly = all(word in known for word, aim in parsed.aims if aim.operation == "trend")
    if asked != {"trend", "yes_no"} or not (plain and one and yearly) or beside:
        return parsed
    aims = [item for item in parsed.aims if item[1].operation == "yes_no"]
    roles: set[Role] = {"which_year", "every"}
    return replace(parsed, aims=aims, years=parsed.years or [("", ALL_YEARS)], roles=parsed.roles | roles)


def _has_been(parsed: Parsed) -> bool:
    """Whether a figure is told with 过, which is of any time."""
    return any("过" in word for word, _ in parsed.concepts)


def _over_all_years(parsed: Parsed) -> Parsed:
    """有多少单位被纠正过 counts over all years, as a list does."""
    counted = {aim.operation for _, aim in parsed.aims} & {"count"} and not parsed.years
    if not (counted and _has_been(parsed)) or parsed.negations or parsed.groups or "newest" in parsed.roles:
        return parsed
    return replace(parsed, years=[("", ALL_YEARS)])


def _best_of_all_years(parsed: Parsed) -> Parsed:
    """历年公开率最高的是哪一年 ranks the years: 历年 says only which."""
    asked = {aim.operation for _, aim in parsed.aims}
    if "which_year" not in parsed.roles or asked != {"ranking", "trend"} or not parsed.named:
        return parsed
    return replace(parsed, aims=[item for item in parsed.aims if item[1].operation == "ranking"])


def _bounded_over_years(parsed: Parsed) -> Parsed:
    """近三年累计超过10件的单位, 平均超过200件的单位: what the years come to in each office, held against a number."""
    several = (
        any(years.first is None or years.first != years.last for _, years in parsed.years) or len(parsed.years) > 1
    )
    asked = {aim.operation for _, aim in parsed.aims}
    made = "total" in parsed.roles or asked & {"average", "median"}
    lists = parsed.roles & {"list", "subject"} and not any(mention.office for mention in parsed.named)
    if not (several and made and lists and parsed.thresholds and parsed.concepts) or parsed.groups:
        return parsed
    said = [(item.word, SUM_HELD) for item in parsed.thresholds[:1]]
    return replace(parsed, unsupported=[*parsed.unsupported, *said])


def _ranks_reports(parsed: Parsed) -> Parsed:
    """历年处罚最多的前五份报告, 历年公开率前三名 rank reports: 历年 says that all years are meant."""
    asked = {aim.operation for _, aim in parsed.aims}
    trends = [word for word, aim in parsed.aims if aim.operation == "trend"]
    through = read_lexicon("words.json")["through_the_years"]["say"]
    several = parsed.top or any(aim.top and aim.top > 1 for _, aim in parsed.aims)
    reports = "report" in parsed.roles or (several and not parsed.named)
    years = parsed.roles & {"which_year", "total"} or parsed.groups
    if asked != {"ranking", "trend"} or years or not reports or any(word not in through for word in trends):
        return parsed
    aims = [item for item in parsed.aims if item[1].operation == "ranking"]
    return replace(parsed, aims=aims, years=parsed.years or [("", ALL_YEARS)], roles=parsed.roles | {"report"})


def _ranks_changes(parsed: Parsed) -> Parsed:
    """青岚市哪一年增长最多: its changes from year to year, one against the other, which no plan holds."""
    ranks = any(aim.operation == "ranking" for _, aim in parsed.aims) or any(shift.ranked for _, shift in parsed.shifts)
    if not (parsed.shifts and ranks and "which_year" in parsed.roles):
        return parsed
    return replace(parsed, unsupported=[*parsed.unsupported, (parsed.shifts[0][0], CHANGES_RANKED)])


def _as_each_year(parsed: Parsed, text: str) -> Parsed:
    """哪些单位每年都败诉 asks for those that did in every year, not for a series."""
    office = any(mention.office for mention in parsed.named)
    one = len(parsed.named) == 1 and office and not parsed.roles & {"list", "subject"} and not parsed.aims
    if asks_of_reports := _lists_bounded_reports(parsed):
        return asks_of_reports
    if "each_year" in parsed.roles and one and not (parsed.thresholds or parsed.negations):
        # How many for each of 2023 and 2024 asks for the figure of each.
        return replace(parsed, roles=parsed.roles - {"each_year"}, aims=[("", Aim("trend"))])
    if _reports_by_year(parsed):
        return replace(parsed, aims=[*parsed.aims, ("", Aim("count"))], roles=parsed.roles - {"number", "apart"})
    if _never(parsed) or (_none_over_years(parsed) and not _OF_REPORTS.search(text)):
        return replace(parsed, roles=parsed.roles | {"each_year"})
    known = read_lexicon("words.json")["yearly"]
    trends = [word for word, aim in parsed.aims if aim.operation == "trend"]
    offices = "subject" in parsed.roles or ("list" in parsed.roles and (parsed.scopes or not parsed.named))
    figures = parsed.roles & {"number", "every", "which_year"} or parsed.groups or parsed.shifts
    alone = len(trends) == len(parsed.aims) and not any(mention.office for mention in parsed.named)
    if not trends or not offices or figures or not alone or any(word not in known for word in trends):
        return parsed
    return replace(parsed, aims=[], roles=parsed.roles | {"each_year"})


def _reports_by_year(parsed: Parsed) -> bool:
    """Whether 没有复议的报告，每年各有几份 counts the reports of each year, or its offices (…的单位，每年有几个)."""
    only = bool(parsed.aims) and all(aim.operation == "trend" for _, aim in parsed.aims)
    offices = "subject" in parsed.roles and not parsed.roles & {"cases", "list"}
    counted = "number" in parsed.roles and ("report" in parsed.roles or offices)
    counted = counted and bool(parsed.thresholds or parsed.negations or (offices and _has_been(parsed)))
    return bool(only and counted and parsed.concepts) and not any(mention.office for mention in parsed.named)


def _lists_bounded_reports(parsed: Parsed) -> Parsed | None:
    """各年度里结转率达到一成的年报 lists reports of all years: nothing runs over the years."""
    only = bool(parsed.aims) and all(aim.operation == "trend" for _, aim in parsed.aims)
    bounded = parsed.thresholds and parsed.concepts and "report" in parsed.roles and not parsed.shifts
    if not (only and bounded) or parsed.named or parsed.groups or parsed.roles & {"number", "every"}:
        return None
    years = parsed.years or [("", ALL_YEARS)]
    role: Role = "list"
    return replace(parsed, aims=[], years=years, roles=parsed.roles | {role})


def _as_one_sum(parsed: Parsed) -> Parsed:
    """所有单位历年一共多少件 and 历年…加总是多少 ask for what all years come to, not for a series."""
    known = read_lexicon("words.json")
    trends = [word for word, aim in parsed.aims if aim.operation == "trend"]
    others = [(word, aim) for word, aim in parsed.aims if aim.operation != "trend"]
    summed = "total" in parsed.roles or any(word in known["sums_up"] for word, _ in others)
    through = bool(trends) and all(word in known["through_the_years"]["say"] for word in trends)
    beside = parsed.groups or parsed.shifts or parsed.thresholds or any(mention.office for mention in parsed.named)
    asks = parsed.roles & {"list", "which_year", "since", "apart", "every"}
    if not (through and summed) or beside or asks or {aim.operation for _, aim in others} - {"sum"}:
        return parsed
    years = parsed.years or [(trends[0], ALL_YEARS)]
    return replace(parsed, aims=[*others, ("", Aim("sum"))], years=years)


def _never(parsed: Parsed) -> bool:
    """Whether 从来没有 asks for what held in no year, which is no count of one year."""
    asked = {aim.operation for _, aim in parsed.aims}
    never = any(word in read_lexicon("words.json")["never"] for word in parsed.negations)
    return never and not parsed.years and bool(asked & {"count", "share", "yes_no"})


def _none_over_years(parsed: Parsed) -> bool:
    """Whether 从没被纠正过的单位 or 近三年没有败诉的单位 asks for those with none in any of the years."""
    asked = {aim.operation for _, aim in parsed.aims}
    beside = parsed.thresholds or parsed.shifts or parsed.groups or parsed.peers or parsed.told or parsed.sought
    offices = parsed.roles & {"list", "subject"} and not any(mention.office for mention in parsed.named)
    if asked - {"count"} or beside or not offices or len(parsed.negations) != 1:
        return False
    if parsed.roles & {"which_year", "since"} or parsed.further:
        return False
    never = parsed.negations[0] in read_lexicon("words.json")["never"]
    ever = any("过" in word for word, _ in parsed.concepts)
    spans = [years for _, years in parsed.years if years.first != years.last]
    return bool(spans) if parsed.years else never or ever


def _as_one_change(parsed: Parsed) -> Parsed:
    """2024年比上年有什么变化 asks for one change, not for a series of one year."""
    listed = [item for item in parsed.aims if not (item[1].operation == "ranking" and item[1].plain)]
    if len(parsed.named) == 1 and any(aim.operation == "trend" for _, aim in listed) and len(listed) < len(parsed.aims):
        # 每年的件数排出来 ranks nothing.
        return parsed if parsed.roles & {"subject", "which_year"} else replace(parsed, aims=listed)
    asked = {aim.operation for _, aim in parsed.aims}
    if asked == {"comparison"} and len(parsed.named) == len(parsed.years) == 1 and (_years(parsed) or 0) >= _PAIR:
        # The difference between 2022 and 2025, 2022年到2025年相差多少: the two ends are held against each other.
        word, years = parsed.years[0]
        apart = any(word in read_lexicon("words.json")["apart_by"] for word, _ in parsed.aims)
        ends = [(word, replace(years, last=years.first)), (word, replace(years, first=years.last))]
        return replace(parsed, years=ends) if apart else parsed
    if asked == {"comparison", "trend"} and len(parsed.named) == 1 and len(parsed.years) == _PAIR == _years(parsed):
        return replace(parsed, aims=[item for item in parsed.aims if item[1].operation == "comparison"])
    if any(shift.prior for _, shift in parsed.shifts) and len(parsed.years) == 1 and _years(parsed) == 1:
        return replace(parsed, aims=[item for item in parsed.aims if item[1].operation != "trend"])
    return parsed


def _as_compared(parsed: Parsed) -> Parsed:
    """2023年和2024年哪年多 holds two years against each other; of more years it asks for the highest."""
    ways = [aim.way for _, aim in parsed.aims if aim.operation == "comparison"]
    if "which_year" not in parsed.roles or not ways or any(aim.operation == "ranking" for _, aim in parsed.aims):
        return parsed
    if _years(parsed) == _PAIR and len(parsed.years) == _PAIR:
        # 各单位合计，2022年和2024年分别是多少，哪一年多: one sum for each year, not one for each office.
        summed = any(aim.operation == "sum" for _, aim in parsed.aims)
        return replace(parsed, roles=parsed.roles - ({"which_year", "apart", "every"} if summed else {"which_year"}))
    if len(parsed.named) != 1 or not any(ways) or _years(parsed) == 1:
        # 哪些年份多于2021年: each year is held against that one.
        return parsed
    if len(parsed.concepts) > 1 and not fitting(said_of(parsed)):
        # 哪几年诉讼比复议多: one figure is held against the other.
        return parsed
    order: Order = "least" if "down" in ways else "most"
    others = [item for item in parsed.aims if item[1].operation != "comparison"]
    return replace(parsed, aims=[*others, ("", Aim("ranking", order))])


def _as_series(parsed: Parsed) -> Parsed:
    """望江县2023年和2024年各收到几件: the figures of several years are a series, or what they come to (一共)."""
    if len(parsed.named) > 1 and len(parsed.years) <= 1 and "apart" in parsed.roles and not parsed.aims:
        return replace(parsed, aims=[("", Aim("comparison"))])
    beside = parsed.aims or parsed.shifts or parsed.groups or parsed.peers or parsed.sought or parsed.told
    conditions = parsed.thresholds or parsed.negations or parsed.scopes or parsed.printed or parsed.further
    asks = parsed.roles & {"list", "subject", "which_year", "since"}
    if beside or conditions or asks or len(parsed.named) != 1 or not parsed.concepts:
        return parsed
    several = len(parsed.years) > 1 or any(
        years.first != years.last or years.first is None for _, years in parsed.years
    )
    return replace(parsed, aims=[("", Aim("trend"))]) if several else parsed


def _years(parsed: Parsed) -> int | None:
    """How many years are named; None where an end is open."""
    ends = [(years.first, years.last) for _, years in parsed.years]
    known = [(first, last) for first, last in ends if first is not None and last is not None]
    return sum(last - first + 1 for first, last in known) if len(known) == len(ends) else None
