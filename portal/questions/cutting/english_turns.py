"""English turns of phrase whose words mean something else together: a single one, the mean of, not departments."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.counting_nothing import name_count
from portal.questions.cutting.english_offices import OFFICES, names_office, says_nothing
from portal.questions.cutting.parts import ALL_OF_THEM, YEARS_APART, aims_at, has_role, marked, pick, years_of
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Except,
    Grouping,
    Marker,
    Meaning,
    Negation,
    Number,
    Scope,
    Sense,
    Shift,
    Token,
    Unsupported,
    Years,
)
from portal.questions.words.told_meanings import Printed
from portal.questions.words.vocabulary import read_lexicon

_MEAN_CHANGE = Unsupported("average", "平均的增减", "average changes")
_CARRIED_OUT = frozenset(["applications.carried_out"])
_NEAR = 4
_PAIR = 2


def _carried_forward(tokens: Sequence[Token], index: int) -> Token:
    """Carried no more than 3 forward is one verb about its number."""
    verb = next((at for at, token in enumerate(tokens) if token.text == "carried" and not pick(token, Concept)), None)
    end = next((at for at in range((verb or 0) + 1, len(tokens)) if tokens[at].text in ("forward", "over")), None)
    if verb is None or end is None or index not in (verb, end):
        return tokens[index]
    inside = tokens[verb + 1 : end]
    most = aims_at(inside, "ranking")
    bounded = any(pick(token, Number) for token in inside) or most
    requests = ("requests", "applications", "request", "application")
    plain = all(
        pick(token, Number)
        or pick(token, Compare)
        or pick(token, Aim)
        or has_role(token, "function")
        or token.text in requests
        for token in inside
    )
    if not (bounded and plain):
        return tokens[index]
    return replace(tokens[index], meanings=_carried_out()) if index == verb else marked(tokens[index], "function")


def _carried_out() -> tuple[Meaning, ...]:
    return (Concept((Sense(rows=_CARRIED_OUT),)),)


def _total_over_years(tokens: Sequence[Token], index: int) -> Token:
    """Total applications of one office from 2021 to 2025: what these years come to, no series."""
    opens = tokens[index].text == "total" and all(has_role(token, "function") for token in tokens[:index])
    dated = [years for token in tokens if (years := years_of(token))]
    span = any(years.first != years.last for years in dated)
    if not (opens and span and name_count(tokens) == 1):
        return tokens[index]
    return replace(tokens[index], meanings=(Marker(frozenset(["total", "number"])),))


def _carried(tokens: Sequence[Token], index: int) -> Token:
    """Carried at least nine over into the following year: the verb of what the words behind it name."""
    verb = tokens[index].text in read_lexicon("words.json")["carried"]
    behind = any(
        sense.rows == _CARRIED_OUT for token in tokens[index + 1 :] if (c := pick(token, Concept)) for sense in c.senses
    )
    return marked(tokens[index], "function") if verb and behind else tokens[index]


def _opens_denied(tokens: Sequence[Token], index: int) -> Token:
    """Didn't they refuse any? asks whether they did."""
    opens = index == 0 and tokens[0].text in read_lexicon("words.json")["opens_denied"]
    return replace(tokens[0], meanings=(Aim("yes_no"),)) if opens else tokens[index]


def _not_one(tokens: Sequence[Token], index: int) -> Token:
    """A single one behind a negation is none at all; once is a number only where it is bounded (more than once)."""
    before = tokens[max(0, index - _NEAR) : index]
    single = tokens[index].text in read_lexicon("words.json")["single"]
    if single and any(pick(token, Negation) for token in before):
        return marked(tokens[index], "function")
    unbounded = tokens[index].text == "once" and not (before and pick(before[-1], Compare))
    return replace(tokens[index], meanings=()) if unbounded else tokens[index]


def _were_all(tokens: Sequence[Token], index: int) -> Token:
    """Were all upheld: none that was not, which no single figure tells."""
    one, two = (tokens[at] if at < len(tokens) else None for at in (index + 1, index + 2))
    verb = index and tokens[index - 1].text in ("were", "was", "are", "is", "been")
    outcome = one is not None and pick(one, Concept) is not None and not (two and pick(two, Concept))
    return (
        replace(tokens[index], meanings=(ALL_OF_THEM,))
        if tokens[index].text == "all" and verb and outcome
        else tokens[index]
    )


def _mean(tokens: Sequence[Token], index: int) -> Token:
    """The mean rate is an average, the mean change is none of figures; what a word means is another question."""
    token, after = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    aim, next_aim = pick(token, Aim), pick(after, Aim) if after else None
    if aim and aim.operation == "average" and after and token.text.isascii():
        moves = pick(after, Shift) or (next_aim and next_aim.operation == "trend" and after.text.startswith("change"))
        if moves:
            return replace(token, meanings=(_MEAN_CHANGE,))
    if token.text != "mean":
        return token
    measured = index + 1 < len(tokens) and (pick(tokens[index + 1], Concept) or has_role(tokens[index + 1], "number"))
    kind = Aim if measured else Unsupported
    return replace(token, meanings=tuple(meaning for meaning in token.meanings if isinstance(meaning, kind)))


def _same_number(tokens: Sequence[Token], index: int) -> Token:
    """The same number in two years is no change; the same as another office cannot be asked yet."""
    if tokens[index].text not in read_lexicon("words.json")["same_number"]:
        return tokens[index]
    years = sum(years_of(token) is not None for token in tokens)
    prior = any((shift := pick(token, Shift)) and shift.prior for token in tokens)
    named = any(names_office(token) for token in tokens)
    return (
        replace(tokens[index], meanings=(Shift(same=True),))
        if (years >= _PAIR or prior) and not named
        else tokens[index]
    )


def _set_aside(tokens: Sequence[Token], index: int) -> Token:
    """Governments, not departments: offices that are denied; said twice where others are named, else an exception."""
    for at, token in enumerate(tokens[:-1]):
        scope = pick(tokens[at + 1], Scope)
        if token.text not in ("not", "and not", "but not") or scope is None or index not in (at, at + 1):
            continue
        others = [other for place, item in enumerate(tokens) if place != at + 1 and (other := pick(item, Scope))]
        if any(_excludes(other, scope) for other in others):
            return marked(tokens[index], "function")
        return replace(token, meanings=(Except(before=True, after=False),)) if index == at else tokens[index]
    return tokens[index]


def _excludes(one: Scope, other: Scope) -> bool:
    """Whether no office can be within both."""
    values = {item.name: item.value for item in one.filters}
    return any(values.get(item.name, item.value) != item.value for item in other.filters)


def _not_that_year(tokens: Sequence[Token], index: int) -> Token:
    """In 2023 but not in 2024: two years with a condition each, not none in both; of a report, that it is not there."""
    of_report = any(has_role(token, "report") for token in tokens) and not any(pick(token, Concept) for token in tokens)
    if of_report or not pick(tokens[index], Negation) or not tokens[index].text.isascii():
        return tokens[index]
    after = _next_said(tokens, index)
    dated = after is not None and years_of(after) and any(map(years_of, tokens[:index]))
    return replace(tokens[index], meanings=(YEARS_APART,)) if dated else tokens[index]


def _left(tokens: Sequence[Token], index: int) -> Token:
    """Left unprocessed and left blank say no more than unprocessed and blank; what is left is another figure."""
    if tokens[index].text != "left":
        return tokens[index]
    after = tokens[index + 1 :]
    open_ones = any(_means(token, frozenset(["applications.carried_out"])) or pick(token, Printed) for token in after)
    beside = open_ones or (bool(after) and pick(after[0], Concept) is not None)
    return tokens[index] if beside else replace(tokens[index], meanings=())


def _there(tokens: Sequence[Token], index: int) -> Token:
    """How many lawsuits were there asks for a number, not whether there are any."""
    asked = any(has_role(token, "number") or has_role(token, "list") for token in tokens[:index])
    there = tokens[index].text in read_lexicon("words.json")["are_there"]
    return marked(tokens[index], "function") if there and asked else tokens[index]


def _that_had(tokens: Sequence[Token], index: int) -> Token:
    """Offices that had any lawsuits are those that had: nothing asks whether."""
    aim = pick(tokens[index], Aim)
    behind = index > 0 and tokens[index - 1].text in read_lexicon("words.json")["relative"]
    asks = aim is not None and aim.operation == "yes_no" and tokens[index].text.endswith(" any")
    return marked(tokens[index], "function") if behind and asks else tokens[index]


def _reports_from(tokens: Sequence[Token], index: int) -> Token:
    """Reports from 2022 are of that year, where nothing goes on (from 2022 on)."""
    years = pick(tokens[index], Years)
    since = years is not None and years.first is not None and years.last is None and tokens[index].text[:5] == "from "
    reports = index > 0 and (has_role(tokens[index - 1], "report") or tokens[index - 1].text.endswith("reports"))
    if years is None or not (since and reports) or tokens[index].text[-1:].isalpha():
        return tokens[index]
    return replace(tokens[index], meanings=(Years(years.first, years.first),))


def _by_year(tokens: Sequence[Token], index: int) -> Token:
    """The rate of county-level offices by year: one figure a year, of all of them together."""
    told = tokens[index].text in read_lexicon("words.json")["by_year"]
    scoped = any(pick(token, Scope) for token in tokens)
    alone = not any(names_office(token) or has_role(token, "list") for token in tokens)
    return replace(tokens[index], meanings=(Grouping("year"),)) if told and scoped and alone else tokens[index]


def _granted_either(tokens: Sequence[Token], index: int) -> Token:
    """Granted fully or in part is both together: the granted alone are but one of the two."""
    both = frozenset(["applications.granted", "applications.partial"])
    either = any(_means(token, both) for at, token in enumerate(tokens) if at != index)
    granted = _means(tokens[index], frozenset(["applications.granted"])) and not _means(tokens[index], both)
    return marked(tokens[index], "function") if either and granted else tokens[index]


def _means(token: Token, rows: frozenset[str]) -> bool:
    concept = pick(token, Concept)
    return concept is not None and any(sense.rows == rows for sense in concept.senses)


def _next_said(tokens: Sequence[Token], index: int) -> Token | None:
    """The next token that says anything."""
    return next((token for token in tokens[index + 1 :] if not says_nothing(token)), None)


def _lacking(tokens: Sequence[Token], index: int) -> Token:
    """Offices that lack lawsuits have none; those that lack a report are asked for otherwise."""
    if tokens[index].text not in read_lexicon("words.json")["lacking"]:
        return tokens[index]
    after = _next_said(tokens, index)
    figure = after is not None and pick(after, Concept) is not None
    return replace(tokens[index], meanings=(Negation(),)) if figure else tokens[index]


def _received(tokens: Sequence[Token], index: int) -> Token:
    """Requests and refusals are two figures: those received, and those refused of them."""
    token, after = tokens[index], tokens[index + 1 : index + 3]
    joined = len(after) == _PAIR and after[0].text == "and" and after[1].text.endswith("s")
    other = joined and pick(after[1], Concept) is not None
    asked = token.text in ("requests", "applications") and other
    sense = Sense(rows=frozenset(["applications.new"]))
    return replace(token, meanings=(Concept((sense,)),)) if asked else token


def _of_what_they_concluded(tokens: Sequence[Token], index: int) -> Token:
    """More than half of the requests they concluded: rates are shares of what is concluded anyway."""
    concept = pick(tokens[index], Concept)
    concluded = concept and any(sense.rows == frozenset(["applications.concluded"]) for sense in concept.senses)
    before = tokens[max(0, index - _NEAR) : index]
    they = any(token.text in ("they", "it") for token in before[-_PAIR:])
    requests = any(pick(token, Concept) for token in before)
    share = any((number := pick(token, Number)) and number.unit == "fraction" for token in tokens[:index])
    return marked(tokens[index], "function") if concluded and they and requests and share else tokens[index]


def _fared(tokens: Sequence[Token], index: int) -> Token:
    """How one office fared against another compares them; what changed by what percentage is one change."""
    aim = pick(tokens[index], Aim)
    if aim is None or aim.operation != "trend" or not tokens[index].text.isascii():
        return tokens[index]
    compared = any((other := pick(token, Aim)) and other.operation == "comparison" for token in tokens)
    names = sum(names_office(token) and not (at and _touches(tokens[at - 1], token)) for at, token in enumerate(tokens))
    growth = any(pick(token, Shift) == Shift(kind="growth") for token in tokens)
    if growth and tokens[index].text in read_lexicon("words.json")["moved"]:
        return replace(tokens[index], meanings=(Shift(kind="growth", prior=True),))
    return marked(tokens[index], "function") if compared and names >= _PAIR else tokens[index]


def _touches(before: Token, token: Token) -> bool:
    return names_office(before) and before.end == token.start


ENGLISH: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _carried,
    _carried_forward,
    _total_over_years,
    _opens_denied,
    _not_one,
    _were_all,
    _mean,
    _same_number,
    _set_aside,
    _not_that_year,
    _left,
    _there,
    _that_had,
    _reports_from,
    _by_year,
    _granted_either,
    _lacking,
    _received,
    *OFFICES,
    _of_what_they_concluded,
    _fared,
)
