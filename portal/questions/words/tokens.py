"""Cut a folded question into phrases that the lexicon, the library's names and the numerals know."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Protocol

from portal.questions.plan import Peers
from portal.questions.words.fold import stem, words
from portal.questions.words.lexicon import Lexicon
from portal.questions.words.meanings import (
    Aim,
    Compare,
    Concept,
    Content,
    Except,
    Grouping,
    Join,
    Marker,
    Meaning,
    Negation,
    Number,
    NumberRange,
    OfficeName,
    Place,
    RelativeYears,
    Scope,
    Shift,
    Token,
    Unsupported,
    Years,
)
from portal.questions.words.told_meanings import Beside, Printed, Side, Sought, Telling, Topic

# Leaving a character unexplained costs more than any number of phrases; among equal covers fewer phrases win.
_UNKNOWN = 1_000_000
_PHRASE = 1_000
# A phrase of fewer words has no comma in it.
_SPACES_WITH_COMMA = 3
_SIGNS = "%<>=≥≤≠+"
_RANK: dict[type[Meaning], int] = {
    Concept: 0,
    OfficeName: 1,
    Place: 1,
    Unsupported: 2,
    Aim: 2,
    Grouping: 8,
    Shift: 2,
    Sought: 2,
    Side: 7,
    Printed: 2,
    Peers: 2,
    RelativeYears: 2,
    Years: 2,
    Number: 3,
    NumberRange: 2,
    Compare: 4,
    Content: 0,
    Except: 2,
    Negation: 4,
    Scope: 5,
    Telling: 5,
    Marker: 6,
    Join: 6,
    Topic: 7,
    Beside: 7,
}


class NameBook(Protocol):
    """Names of places and offices by what they are called."""

    longest: int

    def meanings(self, text: str) -> tuple[Meaning, ...]:
        """What a folded text names."""
        ...

    def spelled(self, words: str) -> tuple[Meaning, ...]:
        """What Latin words name in pinyin."""
        ...


# jiaozuo city, ningxia autonomous region
_LONGEST_NAME = 3
Spans = dict[int, dict[int, tuple[Meaning, ...]]]


def tokenize(
    text: str, lexicon: Lexicon, names: NameBook, amounts: list[tuple[int, int, Meaning]]
) -> tuple[Token, ...]:
    """The cheapest cover of the text by known phrases; what none covers becomes tokens without meaning."""
    spans = _spans(text, lexicon, names, amounts)
    tokens = _cover(text, spans)
    if all(token.meanings or not token.text.isascii() for token in tokens):
        return tokens
    spelled = [
        (start, end, meanings)
        for start, end, key in _english_phrases(text, _LONGEST_NAME)
        if (meanings := names.spelled(key))
    ]
    for start, end, meanings in spelled:
        spans[start][end] = (*spans[start].get(end, ()), *meanings)
    return _cover(text, spans) if spelled else tokens


def _cover(text: str, spans: Spans) -> tuple[Token, ...]:
    cost: list[int] = [0] * (len(text) + 1)
    step: list[int] = [0] * (len(text) + 1)
    gaps = _gaps(text)
    for start in range(len(text) - 1, -1, -1):
        gap = gaps[start]
        cost[start], step[start] = cost[gap] + (gap - start) * _UNKNOWN * _is_content(text[start]), gap
        for end, meanings in spans[start].items():
            price = cost[end] + _PHRASE + min(_RANK[type(meaning)] for meaning in meanings)
            if price < cost[start]:
                cost[start], step[start] = price, end
    return _cut(text, step, spans)


def _is_content(char: str) -> bool:
    return char.isalnum() or char in _SIGNS


def _gaps(text: str) -> list[int]:
    """Where an unknown stretch that begins at each place ends: one character, or a whole Latin word."""
    gaps = [index + 1 for index in range(len(text))]
    for match in words(text):
        gaps[match.start()] = match.end()
    return gaps


def _spans(text: str, lexicon: Lexicon, names: NameBook, amounts: list[tuple[int, int, Meaning]]) -> Spans:
    spans: Spans = defaultdict(dict)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + max(lexicon.longest_chinese, names.longest)) + 1):
            phrase = text[start:end]
            if meanings := (*lexicon.chinese.get(phrase, ()), *names.meanings(phrase)):
                spans[start][end] = meanings
    for start, end, key in _english_phrases(text, lexicon.longest_english):
        if meanings := lexicon.english.get(key, ()):
            spans[start][end] = meanings
    for start, end, meaning in amounts:
        spans[start][end] = (*spans[start].get(end, ()), meaning)
        if isinstance(meaning, Compare):
            # 过 that sets a bound (过百件) is no part of the word before it (收到过).
            for before in range(start):
                spans[before].pop(end, None)
    return spans


def _english_phrases(text: str, longest: int) -> Iterator[tuple[int, int, str]]:
    """Runs of Latin words that only spaces part, in long ones also commas, as start, end and stems."""
    found = words(text)
    for first, match in enumerate(found):
        key, previous, parted = "", match.start(), False
        for other in found[first : first + longest]:
            between = text[previous : other.start()]
            if between not in ("", " ", ", ", ": "):
                break
            parted = parted or between[:1] == ","
            key, previous = f"{key} {stem(other[0])}".lstrip(), other.end()
            if parted and key.count(" ") < _SPACES_WITH_COMMA:
                # Governments, departments are two kinds, not government departments.
                continue
            yield match.start(), other.end(), key
            if "-" in key:
                yield match.start(), other.end(), " ".join(map(stem, key.replace("-", " ").split(" ")))


def _cut(text: str, step: list[int], spans: Spans) -> tuple[Token, ...]:
    tokens: list[Token] = []
    start = 0
    while start < len(text):
        end = step[start]
        meanings = spans[start].get(end, ())
        if meanings or _is_content(text[start]):
            last = tokens[-1] if tokens else None
            if not meanings and last and not last.meanings and last.end == start:
                tokens[-1] = Token(text[last.start : end], last.start, end, ())
            else:
                tokens.append(Token(text[start:end], start, end, meanings))
        start = end
    return tuple(tokens)
