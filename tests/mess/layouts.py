"""The layouts a table is dumped in: tabs, words parted by spaces, one cell a line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from ingest.template import APPLICANTS
from tests.mess.options import Layout, Mess
from tests.mess.sheet import Banner, Head, Line, Strip

SPLIT_AT = 2
LONGEST_SPLIT = 6


def wrapped(text: str, width: int) -> list[str]:
    """The text in pieces of this many characters, cut wherever they end."""
    return [text[n : n + width] for n in range(0, len(text), width)]


@dataclass(frozen=True, slots=True)
class _Tabs:
    """A dump with tabs between cells; `width` label columns, or labels of one column `joined` to their group."""

    rng: Random
    mess: Mess
    width: int
    joined: bool
    offset: int
    trailing: int

    def head(self, head: Head) -> list[str]:
        lead = max(0, self.width + self.offset) * "\t"
        lines = [lead + "\t".join(words) + "\t" * self.trailing for words in head.grid]
        return [head.corner + (lines[0] if lead or not head.corner else "\t" + lines[0]), *lines[1:]]

    def line(self, line: Line) -> list[str]:
        above, labels = self._labels(line)
        while labels and not labels[-1]:
            labels.pop()
        width = self.width + (self.rng.choice((-1, 0, 1)) if "shift" in self.mess else 0)
        lost = len(line.cells) == len(APPLICANTS) - 1 and self.rng.random() < 0.5
        labels += [""] * (max(0, width - len(labels)) + lost)
        return [*above, "\t".join([*labels, *line.cells]) + "\t" * self.rng.randint(0, self.trailing)]

    def banner(self, banner: Banner) -> list[str]:
        return [banner.text + "\t" * (self.trailing * self.rng.randint(0, 3))]

    def _labels(self, line: Line) -> tuple[list[str], list[str]]:
        """Labels on lines of their own above the row, and those in its leading columns."""
        top = [line.top] if line.top else []
        if self.width == 1 and self.joined:
            return top, [line.heading + line.own]
        if self.width == 1:
            return [*top, *([line.group] if line.group else [])], [line.own]
        if self.width == 2:
            return top, [line.group, line.own] if line.depth == 2 else [line.own]
        return [], [[line.own], [line.top, line.own], [line.top, line.group, line.own]][line.depth]


@dataclass(frozen=True, slots=True)
class _Words:
    """Text as a PDF gives it: words parted by spaces, narrow columns wrapped wherever they end."""

    rng: Random
    mess: Mess
    width: int
    loose: bool
    inline: bool

    def head(self, head: Head) -> list[str]:
        corner = wrapped(head.corner, 24) if head.corner else []
        words = [[word for word in line if word] for line in head.grid]
        if "split_heading" not in self.mess:
            lines = [" ".join(line) for line in words]
            return [*corner, *lines] if len(lines) > 1 else [" ".join([*corner, *lines])]
        split = [piece for line in words for word in line for piece in (_split(word) if head.narrow else [word])]
        return [*corner, *split]

    def line(self, line: Line) -> list[str]:
        wraps = "wrapped_labels" in self.mess
        above = [
            piece for label in (line.top, line.group) if label for piece in (wrapped(label, 3) if wraps else [label])
        ]
        own = wrapped(line.own, self.width) if wraps and line.own else [line.own]
        if self.inline and line.group and not wraps:
            above, own = above[:-1], [f"{line.group} {line.own}"]
        cells, alone = line.cells, []
        if "total_alone" in self.mess and self.rng.random() < 0.4 and len(cells) > 2:
            cells, alone = cells[:-1], [cells[-1]]
        text = " ".join(cells)
        below = len(own) > 1 and self.rng.random() < 0.6
        if below or not own[-1]:
            middle = [*own, *([""] if self.loose and below else []), text]
        else:
            glued = "glued" in self.mess and not text.startswith("-")
            middle = [*own[:-1], own[-1] + ("" if glued else " ") + text]
        return [*above, *middle, *alone, *([""] if self.loose else [])]

    def banner(self, banner: Banner) -> list[str]:
        return [banner.text, ""] if self.loose else [banner.text]


@dataclass(frozen=True, slots=True)
class _Lines:
    """One cell a line."""

    mess: Mess

    def head(self, head: Head) -> list[str]:
        words = [word for line in head.grid for word in line if word]
        split = "split_heading" in self.mess and head.narrow
        pieces = [piece for word in words for piece in (_split(word) if split else [word])]
        return [head.corner, *pieces] if head.corner else pieces

    def line(self, line: Line) -> list[str]:
        return [text for text in (line.top, line.group, line.own, *line.cells) if text]

    def banner(self, banner: Banner) -> list[str]:
        return [banner.text]


def _split(word: str) -> list[str]:
    return wrapped(word, SPLIT_AT) if len(word) <= LONGEST_SPLIT else [word]


def _tabs(rng: Random, mess: Mess, strips: Sequence[Strip]) -> _Tabs:
    lines = [strip for strip in strips if isinstance(strip, Line)]
    width = rng.randint(1, 3) if any(line.depth for line in lines) else 1 if lines[0].own else 0
    offset = rng.choice((-1, 0, 1)) if "shift" in mess else 0
    return _Tabs(rng, mess, width, rng.random() < 0.5, offset, rng.randint(1, 2) if "trailing_tabs" in mess else 0)


def _words(rng: Random, mess: Mess, strips: Sequence[Strip]) -> _Words:
    return _Words(rng, mess, rng.randint(5, 16), rng.random() < 0.5, rng.random() < 0.5)


def _lines(rng: Random, mess: Mess, strips: Sequence[Strip]) -> _Lines:
    return _Lines(mess)


LAYOUTS: dict[Layout, Callable[[Random, Mess, Sequence[Strip]], _Tabs | _Words | _Lines]] = {
    "tabs": _tabs,
    "words": _words,
    "lines": _lines,
}


def dump(rng: Random, mess: Mess, strips: Sequence[Strip]) -> list[str]:
    """A table's strips as lines of text."""
    layout = LAYOUTS[mess.layout](rng, mess, strips)
    text: list[str] = []
    for strip in strips:
        if isinstance(strip, Head):
            text += layout.head(strip)
        elif isinstance(strip, Line):
            text += layout.line(strip)
        else:
            text += layout.banner(strip)
    return text
