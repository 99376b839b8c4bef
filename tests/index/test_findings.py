from pathlib import Path

import pytest

from index.findings import Noted, by_severity, finding_facets, noted, quoted_passages
from index.library import Library
from ingest.model import Finding, Location
from tests.conftest import BAILU, QINGSHAN, make_reading, make_report

PLACE = Location("示例.txt", line=3)
ERROR = Finding("row_sum", "error", "report", PLACE, "不平", "11", "10", ("applications.granted.total",))
NOTE = Finding("restored_cells", "note", "report", PLACE, "推定")
DOUBT = Finding("unmatched_row", "warning", "reading", PLACE, "有行未对上")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    with Library.open(tmp_path / "library", write=True, create=True) as opened:
        reports = [
            make_report(year=2022, findings=(ERROR, NOTE)),
            make_report(year=2023),
            make_report("青山市生态环境局", 2023, region=QINGSHAN, level="prefecture", findings=(DOUBT, NOTE)),
        ]
        opened.catalog.commit([make_reading(report) for report in reports])
        opened.replay()
    return Library.open(tmp_path / "library")


def found(library: Library, *pairs: str, office: str = "") -> list[tuple[int, str]]:
    rows = noted(library, library.parse_filters(pairs), office)
    return [(row.head.year, row.finding.check) for row in rows]


EVERY = [(2023, "unmatched_row"), (2023, "restored_cells"), (2022, "row_sum"), (2022, "restored_cells")]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], EVERY),
        (["finding=row_sum"], [(2022, "row_sum")]),
        (["severity=note", "year=2023"], [(2023, "restored_cells")]),
        (["blame=reading"], [(2023, "unmatched_row")]),
        (["level=county"], [(2022, "row_sum"), (2022, "restored_cells")]),
        (["finding=row_sum", "severity=note"], []),
        # An excluded kind leaves the other findings of the same report in.
        (["severity=!note"], [(2023, "unmatched_row"), (2022, "row_sum")]),
        (["finding=!row_sum"], [(2023, "unmatched_row"), (2023, "restored_cells"), (2022, "restored_cells")]),
    ],
)
def test_findings_are_narrowed_one_by_one(library: Library, pairs: list[str], expected: list[tuple[int, str]]) -> None:
    with library:
        assert found(library, *pairs) == expected


def test_part_of_a_name_finds_the_findings_of_an_office(library: Library) -> None:
    with library:
        assert found(library, office="生态环境") == EVERY[:2]
        assert found(library, office="公安") == []


def test_facets_count_findings(library: Library) -> None:
    with library:
        facets = finding_facets(noted(library, library.parse_filters([])))
    counts = {facet.name: {item.value: item.count for item in facet.values} for facet in facets}
    assert counts["finding"] == {"restored_cells": 2, "row_sum": 1, "unmatched_row": 1}
    assert counts["severity"] == {"note": 2, "error": 1, "warning": 1}
    assert set(counts["blame"]) == {"report", "reading"}
    assert counts["year"] == {"2023": 2, "2022": 2}
    assert counts["region"][BAILU.path] == 2 and counts["region"]["示例省"] == 4
    assert counts["office"] == {"白鹭区人民政府办公室": 2, "青山市生态环境局": 2}


def test_a_finding_on_a_sentence_leads_to_the_passage_that_holds_it(tmp_path: Path) -> None:
    quote = Finding("text_vs_table", "warning", "report", PLACE, "不符", "12", "收到政府信息公开申请15件")
    sections = {1: "公开较为及时。全年收到政府信息公开申请１５件。"}
    with Library.open(tmp_path / "library", write=True, create=True) as library:
        library.catalog.commit([make_reading(make_report(sections=sections, findings=(quote, ERROR)))])
        library.replay()
        rows = noted(library, library.parse_filters([]))
        name = rows[0].head.report_id
        assert quoted_passages(library, rows) == (f"{name}-1", "")
        assert quoted_passages(library, [Noted(rows[0].head, ERROR)]) == ("",)


def test_a_blame_that_no_finding_has_is_counted_as_none(library: Library) -> None:
    rows = noted(library, library.parse_filters(["finding=row_sum"]))
    [blame] = [facet for facet in finding_facets(rows) if facet.name == "blame"]
    assert [(value.value, value.count) for value in blame.values] == [("report", 1), ("reading", 0)]


def test_the_gravest_findings_come_first(library: Library) -> None:
    rows = by_severity(noted(library, library.parse_filters([])))
    assert [row.finding.severity for row in rows] == ["error", "warning", "note", "note"]
