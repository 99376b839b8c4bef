"""What a report that is not stored would show beside the library: its region joined, last year of its seat."""

from index.catalog import Catalog
from index.cross_year import compare, pairs, year_of
from index.identity import Places, identity, report_id, seat
from index.model import ReportHead
from ingest.model import Finding, Report


def cross_year_findings(catalog: Catalog, report: Report) -> tuple[Finding, ...]:
    """The findings of `report` against last year's report of its seat; none where the library has no such one."""
    heads = catalog.heads()
    this = _head(report, Places(head.region for head in heads))
    others = (head for head in heads if head.seat == this.seat and head.report_id != this.report_id)
    last = next((last for last, later in pairs((*others, this)) if later == this), None)
    stored = catalog.current(last.report_id) if last is not None else None
    return compare(year_of(stored.report), year_of(report)) if stored is not None else ()


def _head(report: Report, places: Places) -> ReportHead:
    region = places.join(report.region)
    return ReportHead(
        report_id=report_id(identity(report.office, report.region, report.year)),
        office=report.office,
        printed_office=report.printed_office,
        seat=seat(report.office, region),
        region=region,
        joined=region != report.region,
        level=report.level,
        office_kind=report.office_kind,
        year=report.year,
        template=report.template,
        title=report.title,
    )
