"""Cut a document at the six statutory headings, whatever their markup, numbering or repeats."""

import re
import unicodedata
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

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
SIMILAR_HEADING = 80.0


@dataclass(frozen=True, slots=True)
class Span:
    """The blocks of one statutory section, its heading and repeats of it left out."""

    number: int
    heading: Paragraph
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line, or two where the heading is wrapped, that reads as the heading of a section."""

    index: int
    length: int
    number: int
    printed: int | None


def cut_sections(document: Document) -> tuple[tuple[Block, ...], tuple[Span, ...]]:
    """What stands before the first statutory heading, and the sections as printed; a missing one is absent."""
    blocks = document.blocks
    candidates = _without_contents_list(_candidates(blocks))
    chosen = _chosen(candidates)
    if not chosen:
        return blocks, ()
    spans = []
    for item, end in zip(chosen, [*(item.index for item in chosen[1:]), len(blocks)], strict=True):
        again = {
            other.index + line for other in candidates if other.number == item.number for line in range(other.length)
        }
        body = tuple(blocks[index] for index in range(item.index + item.length, end) if index not in again)
        spans.append(Span(item.number, _heading(blocks, item), body))
    return blocks[: chosen[0].index], tuple(spans)


def heading_number(text: str) -> tuple[int, int | None] | None:
    """The statutory section that a line is the heading of, and the number printed there; None for other lines."""
    folded = unicodedata.normalize("NFKC", text).strip()
    if not folded or len(folded) > _LONGEST_HEADING or "\t" in folded:
        return None
    numbering = _NUMBERING.match(folded)
    printed = _printed_number(numbering)
    body = re.sub(r"[\s、,.:;。]+", "", folded[numbering.end() :] if numbering else folded)
    for number, wording in _WORDINGS:
        if wording.fullmatch(body) and (printed in (None, number) or number != 1):
            return number, printed
    # A misprinted heading still has its number.
    if printed in HEADINGS and fuzz.ratio(body, re.sub("、", "", HEADINGS[printed])) >= SIMILAR_HEADING:
        return printed, printed
    return None


def _printed_number(numbering: re.Match[str] | None) -> int | None:
    if numbering is None:
        return None
    return _NUMERALS.index(numbering[1]) + 1 if numbering[1] else int(numbering[2])


def _heading(blocks: tuple[Block, ...], item: _Candidate) -> Paragraph:
    lines = [block for block in blocks[item.index : item.index + item.length] if isinstance(block, Paragraph)]
    return replace(lines[0], text="".join(line.text.strip() for line in lines))


def _candidates(blocks: tuple[Block, ...]) -> list[_Candidate]:
    found: list[_Candidate] = []
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        if heading := heading_number(block.text):
            found.append(_Candidate(index, 1, *heading))
            continue
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        wrapped = isinstance(below, Paragraph) and _NUMBERING.match(block.text.strip())
        if wrapped and isinstance(below, Paragraph) and (heading := heading_number(block.text.strip() + below.text)):
            found.append(_Candidate(index, 2, *heading))
    return found


def _without_contents_list(candidates: list[_Candidate]) -> list[_Candidate]:
    """Drops a table of contents: three or more headings in a row with nothing between, all of them printed again."""
    runs: list[list[_Candidate]] = []
    for item in candidates:
        if runs and item.index == runs[-1][-1].index + runs[-1][-1].length:
            runs[-1].append(item)
        else:
            runs.append([item])
    dropped: set[int] = set()
    for run in runs:
        later = {item.number for item in candidates if item.index > run[-1].index}
        if len(run) >= 3 and all(item.number in later for item in run):
            dropped.update(item.index for item in run)
    return [item for item in candidates if item.index not in dropped]


def _chosen(candidates: list[_Candidate]) -> list[_Candidate]:
    """The headings that cut: the longest chain of rising numbers, then numbered ones that stand out of order."""
    chain = _best_chain(candidates)
    for item in candidates:
        if item.printed is not None and all(item.number != other.number for other in chain):
            chain.append(item)
    return sorted(chain, key=lambda item: item.index)


def _best_chain(candidates: list[_Candidate]) -> list[_Candidate]:
    """Rising section numbers, as many as there are, numbered ones first, then the earliest."""
    best: list[tuple[int, int, list[_Candidate]]] = []
    for item in candidates:
        options = [entry for entry, other in zip(best, candidates, strict=False) if other.number < item.number]
        score, numbered, chain = max(options, key=lambda entry: entry[:2], default=(0, 0, []))
        best.append((score + 1, numbered + (item.number == item.printed), [*chain, item]))
    return max(best, key=lambda entry: entry[:2], default=(0, 0, []))[2]
