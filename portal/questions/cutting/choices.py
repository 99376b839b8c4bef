"""Which one of several will do: conditions joined by 或 alone, 5 or more than 10, last year and the year before."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.model import Operator
from portal.questions.cutting.completing import Clause
from portal.questions.cutting.parts import ALTERNATIVES, Parsed, pick
from portal.questions.words.meanings import Compare, Join, Negation, RelativeYears, Token

_PAIR = 2
_STRICT: dict[Operator, Operator] = {">=": ">", "<=": "<"}


def _or_more_than(tokens: Sequence[Token], index: int) -> Token:
    """Fewer than 5 or more than 100: what begins behind or has a bound of its own."""
    here = tokens[index]
    if _open_ended(here) and index + 1 < len(tokens) and tokens[index + 1].text == "than":
        return replace(here, meanings=(Join("or"),))
    return here


def _than_behind_or(tokens: Sequence[Token], index: int) -> Token:
    """Than behind or more bounds what follows it, without its number."""
    ends = _open_ended(tokens[index - 1]) if index and tokens[index].text == "than" else None
    return replace(tokens[index], meanings=(Compare(before=_STRICT[ends], after=None),)) if ends else tokens[index]


def _open_ended(token: Token) -> Operator | None:
    """What or more, or fewer say of the number before them."""
    compare = pick(token, Compare) if token.text.startswith("or ") else None
    return compare.after if compare else None


def _outnumbered_by(tokens: Sequence[Token], index: int) -> Token:
    """Were outnumbered by what was carried over: there are fewer of them."""
    passive = tokens[index].text == "outnumbered" and index + 1 < len(tokens) and tokens[index + 1].text == "by"
    return replace(tokens[index], meanings=(Compare(before="<", after=None),)) if passive else tokens[index]


def _year_before_last(tokens: Sequence[Token], index: int) -> Token:
    """Last year and the year before: the year before that one."""
    if tokens[index].text != "the year before" or index < _PAIR or not pick(tokens[index - 1], Join):
        return tokens[index]
    last = pick(tokens[index - _PAIR], RelativeYears) == RelativeYears(-1, -1)
    return replace(tokens[index], meanings=(RelativeYears(-_PAIR, -_PAIR),)) if last else tokens[index]


def are_alternatives(parts: Sequence[Parsed], clauses: Sequence[Clause]) -> bool:
    """Whether conditions are joined by 或 alone: before the last of them, and before each other or a list's comma.

    A denial that is said once denies them all, which is no choice (复议或诉讼都没有).
    """
    said = [(part, item) for part, item in zip(parts, clauses, strict=True) if part.concepts or part.sought]
    choice = len(said) >= _PAIR and ALTERNATIVES in [kind for _, kind in said[-1][0].unsupported]
    if not choice or any(part.sought for part, _ in said):
        return False
    denied = all(not part.negations or any(pick(token, Negation) for token in item.tokens) for part, item in said)
    choices = all(_is_choice(item, first=at == 0) for at, item in enumerate(clauses))
    return denied and choices and all(item.listed for _, item in said[1:])


def _is_choice(clause: Clause, *, first: bool) -> bool:
    """Whether nothing joins a clause to others but 或 before it; before the first it may be either."""
    joins = [(at, join.kind) for at, token in enumerate(clause.tokens) if (join := pick(token, Join))]
    opens = first and [token.text for token in clause.tokens if pick(token, Join)] == ["either"]
    return opens or not joins or joins == [(0, "or")]


CHOICES: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    # The word behind is read by the one before it, so it comes first.
    _than_behind_or,
    _or_more_than,
    _outnumbered_by,
    _year_before_last,
)
