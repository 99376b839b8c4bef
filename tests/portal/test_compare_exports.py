from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from index.library import Library
from index.model import Filter, Filters
from index.subjects import subjects_of
from portal.messages import Texts
from portal.sheets.compare_exports import compared_href, comparison_table, picture_lines
from portal.sheets.compared import option_labels
from portal.sheets.exports import Origin
from portal.widgets.links import CompareLink
from tests.portal.comparing import GROUPS, NEW, OFFICES, YEARS, build, shown

ZH = Texts("zh")
BASE = "http://127.0.0.1:8501"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with build(tmp_path_factory.mktemp("exports") / "library") as opened:
        yield opened


def origin(link: CompareLink) -> Origin:
    return Origin("对比", link.filters, date(2026, 1, 2), BASE)


def test_the_table_has_every_subject_in_every_year_with_what_its_figure_rests_on(library: Library) -> None:
    table = comparison_table([shown(library, OFFICES), shown(library, OFFICES, NEW)], OFFICES, origin(OFFICES), ZH)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert len(rows) == 2 * 2 * len(YEARS)
    first = rows[0]
    assert (first["指标"], first["年份"], first["数"], first["分子"], first["分母"]) == (
        "不予公开率",
        2020,
        0.05,
        3,
        60,
    )
    assert (first["报告数"], first["表式"], first["导出日期"]) == (1, "2019 年表式", "2026-01-02")
    assert "单位 " in str(first["条件"])
    assert str(first["链接"]).startswith(f"{BASE}/report?id=")
    assert rows[2]["说明"] == "无报告"


def test_the_workbook_holds_the_same(library: Library) -> None:
    table = comparison_table([shown(library, GROUPS)], GROUPS, origin(GROUPS), ZH)
    sheet = load_workbook(BytesIO(table.written("xlsx"))).active
    assert sheet is not None
    read = list(sheet.iter_rows(values_only=True))
    assert read[0] == table.columns
    for saved, row in zip(read[1:], table.rows, strict=True):
        assert saved[:4] == row[:4]
        assert saved[4] == (row[4] if row[4] is None else pytest.approx(row[4], rel=1e-12))


def test_a_rate_leads_to_all_its_cells_and_a_sum_to_its_reports(library: Library) -> None:
    rates, sums = shown(library, OFFICES), shown(library, GROUPS)
    one, _ = rates.found.lines
    assert compared_href(rates, one, one.figure(2021), Filters()).endswith("view=tables&metric=refusal_rate")
    assert compared_href(rates, one, one.figure(2022), Filters()) == ""
    place, _ = sums.found.lines
    scope = Filters((Filter("office_kind", "government"),))
    assert compared_href(sums, place, place.figure(2023), scope).endswith("&year=2023&office_kind=government")


def test_a_picture_says_who_is_compared_which_years_and_the_day(library: Library) -> None:
    scoped = GROUPS.counting("government")
    *filters, source = picture_lines([shown(library, GROUPS)], scoped, origin(scoped), ZH)
    assert "".join(filters) == "青山市（各单位合计）、县级（各单位合计）；单位类别 政府及办公厅（室）；2020–2023"
    assert "2026-01-02" in source


def test_a_long_list_of_subjects_is_broken_into_lines_of_a_picture(library: Library) -> None:
    pairs = option_labels(subjects_of(library.vocabulary), ZH)
    many = CompareLink.among(Filter(*pair) for pair in pairs)
    *filters, _ = picture_lines([shown(library, many)], many, origin(many), ZH)
    assert len(filters) > 1
    assert "白鹭区教育局" in "".join(filters)
