"""A draft as a file: title, headings, prose and tables in one of four dresses."""

import re
from collections.abc import Callable, Iterator
from random import Random

from scripts.samples.model import Draft
from scripts.samples.offices import SEED
from scripts.samples.tables import table_four, table_three, table_two

HEADINGS = {
    1: "一、总体情况",
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
    5: "五、存在的主要问题及改进情况",
    6: "六、其他需要报告的事项",
}
_PARTS = "一二三四五六"
_TABLES = {2: table_two, 3: table_three, 4: table_four}
_PDF_WIDTH = 40
_PDF_PAGE = 30
_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff“（])(\d[\d.]*)(?=[\u4e00-\u9fff])")
Lines = Iterator[str]


def render(draft: Draft) -> str:
    """The text of the file."""
    lines = _DRESSES[draft.dress](draft)
    return "\n".join(lines).strip("\n") + "\n"


def _prose(draft: Draft, number: int) -> list[str]:
    return list(draft.wording.sections.get(number, ()))


def _title(draft: Draft) -> str:
    return f"{draft.title}{draft.year}年政府信息公开工作年度报告"


def _rng(draft: Draft) -> Random:
    return Random(f"{SEED}/{draft.file}/layout")


def _body(draft: Draft, number: int) -> list[str]:
    return list(_TABLES[number](draft)) if number in _TABLES else _prose(draft, number)


def _plain(draft: Draft) -> Lines:
    """A page saved as text: sometimes with the site's lines above the title, headings in the official form."""
    rng = _rng(draft)
    if not draft.fictional:
        yield "数据摘录，非原文"
    elif not draft.flaws and rng.random() < 0.6:
        yield f"索引号：{rng.randint(100000, 999999)}-{rng.randint(10, 99)}"
        yield f"发布时间：{draft.year + 1}-01-{rng.randint(10, 28)}　浏览次数：{rng.randint(40, 900)}"
    yield from ("", _title(draft), "")
    in_parts = draft.fictional and rng.random() < 0.2
    for number, heading in HEADINGS.items():
        yield f"第{_PARTS[number - 1]}部分　{heading[2:]}" if in_parts else heading
        yield from _body(draft, number)
        yield ""


def _hash(draft: Draft) -> Lines:
    """A Markdown dump: headings at changing depth, numbers set apart by spaces."""
    rng = _rng(draft)
    if not draft.fictional:
        yield from ("数据摘录，非原文", "")
    yield from (f"# {_spaced(_title(draft))}", "")
    depths = (("##", "##", "###", "##", "##", "##"), ("##", "##", "###", "####", "####", "####"), ("###",) * 6)
    for (number, heading), depth in zip(HEADINGS.items(), rng.choice(depths), strict=True):
        yield from (f"{depth} {heading}", "")
        for line in _body(draft, number):
            if number in _TABLES:
                yield line
            else:
                yield from (_subheading(line, depth), "")
        yield ""


def _subheading(line: str, depth: str) -> str:
    subheading = re.fullmatch(r"（[一二三四五]）[^。：]{2,14}", line)
    return f"{depth}# {line}" if subheading else _spaced(line)


def _bare(draft: Draft) -> Lines:
    """A dump without heading marks; the title sometimes on two lines, a heading sometimes twice."""
    if not draft.fictional:
        yield "数据摘录，非原文"
    rng = _rng(draft)
    title = _title(draft)
    yield ""
    if rng.random() < 0.4:
        yield from (draft.title, title[len(draft.title) :])
    else:
        yield title
    for number, heading in HEADINGS.items():
        yield from ("", heading, "")
        body = _body(draft, number)
        if number == 1 and "heading_twice" in draft.flaws:
            yield from (body.pop(0), "", heading, "")
        if number in _TABLES:
            yield from body
        else:
            yield from (part for line in body for part in (line, ""))


def _pdf(draft: Draft) -> Lines:
    """A PDF's text: lines broken at the page's width, blank lines and page numbers where pages end."""
    yield from ("", draft.title, _title(draft)[len(draft.title) :], "")
    count = page = 0
    for number, heading in HEADINGS.items():
        yield from (heading, "")
        if number in _TABLES:
            yield from _TABLES[number](draft)
            yield from ("", "", "")
            continue
        for paragraph in _prose(draft, number):
            for line in _broken(_spaced(paragraph)):
                yield line
                count += 1
                if count % _PDF_PAGE == 0:
                    page += 1
                    yield from ("", f"- {page} -", "")
        yield ""


def _broken(paragraph: str) -> Iterator[str]:
    """Lines of the page's width; a mark that must not begin a line goes up, and a number is not parted."""
    rest = paragraph
    while len(rest) > _PDF_WIDTH:
        cut = _PDF_WIDTH
        while rest[cut] in "，。；：、）”" or (rest[cut].isdigit() and rest[cut - 1].isdigit()):
            cut += 1
            if cut == len(rest):
                break
        yield rest[:cut]
        rest = rest[cut:]
    if rest:
        yield rest


def _spaced(text: str) -> str:
    return _NUMBER.sub(r" \1 ", text)


_DRESSES: dict[str, Callable[[Draft], Lines]] = {"plain": _plain, "hash": _hash, "bare": _bare, "pdf": _pdf}
