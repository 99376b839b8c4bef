"""Light words (再, 仍, 拿, 来, 麻烦) that say nothing, where the text segmenter has them as words of their own.

One character alone may be a piece of a word that nobody knows (来 of 来龙去脉): only the segmenter can tell.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from index.segmenter import CUTTERS, Cutter, available_cutter
from portal.questions.words.fold import is_chinese
from portal.questions.words.meanings import Marker, Token
from portal.questions.words.vocabulary import read_lexicon

_FUNCTION = Marker(frozenset(["function"]))


def without_light_words(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a folded text, the light words in those that nobody knows set apart as function words."""
    if not any(_is_unknown(token) for token in tokens):
        return tuple(tokens)
    words = {start: end for word, start, end in _cutter().cut(text) if word in _light()}
    return tuple(part for token in tokens for part in (_parts(text, token, words) if _is_unknown(token) else (token,)))


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
def _light() -> frozenset[str]:
    return frozenset(read_lexicon("light_words.json")["words"])
