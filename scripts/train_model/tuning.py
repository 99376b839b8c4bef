"""Fine-tuning: sentences of one theme, and words of one group, drawn together; all others pushed apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import embedding_bag, normalize

TEMPERATURE = 0.12
LEARNING_RATE = 3e-3
TOKEN_DROPOUT = 0.35
STEPS = 60
PREFIXES = (256, 128, 64)
BATCH = 1024

Ids = Sequence[int]
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Task:
    """Texts as pieces with the group of each; texts of one group mean the same. `weight` is its share of the loss."""

    texts: tuple[Ids, ...]
    groups: tuple[int, ...]
    weight: float


def tune(first: Matrix, tasks: Sequence[Task], seed: int) -> Matrix:
    """The matrix after STEPS steps over all tasks; only rows of pieces that the tasks contain are changed."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    used = np.unique([piece for task in tasks for text in task.texts for piece in text])
    base = torch.from_numpy(first)
    delta = torch.zeros((len(used), first.shape[1]), requires_grad=True)
    rows = torch.from_numpy(used)
    optimizer = torch.optim.Adam([delta], lr=LEARNING_RATE)
    for _ in range(STEPS):
        matrix = base.index_add(0, rows, delta)
        loss = torch.stack([task.weight * _loss(matrix, task, rng) for task in tasks]).sum()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    tuned: Matrix = base.index_add(0, rows, delta).detach().numpy()
    return tuned


def _loss(matrix: Tensor, task: Task, rng: np.random.Generator) -> Tensor:
    """Supervised contrastive loss of a batch of whole groups, over several prefixes of the dimensions."""
    chosen = _batch(task, rng)
    vectors = _encoded(matrix, [_thinned(task.texts[number], rng) for number in chosen])
    groups = torch.tensor([task.groups[number] for number in chosen])
    losses = [_contrastive(normalize(vectors[:, :size], dim=1), groups) for size in PREFIXES]
    return torch.stack(losses).mean()


def _batch(task: Task, rng: np.random.Generator) -> list[int]:
    """Whole groups in random order until the batch is full, so that every text has its like beside it."""
    if len(task.texts) <= BATCH:
        return list(range(len(task.texts)))
    order = {group: rank for rank, group in enumerate(rng.permutation(sorted(set(task.groups))))}
    return sorted(range(len(task.texts)), key=lambda number: order[task.groups[number]])[:BATCH]


def _thinned(text: Ids, rng: np.random.Generator) -> Ids:
    """A text with pieces left out by chance, at least one kept."""
    kept = [piece for piece in text if rng.random() >= TOKEN_DROPOUT]
    return kept or [text[int(rng.integers(len(text)))]]


def _encoded(matrix: Tensor, texts: Sequence[Ids]) -> Tensor:
    pieces = torch.tensor([piece for text in texts for piece in text])
    offsets = torch.tensor(np.cumsum([0, *map(len, texts[:-1])]))
    return embedding_bag(pieces, matrix, offsets, mode="mean")


def _contrastive(vectors: Tensor, groups: Tensor) -> Tensor:
    alike = groups[:, None] == groups[None, :]
    itself = torch.eye(len(groups), dtype=torch.bool)
    scores = (vectors @ vectors.T / TEMPERATURE).masked_fill(itself, float("-inf"))
    positive = alike & ~itself
    others = torch.logsumexp(scores.masked_fill(positive, float("-inf")), dim=1, keepdim=True)
    # Each like text against all unlike ones: texts of the same group never compete.
    terms = torch.logaddexp(scores, others) - scores
    return terms[positive].mean()
