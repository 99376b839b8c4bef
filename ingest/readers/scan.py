"""The picture of a page: turned upright, and the cells of its ruled tables found by the runs of their rules.

Lengths are pixels at `DPI`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

DPI = 300
DARK = 150
# Strokes of the characters that stand in tables are shorter: 45 pixels at 11 points.
SHORTEST_ACROSS = 90
SHORTEST_DOWN = 55
FEWEST_INK = 25
MOST_SKEW = 2.0
_STEP = 0.1
_SKEW_WIDTH = 700
_SLACK = 4
_WALL = 0.7

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Box:
    """Part of a page: left and top within it, right and bottom just outside."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell between rules: its box, and the rows and columns of its table that it covers."""

    box: Box
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Rules:
    """Which dark pixels of a page belong to rules across it and down it."""

    across: Mask
    down: Mask

    @property
    def both(self) -> Mask:
        """Pixels of any rule, and those beside them."""
        return _grown(self.across | self.down, 2)


def ink_of(page: Image.Image) -> Mask:
    """The dark pixels."""
    return np.asarray(page.convert("L")) < DARK


def upright(page: Image.Image) -> Image.Image:
    """The page turned so that its lines run level; scanners lay it askew by up to two degrees."""
    small = page.resize((_SKEW_WIDTH, max(1, round(page.height * _SKEW_WIDTH / page.width))))
    dark = Image.fromarray(np.where(np.asarray(small) < 200, 255, 0).astype(np.uint8))
    angles = np.arange(-MOST_SKEW, MOST_SKEW + _STEP / 2, _STEP)
    sharpness = [
        float(np.square(np.diff(np.asarray(dark.rotate(angle), dtype=np.float64).sum(axis=1))).sum())
        for angle in angles
    ]
    best = float(angles[int(np.argmax(sharpness))])
    if abs(best) < _STEP / 2:
        return page
    return page.rotate(best, resample=Image.Resampling.BICUBIC, fillcolor=255)


def rules_of(ink: Mask) -> Rules:
    """The rules: dark runs too long for a stroke; neighbouring rows bridge the steps of a rule that is not level."""
    across = _long_runs(_grown_down(ink), SHORTEST_ACROSS) & ink
    down = _long_runs(_grown_down(ink.T), SHORTEST_DOWN).T & ink
    return Rules(across, down)


def _long_runs(mask: Mask, shortest: int) -> Mask:
    """The pixels of a mask that lie in rows of at least `shortest`."""
    padded = np.zeros((mask.shape[0], mask.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = mask
    steps = np.diff(padded, axis=1)
    rows, starts = np.nonzero(steps == 1)
    _, stops = np.nonzero(steps == -1)
    kept = stops - starts >= shortest
    marks = np.zeros_like(padded)
    marks[rows[kept], starts[kept]] = 1
    marks[rows[kept], stops[kept]] = -1
    return np.cumsum(marks, axis=1, dtype=np.int8)[:, :-2].astype(np.bool_)


def _grown_down(mask: Mask) -> Mask:
    grown = mask.copy()
    grown[1:] |= mask[:-1]
    grown[:-1] |= mask[1:]
    return grown


def _grown(mask: Mask, steps: int) -> Mask:
    for _ in range(steps):
        mask = _grown_down(_grown_down(mask).T).T
    return mask


def ruled_tables(rules: Rules) -> Iterator[tuple[RuledCell, ...]]:
    """The tables of a page from the top down, each as its cells; rules without a cell between them are no table."""
    for top, bottom in _spans(rules.down.any(axis=1)):
        top, bottom = max(0, top - _SLACK), bottom + _SLACK
        across, down = rules.across[top:bottom], rules.down[top:bottom]
        heights = [top + middle for middle in _middles(across.any(axis=1))]
        lefts = list(_middles(down.any(axis=0)))
        if len(heights) > 1 and len(lefts) > 1:
            yield tuple(_cells(rules, heights, lefts))


def _spans(present: Mask) -> list[tuple[int, int]]:
    """Where a line of pixels is set, gaps of a few pixels bridged."""
    places = np.flatnonzero(present)
    if not len(places):
        return []
    cuts = np.flatnonzero(np.diff(places) > 2 * _SLACK)
    starts = [places[0], *places[cuts + 1]]
    stops = [*places[cuts], places[-1]]
    return [(int(start), int(stop) + 1) for start, stop in zip(starts, stops, strict=True)]


def _middles(present: Mask) -> list[int]:
    return [(start + stop) // 2 for start, stop in _spans(present)]


def _cells(rules: Rules, heights: list[int], lefts: list[int]) -> Iterator[RuledCell]:
    """The rooms of the grid of rules, joined where no rule stands between them."""
    rooms = {(row, column): (row, column) for row in range(len(heights) - 1) for column in range(len(lefts) - 1)}

    def root(room: tuple[int, int]) -> tuple[int, int]:
        while rooms[room] != room:
            room = rooms[room]
        return room

    for row, column in list(rooms):
        top, bottom, left, right = heights[row], heights[row + 1], lefts[column], lefts[column + 1]
        if column + 2 < len(lefts) and not _is_wall(
            rules.down[top:bottom, right - _SLACK : right + _SLACK].any(axis=1)
        ):
            rooms[root((row, column + 1))] = root((row, column))
        if row + 2 < len(heights) and not _is_wall(
            rules.across[bottom - _SLACK : bottom + _SLACK, left:right].any(axis=0)
        ):
            rooms[root((row + 1, column))] = root((row, column))
    joined: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for room in rooms:
        joined.setdefault(root(room), []).append(room)
    for members in joined.values():
        rows, columns = {row for row, _ in members}, {column for _, column in members}
        whole = len(members) == len(rows) * len(columns)
        for row, column, height, width in (
            [(min(rows), min(columns), len(rows), len(columns))] if whole else [(*member, 1, 1) for member in members]
        ):
            box = Box(lefts[column], heights[row], lefts[column + width], heights[row + height])
            yield RuledCell(box, row, column, height, width)


def _is_wall(line: Mask) -> bool:
    return bool(line.mean() > _WALL)


def ink_box(ink: Mask, box: Box) -> Box | None:
    """The box of the ink within a box; None where there is less than a dot."""
    part = ink[box.top : box.bottom, box.left : box.right]
    if part.sum() < FEWEST_INK:
        return None
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return Box(
        box.left + int(columns[0]), box.top + int(rows[0]), box.left + int(columns[-1]) + 1, box.top + int(rows[-1]) + 1
    )
