"""Readers by suffix: each gives the blocks of one format, every block with its place in the file."""

from collections.abc import Callable
from pathlib import PurePosixPath

from ingest.errors import UnreadableFile
from ingest.model import Document, Location
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.legacy import CONVERSION_SECONDS, read_legacy
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text

Reader = Callable[[bytes, str], Document]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".doc": read_legacy,
    ".wps": read_legacy,
    ".pdf": read_pdf,
}

# Beyond what any file has, for readers that wait for another program.
_EXTRA_SECONDS = {".doc": CONVERSION_SECONDS, ".wps": CONVERSION_SECONDS}


def extra_seconds(source: str) -> float:
    """How much longer than others a file of this format may take."""
    return _EXTRA_SECONDS.get(PurePosixPath(source).suffix.lower(), 0.0)


def read_document(data: bytes, source: str) -> Document:
    """The blocks of a file; `source` gives the format by its suffix and is the file named in every location.

    Raises UnreadableFile for a suffix that no reader knows, an empty file, or one that its reader cannot read.
    """
    suffix = PurePosixPath(source).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        known = "、".join(READERS)
        raise UnreadableFile(Location(source), f"不认识的格式“{suffix or '无后缀'}”，能读的有 {known}，压缩包用 .zip")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile(Location(source), "文件是空的，请换一份有内容的")
    document = reader(data, source)
    if not document.blocks:
        raise UnreadableFile(Location(source), "里面没有文字，请换一份有内容的")
    return document
