"""A small library to compare in, and comparisons over it, for the tests of the page 对比."""

from pathlib import Path

from index.comparison import compare
from index.library import Library
from index.model import Filter, Filters
from index.subjects import subjects_of
from ingest.model import Region, Report
from portal.questions.words.metrics import metric_of, total_of
from portal.sheets.compared import Shown
from portal.widgets.links import CompareLink
from tests.conftest import BAILU, QINGSHAN, make_reading, make_report

YEARS = (2020, 2021, 2022, 2023)
NEW, RATE = "applications.new.total", "refusal_rate"
REFUSED, CONCLUDED = "applications.refused.third_party.total", "applications.concluded.total"
BAILU_OFFICE, OTHER_OFFICE = "示例省青山市白鹭区人民政府办公室", "示例省石桥市白鹭区人民政府办公室"
OFFICES = CompareLink.among([Filter("office", BAILU_OFFICE), Filter("office", OTHER_OFFICE)])
GROUPS = CompareLink.among([Filter("region", "示例省/青山市"), Filter("level", "county")])
_OTHER = Region("示例省", "石桥市", "白鹭区")


def reports() -> tuple[Report, ...]:
    """A seat that changes its name and its form, one of the same name elsewhere, and a bureau of the city."""
    return (
        make_report("白鹭区人民政府", 2020, template="2019", cells={REFUSED: 3, CONCLUDED: 60}),
        make_report("白鹭区人民政府", 2021, cells={REFUSED: 6, CONCLUDED: 60}),
        make_report("白鹭区人民政府办公室", 2023, cells={REFUSED: "=9", CONCLUDED: 40}),
        make_report(region=_OTHER, year=2021, cells={REFUSED: 2, CONCLUDED: 2}),
        make_report(region=_OTHER, year=2022, cells={CONCLUDED: None}),
        make_report(region=_OTHER, year=2023, cells={CONCLUDED: "?"}),
        make_report(
            "青山市生态环境局",
            2023,
            region=QINGSHAN,
            level="prefecture",
            office_kind="department",
            cells={REFUSED: 9, CONCLUDED: 33},
        ),
        make_report("白鹭区教育局", 2023, region=BAILU, office_kind="department", cells={CONCLUDED: "—"}),
    )


def build(path: Path) -> Library:
    """A library of these reports, opened."""
    library = Library.open(path, write=True, create=True)
    library.catalog.commit([make_reading(report) for report in reports()])
    library.replay()
    return library


def shown(library: Library, link: CompareLink, key: str = RATE, years: tuple[int, ...] = YEARS) -> Shown:
    """What the page computes for an address."""
    metric = metric_of(key)
    subjects = subjects_of(library.vocabulary).chosen(link.filters)
    return Shown(metric, compare(library, subjects, total_of(metric), years, Filters()))
