"""English words that turn what stands beside them: 5 or more than 10, outnumbered by, last year and the year before."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.model import Operator
from portal.questions.cutting.parts import pick
from portal.questions.words.meanings import Compare, Join, RelativeYears, Token

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


CHOICES: tuple[Callable[[Sequence[Token], int], Token], ...] = (
    # The word behind is read by the one before it, so it comes first.
    _than_behind_or,
    _or_more_than,
    _outnumbered_by,
    _year_before_last,
)
