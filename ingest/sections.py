"""Cut a document at the six statutory headings, whatever their markup, numbering or repeats."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from ingest.model import Block, Document, Paragraph
from ingest.traditional import simplified

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
    (6, re.compile(r"其[他它](?:需要|应当|应)?(?:报告|说明)(?:的)?(?:事项|情况)")),
)
# Freer wordings that only their printed number tells from a heading within a section.
_NUMBERED_WORDINGS = (
    (3, re.compile(r"(?:政府信息)?依申请公开(?:政府信息)?(?:工作)?(?:办理)?情况")),
    (
        5,
        re.compile(
            r"(?:政府信息公开)?(?:工作)?(?:中)?(?:存在)?的?(?:主要|突出)?(?:问题|困难|不足)(?:和|及|与|以及)?(?:不足|困难|问题)?"
            r"(?:和|及|与|以及)?(?:下一步|今后|下步)?(?:的)?(?:工作)?(?:整改|改进)?(?:情况|措施|打算|意见|计划|安排|方向|思路)*"
        ),
    ),
    (6, re.compile(r"(?:其他)?(?:需要|应当)?(?:报告|说明)的?(?:其他)?(?:事项|情况|问题)|其他(?:事项|情况)")),
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


@lru_cache(maxsize=8192)
def heading_number(text: str) -> tuple[int, int | None] | None:
    """The statutory section that a line is the heading of, and the number printed there; None for other lines."""
    return _worded(text) or _misprinted(text)


def _worded(text: str) -> tuple[int, int | None] | None:
    printed, body = _parted(text)
    for number, wording in _WORDINGS if body else ():
        if wording.fullmatch(body) and (printed in (None, number) or number != 1):
            return number, printed
    for number, wording in _NUMBERED_WORDINGS if body else ():
        if printed == number and wording.fullmatch(body):
            return number, printed
    return None


def _misprinted(text: str) -> tuple[int, int] | None:
    """A misprinted heading still has its number."""
    printed, body = _parted(text)
    if printed in HEADINGS and fuzz.ratio(body, re.sub("、", "", HEADINGS[printed])) >= SIMILAR_HEADING:
        return printed, printed
    return None


def _parted(text: str) -> tuple[int | None, str]:
    """The printed number and the words of a line without punctuation; no words where it is too long for a heading."""
    folded = simplified(unicodedata.normalize("NFKC", text).strip())
    if len(folded) > _LONGEST_HEADING or "\t" in folded:
        return None, ""
    numbering = _NUMBERING.match(folded)
    return _printed_number(numbering), re.sub(r"[\s、,.:;。]+", "", folded[numbering.end() :] if numbering else folded)


def _printed_number(numbering: re.Match[str] | None) -> int | None:
    if numbering is None:
        return None
    return _NUMERALS.index(numbering[1]) + 1 if numbering[1] else int(numbering[2])


def _heading(blocks: tuple[Block, ...], item: _Candidate) -> Paragraph:
    lines = [block for block in blocks[item.index : item.index + item.length] if isinstance(block, Paragraph)]
    return replace(lines[0], text="".join(line.text.strip() for line in lines))


def _candidates(blocks: tuple[Block, ...]) -> list[_Candidate]:
    found = []
    for block, (index, below) in zip(blocks, enumerate((*blocks[1:], None)), strict=True):
        if isinstance(block, Paragraph) and (item := _candidate(index, block.text.strip(), below)):
            found.append(item)
    return found


def _candidate(index: int, text: str, below: Block | None) -> _Candidate | None:
    """The heading that a line is, alone or with the one below it: the first half of a wrapped one looks misprinted."""
    joined = text + below.text if isinstance(below, Paragraph) and _NUMBERING.match(text) else ""
    for reads in (_worded, _misprinted):
        for length, words in enumerate((text, joined), start=1):
            if heading := reads(words):
                return _Candidate(index, length, *heading)
    return None


def _without_contents_list(candidates: list[_Candidate]) -> list[_Candidate]:
    """Drops a table of contents: three or more rising headings with nothing between, all of them printed again."""
    runs: list[list[_Candidate]] = []
    for item in candidates:
        last = runs[-1][-1] if runs else None
        if last and item.index == last.index + last.length and item.number > last.number:
            runs[-1].append(item)
        else:
            runs.append([item])
    printed_last = {item.number: item.index for item in candidates}
    dropped: set[int] = set()
    for run in runs:
        if len(run) >= 3 and all(printed_last[item.number] > run[-1].index for item in run):
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
    best: dict[int, list[_Candidate]] = {}
    for item in candidates:
        chain = [*_best_of(best[number] for number in best if number < item.number), item]
        best[item.number] = _best_of([best.get(item.number, []), chain])
    return _best_of(best.values())


def _best_of(chains: Iterable[list[_Candidate]]) -> list[_Candidate]:
    return max(chains, key=_chain_rank, default=[])


def _chain_rank(chain: Sequence[_Candidate]) -> tuple[int, int, int]:
    return len(chain), sum(item.number == item.printed for item in chain), -chain[-1].index if chain else 0
