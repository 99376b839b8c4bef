"""Heads, hits and foreign text for the tests of the portal's markup."""

from index.model import Hit, ReportHead, StoredReport
from ingest.model import Location, Report
from tests.conftest import make_report

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script></td>\"' onclick=alert(3) & **粗** :material/home:"
REPORT_ID = "aa11bb22cc33"


def make_head(report: Report | None = None, *, report_id: str = REPORT_ID, year: int = 2023) -> ReportHead:
    report = report or make_report()
    return ReportHead(
        report_id=report_id,
        office=report.office,
        printed_office=report.printed_office,
        seat="白鹭区人民政府",
        region=report.region,
        joined=False,
        level=report.level,
        office_kind=report.office_kind,
        year=year,
        template=report.template,
        title=report.title,
    )


def make_stored(report: Report) -> StoredReport:
    return StoredReport(make_head(report), 1, True, "0" * 64, (report.source,), report)


def make_hit(text: str, *highlights: tuple[int, int], head: ReportHead | None = None) -> Hit:
    head = head or make_head()
    return Hit(head, f"{head.report_id}-0", 1, "overview", text, highlights, 1.0, Location("白鹭区2023.txt", line=3))
