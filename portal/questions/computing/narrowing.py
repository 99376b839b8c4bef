"""Further conditions of a plan: which reports meet them as well, and on which cells and sentences that rests."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.cells import with_cells
from index.forms import asked_findings
from index.library import Library
from index.model import Coverage, Filters, Measured, MeasuredReport, Missing, ReportHead
from index.schema import FINDING_NAMES
from ingest.model import Finding
from portal.questions.computing.every_year import Seat, in_year, seat_of
from portal.questions.computing.evidence import evidence_of, findings_of
from portal.questions.computing.gathered import Gathered
from portal.questions.computing.told import telling
from portal.questions.plan import LISTED, Evidence, Plan, Where
from portal.questions.saying.notes import Language
from portal.questions.words.metrics import total_of


@dataclass(frozen=True, slots=True)
class Met:
    """Who meets the further conditions; `apart` would but for cells that are blank where 0 would do.

    `untold` says of the other reports why some condition cannot be told. `figures` (those of the further conditions)
    and `passages` are by report.
    """

    reports: frozenset[str]
    apart: frozenset[str]
    untold: Mapping[str, Missing]
    figures: Mapping[str, Sequence[MeasuredReport]]
    passages: Mapping[str, Sequence[Sequence[Evidence]]]

    def rows(self, rows: Iterable[MeasuredReport]) -> tuple[MeasuredReport, ...]:
        """Those of these reports that meet all conditions."""
        return tuple(row for row in rows if row.head.report_id in self.reports)

    def rows_apart(
        self, holding: Iterable[MeasuredReport], blank: Iterable[MeasuredReport]
    ) -> tuple[MeasuredReport, ...]:
        """Those that meet the plan's own condition or are blank in it, and are blank in some condition."""
        ours = [row for row in holding if row.head.report_id in self.apart - self.reports]
        return (*ours, *(row for row in blank if row.head.report_id in self.apart))

    def findings(
        self, library: Library, plan: Plan, rows: Sequence[MeasuredReport]
    ) -> Sequence[tuple[ReportHead, Finding]]:
        """The findings on any figure of the conditions, and those that were asked for."""
        on_figures = Gathered(lambda: findings_of(library, tuple(self._wide(rows))))
        if not any(not item.excluded for name in FINDING_NAMES for item in plan.filters.named(name)):
            return on_figures
        every = library.catalog.findings([row.head.report_id for row in rows])
        asked = (
            (row.head, finding)
            for row in rows
            for finding in asked_findings(every.get(row.head.report_id, ()), plan.filters)
        )
        return tuple(dict.fromkeys((*asked, *on_figures)))

    def _wide(self, rows: Sequence[MeasuredReport]) -> Iterator[MeasuredReport]:
        """The rows with the cells of all conditions."""
        for row in with_cells(rows):
            others = (cell for other in self.figures.get(row.head.report_id, ()) for cell in other.cells)
            yield replace(row, cells=tuple(dict.fromkeys((*row.cells, *others))))

    def evidence(self, rows: Sequence[MeasuredReport], language: Language) -> Sequence[Evidence]:
        """The cells and the sentences that these reports are listed for, report by report."""
        return Gathered(
            lambda: (
                item
                for row in self._wide(rows)
                for part in (evidence_of([row], language), *self.passages.get(row.head.report_id, ()))
                for item in part
            )
        )


def has_conditions(plan: Plan) -> bool:
    """Whether a plan has conditions beside that on its own metric."""
    return bool(plan.also or plan.mentions or _of_findings(plan))


def _of_findings(plan: Plan) -> bool:
    """Whether a plan says what the findings of the reports must be."""
    return any(plan.filters.named(name) for name in FINDING_NAMES)


def may_be_either(plan: Plan) -> bool:
    """Whether one of a plan's conditions may do: where they are figures of one report, and nothing else is asked."""
    beside = (plan.peers, plan.change, plan.by, plan.against, plan.part, plan.every, plan.each_year, plan.mentions)
    of_figures = plan.condition is not None and bool(plan.also) and all(where.year is None for where in plan.also)
    return of_figures and plan.operation in LISTED and not (_of_findings(plan) or any(beside))


def may_be_among(plan: Plan) -> bool:
    """Whether a plan's share may be one of the offices that meet its further conditions."""
    beside = (plan.change, plan.by, plan.against, plan.part, plan.either, plan.peers)
    return plan.operation == "share" and plan.condition is not None and has_conditions(plan) and not any(beside)


def looked_at(filters: Filters) -> Filters:
    """The reports that a plan looks at: what their findings must be is a condition, no choice of reports."""
    return Filters(tuple(item for item in filters.items if item.name not in FINDING_NAMES))


def met(plan: Plan, library: Library, language: Language) -> Met:
    """Which reports meet the further conditions of a plan."""
    base = looked_at(plan.filters)
    with_findings = frozenset(head.report_id for head in library.heads(plan.filters))
    kept, apart = set(with_findings), set(with_findings)
    untold: dict[str, Missing] = {}
    figures: dict[str, list[MeasuredReport]] = defaultdict(list)
    passages: dict[str, list[Sequence[Evidence]]] = defaultdict(list)
    for where in plan.also:
        if where.year is not None:
            earlier = _of_year(where, where.year, base, library)
            holding = {seat for seat, row in earlier.items() if _holds(where, row)}
            heads = [head for head in library.heads(base) if seat_of(head) in earlier]
            for head in heads:
                passages[head.report_id].append(evidence_of([earlier[seat_of(head)]], language))
            of_year = {head.report_id for head in heads if seat_of(head) in holding}
            kept, apart = kept & of_year, apart & of_year
            continue
        found = library.measured(total_of(where.metric), base)
        holds, blank = _told_by(where, found)
        for row in found.rows:
            figures[row.head.report_id].append(row)
            if (missing := row.missing) is not None:
                untold.setdefault(row.head.report_id, missing)
        kept, apart = kept & holds, apart & (holds | blank)
    for mention in plan.mentions:
        told = telling(library, mention, base)
        of_mention = with_findings - told.keys() if mention.absent else told.keys()
        kept, apart = kept & of_mention, apart & of_mention
        if not mention.absent:
            for report_id, own in told.items():
                passages[report_id].append(own)
    return Met(frozenset(kept), frozenset(apart), untold, figures, passages)


def met_by_any(plan: Plan, found: Measured, library: Library) -> Met:
    """Which reports meet the plan's own condition or one of the further ones, and where that cannot be told.

    What is blank in one figure cannot be told only where no other figure will do.
    """
    assert plan.condition is not None
    alternatives = [(Where(plan.metric, plan.condition), found)]
    base = looked_at(plan.filters)
    alternatives += [(where, library.measured(total_of(where.metric), base)) for where in plan.also]
    kept, blank = set[str](), set[str]()
    untold: dict[str, Missing] = {}
    figures: dict[str, list[MeasuredReport]] = defaultdict(list)
    for where, measured in alternatives:
        holds, bare = _told_by(where, measured)
        kept, blank = kept | holds, blank | bare
        for row in measured.rows:
            if row.missing is not None:
                untold.setdefault(row.head.report_id, row.missing)
            if measured is not found:
                figures[row.head.report_id].append(row)
    left = {report_id: reason for report_id, reason in untold.items() if report_id not in kept}
    return Met(frozenset(kept), frozenset(blank), left, figures, {})


def _told_by(where: Where, found: Measured) -> tuple[set[str], set[str]]:
    """Which reports meet a condition, and which are blank where 0 would meet it."""
    zero = where.condition.holds(Decimal(0))
    holds = {row.head.report_id for row in found.rows if _holds(where, row)}
    return holds, {row.head.report_id for row in found.rows if zero and row.bare}


def _holds(where: Where, row: MeasuredReport) -> bool:
    return row.value is not None and where.condition.holds(row.value)


def _of_year(where: Where, year: int, base: Filters, library: Library) -> dict[Seat, MeasuredReport]:
    """What a condition of another year looks at, by seat; of two reports of one seat the one that meets it."""
    rows = library.measured(total_of(where.metric), in_year(base, year)).rows
    return {seat_of(row.head): row for row in sorted(rows, key=lambda row: _holds(where, row))}


def covered(rows: Iterable[MeasuredReport], untold: Mapping[str, Missing], *, by_any: bool = False) -> Coverage:
    """How many reports were looked at, and in how many all conditions can be told; `by_any` that one of them holds."""
    reasons = [(None if by_any else row.missing) or untold.get(row.head.report_id) for row in rows]
    return Coverage(
        reports=len(reasons),
        with_value=reasons.count(None),
        blank=reasons.count("blank"),
        unread=reasons.count("unread"),
        no_such_cell=reasons.count("no_such_cell"),
        zero_denominator=reasons.count("zero_denominator"),
    )
