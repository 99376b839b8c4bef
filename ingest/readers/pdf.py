"""PDF with a text layer: lines of running text and ruled tables, page by page."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from ingest.errors import UnreadableFile
from ingest.isolation import ask_for_time
from ingest.model import Block, Document, Grid, GridCell, Location, Paragraph
from ingest.sections import heading_number

MOST_PAGES = 200
FEWEST_CHARACTERS = 100
_CJK = "\u3000-\u303f\u4e00-\u9fff（），。；：、！？“”"
_CJK_GAP = re.compile(rf"(?<=[{_CJK}]) +(?=[{_CJK}])")
_EDGE = 2.0
LONGEST_LABEL = 24
_OCR_PACKAGES = ("PIL", "pypdfium2")


def read_pdf(data: bytes, source: str) -> Document:
    """Paragraphs (a line each) and tables, by OCR where there is no readable text layer.

    Raises UnreadableFile for damage, encryption, and for such a file where OCR is not installed.
    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise UnreadableFile(Location(source), f"有 {len(pdf.pages)} 页，超过上限 {MOST_PAGES} 页，未收")
            pages = [_page_blocks(page, source) for page in pdf.pages]
    except (PdfminerException, PDFSyntaxError, PDFPasswordIncorrect) as error:
        raise UnreadableFile(Location(source), _reason(error)) from error
    blocks = _without_running_heads(pages)
    fault = _text_layer_fault(blocks)
    if fault is None:
        return Document(source, tuple(blocks))
    scanned = _without_running_heads(_recognised(data, source, fault))
    if _text_layer_fault(scanned) is not None:
        raise UnreadableFile(Location(source), f"{fault}，文字识别也没有读出成段的文字，请换网页、Word 版")
    return Document(source, tuple(scanned), by_ocr=True)


def _recognised(data: bytes, source: str, fault: str) -> list[list[Block]]:
    """The blocks of each page by OCR. Raises UnreadableFile where this machine lacks a part of it."""
    missing = next((name for name in _OCR_PACKAGES if find_spec(name) is None), None)
    if missing is None:
        from ingest.readers import ocr  # here: numpy takes long to load

        missing = ocr.missing_program()
        if missing is None:
            ask_for_time(ocr.MOST_SECONDS)
            return ocr.read_pages(data, source)
    remedy = "请安装 mingcha[ocr] 和 tesseract-ocr、tesseract-ocr-chi-sim，或换网页、Word 版"
    raise UnreadableFile(Location(source), f"{fault}，要做文字识别才能读，这台机器上没有 {missing}；{remedy}")


def _reason(error: Exception) -> str:
    """Why a PDF cannot be opened; pdfplumber wraps what pdfminer threw."""
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, *error.args)):
        return "PDF 加了打开密码，读不了，请换一份没有密码的"
    return "PDF 已损坏，打不开，请换一份"


def _page_blocks(page: Page, source: str) -> list[Block]:
    """The blocks of one page from top to bottom."""
    found: list[tuple[float, Block]] = []
    boxes: list[tuple[float, float, float, float]] = []
    for table in page.find_tables():
        grid, box = _grid(table, Location(source, page=page.page_number))
        if grid.cells:
            boxes.append(box)
            found.append((box[1], grid))
    outside = page.filter(lambda item: not _within(item, boxes)) if boxes else page
    for line in outside.extract_text_lines(strip=True, return_chars=False):
        text = _CJK_GAP.sub("", line["text"])
        found.append((line["top"], Paragraph(text, Location(source, page=page.page_number, line=None))))
    return [block for _, block in sorted(found, key=lambda item: item[0])]


def _within(item: dict[str, float], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    middle = (item["top"] + item["bottom"]) / 2
    return any(
        left - _EDGE <= item["x0"] and item["x1"] <= right + _EDGE and top <= middle <= bottom
        for left, top, right, bottom in boxes
    )


def _grid(table: Table, place: Location) -> tuple[Grid, tuple[float, float, float, float]]:
    """The ruled cells below the last row that is one wide cell of running text, and their box on the page.

    Underlined paragraphs make such rows; they are read as text.
    """
    texts = table.extract()
    rows = list(table.rows)
    first = max((index + 1 for index, line in enumerate(texts) if _is_running_text(line)), default=0)
    kept = range(first, len(rows))
    bounds = [cell for index in kept for cell in rows[index].cells if cell]
    if not bounds or all(len([text for text in texts[index] if text is not None]) < 2 for index in kept):
        return Grid((), place), table.bbox
    lefts = sorted({round(cell[0]) for cell in bounds})
    tops = sorted({round(cell[1]) for cell in bounds})
    cells = [
        _cell(text or "", box, lefts, tops)
        for index in kept
        for text, box in zip(texts[index], rows[index].cells, strict=True)
        if box
    ]
    box = (min(b[0] for b in bounds), min(b[1] for b in bounds), max(b[2] for b in bounds), max(b[3] for b in bounds))
    return Grid(tuple(cells), place), box


def _is_running_text(row: Sequence[str | None]) -> bool:
    filled = [text for text in row if text]
    if len(filled) != 1:
        return False
    text = "".join(filled[0].split())
    wide = len(text) > LONGEST_LABEL and "第二十条" not in text
    return wide or bool(re.search(r"[。，；]", text)) or heading_number(text) is not None


def _cell(text: str, box: tuple[float, float, float, float], lefts: Sequence[int], tops: Sequence[int]) -> GridCell:
    """A cell with the rows and columns between its edges."""
    left, top, right, bottom = (round(edge) for edge in box)
    row, column = tops.index(top), lefts.index(left)
    height = sum(top <= edge < bottom - _EDGE for edge in tops)
    width = sum(left <= edge < right - _EDGE for edge in lefts)
    return GridCell(re.sub(r"\s+", "", text), row, column, max(1, height), max(1, width))


def _without_running_heads(pages: Sequence[list[Block]]) -> list[Block]:
    """All blocks in order, without first and last lines that most pages share but for their page number."""
    edges = Counter(
        key for number, page in enumerate(pages) for key in {_shape(block, number) for block in (page[:1] + page[-1:])}
    )
    repeated = {key for key, count in edges.items() if key and count >= 2 and 2 * count > len(pages)}
    return [
        block
        for number, page in enumerate(pages)
        for index, block in enumerate(page)
        if index not in (0, len(page) - 1) or _shape(block, number) not in repeated
    ]


def _shape(block: Block, page: int) -> str | None:
    """A line with its numbers as their distance from the page's: alike for running heads, not for cells."""
    if not isinstance(block, Paragraph):
        return None
    return re.sub(r"(?<!\d)\d{1,3}(?!\d)", lambda match: f"<{int(match.group()) - page}>", block.text)


def _text_layer_fault(blocks: Sequence[Block]) -> str | None:
    """What is wrong with the text of a PDF; None where it can be read."""
    text = "".join(block.text for block in blocks if isinstance(block, Paragraph))
    text += "".join(cell.text for block in blocks if isinstance(block, Grid) for cell in block.cells)
    if len(text) < FEWEST_CHARACTERS:
        return "PDF 没有文字层（多半是扫描件）"
    readable = len(re.findall(r"[\u4e00-\u9fff0-9a-zA-Z\u3000-\u303f\uff00-\uffef\s.,:;()%/-]", text))
    if readable < 0.7 * len(text) or not re.search(r"[\u4e00-\u9fff]{2}", text):
        return "PDF 的文字层是乱码"
    return None
