import numpy as np
import pytest
from PIL import Image, ImageDraw

from ingest.readers.scan import ink_of, ruled_tables, text_lines, upright

Spans = set[tuple[int, int, int, int]]


def drawn_page(angle: float = 0.0) -> Image.Image:
    """A page with a line of text, then a table of three rows whose first has one cell over two columns."""
    page = Image.new("L", (1600, 1200), 255)
    pen = ImageDraw.Draw(page)
    for left in range(200, 900, 60):
        pen.rectangle((left, 100, left + 36, 136), fill=0)
    for box in ((200, 300, 600, 370), (600, 300, 1400, 370)):
        pen.rectangle(box, outline=0, width=4)
    for top in (370, 440):
        for left, right in ((200, 600), (600, 1000), (1000, 1400)):
            pen.rectangle((left, top, right, top + 70), outline=0, width=4)
    return page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)


def spans(page: Image.Image) -> list[Spans]:
    return [
        {(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
        for table in ruled_tables(ink_of(page))
    ]


@pytest.mark.parametrize("angle", [0.0, 0.9, -1.7])
def test_cells_between_rules_are_found_with_their_spans_however_the_page_lies(angle: float) -> None:
    below = {(row, column, 1, 1) for row in (1, 2) for column in (0, 1, 2)}
    assert spans(upright(drawn_page(angle))) == [{(0, 0, 1, 1), (0, 1, 1, 2), *below}]


def test_cell_over_two_rows_is_one() -> None:
    page = drawn_page()
    ImageDraw.Draw(page).rectangle((206, 430, 594, 450), fill=255)
    assert (1, 0, 2, 1) in spans(page)[0]


def test_strokes_of_text_are_no_rules() -> None:
    page = drawn_page().crop((0, 0, 1600, 250))
    assert spans(page) == []
    (line,) = text_lines(ink_of(page))
    assert (line.left, line.top, line.right, line.bottom) == (200, 100, 897, 137)


def test_specks_are_no_lines() -> None:
    page = np.full((400, 400), 255, dtype=np.uint8)
    page[::40, ::40] = 0
    assert list(text_lines(ink_of(Image.fromarray(page)))) == []
