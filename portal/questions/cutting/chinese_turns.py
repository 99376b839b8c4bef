"""Chinese turns whose words mean something else together: 公开率过五成, 收了五十件以上, 都维持了."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.counting_nothing import name_count
from portal.questions.cutting.parts import (
    ALL_OF_THEM,
    CHANGE_BESIDE,
    DEGREE,
    NOT_WRITTEN,
    OF_EACH_GROUP,
    aims_at,
    has_role,
    lists_any,
    marked,
    pick,
    years_of,
)
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Grouping,
    Join,
    Marker,
    Negation,
    Number,
    Scope,
    Sense,
    Shift,
    Token,
    Years,
)
from portal.questions.words.share_tokens import is_share
from portal.questions.words.told_meanings import Sought
from portal.questions.words.vocabulary import NEW_ROWS, REVIEW_ROWS, read_lexicon

_NARRATIVE = frozenset(["narrative"])
_DISCLOSED = frozenset(["applications.granted", "applications.partial"])
_PARTLY = frozenset(["applications.partial"])
_TABLE_THREE = ("表三勾稽不平", "have sums in table 3 that do not hold")
_PAIR = 2


def _passes(tokens: Sequence[Token], index: int) -> Token:
    """公开率过五成, 复议过10件: 过 behind what is counted sets a bound."""
    if tokens[index].text != "过" or not 0 < index < len(tokens) - 1:
        return tokens[index]
    before, number = tokens[index - 1], pick(tokens[index + 1], Number)
    counted = before.text.endswith(tuple(read_lexicon("words.json")["counted_nouns"])) and pick(before, Concept)
    bounds = counted and number is not None and number.unit in ("fraction", "count")
    return replace(tokens[index], meanings=(Compare(">", None),)) if bounds else tokens[index]


def _received(tokens: Sequence[Token], index: int) -> Token:
    """收了五十件以上: the verb names the applications where nothing else does."""
    if tokens[index].text not in read_lexicon("words.json")["received_verbs"] or index + 1 >= len(tokens):
        return tokens[index]
    at = index + 1
    while at < len(tokens) and (pick(tokens[at], Number) or pick(tokens[at], Compare)):
        at += 1
    bare = at == len(tokens) or not (pick(tokens[at], Concept) and tokens[at].start == tokens[at - 1].end)
    # 行政事业性收费收了1000万元以上 is of money, not of applications.
    numbers = [number for token in tokens[index + 1 : at] if (number := pick(token, Number))]
    bounded = any(number.unit != "yuan" for number in numbers)
    asked = has_role(tokens[index + 1], "cases") and has_role(tokens[index + 1], "number")
    said = [token for token in tokens[:index] if not has_role(token, "total")]
    # 2025年的报告，总共收了多少份: what came in are the reports.
    asked = asked and not (bool(said) and has_role(said[-1], "report") and tokens[index + 1].text.endswith("份"))
    # 去年收了几件
    bounded = bounded or (asked and not any(pick(token, Concept) for token in tokens))
    return replace(tokens[index], meanings=(Concept((Sense(rows=NEW_ROWS),)),)) if bounded and bare else tokens[index]


def _how_many_take(tokens: Sequence[Token], index: int) -> Token:
    """各城市占多少件: how many cases each has, no share."""
    after = tokens[index + 1 : index + 2]
    cases = bool(after) and after[0].text in ("件", "宗", "起") and tokens[index].end == after[0].start
    return marked(tokens[index], "number") if cases and tokens[index].text == "占多少" else tokens[index]


def _all_of_them(tokens: Sequence[Token], index: int) -> Token:
    """复议都维持了的单位: what holds of all cases of an office is no bound on their number."""
    if tokens[index].text not in read_lexicon("words.json")["all_alike"] or index + 1 >= len(tokens):
        return tokens[index]
    outcome, before = pick(tokens[index + 1], Concept), tokens[:index]
    whether = aims_at(tokens, "yes_no") and name_count(tokens) == 1 and not any(pick(t, Scope) for t in tokens)
    if outcome is None or aims_at(tokens, "trend") or (aims_at(tokens, "yes_no") and not whether):
        return tokens[index]
    if not (whether or lists_any(tokens) or tokens[-1].text == "的"):
        return tokens[index]
    result = all(sense.columns and not sense.measures for sense in outcome.senses)
    kinds = {row for token in before if (c := pick(token, Concept)) for s in c.senses for row in s.rows or ()}
    reviews = [token for token in before if pick(token, Concept)]
    dated = sum(bool(years_of(token)) for token in tokens) > 1
    joined = any(mark in token.text for token in reviews for mark in ("和", "与", "及", "、"))
    several = joined or (len(reviews) > 1 and any(pick(token, Join) for token in before))
    behind = tokens[index - 1] if index else tokens[index]
    of_offices = has_role(behind, "subject") or has_role(behind, "list") or pick(behind, Scope)
    of_reviews = bool(kinds) and kinds <= {*REVIEW_ROWS, "litigation_direct", "litigation_after_reconsideration"}
    if not ((result and of_reviews) or whether) or dated or several or of_offices or pick(behind, Negation):
        return tokens[index]
    return replace(tokens[index], meanings=(ALL_OF_THEM,))


def _share_of_offices(tokens: Sequence[Token], index: int) -> Token:
    """没败诉的区县占百分之几: of offices, not of cases."""
    if index < _PAIR + 1 or not is_share(tokens[index]):
        return tokens[index]
    if has_role(tokens[index - 2], "subject") and tokens[index - 1].text == "的" and pick(tokens[index - 3], Concept):
        # 败诉单位的占比
        return replace(tokens[index], meanings=(Aim("share"), Marker(frozenset(["subject"]))))
    if not tokens[index].text.startswith("占"):
        return tokens[index]
    figure, of, offices = tokens[index - 3 : index]
    told = of.text == "的" and pick(figure, Concept) and (pick(offices, Scope) or has_role(offices, "subject"))
    return replace(tokens[index], meanings=(Aim("share"), Marker(frozenset(["subject"])))) if told else tokens[index]


def _not_written(tokens: Sequence[Token], index: int) -> Token:
    """没写信息处理费, 没说主动公开多少条: that the text has no such figure, which is no figure of 0."""
    written = tokens[index].text in read_lexicon("words.json")["not_written"]
    at = index + 1
    split = pick(tokens[index], Negation) and at < len(tokens) and tokens[at].text in ("写", "说", "提", "提到", "披露")
    narrative = any(s.rows == _NARRATIVE for token in tokens if (c := pick(token, Concept)) for s in c.senses)
    return replace(tokens[index], meanings=(NOT_WRITTEN,)) if (written or split) and narrative else tokens[index]


def _much_and_little(tokens: Sequence[Token], index: int) -> Token:
    """申请多而复议少的单位: how much is much is not said."""
    ways = {at: aim.way for at, token in enumerate(tokens) if (aim := pick(token, Aim)) and aim.way}
    plain = all(tokens[at].text in ("多", "少", "高", "低") for at in ways)
    apart = len(ways) > 1 and len(set(ways.values())) > 1 and plain and lists_any(tokens)
    return replace(tokens[index], meanings=(DEGREE,)) if index in ways and apart else tokens[index]


def _sums_of_table(tokens: Sequence[Token], index: int) -> Token:
    """表三加总不对: the sums of that table, without those of table 4."""
    three = next((at for at, token in enumerate(tokens) if token.text.startswith("表三")), None)
    if three is None:
        return tokens[index]
    sought = pick(tokens[index], Sought)
    sums = [at for at, token in enumerate(tokens) if at > three and _is_sums(token)]
    if not sums or any(pick(token, Concept) for token in tokens):
        return tokens[index]
    if index == three:
        return marked(tokens[index], "function")
    if index in sums and sought is not None:
        kept = tuple(item for item in sought.filters if item.value != "review_sum")
        return replace(tokens[index], meanings=(replace(sought, filters=kept, about=_TABLE_THREE),))
    return tokens[index]


def _is_sums(token: Token) -> bool:
    sought = pick(token, Sought)
    checks = {item.value for item in sought.filters} if sought else set()
    return "review_sum" in checks and checks <= {"row_sum", "balance", "concluded_sum", "review_sum"}


def _of_pieces(tokens: Sequence[Token], index: int) -> Token:
    """公开信息不足1000条: what is counted in pieces is what the text says was disclosed, no applications."""
    pieces = any(pick(token, Number) and token.text.endswith("条") for token in tokens[index + 1 :])
    after = tokens[index + 1 : index + 2]
    said = tokens[index].text.startswith("公开") and (tokens[index].text.endswith("信息") or _says_information(after))
    concept = pick(tokens[index], Concept)
    items = Concept((Sense(rows=_NARRATIVE, columns=frozenset(["disclosed_items"])),))
    return replace(tokens[index], meanings=(items,)) if pieces and said and concept else tokens[index]


def _says_information(after: Sequence[Token]) -> bool:
    return bool(after) and after[0].text in ("信息", "政府信息")


def _those_two(tokens: Sequence[Token], index: int) -> Token:
    """两家又分别是多少: the two are those of the question before."""
    number, after = pick(tokens[index], Number), tokens[index + 1 : index + 4]
    apart = any(has_role(token, "apart") or token.text in ("分别", "各") for token in after)
    offices = tokens[index].text.endswith(("家", "个")) or (bool(after) and after[0].text in ("家", "个", "者"))
    alone = number is not None and number.value > 1 and not pick(tokens[index], Years) and not lists_any(tokens)
    behind = not index or not (pick(tokens[index - 1], Compare) or pick(tokens[index - 1], Concept))
    pointed = alone and apart and offices and behind and name_count(tokens) == 0
    return marked(tokens[index], "function") if pointed else tokens[index]


def _resident(tokens: Sequence[Token], index: int) -> Token:
    """我是望江县居民: who asks, no applicant."""
    who = tokens[index].text in read_lexicon("words.json")["residents"]
    mine = any(token.text in ("我是", "我们是", "作为", "我") for token in tokens[:index])
    return marked(tokens[index], "function") if who and mine else tokens[index]


def _change_beside(tokens: Sequence[Token], index: int) -> Token:
    """申请比上年增加、不予公开率超过10%, 公开率高于50%且比上年提高: a change and a bound on a figure of one year."""
    shift = pick(tokens[index], Shift)
    if shift is None or not shift.way or shift.bound or not lists_any(tokens):
        return tokens[index]
    after = tokens[index + 1 :]
    figure = next((at for at, token in enumerate(after) if pick(token, Concept)), None)
    behind = figure is not None and any(map(_bounds, after[figure:])) and not any(map(_bounds, after[:figure]))
    behind = behind and any(pick(token, Concept) for token in tokens[:index])
    join = next((at for at in range(index) if pick(tokens[at], Join) and any(map(_bounds, tokens[:at]))), None)
    before = join is not None and not any(map(_bounds, after)) and not any(pick(t, Concept) for t in tokens[join:index])
    return replace(tokens[index], meanings=(CHANGE_BESIDE,)) if behind or before else tokens[index]


def _as_much_as(tokens: Sequence[Token], index: int) -> Token:
    """公开率到七成了吗: whether it reached that."""
    number = pick(tokens[index + 1], Number) if index + 1 < len(tokens) else None
    asks = tokens[index].text in ("到", "有") and number is not None and number.unit != "years"
    whether = asks and aims_at(tokens, "yes_no") and bool(index) and pick(tokens[index - 1], Concept)
    return replace(tokens[index], meanings=(Compare(">=", None),)) if whether else tokens[index]


def _fully(tokens: Sequence[Token], index: int) -> Token:
    """公开的加部分公开的: beside those granted in part the others are those granted in full."""
    concept = pick(tokens[index], Concept)
    either = concept is not None and any(sense.rows == _DISCLOSED for sense in concept.senses)
    partly = any((c := pick(t, Concept)) and all(s.rows == _PARTLY for s in c.senses) for t in tokens)
    full = (Concept((Sense(rows=_DISCLOSED - _PARTLY),)),)
    return replace(tokens[index], meanings=full) if either and partly else tokens[index]


def _inside_that(tokens: Sequence[Token], index: int) -> Token:
    """里面自然人提的有多少件: inside what the question before was about."""
    opens = index == 0 and tokens[0].text in ("里面", "里头", "当中", "这当中") and len(tokens) > 1
    return marked(tokens[0], "among") if opens else tokens[index]


def _at_least_as_much(tokens: Sequence[Token], index: int) -> Token:
    """至少翻了一番: what has its bound in itself is reached or passed."""
    bound = pick(tokens[index], Compare)
    shift = pick(tokens[index + 1], Shift) if index + 1 < len(tokens) else None
    said = (bound is not None and ">=" in (bound.before, bound.after)) or tokens[index].text in ("至少", "起码", "最少")
    reached = said and shift is not None and shift.bound is not None and shift.bound[0] == ">="
    return marked(tokens[index], "function") if reached else tokens[index]


def _bounds(token: Token) -> bool:
    return pick(token, Number) is not None and pick(token, Years) is None


def _first_of_group(tokens: Sequence[Token], index: int) -> Token:
    """白鹭市的部门里谁的申请多 ranks those offices; 各市最多的单位 would rank within each city, which no plan does."""
    aim = pick(tokens[index], Aim)
    who = [at for at, token in enumerate(tokens) if has_role(token, "subject") or token.text in ("哪个", "哪家")]
    if aim is None or not who:
        return tokens[index]
    if aim.operation == "ranking" and who[-1] > index and any(map(_each_group, tokens[:index])):
        return replace(tokens[index], meanings=(OF_EACH_GROUP,))
    scoped = sum(pick(token, Scope) is not None for token in tokens) == 1
    other = any(pick(token, kind) for token in tokens for kind in (Number, Compare, Shift)) or name_count(tokens) > 1
    other = other or sum(pick(token, Aim) is not None for token in tokens) > 1 or any(t.text == "比" for t in tokens)
    if aim.operation != "comparison" or not aim.way or not scoped or other:
        return tokens[index]
    return replace(tokens[index], meanings=(Aim("ranking", "most" if aim.way == "up" else "least", 1),))


def _each_group(token: Token) -> bool:
    grouping = pick(token, Grouping)
    return grouping is not None and grouping.by not in ("office", "year") and token.text.startswith(("各", "每"))


CHINESE: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _passes,
    _received,
    _how_many_take,
    _all_of_them,
    _share_of_offices,
    _not_written,
    _much_and_little,
    _sums_of_table,
    _of_pieces,
    _those_two,
    _resident,
    _change_beside,
    _as_much_as,
    _inside_that,
    _fully,
    _at_least_as_much,
    _first_of_group,
)
