"""Cut a document at the six statutory headings, whatever their markup, numbering or repeats."""

import re
import unicodedata
from dataclasses import dataclass

from ingest.model import Block, Document, Paragraph

HEADINGS = {
    1: "总体情况",
    2: "主动公开政府信息情况",
    3: "收到和处理政府信息公开申请情况",
    4: "政府信息公开行政复议、行政诉讼情况",
    5: "存在的主要问题及改进情况",
    6: "其他需要报告的事项",
}
_NUMERALS = "一二三四五六七八九十"
_NUMBERING = re.compile(rf"(?:第?([{_NUMERALS}])(?:部分)?\s*[、.．,，:：]?|([1-9])\s*[、.．])\s*")
_WORDINGS = (
    (1, re.compile(r"(?:政府信息公开)?(?:工作)?(?:的)?(?:总体|基本|整体)情况(?:概述)?|概述")),
    (2, re.compile(r"(?:政府信息)?主动公开(?:政府)?(?:信息)?(?:的)?(?:工作)?情况")),
    (3, re.compile(r"(?:政府信息公开)?收到(?:和|及|与)处理(?:政府信息)?(?:公开)?申请(?:的)?情况")),
    (
        4,
        re.compile(
            r"(?:因)?(?:政府)?(?:信息公开)?(?:工作)?(?:被)?(?:申请|提起)?行政复议(?:和|及|与)?"
            r"(?:被)?(?:提起)?(?:行政)?诉讼(?:的)?情况"
        ),
    ),
    (
        5,
        re.compile(
            r"(?:政府信息公开)?(?:工作)?(?:中)?存在的?(?:主要)?问题(?:和|及|与)?"
            r"(?:其)?(?:整改|改进)?(?:的)?(?:情况|措施|打算|意见|工作)*"
        ),
    ),
    (6, re.compile(r"其他(?:需要|应当|应)?(?:报告|说明)(?:的)?(?:事项|情况)")),
)
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Span:
    """The blocks of one statutory section, its heading and repeats of it left out."""

    number: int
    heading: Paragraph
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    number: int
    numbered: bool


def cut_sections(document: Document) -> tuple[tuple[Block, ...], tuple[Span, ...]]:
    """What stands before the first statutory heading, and the sections in order; a missing one is absent."""
    blocks = document.blocks
    candidates = _without_contents_list(blocks, _candidates(blocks))
    chain = _best_chain(candidates)
    if not chain:
        return blocks, ()
    repeats = {(item.index, item.number) for item in candidates}
    ends = [item.index for item in chain[1:]] + [len(blocks)]
    spans = []
    for item, end in zip(chain, ends, strict=True):
        heading = blocks[item.index]
        assert isinstance(heading, Paragraph)
        body = tuple(
            block
            for index, block in enumerate(blocks[item.index + 1 : end], item.index + 1)
            if (index, item.number) not in repeats
        )
        spans.append(Span(item.number, heading, body))
    return blocks[: chain[0].index], tuple(spans)


def heading_number(text: str) -> tuple[int, bool] | None:
    """The statutory section that a line is the heading of, and whether it is numbered so; None for other lines."""
    folded = unicodedata.normalize("NFKC", text).strip()
    if not folded or len(folded) > _LONGEST_HEADING or "\t" in folded:
        return None
    numbering = _NUMBERING.match(folded)
    body = re.sub(r"[\s、,.:;。]+", "", folded[numbering.end() :] if numbering else folded)
    for number, wording in _WORDINGS:
        if wording.fullmatch(body):
            printed = _printed_number(numbering)
            return (number, printed == number) if printed in (None, number) or number != 1 else None
    return None


def _printed_number(numbering: re.Match[str] | None) -> int | None:
    if numbering is None:
        return None
    return _NUMERALS.index(numbering[1]) + 1 if numbering[1] else int(numbering[2])


def _candidates(blocks: tuple[Block, ...]) -> list[_Candidate]:
    found = []
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and (heading := heading_number(block.text)):
            found.append(_Candidate(index, *heading))
    return found


def _without_contents_list(blocks: tuple[Block, ...], candidates: list[_Candidate]) -> list[_Candidate]:
    """Drops a table of contents: three or more headings in a row with nothing between, all of them printed again."""
    run: list[_Candidate] = []
    runs = [run]
    for item in candidates:
        if run and item.index != run[-1].index + 1:
            run = []
            runs.append(run)
        run.append(item)
    dropped: set[int] = set()
    for run in runs:
        later = {item.number for item in candidates if run and item.index > run[-1].index}
        if len(run) >= 3 and all(item.number in later for item in run):
            dropped.update(item.index for item in run)
    return [item for item in candidates if item.index not in dropped]


def _best_chain(candidates: list[_Candidate]) -> list[_Candidate]:
    """The headings that cut: rising section numbers, as many as there are, numbered ones first, then the earliest."""
    best: list[tuple[int, int, list[_Candidate]]] = []
    for item in candidates:
        options = [entry for entry, other in zip(best, candidates, strict=False) if other.number < item.number]
        score, numbered, chain = max(options, key=lambda entry: entry[:2], default=(0, 0, []))
        best.append((score + 1, numbered + item.numbered, [*chain, item]))
    return max(best, key=lambda entry: entry[:2], default=(0, 0, []))[2]
