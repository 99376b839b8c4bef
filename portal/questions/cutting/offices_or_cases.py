"""Whether offices or their cases are counted: 有诉讼的几个, the total of offices having any, out of all offices."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.counting_nothing import name_count
from portal.questions.cutting.parts import (
    PLAIN_OFFICES,
    RELATIVE,
    aims_at,
    are_offices,
    before_offices,
    has_role,
    lists_any,
    marked,
    pick,
    says_offices,
)
from portal.questions.plan import By, Peers
from portal.questions.words.meanings import (
    ANY_RATE,
    Aim,
    Compare,
    Concept,
    Grouping,
    Marker,
    Negation,
    Number,
    OfficeName,
    Place,
    Role,
    Scope,
    Token,
    Years,
)
from portal.questions.words.share_tokens import is_share
from portal.questions.words.told_meanings import Sought
from portal.questions.words.vocabulary import read_lexicon

_PAIR = 2
_CASES = ("件", "起", "宗", "桩")
_BOTH = ("和", "与", "及", " and ")
_PLACES: dict[str, By] = {"cities": "city", "provinces": "province"}


def _each_alone(tokens: Sequence[Token], index: int) -> Token:
    """Averaged over the individual departments: each of them, no natural person."""
    alone = tokens[index].text == "individual" and before_offices(tokens, index)
    return marked(tokens[index], "function") if alone else tokens[index]


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
    """各乡镇街道的…相加得多少, 各区县合计收到多少: one sum, not the figure of each."""
    every = has_role(tokens[index], "every") and not has_role(tokens[index], "apart")
    added = read_lexicon("words.json")["added_up"]
    adds = any(pick(token, Aim) and token.text in added for token in tokens[index + 1 :])
    altogether = next((at for at in range(index, len(tokens)) if tokens[at].text in ("合计", "总计")), len(tokens))
    adds = adds or any(has_role(token, "number") for token in tokens[altogether + 1 :])
    apart = any(has_role(token, "apart") for token in tokens)
    offices = index + 1 < len(tokens) and says_offices(tokens[index + 1])
    return marked(tokens[index], "function") if every and adds and not apart and offices else tokens[index]


def _offices_checked(tokens: Sequence[Token], index: int) -> Token:
    """青岚市各单位有几份报告文表不符: whose reports are looked at; checks are not summed."""
    aim = pick(tokens[index], Aim)
    every = aim is not None and aim.operation == "sum" and aim.offices and tokens[index].text.startswith("各")
    placed = index > 0 and pick(tokens[index - 1], Place) is not None
    checked = any((sought := pick(token, Sought)) and sought.operation == "findings" for token in tokens)
    figures = any(pick(token, Concept) for token in tokens)
    return marked(tokens[index], "subject") if every and placed and checked and not figures else tokens[index]


def _offices_of_places(tokens: Sequence[Token], index: int) -> Token:
    """Compare the requests of 白鹭市 offices and 青岚市 offices, across all 青岚市 offices: the sums of the places."""
    of_all = index > 1 and _of_place(tokens, index) and tokens[index - 2].text in ("all", "all the")
    if of_all and not any(has_role(token, "list") for token in tokens):
        return replace(tokens[index], meanings=(Aim("sum", offices=True),))
    held = [at for at in range(1, len(tokens)) if _of_place(tokens, at)]
    summed = len(held) >= _PAIR and index in held and aims_at(tokens, "comparison")
    return replace(tokens[index], meanings=(Aim("sum", offices=True),)) if summed else tokens[index]


def _of_place(tokens: Sequence[Token], at: int) -> bool:
    offices = tokens[at].text in PLAIN_OFFICES and has_role(tokens[at], "subject")
    return offices and pick(tokens[at - 1], Place) is not None


def _figures_added(tokens: Sequence[Token], index: int) -> Token:
    """予以公开和部分公开合起来: two figures of one office, not the figures of many."""
    aim, before = pick(tokens[index], Aim), tokens[index - 1] if index else None
    adds = aim is not None and aim.operation == "sum" and aim.scope is None and not aim.offices
    two = before is not None and pick(before, Concept) is not None and any(word in before.text for word in _BOTH)
    return marked(tokens[index], "function") if adds and two and name_count(tokens) == 1 else tokens[index]


def _offices_not_cases(tokens: Sequence[Token], index: int) -> Token:
    """县级单位有行政复议的总共几个, 市级单位有多少个有诉讼: 个 and 家 count offices, as cases are 件."""
    text = tokens[index].text
    counts = has_role(tokens[index], "number") and text.rstrip("啊呀呢吗").endswith(
        ("几个", "多少个", "几家", "多少家")
    )
    offices = any(are_offices(token) for token in tokens[:index])
    if not counts or not offices or name_count(tokens) or aims_at(tokens, "average", "median", "ranking"):
        return tokens[index]
    had = _tells_which(tokens[:index]) or _tells_which(tokens[index:])
    return replace(tokens[index], meanings=(Aim("count"),)) if had else tokens[index]


def _cases_not_offices(tokens: Sequence[Token], index: int) -> Token:
    """申请超过100件的单位有多少件复议: their cases are counted, and 各单位有多少件 is their sum."""
    if tokens[index].text == "各" and _counts_cases(tokens, index + 1):
        return marked(tokens[index], "function")
    if not _counts_cases(tokens, index):
        return tokens[index]
    if lists_any(tokens[:index]):
        # 哪些单位有多少件复议: which they are, each with its own.
        return replace(tokens[index], meanings=(Marker(frozenset(["subject", "every"])),))
    asks: frozenset[Role] = frozenset(["number", "cases"])
    if any(pick(token, Concept) for token in tokens[:index]):
        return replace(tokens[index], meanings=(Marker(asks | {"subject"}),))
    return replace(tokens[index], meanings=(Aim("sum", offices=True), Marker(asks)))


def _counts_cases(tokens: Sequence[Token], at: int) -> bool:
    """Whether 单位有多少 stands here, and 件 behind it."""
    if at + 1 >= len(tokens) or tokens[at + 1].text not in _CASES:
        return False
    return aims_at([tokens[at]], "count") and tokens[at].text.startswith(("单位", "机关", "部门"))


def _total_of_those(tokens: Sequence[Token], index: int) -> Token:
    """The total of city-level offices having any: how many they are."""
    if not has_role(tokens[index], "total") or index + 2 >= len(tokens) or tokens[index + 1].text != "of":
        return tokens[index]
    had = next((at for at in range(index + 2, len(tokens)) if not are_offices(tokens[at])), len(tokens))
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


def _cases_of_offices(tokens: Sequence[Token], index: int) -> Token:
    """How many lawsuits did county-level offices lose: cases are counted, theirs together; no list of offices."""
    if tokens[index].text not in PLAIN_OFFICES or not has_role(tokens[index], "subject"):
        return tokens[index]
    asked = next((at for at in range(index) if tokens[at].text in ("how many", "number of")), None)
    cases = asked is not None and pick(tokens[asked + 1], Concept) is not None and asked + 1 < index
    if _of_their_cases(tokens, index):
        return marked(tokens[index], "function")
    narrowed = any(token.text in RELATIVE for token in tokens)
    apart = any(has_role(token, role) for token in tokens for role in ("every", "apart", "list", "each_year"))
    bounded = any(pick(token, Compare) and not has_role(token, "function") for token in tokens)
    if not cases or narrowed or apart or bounded or any(pick(token, Aim) for token in tokens):
        return tokens[index]
    return replace(tokens[index], meanings=(Aim("sum", offices=True),))


def _of_their_cases(tokens: Sequence[Token], index: int) -> bool:
    """Whether a share is asked of cases that offices of a kind had (of the applications that county offices …)."""
    opens = tokens[0].text in ("of", "among", "out of") and any(map(is_share, tokens[index:]))
    skipped = ("the", "that", "which")
    before = [token for token in tokens[:index] if not pick(token, Scope) and token.text not in skipped]
    return opens and bool(before) and pick(before[-1], Concept) is not None


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


def _had_any(tokens: Sequence[Token], index: int) -> Token:
    """How many departments had any: nothing is asked beside their number."""
    asked = lists_any(tokens) or aims_at(tokens, "count", "share") or any(has_role(t, "number") for t in tokens[:index])
    return marked(tokens[index], "function") if tokens[index].text == "had any" and asked else tokens[index]


def _average_of_all(tokens: Sequence[Token], index: int) -> Token:
    """More than the average of all offices: of those there are anyway."""
    aim = pick(tokens[index], Aim)
    of = index > 1 and tokens[index - 1].text in ("of", "across", "over", "for")
    whole = aim is not None and aim.operation == "sum" and aim.offices
    means = of and (pick(tokens[index - 2], Peers) is not None or aims_at([tokens[index - 2]], "average", "median"))
    held = any(pick(token, Peers) or token.text == "than" for token in tokens[:index])
    return marked(tokens[index], "function") if whole and means and held else tokens[index]


def _office_named(tokens: Sequence[Token], index: int) -> Token:
    """单位白鹭市公安局，年份2023年: a word for what is named behind it asks for none."""
    after = tokens[index + 1 : index + 2]
    named = bool(after) and bool(pick(after[0], Place) or pick(after[0], OfficeName))
    said = tokens[index].text in ("单位", "机关", "单位是") and named and tokens[index].end == after[0].start
    return marked(tokens[index], "function") if said else tokens[index]


def _named_with_most(tokens: Sequence[Token], index: int) -> Token:
    """Which were the 3 departments with the most, who were the 3 highest: how many are ranked, no bound."""
    number = pick(tokens[index], Number)
    was = index > 0 and any(token.text in ("were", "are", "is", "was") for token in tokens[max(index - 2, 0) : index])
    if number is None or number.unit not in ("", "count") or not (was and aims_at(tokens, "ranking")):
        return tokens[index]
    if not (before_offices(tokens, index) or aims_at(tokens[index + 1 : index + 2], "ranking")):
        return tokens[index]
    return replace(tokens[index], meanings=(Aim("ranking", top=int(number.value)),))


OFFICES_OR_CASES: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _offices_checked,
    _offices_of_places,
    _figures_added,
    _each_alone,
    _over_offices,
    _added_up,
    _how_many_of_all,
    _share_of_theirs,
    _each_city,
    _total_of_those,
    _total_of_place,
    _cases_of_offices,
    _had_any,
    _average_of_all,
    _office_named,
    _offices_not_cases,
    _cases_not_offices,
    _named_with_most,
)
