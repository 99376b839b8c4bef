"""Questions over all years: the reports of every year one by one, the first of them, or the years of one place."""

import re
from dataclasses import replace

from portal.questions.cutting.parts import Parsed
from portal.questions.words.meanings import ALL_YEARS, Role
from portal.questions.words.vocabulary import read_lexicon


def with_all_years(parsed: Parsed, text: str) -> Parsed:
    """历年有哪些单位败诉 asks for the reports of all years, one by one, and 是谁、哪年 for the year of each."""
    if (found := _times_or_reports(parsed, text)) is not None:
        return found
    asked = {"list", "subject", "report"} if parsed.thresholds else {"list", "subject"}
    if {"list", "subject"} <= parsed.roles and re.search("有哪些|哪些单位", text) and not parsed.roles & {"every"}:
        # 历年有哪些单位收过，收了多少: the list says how much.
        parsed = replace(parsed, roles=parsed.roles - {"number"})
    if parsed.scopes and parsed.thresholds and "which_year" in parsed.roles and not parsed.aims:
        # 乡镇街道里，哪年申请不到两件: the reports of all years.
        parsed = replace(parsed, roles=parsed.roles | {"list"})
    ranks = any(aim.operation == "ranking" for _, aim in parsed.aims)
    if "list" in parsed.roles and ranks:
        # 最多的是哪一份报告，多少钱
        parsed = replace(parsed, roles=parsed.roles - {"number", "money"})
    offices = parsed.roles & asked and not parsed.roles & {"number", "every", "since"}
    if not offices or parsed.groups or parsed.shifts or any(mention.office for mention in parsed.named):
        return parsed
    if _lists_years(parsed, text):
        return replace(parsed, roles=parsed.roles - {"list"})
    unnamed = not parsed.named or parsed.scopes
    if (parsed.thresholds or ("list" in parsed.roles and unnamed)) and not ranks:
        parsed = replace(parsed, roles=parsed.roles - {"which_year"})
    elif ranks and _who_and_when(parsed):
        every = parsed.years or [("", ALL_YEARS)]
        aims = [item for item in parsed.aims if item[1].operation == "ranking"]
        return replace(parsed, aims=aims, roles=parsed.roles - {"which_year"}, years=every)
    return _through_the_years(parsed, text, ranks=ranks)


def _who_and_when(parsed: Parsed) -> bool:
    """Whether 哪家哪一年最多 asks for the reports of all years in one ranking."""
    alone = len(parsed.aims) - sum(aim.operation == "trend" for _, aim in parsed.aims) == 1
    offices = ("list" in parsed.roles or parsed.named) and (not parsed.named or "subject" in parsed.roles)
    return bool("which_year" in parsed.roles and alone and "total" not in parsed.roles and offices)


def _through_the_years(parsed: Parsed, text: str, *, ranks: bool) -> Parsed:
    """历年 before offices or reports that are listed or ranked: over all years, no series."""
    known = read_lexicon("words.json")["through_the_years"]
    said = [word for word, aim in parsed.aims if aim.operation == "trend"]
    others = [(word, aim) for word, aim in parsed.aims if aim.operation != "trend"]
    if not said or any(word not in known["say"] or _of_each_year(word, text) for word in said):
        return parsed
    reports = [word for word, aim in others if aim.operation == "sum" and word.endswith(("报告", "年报"))]
    if reports and ranks:
        # 历年所有报告里最多的: each report stands for itself.
        role: Role = "report"
        others = [item for item in others if item[0] not in reports]
        parsed = replace(parsed, roles=parsed.roles | {role})
    if {aim.operation for _, aim in others} - {"ranking", "yes_no"}:
        return parsed
    return replace(parsed, aims=others, years=parsed.years or [(said[0], ALL_YEARS)])


def _times_or_reports(parsed: Parsed, text: str) -> Parsed | None:
    """历年申请不到50件的是哪几次, 历年里用过这条的报告都找出来: each report of any year that is such."""
    trends = [word for word, aim in parsed.aims if aim.operation == "trend"]
    others = [aim for _, aim in parsed.aims if aim.operation != "trend"]
    through = read_lexicon("words.json")["through_the_years"]["say"]
    times = bool(parsed.thresholds) and re.search("哪几[次回]", text)
    reports = "report" in parsed.roles and re.search("过[^,。?]*的(?:报告|年报)[^,。?]*[找挑筛拎]", text)
    bounded = bool(parsed.thresholds) and re.search("历年的?(?:各份|各个|每份|所有的?|全部的?)?(?:报告|年报)", text)
    plain = trends and all(word in through for word in trends) and all(aim.scope or aim.offices for aim in others)
    if not plain or not (times or reports or bounded) or any(mention.office for mention in parsed.named):
        return None
    scopes = [*parsed.scopes, *(("", aim.scope) for aim in others if aim.scope and not parsed.scopes)]
    years = parsed.years or [(trends[0], ALL_YEARS)]
    asks: set[Role] = {"list", "subject"}
    roles = (parsed.roles - {"times", "number", "every"}) | asks
    return replace(parsed, aims=[], scopes=scopes, years=years, roles=roles)


def _of_each_year(word: str, text: str) -> bool:
    """Whether 历年都 asks of every year; 历年都有谁 asks for all of them."""
    every = read_lexicon("words.json")["through_the_years"]["not"]
    return any(f"{word}{all_}" in text for all_ in every) and not re.search(f"{word}都有[谁哪]", text)


def _lists_years(parsed: Parsed, text: str) -> bool:
    """Whether 红旗区历年的公开率请列出来 lists the years of the one place named, no offices in it."""
    trend = [aim.operation for _, aim in parsed.aims] == ["trend"]
    one = len(parsed.named) == 1 and not (parsed.scopes or parsed.roles & {"subject"})
    held = parsed.thresholds or parsed.negations or parsed.told or parsed.sought
    return trend and one and not held and not re.search("哪|谁|which|who", text)
