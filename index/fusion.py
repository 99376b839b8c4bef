"""One ranking from two: how like in meaning, and which words match."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import tantivy
from tantivy import Occur, Query

from index.filter_query import FilterQueries
from index.model import SearchRequest
from index.query import CutTerm, TextQueries
from index.semantic import Meanings
from index.text_index import Snapshot
from index.vector_index import Places

# Semantic and hybrid search list at most so many: further down likeness means nothing.
MOST = 200
# What the best match of words adds to a likeness, and what having all the words adds, as keyword search asks. Chosen by
# scripts/measure_search.py for lay questions and exact terms together; the model card shows the figures.
WORDS_WEIGHT = 0.05
WHOLE_WEIGHT = 0.5
# Matches of words further down add next to nothing.
_WORDS_DEPTH = 1000


@dataclass(frozen=True, slots=True)
class Ranked:
    """The places of the passages found, best first, with their scores."""

    places: tuple[int, ...]
    scores: tuple[float, ...]


def rank(snapshot: Snapshot, terms: Sequence[CutTerm], request: SearchRequest, meanings: Meanings) -> Ranked:
    """At most MOST passages by meaning, or by meaning and words, under the filters of the request.

    Exact and excluded terms are conditions, as in keyword search; the others say what is meant.
    """
    text = " ".join(cut.term.text for cut in terms if not cut.term.excluded)
    scope = _Scope(snapshot, terms, request)
    places, likeness = meanings.nearest(text, MOST, scope.allowed)
    alike = dict(zip(places.tolist(), likeness.tolist(), strict=True))
    if request.mode == "semantic":
        return _ordered(alike)
    queries = TextQueries(snapshot.index.schema)
    words = scope.best(queries.any_word(terms))
    whole = scope.best(queries.all_terms(terms)).keys()
    others = np.array(sorted((words.keys() | whole) - alike.keys()), dtype=np.uint64)
    places, likeness = meanings.likeness(text, others)
    return _ordered(fused(alike | dict(zip(places.tolist(), likeness.tolist(), strict=True)), words, whole))


def fused(alike: Mapping[int, float], words: Mapping[int, float], whole: Collection[int]) -> dict[int, float]:
    """One score for each passage that either way finds: its likeness, and shares of what its words are worth.

    `words` are BM25 scores; `whole` are the passages that keyword search would find.
    """
    best = max(words.values(), default=1.0)
    return {
        place: alike.get(place, 0.0) + WORDS_WEIGHT * words.get(place, 0.0) / best + WHOLE_WEIGHT * (place in whole)
        for place in {*alike, *words, *whole}
    }


def _ordered(scores: Mapping[int, float]) -> Ranked:
    first = sorted(scores, key=lambda place: (-scores[place], place))[:MOST]
    return Ranked(tuple(first), tuple(scores[place] for place in first))


class _Scope:
    """The passages that a request may find, whatever is meant."""

    def __init__(self, snapshot: Snapshot, terms: Sequence[CutTerm], request: SearchRequest) -> None:
        self._searcher = snapshot.searcher
        conditions = [cut for cut in terms if cut.term.exact or cut.term.excluded]
        clauses = TextQueries(snapshot.index.schema).clauses(conditions, any_term=False)
        filters = FilterQueries(snapshot.index, snapshot.searcher).passages(request.filters)
        self._query = Query.boolean_query([(Occur.Must, Query.const_score_query(filters, 0.0)), *clauses])
        self._free = not request.filters.items and not clauses

    @property
    def allowed(self) -> Places | None:
        """The places of all of them, None where nothing is asked of them."""
        if self._free:
            return None
        return np.array(self._places(self._found(self._query, self._searcher.num_docs)), dtype=np.uint64)

    def best(self, query: Query | None) -> dict[int, float]:
        """The passages among them that a query finds, the best ones, with their scores."""
        if query is None:
            return {}
        found = self._found(Query.boolean_query([(Occur.Must, self._query), (Occur.Must, query)]), _WORDS_DEPTH)
        return dict(zip(self._places(found), (score for score, _ in found), strict=True))

    def _found(self, query: Query, limit: int) -> list[tuple[float, tantivy.DocAddress]]:
        hits: list[tuple[float, tantivy.DocAddress]] = self._searcher.search(query, limit=limit, count=False).hits
        return hits

    def _places(self, found: Sequence[tuple[float, tantivy.DocAddress]]) -> list[int]:
        values = self._searcher.fast_field_values("place", [address for _, address in found])
        return [int(place) for place in values if place is not None]
