"""Which places are named where several are told together: 两个红旗区, 白鹭市和青岚市的红旗区, 公安局（白鹭）."""

from collections.abc import Sequence
from dataclasses import replace

from portal.questions.cutting.parts import has_role, marked, pick
from portal.questions.cutting.restating import says_where
from portal.questions.words.meanings import Join, Number, OfficeName, Place, Token
from portal.questions.words.vocabulary import read_lexicon

_PAIR = 2


def with_places(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a folded question, each place with the offices and names that it belongs to."""
    found = _of_place(_with_place_behind(_with_bracketed_place(text, tokens)))
    return _each_of_one_name(_told_apart(_whose_behind(_in_each_place(_these_of_place(found)))))


def _with_bracketed_place(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """市公安局（白鹭）: a place in brackets behind an office is the one before it."""
    found = list(tokens)
    for at in range(1, len(found)):
        office, place = found[at - 1 : at + 1]
        inside = (text[office.end : place.start], text[place.end : place.end + 1]) == ("(", ")")
        if inside and pick(office, OfficeName) and not pick(office, Place) and pick(place, Place):
            found[at - 1 : at + 1] = [_before(place, office), office]
    return tuple(found)


def _with_place_behind(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """公安局每年几件复议？白鹭市那个: the place of an office, named at the end, is the one before it."""
    offices = [at for at, token in enumerate(tokens) if pick(token, OfficeName) and not pick(token, Place)]
    places = [at for at, token in enumerate(tokens) if pick(token, Place)]
    behind = read_lexicon("words.json")["that_one"]
    if len(offices) != 1 or places != [len(tokens) - 2] or tokens[-1].text not in behind:
        return tuple(tokens)
    office, place = tokens[offices[0]], tokens[-2]
    before, after = tokens[: offices[0]], tokens[offices[0] : -2]
    return (*before, _before(place, office), *after)


def _of_place(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The public security bureau of Bailu: a place behind an office without one is the one before it."""
    found = list(tokens)
    for at in range(len(found) - 2):
        office, of, place = found[at : at + 3]
        named = (name := pick(office, OfficeName)) is not None and not name.seat and office.text.isascii()
        placed = at > 0 and pick(found[at - 1], Place) is not None
        if named and not placed and of.text in ("of", "in", "at", "for") and pick(place, Place):
            found[at : at + 3] = [_before(place, office), office, marked(of, "function")]
    return tuple(found)


def _these_of_place(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """公安局和生态环境局，白鹭市这两家: the one place of the offices that are counted."""
    offices = [at for at, token in enumerate(tokens) if pick(token, OfficeName)]
    places = [at for at, token in enumerate(tokens) if pick(token, Place)]
    if len(places) != 1 or len(offices) < _PAIR or places[0] < offices[-1] or places[0] + _PAIR >= len(tokens):
        return tuple(tokens)
    this, number = tokens[places[0] + 1], pick(tokens[places[0] + 2], Number)
    if this.text not in ("这", "那") or number is None or number.value != len(offices):
        return tuple(tokens)
    place = tokens[places[0]]
    spread = (part for token in tokens for part in ((_before(place, token),) if pick(token, OfficeName) else ()))
    found: list[Token] = []
    for token in tokens:
        found += [next(spread), token] if pick(token, OfficeName) else [] if token is place else [token]
    return tuple(found)


def _in_each_place(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """白鹭市和青岚市的红旗区, 白鹭、青岚两个红旗区: a name that both places have is the one in each of them."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        place, after = pick(token, Place), tokens[at + 1 : at + 2]
        if place is None or len(place.paths) < _PAIR or (after and pick(after[0], OfficeName)):
            continue
        between = at - 1
        while between > 0 and (tokens[between].text in ("的", "个") or pick(tokens[between], Number)):
            between -= 1
        first = between - 1
        while first > 0 and (pick(tokens[first], Join) or has_role(tokens[first], "function")):
            first -= 1
        outer = [pick(tokens[where], Place) for where in (first, between) if 0 <= where < between + 1 < at]
        inner = [[path for path in place.paths if path.startswith(f"{one.paths[0]}/")] for one in outer if one]
        if len(inner) == _PAIR and all(len(paths) == 1 for paths in inner) and inner[0] != inner[1]:
            found[first], found[between] = (
                replace(tokens[where], meanings=(Place((paths[0],)),))
                for where, paths in zip((first, between), inner, strict=True)
            )
            found[between + 1 : at + 1] = [marked(other, "function") for other in tokens[between + 1 : at + 1]]
    return tuple(found)


def _whose_behind(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """两个红旗区，白鹭市的和青岚市的: the places behind a counted name say whose each of them is."""
    found = list(tokens)
    for at in range(1, len(tokens)):
        shared, number = pick(tokens[at], Place), pick(tokens[at - 1], Number)
        if shared is None or number is None:
            continue
        outer = [(where, place) for where in range(at + 1, len(tokens)) if (place := pick(tokens[where], Place))]
        inner = [[path for path in shared.paths if path.startswith(f"{place.paths[0]}/")] for _, place in outer]
        if len(inner) != number.value or len(inner) < _PAIR or any(len(paths) != 1 for paths in inner):
            continue
        for (where, _), paths in zip(outer, inner, strict=True):
            found[where] = replace(tokens[where], meanings=(Place((paths[0],)),))
        found[at - 1 : at + 1] = [marked(token, "function") for token in tokens[at - 1 : at + 1]]
    return tuple(found)


def _told_apart(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """两个红旗区（白鹭市红旗区、青岚市红旗区）; …，这两个红旗区: each is named by itself as well."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        first = max(at - 2, 0)
        number = next((one for other in tokens[first:at] if (one := pick(other, Number))), None)
        place = pick(token, Place)
        pointed = at > 0 and tokens[at - 1].text.startswith(("这", "那")) and len(tokens[at - 1].text) > 1
        if place is None or len(place.paths) < _PAIR or not (number or pointed):
            continue
        beside = [other for other in tokens if other is not token and other.text == token.text]
        if len(beside) == (number.value if number else _PAIR):
            counted = [token, *(other for other in tokens[first:at] if pick(other, Number))]
            found = [marked(other, "function") if other in counted else other for other in found]
    return tuple(found)


def _each_of_one_name(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """两个红旗区: a name that as many places share as are counted stands for each of them."""
    found: list[Token] = []
    alone = sum(pick(token, Place) is not None and not says_where(tokens, at) for at, token in enumerate(tokens)) == 1
    for at, token in enumerate(tokens):
        place = pick(token, Place)
        counted = [number for other in tokens[max(at - 2, 0) : at] if (number := pick(other, Number))]
        deepest = max((path.count("/") for path in place.paths), default=0) if place else 0
        paths = [path for path in place.paths if path.count("/") == deepest] if place else []
        told = bool(counted) and counted[-1].value == len(paths) and tokens[at - 1].end == token.start
        if alone and len(paths) > 1 and told:
            found[-2:] = [marked(other, "function") if pick(other, Number) else other for other in found[-2:]]
            found += [replace(token, meanings=(Place((path,)),)) for path in paths]
        else:
            found.append(token)
    return tuple(found)


def _before(place: Token, office: Token) -> Token:
    return replace(place, start=office.start, end=office.start)
