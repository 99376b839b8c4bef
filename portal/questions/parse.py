"""From tokens to the parts of a question: what is measured, which years, which places, which threshold."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from index.model import Operator
from portal.questions.meanings import (
    Aim,
    Compare,
    Concept,
    Marker,
    Meaning,
    Negation,
    Number,
    NumberRange,
    OfficeName,
    Place,
    RelativeYears,
    Role,
    Scope,
    Sought,
    Token,
    Unsupported,
    Years,
)
from portal.questions.plan import Peers

PLACE_ENDINGS = ("省", "市", "县", "区", "镇", "乡", "街道", "局", "委", "厅", "政府", "办公室")

M = TypeVar("M", bound=Meaning)

SEVERAL_CONDITIONS = Unsupported("conditions", "几个条件", "several conditions")
_FLIPPED: dict[Operator, Operator] = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "!=", "!=": "="}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A comparison as said, before it is known what it is compared with."""

    operator: Operator
    number: Number
    word: str
    stated: bool

    @property
    def flipped(self) -> "Threshold":
        """The opposite comparison."""
        return Threshold(_FLIPPED[self.operator], self.number, self.word, self.stated)


@dataclass(frozen=True, slots=True)
class Named:
    """Places in a row and the office named after them, as one mention."""

    places: tuple[Token, ...]
    office: Token | None

    @property
    def text(self) -> str:
        """The mention as written."""
        return "".join(token.text for token in (*self.places, *([self.office] if self.office else [])))


@dataclass(slots=True)
class Parsed:
    """The parts of a question. `unknown` words nobody knows; `unsupported` ones ask what cannot be answered yet."""

    unknown: list[str] = field(default_factory=list)
    unsupported: list[tuple[str, Unsupported]] = field(default_factory=list)
    concepts: list[tuple[str, Concept]] = field(default_factory=list)
    thresholds: list[Threshold] = field(default_factory=list)
    years: list[tuple[str, Years | RelativeYears]] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    scopes: list[tuple[str, Scope]] = field(default_factory=list)
    negations: list[str] = field(default_factory=list)
    aims: list[tuple[str, Aim]] = field(default_factory=list)
    sought: list[tuple[str, Sought]] = field(default_factory=list)
    peers: list[tuple[str, Peers]] = field(default_factory=list)
    top: int | None = None
    roles: set[Role] = field(default_factory=set)


def parse(tokens: Sequence[Token]) -> Parsed:
    """The parts of a question, every token in exactly one of them."""
    parsed = Parsed()
    used = _unread(tokens, parsed)
    used |= _amounts(tokens, parsed, used)
    used |= _mentions(tokens, parsed)
    for index, token in enumerate(tokens):
        if index not in used:
            _place(token, parsed)
    return parsed


def _unread(tokens: Sequence[Token], parsed: Parsed) -> set[int]:
    """Words that nobody knows, with the bare numerals that stand in them (张三)."""
    used: set[int] = set()
    for index, token in enumerate(tokens):
        if token.meanings or index in used:
            continue
        first = last = index
        while first > 0 and _grown(tokens[first - 1], tokens[first]):
            first -= 1
        while last + 1 < len(tokens) and _grown(tokens[last + 1], tokens[last]):
            last += 1
        if _continues(tokens, last):
            last += 2
        if first > 0 and _is_of_place(tokens[first - 1], tokens[last]):
            first -= 1
        parsed.unknown.append("".join(item.text for item in tokens[first : last + 1]))
        used |= set(range(first, last + 1))
    return used


def _continues(tokens: Sequence[Token], index: int) -> bool:
    """Whether a function character stands inside an unknown word, between two of its pieces."""
    if index + 2 >= len(tokens) or tokens[index + 2].meanings:
        return False
    inside, after = tokens[index + 1], tokens[index + 2]
    return tokens[index].end == inside.start and inside.end == after.start and len(inside.text) == 1


def _is_of_place(token: Token, unknown: Token) -> bool:
    """Whether an unknown office or place is named with the place before it (青山市教育局)."""
    named = pick(token, Place) is not None and token.end == unknown.start
    return named and unknown.text.endswith(PLACE_ENDINGS)


def _grown(token: Token, beside: Token) -> bool:
    """Whether a token belongs to the unknown word beside it."""
    number = pick(token, Number)
    touches = token.end == beside.start or beside.end == token.start
    return touches and (
        not token.meanings or (number is not None and number.unit == "" and not token.text[0].isascii())
    )


def pick(token: Token, kind: type[M]) -> M | None:
    """The token's meaning of this kind, if it has one."""
    return next((meaning for meaning in token.meanings if isinstance(meaning, kind)), None)


def _place(token: Token, parsed: Parsed) -> None:
    if concept := pick(token, Concept):
        parsed.concepts.append((token.text, concept))
    elif years := pick(token, Years) or pick(token, RelativeYears):
        parsed.years.append((token.text, years))
    elif unsupported := pick(token, Unsupported):
        parsed.unsupported.append((token.text, unsupported))
    elif sought := pick(token, Sought):
        parsed.sought.append((token.text, sought))
    elif peers := pick(token, Peers):
        parsed.peers.append((token.text, peers))
    elif aim := pick(token, Aim):
        parsed.aims.append((token.text, aim))
    elif pick(token, Negation):
        parsed.negations.append(token.text)
    elif scope := pick(token, Scope):
        parsed.scopes.append((token.text, scope))
    elif marker := pick(token, Marker):
        parsed.roles |= marker.roles
    else:
        # A comparison without its number, if no function word as well (是).
        parsed.unknown.append(token.text)


def _amounts(tokens: Sequence[Token], parsed: Parsed, taken: set[int]) -> set[int]:
    used = set(taken)
    for index, token in enumerate(tokens):
        number = pick(token, Number)
        if pick(token, NumberRange):
            parsed.unsupported.append((token.text, SEVERAL_CONDITIONS))
            used.add(index)
        if number is None or index in used:
            continue
        before, after = _before(tokens, index), _after(tokens, index)
        if before is None and after is None and parsed.top is None and _is_rank(tokens, number, index):
            parsed.top = int(number.value)
            used.add(index)
            continue
        year = pick(token, Years)
        if year and (before is None or before[1] == "="):
            continue
        if before is None and after is None and pick(token, Negation):
            continue
        place, operator = before or after or (index, "=")
        word = token.text if place == index else " ".join(tokens[at].text for at in sorted((place, index)))
        parsed.thresholds.append(Threshold(operator, number, word, stated=place != index))
        used |= {index, place}
    return used


def _is_rank(tokens: Sequence[Token], number: Number, index: int) -> bool:
    """Whether a number says how many a ranking gives: 前5名, 最多的三个单位, top 3."""
    ranks = [aim for token in tokens if (aim := pick(token, Aim)) and aim.operation == "ranking"]
    whole = number.unit in ("", "count") and number.value == number.value.to_integral_value() and number.value > 0
    return bool(ranks) and whole and pick(tokens[index], Years) is None


def _before(tokens: Sequence[Token], index: int) -> tuple[int, Operator] | None:
    """The comparison that stands before a number, function words and what is counted between them (至少收到12件)."""
    for place in range(index - 1, -1, -1):
        compare = pick(tokens[place], Compare)
        if compare and compare.before and not (place < index - 1 and pick(tokens[place], Aim)):
            return place, compare.before
        if not (_is_function(tokens[place]) or pick(tokens[place], Concept)):
            return None
    return None


def _after(tokens: Sequence[Token], index: int) -> tuple[int, Operator] | None:
    """The comparison that stands after a number, the things counted between them (10 applications or more)."""
    for place in range(index + 1, len(tokens)):
        compare = pick(tokens[place], Compare)
        if compare and compare.after and not (compare.before and _is_number(tokens, place + 1)):
            return place, compare.after
        if not pick(tokens[place], Concept):
            return None
    return None


def _is_number(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and pick(tokens[index], Number) is not None


def _is_function(token: Token) -> bool:
    marker = pick(token, Marker)
    return marker is not None and "function" in marker.roles


def _mentions(tokens: Sequence[Token], parsed: Parsed) -> set[int]:
    used: set[int] = set()
    index = 0
    while index < len(tokens):
        places: list[int] = []
        at = index
        while at < len(tokens) and pick(tokens[at], Place) and not pick(tokens[at], Concept):
            places.append(at)
            at += 2 if _links(tokens, at) else 1
        office = at < len(tokens) and _names_office(tokens[at], after_place=bool(places))
        members = [*places, *([at] if office else [])]
        if members:
            parsed.named.append(Named(tuple(tokens[place] for place in places), tokens[at] if office else None))
            used |= set(range(members[0], members[-1] + 1))
        index = max(index, *members, -1) + 1
    return used


def _links(tokens: Sequence[Token], index: int) -> bool:
    """Whether a 的 joins this place to the next name."""
    if index + 2 >= len(tokens) or tokens[index + 1].text != "的":
        return False
    return pick(tokens[index + 2], Place) is not None or _names_office(tokens[index + 2], after_place=True)


def _names_office(token: Token, after_place: bool) -> bool:
    """Whether a token names an office; 区政府 without a place narrows a list instead."""
    return pick(token, OfficeName) is not None and (after_place or pick(token, Scope) is None)
