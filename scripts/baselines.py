"""What search by meaning is measured against: BM25 over words, and TF-IDF of characters."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from index.segmenter import Segmenter, fold

# The best texts for a question, as numbers into the texts that it was made of.
Ranker = Callable[[str], Sequence[int]]
BM25_K1 = 1.2
BM25_B = 0.75
# Words of a question that say nothing of what it is about.
_FUNCTION_WORDS = frozenset(
    (
        *("什么", "怎么", "怎样", "如何", "为什么", "能不能", "可以", "没有", "一个", "我们", "他们", "自己", "老是"),
        *(
            "总是",
            "别的",
            "其他",
            "进行",
            "工作",
            "情况",
            "问题",
            "部分",
            "个别",
            "单位",
            "加强",
            "存在",
            "不够",
            "不能",
        ),
    )
)


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


def words(text: str) -> list[str]:
    """The words of a text, as the library cuts it."""
    return [word for word, _, _ in _segmenter().cut(fold(text))]


def content_words(text: str) -> set[str]:
    """The words of a text that say what it is about: of two characters or more, without function words."""
    return {word for word in words(text) if len(word) > 1} - _FUNCTION_WORDS


def bm25(texts: Sequence[str]) -> Ranker:
    """Okapi BM25 over words; texts without any of a question's words are not found."""
    counts = [Counter(words(text)) for text in texts]
    lengths = np.array([count.total() for count in counts])
    norms = BM25_K1 * (1 - BM25_B + BM25_B * lengths / lengths.mean())
    frequency = Counter(word for count in counts for word in count)

    def ranked(question: str) -> list[int]:
        scores = np.zeros(len(texts))
        for word in set(words(question)) & frequency.keys():
            weight = math.log(1 + (len(texts) - frequency[word] + 0.5) / (frequency[word] + 0.5))
            present = np.array([count[word] for count in counts])
            scores += weight * present * (BM25_K1 + 1) / (present + norms)
        return _best(scores)

    return ranked


def character_tfidf(texts: Sequence[str]) -> Ranker:
    """Cosine of TF-IDF vectors over runs of one to three characters."""
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    matrix = vectorizer.fit_transform(map(fold, texts))

    def ranked(question: str) -> list[int]:
        return _best((matrix @ vectorizer.transform([fold(question)]).T).toarray().ravel())

    return ranked


def _best(scores: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[int]:
    order: list[int] = np.argsort(-scores, kind="stable").tolist()
    return [number for number in order if scores[number] > 0]
