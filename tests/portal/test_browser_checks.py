import re
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from index.findings import noted
from index.library import Library
from ingest.datafiles import data_path
from tests.conftest import make_report, report_text
from tests.portal.dropping import drop

pytestmark = pytest.mark.browser


def test_a_phone_shows_what_a_finding_says(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/checks?finding=text_vs_table")
    row = page.locator(".mc-checks tbody tr").first
    for part in (".mc-said", "td[data-name='应为']", "td[data-name='印作']"):
        box = row.locator(part).bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
    expect(row.locator(".mc-said")).to_contain_text("正文")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


OFFICE = "示例省白鹭市白鹭区人民政府办公室"


def test_findings_are_narrowed_themselves_and_the_link_restores_the_list(page: Page, sample_library: Path) -> None:
    with Library.open(sample_library) as library:
        every = noted(library, library.parse_filters([]))
        errors = noted(library, library.parse_filters(["severity=error"]))
    page.goto("/checks")
    count = page.locator(".mc-count h2")
    reports = len({row.head.report_id for row in every})
    expect(count).to_have_text(f"{len(every)} 条提示，涉及 {reports} 份报告")
    page.locator(".mc-facets").get_by_role("link", name="错误", exact=True).click()
    expect(page.locator(".mc-chips")).to_contain_text("错误")
    expect(page.locator(".mc-checks tbody tr")).to_have_count(len(errors))
    assert 0 < len(errors) < len(every)
    page.locator(".mc-facets").get_by_role("link", name="排除 行合计不平").click()
    left = [row for row in errors if row.finding.check != "row_sum"]
    expect(page.locator(".mc-checks tbody tr")).to_have_count(len(left))
    page.reload()
    expect(page.locator(".mc-checks tbody tr")).to_have_count(len(left))
    page.go_back()
    expect(page.locator(".mc-checks tbody tr")).to_have_count(len(errors))


def test_a_finding_leads_to_its_cell_and_to_the_sentence_that_it_quotes(page: Page) -> None:
    page.goto("/checks?finding=text_vs_table&office=" + quote("西工区人民政府办公室"))
    row = page.locator(".mc-checks tbody tr").first
    row.get_by_role("link", name="117", exact=True).click()
    expect(page.locator("td.mc-target")).to_contain_text("117")
    page.go_back()
    row.get_by_role("link", name="134件").click()
    expect(page.locator("#hit")).to_contain_text("134")


def test_an_export_of_findings_holds_what_the_page_lists(page: Page) -> None:
    page.goto("/checks?severity=error")
    expect(page.locator(".mc-checks tbody tr").first).to_be_visible()
    rows = page.locator(".mc-checks tbody tr").count()
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="XLSX").click()
    sheet = load_workbook(BytesIO(Path(download.value.path()).read_bytes())).active
    assert sheet is not None
    found = list(sheet.iter_rows(values_only=True))
    assert len(found) - 1 == rows
    assert {row[found[0].index("程度")] for row in found[1:]} == {"错误"}
    assert {row[found[0].index("条件")] for row in found[1:]} == {"程度 错误"}


def test_drafts_are_checked_one_after_another_and_not_stored(page: Page, sample_library: Path) -> None:
    flawed = next(data_path("samples").glob("白鹭市红旗区人民政府办公室2022*.txt"))
    clean = report_text(make_report(OFFICE, 2023)).encode()
    page.goto("/checks?view=draft")
    drop(page, (flawed.name, flawed.read_bytes()), ("干净.txt", clean), ("坏的.txt", b"\x00\x01"))
    choices = page.get_by_role("radio")
    expect(choices).to_have_count(3)
    expect(page.locator(".mc-drafted h2")).to_have_text("2 条提示")
    page.locator(".mc-checks").get_by_role("link", name="表三 （一）予以公开").click()
    expect(page.locator("#cell-applications\\.granted\\.total")).to_be_in_viewport()
    page.get_by_text("干净.txt · 没有发现问题。").click()
    expect(page.locator(".mc-drafted h2")).to_have_text("没有发现问题。")
    expect(page.locator(".mc-drafted .mc-meta")).to_contain_text("20 项检查做了 17 项；3 项做不了")
    page.get_by_text("坏的.txt · 未能检查").click()
    expect(page.locator(".mc-message")).to_contain_text("未能检查")
    with Library.open(sample_library) as library:
        assert not [head for head in library.vocabulary.heads if head.office.endswith("白鹭区人民政府办公室")]


def test_what_was_found_in_a_draft_stays_while_a_rule_is_read_until_it_is_cleared(page: Page) -> None:
    text = report_text(make_report(OFFICE, 2023, sections={1: "本年收到信息公开申请 134 件。"})).encode()
    page.goto("/checks?view=draft")
    drop(page, ("草稿.txt", text))
    row = page.locator(".mc-checks tbody tr").first
    expect(row.locator("details[open]")).to_be_visible()
    row.get_by_role("link", name=re.compile("134件")).click()
    expect(page.locator("#said-1")).to_be_in_viewport()
    row.get_by_role("link", name="文表不符").click()
    expect(page.locator("#rule-text_vs_table")).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".mc-drafted h2")).to_have_text("1 条提示")
    page.get_by_role("button", name="清除检查结果").click()
    expect(page.locator(".mc-drafted")).to_have_count(0)
    expect(page.locator("[data-testid=stFileUploaderFile]")).to_have_count(0)


def test_a_draft_is_checked_beside_last_year_s_report_of_the_library(page: Page) -> None:
    last = next(data_path("samples").glob("白鹭市公安局2023*.txt")).read_text(encoding="utf-8")
    page.goto("/checks?view=draft")
    drop(page, ("草稿.txt", last.replace("2023", "2024").encode()))
    expect(page.locator(".mc-drafted .mc-meta").first).to_have_text("20 项检查全部做了。")
    expect(page.locator(".mc-checks")).to_contain_text("与上年重复")


def test_a_rule_that_the_address_names_is_in_view(page: Page) -> None:
    page.goto("/checks?view=rules&rule=repeated_text")
    expect(page.locator("#rule-repeated_text")).to_be_focused()
    expect(page.locator("#rule-repeated_text")).to_be_in_viewport()
    page.locator("#rule-repeated_text").get_by_role("link").click()
    expect(page.locator(".mc-chips")).to_contain_text("与上年重复")


@pytest.mark.parametrize("query", ["", "?view=draft", "?view=rules"])
def test_the_checks_fit_a_phone(page: Page, query: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"/checks{query}")
    expect(page.locator(".mc-footer")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.get_by_role("heading", level=1).count() == 1
