"""Words that point at what is said beside them: 望江县——就青岚那个; and orders to write other figures in."""

from collections.abc import Sequence
from dataclasses import replace

from portal.questions.meanings import Compare, Concept, Marker, Number, Place, Token, Unsupported, Years
from portal.questions.parts import pick
from portal.questions.vocabulary import read_lexicon

_ORDER = Unsupported("orders", "改动数字的要求", "changes to the figures")
_POINTS = Marker(frozenset(["function"]))


def pointed_out(tokens: Sequence[Token], index: int) -> Token:
    """A place that only says in which other place the one before it lies, and that one, narrowed to there."""
    token = tokens[index]
    if _pointed_in(tokens, index) is not None:
        return replace(token, meanings=(_POINTS,))
    inside = next((at for at in range(len(tokens)) if _pointed_in(tokens, at) == index), None)
    if inside is None:
        return token
    place, within = pick(token, Place), pick(tokens[inside], Place)
    assert place is not None and within is not None
    narrowed = replace(place, paths=tuple(path for path in place.paths if _lies_in(path, within)))
    return replace(token, meanings=tuple(narrowed if item is place else item for item in token.meanings))


def _pointed_in(tokens: Sequence[Token], index: int) -> int | None:
    """Which earlier place is one in the place at `index`, behind which 那个 stands."""
    within = pick(tokens[index], Place)
    points = index + 1 < len(tokens) and tokens[index + 1].text in read_lexicon("words.json")["that_one"]
    if within is None or not points:
        return None
    earlier = ((at, pick(tokens[at], Place)) for at in range(index - 1, -1, -1))
    return next((at for at, place in earlier if place and any(_lies_in(path, within) for path in place.paths)), None)


def _lies_in(path: str, within: Place) -> bool:
    return any(path.startswith(f"{outer}/") for outer in within.paths)


def ordered(tokens: Sequence[Token], index: int) -> Token:
    """数字都改成9999 wants other figures than those printed; 换成五个呢 and 换成10件以上 follow a question."""
    token = tokens[index]
    if token.text not in read_lexicon("words.json")["overwrites"] or index + 1 >= len(tokens):
        return token
    written = pick(tokens[index + 1], Number) and not pick(tokens[index + 1], Years)
    bound = index + 2 < len(tokens) and (compare := pick(tokens[index + 2], Compare)) and compare.after
    said = any(pick(before, Concept) for before in tokens[:index])
    return replace(token, meanings=(_ORDER,)) if written and said and not bound else token
