"""Words that count or list offices and reports: 几个部门, 几份报告里, 有几家，分别是谁, 查不到年报."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.counting_nothing import name_count
from portal.questions.cutting.parts import OFFICES_HELD, aims_at, has_role, marked, pick, years_of
from portal.questions.words.lexicon import load_lexicon
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
    Token,
    Years,
)
from portal.questions.words.vocabulary import read_lexicon


def _counted_offices(tokens: Sequence[Token], index: int) -> Token:
    """几个部门 asks how many there are, as 几个单位 does."""
    if not has_role(tokens[index], "number") or index + 1 >= len(tokens) or not pick(tokens[index + 1], Scope):
        return tokens[index]
    if tokens[index].text.endswith(tuple(read_lexicon("words.json")["case_words"])):
        # 市级单位多少件、区县单位多少件 counts cases of each.
        return tokens[index]
    behind = tokens[index + 1 :]
    if all(any(has_role(token, role) for token in behind) for role in ("apart", "number")):
        # 几个区县各收到多少: the few are those there, each with its figure.
        return marked(tokens[index], "every")
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    narrows = tokens[index + 1].text.endswith(("级", "level"))
    if after is not None and pick(after, Concept) and not has_role(after, "subject") and after.text.isascii():
        return tokens[index]
    if narrows and (after is None or not has_role(after, "subject")):
        return tokens[index]
    return replace(tokens[index], meanings=(Aim("count"),))


def _counted_by_group(tokens: Sequence[Token], index: int) -> Token:
    """不同层级的单位，有行政诉讼的分别是几个: how many offices of each."""
    asks = has_role(tokens[index], "number") and tokens[index].text.endswith(("几个", "多少个", "几家", "多少家"))
    grouped = any(pick(token, Grouping) for token in tokens) and any(pick(token, Concept) for token in tokens)
    return replace(tokens[index], meanings=(Aim("count"),)) if asks and grouped else tokens[index]


def _those_few(tokens: Sequence[Token], index: int) -> Token:
    """河南省几家单位申请量合计: the few are those there, whose figures are summed."""
    aim = pick(tokens[index], Aim)
    summed = aims_at(tokens, "sum", "average", "median")
    few = aim is not None and aim.operation == "count" and tokens[index].text.startswith("几") and summed
    return marked(tokens[index], "function") if few else tokens[index]


def _counted_reports(tokens: Sequence[Token], index: int) -> Token:
    """每年有几份报告里复议被纠正, count of reports that were corrected: the reports with such a figure."""
    english = tokens[index].text in ("count of", "number of", "how many")
    asks = english or (tokens[index].text.endswith("份") and has_role(tokens[index], "number"))
    after = next((token for token in tokens[index + 1 :] if not pick(token, Years)), None)
    reports = after is not None and after.text.startswith(("报告", "年报", "reports"))
    figure = any(pick(token, Concept) for token in tokens)
    taken = aims_at(tokens, "sum", "average", "median")
    counts = asks and reports and figure and not taken
    said = [token for token in tokens[:index] if not has_role(token, "total") and token.text not in ("有", "是", "共")]
    before = bool(said) and has_role(said[-1], "report")
    behind = index == len(tokens) - 1 and tokens[index].text in read_lexicon("words.json")["count_behind_reports"]
    # 复议为0的报告有几份, 报告份数
    counts = counts or (behind and figure and not taken and (before or "报告" in tokens[index].text))
    return replace(tokens[index], meanings=(Aim("count", reports=True),)) if counts else tokens[index]


def _counted_before(tokens: Sequence[Token], index: int) -> Token:
    """收件超两百的机关共计几个 asks how many they are: nothing else to count follows."""
    asks = tokens[index].text in read_lexicon("words.json")["count_behind_offices"] and has_role(
        tokens[index], "number"
    )
    after = all(has_role(token, "function") for token in tokens[index + 1 :])
    said = [token for token in tokens[:index] if not has_role(token, "function") and not has_role(token, "total")]
    before = [token for token in said if not years_of(token)]
    offices = bool(before) and (has_role(before[-1], "subject") or pick(before[-1], Scope) is not None)
    bounded = any(pick(token, Compare) or pick(token, Negation) for token in tokens)
    # 打过官司的区县有几个: what stands before the offices says which of them.
    bounded = bounded or (bool(before) and tokens[index].text.endswith(("个", "家")) and _told_of(tokens, before[-1]))
    return replace(tokens[index], meanings=(Aim("count"),)) if asks and after and offices and bounded else tokens[index]


def _told_of(tokens: Sequence[Token], offices: Token) -> bool:
    """Whether a clause with a figure, closed by 的, stands before these offices."""
    at = tokens.index(offices)
    closed = at > 0 and tokens[at - 1].text == "的"
    return closed and any(pick(token, Concept) for token in tokens[:at])


def _held_against(tokens: Sequence[Token], index: int) -> Token:
    """At least three offices, 单位超过三家: their number held against another, which is no bound of the figure."""
    number, after = pick(tokens[index], Number), tokens[index + 1 : index + 2]
    if number is None or pick(tokens[index], Years) or not index or not after or number.unit not in ("", "count"):
        return tokens[index]
    offices = has_role(after[0], "subject") or after[0].text in ("家", "个单位", "家单位") or pick(after[0], Scope)
    stated = pick(tokens[index - 1], Compare) is not None or tokens[index - 1].text in ("有", "是", "共", "只有")
    held = offices and number.value > 1 and stated and _asks_whether(tokens) and name_count(tokens) == 0
    return replace(tokens[index], meanings=(OFFICES_HELD,)) if held else tokens[index]


def _asks_whether(tokens: Sequence[Token]) -> bool:
    """Whether it is asked if something is so: 吗, or an English verb that opens a question."""
    opens = tokens[0].text in read_lexicon("words.json")["opens_yes_no"]
    return opens or aims_at(tokens, "yes_no")


def _listed_after(tokens: Sequence[Token], index: int) -> Token:
    """有几家，分别是谁 asks for the offices: their number stands in the list."""
    aim = pick(tokens[index], Aim)
    listed = any(token.text in read_lexicon("words.json")["listed_after"] for token in tokens[index + 1 :])
    counts = aim is not None and aim.operation == "count" and listed
    return replace(tokens[index], meanings=(Marker(frozenset(["list", "subject"])),)) if counts else tokens[index]


def _no_report(tokens: Sequence[Token], index: int) -> Token:
    """查不到年报 says that a report is not there, not that information was not held; so does 少了哪几年."""
    missing = load_lexicon().chinese["缺报告"]
    if tokens[index].text in read_lexicon("words.json")["lost_before_year"]:
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        of_reports = any(has_role(token, "report") for token in tokens)
        asks = after is not None and (has_role(after, "which_year") or (has_role(after, "list") and of_reports))
        return replace(tokens[index], meanings=missing) if asks else tokens[index]
    if _not_come_in(tokens, index):
        return replace(tokens[index], meanings=missing)
    if index and _not_come_in(tokens, index - 1):
        return marked(tokens[index], "function")
    if tokens[index].text not in read_lexicon("words.json")["not_found"]:
        return tokens[index]
    named = [token for token in tokens[index + 1 :] if not (pick(token, Place) or pick(token, OfficeName))]
    beside = [*reversed(tokens[:index])], named
    nearest = (next(filter(_says_something, side), None) for side in beside)
    of_report = any(token is not None and has_role(token, "report") for token in nearest)
    return replace(tokens[index], meanings=missing) if of_report else tokens[index]


def _not_come_in(tokens: Sequence[Token], index: int) -> bool:
    """报告没有收到: it is the report that has not come in, no application."""
    if not index or index + 1 >= len(tokens) or not pick(tokens[index], Negation):
        return False
    verb = tokens[index + 1].text in read_lexicon("words.json")["received_verbs"]
    return verb and has_role(tokens[index - 1], "report")


def _says_something(token: Token) -> bool:
    return has_role(token, "report") or not (has_role(token, "function") or years_of(token))


OFFICES_COUNTED: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _counted_offices,
    _counted_by_group,
    _those_few,
    _counted_reports,
    _counted_before,
    _held_against,
    _listed_after,
    _no_report,
)
