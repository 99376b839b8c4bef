"""Markdown pipe tables amid the lines of a text file: a run of `| a | b |` lines is one grid."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.model import Block, Grid, GridCell, Paragraph
from ingest.numbers import is_cell

_ROW = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")


def with_tables(lines: Sequence[Paragraph]) -> Iterator[Block]:
    """The lines with each run of pipe rows as a grid."""
    for is_row, run in groupby(lines, key=lambda line: bool(_ROW.fullmatch(line.text))):
        rows = [line for line in run if not is_row or not _RULE.fullmatch(line.text)]
        if not is_row:
            yield from rows
            continue
        if rows:
            cells = [[text.strip() for text in line.text.strip()[1:-1].split("|")] for line in rows]
            spans = [cell for number, row in enumerate(cells) for cell in _spans(number, row)]
            yield Grid(tuple(spans), rows[0].location, real_columns=False)


def _spans(number: int, row: Sequence[str]) -> Iterator[GridCell]:
    """The cells of a row; a text that is repeated in the next columns spans them, a number never does."""
    column = 0
    for text, run in groupby(row):
        count = len(list(run))
        width = count if text and not is_cell(text) else 1
        for start in range(column, column + count, width):
            yield GridCell(text, number, start, 1, width)
        column += count
