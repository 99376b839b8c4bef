"""What was typed, as terms; terms as Tantivy queries; and where they stand in a text that they found."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from index.schema import grams, solid
from index.segmenter import Segmenter, fold

# What ends a sentence, folded. A passage without any is a heading, or leads in to what follows.
_ENDS = "。!?;"
_TERM = re.compile(r'(-?)"([^"]+)"|([^\s"]+|")')

Clause = tuple[Occur, Query]


@dataclass(frozen=True, slots=True)
class Term:
    """A folded run of text without a space, or an exact string; `excluded` is `-词`."""

    text: str
    exact: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class CutTerm:
    """A term with the words that it was cut into; an exact one has none."""

    term: Term
    words: tuple[str, ...]


def parse_terms(text: str, exact: bool) -> tuple[Term, ...]:
    """The terms of a query, each once; any text is a query.

    Spaces part terms, `"…"` is exact, a term that begins with `-` is excluded. A quotation mark that is not closed
    is searched for like any other character.
    """
    folded = fold(text)
    if exact:
        return (Term(folded, exact=True),) if folded.strip() else ()
    return tuple(dict.fromkeys(_term(match) for match in _TERM.finditer(folded)))


def _term(match: re.Match[str]) -> Term:
    minus, quoted, run = match.groups()
    begins = match.start() == 0 or match.string[match.start() - 1].isspace()
    if quoted is not None:
        return Term(quoted, exact=True, excluded=bool(minus) and begins)
    if begins and run.startswith("-") and len(run) > 1:
        return Term(run[1:], excluded=True)
    return Term(run)


def cut_terms(terms: Iterable[Term], segmenter: Segmenter) -> tuple[CutTerm, ...]:
    """Terms with their words; excluded ones are taken as strings."""
    return tuple(CutTerm(term, () if term.exact or term.excluded else _words(term, segmenter)) for term in terms)


def _words(term: Term, segmenter: Segmenter) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word, _, _ in segmenter.cut(term.text)))


def shown_terms(terms: Iterable[CutTerm]) -> tuple[str, ...]:
    """How the query was cut, in the words of a query: words, `"…"`, `-…`."""
    shown: list[str] = []
    for cut in terms:
        text = f'"{cut.term.text}"' if cut.term.exact else cut.term.text
        shown += [f"-{text}"] if cut.term.excluded else cut.words or [text]
    return tuple(dict.fromkeys(shown))


def any_of(queries: Sequence[Query]) -> Query:
    """What meets at least one query."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


class TextQueries:
    """Builds the queries of terms over one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def clauses(self, terms: Sequence[CutTerm], any_term: bool) -> list[Clause]:
        """What a passage must meet: every term, or any one, and none of the excluded."""
        wanted = [self._wanted(cut) for cut in terms if not cut.term.excluded]
        excluded = [(Occur.MustNot, self._substring(cut.term.text)) for cut in terms if cut.term.excluded]
        if any_term and wanted:
            return [(Occur.Must, any_of(wanted)), *excluded]
        return [*((Occur.Must, query) for query in wanted), *excluded]

    def sentences_first(self, query: Query) -> Query:
        """What a query finds, headings with a score of 0: being short they would lead, and they say nothing."""
        ends = any_of([Query.term_query(self._schema, "chars", end, "basic") for end in _ENDS])
        said = Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(ends, 0.0))])
        return any_of([said, Query.const_score_query(query, 0.0)])

    def all_terms(self, terms: Sequence[CutTerm]) -> Query | None:
        """What has every term that is not excluded; None where there is no such term."""
        wanted = [self._wanted(cut) for cut in terms if not cut.term.excluded]
        return Query.boolean_query([(Occur.Must, query) for query in wanted]) if wanted else None

    def any_word(self, terms: Sequence[CutTerm]) -> Query | None:
        """What has any word of any term, or a term as it stands; None where there is nothing to look for."""
        wanted = [cut for cut in terms if not cut.term.excluded]
        words = dict.fromkeys(word for cut in wanted for word in cut.words)
        queries = [Query.term_query(self._schema, "words", word, "freq") for word in words]
        queries += [self._substring(cut.term.text) for cut in wanted]
        return any_of(queries) if queries else None

    def _wanted(self, cut: CutTerm) -> Query:
        """A run by all its words or as it stands; the words rank, its pairs as a phrase guarantee."""
        substring = self._substring(cut.term.text)
        if not cut.words:
            return substring
        words = [(Occur.Must, Query.term_query(self._schema, "words", word, "freq")) for word in cut.words]
        return any_of([Query.boolean_query(words), substring])

    def _substring(self, text: str) -> Query:
        """Passages that contain exactly this folded text."""
        text = solid(text)
        pairs = grams(text)
        if not pairs:
            return Query.term_query(self._schema, "chars", text, "basic")
        if len(pairs) == 1:
            return Query.term_query(self._schema, "grams", pairs[0])
        return Query.phrase_query(self._schema, "grams", list(pairs))


def highlights(text: str, terms: Iterable[CutTerm], segmenter: Segmenter) -> tuple[tuple[int, int], ...]:
    """Where the terms stand in a text, in code points, overlapping ranges merged.

    A run that does not stand there as typed was found by its words: then these are marked, of words inside each
    other the longest that the text has.
    """
    folded = fold(text)
    tokens = segmenter.cut(folded)
    ranges: list[tuple[int, int]] = []
    for cut in terms:
        if cut.term.excluded:
            continue
        literal = _occurrences(folded, cut.term.text)
        words = set() if literal else _longest({word for word, _, _ in tokens} & set(cut.words))
        ranges += literal or [(start, end) for word, start, end in tokens if word in words]
    return _merged(ranges)


def _longest(words: set[str]) -> set[str]:
    return {word for word in words if not any(word != other and word in other for other in words)}


def _occurrences(text: str, part: str) -> list[tuple[int, int]]:
    ranges = []
    start = text.find(part)
    while start >= 0:
        ranges.append((start, start + len(part)))
        start = text.find(part, start + 1)
    return ranges


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
