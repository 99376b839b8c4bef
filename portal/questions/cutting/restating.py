"""Words that say once more what stands beside them: 2022、2023这两年, 上一年，也就是2022年, 两个区，都在河南省."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.parts import marked, pick
from portal.questions.words.meanings import Aim, Number, Place, RelativeYears, Token, Years
from portal.questions.words.vocabulary import read_lexicon

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
    words = read_lexicon("words.json")["both_in"]
    text = "".join(token.text for token in tokens[max(index - 4, 0) : index] if token.text != "of them")
    said = len(inside) == len(before) >= _PAIR and any(text.endswith(word) for word in words)
    return marked(tokens[index], "function") if said else tokens[index]


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


def _piece_of(tokens: Sequence[Token], index: int) -> Token:
    """“上年结转”一项, 这几样: a word for one of what was named counts nothing."""
    number = pick(tokens[index], Number)
    one = number is not None and number.unit == "count" and tokens[index].text.endswith(_pieces())
    named = index > 0 and tokens[index - 1].end <= tokens[index].start
    return (
        marked(tokens[index], "function") if one and named and tokens[index].text[:1] in ("一", "1") else tokens[index]
    )


def _pieces() -> tuple[str, ...]:
    return tuple(read_lexicon("words.json")["pieces"])


RESTATED: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _these_years,
    _that_is,
    _both_in,
    _first_in_order,
    _compared_with,
    _piece_of,
)
