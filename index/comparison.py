"""Offices, places and levels side by side: what a measure comes to for each of them in each year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.cells import with_cells
from index.library import Library
from index.measures import SMALL_SAMPLE
from index.model import Filters, Measure, MeasuredReport, Missing, ReportHead
from index.peers import Peers, Standing
from index.subjects import Subject, same_office
from ingest.model import Fact, TemplateName

# Why a group of reports has no value: the first of these that any of them has.
_REASONS: tuple[Missing, ...] = ("unread", "blank", "zero_denominator", "no_such_cell")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a measure comes to for a subject in a year; of a group, over those of its reports that have a value.

    `heads` are all its reports of the year, `counted` is the number of those with a value. Where `number` is None,
    `missing` says why, and is None where there is no report. `numerator` and `denominator` are those of a rate.
    `cells` are given where the figure is one report's; `renamed` says that another office of the seat reported last.
    """

    year: int
    heads: tuple[ReportHead, ...] = ()
    counted: int = 0
    number: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    blanks: int = 0
    missing: Missing | None = None
    cells: Sequence[Fact] = ()
    standing: Standing | None = None
    renamed: bool = False

    @property
    def small(self) -> bool:
        """Whether a rate rests on a small sample."""
        return self.denominator is not None and self.denominator < SMALL_SAMPLE

    @property
    def templates(self) -> tuple[TemplateName, ...]:
        """The forms that its reports are in."""
        return tuple(sorted({head.template for head in self.heads}))

    @property
    def restored(self) -> bool:
        """Whether a restored cell is part of one report's figure."""
        return self.number is not None and any(cell.state == "restored" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Line:
    """One subject with its figures, a year each, the earliest first."""

    subject: Subject
    figures: tuple[Figure, ...]

    @property
    def runs(self) -> tuple[tuple[Figure, ...], ...]:
        """Its values cut where a year is missing or the form changes: what may be joined by a line."""
        runs: list[list[Figure]] = []
        for figure in self.figures:
            if figure.number is None:
                continue
            if runs and runs[-1][-1].year == figure.year - 1 and _same_form(runs[-1][-1], figure):
                runs[-1].append(figure)
            else:
                runs.append([figure])
        return tuple(map(tuple, runs))

    def figure(self, year: int) -> Figure:
        """The figure of a year that is compared."""
        return next(figure for figure in self.figures if figure.year == year)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A measure for all subjects in all years, in the order in which they were asked for."""

    measure: Measure
    years: tuple[int, ...]
    lines: tuple[Line, ...]

    @property
    def latest(self) -> int | None:
        """The last year in which any subject has a value."""
        valued = [figure.year for line in self.lines for figure in line.figures if figure.number is not None]
        return max(valued, default=None)

    def by_value(self) -> "Comparison":
        """The highest value of the latest year first; small samples after the others, then what has no value."""
        latest = self.latest
        if latest is None:
            return self
        return replace(self, lines=tuple(sorted(self.lines, key=lambda line: _rank(line.figure(latest)))))


def compare(
    library: Library, subjects: Sequence[Subject], measure: Measure, years: Sequence[int], scope: Filters
) -> Comparison:
    """A measure for each subject and year; `scope` narrows which reports count, for subjects and peers alike."""
    offices = (heads[0] for one in subjects if one.kind == "office" for heads in one.reports.values())
    asked = _Asked(library.measured(measure, scope).rows, offices)
    return Comparison(measure, tuple(years), tuple(_line(subject, years, asked) for subject in subjects))


class _Asked:
    """What all figures of one comparison are computed from: a measure in every report that counts.

    The cells of `offices` will be looked at, so they are read in one go.
    """

    def __init__(self, rows: Sequence[MeasuredReport], offices: Iterable[ReportHead]) -> None:
        self._rows = {row.head.report_id: row for row in rows}
        self._peers = Peers(rows)
        single = [self._rows[head.report_id] for head in offices if head.report_id in self._rows]
        self._rows |= {row.head.report_id: row for row in with_cells(single)}

    def rows(self, subject: Subject, year: int) -> list[MeasuredReport]:
        """The reports of a subject in a year that count."""
        found = (self._rows.get(head.report_id) for head in subject.reports.get(year, ()))
        return [row for row in found if row is not None]

    def standing(self, row: MeasuredReport) -> Standing | None:
        """Where a report stands among its peers."""
        return self._peers.standing(row)


def _line(subject: Subject, years: Iterable[int], asked: _Asked) -> Line:
    if subject.kind != "office":
        return Line(subject, tuple(_of_many(year, asked.rows(subject, year)) for year in years))
    figures: list[Figure] = []
    last: ReportHead | None = None
    for year in years:
        found = asked.rows(subject, year)
        figures.append(_of_one(found[0], last, asked) if found else Figure(year))
        last = found[0].head if found else last
    return Line(subject, tuple(figures))


def _of_one(row: MeasuredReport, last: ReportHead | None, asked: _Asked) -> Figure:
    above, below = row.parts or (None, None)
    return Figure(
        row.head.year,
        (row.head,),
        counted=int(row.value is not None),
        number=row.value,
        numerator=above,
        denominator=below,
        blanks=row.blanks,
        missing=row.missing,
        cells=row.cells,
        standing=asked.standing(row),
        renamed=last is not None and not same_office(last, row.head),
    )


def _of_many(year: int, rows: Sequence[MeasuredReport]) -> Figure:
    """Σ numerators over Σ denominators, or the plain sum, over the reports that have a value."""
    heads = tuple(row.head for row in rows)
    valued = [row for row in rows if row.value is not None]
    if not valued:
        reasons = {row.missing for row in rows}
        return Figure(year, heads, missing=next((reason for reason in _REASONS if reason in reasons), None))
    parts = [row.parts for row in valued if row.parts is not None]
    above = sum((numerator for numerator, _ in parts), Decimal(0)) if parts else None
    below = sum((denominator for _, denominator in parts), Decimal(0)) if parts else None
    total = sum((row.value for row in valued if row.value is not None), Decimal(0))
    return Figure(
        year,
        heads,
        counted=len(valued),
        number=above / below if above is not None and below else total,
        numerator=above,
        denominator=below,
        blanks=sum(row.blanks for row in valued),
    )


def _rank(figure: Figure) -> tuple[int, Decimal]:
    if figure.number is None:
        return 2, Decimal(0)
    return int(figure.small), -figure.number


def _same_form(one: Figure, other: Figure) -> bool:
    return one.templates == other.templates and len(one.templates) == 1
