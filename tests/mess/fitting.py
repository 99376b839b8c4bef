"""How forms fit on paper: widths of columns, heights of rows, text wrapped within them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.pdfbase import pdfmetrics

from tests.mess.forms import Form, Place, placed

FONT = "STSong-Light"
LEADING = 1.3
PADDING = 4.0
LARGEST, SMALLEST = 10, 4
WORD = re.compile(r"[\d.,-]+(?:件|项|元|万元)?|.")
LABEL_SHARES = {1: (1.0,), 2: (0.3, 0.7), 3: (0.12, 0.28, 0.6)}


@dataclass(frozen=True, slots=True)
class Area:
    """A box on paper: its place from the table's upper left corner, and its lines of text."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A form on paper with the lower edge of each of its rows."""

    areas: tuple[Area, ...]
    edges: tuple[float, ...]

    @property
    def height(self) -> float:
        """The height of the whole table."""
        return self.edges[-1]

    def rows_within(self, room: float) -> int:
        """How many rows from the top lie within this height."""
        return sum(edge <= room for edge in self.edges)


def text_width(text: str, size: float) -> float:
    """The width of the text on one line."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


def wrapped_to(text: str, width: float, size: float) -> list[str]:
    """The text in lines of at most this width, cut anywhere but in a number."""
    lines, line = [], ""
    for word in WORD.findall(text):
        if line and text_width(line + word, size) > width:
            lines.append(line)
            line = ""
        line += word
    return [*lines, line]


def measured(form: Form, room: float, vertical: bool) -> Measured:
    """The form in this width, in the largest size whose numbers need not be cut."""
    places = placed(form.rows)
    for size in range(LARGEST, SMALLEST, -1):
        widths = _widths(form, room, vertical, size)
        if all(_fits(place, widths, size) for place in places):
            return _laid_out(places, widths, size)
    raise ValueError("a table too wide for its page")


def _widths(form: Form, room: float, vertical: bool, size: float) -> list[float]:
    columns = form.width - form.labels
    share = room * (0.45 if columns < 10 else 0.15) if form.labels else 0.0
    parts = [share * part for part in LABEL_SHARES[form.labels]] if form.labels else []
    if vertical and len(parts) > 1:
        parts[0] = size + 2 * PADDING
        parts[-1] = share - sum(parts[:-1])
    return [*parts, *[(room - share) / columns] * columns]


def _fits(place: Place, widths: Sequence[float], size: float) -> bool:
    inner = sum(widths[place.column : place.column + place.box.columns]) - PADDING
    words = WORD.findall(place.box.text)
    return max((text_width(word, size) for word in words), default=0.0) <= inner


def _laid_out(places: Sequence[Place], widths: Sequence[float], size: float) -> Measured:
    lefts = [0.0, *accumulate(widths)]
    texts = {
        place: wrapped_to(place.box.text, lefts[place.column + place.box.columns] - lefts[place.column] - PADDING, size)
        for place in places
    }
    heights = [0.0] * (max(place.row + place.box.rows for place in places))
    for place, lines in sorted(texts.items(), key=lambda entry: entry[0].box.rows):
        rows = slice(place.row, place.row + place.box.rows)
        lacking = len(lines) * size * LEADING + PADDING - sum(heights[rows])
        heights[rows.stop - 1] += max(0.0, lacking)
    tops = [0.0, *accumulate(heights)]
    areas = tuple(
        Area(
            lefts[place.column],
            tops[place.row],
            lefts[place.column + place.box.columns] - lefts[place.column],
            tops[place.row + place.box.rows] - tops[place.row],
            tuple(lines),
            size,
        )
        for place, lines in texts.items()
    )
    return Measured(areas, tuple(tops[1:]))
