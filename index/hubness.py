"""Passages that are near to every question, and by how much each is held back for it.

A model draws what it was trained on near to all questions, so that such passages crowd out what a question of another
matter asks for. A passage's mean likeness to the typical questions nearest to it tells by how much; taking a share of
that off each likeness is querybank normalisation (Bogolin et al., CVPR 2022) in its linear form.
"""

from functools import cache

import numpy as np

from index.encoder import Matrix, Vector
from ingest.datafiles import data_path

# The share that is taken off, and over how many questions the mean is: chosen on the questions set apart for choosing.
SHARE = 0.4
_NEAREST = 5
_AT_ONCE = 4096


@cache
def typical_questions() -> tuple[str, ...]:
    """What people ask about, some questions of each theme; written by `scripts/train_model`."""
    return tuple(data_path("lexicon", "typical_questions.txt").read_text(encoding="utf-8").splitlines())


def held_back(vectors: Matrix, typical: Matrix) -> Matrix:
    """Passages' vectors with one number more, what is taken off when the vector is multiplied with a `question`."""
    means = np.zeros((len(vectors), 1), dtype=np.float32)
    nearest = min(_NEAREST, len(typical))
    for start in range(0, len(vectors) if nearest else 0, _AT_ONCE):
        likeness = vectors[start : start + _AT_ONCE] @ typical.T
        means[start : start + _AT_ONCE, 0] = np.partition(likeness, -nearest, axis=1)[:, -nearest:].mean(axis=1)
    return np.concatenate([vectors, -SHARE * means], axis=1)


def question(vector: Vector) -> Vector:
    """A question's vector with one number more, for vectors that are `held_back`."""
    longer: Vector = np.append(vector, np.float32(1))
    return longer
