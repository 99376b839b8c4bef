"""The text of a report as markup: its paragraphs, what is marked in them, the links that stand between its words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from index.findings import quoted
from ingest.model import Passage, Report
from ingest.titles import compact
from portal.messages import Texts
from portal.widgets.links import MeasuresLink, ReportLink
from portal.widgets.markup import Html, Range, escape, join, link, mark
from portal.widgets.markup_tables import finding_door

MARK_ID = "hit"
_PROBLEMS = 5
# Links by section and by the place in its text that they stand behind.
Doors = Mapping[int, Mapping[int, Html]]
Door = tuple[int, int, Html]


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of one section's text to be marked; where `words` in it are, it is marked lightly and they are."""

    section: int
    span: Range
    words: tuple[Range, ...] = ()


def prose(text: str, marked: Mark | None, doors: Mapping[int, Html] = MappingProxyType({})) -> Html:
    """Text of a section as paragraphs, a range of it marked across them; the first mark has the id of the hit.

    `doors` are links by the place in the text that they stand behind.
    """
    paragraphs: list[Html] = []
    offset, named = 0, False
    for line in text.split("\n"):
        ends = sorted({place - offset for place in doors if offset <= place <= offset + len(line)} | {len(line)})
        pieces: list[Html] = []
        for start, end in pairwise([0, *ends]):
            here = _within(marked, offset + start, offset + end)
            pieces.append(_marked(line[start:end], here, "" if named else MARK_ID))
            pieces.append(doors.get(offset + end, Html("")))
            named = named or here is not None
        paragraphs += [Html(f"<p>{join(pieces)}</p>")] if line.strip() else []
        offset += len(line) + 1
    return join(paragraphs)


def _within(marked: Mark | None, start: int, end: int) -> Mark | None:
    """What of a mark lies in a piece of its text, counted from the piece's beginning; None where nothing does."""
    if marked is None or max(marked.span[0], start) >= min(marked.span[1], end):
        return None
    left, right = max(marked.span[0] - start, 0), min(marked.span[1], end) - start
    words = tuple((first - start, last - start) for first, last in marked.words)
    return Mark(marked.section, (left, right), words)


def _marked(piece: str, here: Mark | None, name: str) -> Html:
    if here is None:
        return escape(piece)
    if not here.words:
        return mark(piece, [here.span], name)
    left, right = here.span
    words = [(max(start, left) - left, min(end, right) - left) for start, end in here.words]
    identity = f' id="{name}" tabindex="-1"' if name else ""
    passage = f'<span class="mc-passage"{identity}>{mark(piece[left:right], words)}</span>'
    return Html(f"{escape(piece[:left])}{passage}{escape(piece[right:])}")


def text_doors(report: Report, report_id: str, texts: Texts) -> Doors:
    """The links that stand in the text of a report: to its findings, and with an id to what others do."""
    doors: dict[int, dict[int, Html]] = {}
    others = _problem_doors(report, report_id, texts) if report_id else ()
    for section, place, door in (*_finding_doors(report, texts), *others):
        before = doors.setdefault(section, {}).get(place, Html(""))
        doors[section][place] = Html(f"{before}{door}")
    return doors


def _problem_doors(report: Report, report_id: str, texts: Texts) -> Iterator[Door]:
    """Behind each problem of section 5 the link to what other offices do about it."""
    text = escape(texts("report.others"))
    for at, passage in enumerate(report.passages):
        if passage.section == _PROBLEMS and passage.kind == "problem":
            href = MeasuresLink(like=f"{report_id}-{at}").href
            yield passage.section, passage.end, Html(f" {link(href, text, 'mc-others')}")


def _finding_doors(report: Report, texts: Texts) -> Iterator[Door]:
    """Around the words that a finding quotes an anchor, and behind them its sign and number, as in a cell."""
    for number, finding in enumerate(report.findings, 1):
        at = quoted(finding, report.passages)
        if at is None:
            continue
        passage = report.passages[at]
        for start, end in spans(passage.text, finding.published or "")[:1]:
            anchor = Html(f'<span class="mc-words" id="{quote_id(number)}" tabindex="-1">')
            yield passage.section, passage.start + start, anchor
            yield passage.section, passage.start + end, Html(f"</span>{finding_door(number, finding, texts)}")


def quote_id(number: int) -> str:
    """The anchor of the words that a finding quotes."""
    return f"said-{number}"


def passage_mark(report: Report, place: ReportLink) -> Mark | None:
    """The mark of the passage that a link names, and of its words in it; None where the report has no such passage."""
    name, _, ordinal = place.hit.rpartition("-")
    known = {str(position): passage for position, passage in enumerate(report.passages)}
    passage: Passage | None = known.get(ordinal) if name == place.report_id else None
    if passage is None:
        return None
    found = (span for words in place.words for span in spans(passage.text, words))
    words = tuple((passage.start + start, passage.start + end) for start, end in found)
    return Mark(passage.section, (passage.start, passage.end), words)


def sentence_mark(report: Report, key: str) -> Mark | None:
    """The mark of the sentence that a figure of the text stands in; None where it is not found there."""
    printed = next((fact.published for fact in report.facts if fact.key == key), None)
    found = ((section.number, span) for section in report.sections for span in spans(section.text, printed or ""))
    return next((Mark(number, span) for number, span in found), None)


def spans(text: str, wanted: str) -> list[Range]:
    """Where `wanted` stands in `text`, white space and width of characters aside, as its figures are printed."""
    folded, places = "", list[int]()
    for place, character in enumerate(text):
        added = compact(character)
        folded += added
        places += [place] * len(added)
    sought = compact(wanted)
    starts = (match.start() for match in re.finditer(re.escape(sought), folded)) if sought else ()
    return [(places[start], places[start + len(sought) - 1] + 1) for start in starts]
