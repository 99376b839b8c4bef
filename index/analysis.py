"""What a measure comes to in every report under a filter, computed from the catalog's cells."""

from collections import Counter
from collections.abc import Iterable, Mapping

from index.catalog import Catalog
from index.measures import cells_of, value_of
from index.model import Coverage, Measure, Measured, MeasuredReport, ReportHead
from ingest.model import Fact


def in_order(heads: Iterable[ReportHead]) -> tuple[ReportHead, ...]:
    """Newest year first, then by region from the province down, then by office."""
    return tuple(sorted(heads, key=lambda head: (-head.year, head.region.path, head.office, head.report_id)))


def measured(catalog: Catalog, measure: Measure, report_ids: Iterable[str] | None) -> Measured:
    """A measure in current reports, in these or in all; every report has a row, also where it has no value."""
    ids = None if report_ids is None else tuple(report_ids)
    heads = in_order(catalog.heads(ids))
    facts = catalog.facts(cells_of(measure), ids)
    missing: Counter[str] = Counter()
    rows = []
    for head in heads:
        cells = facts.get(head.report_id, {})
        value = value_of(measure, cells)
        missing[value.missing or "with_value"] += 1
        rows.append(MeasuredReport(head, value.number, value.blanks, _printed(measure, cells)))
    coverage = Coverage(
        reports=len(rows),
        with_value=missing["with_value"],
        blank=missing["blank"],
        unread=missing["unread"],
        no_such_cell=missing["no_such_cell"],
        zero_denominator=missing["zero_denominator"],
    )
    return Measured(tuple(rows), coverage)


def _printed(measure: Measure, cells: Mapping[str, Fact]) -> tuple[Fact, ...]:
    """The report's own cells of a measure, in its order."""
    return tuple(cells[key] for key in cells_of(measure) if key in cells)
