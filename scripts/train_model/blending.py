"""From tuned matrices to one: what knows the themes, and what knows words only, even in all directions."""

from collections.abc import Sequence

import numpy as np

from scripts.train_model.tuning import Ids, Matrix

# The matrix tuned to themes answers best about these and worst about others, the one tuned to words the other way.
THEMES_SHARE = 0.6
# 0 leaves the directions as they are, 0.5 makes the training texts equally wide in all of them. In between, the
# directions of the themes trained on no longer drown those of themes that nobody trained on.
EVENNESS = 0.25
_LEAST_VARIANCE = 1e-6


def blended(of_themes: Matrix, of_words: Matrix, texts: Sequence[Ids]) -> Matrix:
    """One matrix of two, its directions evened out over these texts; pieces without a vector stay without."""
    matrix = THEMES_SHARE * of_themes + (1 - THEMES_SHARE) * of_words
    sentences = np.stack([matrix[list(text)].mean(axis=0) for text in texts]).astype(np.float64)
    centre = sentences.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov((sentences - centre).T))
    scales = (np.maximum(variances, 0) / variances.max() + _LEAST_VARIANCE) ** -EVENNESS
    evened = (matrix - centre) @ (directions * scales) @ directions.T
    evened[~matrix.any(axis=1)] = 0
    rows: Matrix = evened.astype(np.float32)
    return rows
