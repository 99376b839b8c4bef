"""The known word that one slip of the pen away was written otherwise (复义 for 复议)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA, Hamming

from portal.questions.fold import is_chinese
from portal.questions.lexicon import Lexicon
from portal.questions.meanings import Concept, Scope

_AROUND = 3
_SHORT = 2
_LEAST_ENGLISH = 5
_SAID = (Concept, Scope)


@dataclass(frozen=True, slots=True)
class Slip:
    """What was written, and the known word that it may have been meant for."""

    written: str
    meant: str


def slip(text: str, unknown: Sequence[str], lexicon: Lexicon) -> Slip | None:
    """The first unknown word of a folded question that lies within one edit of a word that says something."""
    for word in unknown:
        start = text.find(word)
        if start >= 0 and (found := _slip_at(text, start, word, lexicon)):
            return found
    return None


def _slip_at(text: str, start: int, word: str, lexicon: Lexicon) -> Slip | None:
    book = lexicon.chinese if is_chinese(word) else lexicon.english
    known = [phrase for phrase, meanings in book.items() if any(isinstance(meaning, _SAID) for meaning in meanings)]
    if not is_chinese(word):
        meant = _nearest(word, known) if len(word) >= _LEAST_ENGLISH else None
        return Slip(word, meant) if meant else None
    if len(word) >= _SHORT and (meant := _nearest(word, known)):
        return Slip(word, meant)
    return _within(text, start, word, known)


def _nearest(written: str, known: Iterable[str]) -> str | None:
    """A known word within one edit; of two characters the first must stand, or half of all words would do."""
    near = [
        word
        for word in known
        if abs(len(word) - len(written)) <= 1
        and min(len(word), len(written)) >= _SHORT
        and (min(len(word), len(written)) > _SHORT or word[0] == written[0])
        and OSA.distance(written, word, score_cutoff=1) == 1
    ]
    return min(near, key=lambda word: (len(word) != len(written), word[0] != written[0], word), default=None)


def _within(text: str, start: int, word: str, known: Sequence[str]) -> Slip | None:
    """A longer known word with one character of the unknown one put right (不于公开: 不 is unknown, 公开 known)."""
    for phrase in sorted(known, key=len, reverse=True):
        if len(phrase) <= max(_SHORT, len(word)) or len(phrase) > len(word) + _AROUND:
            continue
        for first in range(max(0, start - len(phrase) + len(word)), start + 1):
            written = text[first : first + len(phrase)]
            if len(written) == len(phrase) and Hamming.distance(written, phrase) == 1:
                return Slip(written, phrase)
    return None
