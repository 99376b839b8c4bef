"""Rows of a statutory table in text without real columns: tokens, the label before each run of cells, the heading.

A number belongs to the row whose label stands before it and to no other; its column follows from its order in the
printed heading, and only where the row prints as many cells as the heading has columns (DESIGN: reading, cells).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.labels import match_end, normalise
from ingest.model import Location, Paragraph
from ingest.numbers import is_cell
from ingest.page_marks import is_page_mark
from ingest.template import Row

_PROSE = re.compile(r"[。；！？]")
_GLUED = re.compile(r"(.*[^\d０-９\s.,，．、:：/(（—–-])([\d０-９][\d０-９,，.．]*(?:[件项个份]|万?元)?)")
SHORTEST_EMPTY_ROW = 5
_ITEM_NUMBER = re.compile(r"[1-8]")


@dataclass(frozen=True, slots=True)
class Token:
    """A cell or a piece of label text; `alone` says that its line holds nothing else."""

    text: str
    is_cell: bool
    alone: bool
    location: Location


@dataclass(frozen=True, slots=True)
class Run:
    """Cells in a row with the text that stands before them since the last cells."""

    label: str
    cells: tuple[Token, ...]

    @property
    def location(self) -> Location:
        """Where the first cell stands."""
        return self.cells[0].location


def is_prose(text: str) -> bool:
    """Whether a line inside a table's section is a sentence, not a piece of the table."""
    return "\t" not in text and bool(_PROSE.search(text))


def tokenise(lines: Iterable[Paragraph], rows: Sequence[Row] = ()) -> list[Token]:
    """Cells and label pieces of the lines in reading order; page numbers that are marked as such are left out.

    A line of tabs that holds the label of one of `rows` and nothing but empty columns after it gives empty cells.
    """
    tokens: list[Token] = []
    for line in lines:
        if is_page_mark(line.text):
            continue
        words = [word for part in line.text.split() for word in _unglued(part)]
        cells = [is_cell(word) for word in words]
        for index, word in enumerate(words):
            cell = cells[index] and not _numbers_an_item(words, cells, index)
            tokens.append(Token(word, cell, len(words) == 1, line.location))
        if not any(cells):
            tokens.extend([Token("", True, False, line.location)] * _empty_columns(line.text, rows))
    return tokens


def _empty_columns(line: str, rows: Sequence[Row]) -> int:
    """How many cells a row has that prints its label and then only tabs; 0 for any other line."""
    columns = line.rstrip("\n").split("\t")
    trailing = next((count for count, column in enumerate(reversed(columns)) if column.strip()), 0)
    # 总计 ends headings as well, which are followed by empty columns of their spans.
    if not rows or trailing < SHORTEST_EMPTY_ROW or columns[-1 - trailing].strip().endswith("总计"):
        return 0
    row = match_end(normalise(line), rows)
    return len(row.cells) if row is not None and trailing >= len(row.cells) else 0


def _unglued(word: str) -> tuple[str, ...]:
    """A label and the number that is stuck to its end, parted."""
    match = _GLUED.fullmatch(word)
    return (match[1], match[2]) if match else (word,)


def _numbers_an_item(words: Sequence[str], cells: Sequence[bool], index: int) -> bool:
    """Whether a number is the 2 of `2 重复申请`: small, between texts of one line."""
    before_text = index + 1 < len(words) and not cells[index + 1]
    after_text = index == 0 or not cells[index - 1]
    return before_text and after_text and bool(_ITEM_NUMBER.fullmatch(unicodedata.normalize("NFKC", words[index])))


def runs(tokens: Sequence[Token]) -> tuple[Run, ...]:
    """Runs of cells with the text before each; text after the last cells belongs to none."""
    found: list[Run] = []
    label: list[str] = []
    cells: list[Token] = []
    for token in tokens:
        if token.is_cell:
            cells.append(token)
            continue
        if cells:
            found.append(Run("".join(label), tuple(cells)))
            label, cells = [], []
        label.append(token.text)
    if cells:
        found.append(Run("".join(label), tuple(cells)))
    return tuple(found)


def fitting_cells(run: Run, count: int) -> tuple[Token, ...] | None:
    """The run's cells where they are `count` or fewer; a bare page number on a line of its own may be one too many.

    None where more are printed than the heading has columns.
    """
    if len(run.cells) <= count:
        return run.cells
    in_lines = tuple(cell for cell in run.cells if not cell.alone)
    return in_lines if len(in_lines) == count else None
