from dataclasses import replace
from pathlib import Path

import pytest

from index.catalog import Catalog
from index.checking import NO_LAST_YEAR, NO_TABLES, check_files, checked
from index.filters import CHECKS
from ingest.checks import check_identities
from tests.conftest import make_reading, make_report, report_text

ACROSS = ["carry_over", "stock", "repeated_text"]


def test_a_report_without_a_neighbour_says_what_could_not_be_checked() -> None:
    result = checked(make_report(), None)
    assert [(item.check, item.reason) for item in result.unmade] == [(check, NO_LAST_YEAR) for check in ACROSS]
    assert result.made == len(CHECKS) - 3


def test_last_year_s_report_of_the_library_is_checked_against(catalog: Catalog) -> None:
    catalog.commit([make_reading(make_report(year=2022, cells={"applications.carried_out.total": 5}))])
    result = checked(make_report(year=2023), catalog)
    assert [finding.check for finding in result.findings] == ["carry_over"]
    assert result.unmade == () and result.made == len(CHECKS)


def test_a_report_without_tables_has_no_sums_to_check() -> None:
    report = replace(make_report(), template="none", facts=())
    reasons = {item.check: item.reason for item in checked(report, None).unmade}
    assert reasons["row_sum"] == reasons["text_vs_table"] == NO_TABLES
    assert "section_missing" not in reasons and "no_template" not in reasons


@pytest.mark.parametrize("groups", [1, 3])
def test_a_sum_is_left_out_only_where_it_could_be_judged_nowhere(groups: int) -> None:
    totals = ("reconsideration.total", "litigation_direct.total", "litigation_after_reconsideration.total")
    report = make_report(cells=dict.fromkeys(totals[:groups]))
    _, not_judged = check_identities(report.facts)
    assert len(not_judged) == groups
    unmade = {item.check for item in checked(replace(report, not_judged=tuple(not_judged)), None).unmade}
    assert ("review_sum" in unmade) == (groups == 3)


def test_files_are_checked_one_after_another_and_a_broken_one_stops_nothing(tmp_path: Path) -> None:
    good, broken = tmp_path / "白鹭区2023.txt", tmp_path / "坏的.txt"
    good.write_text(report_text(make_report()), encoding="utf-8")
    broken.write_bytes(b"\x00\x01\x02")
    told: list[tuple[int, int]] = []

    def begin(number: int, total: int) -> bool:
        told.append((number, total))
        return True

    first, second = check_files([broken, good], None, begin)
    assert (first.report, first.source) == (None, "坏的.txt") and first.error is not None
    assert second.report is not None and second.findings == ()
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize("until", [1, 2])
def test_checking_ends_where_it_is_told_to(tmp_path: Path, until: int) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("没有标题", encoding="utf-8")
    assert len(list(check_files([tmp_path], None, lambda number, total: number <= until))) == until
