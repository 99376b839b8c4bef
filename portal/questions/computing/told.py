"""Passages of the reports that tell something: every one that holds a word of a theme, or a text as it stands."""

from collections.abc import Iterator, Mapping, Sequence

from index.library import Library
from index.model import Filter, Filters, ReportHead, SearchRequest
from index.pairing import pairings
from index.searching import FoundPassages
from index.themes import load_themes
from ingest.model import Passage
from portal.questions.computing.gathered import Gathered
from portal.questions.plan import Evidence, Mention
from portal.questions.saying.notes import Language, joined, say

_OF_PASSAGES = ("kind", "section")

Passages = Mapping[str, Sequence[Evidence]]


def of_reports(filters: Filters) -> Filters:
    """The filters by which reports are chosen, without those that choose passages."""
    return Filters(tuple(item for item in filters.items if item.name not in _OF_PASSAGES))


def telling(library: Library, mention: Mention, filters: Filters) -> Passages:
    """Every passage that a mention asks for, by report in the order of the report; `absent` is not looked at."""
    first, *others = [library.passages(request) for request in _requests(mention, filters)]
    heads = {head.report_id: head for head in library.heads(of_reports(filters))}
    told: dict[str, Sequence[Evidence]] = {}
    for report_id, places in first.by_report().items():
        all_tell = [place for place in places if all(place in other.addresses for other in others)]
        if all_tell and report_id in heads:
            told[report_id] = _quoted(first, heads[report_id], all_tell)
    return told


def _quoted(found: FoundPassages, head: ReportHead, places: Sequence[int]) -> Sequence[Evidence]:
    """The passages of a report at these places."""

    def read() -> Iterator[Evidence]:
        for passage_id, text, location in map(found.read, places):
            yield Evidence(head, location, "", text, passage_id)

    return Gathered(read, len(places))


def answering(library: Library, told: Passages) -> Passages:
    """The measures that the reports set against these problems."""
    passages = library.catalog.passages(told)
    return {
        report_id: measures
        for report_id, problems in told.items()
        if (measures := _measures(problems, passages.get(report_id, ())))
    }


def _measures(problems: Sequence[Evidence], passages: tuple[Passage, ...]) -> tuple[Evidence, ...]:
    head, named = problems[0].head, {_ordinal(item.passage_id) for item in problems}
    places = dict.fromkeys(
        place for pair in pairings(passages) if named & set(pair.problems) for place in pair.measures
    )
    return tuple(
        Evidence(head, passages[at].location, "", passages[at].text, f"{head.report_id}-{at}") for at in sorted(places)
    )


def _requests(mention: Mention, filters: Filters) -> list[SearchRequest]:
    """What is searched for: each theme, the text as it stands, or any passage of the kind."""
    within = of_reports(filters)
    if mention.kind is not None:
        within = within.with_(Filter("kind", mention.kind))
    elif mention.themes:
        # A theme is what offices complain of or do about it, not every line in which one of its words stands.
        within = Filters((*within.items, Filter("kind", "problem"), Filter("kind", "measure")))
    if mention.text is not None:
        return [SearchRequest(mention.text, exact=True, filters=within)]
    if not mention.themes:
        return [SearchRequest("", filters=within)]
    queries = [load_themes()[theme].query for theme in mention.themes]
    if mention.either:
        queries = [" ".join(queries)]
    return [SearchRequest(query, filters=within, any_term=True) for query in queries]


def _ordinal(passage_id: str) -> int:
    return int(passage_id.rpartition("-")[2])


def mention_text(mention: Mention, language: Language) -> str:
    """A mention in words: 问题里提到“人员力量”."""
    names = [load_themes()[theme] for theme in mention.themes]
    between = ("或", " or ") if mention.either else ("与", " and ")
    about = joined([theme.name if language == "zh" else theme.english for theme in names], language, between)
    said = mention.text if mention.text is not None else about
    kind = mention.kind or ("section" if mention.themes else "any")
    where = say(f"{'told' if said else 'told_any'}_{kind}", language)
    if not said and mention.absent:
        return say("tells_none", language, where=where)
    code = "tells_any" if not said else "tells_text" if mention.text is not None else "tells_theme"
    absent = say("tells_not", language) if mention.absent else ""
    return say(code, language, where=where, about=said, absent=absent)
