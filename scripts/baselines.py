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
    "的 了 是 在 不 有 没 没有 也 都 就 还 又 和 与 及 或 等 把 被 对 为 给 让 从 到 向 上 下 里 中 个 这 那 哪 什么 怎么 "
    "怎样 如何 为什么 吗 呢 啊 吧 能 能不能 可以 要 会 一 一个 人 我 我们 他们 自己 谁 多 很 太 最 更 老是 总是 别的 其他 "
    "以 于 之 其 并 未 应 须 由 各 该 本 进行 工作 情况 问题 部分 个别 单位 加强 存在 不够 做 去 来 说 看 着 过 地 得".split()
)


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


def words(text: str) -> list[str]:
    """The words of a text, as the library cuts it."""
    return [word for word, _, _ in _segmenter().cut(fold(text))]


def content_words(text: str) -> set[str]:
    """The words of a text without function words."""
    return set(words(text)) - _FUNCTION_WORDS


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
