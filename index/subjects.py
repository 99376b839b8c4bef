"""What can be compared over the years: an office with its seat, a place with all its offices, a level."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, get_args

from index.filters import Vocabulary
from index.identity import office_key, short_forms
from index.model import Filter, Filters, ReportHead
from ingest.model import Level

SubjectKind = Literal["office", "region", "level"]
ByYear = Mapping[int, tuple[ReportHead, ...]]

KINDS: tuple[SubjectKind, ...] = get_args(SubjectKind)


@dataclass(frozen=True, slots=True)
class Subject:
    """One side of a comparison: the filter value that names it, and its reports by year; an office has one a year."""

    kind: SubjectKind
    value: str
    reports: ByYear = field(compare=False, repr=False)

    @property
    def filter(self) -> Filter:
        """What names it in an address."""
        return Filter(self.kind, self.value)

    @property
    def newest(self) -> ReportHead:
        """Its last report; one of them where it has many."""
        return self.reports[max(self.reports)][0]


class Subjects:
    """Everything that one state of a library lets one compare."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_key = _offices(vocabulary)
        self._by_place: dict[str, list[ReportHead]] = defaultdict(list)
        paths = {region: region.path for region in {head.region for head in vocabulary.heads}}
        for head in vocabulary.heads:
            self._by_place[paths[head.region]].append(head)

    @property
    def offices(self) -> tuple[Subject, ...]:
        """All offices, each seat once, by place and name."""
        return tuple(dict.fromkeys(self._by_key[key] for key in sorted(self._by_key)))

    @property
    def years(self) -> tuple[int, ...]:
        """The years that there are reports of, newest first."""
        return self._vocabulary.years

    @property
    def regions(self) -> tuple[str, ...]:
        """The places that there are reports of, from the province down."""
        return self._vocabulary.regions

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that there are reports of, the highest first."""
        present = {head.level for head in self._vocabulary.heads}
        return tuple(level for level in get_args(Level) if level in present)

    def chosen(self, filters: Filters) -> tuple[Subject, ...]:
        """The subjects that filters name, offices first; a name that several offices have stands for each of them."""
        named = (self._named(item) for kind in KINDS for item in filters.named(kind) if not item.excluded)
        return tuple(dict.fromkeys(subject for subjects in named for subject in subjects))

    def _named(self, item: Filter) -> Iterator[Subject]:
        if item.name == "office":
            keys = self._vocabulary.office_keys
            yield from (self._by_key[keys[head.report_id]] for head in self._vocabulary.offices[item.value])
        elif item.name == "level":
            heads = (head for head in self._vocabulary.heads if head.level == item.value)
            yield Subject("level", item.value, _by_year(heads))
        else:
            yield Subject("region", item.value, _by_year(self.under(item.value)))

    def under(self, path: str) -> tuple[ReportHead, ...]:
        """The reports of a place and of all places in it."""
        inside = (heads for place, heads in self._by_place.items() if f"{place}/".startswith(f"{path}/"))
        return tuple(head for heads in inside for head in heads)


@lru_cache(maxsize=4)
def subjects_of(vocabulary: Vocabulary) -> Subjects:
    """The subjects of a library, whose vocabulary is another object after each change."""
    return Subjects(vocabulary)


def office_filter(head: ReportHead) -> Filter:
    """What names the office of a report in an address: its longest name, which no other office has."""
    return Filter("office", short_forms(head.office, head.region)[0])


def same_office(one: ReportHead, other: ReportHead) -> bool:
    """Whether two reports of a seat are of one office, and not of the government and its office."""
    return office_key(one.office, one.region) == office_key(other.office, other.region)


def _offices(vocabulary: Vocabulary) -> dict[str, Subject]:
    """The series of each office: one for a whole seat, unless several of its offices reported in one year."""
    seats: dict[str, dict[str, list[ReportHead]]] = defaultdict(lambda: defaultdict(list))
    for head in vocabulary.heads:
        seats[head.seat][vocabulary.office_keys[head.report_id]].append(head)
    return {key: series for offices in seats.values() for key, series in _of_seat(offices)}


def _of_seat(offices: Mapping[str, list[ReportHead]]) -> Iterator[tuple[str, Subject]]:
    years = {key: {head.year for head in heads} for key, heads in offices.items()}
    if sum(map(len, years.values())) == len(set().union(*years.values())):
        listed = [head for heads in offices.values() for head in heads]
        whole = _named_by(listed, listed)
        yield from ((key, whole) for key in offices)
        return
    for key, heads in offices.items():
        others = [head for other, found in offices.items() if other != key for head in found]
        alone = [year for year, found in _by_year(others).items() if len(found) == 1 and year not in years[key]]
        yield key, _named_by(heads, [*heads, *(head for head in others if head.year in alone)])


def _named_by(own: Iterable[ReportHead], heads: Iterable[ReportHead]) -> Subject:
    """A series under the longest name of the newest of its own reports.

    Where one office has two reports of a year, since one file left its region open, the other one counts.
    """
    newest = max(own, key=lambda head: (head.year, head.report_id))
    by_year = _by_year(sorted(heads, key=lambda head: (head.joined, head.report_id)))
    one_a_year = {year: found[:1] for year, found in by_year.items()}
    return Subject("office", office_filter(newest).value, one_a_year)


def _by_year(heads: Iterable[ReportHead]) -> dict[int, tuple[ReportHead, ...]]:
    found: dict[int, list[ReportHead]] = defaultdict(list)
    for head in heads:
        found[head.year].append(head)
    return {year: tuple(listed) for year, listed in sorted(found.items())}
