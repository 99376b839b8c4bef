"""What was probably meant where a search by words finds nothing: the nearest words that the library has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from rapidfuzz import process
from rapidfuzz.distance import OSA, Hamming

from index.library import Library
from index.model import SearchRequest, SearchResult
from index.query import parse_terms
from index.segmenter import fold, load_terms

# A word of two characters one of which is wrong could be half of all words: only those of the field are offered.
_SHORT = 2
# Two edits are no slip of the pen in a shorter word.
_LONG = 6
# Of a longer run a part is put right only where three neighbouring characters stand as they should.
_PARTS = range(10, 3, -1)
_MOST_NEAR, _MOST_TRIED = 3, 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Other words for a search, and how many passages they find under its filters."""

    text: str
    total: int


def suggestion(library: Library, request: SearchRequest) -> Suggestion | None:
    """The words with those that the library has not put right; None where none that are near find anything."""
    wrong = [run for run in _runs(request) if not _total(library, SearchRequest(run))]
    words = library.words() if wrong else ()
    nearest = [list(islice(_near(run, _cut(library, run), words), _MOST_NEAR)) for run in wrong]
    for chosen in islice(product(*nearest), _MOST_TRIED) if wrong else ():
        text = fold(request.text)
        for run, meant in zip(wrong, chosen, strict=True):
            text = text.replace(run, meant)
        if total := _total(library, replace(request, text=text, any_term=False)):
            return Suggestion(text, total)
    return None


def taken_apart(library: Library, request: SearchRequest) -> Suggestion | None:
    """The words that a search is cut into, each for itself; None where no passage has them all."""
    text = _apart(library, request)
    total = _total(library, replace(request, text=text, any_term=False)) if text != fold(request.text) else 0
    return Suggestion(text, total) if total else None


def any_of_them(library: Library, request: SearchRequest) -> Suggestion | None:
    """Any one of the words as they were typed, else of those that they are cut into; None where no passage has one."""
    for text in () if request.any_term else (request.text, _apart(library, request)):
        if total := _total(library, replace(request, text=text, any_term=True)):
            return Suggestion(text, total)
    return None


def _apart(library: Library, request: SearchRequest) -> str:
    """The shortest words of more than one character that a search is cut into; what is exact or excluded stays."""
    if request.exact:
        return fold(request.text)
    terms = _by_words(library, request).terms
    words = [term for term in terms if len(term) > 1]
    inner = [word for word in words if not any(other != word and other in word for other in words)]
    return " ".join(inner)


def unknown_words(library: Library, request: SearchRequest) -> tuple[str, ...] | None:
    """The words of a search, whichever way it goes by, that no passage has; None where a passage has all of them."""
    found = _by_words(library, request)
    if found.total:
        return None
    return tuple(term for term in found.terms if term[0].isalnum() and not _total(library, SearchRequest(term)))


def _runs(request: SearchRequest) -> list[str]:
    return [term.text for term in parse_terms(request.text, request.exact) if not term.excluded]


def _total(library: Library, request: SearchRequest) -> int:
    return _by_words(library, request).total


def _by_words(library: Library, request: SearchRequest) -> SearchResult:
    return library.search(replace(request, mode="keyword", limit=0, offset=0))


def _cut(library: Library, run: str) -> tuple[str, ...]:
    return _by_words(library, SearchRequest(run)).terms


def _near(run: str, cut: Iterable[str], words: Sequence[str]) -> Iterator[str]:
    """The run with what may be a slip put right: as a whole first, then in a word of it, then in its longest part."""
    yield from _whole(run, words)
    for unknown in set(cut).difference(words, [run]):
        yield from (run.replace(unknown, meant) for meant in _whole(unknown, words))
    for length in _PARTS:
        known = [word for word in words if len(word) == length]
        for start in range(len(run) - length + 1):
            part = run[start : start + length]
            for word, edits, _ in process.extract(part, known, scorer=Hamming.distance, score_cutoff=1, limit=1):
                if edits:
                    yield run[:start] + word + run[start + length :]


def _whole(run: str, words: Sequence[str]) -> Iterator[str]:
    known = _field_words(words) if len(run) <= _SHORT else [word for word in words if len(word) > _SHORT]
    edits = 1 if len(run) < _LONG else _SHORT
    for word, distance, _ in process.extract(run, known, scorer=OSA.distance, score_cutoff=edits, limit=_MOST_NEAR):
        if distance and (len(run) > _SHORT or word[0] == run[0]):
            yield word


def _field_words(words: Sequence[str]) -> list[str]:
    """The words of two characters that stand within terms of the field."""
    parts = {term[at : at + _SHORT] for term in load_terms() for at in range(len(term) - 1)}
    return [word for word in words if word in parts]
