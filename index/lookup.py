"""From a problem in one's own words to the measures that offices took against it, each with the problem it answers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from rapidfuzz import fuzz

from index.identity import office_key
from index.library import Library
from index.model import Filter, Filters, Hit, Mode, ReportHead, SearchRequest, SearchResult
from index.pairing import Pairing, pairings
from index.themes import Theme, themes_of
from ingest.model import Passage, PassageKind

Way = Literal["words", "theme", "any", "meaning"]
Ranges = tuple[tuple[int, int], ...]

MOST_PASSAGES = 200
NEAR_IDENTICAL = 90.0
_ORDINAL = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[一二三四五六七八九十][是要]|第[一二三四五六七八九十]+[，,、]"
    r"|首先[，,]|其次[，,]|再次[，,]|最后[，,])\s*"
)
_LEAD_IN = re.compile(r"^(?:为此[，,]|[^。：:]{0,50}(?:措施|工作|改进|下功夫|着力|问题|不足|短板)[^。：:]{0,6}[：:])")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a problem in words or a theme; `kind` says whether measures or the problem itself.

    `mode` is how words are looked for. `stated` says that the words are a report's own statement of a problem: more
    than anybody else says in one passage.
    """

    text: str
    kind: PassageKind
    theme: Theme | None = None
    filters: Filters = field(default_factory=Filters)
    mode: Mode = "keyword"
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A passage of section 5 as it is shown: without its ordinal, with what was found in it."""

    passage_id: str
    text: str
    highlights: Ranges = ()


@dataclass(frozen=True, slots=True)
class Use:
    """One office's problem and what it does about it; `one_to_one` where the report itself sets them side by side."""

    head: ReportHead
    problems: tuple[Line, ...]
    measures: tuple[Line, ...]
    one_to_one: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """Uses whose wording is nearly the same, the best one first; or those of one office, the newest first."""

    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was found: entries in order, the search that found them, how it was made and over which themes.

    `unanswered` counts the reports that name the problem and no measure against it, where measures are looked for.
    `of_offices` says that an entry is an office with its problem year by year, else that it is a wording.
    """

    entries: tuple[Entry, ...]
    result: SearchResult
    way: Way
    themes: tuple[Theme, ...] = ()
    unanswered: int = 0
    of_offices: bool = False

    @property
    def reports(self) -> int:
        """How many reports the entries come from."""
        return len({use.head.report_id for entry in self.entries for use in entry.uses})


def look_up(library: Library, wanted: Wanted) -> LookedUp:
    """Measures against a problem, or who else has it.

    Words are looked for all together in problems and measures; where no passage has them all, problems by the themes
    that the words name, else any of the words.
    """
    for found in _ways(library, wanted):
        if found[2].total:
            break
    way, themes, result = found
    passages = library.catalog.passages(dict.fromkeys(hit.head.report_id for hit in result.hits))
    words = tuple(word for theme in themes for word in theme.words)
    uses = tuple(_uses(result.hits, passages, words))
    shown = [use for use in uses if (use.measures if wanted.kind == "measure" else use.problems)]
    unanswered = {use.head.report_id for use in uses} - {use.head.report_id for use in shown}
    # What is only near in meaning is ordered by that alone: an office's nearest problem says nothing of its others.
    of_offices = wanted.kind == "problem" and way in ("words", "theme")
    entries = by_office(shown) if of_offices else by_wording(shown, wanted.kind)
    return LookedUp(entries, result, way, themes, len(unanswered), of_offices)


def _ways(library: Library, wanted: Wanted) -> Iterator[tuple[Way, tuple[Theme, ...], SearchResult]]:
    """The searches to try, in order; each is made only where the one before found nothing."""
    if wanted.theme:
        yield "theme", (wanted.theme,), _search_themes(library, wanted, (wanted.theme,))
        return
    if wanted.mode != "keyword":
        yield "meaning", (), _search(library, wanted, wanted.text, mode=wanted.mode)
    else:
        if not wanted.stated:
            yield "words", (), _search(library, wanted, wanted.text)
        if themes := themes_of([wanted.text]):
            yield "theme", themes, _search_themes(library, wanted, themes)
    yield "any", (), _search(library, wanted, wanted.text, any_term=True)


def _search_themes(library: Library, wanted: Wanted, themes: Iterable[Theme]) -> SearchResult:
    """Problems that mention the themes; a measure may mention one and answer another problem."""
    query = " ".join(theme.query for theme in themes)
    return _search(library, replace(wanted, kind="problem"), query, any_term=True)


def _search(
    library: Library, wanted: Wanted, text: str, *, any_term: bool = False, mode: Mode = "keyword"
) -> SearchResult:
    filters = wanted.filters.with_(Filter("kind", "problem"))
    if wanted.kind == "measure":
        filters = filters.with_(Filter("kind", "measure"))
    return library.search(SearchRequest(text, mode, filters=filters, limit=MOST_PASSAGES, any_term=any_term))


def _uses(hits: Sequence[Hit], passages: Mapping[str, Sequence[Passage]], words: Sequence[str]) -> Iterator[Use]:
    """Each pairing that has a hit, in the order of its first one; `words` are those of themes, marked everywhere."""
    found = {hit.passage_id: hit.highlights for hit in hits}
    if words:
        found |= {
            f"{report_id}-{place}": marks
            for report_id, own in passages.items()
            for place, passage in enumerate(own)
            if (marks := _places_of(words, passage.text))
        }
    heads = {hit.head.report_id: hit.head for hit in hits}
    of_report = {report_id: pairings(passages.get(report_id, ())) for report_id in heads}
    met = dict.fromkeys(place for hit in hits for place in _place(hit, of_report[hit.head.report_id]))
    for report_id, at in met:
        pairing, own = of_report[report_id][at], passages[report_id]
        yield Use(
            heads[report_id],
            _lines(report_id, pairing.problems, own, found),
            _lines(report_id, pairing.measures, own, found),
            pairing.one_to_one,
        )


def _place(hit: Hit, its_pairings: Sequence[Pairing]) -> Iterator[tuple[str, int]]:
    ordinal = int(hit.passage_id.rpartition("-")[2])
    for at, pairing in enumerate(its_pairings):
        if ordinal in pairing.ordinals:
            yield hit.head.report_id, at


def _lines(
    report_id: str, places: Iterable[int], passages: Sequence[Passage], found: Mapping[str, Ranges]
) -> tuple[Line, ...]:
    """The passages of these places; where several stand together, those that were found if any was."""
    lines = {place: f"{report_id}-{place}" for place in places}
    hit = {place: name for place, name in lines.items() if name in found}
    return tuple(_line(name, passages[place].text, found.get(name, ())) for place, name in (hit or lines).items())


def _places_of(words: Iterable[str], text: str) -> Ranges:
    return tuple(sorted((match.start(), match.end()) for word in words for match in re.finditer(re.escape(word), text)))


def _line(passage_id: str, text: str, marks: Ranges) -> Line:
    shown = without_ordinal(text)
    cut = len(text) - len(shown)
    return Line(passage_id, shown, tuple((max(start - cut, 0), end - cut) for start, end in marks if end > cut))


def without_ordinal(text: str) -> str:
    """An item of a list without what numbers it: 一是, （二）, 3., 其次，."""
    return _ORDINAL.sub("", text, count=1)


def by_office(uses: Iterable[Use]) -> tuple[Entry, ...]:
    """The uses of each office as one entry, its newest report first; offices in the order of their first use."""
    offices: defaultdict[str, list[Use]] = defaultdict(list)
    for use in uses:
        offices[office_key(use.head.office, use.head.region)].append(use)
    return tuple(Entry(tuple(sorted(own, key=lambda use: -use.head.year))) for own in offices.values())


def by_wording(uses: Iterable[Use], kind: PassageKind) -> tuple[Entry, ...]:
    """Uses whose measures (or problems) read nearly the same, what leads into them aside, as one entry each.

    Entries are in the order of uses.
    """
    groups: list[tuple[str, list[Use]]] = []
    for use in uses:
        core = _core("".join(line.text for line in (use.measures if kind == "measure" else use.problems)))
        known = next((group for other, group in groups if _nearly(core, other)), None)
        if known is None:
            groups.append((core, [use]))
        else:
            known.append(use)
    return tuple(Entry(tuple(group)) for _, group in groups)


def _nearly(core: str, other: str) -> bool:
    """Whether two wordings differ in at most a tenth of their characters."""
    return fuzz.ratio(core, other, score_cutoff=NEAR_IDENTICAL) > 0


def _core(text: str) -> str:
    return _LEAD_IN.sub("", text, count=1).rstrip("。；;，,")


def mentions(library: Library, theme: Theme, filters: Filters) -> SearchResult:
    """Reports that name a theme among their problems, counted exactly by its words; facets have them by year."""
    named = filters.with_(Filter("kind", "problem"))
    return library.search(SearchRequest(theme.query, filters=named, limit=0, any_term=True))


def of_passage(library: Library, wanted: Wanted, passage_id: str) -> Wanted | None:
    """The same for the problem that a passage states, its own report left out; None of an unknown passage."""
    found = library.catalog.passage(passage_id)
    if found is None:
        return None
    head, passage = found
    others = wanted.filters.with_(Filter("report", head.report_id, excluded=True))
    return replace(wanted, text=without_ordinal(passage.text), filters=others, stated=True)
