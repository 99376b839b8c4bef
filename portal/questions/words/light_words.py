"""Light words (再, 仍, 拿, 来, 麻烦) that say nothing, where the text segmenter has them as words of their own.

One character may be a piece of a word that nobody knows (来 of 来龙去脉): only the segmenter can tell. One that is left
alone between words that are known is a piece of none; some of them (作, 办) say nothing there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from index.segmenter import CUTTERS, Cutter, available_cutter
from portal.questions.cutting.parts import pick
from portal.questions.words.fold import is_chinese
from portal.questions.words.meanings import Marker, Number, Token
from portal.questions.words.vocabulary import read_lexicon

_FUNCTION = Marker(frozenset(["function"]))


def without_light_words(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a folded text, the light words in those that nobody knows set apart as function words."""
    if not any(_is_unknown(token) for token in tokens):
        return tuple(tokens)
    cut = list(_cutter().cut(text))
    words = {start: end for word, start, end in cut if word in _light()}
    said = {at for token in tokens if token.meanings and len(token.text) > 1 for at in range(token.start, token.end)}
    longer = [range(start, end) for word, start, end in cut if end - start > 1 and word not in _light()]
    pieces = {at for word in longer if said.isdisjoint(word) for at in word}
    parts = [part for token in tokens for part in (_parts(text, token, words) if _is_unknown(token) else (token,))]
    return tuple(
        replace(part, meanings=(_FUNCTION,)) if part.start not in pieces and _left_alone(parts, at) else part
        for at, part in enumerate(parts)
    )


def _left_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is one character that says nothing, and no piece of a word with a numeral in it (清一色)."""
    token = tokens[at]
    if not _is_unknown(token) or token.text not in _alone():
        return False
    beside = (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2])
    numerals = [other for other in beside if (number := pick(other, Number)) and not number.unit]
    return not any(other.end == token.start or token.end == other.start for other in numerals)


def _is_unknown(token: Token) -> bool:
    return not token.meanings and is_chinese(token.text)


def _parts(text: str, token: Token, words: dict[int, int]) -> Iterator[Token]:
    """The light words of an unknown token, and what stands between them."""
    first = at = token.start
    while at < token.end:
        end = words.get(at, 0)
        if not at < end <= token.end:
            at += 1
            continue
        if first < at:
            yield Token(text[first:at], first, at, ())
        yield Token(text[at:end], at, end, (_FUNCTION,))
        first = at = end
    if first < token.end:
        yield Token(text[first : token.end], first, token.end, ())


@cache
def _cutter() -> Cutter:
    return CUTTERS[available_cutter()]()


@cache
def _alone() -> frozenset[str]:
    return frozenset(read_lexicon("light_words.json")["alone"])


@cache
def _light() -> frozenset[str]:
    return frozenset(read_lexicon("light_words.json")["words"])
