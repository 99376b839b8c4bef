from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from index.library import Library
from index.lookup import mentions
from index.model import Filters
from index.themes import load_themes
from portal.messages import Texts
from portal.sheets.exports import Origin, Table
from portal.sheets.overviews import cells_table, coverage_picture, coverage_table, themes_table
from portal.widgets.links import report_href
from tests.conftest import make_reading, make_report

ZH, EN = Texts("zh"), Texts("en")
BASE = "http://127.0.0.1:8501"
ORIGIN = Origin("", Filters(), date(2026, 1, 2), BASE)
NEW = "applications.new.total"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Reports of 2021 and 2023 that name the same problem."""
    problem = {5: "政务新媒体更新不及时。下一步加强培训。"}
    made = [make_report(year=year, cells={NEW: year - 2000}, sections=problem) for year in (2021, 2023)]
    path = tmp_path_factory.mktemp("overviews") / "library"
    with Library.open(path, write=True, create=True) as opened:
        opened.catalog.commit([make_reading(report) for report in made])
        opened.replay()
        yield opened


def named(table: Table) -> list[dict[str, object]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_the_years_of_the_library_are_taken_away_with_those_that_have_no_report(library: Library) -> None:
    rows = named(coverage_table(library.vocabulary.heads, ORIGIN, ZH))
    assert [(row["年份"], row["报告数"]) for row in rows] == [(2021, 1), (2022, 0), (2023, 1)]
    assert [row["链接"] for row in rows] == [f"{BASE}/?year=2021", "", f"{BASE}/?year=2023"]
    assert {row["导出日期"] for row in rows} == {"2026-01-02"}


def test_the_years_of_the_library_are_drawn_as_a_picture(library: Library) -> None:
    heads = library.vocabulary.heads
    with Image.open(BytesIO(coverage_picture(heads, ORIGIN, ZH, "png"))) as picture:
        assert picture.format == "PNG"
    assert "2022" in coverage_picture(heads, ORIGIN, EN, "svg").decode()


def test_the_cells_of_a_report_are_taken_away_with_what_is_printed_and_where(library: Library) -> None:
    [head] = [head for head in library.vocabulary.heads if head.year == 2023]
    stored = library.report(head.report_id)
    assert stored is not None
    rows = named(cells_table(stored, ORIGIN, ZH))
    assert len(rows) == len(stored.report.facts)
    [own] = [row for row in rows if row["格"] == "一、本年新收政府信息公开申请数量 × 总计"]
    assert (own["年份"], own["数"], own["印作"], own["状态"]) == (2023, 23, "23", "印有数")
    assert own["链接"] == BASE + report_href(head.report_id, cell=NEW)


def test_themes_are_taken_away_year_by_year(library: Library) -> None:
    theme = load_themes()["new_media"]
    rows = named(themes_table({theme: mentions(library, theme, Filters())}, ORIGIN, ZH))
    assert [(row["年份"], row["报告数"]) for row in rows] == [(2023, 1), (2021, 1)]
    assert {row["主题"] for row in rows} == {"政务新媒体"}
    assert {row["链接"] for row in rows} == {f"{BASE}/measures?theme=new_media"}
