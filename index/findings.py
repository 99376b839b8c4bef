"""The findings of a library as a list of their own: narrowed one by one, counted, each with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from index.cross_year import Before, before
from index.forms import asked_findings
from index.library import Library
from index.model import Facet, FacetValue, Filter, Filters, ReportHead
from index.schema import FINDING_NAMES
from index.tally import HEAD_VALUES, Values, of_offices, tally
from ingest.model import Blame, Finding, Passage, Severity
from ingest.titles import compact

# More offices than one chooses from; the others are found by name.
_MOST_VALUES = 200
_SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with the head of its report."""

    head: ReportHead
    finding: Finding


def of_reports(filters: Filters) -> Filters:
    """The filters by which reports are chosen where their findings are asked for.

    An excluded kind of finding leaves the report in, for its other findings.
    """
    return Filters(tuple(item for item in filters.items if not (item.excluded and item.name in FINDING_NAMES)))


def noted(library: Library, filters: Filters, office: str = "") -> tuple[Noted, ...]:
    """The findings under the filters of reports whose office's name has `office` in it, in the order of reports."""
    wanted = of_reports(filters)
    if not any(wanted.named(name) for name in FINDING_NAMES):
        wanted = Filters((*wanted.items, *(Filter("severity", value) for value in _SEVERITIES)))
    heads = of_offices(library.heads(wanted), office)
    every = library.catalog.findings([head.report_id for head in heads])
    return tuple(Noted(head, item) for head in heads for item in asked_findings(every.get(head.report_id, ()), filters))


def by_severity(rows: Sequence[Noted]) -> tuple[Noted, ...]:
    """The gravest findings first, else in their order."""
    return tuple(sorted(rows, key=lambda row: _SEVERITIES.index(row.finding.severity)))


def finding_facets(rows: Sequence[Noted]) -> tuple[Facet, ...]:
    """What the findings have, each value with the number of findings; of blame those too that none has."""
    values: Values[Noted] = {
        "finding": lambda row: (row.finding.check,),
        "severity": lambda row: (row.finding.severity,),
        "blame": lambda row: (row.finding.blame,),
        "year": lambda row: HEAD_VALUES["year"](row.head),
        "region": lambda row: HEAD_VALUES["region"](row.head),
        "level": lambda row: HEAD_VALUES["level"](row.head),
        "office": lambda row: (row.head.office,),
    }
    return tuple(map(_arranged, tally(rows, values, _MOST_VALUES)))


def _arranged(facet: Facet) -> Facet:
    """Blame with all its values, the gravest severity first; other facets as they are."""
    if facet.name == "severity":
        return Facet(facet.name, tuple(sorted(facet.values, key=lambda value: get_args(Severity).index(value.value))))
    return _whole(facet) if facet.name == "blame" else facet


def _whole(facet: Facet) -> Facet:
    counts = {value.value: value.count for value in facet.values}
    return Facet(facet.name, tuple(FacetValue(code, counts.get(code, 0)) for code in get_args(Blame)))


def years_before(library: Library, rows: Sequence[Noted]) -> tuple[Before | None, ...]:
    """For each finding what it was made beside in the year before; None where it shows in its report alone."""
    return tuple(before(row.finding, row.head, library.vocabulary.seat(row.head.seat)) for row in rows)


def quoted_passages(library: Library, rows: Sequence[Noted]) -> tuple[str, ...]:
    """For each finding the id of the passage that it quotes, empty where it quotes none."""
    passages = library.catalog.passages(dict.fromkeys(row.head.report_id for row in rows if _quote(row.finding)))
    return tuple(_passage_of(row, passages.get(row.head.report_id, ())) for row in rows)


def quoted(finding: Finding, passages: Sequence[Passage]) -> int | None:
    """Which passage has the words that a finding quotes, of several the one at its place; None where it quotes none."""
    quote = _quote(finding)
    found = [at for at, passage in enumerate(passages) if quote and quote in compact(passage.text)]
    placed = (at for at in found if passages[at].location == finding.location)
    return next(placed, found[0] if found else None)


def _passage_of(row: Noted, passages: Sequence[Passage]) -> str:
    at = quoted(row.finding, passages)
    return "" if at is None else f"{row.head.report_id}-{at}"


def _quote(finding: Finding) -> str:
    return compact(finding.published or "") if finding.check == "text_vs_table" else ""
