"""Saved web pages: the article amid the page's chrome, its paragraphs and tables; what is hidden is left out."""

import re
from collections.abc import Iterator

from lxml import etree

from ingest.errors import UnreadableFile
from ingest.model import Block, Document, Grid, GridCell, Location, Paragraph
from ingest.readers.text import decode
from ingest.sections import heading_number

DEEPEST = 200
MOST_CELLS = 20_000
_SHORTEST_HEADING, _LONGEST_HEADING = 4, 40  # “总体情况”; most cells of a table are shorter
_SKIPPED = re.compile(
    "script|style|noscript|template|head|nav|header|footer|form|button|select|textarea|input|iframe|svg|canvas|object"
    "|audio|video"
).fullmatch
_BREAKS = re.compile(
    "p|div|br|li|ul|ol|dl|dt|dd|h[1-6]|section|article|tr|td|th|table|tbody|thead|blockquote|pre|center|hr|main|figure"
    "|figcaption|body"
).fullmatch
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
# What content systems print around an article; lines of the report never begin so.
_CHROME = re.compile(
    r"(?:分享到|分享:|【?打印|【?关闭|上一[篇条]|下一[篇条]|相关(?:链接|阅读|文章)|扫一扫|主办单位|版权所有|网站地图|ICP备|返回顶部)"
)
# Found by libxml2: joining the text of every element of a page in Python takes a third of its reading.
_SHORT_ELEMENTS = etree.XPath(f"descendant-or-self::*[string-length(normalize-space()) <= {_LONGEST_HEADING}]")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read_html(data: bytes, source: str) -> Document:
    """Paragraphs and tables of the page's article. Raises UnreadableFile for bytes that are no text."""
    text = _decode(data, source)
    if declaration := _XML_DECLARATION.match(text):  # its encoding is that of the bytes
        text = text[declaration.end() :]
    parser = etree.HTMLParser(huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(Location(source), "不是能读的网页，请检查文件") from error
    if root is None:
        raise UnreadableFile(Location(source), "不是能读的网页，里面没有标签也没有文字，请检查文件")
    cells = sum(1 for _ in root.iter("td", "th"))
    if cells > MOST_CELLS:
        raise UnreadableFile(Location(source), f"网页里的表格有 {cells} 格，超过上限 {MOST_CELLS} 格，未收，请检查文件")
    title = root.findtext(".//title")
    builder = _Blocks(source)
    builder.walk(_article(root), 0)
    builder.flush(0)
    return Document(source, tuple(builder.blocks), " ".join(title.split()) if title else None)


def _decode(data: bytes, source: str) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and declared[1].lower() in (b"gb2312", b"gbk", b"gb18030", b"x-gbk"):
        text = data.decode("gb18030", errors="replace")
        if text.count("\ufffd") <= len(text) // 500:
            return text
    return decode(data, source)


def _article(root: etree._Element) -> etree._Element:
    """The smallest element that holds the first and the last statutory heading; the body where there are none."""
    body = root.find(".//body")
    body = root if body is None else body
    headings = [
        element
        for element in _SHORT_ELEMENTS(body)
        if isinstance(element.tag, str)
        and not _SKIPPED(element.tag)
        and _SHORTEST_HEADING <= len(own := "".join(element.itertext(with_tail=False)).strip()) <= _LONGEST_HEADING
        and heading_number(own)
    ]
    if len(headings) < 2:
        return body
    others = {id(ancestor) for ancestor in (headings[-1], *headings[-1].iterancestors())}
    shared = next(ancestor for ancestor in (headings[0], *headings[0].iterancestors()) if id(ancestor) in others)
    return _with_title(shared, body)


def _with_title(article: etree._Element, body: etree._Element) -> etree._Element:
    """The article, or its nearest ancestor with a title heading; never past the body."""
    for candidate in (article, *article.iterancestors()):
        if candidate is body:
            break
        if any("信息公开" in "".join(heading.itertext()) for heading in candidate.iter("h1", "h2")):
            return candidate
    return article


class _Blocks:
    """Collects blocks in reading order; text gathers until an element breaks the line."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self._text: list[str] = []

    def flush(self, level: int) -> None:
        """Ends the paragraph that was gathered."""
        text = re.sub(r"[ \t\r\n\u00a0\u200b]+", " ", "".join(self._text)).strip(" \u3000")
        self._text = []
        if text and not _CHROME.match(text):
            self.blocks.append(Paragraph(text, self._place(), level))

    def walk(self, element: etree._Element, depth: int) -> None:
        """Adds the blocks of an element and what it holds."""
        if not isinstance(element.tag, str) or _SKIPPED(element.tag) or _is_hidden(element):
            return
        if depth > DEEPEST:
            raise UnreadableFile(self._place(), f"网页的标签嵌套超过 {DEEPEST} 层，未收，请另存为文本再试")
        if element.tag == "table" and _is_data(element):
            self.flush(0)
            self.blocks.append(_grid(element, self._place()))
            return
        breaks = _BREAKS(element.tag)
        if breaks:
            self.flush(0)
        self._text.append(element.text or "")
        for child in element:
            self.walk(child, depth + 1)
            self._text.append(child.tail or "")
        if breaks:
            self.flush(_HEADINGS.get(element.tag, 0))

    def _place(self) -> Location:
        return Location(self.source, line=len(self.blocks) + 1)


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _is_data(table: etree._Element) -> bool:
    """Whether a table holds cells rather than the page's layout: no table within, two cells in some row, no essay."""
    if table.find(".//table") is not None:
        return False
    cells = list(table.iter("td", "th"))
    wide = any(sum(child.tag in ("td", "th") for child in row) > 1 for row in table.iter("tr"))
    longest = max((len("".join(cell.itertext())) for cell in cells), default=0)
    return wide and longest < 400


def _grid(table: etree._Element, place: Location) -> Grid:
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row, element in enumerate(_rows(table)):
        column = 0
        for cell in element:
            if cell.tag not in ("td", "th") or _is_hidden(cell):
                continue
            while (row, column) in taken:
                column += 1
            height, width = _span(cell, "rowspan"), _span(cell, "colspan")
            if len(taken) + height * width > MOST_CELLS:
                raise UnreadableFile(place, f"网页里的一张表超过 {MOST_CELLS} 格，未收，请检查文件")
            taken.update((row + down, column + right) for down in range(height) for right in range(width))
            cells.append(GridCell(_cell_text(cell), row, column, height, width))
    return Grid(_clipped(cells), place)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return (row for row in table.iter("tr") if not _is_hidden(row))


def _clipped(cells: list[GridCell]) -> tuple[GridCell, ...]:
    """Cells whose row spans end with the table."""
    last = max((cell.row for cell in cells), default=0)
    return tuple(
        GridCell(cell.text, cell.row, cell.column, min(cell.row_span, last - cell.row + 1), cell.column_span)
        for cell in cells
    )


def _span(cell: etree._Element, name: str) -> int:
    digits = re.match(r"\s*(\d{1,3})", cell.get(name, ""))
    return max(1, int(digits[1])) if digits else 1


def _cell_text(cell: etree._Element) -> str:
    return re.sub(r"\s+", "", "".join(_visible(cell)))


def _visible(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not _SKIPPED(child.tag) and not _is_hidden(child):
            yield from _visible(child)
        yield child.tail or ""
