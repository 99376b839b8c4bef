import csv
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from index.library import Library
from tests.browser import portal
from tests.conftest import make_reading, make_report
from tests.portal.samples import HOSTILE

pytestmark = pytest.mark.browser

OFFICES = (("office", "白鹭市人民政府办公室"), ("office", "青岚市人民政府办公室"))
RATE = ("metric", "refusal_rate")


def address(*pairs: tuple[str, str]) -> str:
    return f"/compare?{urlencode((*OFFICES, *pairs))}"


def matrix_rows(page: Page) -> Locator:
    return page.locator(".mc-matrix tbody tr")


def choose(page: Page, box: str, text: str) -> None:
    """Type in a box until one entry is left and take it."""
    field = page.get_by_role("combobox", name=box, exact=True)
    field.click()
    field.fill(text)
    page.get_by_role("option").first.click()


def test_an_example_leads_to_a_chart_a_table_and_their_cells(page: Page) -> None:
    page.goto("/compare")
    expect(page.locator(".mc-message")).to_contain_text("选两个以上的单位、地区或层级开始对比")
    page.locator(".mc-list a").first.click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("新收申请（件），2019–2025")
    expect(page.locator("[data-testid=stVegaLiteChart]")).to_be_visible()
    expect(matrix_rows(page)).to_have_count(2)
    figure = matrix_rows(page).first.get_by_role("link").last
    said = figure.inner_text()
    figure.click()
    expect(page.locator("td.mc-target")).to_have_text(said)


def test_every_change_is_one_step_back_and_the_link_restores_the_view(page: Page) -> None:
    page.goto(address(RATE))
    expect(matrix_rows(page)).to_have_count(2)
    page.get_by_role("radio", name="矩阵").click()
    expect(page).to_have_url(re.compile("view=matrix"))
    expect(page.locator("[data-testid=stVegaLiteChart]")).to_have_count(0)
    page.get_by_role("radio", name="按数值排").click()
    expect(page.locator(".mc-legend")).to_contain_text("按 2025 年的数从大到小")
    assert "view=matrix" in page.url
    assert "sort=value" in page.url
    rows = matrix_rows(page).all_inner_texts()

    page.reload()
    expect(page.locator(".mc-legend")).to_contain_text("按 2025 年的数从大到小")
    assert matrix_rows(page).all_inner_texts() == rows
    page.go_back()
    expect(page.locator(".mc-legend")).not_to_contain_text("从大到小")
    page.go_back()
    expect(page.locator("[data-testid=stVegaLiteChart]")).to_be_visible()


def test_subjects_figures_and_years_are_picked_by_typing(page: Page) -> None:
    page.goto("/compare")
    choose(page, "单位、地区或层级", "青岚市望江县人民")
    expect(page.locator(".mc-chip")).to_have_count(1)
    expect(page.get_by_text("再选一个，就能对比。")).to_be_visible()
    choose(page, "单位、地区或层级", "县级")
    expect(page.locator(".mc-chip")).to_have_count(2)
    choose(page, "指标", "不予处理·重复申请·自然人")
    expect(page.get_by_role("heading", level=2)).to_contain_text("不予处理·重复申请·自然人")
    choose(page, "第二个指标", "争议率")
    expect(page.get_by_role("heading", level=2)).to_have_count(2)
    choose(page, "起始年份", "2023")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("2023–2025")
    for said in ("metric=applications.not_processed.repeated.natural_person", "metric=dispute_rate", "level=county"):
        assert said in page.url
    page.locator(".mc-chip").filter(has_text="望江县").click()
    expect(page.locator(".mc-chip")).to_have_count(1)


def test_what_is_exported_is_what_is_shown(page: Page) -> None:
    page.goto(address(RATE, ("view", "table")))
    rows = page.locator(".mc-list-table tbody tr")
    expect(rows).to_have_count(14)
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        saved = list(csv.DictReader(file))
    assert len(saved) == 14
    for row, shown in zip(saved, rows.all(), strict=True):
        cells = shown.locator("td").all_inner_texts()
        assert row["年份"] == cells[0]
        assert f"{float(row['数']) * 100:.1f}%" == cells[1]
        assert [row["分子"], row["分母"]] == cells[2:4]
        assert "青岚市" in row["条件"]


@pytest.mark.parametrize("view", ["trend", "matrix"])
def test_the_chart_and_the_matrix_can_be_taken_away_as_pictures(page: Page, view: str) -> None:
    page.goto(address(RATE, ("view", view)))
    expect(matrix_rows(page)).to_have_count(2)
    page.get_by_role("button", name="导出").click()
    for form, start in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"图片（{form}）").click()
        data = Path(download.value.path()).read_bytes()
        assert data.startswith(start)
        assert download.value.suggested_filename.startswith("明察-对比-")
    assert "不予公开率" in data.decode()
    assert "来源" in data.decode()


def test_a_sum_leads_to_its_reports(page: Page) -> None:
    page.goto("/compare?region=示例省/白鹭市&level=county&metric=refusal_rate&view=matrix&office_kind=government")
    cell = matrix_rows(page).first.locator("td").last
    [count] = re.findall(r"(\d+) 份报告", cell.inner_text())
    cell.get_by_role("link").click()
    expect(page.locator(".mc-count h2")).to_contain_text(f"{count} 份报告，")


@pytest.mark.parametrize("view", ["trend", "bars", "matrix", "table"])
def test_a_comparison_is_no_wider_than_a_phone(page: Page, view: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(address(RATE, ("view", view)))
    expect(page.locator(".mc-footer")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.get_by_role("heading", level=1).count() == 1


def test_the_chart_says_in_words_what_it_shows(page: Page) -> None:
    page.goto(address(RATE))
    chart = page.locator("[data-testid=stVegaLiteChart]")
    expect(chart).to_be_visible()
    assert "青岚市政府 2025 年" in page.locator(".stMain").evaluate("element => element.innerHTML")


def test_an_unknown_office_is_refused_with_the_nearest_name(page: Page) -> None:
    page.goto("/compare?office=白鹭市人民政腐办公室")
    expect(page.locator(".mc-message")).to_contain_text("office=白鹭市人民政府办公室")


@pytest.fixture
def hostile_portal(tmp_path: Path) -> Iterator[str]:
    """The portal over two years of an office whose name is all markup."""
    with Library.open(tmp_path / "library", write=True, create=True) as library:
        reports = (make_report(office=f"白鹭区{HOSTILE}", year=year) for year in (2022, 2023))
        library.catalog.commit([make_reading(report) for report in reports])
        library.replay()
    with portal(tmp_path / "library") as served:
        yield served


def test_hostile_names_stay_text_in_boxes_chips_tables_and_charts(browser: Browser, hostile_portal: str) -> None:
    page = browser.new_page(base_url=hostile_portal)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto("/compare")
    choose(page, "单位、地区或层级", "onerror")
    expect(page.locator(".mc-chip")).to_contain_text("<img src=x onerror=alert(1)>")
    drawn = page.locator("[data-testid=stVegaLiteChart] svg.marks")
    expect(drawn).to_be_visible()
    page.get_by_role("radio", name="条形").click()
    expect(page).to_have_url(re.compile("view=bars"))
    expect(drawn).to_contain_text("<img src=x")
    drawn.hover()
    assert page.locator(".stMain img, .stMain .mc script").count() == 0
    page.close()
