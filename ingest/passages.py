"""Sections cut into passages: whole sentences of bounded length; section 5 item by item, problem or measure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.model import Passage, PassageKind
from ingest.prose import Line
from ingest.traditional import simplified

SHORT, LONGEST = 120, 300
LONGEST_HEADING = 30
SHORTEST_ITEM = 8
TURN_REACH = 24

_ORDINAL = (
    r"[（(][一二三四五六七八九十\d]{1,2}[）)]|[一二三四五六七八九十]{1,2}\s*[、.．]|\d{1,2}\s*[、.．)）](?!\d)|[①-⑳]"
)
_SPOKEN = r"[一二三四五六七八九十]{1,2}[是要]|首先|其次|再次|最后|此外|另外|还有|第[一二三四五六七八九十][，,、]"
_MARK = re.compile(rf"^\s*(?:{_ORDINAL}|{_SPOKEN})|(?<=[。；：，;:])\s*(?:{_ORDINAL}|{_SPOKEN})")
_SENTENCE_END = re.compile(r"[。！？][”’）)]*")
_CLAUSE_END = re.compile(r"[；;]")
_INTRODUCTION = re.compile(r"[^：:。]{2,60}[：:]")

_PROBLEM_HEADING = re.compile(r"问题|不足|困难|短板|差距")
_MEASURE_HEADING = re.compile(r"改进|整改|措施|下一步|下步|打算|今后|努力方向|对策")
_HEADING_END = re.compile(
    r"(?:问题|不足|困难|短板|差距|改进|整改|措施|下一?步|打算|今后|方向|对策|情况|方面|工作|计划|思路|举措|安排|如下|建议)[。：:]*$"
)
_TURN = re.compile(
    r"下一步|下步|今后|下一阶段|下一年度?|新的一年|为此|对此|就此|需(?:要)?(?:聚焦|着力)|为解决|针对(?:上述|以上|存在|这些|此)"
    r"|(?:改进|整改)(?:措施|情况|打算|工作)|(?:我们?|本机关|我[办局区市县镇委厅])将|将(?:着力|进一步|从|重点|采取|继续|实施|对照)"
)
_OPENING = re.compile(r"(?:存在|有|以下|一些|主要).{0,8}(?:问题|不足|短板|差距|困难)")
_PROBLEM_WORDS = re.compile(
    r"不够|不足|不高|不强|不及时|不到位|不全|不平衡|不均衡|不规范|不重视|不熟|不充分|不深|不完善|不准|不清|不畅|不多|有待|尚需"
    r"|仍需|还需|欠缺|滞后|短板|薄弱|单一|问题|差距|困难|缺乏|较少|偏少|偏低|偏慢|参差不齐|流于形式|改进空间"
)
_MEASURE_WORDS = re.compile(
    r"加强|强化|完善|健全|提升|提高|推进|推动|开展|加大|优化|建立|落实|压实|组织|编制|聚焦|深化|持续|定期|梳理|补齐"
    r"|拓展|拓宽|丰富|严格|实行|统一|做好|确保|增设|开设|制定|推广|选派|配备|邀请"
)


def cut_passages(number: int, lines: Sequence[Line]) -> tuple[Passage, ...]:
    """The passages of one section in order; together they are its text but for line breaks."""
    plain = [replace(line, text=simplified(line.text)) for line in lines]
    printed = "\n".join(line.text for line in lines)
    return tuple(replace(part, text=printed[part.start : part.end]) for part in _passages(number, plain))


def _passages(number: int, lines: Sequence[Line]) -> Iterator[Passage]:
    if number == 5:
        yield from _problems_and_measures(lines)
        return
    kind: PassageKind = "overview" if number == 1 else "other"
    for line in lines:
        for start, end in _grouped(line.text, 0, len(line.text)):
            yield _passage(number, kind, line, start, end)


def _problems_and_measures(lines: Sequence[Line]) -> Iterator[Passage]:
    """Items of section 5; a sub-heading or an introduction that names problems holds until the text turns."""
    named: PassageKind | None = None
    turned = itemised = False
    for line in lines:
        if _is_heading(line.text):
            named, turned, itemised = _named_kind(line.text), False, False
            yield _passage(5, "other", line, 0, len(line.text))
            continue
        items = _items(line.text)
        paired = bool(_MARK.match(line.text)) and any(
            _TURN.search(line.text[at : at + TURN_REACH]) for at, _ in items[1:]
        )
        for start, end in items:
            text = line.text[start:end]
            if start == 0:
                # Where an item itself turned from problem to measure, the next item begins with a problem again.
                itemised, turned = bool(_MARK.match(text)), turned and not (itemised and _MARK.match(text))
            lead_in = len(text) < SHORTEST_ITEM and text.endswith(("，", ","))
            introduction = lead_in or bool(_INTRODUCTION.fullmatch(text)) or _is_heading(text)
            if _TURN.search(text[:TURN_REACH]) or (introduction and _named_kind(text) == "measure"):
                turned = named != "measure"
            elif introduction or (_OPENING.search(text) and not turned):
                named = _named_kind(text) or named
            kind = "measure" if turned else named or ("problem" if paired else _kind_by_words(text))
            for first, last in _grouped(line.text, start, end, LONGEST):
                yield _passage(5, "other" if introduction else kind, line, first, last)


def _is_heading(text: str) -> bool:
    """Whether a line or sentence only names what follows: （一）存在的主要问题."""
    sentence = re.search(rf"[。；;，,：:]|^\s*(?:{_SPOKEN})", text.rstrip("。：:"))
    named = _PROBLEM_HEADING.search(text) or _MEASURE_HEADING.search(text)
    ends = _HEADING_END.search(text)
    return len(text) <= LONGEST_HEADING and not sentence and named is not None and ends is not None


def _named_kind(text: str) -> PassageKind | None:
    problem, measure = _PROBLEM_HEADING.search(text), _MEASURE_HEADING.search(text)
    if bool(problem) == bool(measure):
        return None
    return "problem" if problem else "measure"


def _kind_by_words(text: str) -> PassageKind:
    problems, measures = len(_PROBLEM_WORDS.findall(text)), len(_MEASURE_WORDS.findall(text))
    return "problem" if problems and 2 * problems >= measures else "measure" if measures else "other"


def _items(text: str) -> list[tuple[int, int]]:
    """A paragraph cut where items begin: at ordinals if it has any, else at turns, sentences and semicolons."""
    marks = [match.start() for match in _MARK.finditer(text)]
    cuts = {0, len(text), *marks}
    if introduction := _INTRODUCTION.match(text):
        cuts.add(introduction.end())
    first = min(marks, default=len(text))
    plain = text[:first] if marks else text
    cuts.update(match.end() for match in _SENTENCE_END.finditer(plain))
    if not marks:
        clauses = [match.end() for match in _CLAUSE_END.finditer(text)]
        cuts.update(cut for cut in clauses if cut >= SHORTEST_ITEM and len(text) - cut >= SHORTEST_ITEM)
    cuts.update(_turn_cuts(text))
    return list(pairwise(sorted(cuts)))


def _turn_cuts(text: str) -> Iterator[int]:
    """Where a sentence begins that turns from problems to what will be done."""
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    for start, end in pairwise([*starts, len(text)]):
        if _TURN.search(text, start, min(start + TURN_REACH, end)):
            yield start


def _grouped(text: str, start: int, end: int, longest: int = SHORT) -> Iterator[tuple[int, int]]:
    """Whole sentences gathered up to `longest`; a sentence past LONGEST is cut at its clauses, or as it comes."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, end)]
    first = last = start
    for stop in [*ends, end]:
        if stop - first > longest and last > first:
            yield first, last
            first = last
        while stop - first > LONGEST:
            comma = max(text.rfind(mark, first, first + LONGEST) for mark in "；，;,")
            cut = comma + 1 if comma > first else first + LONGEST
            yield first, cut
            first = cut
        last = stop
    if last > first:
        yield first, last


def _passage(section: int, kind: PassageKind, line: Line, start: int, end: int) -> Passage:
    text = line.text[start:end]
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    begin = line.start + start + lead
    return Passage(section, kind, text, begin, begin + len(text), line.location)
