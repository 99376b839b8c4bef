"""Which report of the library lies a year before one that is not stored: of the same seat, its region joined."""

from index.catalog import Catalog
from index.cross_year import pairs
from index.identity import Places, identity, report_id, seat
from index.model import ReportHead, StoredReport
from ingest.model import Report


def last_year_of(catalog: Catalog, report: Report) -> StoredReport | None:
    """Last year's report of the seat that `report` comes from; None where the library has no such one."""
    heads = catalog.heads()
    this = _head(report, Places(head.region for head in heads))
    others = (head for head in heads if head.seat == this.seat and head.report_id != this.report_id)
    last = next((last for last, later in pairs((*others, this)) if later == this), None)
    return catalog.current(last.report_id) if last is not None else None


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
