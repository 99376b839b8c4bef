"""Words that say once more what stands beside them: 2022、2023这两年, 上一年，也就是2022年, 两个区，都在河南省."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from portal.questions.cutting.parts import following, has_role, marked, pick
from portal.questions.words.lexicon import load_lexicon
from portal.questions.words.meanings import (
    ANY_RATE,
    Aim,
    Concept,
    Join,
    Negation,
    Number,
    OfficeName,
    Place,
    RelativeYears,
    Scope,
    Token,
    Years,
)
from portal.questions.words.vocabulary import REASON_ROWS, read_lexicon

_ALL = 1000
_PAIR = 2


def _these_years(tokens: Sequence[Token], index: int) -> Token:
    """2022、2023这两年: the years that were just named."""
    said = index > 0 and pick(tokens[index - 1], Years) is not None and tokens[index].text.startswith("这")
    return marked(tokens[index], "function") if said and pick(tokens[index], RelativeYears) else tokens[index]


def _that_is(tokens: Sequence[Token], index: int) -> Token:
    """再往前推一年，也就是2022年: the year that is named says which was meant."""
    after = tokens[index + 1 : index + 3]
    told = len(after) == _PAIR and after[0].text in read_lexicon("words.json")["that_is"]
    said = told and pick(tokens[index], RelativeYears) is not None and pick(after[1], Years) is not None
    return marked(tokens[index], "function") if said else tokens[index]


def _both_in(tokens: Sequence[Token], index: int) -> Token:
    """两个红旗区，一个在白鹭市, 望江县和松亭区，都在青岚市: where those lie that were named, and no third of them."""
    place = pick(tokens[index], Place)
    if place is None:
        return tokens[index]
    before = [token for token in tokens[:index] if pick(token, Place)]
    inside = [token for token in before if _lies_in(pick(token, Place), place)]
    words = read_lexicon("words.json")
    text = "".join(token.text for token in tokens[max(index - 4, 0) : index] if token.text != "of them")
    both = len(inside) == len(before) >= _PAIR and text.endswith(tuple(words["both_in"]))
    return marked(tokens[index], "function") if both or (inside and says_where(tokens, index)) else tokens[index]


def says_where(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place only says where one of several lies (一个在白鹭市)."""
    words = read_lexicon("words.json")
    return at >= _PAIR and tokens[at - 2].text in words["one_of_them"] and tokens[at - 1].text in words["lies"]


def _lies_in(place: Place | None, within: Place) -> bool:
    return place is not None and any(path.startswith(f"{outer}/") for path in place.paths for outer in within.paths)


def _first_in_order(tokens: Sequence[Token], index: int) -> Token:
    """从少到多取前两名: the first two in the order that is said."""
    aim = pick(tokens[index], Aim)
    orders = [other for token in tokens if (other := pick(token, Aim)) and _is_order(other)]
    firsts = [other for token in tokens if (other := pick(token, Aim)) and _takes_first(other)]
    if aim is None or len(orders) != 1 or len(firsts) != 1:
        return tokens[index]
    if aim is orders[0]:
        return marked(tokens[index], "function")
    first = replace(aim, order=orders[0].order)
    return replace(tokens[index], meanings=(first,)) if aim is firsts[0] else tokens[index]


def _is_order(aim: Aim) -> bool:
    return aim.operation == "ranking" and aim.top == _ALL and not aim.plain


def _takes_first(aim: Aim) -> bool:
    return aim.operation == "ranking" and aim.order == "most" and aim.top is not None and aim.top < _ALL


def _compared_with(tokens: Sequence[Token], index: int) -> Token:
    """How did it compare with that of others asks for both, and for no series."""
    aim = pick(tokens[index], Aim)
    behind = any(token.text.startswith("compare") for token in tokens[index + 1 :])
    opens = aim is not None and aim.operation == "trend" and tokens[index].text.startswith("how ")
    return marked(tokens[index], "function") if opens and behind else tokens[index]


def falls_to(tokens: Sequence[Token], index: int) -> Token:
    """有多大比例落在市级单位头上: a share of the cases, not of offices."""
    aim, after = pick(tokens[index], Aim), tokens[index + 1 : index + 2]
    falls = bool(after) and after[0].text in read_lexicon("words.json")["falls_to"]
    share = aim is not None and aim.operation == "share"
    return replace(tokens[index], meanings=(ANY_RATE,)) if share and falls else tokens[index]


def _same_place(tokens: Sequence[Token], index: int) -> Token:
    """同在白鹭市，公安局跟生态环境局: the place of both offices, which no one of them is named with."""
    after = [token for token in tokens[index + 1 :] if pick(token, OfficeName)]
    said = tokens[index].text in read_lexicon("words.json")["same_place"] and len(after) >= _PAIR
    return replace(tokens[index], meanings=()) if said and pick(tokens[index + 1], Place) else tokens[index]


def _included_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether this goes on with what 含 or including begins (含区县、部门)."""
    words = read_lexicon("words.json")["includes"]
    at = index - 1
    while at >= 0 and (pick(tokens[at], Scope) or pick(tokens[at], Join)) and tokens[at].text not in words:
        at -= 1
    return at >= 0 and tokens[at].text in words and pick(tokens[index], Scope) is not None


def _swapped(tokens: Sequence[Token], index: int) -> Token:
    """把部门换成政府: what is left behind says nothing."""
    at = next((at for at, token in enumerate(tokens) if token.text in read_lexicon("words.json")["swaps"]), None)
    opens = at is not None and any(token.text in ("把", "将") for token in tokens[:at])
    left = pick(tokens[index], Scope) or pick(tokens[index], Place) or pick(tokens[index], OfficeName)
    if not (opens and at is not None and index < at and (left or pick(tokens[index], Years))):
        return tokens[index]
    return marked(tokens[index], "function")


def _those_of(tokens: Sequence[Token], index: int) -> Token:
    """河南省那几家单位: all offices of the place."""
    before = [token for token in tokens[:index] if token.text != "的"][-1:]
    said = tokens[index].text in read_lexicon("words.json")["those_of_place"]
    of_place = bool(before) and pick(before[0], Place) is not None
    return replace(tokens[index], meanings=load_lexicon().chinese["各单位"]) if said and of_place else tokens[index]


def _or_years(tokens: Sequence[Token], index: int) -> Token:
    """2024年或2025年, in either 2024 or 2025: a list over both years."""
    if tokens[index].text == "either" and index + 1 < len(tokens) and pick(tokens[index + 1], Years):
        return marked(tokens[index], "function")
    if not 0 < index < len(tokens) - 1 or (join := pick(tokens[index], Join)) is None or join.kind != "or":
        return tokens[index]
    behind = following(tokens, index)
    dated = pick(tokens[index - 1], Years) and behind is not None and pick(behind, Years)
    asks = any(has_role(token, "list") or has_role(token, "subject") for token in tokens)
    held = any((aim := pick(token, Aim)) and aim.operation in ("comparison", "ranking") for token in tokens)
    return marked(tokens[index], "function") if dated and asks and not held else tokens[index]


def _of_the_two(tokens: Sequence[Token], index: int) -> Token:
    """Of the two provincial offices, A and B: what those named behind it are."""
    named = sum(pick(token, OfficeName) is not None for token in tokens[index + 1 :])
    opens = "".join(token.text for token in tokens[:index]).replace(" ", "")
    two = opens in read_lexicon("words.json")["of_the_two"]
    return marked(tokens[index], "function") if two and named >= _PAIR and pick(tokens[index], Scope) else tokens[index]


def _which_of_them(tokens: Sequence[Token], index: int) -> Token:
    """白鹭市和青岚市，哪个市政府收到的申请多: what those are that were named."""
    name, before = pick(tokens[index], OfficeName), tokens[index - 1].text if index else ""
    said = name is not None and name.seat and before in read_lexicon("words.json")["which_of_two"]
    named = sum(pick(token, Place) is not None for token in tokens[:index]) == _PAIR
    return marked(tokens[index], "function") if said and named else tokens[index]


def _one_in(tokens: Sequence[Token], index: int) -> Token:
    """两个红旗区，一个在白鹭市: where one of them lies."""
    at = index + 2
    place = pick(tokens[at], Place) if at < len(tokens) and says_where(tokens, at) else None
    inside = place is not None and any(_lies_in(pick(token, Place), place) for token in tokens[:index])
    return marked(tokens[index], "function") if inside else tokens[index]


def _all_included(tokens: Sequence[Token], index: int) -> Token:
    """白鹭市（区县、部门都算）, its districts and departments included: all offices of the place, no narrower group."""
    at = index
    while at < len(tokens) and (pick(tokens[at], Scope) or pick(tokens[at], Join) or has_role(tokens[at], "function")):
        at += 1
    closed = at < len(tokens) and tokens[at].text.endswith(tuple(read_lexicon("words.json")["included"]))
    closed = closed or _included_before(tokens, index)
    placed = any(pick(token, Place) for token in tokens)
    enumerated = pick(tokens[index], Scope) or pick(tokens[index], Join) or not tokens[index].meanings
    return marked(tokens[index], "function") if closed and placed and enumerated else tokens[index]


def _piece_of(tokens: Sequence[Token], index: int) -> Token:
    """“上年结转”一项, 这几样: a word for one of what was named counts nothing."""
    number, text = pick(tokens[index], Number), tokens[index].text
    counts = (
        number is not None and number.unit == "count" and text.endswith(tuple(read_lexicon("words.json")["pieces"]))
    )
    return marked(tokens[index], "function") if counts and index and text[0] in ("一", "1") else tokens[index]


def _refused_for(tokens: Sequence[Token], index: int) -> Token:
    """Refused because it is not held, 以不掌握为由拒绝: a refusal for a reason that the table has elsewhere."""
    kinds = {at: rows for at, token in enumerate(tokens) if (rows := _kinds_of_reply(token))}
    because = any(token.text in read_lexicon("words.json")["for_reason"] for token in tokens)
    if index not in kinds or len(kinds) != _PAIR or not because:
        return tokens[index]
    reason = next(rows for at, rows in kinds.items() if at != index)
    general = len(reason) == 1 < len(kinds[index]) and not reason & kinds[index]
    return marked(tokens[index], "function") if general else tokens[index]


def _kinds_of_reply(token: Token) -> frozenset[str]:
    """The rows of replies that a token names, of applications not answered as asked for; none of any other token."""
    concept = pick(token, Concept)
    senses = [sense for sense in concept.senses if not sense.weak] if concept else []
    rows = frozenset(row for sense in senses for row in sense.rows or ())
    denied = (*REASON_ROWS, "applications.other.")
    return rows if rows and all(row.startswith(denied) for row in rows) else frozenset()


def _only_but_not(tokens: Sequence[Token], index: int) -> Token:
    """只有直接起诉、没有复议后起诉: what is not there says what only says."""
    if tokens[index].text != "只有":
        return tokens[index]
    figure = index + 1 < len(tokens) and pick(tokens[index + 1], Concept) is not None
    denied = any(
        pick(one, Negation) and one.text in ("没有", "没", "无") and pick(other, Concept)
        for one, other in pairwise(tokens[index + 1 :])
    )
    if not (figure and denied):
        return tokens[index]
    return replace(marked(tokens[index], "function"), text="有", start=tokens[index].end - 1)


RESTATED: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _these_years,
    _that_is,
    _both_in,
    _first_in_order,
    _compared_with,
    _piece_of,
    _all_included,
    _same_place,
    _swapped,
    _those_of,
    _or_years,
    _of_the_two,
    _one_in,
    _which_of_them,
    _refused_for,
    _only_but_not,
)
