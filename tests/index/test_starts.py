from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.model import Filter, Filters
from index.starts import Gap, Start, newest_gap, starts
from tests.conftest import make_reading, make_report

CORRECTED = Filter("fact", "reconsideration.corrected>=1")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    reports = [
        make_report(year=2022, cells={"reconsideration.corrected": 2}),
        make_report(year=2023, cells={"reconsideration.corrected": 1}),
        make_report("白鹭区教育局", 2022, office_kind="department"),
    ]
    with Library.open(tmp_path / "library", write=True, create=True) as opened:
        opened.catalog.commit([make_reading(report) for report in reports])
        opened.replay()
        yield opened


def test_a_start_counts_offices_once_and_reports_each(library: Library) -> None:
    nothing = Filter("fact", "reconsideration.corrected>=9")
    assert starts(library, [nothing, CORRECTED]) == (Start(CORRECTED, offices=1, reports=2),)
    assert library.extent(Filters()) == (3, 2)


def test_the_newest_year_that_an_office_has_no_report_of_is_the_gap(library: Library) -> None:
    assert newest_gap(library.vocabulary) == Gap(2023, 1)


def test_a_library_without_a_gap_has_none(tmp_path: Path) -> None:
    with Library.open(tmp_path / "one", write=True, create=True) as library:
        library.catalog.commit([make_reading(make_report(year=2022)), make_reading(make_report(year=2023))])
        library.replay()
        assert newest_gap(library.vocabulary) is None
