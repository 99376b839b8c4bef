"""What differs between two reports of one office, or two versions of one report: cell by cell, sentence by sentence."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz import fuzz

from index.identity import bare_office
from index.model import ReportHead, StoredReport
from ingest.model import Fact, Report, Section

Kind = Literal["same", "changed", "new", "dropped"]
PieceKind = Literal["same", "new", "dropped"]

# Below this two sentences share no more than the phrases that all reports have.
ALIKE = 60.0
_SENTENCE = re.compile(r".+?(?:[。！？；]+[”’」』）)]*|$)", re.MULTILINE)
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|.", re.DOTALL)
_LEAST_KEPT = 2


@dataclass(frozen=True, slots=True)
class CellPair:
    """One cell that both reports have."""

    before: Fact
    after: Fact

    @property
    def difference(self) -> Decimal | None:
        """How much more the later one prints; None where either has no number."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def changed(self) -> bool:
        """Whether number or state differ; a number is the same whether printed or restored."""
        return _said(self.before) != _said(self.after)


@dataclass(frozen=True, slots=True)
class CellDifferences:
    """The cells of both reports by key, and those that only one of them has: these are never paired."""

    pairs: Mapping[str, CellPair]
    only_before: tuple[Fact, ...]
    only_after: tuple[Fact, ...]

    @property
    def changed(self) -> int:
        """How many cells differ."""
        return sum(pair.changed for pair in self.pairs.values())


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence that stands in both texts, in the later one or in the earlier one alone."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class SentenceDifference:
    """A sentence in the order of both texts: the same, changed, new or dropped."""

    kind: Kind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """A section of either text or both, sentence by sentence."""

    number: int
    heading: str
    in_before: bool
    in_after: bool
    sentences: tuple[SentenceDifference, ...]

    @property
    def repeated(self) -> float:
        """How much of the later text stands in the earlier one too, by characters; 0 without a later text."""
        lengths = Counter[PieceKind]()
        for sentence in self.sentences:
            for piece in sentence.pieces:
                lengths[piece.kind] += len(_letters(piece.text))
        return lengths["same"] / (lengths["same"] + lengths["new"] or 1)

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many sentences there are of each kind."""
        return Counter(sentence.kind for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports of one office, or two versions of one report, the earlier one first."""

    before: StoredReport
    after: StoredReport
    cells: CellDifferences
    sections: tuple[SectionDifference, ...]

    @property
    def of_versions(self) -> bool:
        """Whether both are the same report."""
        return self.before.head.report_id == self.after.head.report_id

    @property
    def same(self) -> bool:
        """Whether every cell and every sentence of one stands in the other alike."""
        cells = self.cells
        alike = all(sentence.kind == "same" for section in self.sections for sentence in section.sentences)
        return alike and not (cells.changed or cells.only_before or cells.only_after)

    @property
    def form_changed(self) -> bool:
        """Whether the two use another form, so that some cells have nothing to be compared with."""
        return self.before.head.template != self.after.head.template


def compare(one: StoredReport, other: StoredReport) -> Comparison:
    """The two in the order of their years, versions of one report in the order of their numbers."""
    before, after = sorted((one, other), key=lambda stored: (stored.head.year, stored.version))
    return Comparison(
        before, after, compare_cells(before.report, after.report), compare_texts(before.report, after.report)
    )


def year_beside(head: ReportHead, seat: Sequence[ReportHead]) -> ReportHead | None:
    """The report that one is set beside when nobody says which: the last year's, else the nearest before it or after.

    Where 人民政府 and its 办公室 both publish, its own comes first.
    """
    own = bare_office(head.office, head.region)
    others = [other for other in seat if other.report_id != head.report_id]

    def distance(other: ReportHead) -> tuple[bool, int, bool]:
        later = other.year >= head.year
        return later, abs(other.year - head.year), bare_office(other.office, other.region) != own

    return min(others, key=distance, default=None)


def compare_cells(before: Report, after: Report) -> CellDifferences:
    """The cells of two reports by their keys, in the order of the later one."""
    earlier = {fact.key: fact for fact in before.facts}
    later = {fact.key: fact for fact in after.facts}
    pairs = {key: CellPair(earlier[key], fact) for key, fact in later.items() if key in earlier}
    only_before = tuple(fact for key, fact in earlier.items() if key not in later)
    return CellDifferences(pairs, only_before, tuple(fact for key, fact in later.items() if key not in earlier))


def compare_texts(before: Report, after: Report) -> tuple[SectionDifference, ...]:
    """The sections that either report has, in their order, sentence by sentence."""
    earlier = {section.number: section for section in before.sections}
    later = {section.number: section for section in after.sections}
    return tuple(_section(earlier.get(number), later.get(number)) for number in sorted(earlier | later))


def _said(fact: Fact) -> Decimal | str:
    return fact.state if fact.value is None else fact.value


def _section(before: Section | None, after: Section | None) -> SectionDifference:
    shown = after or before
    assert shown is not None
    texts = [sentences(section.text) if section else () for section in (before, after)]
    return SectionDifference(
        shown.number, shown.heading, before is not None, after is not None, tuple(_aligned(*texts))
    )


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text with their marks; a line ends a sentence too."""
    return tuple(found for match in _SENTENCE.finditer(text) if (found := match.group().strip()))


def _aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[SentenceDifference]:
    matcher = SequenceMatcher(None, list(map(_letters, before)), list(map(_letters, after)), autojunk=False)
    for tag, left, left_end, right, right_end in matcher.get_opcodes():
        if tag == "equal":
            yield from (SentenceDifference("same", (Piece("same", text),)) for text in after[right:right_end])
        else:
            yield from _paired(before[left:left_end], after[right:right_end])


def _letters(text: str) -> str:
    return "".join(text.split())


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[SentenceDifference]:
    """Sentences that read alike as one changed, in order; of all such pairings the one that is most alike."""
    alike = [[fuzz.ratio(one, other, score_cutoff=ALIKE) for other in after] for one in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for left in reversed(range(len(before))):
        for right in reversed(range(len(after))):
            together = best[left + 1][right + 1] + alike[left][right]
            best[left][right] = max(best[left + 1][right], best[left][right + 1], together)
    left = right = 0
    while left < len(before) and right < len(after):
        if alike[left][right] and best[left][right] == best[left + 1][right + 1] + alike[left][right]:
            yield SentenceDifference("changed", tuple(_pieces(before[left], after[right])))
            left, right = left + 1, right + 1
        elif best[left][right] == best[left + 1][right]:
            yield _alone("dropped", before[left])
            left += 1
        else:
            yield _alone("new", after[right])
            right += 1
    yield from (_alone("dropped", text) for text in before[left:])
    yield from (_alone("new", text) for text in after[right:])


def _alone(kind: Literal["new", "dropped"], text: str) -> SentenceDifference:
    return SentenceDifference(kind, (Piece(kind, text),))


def _pieces(before: str, after: str) -> Iterator[Piece]:
    """The runs of a changed sentence; a single character that stayed between two changes is part of them."""
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    dropped, new = "", ""
    operations = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for at, (tag, first, end, start, stop) in enumerate(operations):
        if tag == "equal" and (end - first >= _LEAST_KEPT or at in (0, len(operations) - 1)):
            yield from _changed(dropped, new)
            dropped = new = ""
            yield Piece("same", "".join(left[first:end]))
        else:
            dropped, new = dropped + "".join(left[first:end]), new + "".join(right[start:stop])
    yield from _changed(dropped, new)


def _changed(dropped: str, new: str) -> Iterator[Piece]:
    if dropped:
        yield Piece("dropped", dropped)
    if new:
        yield Piece("new", new)
