"""From tokens to the parts of a question: what is measured, which years, which places, which threshold."""

from collections.abc import Sequence
from dataclasses import replace

from index.model import Operator
from portal.questions.cutting.bounding import compared, is_rank, of_others, passes
from portal.questions.cutting.parts import (
    ALTERNATIVES,
    EXCEPTIONS,
    PLACE_ENDINGS,
    VAGUE,
    Named,
    Parsed,
    Threshold,
    pick,
    years_of,
)
from portal.questions.plan import MAKE_UP, Peers, Way
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Except,
    Grouping,
    Join,
    Marker,
    Negation,
    Number,
    NumberRange,
    OfficeName,
    Place,
    Role,
    Scope,
    Shift,
    Token,
    Unsupported,
    Years,
)
from portal.questions.words.telling_tokens import roles_of
from portal.questions.words.told_meanings import Printed, Sought
from portal.questions.words.vocabulary import read_lexicon

# A bare number that reads as a year bounds nothing, unless it is a round one.
_ROUND = 50
_WAYS: dict[Operator, Way] = {">": "up", "<": "down"}


def parse(tokens: Sequence[Token]) -> Parsed:
    """The parts of a question, every token in exactly one of them."""
    parsed = Parsed()
    tokens = [_told_apart(tokens, index) for index in range(len(tokens))]
    used = _unread(tokens, parsed)
    used |= of_others(tokens, parsed, used)
    used |= _amounts(tokens, parsed, used)
    used |= _mentions(tokens, parsed)
    for index, token in enumerate(tokens):
        if index not in used:
            _place(token, parsed)
    _cumulate(parsed)
    # What no rule has settled by now is not known: how much 大幅 is, whose 我们区 is.
    parsed.unknown += [token.text for token in tokens if roles_of(token) & _UNSETTLED]
    return parsed


def _cumulate(parsed: Parsed) -> None:
    """累计 is over the years that are named, else over all."""
    words = read_lexicon("words.json")["cumulative"]
    named = [item for item in parsed.years if item[0] not in words]
    if len(named) < len(parsed.years):
        parsed.roles.add("total")
        parsed.years = named or parsed.years


def _told_apart(tokens: Sequence[Token], index: int) -> Token:
    """A word for a figure or a change (declined): a change behind what changes, or as a noun (a decline in)."""
    token = tokens[index]
    concept, shift = pick(token, Concept), pick(token, Shift)
    if concept is None or shift is None:
        return token
    after = tokens[index + 1 : index + 3]
    of_what = len(after) > 1 and after[0].text == "in" and pick(after[1], Concept) is not None
    by_whom = len(after) > 1 and after[0].text == "by" and (pick(after[1], Place) or pick(after[1], OfficeName))
    done = token.text.startswith("declin") and any(t.text in ("did", "were", "was", "does") for t in tokens[:index])
    behind = not done and any(pick(before, Concept) for before in tokens[:index])
    return replace(token, meanings=(shift,) if of_what or (behind and not by_whom) else (concept,))


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


_UNSETTLED: frozenset[Role] = frozenset(("own_place", "degree"))


def _place(token: Token, parsed: Parsed) -> None:
    if concept := pick(token, Concept):
        parsed.concepts.append((token.text, concept))
        # 各办结 asks for each, and for what was concluded.
        parsed.roles |= roles_of(token) & {"apart"}
    elif years := years_of(token):
        parsed.years.append((token.text, years))
    elif unsupported := EXCEPTIONS if pick(token, Except) else pick(token, Unsupported):
        parsed.unsupported.append((token.text, unsupported))
    elif sought := pick(token, Sought):
        parsed.sought.append((token.text, sought))
    elif printed := pick(token, Printed):
        parsed.printed.append((token.text, printed))
    elif peers := pick(token, Peers):
        parsed.peers.append((token.text, peers))
    elif shift := pick(token, Shift):
        parsed.shifts.append((token.text, shift))
    elif grouping := pick(token, Grouping):
        _group(token, grouping, parsed)
    elif aim := pick(token, Aim):
        parsed.aims += [(token.text, aim), *_compares_as_well(token, aim)]
        parsed.scopes += [(token.text, aim.scope)] if aim.scope else []
        # 峰值年份 ranks and asks for the year.
        parsed.roles |= roles_of(token) - {"function"}
    elif pick(token, Negation):
        parsed.negations.append(token.text)
        parsed.roles |= roles_of(token) - {"function"}
    elif scope := pick(token, Scope):
        parsed.scopes.append((token.text, scope))
        # The city government is one that is not named, where city governments are all of them.
        parsed.roles |= roles_of(token) - {"function"}
    elif marker := pick(token, Marker):
        parsed.roles |= marker.roles
    elif join := pick(token, Join):
        parsed.unsupported += [(token.text, ALTERNATIVES)] if join.kind == "or" else []
    elif (compare := pick(token, Compare)) and compare.before in _WAYS:
        # A comparison without its number is one with another figure (申请超过临江市).
        parsed.aims.append((token.text, Aim("comparison", way=_WAYS[compare.before])))
    else:
        parsed.unknown.append(token.text)


def _group(token: Token, grouping: Grouping, parsed: Parsed) -> None:
    """What figures are taken together by; 最主要的理由 ranks the parts of a figure as well."""
    parsed.groups.append((token.text, grouping))
    if grouping.by in MAKE_UP and (aim := pick(token, Aim)):
        parsed.aims.append((token.text, aim))


def _compares_as_well(token: Token, aim: Aim) -> list[tuple[str, Aim]]:
    """申请量有没有超过青岚市 asks for yes or no and compares, where no number is behind it."""
    compare = pick(token, Compare)
    if aim.operation != "yes_no" or compare is None or compare.before not in _WAYS:
        return []
    return [(token.text, Aim("comparison", way=_WAYS[compare.before]))]


def _amounts(tokens: Sequence[Token], parsed: Parsed, taken: set[int]) -> set[int]:
    used = set(taken)
    for index, token in enumerate(tokens):
        number = pick(token, Number)
        if (ends := pick(token, NumberRange)) and index not in used and not pick(token, Years):
            _range(token.text, ends, parsed)
            used.add(index)
        if number is None or index in used:
            continue
        before, after = compared(tokens, index)
        if before is None and after is None and parsed.top is None and is_rank(tokens, number, index):
            parsed.top = int(number.value)
            used.add(index)
            continue
        year = pick(token, Years)
        # More requests than 2024 and more than in 2024 name a year.
        counted = before is not None and any(_parts_year(tokens[at]) for at in range(before[0], index))
        if year and (before is None or before[1] == "=" or counted):
            continue
        if before is None and after is None and pick(token, Negation):
            continue
        if year and before is not None and pick(tokens[before[0]], Aim):
            # 收到申请最多2025: the year stands behind what ranks.
            continue
        if year and before is not None and number.value % _ROUND:
            parsed.unsupported.append((f"{tokens[before[0]].text}{token.text}", VAGUE))
            used |= {index, before[0]}
            continue
        passed = index > 0 and passes(tokens[index - 1], token)
        place, operator = before or after or (index, ">" if passed else "=")
        if (aim := pick(tokens[place], Aim)) and aim.operation == "yes_no":
            # 到没到五成 asks and bounds in one.
            parsed.aims.append((tokens[place].text, aim))
        word = token.text if place == index else " ".join(tokens[at].text for at in sorted((place, index)))
        parsed.thresholds.append(Threshold(operator, number, word, stated=place != index or passed))
        used |= {index, place}
        if before and after and before[1][0] == after[1][0]:
            # 达90%及以上 says one bound twice.
            used.add(after[0])
    return used


def _parts_year(token: Token) -> bool:
    return pick(token, Concept) is not None or token.text in ("in", "during", "for")


def _range(word: str, found: NumberRange, parsed: Parsed) -> None:
    """Both ends of a range, which count as inside; a guess is none."""
    if found.ends is None:
        parsed.unsupported.append((word, VAGUE))
        return
    first, last = found.ends
    parsed.thresholds += [Threshold(">=", first, word, stated=True), Threshold("<=", last, word, stated=True)]


def _mentions(tokens: Sequence[Token], parsed: Parsed) -> set[int]:
    used: set[int] = set()
    index = 0
    while index < len(tokens):
        places: list[int] = []
        at = index
        while _adjoins(tokens, at, index) and pick(tokens[at], Place) and not pick(tokens[at], Concept):
            places.append(at)
            at += 2 if _links(tokens, at) else 1
        office = _adjoins(tokens, at, index) and _names_office(tokens[at], after_place=bool(places))
        members = [*places, *([at] if office else [])]
        if members:
            parsed.named.append(Named(tuple(tokens[place] for place in places), tokens[at] if office else None))
            used |= set(range(members[0], members[-1] + 1))
        index = max(index, *members, -1) + 1
    return used


def _adjoins(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether a token follows the one before without a mark between them, which would part two names (jiaozuo city)."""
    if at >= len(tokens) or at == first:
        return at < len(tokens)
    return 0 <= tokens[at].start - tokens[at - 1].end <= (1 if tokens[at - 1].text.isascii() else 0)


def _links(tokens: Sequence[Token], index: int) -> bool:
    """Whether a 的 joins this place to the next name."""
    if index + 2 >= len(tokens) or tokens[index + 1].text != "的":
        return False
    return pick(tokens[index + 2], Place) is not None or _names_office(tokens[index + 2], after_place=True)


def _names_office(token: Token, after_place: bool) -> bool:
    """Whether a token names an office; 区政府 without a place narrows a list instead."""
    return pick(token, OfficeName) is not None and (after_place or pick(token, Scope) is None)
