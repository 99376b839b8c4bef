"""Word files: paragraphs and tables in reading order, merged cells resolved, text boxes read where they stand."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from docx import Document as open_docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from ingest.errors import UnreadableFile
from ingest.model import Block, Document, Grid, GridCell, Location, Paragraph

LARGEST_PART = 100 * 1024 * 1024
MOST_CELLS = 20_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, OSError)
_NO_WORD_FILE = (PackageNotFoundError, KeyError, etree.XMLSyntaxError)
_HEADING = re.compile(r"(?:heading|标题)\s*([1-6])", re.I)


def read_docx(data: bytes, source: str) -> Document:
    """Blocks of the body. Raises UnreadableFile for what is no Word file, or one that unpacks beyond bounds."""
    _check_package(data, source)
    try:
        document = open_docx(io.BytesIO(data))
    except (*_NO_WORD_FILE, *_DAMAGED) as error:
        raise UnreadableFile(Location(source), "不是能读的 Word 文件，请另存为 .docx 再试") from error
    blocks: list[Block] = []
    for element in _blocks(document.element.body):
        place = Location(source, line=len(blocks) + 1)
        if element.tag == qn("w:tbl"):
            blocks.append(_grid(element, place))
        elif text := _text(element).strip():
            blocks.extend(Paragraph(line, place, _level(element)) for line in text.split("\n") if line.strip())
    return Document(source, tuple(blocks), document.core_properties.title or None)


def _check_package(data: bytes, source: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(info.file_size for info in package.infolist())
            heads = [package.open(info).read(4096) for info in package.infolist() if info.filename.endswith(".xml")]
    except _DAMAGED as error:
        raise UnreadableFile(Location(source), "不是 Word 文件或已损坏、加密，请重新下载或另存") from error
    if size > LARGEST_PART:
        raise UnreadableFile(
            Location(source), f"解开后有 {size // 2**20} MB，超过上限 {LARGEST_PART // 2**20} MB，未收"
        )
    if any(b"<!DOCTYPE" in head or b"<!ENTITY" in head for head in heads):
        raise UnreadableFile(Location(source), "文件里有实体声明，Word 文件不该有，未收")


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in reading order; of content controls and text boxes what they hold."""
    for element in parent:
        if element.tag == qn("w:tbl"):
            yield element
        elif element.tag == qn("w:p"):
            yield element
            for box in element.iter(qn("w:txbxContent")):
                # Word writes a text box twice, the second time for older programs.
                if not any(str(above.tag).endswith("}Fallback") for above in box.iterancestors()):
                    yield from _blocks(box)
        elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag")):
            yield from _blocks(element)


def _text(element: etree._Element) -> str:
    """The text of a paragraph or cell without that of text boxes in it and of deletions."""
    parts: list[str] = []
    for node in element:
        if node.tag in (qn("w:txbxContent"), qn("w:del"), qn("w:pict"), qn("w:drawing")):
            continue
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.tag == qn("w:tab"):
            parts.append("\t" if element.tag != qn("w:tabs") else "")
        elif node.tag in (qn("w:br"), qn("w:cr")):
            parts.append("\n")
        elif not _is_hidden(node):
            parts.append(_text(node))
    return "".join(parts)


def _is_hidden(run: etree._Element) -> bool:
    if str(run.tag).endswith("}AlternateContent"):
        return True
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if run.tag == qn("w:r") else None
    return vanish is not None and vanish.get(qn("w:val"), "true") not in ("0", "false")


def _level(paragraph: etree._Element) -> int:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    match = _HEADING.match(style.get(qn("w:val"), "")) if style is not None else None
    return int(match[1]) if match else 0


def _grid(table: etree._Element, place: Location) -> Grid:
    """The table's cells; a vertical merge is one cell that spans its rows."""
    cells: list[GridCell] = []
    open_merges: dict[int, int] = {}
    for row, line in enumerate(table.iter(qn("w:tr"))):
        column = _skipped(line)
        for cell in line.iter(qn("w:tc")):
            if next(cell.iterancestors(qn("w:tr"))) is not line:
                continue
            width = _number(_property(cell, "w:gridSpan"), 1)
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is not None and merge.get(qn("w:val"), "continue") == "continue" and column in open_merges:
                index = open_merges[column]
                above = cells[index]
                height = row - above.row + 1
                cells[index] = GridCell(above.text, above.row, above.column, height, above.column_span)
            else:
                text = re.sub(r"\s+", "", "".join(_text(part) for part in cell if part.tag != qn("w:tcPr")))
                open_merges.pop(column, None)
                if merge is not None:
                    open_merges[column] = len(cells)
                cells.append(GridCell(text, row, column, 1, width))
            column += width
        if len(cells) > MOST_CELLS:
            raise UnreadableFile(place, f"一张表超过 {MOST_CELLS} 格，未收，请检查文件")
    return Grid(tuple(cells), place)


def _skipped(row: etree._Element) -> int:
    skipped = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return _number(skipped.get(qn("w:val")), 0) if skipped is not None else 0


def _number(written: str | None, otherwise: int) -> int:
    """A count of columns; what is no such count, or beyond any table, counts as not written, as Word has it."""
    return int(written) if written and re.fullmatch("[0-9]{1,3}", written) else otherwise


def _property(cell: etree._Element, name: str) -> str | None:
    element = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
    return element.get(qn("w:val")) if element is not None else None
