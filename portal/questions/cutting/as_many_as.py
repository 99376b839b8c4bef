"""Two figures that are equal: 复议和诉讼一样多, as many reconsiderations as lawsuits, the same number of both."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from portal.questions.cutting.counting_nothing import name_count
from portal.questions.cutting.parts import AS_OTHERS, aims_at, marked, pick, years_of
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Join,
    Marker,
    Number,
    RelativeYears,
    Shift,
    Token,
    Unsupported,
    Years,
)
from portal.questions.words.told_meanings import Side
from portal.questions.words.vocabulary import read_lexicon

_PAIR = 2
_JOINING = ("和", "与", "跟", "同", "及", " and ")
_EQUAL = (Aim("comparison"), Marker(frozenset(["equal"])))
_UNEQUAL = (Aim("comparison"), Marker(frozenset(["unequal"])))


def _alike(tokens: Sequence[Token], index: int) -> Token:
    """复议和诉讼一样多 of one year holds one figure or office against the other, and not one year against another."""
    if tokens[index].text not in read_lexicon("words.json")["as_many_words"] or not _of_one_year(tokens):
        return tokens[index]
    offices = name_count(tokens) == _PAIR and aims_at(tokens, "yes_no")
    if offices or _two_figures(tokens[:index]):
        return replace(tokens[index], meanings=_EQUAL)
    # 和白鹭市公安局一样多 is held against an office.
    return replace(tokens[index], meanings=(AS_OTHERS,)) if name_count(tokens) else tokens[index]


def _same_number(tokens: Sequence[Token], index: int) -> Token:
    """The same number of reconsiderations and lawsuits."""
    said = pick(tokens[index], Unsupported) and tokens[index].text in read_lexicon("words.json")["same_number"]
    two = said and _of_one_year(tokens) and _two_figures(tokens[index:])
    return replace(tokens[index], meanings=_EQUAL) if two else tokens[index]


def _of_one_year(tokens: Sequence[Token]) -> bool:
    """Whether no year is held against another, nor against the one before."""
    dated = [years for token in tokens if (years := years_of(token))]
    prior = any(token.text in read_lexicon("words.json")["the_year_before"] for token in tokens)
    changes = prior or any((shift := pick(token, Shift)) and (shift.prior or shift.way) for token in tokens)
    return not changes and len(dated) <= 1 and all(years.first == years.last for years in dated)


def _two_figures(said: Sequence[Token]) -> bool:
    """Whether two figures are joined among these tokens."""
    figures = [at for at, token in enumerate(said) if pick(token, Concept)]
    in_one = any(mark in said[at].text for at in figures for mark in _JOINING)
    between = said[figures[0] : figures[-1]] if figures else ()
    return in_one or any(pick(token, Join) or token.text in _JOINING for token in between)


def _as_many(tokens: Sequence[Token], index: int) -> Token:
    """As many reconsiderations as lawsuits, whatever exactly stands before."""
    opens = [at for at in range(len(tokens) - 1) if _opens_as_many(tokens, at)]
    if len(opens) != 1:
        return tokens[index]
    if index == opens[0] + 1:
        return replace(tokens[index], meanings=_EQUAL)
    exact = index == opens[0] - 1 and tokens[index].text in ("exactly", "just", "precisely")
    return marked(tokens[index], "function") if exact else tokens[index]


def _opens_as_many(tokens: Sequence[Token], at: int) -> bool:
    """Whether as many stands here, a figure behind it and another behind the next as."""
    if (tokens[at].text, tokens[at + 1].text) not in (("as", "many"), ("as", "much")):
        return False
    again = next((place for place in range(at + _PAIR, len(tokens)) if tokens[place].text == "as"), None)
    if again is None or not any(pick(token, Concept) for token in tokens[at + _PAIR : again]):
        return False
    return _of_one_year(tokens) and any(pick(token, Concept) for token in tokens[again + 1 : again + 4])


def _twice_as_many(tokens: Sequence[Token], index: int) -> Token:
    """At least twice as many as the year before: at least doubled."""
    least = next((at for at in range(len(tokens) - 1) if _least_twice(tokens, at)), None)
    if least is None:
        return tokens[index]
    prior = next((at for at, token in enumerate(tokens) if pick(token, RelativeYears) and _is_prior(token)), None)
    years = [years for token in tokens if (years := pick(token, Years))]
    follows = len(years) == _PAIR and years[0].first is not None and years[0].first - 1 == years[1].first
    if prior is None and not follows:
        return tokens[index]
    if index == least + 1:
        return replace(tokens[index], meanings=(Shift(way="up", kind="growth", bound=(">=", Decimal(1))),))
    return marked(tokens[index], "function") if index in (least, prior) else tokens[index]


def _least_twice(tokens: Sequence[Token], at: int) -> bool:
    compare = pick(tokens[at], Compare)
    twice = tokens[at + 1].text in read_lexicon("words.json")["twice_as_many"]
    return compare is not None and compare.before == ">=" and twice


def _is_prior(token: Token) -> bool:
    return token.text in read_lexicon("words.json")["the_year_before"]


def _than_they(tokens: Sequence[Token], index: int) -> Token:
    """Received more applications than they concluded: they are the offices that are asked for."""
    than = index > 0 and tokens[index - 1].text == "than" and tokens[index].text in ("they", "it")
    figure = index + 1 < len(tokens) and pick(tokens[index + 1], Concept) is not None
    return marked(tokens[index], "function") if than and figure else tokens[index]


def _equals(tokens: Sequence[Token], index: int) -> Token:
    """办结数等于收件数, 办结数不等于收件数: one figure is held against the other, and no number bounds either."""
    unequal = tokens[index].text in read_lexicon("words.json")["unequals"]
    said = unequal or tokens[index].text in read_lexicon("words.json")["equals"]
    if not said or not _of_one_year(tokens) or (unequal and any(map(_checked, tokens))):
        # 上年结转和结转下年不一样 is a check of its own.
        return tokens[index]
    if unequal and _two_figures(tokens[:index]):
        # 予以公开和部分公开的件数不一样
        return replace(tokens[index], meanings=_UNEQUAL)
    sides = tokens[:index], tokens[index + 1 :]
    bounded = any(pick(token, Number) and not pick(token, Years) for token in sides[1][:_PAIR])
    both = all(any(pick(token, Concept) for token in side) for side in sides)
    return replace(tokens[index], meanings=_UNEQUAL if unequal else _EQUAL) if both and not bounded else tokens[index]


def _checked(token: Token) -> bool:
    """Whether a place of a report is named here that a check holds against another one."""
    side = pick(token, Side)
    return side is not None and side.kind in ("carry", "sum", "text", "table")


AS_MANY_AS: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    _alike,
    _same_number,
    _as_many,
    _twice_as_many,
    _than_they,
    _equals,
)
