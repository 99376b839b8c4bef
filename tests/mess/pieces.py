"""Forms cut in pieces, and forms with other numbers than the true ones."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.mess.forms import Box, Form, Place, Rest, cut, placed
from tests.mess.options import Mess

RESTS: tuple[Rest, ...] = ("repeated", "blank", "gone")
FEWEST = 3
FINER = 3


def pieces(rng: Random, mess: Mess, form: Form) -> list[Form]:
    """The form in the pieces and on the grid of this mess."""
    parts = parted(form) if "review_cut" in mess else [form]
    cuts = [piece for part in parts for piece in (split(rng, part) if "split_table" in mess else [part])]
    return [uneven(rng, piece) if "uneven_grid" in mess else piece for piece in cuts]


def split(rng: Random, form: Form) -> list[Form]:
    """The form in two or three pieces of more than one row, with or without its heading again."""
    first, last = form.heads + 2, len(form.rows) - 2
    if last - first < FEWEST:
        return [form]
    heading, rest = rng.random() < 0.5, rng.choice(RESTS)
    upper, lower = cut(form, rng.randrange(first, last), rest, heading)
    if len(lower.rows) - lower.heads > 2 * FEWEST and rng.random() < 0.4:
        again = rng.randrange(lower.heads + 2, len(lower.rows) - 2)
        return [upper, *cut(lower, again, rest, heading)]
    return [upper, lower]


def uneven(rng: Random, form: Form) -> Form:
    """The form on a grid three times as fine, where edges between numbers are a step off those of the heading."""
    rows = []
    for row in form.rows:
        boxes = [replace(box, columns=box.columns * FINER) for box in row]
        for n in range(1, len(boxes)):
            step = rng.choice((-1, 1)) if rng.random() < 0.15 else 0
            if boxes[n - 1].kind == boxes[n].kind == "cell":
                boxes[n - 1] = replace(boxes[n - 1], columns=boxes[n - 1].columns + step)
                boxes[n] = replace(boxes[n], columns=boxes[n].columns - step)
        rows.append(tuple(boxes))
    return replace(form, rows=tuple(rows), labels=form.labels * FINER)


def parted(form: Form) -> list[Form]:
    """Two forms side by side in this one, each under the first heading of its own; one where rows have labels."""
    if form.labels:
        return [form]
    middle = form.rows[0][0].columns
    places = placed(form.rows)
    return [
        _side(form, [place for place in places if place.column < middle]),
        _side(form, [place for place in places if place.column >= middle]),
    ]


def _side(form: Form, places: Sequence[Place]) -> Form:
    kept = sorted({place.row for place in places})
    rows = [[place.box for place in places if place.row == row] for row in kept]
    lost = len(form.rows) - len(kept)
    fitted = [tuple(replace(box, rows=box.rows - lost if box.rows > lost else box.rows) for box in row) for row in rows]
    return Form(tuple(fitted), form.heads - lost, 0)


def falsified(rng: Random, form: Form) -> Form:
    """The form with other numbers in its cells."""
    return replace(form, rows=tuple(tuple(other(rng, box) for box in row) for row in form.rows))


def other(rng: Random, box: Box) -> Box:
    """The box with another number, if it holds one."""
    return replace(box, text=str(rng.randint(0, 999))) if box.kind == "cell" else box
