"""Which measures answer which problems of one report, read off the order of its section 5."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.model import Passage, PassageKind

_SECTION = 5


@dataclass(frozen=True, slots=True)
class Pairing:
    """Problems and the measures that answer them, as places among the passages of their report.

    Where a report does not set them side by side all of its problems stand with all of its measures.
    """

    problems: tuple[int, ...]
    measures: tuple[int, ...]

    @property
    def ordinals(self) -> tuple[int, ...]:
        """All places of the pairing."""
        return self.problems + self.measures

    @property
    def one_to_one(self) -> bool:
        """Whether the report itself shows which measure answers the problem."""
        return len(self.problems) == 1


def pairings(passages: Sequence[Passage]) -> tuple[Pairing, ...]:
    """The pairings of a report in order; `passages` are all of the report, the kinds of section 5 are looked at.

    A problem directly followed by its measures is one item; as many problems as measures are taken one by one;
    else they stay together.
    """
    own = [place for place, passage in enumerate(passages) if passage.section == _SECTION]
    problems, measures = (_of_kind(passages, own, kind) for kind in ("problem", "measure"))
    items = _items(passages, sorted(problems + measures))
    if all(len(item.problems) == 1 and item.measures for item in items):
        return items
    if len(problems) == len(measures):
        return tuple(Pairing((problem,), (measure,)) for problem, measure in zip(problems, measures, strict=True))
    return (Pairing(problems, measures),)


def _of_kind(passages: Sequence[Passage], places: Sequence[int], kind: PassageKind) -> tuple[int, ...]:
    return tuple(place for place in places if passages[place].kind == kind)


def _items(passages: Sequence[Passage], places: Sequence[int]) -> tuple[Pairing, ...]:
    """The places cut before each problem that comes after a measure."""
    kinds = [passages[place].kind for place in places]
    cuts = [0, *(at + 1 for at, pair in enumerate(pairwise(kinds)) if pair == ("measure", "problem")), len(places)]
    groups = [places[start:end] for start, end in pairwise(cuts) if end > start]
    return tuple(
        Pairing(_of_kind(passages, group, "problem"), _of_kind(passages, group, "measure")) for group in groups
    )
