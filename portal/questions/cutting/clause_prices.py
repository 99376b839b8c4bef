"""What a clause of a question costs as one: by the words it holds together, and by those that part them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from portal.questions.asking.asked_metric import said_of
from portal.questions.cutting.bounding import one_condition
from portal.questions.cutting.parse import parse
from portal.questions.cutting.parts import RELATIVE, Parsed, pick
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Join,
    Marker,
    Negation,
    Number,
    NumberRange,
    Token,
    Years,
)
from portal.questions.words.metrics import Reading, fitting
from portal.questions.words.telling_tokens import is_function, roles_of, telling_words
from portal.questions.words.told_meanings import Sought

# What a cut costs by what stands there, and a clause whose words do not go together or that runs over a strong join.
CUT_COSTS = {"strong": 0, "weak": 2, "or": 2, "comma": 2, "has": 3, "offices": 3, "none": 5}
_CLASH = 1000
_WEAK = 4
_OVER_STRONG = 50
_BEHIND_A_BOUND = 3
_COMMAS = "、,;"
_PAIR = 2


def mark_at(text: str, tokens: Sequence[Token], at: int) -> str:
    """What stands before a token that a clause may begin with: a kind of join, a comma, 有, offices, or none."""
    if (join := pick(tokens[at], Join)) and not _bounds_what_begins(text, tokens, at):
        return join.kind
    between = text[tokens[at - 1].end : tokens[at].start]
    if any(mark in between for mark in _COMMAS):
        return "strong" if "among" in roles_of(tokens[at]) or _asks_of_those(tokens, at) else "comma"
    if tokens[at].text in telling_words()["has"]:
        return "has"
    marker = pick(tokens[at - 1], Marker)
    return "offices" if marker and "subject" in marker.roles else "none"


def _asks_of_those(tokens: Sequence[Token], at: int) -> bool:
    """Whether which stands here behind those that it asks of (among the offices that heard from law firms, which)."""
    opens = tokens[0].text in ("among", "of", "out of") and tokens[at].text.split(" ")[0] in ("which", "who")
    return opens and any(token.text.split(" ")[-1] in RELATIVE for token in tokens[1:at])


def _bounds_what_begins(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a join stands between what a clause begins with and its bound: 公开率过半、申请又不少于200件."""
    parted = text[: tokens[at - 1].start].rstrip().endswith(tuple(_COMMAS))
    if not parted or at + 1 >= len(tokens) or not pick(tokens[at - 1], Concept):
        return False
    after = next((token for token in tokens[at + 1 :] if not is_function(token)), None)
    bounded = after is not None and any(pick(after, kind) is not None for kind in (Compare, Number))
    behind = [token for token in tokens[at + 1 :] if not (is_function(token) or pick(token, Negation))]
    outcome = pick(behind[0], Concept) if behind else None
    # 官司却输过, 官司也没输 say of what they begin with how it ended.
    return bounded or (outcome is not None and all(sense.columns for sense in outcome.senses))


def _begins_anew(text: str, clause: Sequence[Token], at: int) -> bool:
    """Whether a figure is named behind the comma after a bound (两百件以下、无法提供)."""
    bound = pick(clause[at - 1], Number) or pick(clause[at - 1], NumberRange) or pick(clause[at - 1], Compare)
    comma = any(mark in text[clause[at - 1].end : clause[at].start] for mark in _COMMAS)
    return bool(bound) and comma and pick(clause[at], Concept) is not None


def says_figure(token: Token) -> bool:
    """Whether a token says a part of a condition."""
    return not pick(token, Years) and any(pick(token, kind) for kind in (Concept, Sought, Number, NumberRange))


def has_content(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether some of these tokens name a figure or what is looked for in reports."""
    return any(pick(token, Concept) or pick(token, Sought) for token in tokens[first:last])


def price(text: str, clause: Sequence[Token]) -> int:
    """What is wrong with these tokens as one clause."""
    cost = _BEHIND_A_BOUND * any(_begins_anew(text, clause, at) for at in range(_PAIR, len(clause)))
    cost += sum(
        _OVER_STRONG for at in range(1, len(clause)) if mark_at(text, clause, at) == "strong" and _both_say(clause, at)
    )
    cost += _OVER_STRONG * (
        _has_and_has_not(clause)
        or _has_not_and_has(clause)
        or _two_bounds(clause)
        or _one_bound_or_another(clause)
        or _parted_before_but(text, clause)
    )
    parsed = parse(clause)
    if not goes_together(parsed):
        return cost + (0 if _holds_two(text, clause) else _CLASH)
    return cost + (_WEAK if parsed.concepts and _readings(parsed)[0].weak else 0)


def _has_and_has_not(clause: Sequence[Token]) -> bool:
    """有复议没有纠正, 超过5件而一件都没纠正: what is there and what is not are two conditions."""
    denial = next((at for at, token in enumerate(clause) if pick(token, Negation)), None)
    if denial is None or not any(pick(token, Concept) for token in clause[denial + 1 :]):
        return False
    before = clause[:denial]
    figure = next((at for at, token in enumerate(before) if pick(token, Concept)), None)
    if figure is None or any(map(_compares_only, clause[denial + 1 :])):
        return False
    has = any(token.text in ("有", "有过") for token in before[:figure])
    # In English the bound stands before its figure: fewer than 100 applications.
    bounds = before if clause[0].text.isascii() else before[figure:]
    bounded = any(map(_compares_only, bounds))
    return has or bounded


def _has_not_and_has(clause: Sequence[Token]) -> bool:
    """没有诉讼的单位当中，有复议的: behind the offices of the first condition begins another."""
    denial = next((at for at, token in enumerate(clause) if pick(token, Negation)), len(clause))
    offices = next((at for at in range(denial, len(clause)) if "subject" in roles_of(clause[at])), len(clause))
    has = next((at for at in range(offices, len(clause)) if clause[at].text in ("有", "有过")), len(clause))
    return has_content(clause, denial, offices) and has_content(clause, has, len(clause))


def _two_bounds(clause: Sequence[Token]) -> bool:
    """More than 100 applications and fewer than 30 refusals: each number has its own figure behind it."""
    bounds = [at for at, token in enumerate(clause) if _compares_only(token)]
    if not clause[0].text.isascii() or len(bounds) != _PAIR:
        return False
    ends = [*bounds[1:], len(clause)]
    own = [any(pick(t, Concept) for t in clause[first + 1 : last]) for first, last in zip(bounds, ends, strict=True)]
    return all(own)


def _one_bound_or_another(clause: Sequence[Token]) -> bool:
    """少于5件或超过100件: two bounds with 或 between them are no two ends of one."""
    bounds = [at for at, token in enumerate(clause) if _compares_only(token)]
    choice = [at for at, token in enumerate(clause) if (join := pick(token, Join)) and join.kind == "or"]
    return any(first < at < last for at in choice for first, last in pairwise(bounds))


def _parted_before_but(text: str, clause: Sequence[Token]) -> bool:
    """收了申请、予以公开却是0: a comma parts two figures before what stands against the first of them.

    What 却 begins has the figure before it: 却是0 alone says of none.
    """
    if clause[0].text == "却":
        return not has_content(clause, 0, len(clause))
    but = next((at for at, token in enumerate(clause) if token.text == "却"), 0)
    figures = [token for token in clause[:but] if pick(token, Concept)]
    return any(any(mark in text[one.end : other.start] for mark in _COMMAS) for one, other in pairwise(figures))


def _compares_only(token: Token) -> bool:
    """Whether a bound stands here: 没有超过50件的 denies the bound, not a figure."""
    return pick(token, Number) is not None and pick(token, Years) is None


def _holds_two(text: str, clause: Sequence[Token]) -> bool:
    """Whether a clause holds two figures against each other (维持的多过被纠正的)."""
    ways = [at for at, token in enumerate(clause) if _compares(token)]
    if len(ways) != 1 or any(pick(token, Number) and not pick(token, Years) for token in clause):
        return False
    sides = [parse(clause[: ways[0]]), parse(clause[ways[0] + 1 :])]
    behind = clause[ways[0] + 1 :]
    parted = (at for at in range(1, len(behind)) if "," in text[behind[at - 1].end : behind[at].start])
    if any(has_content(behind, 0, at) and has_content(behind, at, len(behind)) for at in parted):
        return False
    return all(side.concepts and goes_together(side) for side in sides)


def _compares(token: Token) -> bool:
    aim = pick(token, Aim)
    return pick(token, Compare) is not None or (aim is not None and aim.operation == "comparison" and bool(aim.way))


def _both_say(clause: Sequence[Token], at: int) -> bool:
    before, after = clause[:at], clause[at + 1 :]
    # 申请又不少于200件 says one thing: behind the 又 stands only its bound.
    bounded = not any(pick(token, Number) or pick(token, NumberRange) for token in before)
    says_more = has_content(after, 0, len(after)) or not bounded
    return any(map(says_figure, before)) and any(map(says_figure, after)) and says_more


def goes_together(parsed: Parsed) -> bool:
    """Whether the words of a clause can be one condition: on one figure, with one threshold or both ends of one."""
    if not one_condition(parsed) or (parsed.concepts and parsed.sought):
        return False
    return not parsed.concepts or bool(_readings(parsed))


def _readings(parsed: Parsed) -> tuple[Reading, ...]:
    """What the words of a clause may measure; a drop of more than 30% bounds the change, not a rate."""
    return fitting(said_of(replace(parsed, thresholds=[]) if parsed.shifts else parsed))
