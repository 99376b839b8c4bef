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

Ids = tuple[int, ...]
Numbers = NDArray[np.int64]
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Task:
    """Texts as pieces with the group of each; texts of one group mean the same. `weight` is its share of the loss."""

    texts: tuple[Ids, ...]
    groups: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _Batch:
    """Texts one after another: their pieces, where each begins, and their groups."""

    pieces: Tensor
    offsets: Tensor
    groups: Tensor


class _Drawer:
    """Draws batches of one task, each of whole groups and with pieces left out by chance."""

    def __init__(self, task: Task, rows: dict[int, int]) -> None:
        self._pieces = np.array([rows[piece] for text in task.texts for piece in text], dtype=np.int64)
        self._owners = np.repeat(np.arange(len(task.texts)), [len(text) for text in task.texts])
        self._groups = np.array(task.groups, dtype=np.int64)
        self.weight = task.weight

    def draw(self, rng: np.random.Generator) -> _Batch:
        """The next batch; a text that would lose all its pieces keeps them."""
        chosen = self._chosen(rng)[self._owners]
        kept = chosen & (rng.random(len(self._owners)) >= TOKEN_DROPOUT)
        left = np.bincount(self._owners[kept], minlength=len(self._groups))
        kept |= chosen & (left[self._owners] == 0)
        owners, starts = np.unique(self._owners[kept], return_index=True)
        return _Batch(
            torch.from_numpy(self._pieces[kept]), torch.from_numpy(starts), torch.from_numpy(self._groups[owners])
        )

    def _chosen(self, rng: np.random.Generator) -> NDArray[np.bool_]:
        """Texts of whole groups in random order until the batch is full, so that each has its like beside it."""
        rank = rng.permutation(int(self._groups.max()) + 1)[self._groups]
        chosen = np.zeros(len(rank), dtype=np.bool_)
        chosen[np.argsort(rank, kind="stable")[:BATCH]] = True
        return chosen


def tune(first: Matrix, tasks: Sequence[Task], seed: int) -> Matrix:
    """The matrix after STEPS steps over all tasks; only rows of pieces that the tasks contain are changed."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    used = sorted({piece for task in tasks for text in task.texts for piece in text})
    rows = {piece: row for row, piece in enumerate(used)}
    drawers = [_Drawer(task, rows) for task in tasks]
    matrix = torch.from_numpy(first[used]).requires_grad_()
    optimizer = torch.optim.Adam([matrix], lr=LEARNING_RATE)
    for _ in range(STEPS):
        loss = torch.stack([drawer.weight * _loss(matrix, drawer.draw(rng)) for drawer in drawers]).sum()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    tuned = first.copy()
    tuned[used] = matrix.detach().numpy()
    return tuned


def _loss(matrix: Tensor, batch: _Batch) -> Tensor:
    """Supervised contrastive loss of a batch, over several prefixes of the dimensions."""
    vectors = embedding_bag(batch.pieces, matrix, batch.offsets, mode="mean")
    losses = [_contrastive(normalize(vectors[:, :size], dim=1), batch.groups) for size in PREFIXES]
    return torch.stack(losses).mean()


def _contrastive(vectors: Tensor, groups: Tensor) -> Tensor:
    """Each like text against all unlike ones: texts of one group never compete."""
    alike = groups[:, None] == groups[None, :]
    scores = vectors @ vectors.T / TEMPERATURE
    others = torch.logsumexp(scores.masked_fill(alike, float("-inf")), dim=1, keepdim=True)
    positive = alike & ~torch.eye(len(groups), dtype=torch.bool)
    return (torch.logaddexp(scores, others) - scores)[positive].mean()
