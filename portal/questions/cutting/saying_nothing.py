"""Words that say nothing more beside others: 总数 behind a column, 全是 before 斜杠, 或 between words for one thing."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.model import Filter
from portal.questions.cutting.parts import WITHIN, aims_at, has_role, marked, pick, without
from portal.questions.cutting.share_of_offices import share_of_offices
from portal.questions.words.fold import is_chinese
from portal.questions.words.meanings import (
    Aim,
    Concept,
    Join,
    Marker,
    Negation,
    Number,
    OfficeName,
    Sense,
    Token,
)
from portal.questions.words.told_meanings import Beside, Printed, Side, Sought, Telling, Topic
from portal.questions.words.vocabulary import NEW_ROWS, read_lexicon

_PAIR = 2
_FEES = frozenset(["disclosure.fees"])
_REVIEWS = frozenset(["reconsideration", "litigation_direct", "litigation_after_reconsideration"])
_ALL_SUMS = frozenset(["row_sum", "balance", "concluded_sum", "review_sum"])
_REVIEW_SUM = Sought(
    "findings",
    (Filter("finding", "review_sum"),),
    ("复议或诉讼的结果之和与总计不符", "have reviews that do not add up"),
)


def _beside_figure(tokens: Sequence[Token], index: int) -> Token:
    """不予公开过信息, 表三行政查询事项: what stands beside a figure and only says what or where it is."""
    words = read_lexicon("words.json")
    touched = tokens[index - 1] if index and tokens[index - 1].end == tokens[index].start else None
    figure = any(pick(token, Concept) for token in tokens if token is not tokens[index])
    asks = aims_at(tokens[index : index + 1], "yes_no")
    clashes = (side for token in tokens if token is not tokens[index] and (side := pick(token, Side)))
    checked = any(pick(token, Sought) for token in tokens) or any(side.clash for side in clashes)
    said = (
        (touched and pick(touched, Concept) and tokens[index].text in ("信息", "政府信息"))
        or (touched and pick(touched, Sought) and tokens[index].text in ("内容", "文字", "段落"))
        or (tokens[index].text in ("量", "数") and _behind_figure(tokens, index))
        or (tokens[index].text in (*words["received_verbs"], "金额", "数额") and _of_fee(tokens) and not asks)
        or (tokens[index].text in words["tables"] and figure and not checked)
    )
    if said:
        return marked(tokens[index], "function")
    if tokens[index].text in words["tables"] and not any(pick(token, Printed) for token in tokens):
        # Its rows matter only where it is asked how they are printed; as a figure a table is none.
        return without(tokens[index], Concept)
    return tokens[index]


def _behind_figure(tokens: Sequence[Token], index: int) -> bool:
    """Whether a figure stands right before, 的 between or not."""
    at = index - 2 if index > 1 and tokens[index - 1].text == "的" else index - 1
    return at >= 0 and pick(tokens[at], Concept) is not None and tokens[index - 1].end == tokens[index].start


def _of_fee(tokens: Sequence[Token]) -> bool:
    """Whether 信息处理费 is what is measured, which is received and an amount by itself."""
    fees = (frozenset(["information_fee"]), frozenset(["amount"]))
    return any(sense.columns in fees or sense.rows == _FEES for token in tokens for sense in _all_senses(token))


def _total_of_column(tokens: Sequence[Token], index: int) -> Token:
    """总数 beside a column (现行有效总数, 自然人总数) is that column summed, not the column for all applicants."""
    if not _only_columns(tokens[index], {"total"}):
        return tokens[index]
    others = (token for at, token in enumerate(tokens) if at != index)
    beside = any(_in_columns(token) and not _only_columns(token, {"total"}) for token in others)
    return marked(tokens[index], "total") if beside else tokens[index]


def _in_columns(token: Token) -> bool:
    """Whether a token names columns in all its senses, with or without rows (败诉)."""
    concept = pick(token, Concept)
    senses = [sense for sense in concept.senses if not sense.weak] if concept else []
    return bool(senses) and all(sense.columns is not None for sense in senses)


def _only_columns(token: Token, named: set[str] | None = None) -> bool:
    """Whether a token names columns in all its senses, these alone where any are given."""
    concept = pick(token, Concept)
    senses = [sense for sense in concept.senses if not sense.weak] if concept else []
    return bool(senses) and all(
        sense.columns is not None and sense.rows is None and (named is None or sense.columns == named)
        for sense in senses
    )


def _left_out(tokens: Sequence[Token], index: int) -> Token:
    """填了横线的不算: what prints no number does not count anyway."""
    token = tokens[index]
    at = index + 1 if pick(token, Printed) else index - 1
    while 0 <= at < len(tokens) and (tokens[at].text in ("的", "with") or _is_cell(tokens[at])):
        at += 1 if at > index else -1
    beside = tokens[at] if 0 <= at < len(tokens) else token
    left = {token.text, beside.text} & set(read_lexicon("words.json")["left_out"])
    return marked(token, "function") if left and (pick(token, Printed) or pick(beside, Printed)) else token


def _is_cell(token: Token) -> bool:
    """Whether a token only names the cell that is printed so."""
    return has_role(token, "function") and token.text in ("格子", "格", "那格", "cells", "cell", "a", "the")


def _those(tokens: Sequence[Token], index: int) -> Token:
    """逾一千件者 are those with as many."""
    counted = index and pick(tokens[index - 1], Number) and tokens[index].text == "者"
    return marked(tokens[index], "function") if counted else tokens[index]


def _same_thing(tokens: Sequence[Token], index: int) -> Token:
    """撤销或纠正 names one thing twice, 不严或者流于形式 says twice what is wrong with one."""
    if not 0 < index < len(tokens) - 1 or not (join := pick(tokens[index], Join)) or join.kind != "or":
        return tokens[index]
    one, other = (_senses(tokens[at]) for at in (index - 1, index + 1))
    printed = all(pick(tokens[at], Printed) for at in (index - 1, index + 1))
    themes = [topic.theme for at in (index - 1, index + 1) if (topic := pick(tokens[at], Topic))]
    lacks = len(themes) < _PAIR and all(_is_lack(tokens[at]) for at in (index - 1, index + 1))
    lacks = lacks or (len(themes) == _PAIR and len(set(themes)) == 1)
    return marked(tokens[index], "function") if printed or lacks or (one and one == other) else tokens[index]


def _either_kind(tokens: Sequence[Token], index: int) -> Token:
    """问题或措施里提到, either as a problem or as a measure: whichever it is, so neither is asked for."""
    cues = {at: cue for at, token in enumerate(tokens) if (cue := pick(token, Telling)) and cue.form == "noun"}
    nouns = [at for at, cue in cues.items() if cue.kind]
    kinds = {cues[at].kind for at in nouns}
    themed = any(pick(token, Topic) for token in tokens) and not any(map(_is_lack, tokens))
    if len(nouns) != _PAIR or len(kinds) != _PAIR or not themed:
        return tokens[index]
    joins = [at for at in range(*nouns) if (join := pick(tokens[at], Join)) and join.kind == "or"]
    between = all(at in (*nouns, *joins) or has_role(tokens[at], "function") for at in range(nouns[0], nouns[1] + 1))
    either = tokens[index].text == "either" and index < nouns[0]
    said = bool(joins) and between and (either or nouns[0] <= index <= nouns[1])
    return marked(tokens[index], "function") if said else tokens[index]


def _is_lack(token: Token) -> bool:
    """Whether a token says what is wrong, with a theme or without."""
    beside, topic = pick(token, Beside), pick(token, Topic)
    return (beside is not None and beside.lack) or (topic is not None and topic.lack)


def _senses(token: Token) -> set[tuple[object, ...]]:
    concept = pick(token, Concept)
    return {(sense.rows, sense.columns, sense.measures) for sense in concept.senses} if concept else set()


def _how_many_bodies(tokens: Sequence[Token], index: int) -> Token:
    """几家 counts offices, whatever else is said of them."""
    listed = any((marker := pick(token, Marker)) and "list" in marker.roles for token in tokens)
    named = any(pick(token, OfficeName) for token in tokens)
    asked = tokens[index].text in read_lexicon("words.json")["count_of_offices"] and not named and not listed
    return replace(tokens[index], meanings=(Aim("count"),)) if asked else tokens[index]


def _not_disclosed(tokens: Sequence[Token], index: int) -> Token:
    """因为第三方权益没公开 was refused for that reason: the 没 denies nothing else."""
    at = index if pick(tokens[index], Negation) else index - 1
    after = tokens[at + 1] if 0 <= at < len(tokens) - 1 else None
    denied = at > 0 and pick(tokens[at], Negation) and tokens[at].text in ("没", "没有", "未")
    if after is None or not denied or after.text != "公开":
        return tokens[index]
    reason = any(
        sense.rows and all("applications.refused." in row for row in sense.rows)
        for token in tokens[:at]
        for sense in _all_senses(token)
    )
    return marked(tokens[index], "function") if reason and index in (at, at + 1) else tokens[index]


def _of_received(tokens: Sequence[Token], index: int) -> Token:
    """收到的申请里，予以公开了几件: of the applications, which what follows says anyway."""
    at = index - 1 if tokens[index].text in WITHIN else index
    received = at >= 0 and any(sense.rows == NEW_ROWS for sense in _all_senses(tokens[at]))
    inside = at + 1 < len(tokens) and tokens[at + 1].text in WITHIN
    outcome = any(_is_outcome(token) for token in tokens[at + 2 :])
    counted = any(has_role(token, "cases") for token in tokens)
    return marked(tokens[index], "function") if received and inside and outcome and counted else tokens[index]


def _is_outcome(token: Token) -> bool:
    return any(sense.rows and all("applications." in row for row in sense.rows) for sense in _all_senses(token))


def _all_of_them(tokens: Sequence[Token], index: int) -> Token:
    """全部申请中自然人占比 has its whole in the rate already."""
    known = tokens[index].text in read_lexicon("words.json")["all_applications"]
    within = index + 1 < len(tokens) and tokens[index + 1].text in ("中", "里", "当中", "之中", "里面", "的")
    rated = any(sense.measures and "*" not in sense.measures for token in tokens for sense in _all_senses(token))
    return marked(tokens[index], "function") if known and within and rated else tokens[index]


def _all_senses(token: Token) -> tuple[Sense, ...]:
    concept = pick(token, Concept)
    return concept.senses if concept else ()


def _finding_of_figure(tokens: Sequence[Token], index: int) -> Token:
    """行政诉讼数字对不上 is about that figure alone, which no check is of."""
    token = tokens[index]
    sought = pick(token, Sought)
    if sought is None or sought.operation != "findings" or not index:
        return token
    at = index - 1
    while at and tokens[at].text in ("的", "这一项", "一项") and tokens[at].end == tokens[at + 1].start:
        at -= 1
    touches = tokens[at].end == tokens[at + 1].start and pick(tokens[at], Concept) is not None
    only = all(meaning == sought for meaning in token.meanings)
    return replace(token, meanings=()) if touches and only and is_chinese(token.text) else token


def _review_sums(tokens: Sequence[Token], index: int) -> Token:
    """复议和诉讼那张表合计不平 is about the sums of that table."""
    at = next((at for at, token in enumerate(tokens) if _sums(token)), 0)
    first = at
    while first and _close(tokens[first - 1], tokens[first]) and _of_reviews(tokens[first - 1]):
        first -= 1
    table = "表四"
    named = any(pick(token, Concept) or token.text == table for token in tokens[first:at])
    if named and index > at and _only_columns(tokens[index], {"total"}):
        # Do not add up to their printed total.
        return marked(tokens[index], "function")
    if not named or not first <= index <= at:
        return tokens[index]
    if index == at:
        return replace(tokens[at], meanings=(_REVIEW_SUM,))
    return tokens[index] if pick(tokens[index], Aim) else marked(tokens[index], "function")


def _sums_of_table_three(tokens: Sequence[Token], index: int) -> Token:
    """表三不平: all sums but those of the reviews, which table 4 has."""
    three = read_lexicon("words.json")["table_three"]
    if not any(token.text in three for token in tokens) or not any(_sums(token) for token in tokens):
        return tokens[index]
    sought = pick(tokens[index], Sought) if _sums(tokens[index]) else None
    if sought is None:
        return marked(tokens[index], "function") if tokens[index].text in three else tokens[index]
    left = tuple(item for item in sought.filters if item not in _REVIEW_SUM.filters)
    about = ("表三的合计不平", "have sums in table 3 that do not hold")
    return replace(tokens[index], meanings=(replace(sought, filters=left, about=about),))


def _close(before: Token, after: Token) -> bool:
    """Whether two words stand side by side; English ones have a space between them."""
    return before.end == after.start or (before.text.isascii() and before.end + 1 == after.start)


def _sums(token: Token) -> bool:
    sought = pick(token, Sought)
    checks = {item.value for item in sought.filters} if sought is not None else set()
    return _REVIEW_SUM.filters[0].value in checks and checks <= _ALL_SUMS and len(checks) > 1


def _of_reviews(token: Token) -> bool:
    """Whether a token names reviews, or says nothing behind them."""
    senses = _all_senses(token)
    named = bool(senses) and all(sense.rows and sense.rows <= _REVIEWS and not sense.columns for sense in senses)
    between = (*read_lexicon("clashes.json")["between"], "表四")
    said = token.text in between or has_role(token, "function") or pick(token, Join) is not None
    asks = aims_at([token], "yes_no")
    return named or said or asks


def _all_printed(tokens: Sequence[Token], index: int) -> Token:
    """全是 and 都是 before a word for how cells are printed (全是斜杠) say nothing more."""
    after = tokens[index + 1] if index + 1 < len(tokens) else tokens[index]
    return (
        marked(tokens[index], "function")
        if pick(after, Printed) and tokens[index].text in read_lexicon("words.json")["all_are"]
        else tokens[index]
    )


BESIDE: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _beside_figure,
    _total_of_column,
    _left_out,
    _all_printed,
    _those,
    _same_thing,
    _either_kind,
    _how_many_bodies,
    share_of_offices,
    _all_of_them,
    _of_received,
    _not_disclosed,
    _review_sums,
    _sums_of_table_three,
    _finding_of_figure,
)
