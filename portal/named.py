"""The places and offices that words of the search box name, with what is left to look for in their reports."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from index.filters import Vocabulary
from index.model import Filter, ReportHead
from portal.questions.words.fold import fold
from portal.questions.words.meanings import Meaning, OfficeName, Place
from portal.questions.words.names import Names, Office, names_of

# More are a list and no offer; the name of the place above tells them apart.
_MOST = 5
_SHORTEST = 2
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Offer:
    """A place or an office of the library: the filter that finds its reports, how many, and those of an office."""

    filter: Filter
    count: int
    heads: tuple[ReportHead, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedIn:
    """What words name, places before their offices; the words that are left; how many more go by these names."""

    offers: tuple[Offer, ...] = ()
    rest: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read so far: the places that the names in a row leave, the offices behind them, the other words."""

    paths: tuple[str, ...] | None = None
    offices: tuple[Office, ...] = ()
    rest: tuple[str, ...] = ()


@lru_cache(maxsize=_KEPT)
def named_in(vocabulary: Vocabulary, text: str) -> NamedIn:
    """The places and offices that words of a search begin with; none where some are quoted."""
    if '"' in text or "“" in text:
        return NamedIn()
    names, read = names_of(vocabulary), _Read()
    for word in text.split():
        read = _read_on(names, read, word)
    offers = tuple(_offers(vocabulary, names, read))
    return NamedIn(offers[:_MOST], " ".join(read.rest), len(offers[_MOST:]))


def _read_on(names: Names, before: _Read, word: str) -> _Read:
    """One more word, as names as far as it goes; what is left of it, or all of it, is to be looked for."""
    text, read, short = fold(word), before, False
    while not read.offices and (step := _next(names, text, read)):
        name, read = step
        short = not read.offices and not any(fold(path).endswith(name) for path in read.paths or ())
        text = text.removeprefix(name)
    # 新华社报道 is not about 新华区, nor 郑州市民 about 郑州市.
    if read is before or (text and (short or len(text) < _SHORTEST)):
        return replace(before, rest=(*before.rest, word))
    return replace(read, rest=(*before.rest, text)) if text else read


def _next(names: Names, text: str, read: _Read) -> tuple[str, _Read] | None:
    """The longest name that a text begins with and that fits the places before it."""
    for length in range(min(names.longest, len(text)), _SHORTEST - 1, -1):
        for meaning in names.meanings(text[:length]):
            if further := _fitting(names, read, meaning, ends=length == len(text)):
                return text[:length], further
    return None


def _fitting(names: Names, read: _Read, meaning: Meaning, *, ends: bool) -> _Read | None:
    """What was read with a place inside those before, or with the offices of a name, which alone must end a word."""
    if isinstance(meaning, Place):
        paths = _within(meaning, read.paths)
        return replace(read, paths=paths) if paths else None
    if isinstance(meaning, OfficeName) and (ends or read.paths):
        offices = _called(names, meaning, read.paths)
        return replace(read, offices=offices) if offices else None
    return None


def _within(place: Place, above: tuple[str, ...] | None) -> tuple[str, ...]:
    if above is None:
        return place.paths
    return tuple(path for path in place.paths if any(path.startswith(f"{other}/") for other in above))


def _called(names: Names, name: OfficeName, paths: tuple[str, ...] | None) -> tuple[Office, ...]:
    """The offices of a name in these places; without a place none where every place has such an office."""
    found = tuple(
        office
        for office in names.offices
        if (office.bare in name.bare or (name.seat and office.governs))
        and name.level in (None, office.heads[0].level)
        and (paths is None or office.path in paths)
    )
    return () if paths is None and (name.seat or name.loose or len(found) > _MOST) else found


def _offers(vocabulary: Vocabulary, names: Names, read: _Read) -> Iterator[Offer]:
    """The offices that were named; else the places, then the offices that report for them."""
    paths = () if read.offices else read.paths or ()
    for path in paths:
        yield Offer(Filter("region", path), sum(len(office.heads) for office in names.under(path)))
    governing = (office for office in names.offices if office.path in paths and office.governs)
    for office in read.offices or governing:
        name = vocabulary.office_names[office.heads[0].report_id]
        yield Offer(Filter("office", name), len(office.heads), office.heads)
