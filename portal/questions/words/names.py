"""The places and offices of a library by the names that people use for them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Any

from index.filters import Vocabulary
from index.identity import bare_office, office_key, seat
from index.model import ReportHead
from portal.questions.words.fold import fold
from portal.questions.words.meanings import Meaning, OfficeName, Place
from portal.questions.words.vocabulary import read_lexicon

GOVERNMENT_BARE = frozenset({"", "人民政府"})
OFFICE_BARE = frozenset({"人民政府办公室", "人民政府办公厅", "政府办公室"})
_LAST = "局委厅院"
_SHORTEST = 2
_PARENTHESES = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Office:
    """One office of the library with its reports, newest first."""

    name: str
    bare: str
    path: str
    seat: str
    heads: tuple[ReportHead, ...]

    @property
    def is_seat(self) -> bool:
        """Whether this is a 人民政府, its 办公室 or 办公厅."""
        return self.seat.endswith("|人民政府")

    @property
    def governs(self) -> bool:
        """Whether this reports for its place: a seat, or what a township or subdistrict has in its stead."""
        return self.is_seat or (self.heads[0].office_kind == "township" and self.bare in _words()["seat"]["township"])


class Names:
    """Names of one state of a library."""

    def __init__(self, heads: Sequence[ReportHead]) -> None:
        self.heads = tuple(heads)
        self.offices = _offices(self.heads)
        self.years = tuple(sorted({head.year for head in self.heads}))
        self.known: Mapping[str, tuple[Meaning, ...]] = self._book()
        self.longest = max(map(len, self.known), default=0)

    def in_full(self, text: str) -> tuple[Office, ...]:
        """The offices whose name with all its places is this folded text."""
        return self._in_full.get(text, ())

    @cached_property
    def _in_full(self) -> Mapping[str, tuple[Office, ...]]:
        found: dict[str, list[Office]] = defaultdict(list)
        for office in self.offices:
            found[fold(full_name(office.heads[0]))].append(office)
        return {name: tuple(offices) for name, offices in found.items()}

    def meanings(self, text: str) -> tuple[Meaning, ...]:
        """What a folded text names here."""
        return self.known.get(text, ())

    def spelled(self, words: str) -> tuple[Meaning, ...]:
        """The place that Latin words name in pinyin, with or without an English word for what it is: jiaozuo city."""
        return self._romanised.get(words, ())

    @cached_property
    def _romanised(self) -> Mapping[str, tuple[Meaning, ...]]:
        # The dictionary of readings takes 0.2 s to load: only a question with Latin words that nobody knows needs it.
        from portal.questions.words.romanising import spellings

        found: dict[str, set[str]] = defaultdict(set)
        for path in self._paths():
            for spelling in spellings(path.rpartition("/")[2]):
                found[spelling].add(path)
        return {spelling: (Place(tuple(sorted(paths))),) for spelling, paths in found.items()}

    def under(self, path: str) -> tuple[Office, ...]:
        """The offices of a place and of all places in it."""
        return tuple(office for office in self.offices if f"{office.path}/".startswith(f"{path}/"))

    def _paths(self) -> set[str]:
        """The places of all offices and those that these lie in."""
        parts = [office.path.split("/") for office in self.offices if office.path]
        return {"/".join(above[:depth]) for above in parts for depth in range(1, len(above) + 1)}

    def _book(self) -> dict[str, tuple[Meaning, ...]]:
        places: dict[str, set[str]] = defaultdict(set)
        for path in self._paths():
            for form in _place_forms(path.rpartition("/")[2]):
                places[form].add(path)
        offices: dict[str, OfficeName] = dict(_seat_forms())
        for bare in sorted({office.bare for office in self.offices if not office.is_seat}):
            for form in _office_forms(fold(bare)):
                known = offices.get(form)
                found = frozenset([bare]) | (known.bare if known else frozenset())
                offices[form] = OfficeName(found, level=known.level if known else None)
        offices = self._loose_names(offices) | offices
        book: dict[str, tuple[Meaning, ...]] = {form: (name,) for form, name in offices.items()}
        for form, paths in places.items():
            book[form] = (Place(tuple(sorted(paths))), *book.get(form, ()))
        return book

    def _loose_names(self, known: Mapping[str, OfficeName]) -> dict[str, OfficeName]:
        """Offices by their names without the last character (公安, 市公安), and by what they work on (公安部门)."""
        found: dict[str, OfficeName] = {}
        for form, name in known.items():
            if name.seat or form[-1] not in _LAST or len(form) <= _SHORTEST:
                continue
            bare = name.bare | (found[form[:-1]].bare if form[:-1] in found else frozenset())
            found[form[:-1]] = OfficeName(bare, level=name.level, loose=True)
        of_work = {f"{form}{word}": name for form, name in found.items() for word in _words()["of_work"]}
        return found | {form: replace(name, loose=False) for form, name in of_work.items()}


@lru_cache(maxsize=4)
def names_of(vocabulary: Vocabulary) -> Names:
    """The names of a library, whose vocabulary is another object after each change."""
    return Names(vocabulary.heads)


def full_name(head: ReportHead) -> str:
    """An office with all its places before its name, which no other office is called."""
    return f"{head.region.path.replace('/', '')}{bare_office(head.office, head.region)}"


def _offices(heads: Iterable[ReportHead]) -> tuple[Office, ...]:
    grouped: dict[str, list[ReportHead]] = defaultdict(list)
    for head in heads:
        grouped[office_key(head.office, head.region)].append(head)
    offices = []
    for found in grouped.values():
        newest = tuple(sorted(found, key=lambda head: (-head.year, head.report_id)))
        name, region = newest[0].office, newest[0].region
        offices.append(Office(name, bare_office(name, region), region.path, seat(name, region), newest))
    return tuple(sorted(offices, key=lambda office: (office.path, office.bare)))


@cache
def _words() -> dict[str, Any]:
    return read_lexicon("words.json")


def _place_forms(name: str) -> Iterator[str]:
    folded = fold(name)
    yield folded
    if short := _words()["short_places"].get(name):
        yield short
    yield from (folded.replace(end, longer) for end, longer in _words()["place_longer"].items() if folded.endswith(end))
    ending = next((ending for ending in _words()["place_endings"] if folded.endswith(ending)), "")
    # 滑县 without its ending is one character, which would be taken out of other words.
    if ending and len(folded) - len(ending) >= 2:
        yield folded.removesuffix(ending)


def _seat_forms() -> Iterator[tuple[str, OfficeName]]:
    words = _words()["seat"]
    kinds = (
        (words["government"], OfficeName(GOVERNMENT_BARE, seat=True)),
        (words["office"], OfficeName(OFFICE_BARE, seat=False)),
    )
    for form, level in words["english"].items():
        yield form, OfficeName(OFFICE_BARE, level=level)
    for forms, name in kinds:
        for form in forms:
            yield form, name
            for prefix, level in words["level_prefixes"].items():
                yield f"{prefix}{form}", replace(name, level=level)


def _office_forms(bare: str) -> Iterator[str]:
    spellings = {bare, _PARENTHESES.sub("", bare)}
    for alias in _PARENTHESES.findall(bare):
        ending = next((e for e in _words()["office_endings"] if bare.endswith(e)), "")
        spellings |= {alias, f"{alias}{ending}"}
    for long, shorts in _words()["short_offices"].items():
        spellings |= {spelling.replace(long, short) for spelling in spellings for short in shorts}
    spellings |= {spelling.replace("和", "") for spelling in spellings}
    for spelling in sorted(spellings):
        yield spelling
        ending = next((e for e in _words()["office_endings"] if spelling.endswith(e)), "")
        zone = spelling.removesuffix(ending) if ending else ""
        for form in {spelling, zone} - {""}:
            if any(form.endswith(word) for word in _words()["zone_words"]):
                yield form
        zones = [word for word in _words()["zone_words"] if zone.endswith(word) or spelling == word]
        yield from (f"{word}{tail}" for word in zones for tail in dict.fromkeys(("", ending)))
        if spelling[-1] in f"{_LAST}会":
            yield from (f"{prefix}{spelling}" for prefix in _words()["seat"]["level_prefixes"])
