"""PDF pages as pictures, read by tesseract: their lines of text and their ruled tables, cell by cell.

Words are read at three sizes and taken as the surest reading has them. Numbers are read by the English model, for the
Chinese one takes a 6 for a 0, at two sizes: where these differ the cell keeps all readings and holds no number.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageOps

from ingest.errors import UnreadableFile
from ingest.model import Block, Grid, GridCell, Location, Paragraph
from ingest.readers.scan import DPI, Box, Mask, RuledCell, ink_box, ink_of, ruled_tables, text_lines, upright

MOST_PAGES = 20
# Three to five seconds a page, with the other core busy.
MOST_SECONDS = 120.0
_RUN_SECONDS = 60
LANGUAGE = "chi_sim"
_LONGEST_SIDE = 5000
_INSET = 3
_FLATTEST = 10
# Margin in pixels and size: what one of them garbles another reads, and tesseract knows which it was sure of.
_TEXT_FORMS = ((14, 1.0), (30, 1.0), (14, 0.6))
_NUMBER_FORMS = ((14, 1.0), (14, 0.75))
_TEXT = ("-l", LANGUAGE, "--psm", "6")
_DIGITS = ("-l", "eng", "--psm", "7", "-c", "tessedit_char_whitelist=0123456789.,-/")
# A comma is easily read as a point: three figures after one are neither.
_NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d{1,2})?|/")
_CHARACTER = re.compile(r"[\u4e00-\u9fff]")
# Numbers that are there are read at 90 and above, those seen in Chinese characters at 55 and below.
_SURE = 70.0
_SURE_WORDS = 90.0
_LONGEST_FOLIO = 6
_WORD_LEVEL = "5"

Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line or a cell cut out of its page; `text` where it says itself what it is, as a dash and an empty cell do."""

    page: int
    table: int | None
    box: Box
    cell: RuledCell | None
    picture: Image.Image | None
    text: str


@dataclass(frozen=True, slots=True)
class _Read:
    """What tesseract read in a picture, and how sure it is of it, 0 to 100."""

    text: str
    sure: float


def missing_program() -> str | None:
    """What this machine lacks for reading pictures; None where nothing is missing."""
    if shutil.which("tesseract") is None:
        return "tesseract"
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    return None if {LANGUAGE, "eng"} <= set(listed) else f"tesseract 的 {LANGUAGE} 语言包"


def read_pages(data: bytes, source: str) -> list[list[Block]]:
    """The blocks of each page from top to bottom. Raises UnreadableFile for too many pages."""
    with pypdfium2.PdfDocument(data) as pdf:
        if len(pdf) > MOST_PAGES:
            raise UnreadableFile(
                Location(source), f"有 {len(pdf)} 页，文字识别的上限是 {MOST_PAGES} 页，未收；请拆开再试"
            )
        pieces = [piece for number in range(len(pdf)) for piece in _pieces(_picture(pdf[number]), number)]
        count = len(pdf)
    texts = _texts(pieces, source)
    return [
        _blocks([(piece, text) for piece, text in zip(pieces, texts, strict=True) if piece.page == number], source)
        for number in range(count)
    ]


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    scale = min(DPI / 72, _LONGEST_SIDE / max(1.0, *page.get_size()))
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return upright(picture.convert("L"))


def _pieces(page: Image.Image, number: int) -> list[_Piece]:
    """The cells of a page's tables, then its lines of text."""
    grey, ink = np.array(page), ink_of(page)
    tables = tuple(ruled_tables(ink))
    found = []
    for index, table in enumerate(tables):
        grey[table.rules], ink[table.rules] = 255, False
        for cell in table.cells:
            found.append(_cell_piece(grey, ink, cell, (number, index)))
        for cell in table.cells:
            ink[cell.box.top : cell.box.bottom, cell.box.left : cell.box.right] = False
    found.extend(_Piece(number, None, box, None, _cut(grey, box), "") for box in text_lines(ink))
    return found


def _cell_piece(grey: Grey, ink: Mask, cell: RuledCell, place: tuple[int, int]) -> _Piece:
    box = cell.box
    inside = Box(box.left + _INSET, box.top + _INSET, box.right - _INSET, box.bottom - _INSET)
    printed = ink_box(ink, inside)
    if printed is None:
        return _Piece(*place, box, cell, None, "")
    width, height = printed.right - printed.left, printed.bottom - printed.top
    if height <= _FLATTEST and width > 2 * height:
        return _Piece(*place, box, cell, None, "—")
    return _Piece(*place, box, cell, _cut(grey, printed), "")


def _cut(grey: Grey, box: Box) -> Image.Image:
    return Image.fromarray(grey[box.top : box.bottom, box.left : box.right])


def _texts(pieces: Sequence[_Piece], source: str) -> list[_Read]:
    """What each piece says."""
    read = [_Read(piece.text, 100.0) for piece in pieces]
    pictured = [index for index, piece in enumerate(pieces) if piece.picture]
    cells = [index for index in pictured if pieces[index].cell]
    numbers = [_tesseract(_pictures(pieces, cells, form), _DIGITS, source) for form in _NUMBER_FORMS]
    digits = dict(zip(cells, zip(*numbers, strict=True), strict=True))
    unsure = pictured
    for form in _TEXT_FORMS:
        for index, words in zip(unsure, _tesseract(_pictures(pieces, unsure, form), _TEXT, source), strict=True):
            read[index] = words if form == _TEXT_FORMS[0] else max(read[index], words, key=lambda one: one.sure)
        unsure = [
            index
            for index in unsure
            if read[index].sure < _SURE_WORDS and not _number(read[index], digits.get(index, ()))
        ]
    for index, readings in digits.items():
        read[index] = _number(read[index], readings) or _words(read[index], readings)
    return read


def _pictures(pieces: Sequence[_Piece], indices: Sequence[int], form: tuple[int, float]) -> list[Image.Image]:
    margin, size = form
    return [_framed(picture, margin, size) for index in indices if (picture := pieces[index].picture)]


def _framed(picture: Image.Image, margin: int, size: float) -> Image.Image:
    scaled = (max(1, round(picture.width * size)), max(1, round(picture.height * size)))
    resized = picture if size == 1.0 else picture.resize(scaled, Image.Resampling.LANCZOS)
    return ImageOps.expand(resized, margin, 255)


def _number(words: _Read, readings: Sequence[_Read]) -> _Read | None:
    """The number that a cell holds: all readings agree on it, and are sure of it or the words agree too."""
    texts = {reading.text for reading in readings}
    number = readings[0] if len(texts) == 1 else None
    if number is None or not _NUMBER.fullmatch(number.text) or len(words.text) > len(number.text) + 1:
        return None
    sure = min(reading.sure for reading in readings) >= _SURE or words.text == number.text
    return number if sure else None


def _words(words: _Read, readings: Sequence[_Read]) -> _Read:
    """The words of a cell; where it holds none but no certain number either, all that was read."""
    if _CHARACTER.search(words.text):
        return words
    return replace(words, text="？".join((words.text, *(reading.text for reading in readings))))


def _tesseract(pictures: Sequence[Image.Image], options: Sequence[str], source: str) -> list[_Read]:
    """What each picture says, by one run of tesseract over all of them."""
    if not pictures:
        return []
    words: list[list[tuple[str, float]]] = [[] for _ in pictures]
    with tempfile.TemporaryDirectory(prefix="mingcha-") as folder:
        names = [Path(folder, f"{index}.png") for index in range(len(pictures))]
        for name, picture in zip(names, pictures, strict=True):
            picture.save(name, compress_level=1, dpi=(DPI, DPI))
        listed = Path(folder, "list.txt")
        listed.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        _run(["tesseract", str(listed), str(Path(folder, "read")), *options, "tsv"], source)
        for row in Path(folder, "read.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            level, page, *_, sure, text = row.split("\t")
            if level == _WORD_LEVEL:
                words[int(page) - 1].append((text.strip(), float(sure)))
    return [
        _Read("".join(text for text, _ in found), fmean(sure for _, sure in found) if found else 0.0) for found in words
    ]


def _run(command: list[str], source: str) -> None:
    # One thread each: the readers themselves run in parallel.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_RUN_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(Location(source), f"文字识别用了 {_RUN_SECONDS} 秒还没有完，请换网页、Word 版") from error
    if done.returncode:
        problem = "文字识别程序 tesseract 出错，请检查它的安装"
        raise UnreadableFile(Location(source), problem) from RuntimeError(done.stderr.strip())


def _blocks(pieces: Sequence[tuple[_Piece, _Read]], source: str) -> list[Block]:
    """The lines and tables of one page from top to bottom; short lines that nothing sure is read in are left out."""
    found: list[tuple[int, Block]] = []
    tables: dict[int, list[tuple[_Piece, _Read]]] = {}
    for piece, read in pieces:
        if piece.table is not None:
            tables.setdefault(piece.table, []).append((piece, read))
        elif read.text and (read.sure >= _SURE or len(read.text) > _LONGEST_FOLIO):
            found.append((piece.box.top, Paragraph(read.text, Location(source, page=piece.page + 1))))
    for members in tables.values():
        cells = tuple(
            GridCell(read.text, cell.row, cell.column, cell.row_span, cell.column_span)
            for piece, read in members
            if (cell := piece.cell)
        )
        place = Location(source, page=members[0][0].page + 1)
        found.append((min(piece.box.top for piece, _ in members), Grid(cells, place)))
    return [block for _, block in sorted(found, key=lambda item: item[0])]
