"""Several conditions in one question: where one ends and the next begins, and what one leaves to the next."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from portal.questions.asking.asked_metric import said_of
from portal.questions.cutting.choices import are_alternatives
from portal.questions.cutting.clause_prices import CUT_COSTS, goes_together, has_content, mark_at, price, says_figure
from portal.questions.cutting.completing import Clause, completed, with_denials, with_its_cases
from portal.questions.cutting.of_those import part_begins
from portal.questions.cutting.parse import parse
from portal.questions.cutting.parts import (
    ALTERNATIVES,
    AS_OTHERS,
    CHANGE_BESIDE,
    OF_THE_FIRST,
    SEVERAL_FIGURES,
    YEARS_APART,
    Parsed,
    pick,
    years_of,
)
from portal.questions.cutting.two_figures import with_second
from portal.questions.cutting.two_in_one import spelled_out
from portal.questions.cutting.whose_cases import whose_cases
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Join,
    Negation,
    Number,
    NumberRange,
    Role,
    Token,
    Unsupported,
    Years,
)
from portal.questions.words.metrics import fitting
from portal.questions.words.telling_tokens import roles_of, telling_words

_MOST_CUTS = 24
_MARKS_MAIN = ("ranking", "sum", "average", "median", "trend", "comparison")
_PAIR = 2
# What follows says more closely what was meant.
_MEANING = re.compile("就是|指的是|即|that is|namely|i\\.e\\.")


def parsed_clauses(text: str, tokens: Sequence[Token]) -> Parsed:
    """The parts of a question, its conditions apart: the one asked for first, the others in `further`."""
    tokens = spelled_out(tokens)
    whole = parse(tokens)
    if two := with_second(text, tokens, whole):
        return two
    refused = [kind for _, kind in whole.unsupported if kind != ALTERNATIVES]
    if whole.unknown or refused or not has_content(tokens, 0, len(tokens)):
        return whole
    if dated := _years_apart(tokens, whole):
        return _each_in_its_year(text, tokens, whole) or replace(whole, unsupported=[*whole.unsupported, *dated])
    if "of_those" in whole.roles and (begins := part_begins(tokens)):
        those = [token for token in tokens[:begins] if "of_those" not in roles_of(token)]
        return _of_those(text, (those, tokens[begins:]), whole)
    if (sides := whose_cases(tokens)) and (theirs := _of_their_cases(text, sides, whole)):
        return theirs
    if _every_year(tokens, whole):
        return replace(whole, roles=whole.roles | {"each_year"})
    whole = _explained(text, whole)
    cuts = _cuts(text, tokens)
    if len(cuts) == 1:
        return whole
    clauses = [Clause(tokens[first:last], bool(first) and _goes_on(text, tokens, first)) for first, last in cuts]
    parts = completed([replace(parse(item.tokens), said=_said(text, item.tokens)) for item in clauses], clauses)
    gathered = _gathered(parts, whole)
    if not are_alternatives(parts, clauses):
        return gathered
    unsupported = [item for item in gathered.unsupported if item[1] != ALTERNATIVES]
    return replace(gathered, unsupported=unsupported, roles=gathered.roles | {"either"})


def _of_those(text: str, sides: tuple[Sequence[Token], Sequence[Token]], whole: Parsed) -> Parsed:
    """有复议的单位中被纠正的占几成: what the part has is asked for, what the whole has are conditions beside it."""
    those, own = (parsed_clauses(text, side) for side in sides)
    if not own.concepts or own.further:
        return replace(whole, unsupported=[*whole.unsupported, (own.said or text, SEVERAL_FIGURES)])
    own = replace(own, concepts=with_its_cases(own, those), sought=[], said=_said(text, sides[1]))
    unsupported = [*whole.unsupported, *those.unsupported, *own.unsupported]
    further = _conditions(those, _said(text, sides[0]))
    return replace(_asking_for(own, whole, further), unsupported=unsupported)


def _conditions(those: Parsed, said: str) -> list[Parsed]:
    """What is told of offices as conditions, with what was said of them."""
    told = [part for part in (those, *those.further) if part.concepts or part.sought]
    return [replace(_condition_only(part), said=part.said or said) for part in told]


def _of_their_cases(text: str, sides: tuple[Sequence[Token], Sequence[Token]], whole: Parsed) -> Parsed | None:
    """How many applications did the offices that lost a lawsuit receive: theirs together, who they are a condition.

    None where they are those that come first by the same figure, which a ranking says (申请最多的单位收到多少件申请).
    """
    those, own = (parsed_clauses(text, side) for side in sides)
    ranked = [(word, OF_THE_FIRST) for word, aim in those.aims if aim.operation == "ranking"]
    if ranked and {item.key for item in fitting(said_of(those))} & {item.key for item in fitting(said_of(own))}:
        return None
    further, years = _conditions(those, _said(text, sides[0])), {str(years) for _, years in whole.years}
    if not (own.concepts and (further or those.told)) or own.further or len(years) > 1:
        return replace(whole, unsupported=[*whole.unsupported, (text, SEVERAL_FIGURES)])
    beyond = ranked + [(word, CHANGE_BESIDE) for word, _ in whole.shifts]
    beyond += [(word, AS_OTHERS) for word, aim in those.aims if aim.operation == "comparison"]
    unsupported = [*whole.unsupported, *those.unsupported, *own.unsupported, *beyond]
    each: set[Role] = {"subject", "every"} if own.roles & {"apart", "every"} else {"subject"}
    own = replace(own, concepts=with_its_cases(own, those))
    roles = (whole.roles - {"list", "every", "apart"}) | each
    asked = replace(_asking_for(own, whole, further), roles=roles, unsupported=unsupported, groups=[])
    return replace(asked, aims=own.aims or ([] if "every" in each else [("", Aim("sum"))]))


def _explained(text: str, whole: Parsed) -> Parsed:
    """自相矛盾的，就是加总不平那种: what is said behind 就是 is what was meant before."""
    if len(whole.sought) != _PAIR or not _MEANING.search(text):
        return whole
    said = sorted(whole.sought, key=lambda item: text.find(item[0]))
    start, end = text.find(said[0][0]) + len(said[0][0]), text.find(said[1][0])
    return replace(whole, sought=said[1:]) if _MEANING.search(text[start:end]) else whole


def _years_apart(tokens: Sequence[Token], whole: Parsed) -> list[tuple[str, Unsupported]]:
    """Years that each have a condition of their own (2023年有而2024年没有), which no single report can meet."""
    dated = [at for at, token in enumerate(tokens) if years_of(token)]
    changes = whole.shifts or any(aim.operation in ("comparison", "trend") for _, aim in whole.aims)
    if changes or len({str(years) for _, years in whole.years}) < _PAIR or len(dated) < _PAIR:
        return []
    between, after = tokens[dated[0] + 1 : dated[-1]], tokens[dated[-1] + 1 :]
    own = any(says_figure(token) or pick(token, Negation) or _tells(token) for token in after)
    return [(word, YEARS_APART) for word, _ in whole.years] if any(map(says_figure, between)) and own else []


def _tells(token: Token) -> bool:
    """Whether a word says of its year that it has some: 2024年有了, or how many."""
    return "number" in roles_of(token) or token.text.removesuffix("了") in telling_words()["has"]


def _each_in_its_year(text: str, tokens: Sequence[Token], whole: Parsed) -> Parsed | None:
    """2024年被纠正而2025年没有: cut before each year; the last is listed, the others are conditions on other years."""
    dated = [at for at, token in enumerate(tokens) if years_of(token)]
    starts = [0, *dated[1:]]
    parts = [
        replace(parse(tokens[first:last]), said=text[tokens[first].start : tokens[last - 1].end])
        for first, last in zip(starts, [*starts[1:], len(tokens)], strict=True)
    ]
    for (before, part), first, last in zip(pairwise(parts), starts[1:], [*starts[2:], len(tokens)], strict=True):
        if not part.concepts and (part.negations or part.thresholds or any(map(_tells, tokens[first:last]))):
            part.concepts = list(before.concepts)
        part.concepts = with_its_cases(part, before)
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
    return replace(_asking_for(main, whole, further), years=main.years, roles=whole.roles | each)


def _every_year(tokens: Sequence[Token], whole: Parsed) -> bool:
    """Whether a condition must hold in each of several years (2023年和2024年都有)."""
    dated = [at for at, token in enumerate(tokens) if years_of(token)]
    several = len({str(years) for _, years in whole.years}) >= _PAIR and len(dated) >= _PAIR
    changes = whole.shifts or any(aim.operation in ("comparison", "trend") for _, aim in whole.aims)
    all_of_them = any(token.text in telling_words()["each"] for token in tokens)
    lists_reports = whole.roles >= {"report", "list"} and not whole.scopes
    if not several or changes or not all_of_them or whole.roles & {"number", "every"} or lists_reports:
        return False
    return not any(map(says_figure, tokens[dated[0] + 1 : dated[-1]]))


def _cuts(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The cheapest way to cut a question into clauses whose words go together, as ranges of tokens."""
    places = [0, *(at for at in range(1, len(tokens)) if _may_cut(text, tokens, at)), len(tokens)]
    if len(places) == _PAIR or len(places) > _MOST_CUTS:
        return [(0, len(tokens))]
    best: dict[int, tuple[int, list[tuple[int, int]]]] = {0: (0, [])}
    for place, last in enumerate(places[1:], 1):
        ways = [
            (
                best[first][0]
                + price(text, tokens[first:last])
                + (CUT_COSTS[mark_at(text, tokens, first)] if first else 0),
                first,
            )
            for first in places[:place]
        ]
        cost, first = min(ways)
        best[last] = cost, [*best[first][1], (first, last)]
    return best[len(tokens)][1]


def _goes_on(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether what begins here goes on with a list; 、复议又 does not, 又 begins what is said of it."""
    if join := pick(tokens[at], Join):
        return join.kind != "strong"
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    inner = pick(after, Join) if after else None
    anew = after is not None and (after.text == "却" or (inner is not None and inner.kind == "strong"))
    return not anew and "、" in text[tokens[at - 1].end : tokens[at].start]


def _may_cut(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Before a joining word or a negation, behind a comma or a count: two words side by side are one thing."""
    before, here = tokens[at - 1], pick(tokens[at], Compare)
    counted = any(pick(before, kind) is not None for kind in (Number, NumberRange)) and not (here and here.after)
    counted = counted and not pick(before, Years)
    bounded = (compare := pick(before, Compare)) is not None and compare.after is not None and compare.before is None
    return mark_at(text, tokens, at) != "none" or counted or bounded or pick(tokens[at], Negation) is not None


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
    own = _asking_for(main, whole, [_condition_only(part) for part in said if part is not main])
    unsupported = (*(item for part in parts for item in part.unsupported), *_beyond(parts, main))
    own.unsupported = list(dict.fromkeys(unsupported))
    if (
        whole.shifts
        and len(figures) > 1
        and not whole.groups
        and not _is_asked(main)
        and own.roles & {"list", "subject"}
    ):
        # 申请比上年增加、不予公开率超过10%: the bound would go to the change.
        own.unsupported = [*own.unsupported, (whole.shifts[0][0], CHANGE_BESIDE)]
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
    together = part.roles >= {"total", "number"} and "list" not in part.roles
    return any(aim.operation in _MARKS_MAIN for _, aim in part.aims) or bool(part.peers) or together


def _asking_for(main: Parsed, whole: Parsed, further: list[Parsed]) -> Parsed:
    """The whole question with the condition of one clause as its own, the others beside it."""
    return replace(
        whole,
        concepts=main.concepts,
        thresholds=main.thresholds,
        negations=main.negations,
        sought=main.sought,
        said=main.said,
        further=further,
    )


def _condition_only(part: Parsed) -> Parsed:
    return Parsed(
        concepts=part.concepts,
        thresholds=part.thresholds,
        negations=part.negations,
        sought=part.sought,
        said=part.said,
    )
