"""Titles of annual reports: the office and the years that a heading, a page title or a file name states."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest.model import Block, Location, Paragraph
from ingest.traditional import simplified
from ingest.years import find_years

_CORE = re.compile(
    r"(?:(?:政府|政务)?信息公开|政务公开)(?:工作)?(?:情况)?(?:的)?(?P<inner>20\d\d年度?|[二2][〇○零O0一二三四五六七八九]{3}年度?)?"
    r"(?:年度|工作)*(?:情况)?(?:报告|年报)(?P<after>[（(]20\d\d年?度?[）)])?"
)
_NOTICE = re.compile(r"通知|的函|公告|通报|模板|格式|解读|汇编|指南|要求$|编制|发布$")
_DIGEST = re.compile(r"^(?:关于|印发|发布|公布)|(?:关于|的)$")
_METADATA = re.compile(
    r"(?:索引号|发布(?:时间|日期|机构)|来源|浏览|点击|字体|字号|文号|信息分类|主题|成文日期|作者)[^\u4e00-\u9fff]"
)
_YEAR_IN_NAME = re.compile(r"(?<!\d)(20[0-4]\d)(?![\d])(?!\s*[-_.年]\s*\d{1,2}(?!\d))")
_SITE = re.compile(r"[_|]|\s+[-—–]\s+|-(?=[\u4e00-\u9fff]+(?:网|政府|门户))")
_TITLE_LINES = 12
_LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, the office in front of its set words (empty where it names none), the years in it."""

    text: str
    office: str
    years: tuple[int, ...]
    location: Location

    @property
    def announces(self) -> bool:
        """Whether it belongs to a notice about reports rather than to a report."""
        return bool(_NOTICE.search(simplified(self.text)))


def folded(text: str) -> str:
    """Text without white space, widths folded, for quoting from it."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def compact(text: str) -> str:
    """Folded text for looking things up in it: traditional characters simplified, all offsets the same."""
    return simplified(folded(text))


def find_title(blocks: Sequence[Block]) -> Title | None:
    """The shortest run of one to three lines that reads as a title and names an office, else one that names none."""
    lines = [block for block in blocks if isinstance(block, Paragraph)][:_TITLE_LINES]
    lines = [line for line in lines if not _METADATA.search(simplified(line.text))]
    titles = [
        title
        for count in (1, 2, 3)
        for index in range(len(lines) - count + 1)
        if (title := as_title("".join(line.text for line in lines[index : index + count]), lines[index].location))
    ]
    return next((title for title in titles if title.office), titles[0] if titles else None)


def as_title(text: str, location: Location) -> Title | None:
    """The title that a text is; None where it has not the set words of one, or says more than a title."""
    printed = re.sub(r"\s+", "", text)
    if len(printed) > _LONGEST_TITLE or "。" in printed:
        return None
    plain = simplified(printed)
    match = _CORE.search(plain)
    if match is None or _NOTICE.search(plain[match.end() :]) or len(printed) - match.end() > 12:
        return None
    head = printed[: match.start()]
    years = tuple(year for year, _, _ in find_years(re.sub(r"(20\d\d)(?=[）)])", r"\1年", printed)))
    office = _without_years(head)
    return Title(printed, office, years, location)


def _without_years(text: str) -> str:
    for _, start, end in reversed(find_years(text)):
        tail = re.match(r"年?度?", text[end:])
        text = text[:start] + text[end + (tail.end() if tail else 0) :]
    text = re.sub(r"^.*?数据摘录[^\u4e00-\u9fff]*非原文[)）】\]]*", "", text)
    text = text.strip("-—_·|：: 《》“”")
    for match in reversed([*_DIGEST.finditer(simplified(text))]):
        text = text[: match.start()] + text[match.end() :]
    return text.removesuffix("的").strip("《》“”")


def title_of_page(name: str | None, source: str) -> Title | None:
    """The title in a page's or document's own name, without the name of its site."""
    parts = _SITE.split(name or "")
    return next((title for part in parts if (title := as_title(part, Location(source)))), None)


def title_of_file(source: str) -> Title | None:
    """The title that a file name is."""
    return as_title(PurePosixPath(source).stem, Location(source))


def years_of_file(source: str) -> tuple[int, ...]:
    """Years that stand alone in a file name; those of dates such as 20260129 or 2026-01-29 are left out."""
    return tuple(int(year) for year in _YEAR_IN_NAME.findall(PurePosixPath(source).stem))


def is_title(line: str) -> bool:
    """Whether a line holds the set words of a title."""
    return bool(_CORE.search(simplified(line)))
