"""Cut Chinese text into words with offsets: one segmenter for what is written and what is asked."""

import importlib.util
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Protocol

from ingest.datafiles import data_path

# High enough that no path through the dictionary beats a statutory term; given by hand because the two cutters
# would each suggest their own.
TERM_FREQUENCY = 200_000
_LAST_CASED = 0x2500
_HIDDEN_LENGTH = 4
_ASCII_RUN = re.compile(r"[\x00-\x7f]+")
_ASCII_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)+|[0-9a-z]+")


def _folds() -> dict[str, str]:
    """Characters that are written as another one: full width, upper case, half surrogates."""
    folds = {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    folds["\u3000"] = " "
    for char in map(chr, range(_LAST_CASED)):
        if len(char.lower()) == 1 and char.lower() != char:
            folds[char] = char.lower()
    return folds


_FOLDS = _folds()
_FOLDED = re.compile(f"[{re.escape(''.join(sorted(_FOLDS)))}\ud800-\udfff]")


def fold(text: str) -> str:
    """Half width and lower case, one character for each, so that offsets stay; a half surrogate becomes U+FFFD."""
    return _FOLDED.sub(lambda match: _FOLDS.get(match.group(), "\ufffd"), text)


# A folded word with its start and end in the text, in code points. A plain tuple: a report has thousands of them.
Token = tuple[str, int, int]


class Cutter(Protocol):
    """What rjieba and jieba have in common."""

    def cut(self, text: str) -> Iterable[Token]:
        """Words of Chinese text in search mode: the long ones and the known words inside them."""

    def knows(self, word: str) -> bool:
        """Whether this is a word of its dictionary."""

    def add(self, word: str) -> None:
        """Make this a word."""


class RjiebaCutter:
    """jieba's Rust port: the same words, many times faster, ready at once."""

    def __init__(self) -> None:
        import rjieba

        self._jieba = rjieba.Jieba()

    def cut(self, text: str) -> Iterable[Token]:
        """Words of Chinese text in search mode."""
        words: list[Token] = self._jieba.tokenize(text, "search")
        return words

    def knows(self, word: str) -> bool:
        """Whether this is a word of its dictionary."""
        known: bool = self._jieba.has_word(word)
        return known

    def add(self, word: str) -> None:
        """Make this a word."""
        self._jieba.add_word(word, TERM_FREQUENCY, None)


class JiebaCutter:
    """jieba itself, for machines that rjieba has no wheel for."""

    def __init__(self) -> None:
        import logging

        import jieba

        jieba.setLogLevel(logging.WARNING)
        self._jieba = jieba.Tokenizer()

    def cut(self, text: str) -> Iterable[Token]:
        """Words of Chinese text in search mode."""
        words: Iterable[Token] = self._jieba.tokenize(text, "search")
        return words

    def knows(self, word: str) -> bool:
        """Whether this is a word of its dictionary; beginnings of words stand in it with a frequency of 0."""
        self._jieba.check_initialized()
        return bool(self._jieba.FREQ.get(word))

    def add(self, word: str) -> None:
        """Make this a word."""
        self._jieba.add_word(word, TERM_FREQUENCY, None)


CUTTERS: dict[str, type[RjiebaCutter] | type[JiebaCutter]] = {"rjieba": RjiebaCutter, "jieba": JiebaCutter}


def available_cutter() -> str:
    """The name of the cutter of this machine: rjieba where it is installed, else jieba."""
    return "rjieba" if importlib.util.find_spec("rjieba") else "jieba"


def load_terms() -> tuple[str, ...]:
    """The field's own words from `data/lexicon/terms.txt`: one a line, `#` begins a remark."""
    lines = data_path("lexicon", "terms.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in map(str.strip, lines) if line and not line.startswith("#"))


class Segmenter:
    """jieba's words over a fixed user dictionary: the field's terms and the places of one library.

    Search mode gives the known words of 2 and 3 characters inside a long one; of the dictionary's own words those of
    4 and more are given too, or 基层政务公开 would hide 政务公开.
    """

    def __init__(self, places: Iterable[str] = (), cutter: str | None = None) -> None:
        self.name = cutter or available_cutter()
        self.places = tuple(sorted(set(places)))
        self.words = tuple(dict.fromkeys(fold(word) for word in (*load_terms(), *self.places)))
        self._cutter: Cutter = CUTTERS[self.name]()
        for word in self.words:
            if not self._cutter.knows(word):
                self._cutter.add(word)
        self._inner = {word: inner for word in self.words if (inner := self._inner_words(word))}

    @property
    def dictionary(self) -> str:
        """A digest of the user dictionary, to tell whether an index was cut with this one."""
        return sha256("\n".join(sorted(self.words)).encode()).hexdigest()[:16]

    def cut(self, folded: str) -> list[Token]:
        """The words of a folded text as they stand in it; a long word comes after the words inside it."""
        tokens: list[Token] = []
        position = 0
        for run in _ASCII_RUN.finditer(folded):
            start = run.start()
            if position < start:
                self._cut_chinese(folded[position:start], position, tokens)
            for word in _ASCII_WORD.finditer(run.group()):
                tokens.append((word.group(), start + word.start(), start + word.end()))
            position = run.end()
        if position < len(folded):
            self._cut_chinese(folded[position:], position, tokens)
        return tokens

    def _cut_chinese(self, text: str, offset: int, tokens: list[Token]) -> None:
        for word, start, end in self._cutter.cut(text):
            if word in self._inner:
                for inner, at in self._inner[word]:
                    tokens.append((inner, offset + start + at, offset + start + at + len(inner)))
            if word[0].isalnum():
                tokens.append((word, offset + start, offset + end))

    def _inner_words(self, word: str) -> tuple[tuple[str, int], ...]:
        """The known words of 4 characters and more inside a word, with their offsets."""
        return tuple(
            (inner, start)
            for length in range(_HIDDEN_LENGTH, len(word))
            for start in range(len(word) - length + 1)
            if self._cutter.knows(inner := word[start : start + length])
        )
