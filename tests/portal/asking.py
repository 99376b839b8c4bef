"""A small library for questions: two places of one name, two offices of one seat, both forms, every state of a cell."""

from datetime import date
from pathlib import Path

from index.library import Library
from ingest.model import Finding, Location, Region, Report
from tests.conftest import QINGSHAN, make_reading, make_report

TODAY = date(2025, 6, 1)
LINJIANG = Region(province="示例省", city="临江市")
HEWAN = Region(province="示例省", city="临江市", county="河湾县")
SONGLIN_IN_QINGSHAN = Region(province="示例省", city="青山市", county="松林区")
SONGLIN_IN_LINJIANG = Region(province="示例省", city="临江市", county="松林区")

_BUSY = {
    "applications.new.total": 320,
    "applications.new.natural_person": 300,
    "applications.new.business": 20,
    "applications.carried_in.total": 4,
    "applications.concluded.total": 310,
    "applications.granted.total": 150,
    "applications.partial.total": 20,
    "applications.refused.state_secret.total": 2,
    "applications.refused.third_party.total": 5,
    "applications.unavailable.not_held.total": 100,
    "applications.unavailable.must_be_created.total": 8,
    "applications.not_processed.petition.total": 9,
    "applications.other.other.total": 16,
    "applications.carried_out.total": 14,
    "reconsideration.upheld": 5,
    "reconsideration.corrected": 4,
    "reconsideration.pending": 1,
    "reconsideration.total": 10,
    "litigation_direct.corrected": 1,
    "litigation_direct.total": 2,
    "litigation_after_reconsideration.corrected": 2,
    "litigation_after_reconsideration.total": 3,
    "disclosure.normative_documents.issued": 7,
    "disclosure.normative_documents.in_force": 61,
    "disclosure.fees.amount": 1250,
}


def reports() -> list[Report]:
    """The reports of the library."""
    qingshan = Location("示例/青山市人民政府2024.txt", table="表四", row="行政复议", column="总计")
    finding = Finding(
        "review_sum",
        "error",
        "report",
        qingshan,
        "行政复议的各项结果之和与总计不等",
        "11",
        "10",
        ("reconsideration.total",),
    )
    return [
        make_report("青山市人民政府", 2024, region=QINGSHAN, level="prefecture", cells=_BUSY, findings=(finding,)),
        make_report(
            "青山市人民政府", 2023, region=QINGSHAN, level="prefecture", cells={"reconsideration.corrected": 1}
        ),
        make_report("青山市生态环境局", 2024, region=QINGSHAN, level="prefecture", office_kind="department"),
        make_report("白鹭区人民政府办公室", 2024, cells={"reconsideration.corrected": 2, "reconsideration.total": 6}),
        make_report("白鹭区人民政府办公室", 2023),
        make_report("白鹭区人民政府办公室", 2020, template="2019", cells={"disclosure.regulations.made": 3}),
        make_report("临江市人民政府", 2024, region=LINJIANG, level="prefecture", cells={"applications.new.total": 40}),
        make_report("临江市人民政府办公室", 2024, region=LINJIANG, level="prefecture"),
        make_report(
            "河湾县人民政府办公室",
            2024,
            region=HEWAN,
            cells={
                "reconsideration.corrected": None,
                "reconsideration.upheld": "—",
                "reconsideration.pending": "?",
                "litigation_direct.corrected": "=0",
                "applications.refused.state_secret.total": None,
                "applications.refused.third_party.total": 2,
            },
        ),
        make_report("松林区人民政府办公室", 2024, region=SONGLIN_IN_QINGSHAN),
        make_report("松林区人民政府办公室", 2024, region=SONGLIN_IN_LINJIANG),
    ]


def make_library(root: Path) -> Library:
    """The library of these reports on disk, opened; the caller closes it."""
    library = Library.open(root, write=True, create=True)
    library.catalog.commit([make_reading(report) for report in reports()])
    library.replay()
    return library
