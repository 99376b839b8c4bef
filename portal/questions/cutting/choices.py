"""English words that turn what stands beside them: 5 or more than 10, outnumbered by, last year and the year before."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.parts import pick
from portal.questions.words.meanings import Compare, Join, RelativeYears, Token

_PAIR = 2
_OPEN_ENDED: dict[str, Compare] = {
    "or more": Compare(before=">", after=None),
    "or less": Compare(before="<", after=None),
    "or fewer": Compare(before="<", after=None),
}


def _or_more_than(tokens: Sequence[Token], index: int) -> Token:
    """Fewer than 5 or more than 100: what begins behind or has a bound of its own."""
    here, after = tokens[index], tokens[index + 1].text if index + 1 < len(tokens) else ""
    if here.text in _OPEN_ENDED and after == "than":
        return replace(here, meanings=(Join("or"),))
    before = tokens[index - 1].text if index else ""
    return replace(here, meanings=(_OPEN_ENDED[before],)) if here.text == "than" and before in _OPEN_ENDED else here


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


CHOICES: tuple[Callable[[Sequence[Token], int], Token], ...] = (_or_more_than, _outnumbered_by, _year_before_last)
