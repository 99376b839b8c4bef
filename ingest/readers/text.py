"""Text and Markdown: one paragraph a line, tabs kept, heading marks turned into levels."""

import codecs
import re
import unicodedata

from ingest.errors import UnreadableFile
from ingest.model import Document, Location, Paragraph
from ingest.readers.pipes import with_tables

_HEADING = re.compile(r"(#{1,6})\s*(.*)")
_BOLD = re.compile(r"(\*\*|__)(.+?)\1")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_UNUSUAL = re.compile("[^\x00-\x7f\u3001-\u3020\u4e00-\u9fff\uff00-\uffef]")
# The text of the longest reports has some 100,000 characters.
MOST_CHARACTERS = 3_000_000
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read_text(data: bytes, source: str) -> Document:
    """Lines of a text file as paragraphs. Raises UnreadableFile where the bytes are no text."""
    text = decode(data, source)
    pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    blocks: list[Paragraph] = []
    line_number = 0
    for page_number, page in enumerate(pages, start=1):
        lines = page.split("\n")
        for offset, line in enumerate(lines):
            if line.strip():
                place = Location(source, page_number if len(pages) > 1 else None, line_number + offset + 1)
                blocks.append(_paragraph(line, place))
        line_number += len(lines) - 1
    return Document(source, tuple(with_tables(blocks)))


def decode(data: bytes, source: str) -> str:
    """The text of bytes by its byte order mark, as UTF-8, or as GB18030; UnreadableFile where none fits."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :].decode(encoding, errors="replace"), source)
    for encoding in ("utf-8", "gb18030"):
        try:
            return _checked(data.decode(encoding), source)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(Location(source), "不是文字：既不是 UTF-8，也不是 GB18030，请检查文件是否损坏")


def _checked(text: str, source: str) -> str:
    if len(text) > MOST_CHARACTERS:
        problem = f"有 {len(text)} 个字，超过一份年度报告能有的 {MOST_CHARACTERS} 个，请确认文件，多份报告请分开"
        raise UnreadableFile(Location(source), problem)
    # Marks that stack on a letter are no text either: a long run of them takes hours to normalise.
    stacked = sum(unicodedata.combining(character) > 0 for character in _UNUSUAL.findall(text))
    broken = len(_CONTROL.findall(text)) + text.count("\ufffd") + stacked
    if broken > len(text) // 200:
        raise UnreadableFile(Location(source), f"不是文字文件：有 {broken} 个控制字符或坏字符，请检查文件是否损坏")
    return text


def _paragraph(line: str, place: Location) -> Paragraph:
    heading = _HEADING.fullmatch(line.strip())
    level = len(heading[1]) if heading else 0
    body = heading[2].rstrip("#").rstrip() if heading else line
    return Paragraph(_BOLD.sub(r"\2", _CONTROL.sub("", body)), place, level)
