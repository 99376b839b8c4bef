"""Words that point at what is named: 望江县——就青岚那个, had one corrected; and orders to write other figures in."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.parts import has_role, marked, pick
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Marker,
    Number,
    OfficeName,
    Place,
    Scope,
    Token,
    Unsupported,
    Years,
    only_columns,
)
from portal.questions.words.vocabulary import read_lexicon

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


def contrasted(tokens: Sequence[Token], index: int) -> Token:
    """（不是件数）, ，不看占比: a clause of its own that only says which figure or office is not meant."""
    for first, last in _contrasts(tokens):
        if first <= index <= last:
            return replace(tokens[index], meanings=(_POINTS,))
    return tokens[index]


def _contrasts(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The first and last token of each such clause: only where one figure is asked for, or which comes first."""
    if not any(_asks_figure(token) for token in tokens):
        return []
    words, found = read_lexicon("words.json")["contrasts"], []
    for first, token in enumerate(tokens[1:], 1):
        # English words stand apart anyway: only a comma, which comes with a space, parts a clause of them.
        apart = 1 if token.text.isascii() else 0
        if token.text not in words or token.start - tokens[first - 1].end <= apart:
            continue
        ends = (at for at in range(first, len(tokens) - 1) if tokens[at + 1].start - tokens[at].end > apart)
        last = next(ends, len(tokens) - 1)
        body, outside = tokens[first + 1 : last + 1], (*tokens[:first], *tokens[last + 1 :])
        if body and all(map(_is_label, body)) and _set_against(body, outside):
            found.append((first, last))
    return found


def _asks_figure(token: Token) -> bool:
    aim, marker = pick(token, Aim), pick(token, Marker)
    means = ("average", "median") if token.text.isascii() else ()
    asks = aim is not None and aim.operation in ("ranking", *means)
    return asks or (marker is not None and "number" in marker.roles)


def _is_label(token: Token) -> bool:
    """Whether a token only names: a figure, a way to count it, an office; what narrows is none."""
    narrows = any(pick(token, kind) for kind in (Scope, Years, Number, Unsupported, Compare))
    named = any(pick(token, kind) for kind in (Concept, Aim, OfficeName, Place))
    marker = pick(token, Marker)
    return not narrows and (named or (marker is not None and token.text not in ("有", "有过")))


def _set_against(body: Sequence[Token], outside: Sequence[Token]) -> bool:
    """Whether something of its kind is said elsewhere; another figure (不是办结的) only beside one office's figure."""
    if any(map(_names, body)):
        return any(map(_names, outside))
    figures = [sense for token in body if (concept := pick(token, Concept)) for sense in concept.senses]
    plain = all(sense.is_any_rate for sense in figures)
    several = any(pick(token, Aim) or _asks_offices(token) for token in outside)
    return any(pick(token, Concept) for token in outside) and (plain or (any(map(_names, outside)) and not several))


def _asks_offices(token: Token) -> bool:
    marker = pick(token, Marker)
    return marker is not None and bool(marker.roles & {"list", "subject"})


def _names(token: Token) -> bool:
    return pick(token, OfficeName) is not None or pick(token, Place) is not None


def _how_many_is_that(tokens: Sequence[Token], index: int) -> Token:
    """How many lawsuits is that sums them; how many is that counts what was listed."""
    cases = any(pick(token, Concept) for token in tokens[:index])
    said = tokens[index].text in ("is that", "does that make", "would that be")
    return marked(tokens[index], "function") if said and not cases else tokens[index]


def _one_of_them(tokens: Sequence[Token], index: int) -> Token:
    """Those that had one corrected, where one was upheld: a case of what was named before, no bound of one."""
    if tokens[index].text != "one" or not index:
        return tokens[index]
    before = tokens[index - 1]
    behind = [token for token in tokens[index + 1 :] if token.text not in ("was", "were", "been", "has", "is")]
    outcome = pick(behind[0], Concept) if behind else None
    bare = outcome is not None and only_columns(outcome.senses)
    bounded = bool(pick(before, Compare)) and not has_role(before, "function")
    # A corrected one; declined to process one.
    behind_it = pick(before, Concept) is not None and (outcome is None or (index > 1 and tokens[index - 2].text == "a"))
    return marked(tokens[index], "function") if not bounded and (bare or behind_it) else tokens[index]


POINTED: tuple[Callable[[Sequence[Token], int], Token], ...] = (_how_many_is_that, _one_of_them)
