"""What stands beside a hit or a report of a list: key figures, figures that were asked for, findings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.cells import with_cells
from index.filters import fact_comparison
from index.forms import asked_findings
from index.library import Library
from index.measures import cells_of, measure_of
from index.model import ByFigure, Filters, Hit, MeasuredReport, ReportHead, SearchResult
from ingest.model import Fact, Finding

KEY_FIGURES = (
    "applications.new.total",
    "reconsideration.corrected",
    "litigation_direct.corrected",
    "litigation_after_reconsideration.corrected",
)
_ALWAYS = KEY_FIGURES[:1]
_MOST_ASKED = 4


@dataclass(frozen=True, slots=True)
class Ordering:
    """The figure by which a list is ordered, in one report."""

    key: str
    row: MeasuredReport


@dataclass(frozen=True, slots=True)
class HitCard:
    """A hit with what stands beside it: the report's key figures and findings, and what orders the list."""

    hit: Hit
    figures: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    ordering: Ordering | None = None


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report with its key figures, the findings that were asked for, and how many it has beside them."""

    head: ReportHead
    figures: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    more: int
    ordering: Ordering | None = None


def hit_cards(library: Library, result: SearchResult) -> list[HitCard]:
    """The hits of a page with the key figures and findings of their reports."""
    reports = list(dict.fromkeys(hit.head.report_id for hit in result.hits))
    facts = library.catalog.facts(KEY_FIGURES, reports)
    findings = library.catalog.findings(reports)
    sort = result.request.sort
    orderings = _orderings(library, sort, reports, result.request.filters) if isinstance(sort, ByFigure) else {}
    cards = []
    for hit in result.hits:
        own = hit.head.report_id
        ordering = orderings.get(own)
        figures = _telling(facts.get(own, {}), (), ordering)
        cards.append(HitCard(hit, figures, findings.get(own, ()), ordering))
    return cards


def report_cards(
    library: Library, heads: Sequence[ReportHead], filters: Filters, by: ByFigure | None = None
) -> list[ReportCard]:
    """Reports with the figures and findings that the filters ask for, else with their key figures and all findings."""
    reports = [head.report_id for head in heads]
    asked = asked_cells(filters)
    facts = library.catalog.facts((*KEY_FIGURES, *asked), reports)
    findings = library.catalog.findings(reports)
    orderings = _orderings(library, by, reports, filters) if by else {}
    cards = []
    for head in heads:
        own = findings.get(head.report_id, ())
        shown = asked_findings(own, filters)
        ordering = orderings.get(head.report_id)
        figures = _telling(facts.get(head.report_id, {}), asked, ordering)
        cards.append(ReportCard(head, figures, shown, len(own) - len(shown), ordering))
    return cards


def asked_keys(filters: Filters) -> tuple[str, ...]:
    """The figures that filters look at."""
    compared = ((item.value, fact_comparison(item.value)) for item in filters.named("fact"))
    return tuple(comparison[0] if comparison else value.partition(":")[0] for value, comparison in compared)


def asked_cells(filters: Filters) -> tuple[str, ...]:
    """The cells that filters by figures look at."""
    return tuple(dict.fromkeys(cell for key in asked_keys(filters) for cell in cells_of(measure_of(key))))


def _orderings(library: Library, by: ByFigure, reports: Iterable[str], filters: Filters) -> dict[str, Ordering]:
    """What orders a list in each of its reports, which are under these filters."""
    listed = set(reports)
    rows = [row for row in library.measured(measure_of(by.key), filters).rows if row.head.report_id in listed]
    return {row.head.report_id: Ordering(by.key, row) for row in with_cells(rows)}


def _telling(facts: Mapping[str, Fact], asked: Sequence[str], ordering: Ordering | None) -> tuple[Fact, ...]:
    """Key figures that say something, then the asked ones that do, as many as fit a line; what orders stands apart."""
    facts = {key: fact for key, fact in facts.items() if ordering is None or key != ordering.key}
    key = [fact for fact in map(facts.get, KEY_FIGURES) if fact and (fact.key in _ALWAYS or fact.value)]
    more = [fact for fact in map(facts.get, asked) if fact and fact not in key and (fact.value or len(asked) == 1)]
    return (*key, *more[:_MOST_ASKED])
