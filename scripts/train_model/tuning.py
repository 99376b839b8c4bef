"""Fine-tuning: sentences of one theme, and words of one group, drawn together; all others pushed apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse
from torch import Tensor
from torch.nn.functional import embedding_bag, normalize

TEMPERATURE = 0.1
LEARNING_RATE = 3e-3
PIECE_DROPOUT = 0.35
BATCH = 768

Ids = tuple[int, ...]
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
        kept = chosen & (rng.random(len(self._owners)) >= PIECE_DROPOUT)
        left = np.bincount(self._owners[kept], minlength=len(self._groups))
        kept |= chosen & (left[self._owners] == 0)
        owners, starts = np.unique(self._owners[kept], return_index=True)
        pieces, groups = self._pieces[kept], self._groups[owners]
        return _Batch(torch.from_numpy(pieces), torch.from_numpy(starts), torch.from_numpy(groups))

    def _chosen(self, rng: np.random.Generator) -> NDArray[np.bool_]:
        """Texts of whole groups in random order until the batch is full, so that each has its like beside it."""
        rank = rng.permutation(int(self._groups.max()) + 1)[self._groups]
        chosen = np.zeros(len(rank), dtype=np.bool_)
        chosen[np.argsort(rank, kind="stable")[:BATCH]] = True
        return chosen


def tune(first: Matrix, sharing: sparse.csr_array, tasks: Sequence[Task], steps: int, seed: int) -> Matrix:
    """The matrix after some steps over all tasks.

    What a piece learns goes to all pieces that share characters with it, as `sharing` weighs them (piece by piece):
    so words that no task contains learn too.
    """
    rng = np.random.default_rng(seed)
    used = _used(tasks, sharing)
    drawers = [_Drawer(task, {piece: row for row, piece in enumerate(used.tolist())}) for task in tasks]
    base, among = torch.from_numpy(first[used]), _sparse(sharing[used][:, used])
    learned = torch.zeros_like(base, requires_grad=True)
    optimizer = torch.optim.Adam([learned], lr=LEARNING_RATE)
    for _ in range(steps):
        matrix = base + torch.sparse.mm(among, learned)
        loss = torch.stack([drawer.weight * _loss(matrix, drawer.draw(rng)) for drawer in drawers]).sum()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    tuned: Matrix = first + sharing[:, used] @ learned.detach().numpy()
    return tuned


def _used(tasks: Sequence[Task], sharing: sparse.csr_array) -> NDArray[np.int64]:
    """The pieces of all tasks and those that they share with, in order."""
    pieces = np.unique([piece for task in tasks for text in task.texts for piece in text])
    return np.unique(np.concatenate([pieces, sharing[pieces].indices])).astype(np.int64)


def _sparse(matrix: sparse.csr_array) -> Tensor:
    table = matrix.tocoo()
    places = torch.from_numpy(np.stack([table.row, table.col]).astype(np.int64))
    return torch.sparse_coo_tensor(places, torch.from_numpy(table.data), table.shape, check_invariants=True).coalesce()


def _loss(matrix: Tensor, batch: _Batch) -> Tensor:
    """Supervised contrastive loss: each like text against all unlike ones, so texts of one group never compete."""
    vectors = normalize(embedding_bag(batch.pieces, matrix, batch.offsets, mode="mean"), dim=1)
    alike = batch.groups[:, None] == batch.groups[None, :]
    scores = vectors @ vectors.T / TEMPERATURE
    others = torch.logsumexp(scores.masked_fill(alike, float("-inf")), dim=1, keepdim=True)
    positive = alike & ~torch.eye(len(alike), dtype=torch.bool)
    return (torch.logaddexp(scores, others) - scores)[positive].mean()
