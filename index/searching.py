"""A search over one state of the index: what is found, in which order, with facets and highlights."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from time import perf_counter
from typing import TYPE_CHECKING

import tantivy
from tantivy import Occur, Query

from index.filter_query import FilterQueries, count
from index.model import ByFigure, Facet, FacetValue, Filters, Hit, ReportHead, SearchRequest, SearchResult
from index.query import Clause, CutTerm, TextQueries, cut_terms, highlights, parse_terms, shown_terms
from index.schema import KINDS, read_head, read_passage, report_id_of
from index.segmenter import Segmenter
from index.text_index import Snapshot
from ingest.model import Location

if TYPE_CHECKING:
    from index.fusion import Ranked
    from index.semantic import Meanings

# Facets by filter name, and the field that is counted for each; `kind` is counted over the passages found.
_FACET_FIELDS = {
    "year": "year",
    "region": "area",
    "level": "level",
    "office_kind": "office_kind",
    "template": "template",
    "fact": "outcome",
    "finding": "finding",
    "severity": "severity",
}
_FACET_VALUES = 10_000
# Facets name offices where there are no more than one chooses from.
_MOST_OFFICES = 200
# The place of each report under filters, by its number, in the order of a figure.
Ranks = Callable[[ByFigure, Filters], Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class _Found:
    """All passages under a query in parallel lists; a place is the report's number and the passage's ordinal."""

    scores: list[float]
    addresses: list[tantivy.DocAddress]
    places: list[int]

    @property
    def reports(self) -> list[int]:
        """The report of each passage."""
        return [place >> 16 for place in self.places]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a search asks for beside the index, each where it needs it.

    `meanings` are for the modes that go by meaning, since faiss and the model are slow to load, `ranks` for the order
    of a figure; `offices` has by the id of a report what its office is called.
    """

    meanings: "Callable[[], Meanings]"
    ranks: Ranks
    offices: Mapping[str, str]


def search(snapshot: Snapshot, segmenter: Segmenter, request: SearchRequest, beside: Beside) -> SearchResult:
    """One page of what a request finds, with totals and facets over all."""
    started = perf_counter()
    terms = cut_terms(parse_terms(request.text, request.exact), segmenter)
    filters = FilterQueries(snapshot.index, snapshot.searcher)
    if request.mode == "keyword":
        found, any_total = _by_words(snapshot, filters, terms, request)
        marked: Sequence[CutTerm] = terms
    else:
        from index.fusion import rank

        found, any_total = _placed(snapshot.searcher, filters, rank(snapshot, terms, request, beside.meanings())), None
        marked = tuple(map(_telling, terms))
    page = _page(found, request, _first_by(snapshot, found, request, beside.ranks))
    hits = tuple(_hits(snapshot, page, marked, segmenter))
    facets = _facets(snapshot, filters, found, beside.offices)
    return SearchResult(
        request=request,
        total=len(found.places),
        reports=len(set(found.reports)),
        took_ms=(perf_counter() - started) * 1000,
        terms=shown_terms(terms),
        hits=hits,
        facets=facets,
        any_total=any_total,
    )


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """All passages that have the words of a request, by place; each is read when looked at, from the same state."""

    snapshot: Snapshot
    addresses: Mapping[int, tantivy.DocAddress]

    def by_report(self) -> dict[str, list[int]]:
        """The places by report, in the order of its passages."""
        found: dict[str, list[int]] = defaultdict(list)
        for place in sorted(self.addresses):
            found[report_id_of(place >> 16)].append(place)
        return found

    def read(self, place: int) -> tuple[str, str, Location]:
        """Id, text and location of a passage."""
        passage_id, _, _, text, location = read_passage(_record(self.snapshot, self.addresses[place]))
        return passage_id, text, location


def find_passages(snapshot: Snapshot, segmenter: Segmenter, request: SearchRequest) -> FoundPassages:
    """Every passage that has the words of a request, without marks, order or facets."""
    terms = cut_terms(parse_terms(request.text, request.exact), segmenter)
    scope = FilterQueries(snapshot.index, snapshot.searcher).passages(request.filters)
    clauses = TextQueries(snapshot.index.schema).clauses(terms, request.any_term)
    found = _find(snapshot.searcher, _within(Query.const_score_query(scope, 0.0), clauses))
    return FoundPassages(snapshot, dict(zip(found.places, found.addresses, strict=True)))


def _by_words(
    snapshot: Snapshot, filters: FilterQueries, terms: Sequence[CutTerm], request: SearchRequest
) -> tuple[_Found, int | None]:
    """What has the words, and where that is nothing, how many passages have any one of them."""
    scope = Query.const_score_query(filters.passages(request.filters), 0.0)
    queries = TextQueries(snapshot.index.schema)
    asked = _within(scope, queries.clauses(terms, request.any_term))
    found = _find(snapshot.searcher, queries.sentences_first(asked))
    if found.places or not terms or request.any_term:
        return found, None
    return found, count(snapshot.searcher, _within(scope, queries.clauses(terms, any_term=True)))


def _placed(searcher: tantivy.Searcher, filters: FilterQueries, ranked: "Ranked") -> _Found:
    """The documents of ranked passages; one that this state of the index has not is left out."""
    scores = dict(zip(ranked.places, ranked.scores, strict=True))
    passages = filters.passages_among({place >> 16 for place in ranked.places})
    found = _find(searcher, passages)
    kept = [(place, address) for place, address in zip(found.places, found.addresses, strict=True) if place in scores]
    return _Found([scores[place] for place, _ in kept], [address for _, address in kept], [place for place, _ in kept])


def _telling(cut: CutTerm) -> CutTerm:
    """A term with the words that are worth marking where most hits have other words: not single characters."""
    return replace(cut, words=tuple(word for word in cut.words if len(word) > 1))


def _within(scope: Query, clauses: Sequence[Clause]) -> Query:
    return Query.boolean_query([(Occur.Must, scope), *clauses])


def _find(searcher: tantivy.Searcher, query: Query) -> _Found:
    total = count(searcher, query)
    hits = searcher.search(query, limit=total, count=False).hits if total else []
    addresses = [address for _, address in hits]
    places = [int(place) for place in searcher.fast_field_values("place", addresses) if place is not None]
    return _Found([score for score, _ in hits], addresses, places)


def _first_by(snapshot: Snapshot, found: _Found, request: SearchRequest, ranks: Ranks) -> Sequence[int]:
    """What orders passages before their relevance does: years newest first, or reports by a figure; else nothing."""
    if request.sort == "relevance":
        return [0] * len(found.places)
    if request.sort == "year":
        values = snapshot.searcher.fast_field_values("year", found.addresses)
        return [-int(year) for year in values if year is not None]
    ranked = ranks(request.sort, request.filters)
    # A report that was taken out of the library a moment ago may still be in this state of the index.
    return [ranked.get(report, len(ranked)) for report in found.reports]


def _page(found: _Found, request: SearchRequest, first_by: Sequence[int]) -> list[tuple[float, tantivy.DocAddress]]:
    """Scores and addresses of one page: what comes first, then relevance; ties in the order of passages."""
    if request.limit <= 0 or request.offset >= len(found.places):
        return []
    keys = zip(first_by, (-score for score in found.scores), found.places, range(len(found.places)), strict=True)
    first = nsmallest(request.offset + request.limit, keys)
    return [(-score, found.addresses[position]) for _, score, _, position in first[request.offset :]]


def _hits(
    snapshot: Snapshot,
    page: Iterable[tuple[float, tantivy.DocAddress]],
    terms: Sequence[CutTerm],
    segmenter: Segmenter,
) -> Iterator[Hit]:
    heads: dict[str, ReportHead] = {}
    for score, address in page:
        passage_id, section, kind, text, location = read_passage(_record(snapshot, address))
        report_id = passage_id.rpartition("-")[0]
        if report_id not in heads:
            heads[report_id] = _head(snapshot, report_id)
        marks = highlights(text, terms, segmenter)
        yield Hit(heads[report_id], passage_id, section, kind, text, marks, score, location)


def _head(snapshot: Snapshot, report_id: str) -> ReportHead:
    """The head as the index holds it: that of the same revision as the passage."""
    query = FilterQueries(snapshot.index, snapshot.searcher).report(report_id)
    [(_, address)] = snapshot.searcher.search(query, limit=1).hits
    return read_head(_record(snapshot, address))


def _record(snapshot: Snapshot, address: tantivy.DocAddress) -> bytes:
    return bytes(snapshot.searcher.doc(address)["record"][0])


def report_facets(snapshot: Snapshot, filters: Filters, offices: Iterable[str]) -> tuple[Facet, ...]:
    """The values of each filter name of reports with the number of reports under the filters that have them.

    `offices` names the office of each of these reports.
    """
    queries = FilterQueries(snapshot.index, snapshot.searcher)
    return tuple(map(ordered, _counted(snapshot, queries.reports(filters), offices)))


def _facets(snapshot: Snapshot, filters: FilterQueries, found: _Found, offices: Mapping[str, str]) -> tuple[Facet, ...]:
    """The values of each filter name with the number of reports found that have them."""
    reports = set(found.reports)
    # A report that was taken out of the library a moment ago may still be in this state of the index.
    named = (offices[own] for own in map(report_id_of, reports) if own in offices)
    facets = _counted(snapshot, filters.reports_among(reports), named)
    kinds = snapshot.searcher.fast_field_values("kind_no", found.addresses)
    of_kind = Counter(kind for kind, _ in set(zip(kinds, found.reports, strict=True)) if kind is not None)
    facets.append(Facet("kind", tuple(FacetValue(KINDS[int(kind)], number) for kind, number in of_kind.items())))
    return tuple(map(ordered, facets))


def _counted(snapshot: Snapshot, reports: Query, offices: Iterable[str]) -> list[Facet]:
    """The facets of reports, with the office of each, which stands behind the places."""
    fields = {name: {"terms": {"field": field, "size": _FACET_VALUES}} for name, field in _FACET_FIELDS.items()}
    counted = snapshot.searcher.aggregate(reports, fields)
    year, region, *others = (
        Facet(name, tuple(FacetValue(str(bucket["key"]), bucket["doc_count"]) for bucket in counted[name]["buckets"]))
        for name in _FACET_FIELDS
    )
    return [year, region, _office_facet(offices), *others]


def _office_facet(offices: Iterable[str]) -> Facet:
    """Offices with the number of their reports; no values where they are more than one chooses from."""
    counts: Counter[str] = Counter()
    for office in offices:
        counts[office] += 1
        if len(counts) > _MOST_OFFICES:
            return Facet("office", ())
    return Facet("office", tuple(FacetValue(office, count) for office, count in counts.items()))


def ordered(facet: Facet) -> Facet:
    """Most frequent first, years newest first."""
    if facet.name == "year":
        return Facet(facet.name, tuple(sorted(facet.values, key=lambda item: item.value, reverse=True)))
    return Facet(facet.name, tuple(sorted(facet.values, key=lambda item: (-item.count, item.value))))
