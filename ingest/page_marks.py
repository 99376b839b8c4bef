"""What a page prints at its edge and no report means: its own number."""

import re
import unicodedata

_MARK = re.compile(
    r"[-—–]+\s*\d{1,3}\s*[-—–]+|第\s*\d{1,3}\s*页(?:(?:\s*[,，/])?\s*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}"
)


def is_page_mark(line: str) -> bool:
    """Whether a line is nothing but a page's number that shows as one (— 3 —, 第3页 共5页, 3/5)."""
    return _MARK.fullmatch(unicodedata.normalize("NFKC", line).strip()) is not None
