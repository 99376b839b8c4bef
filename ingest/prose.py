"""The running text of a section: wrapped lines joined into paragraphs, each with the place where it begins."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.dump import is_prose
from ingest.model import Location, Paragraph, Section
from ingest.page_marks import is_page_mark
from ingest.sections import Span

TABLE_SECTIONS = (2, 3, 4)
# A line this long that ends in no sentence mark was wrapped by a PDF's page width, not by its writer.
WRAPPED_LENGTH = 25
_ENDS = tuple("。！？；：.!?;:”’）)】》")
_STARTS = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+\s*[、.．]|\d{1,2}\s*[、.．](?!\d)"
    r"|[一二三四五六七八九]是|首先|其次|再次|最后|第[一二三四五六七八九十])"
)
_CJK = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’"
_CJK_EDGE = re.compile(rf"[{_CJK}]")
# Among sentences a number alone is a page's.
_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the running text; `start` is its offset in the section's text."""

    text: str
    start: int
    location: Location


def section_lines(span: Span) -> tuple[Line, ...]:
    """The paragraphs of a section in order; of a table's section only its sentences."""
    paragraphs = [block for block in span.blocks if isinstance(block, Paragraph)]
    if span.number in TABLE_SECTIONS:
        paragraphs = [block for block in paragraphs if is_prose(block.text)]
    start = 0
    lines = []
    for text, location in _joined(paragraphs):
        lines.append(Line(text, start, location))
        start += len(text) + 1
    return tuple(lines)


def as_section(span: Span, lines: Iterable[Line]) -> Section:
    """The section with its paragraphs a line each."""
    text = "\n".join(line.text for line in lines)
    return Section(span.number, span.heading.text.strip(), text, span.heading.location)


def _joined(paragraphs: Iterable[Paragraph]) -> list[tuple[str, Location]]:
    joined: list[tuple[list[str], Location]] = []
    last = ""
    for block in paragraphs:
        text = block.text.strip()
        if is_page_mark(text) or _NUMBER.fullmatch(text):
            continue
        wrapped = len(last) >= WRAPPED_LENGTH and not last.endswith(_ENDS)
        if wrapped and not block.level and not _STARTS.match(text):
            glue = "" if _CJK_EDGE.match(last[-1]) or _CJK_EDGE.match(text) else " "
            joined[-1][0].append(glue + text)
        else:
            joined.append(([text], block.location))
        last = text
    return [("".join(parts), location) for parts, location in joined]
