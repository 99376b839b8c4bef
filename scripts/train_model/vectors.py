"""First vectors of pieces from running text: PPMI of neighbours and its singular value decomposition."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.utils.extmath import randomized_svd
from tokenizers import Tokenizer

WINDOW = 5
SUBSAMPLING = 1e-4
CONTEXT_SMOOTHING = 0.75
DIMENSION = 256
# How much of a piece's direction comes from its characters, more where the corpus hardly knows the piece.
CHARACTER_SHARE = 0.3
_RARE = 50.0
# Pieces more frequent than this weigh less than half.
RARITY = 1e-3

Matrix = NDArray[np.float32]
Counts = NDArray[np.int64]


def first_vectors(sentences: Sequence[str], tokenizer: Tokenizer, seed: int) -> Matrix:
    """A row of length one for each piece; of zeros where neither it nor its characters stand in the corpus."""
    pieces, starts = _pieces(sentences, tokenizer)
    counts = np.bincount(pieces, minlength=tokenizer.get_vocab_size()).astype(np.int64)
    matrix = _ppmi(_neighbours(*_subsampled(pieces, starts, counts, seed), len(counts)))
    left, values, _ = randomized_svd(matrix, DIMENSION, n_oversamples=32, n_iter=3, random_state=seed)
    vectors = normalised((left * np.sqrt(values)).astype(np.float32))
    return _with_characters(vectors, counts, tokenizer)


def normalised(vectors: Matrix) -> Matrix:
    """Rows of length one; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Matrix = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


def _pieces(sentences: Sequence[str], tokenizer: Tokenizer) -> tuple[Counts, Counts]:
    """The pieces of all sentences in a row, and the number of the sentence that each stands in."""
    encoded = [encoding.ids for encoding in tokenizer.encode_batch_fast(list(sentences))]
    lengths = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
    pieces = np.fromiter((piece for ids in encoded for piece in ids), dtype=np.int64, count=int(lengths.sum()))
    return pieces, np.repeat(np.arange(len(encoded), dtype=np.int64), lengths)


def _subsampled(pieces: Counts, sentences: Counts, counts: Counts, seed: int) -> tuple[Counts, Counts]:
    """Frequent pieces thinned out by chance, unknown ones left out."""
    shares = counts / counts.sum()
    keep = np.minimum(1.0, np.sqrt(SUBSAMPLING / np.maximum(shares, 1e-12)))
    keep[0] = 0.0
    chosen = np.random.default_rng(seed).random(len(pieces)) < keep[pieces]
    return pieces[chosen], sentences[chosen]


def _neighbours(pieces: Counts, sentences: Counts, size: int) -> sparse.csr_array:
    """How often two pieces stand near each other in a sentence, the nearer the more."""
    total = sparse.csr_array((size, size), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        together = sentences[:-distance] == sentences[distance:]
        first, second = pieces[:-distance][together], pieces[distance:][together]
        weights = np.full(len(first), 1.0 / distance, dtype=np.float32)
        total = total + sparse.coo_array((weights, (first, second)), shape=(size, size)).tocsr()
    return (total + total.T).tocsr()


def _ppmi(counts: sparse.csr_array) -> sparse.csr_array:
    rows = np.asarray(counts.sum(axis=1)).ravel()
    contexts = np.asarray(counts.sum(axis=0)).ravel() ** CONTEXT_SMOOTHING
    table = counts.tocoo()
    expected = rows[table.row] * contexts[table.col] / contexts.sum()
    values = np.log(np.maximum(table.data / np.maximum(expected, 1e-12), 1.0)).astype(np.float32)
    found = sparse.coo_array((values, (table.row, table.col)), shape=counts.shape).tocsr()
    found.eliminate_zeros()
    return found


def _with_characters(vectors: Matrix, counts: Counts, tokenizer: Tokenizer) -> Matrix:
    """Each piece of several characters drawn towards its characters."""
    characters = normalised(np.asarray(_characters(tokenizer) @ vectors, dtype=np.float32))
    rare = _RARE / (_RARE + counts)
    share = (CHARACTER_SHARE + (1 - CHARACTER_SHARE) * rare)[:, None].astype(np.float32)
    composed = characters.any(axis=1, keepdims=True)
    return normalised(np.where(composed, (1 - share) * vectors + share * characters, vectors))


def sharing(tokenizer: Tokenizer) -> sparse.csr_array:
    """How much of what a piece learns goes to which: all to itself, and each character's to the words it stands in."""
    identity = sparse.eye_array(tokenizer.get_vocab_size(), dtype=np.float32, format="csr")
    return (identity + _characters(tokenizer)).tocsr()


def _characters(tokenizer: Tokenizer) -> sparse.csr_array:
    """The mean of its characters for each piece of several Chinese characters."""
    vocabulary = tokenizer.get_vocab()
    rows, columns, values = [], [], []
    for piece, number in sorted(vocabulary.items()):
        characters = [] if piece.isascii() else [vocabulary[char] for char in piece if char in vocabulary]
        if len(characters) > 1:
            rows += [number] * len(characters)
            columns += characters
            values += [1 / len(characters)] * len(characters)
    size = tokenizer.get_vocab_size()
    return sparse.coo_array((np.array(values, dtype=np.float32), (rows, columns)), shape=(size, size)).tocsr()


def weighted(vectors: Matrix, shares: NDArray[np.float64]) -> Matrix:
    """Rows as long as their pieces are telling: `shares` is how often each stands in written Chinese."""
    rows: Matrix = (vectors * (RARITY / (RARITY + shares))[:, None]).astype(np.float32)
    rows[0] = 0.0
    return rows
