"""The known word that one slip of the pen away was written otherwise (复义 for 复议)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from rapidfuzz.distance import OSA

from portal.questions.words.fold import is_chinese, stem
from portal.questions.words.lexicon import load_lexicon
from portal.questions.words.meanings import Concept, Meaning, Scope
from portal.questions.words.told_meanings import Topic
from portal.questions.words.vocabulary import read_lexicon

_SHORT = 2
_LEAST_SHORTENED = 4
_LEAST_ENGLISH = 4
_SAID = (Concept, Scope, Topic)


@dataclass(frozen=True, slots=True)
class Slip:
    """What was written, and the known word that it may have been meant for."""

    written: str
    meant: str


def slip(text: str, unknown: Sequence[str], names: Iterable[str]) -> Slip | None:
    """The first unknown word of a folded question that lies within one edit of a name or a word that says something."""
    long = [name for name in names if len(name) > _SHORT]
    for word in unknown:
        # A word that is one of its own (申请书) is no slip.
        start = text.find(word) if word not in read_lexicon("words.json")["content"] else -1
        if start >= 0 and (found := _slip_at(text, start, word, long)):
            return found
    return None


def _slip_at(text: str, start: int, word: str, names: Iterable[str]) -> Slip | None:
    if is_chinese(word):
        named = next(_mistaken(text, start, word, sorted(names, key=len, reverse=True)), None)
        return named or next(_mistaken(text, start, word, _chinese()), None) or _shortened(word)
    if len(word) < _LEAST_ENGLISH:
        return None
    said, asking = _english()
    meant = _nearest(stem(word), said) or _nearest(word, asking)
    return Slip(word, meant) if meant else None


@cache
def _chinese() -> tuple[str, ...]:
    """The words that say something, the longest first."""
    return tuple(sorted(_said(load_lexicon().chinese), key=len, reverse=True))


@cache
def _english() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that say something, and those that ask for it (which, offices), short ones of which are near many."""
    book = load_lexicon().english
    return _said(book), tuple(word for word in book if len(word) > _LEAST_ENGLISH - 1 and " " not in word)


def _said(book: Mapping[str, tuple[Meaning, ...]]) -> tuple[str, ...]:
    said = [word for word, meanings in book.items() if any(isinstance(meaning, _SAID) for meaning in meanings)]
    return tuple(word for word in said if len(word) >= _SHORT)


def _mistaken(text: str, start: int, word: str, known: Iterable[str]) -> Iterator[Slip]:
    """The longest known words that stand where the unknown one does, but for a character that sounds or looks alike."""
    end, there = start + len(word), set(text)
    said = set(text[max(0, start - 1) : end + 1])
    for phrase in known:
        if len(set(phrase) - there) > 1:
            # More than one of its characters stands nowhere in the question.
            continue
        for at, meant in enumerate(phrase):
            for char in filter(partial(_alike, meant), said):
                written = f"{phrase[:at]}{char}{phrase[at + 1 :]}"
                found = text.find(written, max(0, end - len(phrase)), start + len(phrase))
                if 0 <= found <= start:
                    yield Slip(written, phrase)


def _shortened(word: str) -> Slip | None:
    """A known word with one character left out, doubled or moved."""
    meant = _nearest(word, (phrase for phrase in _chinese() if len(phrase) >= _LEAST_SHORTENED))
    return Slip(word, meant) if meant and (len(meant) != len(word) or sorted(meant) == sorted(word)) else None


def _nearest(written: str, known: Iterable[str]) -> str | None:
    near = (
        word
        for word in known
        if abs(len(word) - len(written)) <= 1 and OSA.distance(written, word, score_cutoff=1) == 1
    )
    return min(near, key=lambda word: (len(word) != len(written), word[0] != written[0], word), default=None)


@cache
def _alike(meant: str, written: str) -> bool:
    """Whether one character is written for another that sounds or looks like it."""
    if meant == written or not is_chinese(meant + written):
        return False
    # Not at the top: pypinyin would cost every question that has no slip a third of a second.
    from portal.questions.words.romanising import sounds

    looks = any(meant in group and written in group for group in read_lexicon("words.json")["alike"])
    return looks or not sounds(meant).isdisjoint(sounds(written))
