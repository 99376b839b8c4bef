"""What stands beside a hit or a report of a list: key figures, figures that were asked for, findings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.filters import fact_comparison
from index.forms import asked_findings
from index.library import Library
from index.measures import cells_of, measure_of
from index.model import Filters, Hit, ReportHead
from ingest.model import Fact, Finding

_FIGURES = (
    "applications.new.total",
    "reconsideration.corrected",
    "litigation_direct.corrected",
    "litigation_after_reconsideration.corrected",
)
_ALWAYS = _FIGURES[:1]
_MOST_ASKED = 4


@dataclass(frozen=True, slots=True)
class HitCard:
    """A hit with what stands beside it: the report's key figures and findings."""

    hit: Hit
    figures: tuple[Fact, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report with its key figures, the findings that were asked for, and how many it has beside them."""

    head: ReportHead
    figures: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    more: int


def hit_cards(library: Library, hits: Sequence[Hit]) -> list[HitCard]:
    """Hits with the key figures and findings of their reports."""
    reports = list(dict.fromkeys(hit.head.report_id for hit in hits))
    facts = library.catalog.facts(_FIGURES, reports)
    findings = library.catalog.findings(reports)
    return [
        HitCard(hit, _telling(facts.get(hit.head.report_id, {}), ()), findings.get(hit.head.report_id, ()))
        for hit in hits
    ]


def report_cards(library: Library, heads: Sequence[ReportHead], filters: Filters) -> list[ReportCard]:
    """Reports with the figures and findings that the filters ask for, else with their key figures and all findings."""
    reports = [head.report_id for head in heads]
    asked = asked_cells(filters)
    facts = library.catalog.facts((*_FIGURES, *asked), reports)
    findings = library.catalog.findings(reports)
    cards = []
    for head in heads:
        own = findings.get(head.report_id, ())
        shown = asked_findings(own, filters)
        figures = _telling(facts.get(head.report_id, {}), asked)
        cards.append(ReportCard(head, figures, shown, len(own) - len(shown)))
    return cards


def asked_cells(filters: Filters) -> tuple[str, ...]:
    """The cells that filters by figures look at."""
    asked = []
    for item in filters.named("fact"):
        comparison = fact_comparison(item.value)
        asked.append(comparison[0] if comparison else item.value.partition(":")[0])
    return tuple(dict.fromkeys(cell for key in asked for cell in cells_of(measure_of(key))))


def _telling(facts: Mapping[str, Fact], asked: Sequence[str]) -> tuple[Fact, ...]:
    """Key figures that say something, then the asked ones that do, as many as fit a line."""
    key = [fact for fact in map(facts.get, _FIGURES) if fact and (fact.key in _ALWAYS or fact.value)]
    more = [fact for fact in map(facts.get, asked) if fact and fact not in key and (fact.value or len(asked) == 1)]
    return (*key, *more[:_MOST_ASKED])
