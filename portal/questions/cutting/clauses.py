"""Several conditions in one question: where one ends and the next begins, and what one leaves to the next."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from portal.questions.asking.asked_metric import said_of
from portal.questions.cutting.bounding import one_condition
from portal.questions.cutting.completing import Clause, completed, with_denials
from portal.questions.cutting.parse import parse
from portal.questions.cutting.parts import ALTERNATIVES, OF_THE_FIRST, Parsed, pick
from portal.questions.cutting.two_in_one import spelled_out
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Join,
    Marker,
    Negation,
    Number,
    NumberRange,
    RelativeYears,
    Role,
    Token,
    Unsupported,
    Years,
)
from portal.questions.words.metrics import Reading, fitting
from portal.questions.words.telling_tokens import is_function, roles_of, telling_words
from portal.questions.words.told_meanings import Sought

# What a cut costs by what stands there, and a clause whose words do not go together or that runs over a strong join.
_CUT = {"strong": 0, "weak": 2, "or": 2, "comma": 2, "has": 3, "offices": 3, "none": 5}
_CLASH = 1000
_WEAK = 4
_OVER_STRONG = 50
_BEHIND_A_BOUND = 3
_MOST_CUTS = 24
_COMMAS = "、,;"
YEARS_APART = Unsupported("conditions", "每个条件各有年份", "conditions with years of their own")
_MARKS_MAIN = ("ranking", "sum", "average", "median", "trend", "comparison")
_PAIR = 2


def parsed_clauses(text: str, tokens: Sequence[Token]) -> Parsed:
    """The parts of a question, its conditions apart: the one asked for first, the others in `further`."""
    tokens = spelled_out(tokens)
    whole = parse(tokens)
    refused = [kind for _, kind in whole.unsupported if kind != ALTERNATIVES]
    if whole.unknown or refused or not _content(tokens, 0, len(tokens)):
        return whole
    if dated := _years_apart(tokens, whole):
        return _each_in_its_year(text, tokens, whole) or replace(whole, unsupported=[*whole.unsupported, *dated])
    if _every_year(tokens, whole):
        return replace(whole, roles=whole.roles | {"each_year"})
    cuts = _cuts(text, tokens)
    if len(cuts) == 1:
        return whole
    clauses = [Clause(tokens[first:last], bool(first) and _goes_on(text, tokens, first)) for first, last in cuts]
    parts = completed([replace(parse(item.tokens), said=_said(text, item.tokens)) for item in clauses], clauses)
    return _gathered(parts, whole)


def _years_apart(tokens: Sequence[Token], whole: Parsed) -> list[tuple[str, Unsupported]]:
    """Years that each have a condition of their own (2023年有而2024年没有), which no single report can meet."""
    dated = [at for at, token in enumerate(tokens) if pick(token, Years) or pick(token, RelativeYears)]
    changes = whole.shifts or any(aim.operation in ("comparison", "trend") for _, aim in whole.aims)
    if changes or len({str(years) for _, years in whole.years}) < _PAIR or len(dated) < _PAIR:
        return []
    between, after = tokens[dated[0] + 1 : dated[-1]], tokens[dated[-1] + 1 :]
    own = any(_says(token) or pick(token, Negation) or _tells(token) for token in after)
    return [(word, YEARS_APART) for word, _ in whole.years] if any(map(_says, between)) and own else []


def _tells(token: Token) -> bool:
    """Whether a word says of its year that it has some: 2024年有了, or how many."""
    return "number" in roles_of(token) or token.text.removesuffix("了") in telling_words()["has"]


def _each_in_its_year(text: str, tokens: Sequence[Token], whole: Parsed) -> Parsed | None:
    """2024年被纠正而2025年没有: cut before each year; the last is listed, the others are conditions on other years."""
    dated = [at for at, token in enumerate(tokens) if pick(token, Years) or pick(token, RelativeYears)]
    starts = [0, *dated[1:]]
    parts = [
        replace(parse(tokens[first:last]), said=text[tokens[first].start : tokens[last - 1].end])
        for first, last in zip(starts, [*starts[1:], len(tokens)], strict=True)
    ]
    for (before, part), first, last in zip(pairwise(parts), starts[1:], [*starts[2:], len(tokens)], strict=True):
        if not part.concepts and (part.negations or part.thresholds or any(map(_tells, tokens[first:last]))):
            part.concepts = list(before.concepts)
    single = all(len(part.years) == 1 and part.years[0][1].first == part.years[0][1].last for part in parts)
    beside = any(part.sought or part.shifts or part.groups for part in parts)
    alone = all(part.concepts and goes_together(part) for part in parts) and not beside
    figures = {aim.operation for part in parts for _, aim in part.aims}
    offices = whole.roles & {"list", "subject"} and not any(mention.office for mention in whole.named)
    if not (single and alone and offices) or figures - {"count"}:
        return None
    *others, main = parts
    each: set[Role] = {"every"} if "number" in main.roles and not (main.thresholds or main.negations) else set()
    further = [replace(_condition_only(part), years=part.years) for part in others]
    return replace(
        whole,
        years=main.years,
        concepts=main.concepts,
        thresholds=main.thresholds,
        negations=main.negations,
        said=main.said,
        further=further,
        roles=whole.roles | each,
    )


def _every_year(tokens: Sequence[Token], whole: Parsed) -> bool:
    """Whether a condition must hold in each of several years (2023年和2024年都有)."""
    dated = [at for at, token in enumerate(tokens) if pick(token, Years) or pick(token, RelativeYears)]
    several = len({str(years) for _, years in whole.years}) >= _PAIR and len(dated) >= _PAIR
    changes = whole.shifts or any(aim.operation in ("comparison", "trend") for _, aim in whole.aims)
    all_of_them = any(token.text in telling_words()["each"] for token in tokens)
    if not several or changes or not all_of_them or whole.roles & {"number", "every"}:
        return False
    return not any(map(_says, tokens[dated[0] + 1 : dated[-1]]))


def _cuts(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The cheapest way to cut a question into clauses whose words go together, as ranges of tokens."""
    places = [0, *(at for at in range(1, len(tokens)) if _may_cut(text, tokens, at)), len(tokens)]
    if len(places) == _PAIR or len(places) > _MOST_CUTS:
        return [(0, len(tokens))]
    best: dict[int, tuple[int, list[tuple[int, int]]]] = {0: (0, [])}
    for place, last in enumerate(places[1:], 1):
        ways = [
            (
                best[first][0] + _price(text, tokens[first:last]) + (_CUT[_mark(text, tokens, first)] if first else 0),
                first,
            )
            for first in places[:place]
        ]
        price, first = min(ways)
        best[last] = price, [*best[first][1], (first, last)]
    return best[len(tokens)][1]


def _goes_on(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether what begins here goes on with a list."""
    join = pick(tokens[at], Join)
    return join.kind != "strong" if join else "、" in text[tokens[at - 1].end : tokens[at].start]


def _may_cut(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Before a joining word or a negation, behind a comma or a count: two words side by side are one thing."""
    before, here = tokens[at - 1], pick(tokens[at], Compare)
    counted = any(pick(before, kind) is not None for kind in (Number, NumberRange)) and not (here and here.after)
    counted = counted and not pick(before, Years)
    bounded = (compare := pick(before, Compare)) is not None and compare.after is not None and compare.before is None
    return _mark(text, tokens, at) != "none" or counted or bounded or pick(tokens[at], Negation) is not None


def _mark(text: str, tokens: Sequence[Token], at: int) -> str:
    if (join := pick(tokens[at], Join)) and not _bounds_what_begins(text, tokens, at):
        return join.kind
    between = text[tokens[at - 1].end : tokens[at].start]
    if any(mark in between for mark in _COMMAS):
        return "strong" if "among" in roles_of(tokens[at]) else "comma"
    if tokens[at].text in telling_words()["has"]:
        return "has"
    marker = pick(tokens[at - 1], Marker)
    return "offices" if marker and "subject" in marker.roles else "none"


def _bounds_what_begins(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a join stands between what a clause begins with and its bound: 公开率过半、申请又不少于200件."""
    if at < _PAIR or at + 1 >= len(tokens) or not pick(tokens[at - 1], Concept):
        return False
    after = next((token for token in tokens[at + 1 :] if not is_function(token)), None)
    bounded = after is not None and any(pick(after, kind) is not None for kind in (Compare, Number))
    between = text[tokens[at - _PAIR].end : tokens[at - 1].start]
    if after is not None and "," in between:
        concept = pick(after, Concept)
        # 官司却输过 says of what it begins with how it ended.
        bounded = bounded or (concept is not None and all(sense.columns for sense in concept.senses))
    return bounded and any(mark in between for mark in _COMMAS)


def _begins_anew(text: str, clause: Sequence[Token], at: int) -> bool:
    """Whether a figure is named behind the comma after a bound (两百件以下、无法提供)."""
    bound = pick(clause[at - 1], Number) or pick(clause[at - 1], NumberRange) or pick(clause[at - 1], Compare)
    comma = any(mark in text[clause[at - 1].end : clause[at].start] for mark in _COMMAS)
    return bool(bound) and comma and pick(clause[at], Concept) is not None


def _says(token: Token) -> bool:
    return not pick(token, Years) and any(pick(token, kind) for kind in (Concept, Sought, Number, NumberRange))


def _content(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(pick(token, Concept) or pick(token, Sought) for token in tokens[first:last])


def _price(text: str, clause: Sequence[Token]) -> int:
    """What is wrong with these tokens as one clause."""
    price = _BEHIND_A_BOUND * any(_begins_anew(text, clause, at) for at in range(_PAIR, len(clause)))
    price += sum(
        _OVER_STRONG for at in range(1, len(clause)) if _mark(text, clause, at) == "strong" and _both_say(clause, at)
    )
    price += _OVER_STRONG * (_has_and_has_not(clause) or _parted_before_but(text, clause))
    parsed = parse(clause)
    if not goes_together(parsed):
        return price + (0 if _holds_two(text, clause) else _CLASH)
    return price + (_WEAK if parsed.concepts and _readings(parsed)[0].weak else 0)


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
    bounded = any(pick(token, Number) and not pick(token, Years) for token in before[figure:])
    return has or bounded


def _parted_before_but(text: str, clause: Sequence[Token]) -> bool:
    """收了申请、予以公开却是0: a comma parts two figures before what stands against the first of them.

    What 却 begins has the figure before it: 却是0 alone says of none.
    """
    if clause[0].text == "却":
        return not _content(clause, 0, len(clause))
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
    if any(_content(behind, 0, at) and _content(behind, at, len(behind)) for at in parted):
        return False
    return all(side.concepts and goes_together(side) for side in sides)


def _compares(token: Token) -> bool:
    aim = pick(token, Aim)
    return pick(token, Compare) is not None or (aim is not None and aim.operation == "comparison" and bool(aim.way))


def _both_say(clause: Sequence[Token], at: int) -> bool:
    before, after = clause[:at], clause[at + 1 :]
    # 申请又不少于200件 says one thing: behind the 又 stands only its bound.
    bounded = not any(pick(token, Number) or pick(token, NumberRange) for token in before)
    says_more = _content(after, 0, len(after)) or not bounded
    return any(map(_says, before)) and any(map(_says, after)) and says_more


def goes_together(parsed: Parsed) -> bool:
    """Whether the words of a clause can be one condition: on one figure, with one threshold or both ends of one."""
    if not one_condition(parsed) or (parsed.concepts and parsed.sought):
        return False
    return not parsed.concepts or bool(_readings(parsed))


def _readings(parsed: Parsed) -> tuple[Reading, ...]:
    """What the words of a clause may measure; a drop of more than 30% bounds the change, not a rate."""
    return fitting(said_of(replace(parsed, thresholds=[]) if parsed.shifts else parsed))


def _said(text: str, clause: Sequence[Token]) -> str:
    """A clause as written, without the word that joins it to the one before."""
    own = clause[1:] if len(clause) > 1 and pick(clause[0], Join) else clause
    return text[own[0].start : own[-1].end]


def _gathered(parts: Sequence[Parsed], whole: Parsed) -> Parsed:
    """The clause that is asked for with all that holds for the whole question, the other conditions in `further`."""
    parts = with_denials(parts)
    said = [part for part in parts if part.concepts or part.sought]
    figures = [part for part in said if part.concepts] or said
    main = next((part for part in figures if _is_asked(part)), figures[0])
    own = replace(
        whole,
        concepts=main.concepts,
        thresholds=main.thresholds,
        negations=main.negations,
        sought=main.sought,
        said=main.said,
        unsupported=list(
            dict.fromkeys((*(item for part in parts for item in part.unsupported), *_beyond(parts, main)))
        ),
        further=[_condition_only(part) for part in said if part is not main],
    )
    stray = [part for part in parts if part not in said and (part.thresholds or part.negations)]
    own.negations = [*own.negations, *(word for part in stray for word in part.negations)]
    own.thresholds = [*own.thresholds, *(item for part in stray for item in part.thresholds)]
    return own


def _beyond(parts: Sequence[Parsed], main: Parsed) -> list[tuple[str, Unsupported]]:
    """What several clauses ask that no plan holds: a list of those that rank first."""
    after = parts[parts.index(main) + 1 :]
    if any(aim.operation == "ranking" for _, aim in main.aims) and any("list" in part.roles for part in after):
        return [(word, OF_THE_FIRST) for word, aim in main.aims if aim.operation == "ranking"]
    return []


def _is_asked(part: Parsed) -> bool:
    return any(aim.operation in _MARKS_MAIN for _, aim in part.aims) or bool(part.peers)


def _condition_only(part: Parsed) -> Parsed:
    return Parsed(
        concepts=part.concepts,
        thresholds=part.thresholds,
        negations=part.negations,
        sought=part.sought,
        said=part.said,
    )
