"""None at all of something: 一件申请也没有, 一件都没办结."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from portal.questions.cutting.parts import is_one, marked, pick
from portal.questions.words.lexicon import load_lexicon
from portal.questions.words.meanings import Concept, Meaning, Negation, Token
from portal.questions.words.vocabulary import read_lexicon

_NEAR = 5


def _none_at_all(tokens: Sequence[Token], index: int) -> Token:
    """一件申请也没有 is no application: neither the one nor the 也 says more."""
    one = next((at for at in range(index, max(-1, index - _NEAR), -1) if is_one(tokens[at])), None)
    if one is None:
        return tokens[index]
    after = [token for token in tokens[one + 1 : one + _NEAR] if token.text not in ("给", "被", "予以")]
    denied = len(after) > 1 and pick(after[0], Negation) and pick(after[1], Concept)
    if denied and not (one and tokens[one - 1].text in read_lexicon("words.json")["has_one"]):
        # 复议又一件没被纠正
        return marked(tokens[index], "function") if index == one else tokens[index]
    also = next((at for at in range(one + 1, min(len(tokens), one + _NEAR)) if tokens[at].text in ("也", "都")), None)
    if also is None or also + 1 >= len(tokens) or not pick(tokens[also + 1], Negation):
        return tokens[index]
    return marked(tokens[index], "function") if index in (one, also) else tokens[index]


def _none_done(tokens: Sequence[Token], index: int) -> Token:
    """一件申请都没办结 has concluded none: 没办结 by itself would be those left over."""
    done = next((at for at in range(index, min(len(tokens), index + _NEAR)) if _denied(tokens[at])), None)
    if done is None or not done or tokens[done - 1].text not in ("也", "都"):
        return tokens[index]
    one = next((at for at in range(done - 2, max(-1, done - _NEAR), -1) if is_one(tokens[at])), None)
    if one is None or index not in (one, done - 1, done):
        return tokens[index]
    if index == one:
        return marked(tokens[index], "function")
    return replace(tokens[index], meanings=_denied(tokens[done]) if index == done else (Negation(),))


def _denied(token: Token) -> tuple[Meaning, ...]:
    """What a word for something not done (没办结) says was not; nothing of other words."""
    word = next((word for word in ("没有", "没", "未") if token.text.startswith(word)), "")
    done = token.text.removeprefix(word).removesuffix("的")
    return load_lexicon().chinese.get(done, ()) if word and pick(token, Concept) else ()


NONE_AT_ALL: tuple[Callable[[Sequence[Token], int], Token], ...] = (_none_at_all, _none_done)
