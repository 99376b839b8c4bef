"""The picture of a page: turned upright, and the cells of its ruled tables found by the runs of their rules.

Lengths are pixels at `DPI`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray
from PIL import Image

DPI = 300
DARK = 150
# Strokes of the characters that stand in tables are shorter: 45 pixels at 11 points.
SHORTEST_ACROSS = 90
SHORTEST_DOWN = 55
FEWEST_INK = 25
LOWEST_LINE = 12
MOST_SKEW = 2.0
_STEP = 0.1
_SKEW_WIDTH = 700
_SLACK = 4
_WALL = 0.7

Mask = NDArray[np.bool_]
Room = tuple[int, int]


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
class RuledTable:
    """The cells of a table and which pixels of the page are its rules."""

    cells: tuple[RuledCell, ...]
    rules: Mask


@dataclass(frozen=True, slots=True)
class _Rules:
    """Which dark pixels of a page may belong to rules across it and down it."""

    across: Mask
    down: Mask


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


def _rules(ink: Mask) -> _Rules:
    """The rules: dark runs too long for a stroke; neighbouring rows bridge the steps of a rule that is not level."""
    across = _long_runs(_grown_down(ink), SHORTEST_ACROSS) & ink
    down = _long_runs(_grown_down(ink.T), SHORTEST_DOWN).T & ink
    return _Rules(across, down)


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


def ruled_tables(ink: Mask) -> Iterator[RuledTable]:
    """The tables of a page from the top down; rules without a cell between them are no table."""
    rules = _rules(ink)
    for top, bottom in _spans(_any(rules.down, 1)):
        top, bottom = max(0, top - _SLACK), bottom + _SLACK
        across, down = rules.across[top:bottom], rules.down[top:bottom]
        heights = [top + middle for middle in _middles(_any(across, 1))]
        lefts = _middles(_any(down, 0))
        if len(heights) > 1 and len(lefts) > 1:
            own = np.zeros_like(ink)
            own[top:bottom] = _grown(across | down, 2)
            yield RuledTable(tuple(_cells(rules, heights, lefts)), own)


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


def _cells(rules: _Rules, heights: Sequence[int], lefts: Sequence[int]) -> Iterator[RuledCell]:
    """The rooms of the grid of rules, joined where no rule stands between them; what makes no rectangle stays apart."""
    for members in _joined(_doors(rules, heights, lefts), len(heights) - 1, len(lefts) - 1):
        rows, columns = {row for row, _ in members}, {column for _, column in members}
        whole = len(members) == len(rows) * len(columns)
        height, width = (len(rows), len(columns)) if whole else (1, 1)
        for row, column in [(min(rows), min(columns))] if whole else members:
            box = Box(lefts[column], heights[row], lefts[column + width], heights[row + height])
            yield RuledCell(box, row, column, height, width)


def _doors(rules: _Rules, heights: Sequence[int], lefts: Sequence[int]) -> Iterator[tuple[Room, Room]]:
    """Neighbouring rooms without a rule between them."""
    for row, (top, bottom) in enumerate(pairwise(heights)):
        for column, (left, right) in enumerate(pairwise(lefts)):
            if column + 2 < len(lefts) and not _is_wall(rules.down[top:bottom, right - _SLACK : right + _SLACK], 1):
                yield (row, column), (row, column + 1)
            if row + 2 < len(heights) and not _is_wall(rules.across[bottom - _SLACK : bottom + _SLACK, left:right], 0):
                yield (row, column), (row + 1, column)


def _joined(doors: Iterable[tuple[Room, Room]], rows: int, columns: int) -> list[list[Room]]:
    """The rooms in groups that doors join."""
    groups = {room: [room] for room in product(range(rows), range(columns))}
    for one, two in doors:
        if groups[one] is not groups[two]:
            groups[one].extend(groups[two])
            groups.update(dict.fromkeys(groups[two], groups[one]))
    return list({id(group): group for group in groups.values()}.values())


def _is_wall(strip: Mask, axis: int) -> bool:
    return bool(_any(strip, axis).mean() > _WALL)


def _any(mask: Mask, axis: int) -> Mask:
    """Whether each row (axis 1) or column (axis 0) has a pixel set."""
    return np.asarray(mask.any(axis=axis), dtype=np.bool_)


def ink_box(ink: Mask, box: Box) -> Box | None:
    """The box of the ink within a box; None where there is less than a dot."""
    part = ink[box.top : box.bottom, box.left : box.right]
    if part.sum() < FEWEST_INK:
        return None
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return Box(
        box.left + int(columns[0]), box.top + int(rows[0]), box.left + int(columns[-1]) + 1, box.top + int(rows[-1]) + 1
    )


def text_lines(ink: Mask) -> Iterator[Box]:
    """The lines of running text from the top down, cut where a row of pixels is empty; specks are left out."""
    for top, bottom in _spans(ink.sum(axis=1) > 2):
        box = ink_box(ink, Box(0, top, ink.shape[1], bottom))
        if box is not None and box.bottom - box.top >= LOWEST_LINE:
            yield box
