"""The statutory tables as forms: printed cells that cover rows and columns, as a web page or Word file has them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random
from typing import Literal

from tests.mess.options import Mess
from tests.mess.sheet import Banner, Head, Line, Strip

Kind = Literal["head", "label", "cell"]
Rest = Literal["repeated", "blank", "gone", "halved"]
DISCLOSURE_COLUMNS = 3
FULL_LABELS = 3


@dataclass(frozen=True, slots=True)
class Box:
    """One printed cell with the rows and columns that it covers."""

    text: str
    kind: Kind
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Form:
    """A table; its first `heads` rows are the heading, each row's first `labels` columns hold labels."""

    rows: tuple[tuple[Box, ...], ...]
    heads: int
    labels: int

    @property
    def width(self) -> int:
        """How many columns the form has; a short row does not reach the last."""
        return max(place.column + place.box.columns for place in placed(self.rows))


@dataclass(frozen=True, slots=True)
class Place:
    """A box with the row and column where it begins."""

    row: int
    column: int
    box: Box


def placed(rows: Sequence[Sequence[Box]]) -> tuple[Place, ...]:
    """Every box with its place, as the spans of those before it leave room."""
    taken: set[tuple[int, int]] = set()
    places = []
    for n, row in enumerate(rows):
        column = 0
        for box in row:
            while (n, column) in taken:
                column += 1
            places.append(Place(n, column, box))
            taken |= {(n + down, column + right) for down in range(box.rows) for right in range(box.columns)}
    return tuple(places)


def as_form(rng: Random, mess: Mess, strips: Sequence[Strip]) -> Form:
    """A table's strips as one form."""
    if isinstance(strips[0], Banner):
        return Form(tuple(_disclosed(strips)), 0, 1)
    head = strips[0]
    assert isinstance(head, Head)
    lines = [strip for strip in strips if isinstance(strip, Line)]
    if not any(line.depth for line in lines):
        labels = 1 if lines[0].own else 0
        body = [(*_label(line.own, labels), *_cells(line.cells)) for line in lines]
    else:
        labels = 1 if "one_label_column" in mess else 2 if "two_label_columns" in mess else 3
        body = _applied(rng, lines, labels, len(head.grid[0]))
    heading = _heading(head, labels)
    return Form((*heading, *body), len(heading), labels)


def cut(form: Form, at: int, rest: Rest, heading: bool) -> tuple[Form, Form]:
    """The form in two at this row: what becomes of the `rest` of a label that reaches over, and of the heading.

    Where the rest of the outermost of three label columns is gone, the lower piece has two.
    """
    places = placed(form.rows)
    over = [place for place in places if place.row < at < place.row + place.box.rows]
    gone = rest == "gone" and form.labels == FULL_LABELS and any(place.column == 0 for place in over)
    upper = [place for place in places if place.row < at and place not in over]
    heads = form.heads if heading else 0
    lower = [place for place in places if place.row < heads]
    lower += [replace(place, row=place.row - at + heads) for place in places if place.row >= at]
    for place in over:
        rows = at - place.row
        above, below = _shared(place.box, rows, rest)
        upper.append(replace(place, box=replace(place.box, rows=rows, text=above)))
        if place.column or not gone:
            lower.append(Place(heads, place.column, replace(place.box, rows=place.box.rows - rows, text=below)))
    if gone:
        lower = [
            replace(place, box=replace(place.box, columns=place.box.columns - 1)) if place.column == 0 else place
            for place in lower
        ]
    return Form(_rows(upper), min(form.heads, at), form.labels), Form(_rows(lower), heads, form.labels - gone)


def _shared(box: Box, rows: int, rest: Rest) -> tuple[str, str]:
    """What a label says above and below a cut after so many of its rows."""
    if rest == "halved":
        place = max(1, len(box.text) * rows // box.rows)
        return box.text[:place], box.text[place:]
    return box.text, "" if rest == "blank" else box.text


def _rows(places: Sequence[Place]) -> tuple[tuple[Box, ...], ...]:
    ordered = sorted(places, key=lambda place: (place.row, place.column))
    rows = {n: tuple(place.box for place in row) for n, row in groupby(ordered, key=lambda place: place.row)}
    return tuple(rows.get(n, ()) for n in range(max(rows) + 1))


def _label(text: str, columns: int, rows: int = 1) -> tuple[Box, ...]:
    return (Box(text, "label", rows, columns),) if columns else ()


def _cells(texts: Sequence[str]) -> tuple[Box, ...]:
    return tuple(Box(text, "cell") for text in texts)


def _heading(head: Head, labels: int) -> list[tuple[Box, ...]]:
    rows = spanned(head.grid)
    corner = (Box(head.corner, "head", len(rows), labels),) if labels else ()
    return [(*corner, *rows[0]), *rows[1:]]


def spanned(grid: Sequence[Sequence[str]]) -> list[tuple[Box, ...]]:
    """Heading words with the room that is blank right of them under the same word, and below them."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row, words in enumerate(grid):
        for column, word in enumerate(words):
            left = owners.get((row, column - 1), (-1, -1))
            under_same = row == 0 or owners[row - 1, column] == owners.get((row - 1, left[1]))
            if word:
                owners[row, column] = (row, column)
            else:
                owners[row, column] = left if left[0] == row and under_same else owners[row - 1, column]
    return [
        tuple(_owned(owners, (row, column), word) for column, word in enumerate(words) if word)
        for row, words in enumerate(grid)
    ]


def _owned(owners: dict[tuple[int, int], tuple[int, int]], origin: tuple[int, int], word: str) -> Box:
    mine = [place for place, owner in owners.items() if owner == origin]
    return Box(word, "head", len({row for row, _ in mine}), len({column for _, column in mine}))


def _disclosed(strips: Sequence[Strip]) -> Iterator[tuple[Box, ...]]:
    columns = 0
    for strip in strips:
        if isinstance(strip, Banner):
            yield (Box(strip.text, "head", columns=1 + DISCLOSURE_COLUMNS),)
        elif isinstance(strip, Head):
            columns = len(strip.grid[0])
            yield _stretched(Box(strip.corner, "head"), [Box(word, "head") for word in strip.grid[0]], columns)
        else:
            yield _stretched(Box(strip.own, "label"), [Box(text, "cell") for text in strip.cells], columns)


def _stretched(label: Box, boxes: list[Box], columns: int) -> tuple[Box, ...]:
    """A label and its cells, the last of `columns` as wide as the form leaves room; a short row stays short."""
    if len(boxes) < columns:
        return (label, *boxes)
    return (label, *boxes[:-1], replace(boxes[-1], columns=1 + DISCLOSURE_COLUMNS - columns))


def _applied(rng: Random, lines: Sequence[Line], labels: int, width: int) -> list[tuple[Box, ...]]:
    if labels == 1:
        return _single(rng, lines, width)
    rows: list[tuple[Box, ...]] = []
    wide = rng.random() < 0.5
    for top, run in groupby(lines, key=lambda line: line.depth > 0):
        members = list(run)
        opening = _label(members[0].top, 1, len(members)) if top and labels == 3 else ()
        if top and labels == 2 and members[0].top:
            rows.append(_banner(members[0].top, (labels, width), wide))
        for _, group in groupby(members, key=lambda line: line.heading):
            own = list(group)
            for n, line in enumerate(own):
                outer = _label(line.heading, 1, len(own)) if n == 0 and line.depth == 2 else ()
                room = labels if not top else (labels - 1 if labels == 3 else labels) - (line.depth == 2)
                rows.append((*opening, *outer, *_label(line.own, room), *_cells(line.cells)))
                opening = ()
    return rows


def _single(rng: Random, lines: Sequence[Line], width: int) -> list[tuple[Box, ...]]:
    rows: list[tuple[Box, ...]] = []
    joined, wide = rng.random() < 0.5, rng.random() < 0.5
    for line in lines:
        above = [line.top, *([] if joined else [line.group])]
        rows += [_banner(text, (1, width), wide) for text in above if text]
        own = f"{line.heading}{line.own}" if joined else line.own
        rows.append((*_label(own, 1), *_cells(line.cells)))
    return rows


def _banner(text: str, widths: tuple[int, int], wide: bool) -> tuple[Box, ...]:
    """A row that only names the rows below it: one box over all columns, or a label before empty cells."""
    labels, width = widths
    if wide:
        return (Box(text, "label", columns=labels + width),)
    return (Box(text, "label", columns=labels), *(Box("", "label") for _ in range(width)))
