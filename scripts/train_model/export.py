"""The trained model as a folder that sentence-transformers loads: one byte a number, one scale a row."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer

Matrix = NDArray[np.float32]


def save_model(folder: Path, tokenizer: Tokenizer, matrix: Matrix) -> None:
    """Write tokenizer, weights and configuration; the model card beside them is left alone."""
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=matrix), Normalize()])
    model.save_pretrained(str(folder), create_model_card=False)
    numbers, scales = quantised(matrix)
    # The names that StaticEmbedding.load folds back into rows of float32.
    weights = folder / "model.safetensors"
    save_file({"embeddings": numbers, "weights": scales}, str(weights))
    weights.chmod(0o644)


def quantised(matrix: Matrix) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows as whole numbers of −127 to 127 with a scale each; a row of zeros stays one."""
    scales = (np.abs(matrix).max(axis=1) / 127).astype(np.float32)
    numbers = np.rint(matrix / np.where(scales > 0, scales, 1)[:, None]).astype(np.int8)
    return numbers, scales
