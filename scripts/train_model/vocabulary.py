"""The pieces that text is cut into: a Unigram tokenizer over words, so that no segmenter is needed at run time."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import Unigram

UNKNOWN = "[UNK]"
WORDS = 30_000
CORPUS_WEIGHT = 0.3
_LONGEST = 6
# What a word of the project's own lists counts at least: it is one piece though statutes never use it.
_OWN_COUNT = 30.0
_OWN_LONGEST = 4
_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z]+|[0-9]+")
_RUNS = r"[\u3400-\u4dbf\u4e00-\u9fff]+|[a-z]+|[0-9]+"


def learn_tokenizer(sentences: Sequence[str], own_words: Iterable[str], own_texts: Sequence[str]) -> Tokenizer:
    """A tokenizer of the most frequent words and of all characters.

    The whole dictionary cuts first; how often its words then stand in the corpus decides what is kept. Our own words,
    and whatever our own texts are cut into, are kept in any case: the corpus hardly knows how people talk.
    """
    own = {word.lower() for word in own_words if _is_piece(word.lower())}
    dictionary = _dictionary()
    dictionary |= {word: max(dictionary.get(word, 0.0), _OWN_COUNT) for word in own}
    characters = {char for text in sentences for char in text if _CHINESE.fullmatch(char)}
    characters |= {char for word in dictionary if _CHINESE.fullmatch(word) for char in word}
    first = _tokenizer(_with_characters(dictionary, characters))
    counted = _counted(first, sentences)
    own |= _counted(first, own_texts).keys()
    weighed = {word: count + CORPUS_WEIGHT * counted[word] for word, count in dictionary.items()}
    words = [word for word in weighed if len(word) > 1]
    dropped = set(sorted(words, key=lambda word: (word not in own, -weighed[word], word))[WORDS:])
    kept = {word: count for word, count in weighed.items() if word not in dropped}
    return _tokenizer(_with_characters(kept, characters))


def shares(tokenizer: Tokenizer) -> NDArray[np.float64]:
    """How often each piece stands in written Chinese, out of one."""
    pieces = json.loads(tokenizer.to_str())["model"]["vocab"]
    found: NDArray[np.float64] = np.exp([score for _, score in pieces])
    return found


def _counted(tokenizer: Tokenizer, texts: Sequence[str]) -> Counter[str]:
    return Counter(token for encoding in tokenizer.encode_batch_fast(list(texts)) for token in encoding.tokens)


def _is_piece(word: str) -> bool:
    chinese = _CHINESE.fullmatch(word) is not None and len(word) <= _OWN_LONGEST
    return len(word) > 1 and (chinese or _LATIN.fullmatch(word) is not None)


def _dictionary() -> dict[str, float]:
    """The words of jieba's dictionary with their frequencies."""
    found: dict[str, float] = {}
    for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if _CHINESE.fullmatch(word) and len(word) <= _LONGEST:
            found[word] = float(count)
    return found


def _with_characters(words: dict[str, float], characters: Iterable[str]) -> dict[str, float]:
    """A character alone is dearer than in a word, so that known words win."""
    singles = {char: max(words.get(char, 0.0), 1.0) for char in sorted(characters)}
    letters = dict.fromkeys("abcdefghijklmnopqrstuvwxyz0123456789", 1.0)
    return {word: count for word, count in words.items() if len(word) > 1} | singles | letters


def _tokenizer(counts: dict[str, float]) -> Tokenizer:
    total = math.log(sum(counts.values()))
    pieces = [(UNKNOWN, 0.0)]
    pieces += [(word, math.log(max(count, 1.0)) - total) for word, count in sorted(counts.items())]
    tokenizer = Tokenizer(Unigram(pieces, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    # Whatever is no letter, digit or Chinese character parts pieces and is no piece itself.
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(_RUNS), behavior="removed", invert=True)
    return tokenizer
