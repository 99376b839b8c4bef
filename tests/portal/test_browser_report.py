import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from index.library import Library
from portal.widgets.links import ReportLink, report_href
from portal.widgets.links.report import View
from tests.browser import portal
from tests.conftest import make_reading, make_report
from tests.views import settle

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1280])
def test_a_cell_deep_in_a_table_is_shown_with_the_heads_of_its_columns(
    page: Page, sample_library: Path, width: int
) -> None:
    with Library.open(sample_library) as library:
        report_id = library.heads(library.parse_filters(["year=2025"]))[0].report_id
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(report_href(report_id, cell="applications.carried_out.total"))
    cell = page.locator("td.mc-target")
    expect(cell).to_be_focused()
    settle(page)
    page.wait_for_timeout(400)
    expect(cell).to_be_in_viewport(ratio=1)
    box = page.get_by_role("columnheader", name="总计").first.bounding_box()
    beside = cell.bounding_box()
    assert box is not None and beside is not None
    assert 55 <= box["y"] + box["height"] <= beside["y"] + 1 and box["x"] <= beside["x"] + 1


NEW = "applications.new.total"
OLD_TEXT = "全年主动公开信息300条。组织培训两次。政务公开栏目按月更新。"
NEW_TEXT = "全年主动公开信息320条。政务公开栏目按月更新。新设企业服务专栏。"


def head_of(library: Path, office: str, year: int) -> str:
    with Library.open(library) as opened:
        [head] = opened.heads(opened.parse_filters([f"office={office}", f"year={year}"]))
    return head.report_id


def test_a_report_is_set_beside_the_year_before_and_beside_any_other(page: Page, sample_library: Path) -> None:
    shown, first = (head_of(sample_library, "白鹭市公安局", year) for year in (2025, 2023))
    page.goto(report_href(shown))
    page.get_by_text("逐年对照", exact=True).first.click()
    expect(page.locator(".mc-chooser strong")).to_have_text("2024")
    assert "view=years" in page.url

    page.locator(".mc-chooser").get_by_role("link", name="2023").click()
    expect(page.locator(".mc-chooser strong")).to_have_text("2023")
    assert f"with={first}" in page.url
    cell = page.locator(f'[id="cell-{NEW}"]')
    expect(cell).to_contain_text(re.compile(r"2023 年：105 → 2025 年：66\s*−39"))
    expect(page.locator(".mc-sentences ins").first).to_be_visible()
    page.reload()
    expect(page.locator(".mc-chooser strong")).to_have_text("2023")

    cell.get_by_role("link", name="105").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2023")
    expect(page.locator("td.mc-target")).to_contain_text("105")
    page.go_back()
    expect(page.locator(".mc-chooser strong")).to_have_text("2023")
    page.go_back()
    expect(page.locator(".mc-chooser strong")).to_have_text("2024")


def test_a_change_of_the_form_is_said_and_its_cells_stand_apart(page: Page, sample_library: Path) -> None:
    page.goto(ReportLink(head_of(sample_library, "白鹭市人民政府", 2021), view="years").href)
    expect(page.locator(".mc-break")).to_contain_text("2020 年用 2019 年表式，2021 年用 2021 年表式")
    apart = page.locator("details.mc-alone")
    expect(apart).to_have_count(2)
    apart.last.locator("summary").click()
    expect(apart.last).to_contain_text("现行有效件数")
    expect(page.locator(".mc-compared .mc-table").first).not_to_contain_text("现行有效件数")


def test_a_comparison_taken_away_holds_the_cells_and_sentences_that_differ(page: Page, sample_library: Path) -> None:
    page.goto(ReportLink(head_of(sample_library, "白鹭市公安局", 2025), view="years").href)
    expect(page.locator(".mc-sentences").last).to_be_visible()
    changed = page.locator("td.mc-changed").count() + page.locator(".mc-compared .mc-list .mc-was").count()
    sentences = page.locator(".mc-sentences li.mc-changed").count()
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    rows = [row for row in csv.DictReader(lines) if row["对照"] == "改动"]
    assert len([row for row in rows if row["格"]]) == changed > 0
    assert len([row for row in rows if not row["格"]]) == sentences
    assert {(row["前一份"], row["后一份"]) for row in rows} == {("2024 年", "2025 年")}


def test_the_years_of_an_office_lead_to_its_reports_and_name_those_missing(page: Page, sample_library: Path) -> None:
    page.goto(report_href(head_of(sample_library, "白鹭市生态环境局", 2023)))
    years = page.locator(".mc-timeline li")
    expect(years).to_have_count(6)
    assert [text.split()[0] for text in years.all_inner_texts()] == ["2025", "2024", "2023", "2022", "2021", "2020"]
    expect(years.nth(3)).to_have_text("2022 缺")
    expect(years.nth(0)).to_contain_text(re.compile(r"新收 \d+ · 办结 \d+ · 复议纠正 \d+"))
    years.nth(4).get_by_role("link", name="2021").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2021")


def test_a_printed_report_has_its_text_and_no_tools(page: Page, sample_library: Path) -> None:
    page.goto(report_href(head_of(sample_library, "白鹭市公安局", 2025)))
    expect(page.locator("#section-6")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#section-6")).to_be_visible()
    for tool in (".stAppHeader", ".mc-tools", ".mc-footer", ".st-key-report_view"):
        expect(page.locator(tool)).to_be_hidden()
    printed = page.evaluate("[document.querySelector('.stMain').scrollHeight, document.documentElement.scrollHeight]")
    assert printed[0] <= printed[1]
    expect(page.locator(".mc-scroll").first).to_have_css("background-image", "none")


def test_the_finding_of_a_cell_is_one_click_away(page: Page, sample_library: Path) -> None:
    with Library.open(sample_library) as library:
        head = library.heads(library.parse_filters(["finding=row_sum"]))[0]
    page.goto(ReportLink(head.report_id, view="tables").href)
    page.locator("td.mc-off a").first.click()
    expect(page.locator(".mc-finding:target")).to_contain_text("行合计不平")


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The portal over a report that came twice, and the report's id."""
    path = tmp_path_factory.mktemp("twice") / "library"
    one = make_report(sections={1: OLD_TEXT}, cells={NEW: 12}, source="first/报告.txt")
    other = make_report(sections={1: NEW_TEXT}, cells={NEW: 15}, source="second/报告.txt")
    with Library.open(path, write=True, create=True) as library:
        library.catalog.commit([make_reading(one), make_reading(other)])
        library.replay()
        report_id = library.vocabulary.heads[0].report_id
    with portal(path) as served:
        yield served, report_id


def test_versions_are_listed_set_side_by_side_and_can_be_had(browser: Browser, twice: tuple[str, str]) -> None:
    page = browser.new_page(base_url=twice[0], locale="zh-CN")
    page.goto(ReportLink(twice[1], view="versions").href)
    rows = page.locator(".mc-versions tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("第 2 版 现行")
    expect(rows.last.locator("code")).to_have_text(re.compile("[0-9a-f]{64}"))
    expect(page.locator(f'[id="cell-{NEW}"]')).to_contain_text("+3")
    expect(page.locator(".mc-sentences li.mc-dropped")).to_contain_text("组织培训两次。")
    expect(page.locator(".mc-sentences li.mc-new")).to_contain_text("新设企业服务专栏。")
    with page.expect_download() as download:
        rows.last.get_by_role("link", name="first/报告.txt").click()
    assert "全年主动公开信息300条" in Path(download.value.path()).read_text(encoding="utf-8")
    page.close()


def test_an_old_version_has_a_link_of_its_own_and_says_that_it_is_old(browser: Browser, twice: tuple[str, str]) -> None:
    page = browser.new_page(base_url=twice[0], locale="zh-CN")
    page.goto(ReportLink(twice[1], version=1).href)
    expect(page.locator(".mc-old")).to_contain_text("这是旧版：第 1 版")
    expect(page.locator("#section-1")).to_contain_text("300条")
    page.locator(".mc-figures").get_by_role("link", name="12").first.click()
    expect(page.locator("td.mc-target")).to_have_text("12")
    assert "version=1" in page.url
    page.get_by_role("button", name="引用").click()
    expect(page.locator(".mc-copies").last).to_contain_text(f"id={twice[1]}&version=1")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="看现行版").click()
    expect(page.locator(".mc-old")).to_have_count(0)
    expect(page.locator("td", has_text=re.compile("^15$")).first).to_be_visible()
    page.goto(ReportLink(twice[1], version=3).href)
    expect(page.locator(".mc-message")).to_contain_text("这份报告没有第 3 版")
    page.close()


@pytest.mark.parametrize("view", ["years", "versions"])
def test_two_reports_side_by_side_fit_a_phone(page: Page, sample_library: Path, view: View) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(ReportLink(head_of(sample_library, "白鹭市人民政府", 2021), view=view).href)
    expect(page.locator(".mc-footer")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.get_by_role("heading", level=1).count() == 1
