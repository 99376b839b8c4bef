"""Passages of the reports that tell something: every one that holds a word of a theme, or a text as it stands."""

from collections import defaultdict
from collections.abc import Mapping

from index.library import Library
from index.model import Filter, Filters, Hit, SearchRequest
from index.pairing import pairings
from index.themes import load_themes
from ingest.model import Passage
from portal.questions.notes import Language, joined, say
from portal.questions.plan import Evidence, Mention

_ALL = 10_000_000
_OF_PASSAGES = ("kind", "section")

Passages = Mapping[str, tuple[Evidence, ...]]


def of_reports(filters: Filters) -> Filters:
    """The filters by which reports are chosen, without those that choose passages."""
    return Filters(tuple(item for item in filters.items if item.name not in _OF_PASSAGES))


def telling(library: Library, mention: Mention, filters: Filters) -> Passages:
    """Every passage that a mention asks for, by report in the order of the report; `absent` is not looked at."""
    hits = _hits(library, mention, filters)
    found: dict[str, list[Hit]] = defaultdict(list)
    for hit in sorted(hits.values(), key=lambda hit: (hit.head.report_id, _ordinal(hit.passage_id))):
        found[hit.head.report_id].append(hit)
    return {report_id: tuple(map(_evidence, own)) for report_id, own in found.items()}


def answering(library: Library, told: Passages) -> Passages:
    """The measures that the reports set against these problems."""
    passages = library.catalog.passages(told)
    return {
        report_id: measures
        for report_id, problems in told.items()
        if (measures := _measures(problems, passages.get(report_id, ())))
    }


def _measures(problems: tuple[Evidence, ...], passages: tuple[Passage, ...]) -> tuple[Evidence, ...]:
    head, named = problems[0].head, {_ordinal(item.passage_id) for item in problems}
    places = dict.fromkeys(
        place for pair in pairings(passages) if named & set(pair.problems) for place in pair.measures
    )
    return tuple(
        Evidence(head, passages[at].location, "", passages[at].text, f"{head.report_id}-{at}") for at in sorted(places)
    )


def _hits(library: Library, mention: Mention, filters: Filters) -> dict[str, Hit]:
    """The passages by id; of several themes those that hold a word of each."""
    within = of_reports(filters)
    if mention.kind is not None:
        within = within.with_(Filter("kind", mention.kind))
    if mention.text is not None:
        return _found(library, SearchRequest(mention.text, exact=True, filters=within, limit=_ALL))
    if not mention.themes:
        return _found(library, SearchRequest("", filters=within, limit=_ALL))
    found = [
        _found(library, SearchRequest(load_themes()[theme].query, filters=within, limit=_ALL, any_term=True))
        for theme in mention.themes
    ]
    return {name: hit for name, hit in found[0].items() if all(name in others for others in found[1:])}


def _found(library: Library, request: SearchRequest) -> dict[str, Hit]:
    return {hit.passage_id: hit for hit in library.search(request).hits}


def _ordinal(passage_id: str) -> int:
    return int(passage_id.rpartition("-")[2])


def _evidence(hit: Hit) -> Evidence:
    return Evidence(hit.head, hit.location, "", hit.text, hit.passage_id)


def mention_text(mention: Mention, language: Language) -> str:
    """A mention in words: 问题里提到“人员力量”."""
    names = [load_themes()[theme] for theme in mention.themes]
    about = joined([theme.name if language == "zh" else theme.english for theme in names], language, ("与", " and "))
    said = mention.text if mention.text is not None else about
    where = say(f"{'told' if said else 'told_any'}_{mention.kind or 'any'}", language)
    if not said and mention.absent:
        return say("tells_none", language, where=where)
    code = "tells_any" if not said else "tells_text" if mention.text is not None else "tells_theme"
    absent = say("tells_not", language) if mention.absent else ""
    return say(code, language, where=where, about=said, absent=absent)
