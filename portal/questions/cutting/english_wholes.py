"""English words for all, none but, and each: every reconsideration upheld, refused only businesses, across a city."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.counting_nothing import name_count
from portal.questions.cutting.parts import (
    ALL_OF_THEM,
    EVERY_YEAR_THERE,
    NOTHING_ELSE,
    PER_CASE,
    YEARS_APART,
    aims_at,
    following,
    has_role,
    lists_any,
    marked,
    pick,
)
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
    Place,
    RelativeYears,
    Scope,
    Sense,
    Token,
    Years,
)
from portal.questions.words.told_meanings import Printed, Sought
from portal.questions.words.vocabulary import read_lexicon

_NEAR = 3
_WHOLLY = (frozenset(["applications.granted"]), frozenset(["applications.partial"]))
_REVIEW = frozenset(["reconsideration"])
_SUITS = frozenset(["litigation_direct", "litigation_after_reconsideration"])


def _dropped(tokens: Sequence[Token], index: int) -> Token:
    """When did it first drop a request because the fee was not paid: what is dropped is a case, no figure falls."""
    case = index + 2 < len(tokens) and tokens[index + 1].text in ("a", "an", "any") and pick(tokens[index + 2], Concept)
    return marked(tokens[index], "function") if case and tokens[index].text in ("drop", "dropped") else tokens[index]


def _offices_of_each(tokens: Sequence[Token], index: int) -> Token:
    """All offices of a city together, city by city: each of the cities that the question is grouped by."""
    by = {grouping.by for token in tokens if (grouping := pick(token, Grouping))}
    said = [token.text for token in tokens[max(index - 2, 0) : index]]
    each = pick(tokens[index], Scope) and tokens[index].text in by and said == ["of", "a"]
    return marked(tokens[index], "function") if each else tokens[index]


def _all_alike(tokens: Sequence[Token], index: int) -> Token:
    """Offices with every reconsideration upheld, that upheld all of theirs: what holds of all cases is no bound."""
    if tokens[index].text not in ("every", "all", "all of", "each") or not lists_any(tokens):
        return tokens[index]
    after = next((token for token in tokens[index + 1 : index + _NEAR] if pick(token, Concept)), None)
    concept = pick(after, Concept) if after is not None else None
    counted = concept is not None and all(sense.rows is not None and sense.columns is None for sense in concept.senses)
    outcome = any(
        sense.columns and not sense.measures
        for token in tokens
        if (other := pick(token, Concept))
        for sense in other.senses
    )
    verb = pick(tokens[index - 1], Concept) if index else None
    outcome = outcome or (verb is not None and all(sense.rows in _WHOLLY for sense in verb.senses))
    asks = aims_at(tokens, "sum", "share", "average", "ranking") or any(has_role(token, "number") for token in tokens)
    return replace(tokens[index], meanings=(ALL_OF_THEM,)) if counted and outcome and not asks else tokens[index]


def _not_there(tokens: Sequence[Token], index: int) -> Token:
    """Offices not in 白鹭市, without departments: those are left out, and nothing of the figure is denied."""
    leaves = pick(tokens[index], Negation) is not None and tokens[index].text.isascii()
    leaves = leaves or tokens[index].text == "without"
    at = index + 1
    while at < len(tokens) and tokens[at].text in ("in", "from", "at", "within", "located", "based", "the", "any"):
        at += 1
    named = at < len(tokens) and (pick(tokens[at], Place) or pick(tokens[at], Scope))
    asks = lists_any(tokens[:index]) and any(pick(token, Concept) for token in tokens)
    said = leaves and named and asks and not any(pick(token, Concept) for token in tokens[index:at])
    return replace(tokens[index], meanings=(Except(before=True, after=False),)) if said else tokens[index]


def _and_over(tokens: Sequence[Token], index: int) -> Token:
    """More than 100 and over 7: a second bound; 20 and over says that the bound counts as well."""
    compare, after = pick(tokens[index], Compare), tokens[index + 1 : index + 2]
    joins = compare is not None and compare.before is None and tokens[index].text in ("and over", "and above")
    bounds = joins and bool(after) and pick(after[0], Number) is not None and not pick(after[0], Years)
    return replace(tokens[index], meanings=(Join("weak"), Compare(">", None))) if bounds else tokens[index]


def _nothing_else(tokens: Sequence[Token], index: int) -> Token:
    """Offices that refused only businesses, only received from natural persons: nothing but that is no bound."""
    if tokens[index].text not in ("only", "solely", "exclusively") or not index or not lists_any(tokens[:index]):
        return tokens[index]
    after = following(tokens, index)
    kind = after is not None and any(pick(after, one) for one in (Scope, Place, Years, RelativeYears, Number, Compare))
    figure = any(pick(token, Concept) for token in tokens[index + 1 :])
    return replace(tokens[index], meanings=(NOTHING_ELSE,)) if figure and not kind else tokens[index]


def _across(tokens: Sequence[Token], index: int) -> Token:
    """Refusals across 青岚市: those of all its offices."""
    before_place = index + 1 < len(tokens) and pick(tokens[index + 1], Place) is not None
    across = tokens[index].text in read_lexicon("words.json")["all_over"] and before_place
    summed = across and name_count(tokens) == 1 and not aims_at(tokens, "ranking", "comparison")
    return replace(tokens[index], meanings=(Aim("sum", offices=True),)) if summed else tokens[index]


def _per_case(tokens: Sequence[Token], index: int) -> Token:
    """Requests per reconsideration: one figure by another, which no plan has."""
    counted = index + 1 < len(tokens) and pick(tokens[index + 1], Concept) is not None
    return replace(tokens[index], meanings=(PER_CASE,)) if tokens[index].text == "per" and counted else tokens[index]


def _but_then(tokens: Sequence[Token], index: int) -> Token:
    """Over 200 in 2024 but fewer in 2025: a condition for each year."""
    aim = pick(tokens[index], Aim)
    held = aim is not None and aim.operation == "comparison" and aim.way is not None
    behind = index > 0 and tokens[index - 1].text in ("but", "yet", "and then", "but then")
    bounded = any(pick(token, Number) and not pick(token, Years) for token in tokens[:index])
    dated = any(pick(token, Years) for token in tokens[index + 1 : index + _NEAR])
    return replace(tokens[index], meanings=(YEARS_APART,)) if held and behind and bounded and dated else tokens[index]


def _every_summed(tokens: Sequence[Token], index: int) -> Token:
    """Adding up every township report: every one is what is summed."""
    reports = any(has_role(token, "report") for token in tokens[index + 1 : index + 4])
    offices = index + 1 < len(tokens) and has_role(tokens[index + 1], "subject") and aims_at(tokens, "sum")
    every = tokens[index].text in ("every", "each") and ((reports and aims_at(tokens[:index], "sum")) or offices)
    return marked(tokens[index], "function") if every else tokens[index]


def _under_heading(tokens: Sequence[Token], index: int) -> Token:
    """A dash under lawsuits: where it stands, no bound."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    figure = after is not None and pick(after, Concept) is not None
    printed = any(pick(token, Printed) for token in tokens)
    return marked(tokens[index], "function") if tokens[index].text == "under" and figure and printed else tokens[index]


def _each_in_its_year(tokens: Sequence[Token], index: int) -> Token:
    """Lawsuits in 2023 and reconsiderations in 2024: what joins two figures, each with its year behind it."""
    join = pick(tokens[index], Join)
    if join is None or not tokens[index].text.isascii() or join.kind == "or":
        return tokens[index]
    sides = [tokens[max(0, index - 4) : index], tokens[index + 1 : index + 5]]
    own = [any(_bounds_or_names(t) for t in side) and any(pick(t, Years) for t in side) for side in sides]
    years = {str(pick(token, Years)) for side in sides for token in side if pick(token, Years)}
    apart = all(own) and len(years) > 1 and lists_any(tokens) and not aims_at(tokens, "comparison")
    return replace(tokens[index], meanings=(YEARS_APART,)) if apart else tokens[index]


def _bounds_or_names(token: Token) -> bool:
    return pick(token, Concept) is not None or (pick(token, Number) is not None and not pick(token, Years))


def _that_were(tokens: Sequence[Token], index: int) -> Token:
    """Which offices that were sued did not lose: the relative clause is a condition of its own."""
    denies = pick(tokens[index], Negation) is not None and tokens[index].text.isascii()
    before = tokens[:index]
    relative = next((at for at, token in enumerate(before) if token.text.endswith((" that", " who", " which"))), None)
    told = relative is not None and any(pick(token, Concept) for token in before[relative + 1 :])
    after = any(pick(token, Concept) for token in tokens[index + 1 :])
    if not (denies and told and after):
        return tokens[index]
    return replace(tokens[index], meanings=(Join("strong"), *tokens[index].meanings))


def _without_review(tokens: Sequence[Token], index: int) -> Token:
    """Lawsuits corrected without reconsideration are those filed directly: nothing is denied."""
    at = index if tokens[index].text == "without" else index - 1
    if not 0 < at < len(tokens) - 1 or tokens[at].text != "without":
        return tokens[index]
    after, before = pick(tokens[at + 1], Concept), [c for token in tokens[:at] if (c := pick(token, Concept))]
    review = after is not None and all(sense.rows == _REVIEW for sense in after.senses)
    suits = any(sense.rows and sense.rows <= _SUITS for concept in before for sense in concept.senses)
    result = pick(tokens[at - 1], Concept) is not None and all(s.columns for c in before[-1:] for s in c.senses)
    if not (review and suits and result):
        return tokens[index]
    direct = Concept((Sense(rows=frozenset(["litigation_direct"])),))
    return marked(tokens[index], "function") if index > at else replace(tokens[index], meanings=(direct,))


def _differ_in(tokens: Sequence[Token], index: int) -> Token:
    """Text and table that differ in the number of lawsuits: of that figure alone, which no check is of."""
    sought = pick(tokens[index], Sought)
    after = tokens[index + 1 : index + 2]
    figure = any(pick(token, Concept) for token in tokens[index + 1 : index + 4])
    bounded = any(pick(token, kind) for token in tokens[index + 1 :] for kind in (Number, Compare, Negation))
    only = bool(after) and after[0].text in ("in", "on", "about", "over") and figure and not bounded
    alone = sought is not None and sought.operation == "findings" and tokens[index].text.isascii() and only
    return replace(tokens[index], meanings=()) if alone else tokens[index]


def _where_did(tokens: Sequence[Token], index: int) -> Token:
    """Where did the number of refusals go up asks for offices; the number of only names the figure."""
    asks = index > 0 and tokens[0].text == "where" and has_role(tokens[index], "number")
    if index == 0 and tokens[0].text == "where" and len(tokens) > 1 and tokens[1].text in ("did", "was", "were", "is"):
        return marked(tokens[0], "list")
    return marked(tokens[index], "function") if asks else tokens[index]


def _reports_each_year(tokens: Sequence[Token], index: int) -> Token:
    """有哪些单位每年都有报告, reports for every year: that none is lacking, which no list of reports says."""
    years = sum(pick(token, Years) is not None for token in tokens)
    both = tokens[index].text in ("both", "都", "均") and years > 1
    yearly = both or tokens[index].text in read_lexicon("words.json")["yearly"]
    of_reports = any(has_role(token, "report") for token in tokens) and lists_any(tokens)
    other = any(pick(token, kind) for token in tokens for kind in (Concept, Sought, Negation))
    return (
        replace(tokens[index], meanings=(EVERY_YEAR_THERE,)) if yearly and of_reports and not other else tokens[index]
    )


def _was_it_above(tokens: Sequence[Token], index: int) -> Token:
    """Was the number of requests at the office above 250 asks whether it was: the number only names the figure."""
    opens = tokens[0].text in read_lexicon("words.json")["opens_yes_no"]
    bounded = any(pick(token, Compare) for token in tokens) and any(pick(token, Number) for token in tokens)
    other = any(pick(token, Aim) or has_role(token, "subject") for token in tokens)
    if not opens or not bounded or other or name_count(tokens) != 1 or not pick(tokens[0], Marker):
        return tokens[index]
    if index == 0:
        return replace(tokens[0], meanings=(Aim("yes_no"),))
    return marked(tokens[index], "function") if tokens[index].text in ("the number of", "number of") else tokens[index]


def _denied_verb(tokens: Sequence[Token], index: int) -> Token:
    """Issued no decisions is not issued decisions: the verb belongs to what it has none of."""
    verb, denied = (tokens[at] if at < len(tokens) else None for at in (index, index + 1))
    if verb and denied and denied.text == "no" and pick(verb, Concept) and pick(denied, Negation):
        return replace(verb, meanings=denied.meanings)
    before = tokens[index - 1] if index else None
    if before and tokens[index].text == "no" and pick(before, Concept) and pick(tokens[index], Negation):
        return replace(tokens[index], meanings=before.meanings)
    return tokens[index]


WHOLES: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _not_there,
    _and_over,
    _all_alike,
    _offices_of_each,
    _dropped,
    _nothing_else,
    _across,
    _per_case,
    _but_then,
    _every_summed,
    _under_heading,
    _each_in_its_year,
    _that_were,
    _without_review,
    _differ_in,
    _where_did,
    _reports_each_year,
    _denied_verb,
    _was_it_above,
)
