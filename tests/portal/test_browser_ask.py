import csv
import io
import re
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.portal.samples import HOSTILE
from tests.portal.test_browser import in_view
from tests.views import settle

pytestmark = pytest.mark.browser

ONE = "西工区2025年新收申请多少件"
LISTED = "2025年哪些单位的行政复议被纠正了？"
GROUPED = "2025年各市的不予公开率"
SERIES = "示例省人民政府办公厅历年新收申请"
TOLD = "2025年哪些单位提到人手不足"


def address(*questions: str, **changes: str) -> str:
    return f"/ask?{urlencode([*(('q', question) for question in questions), *changes.items()])}"


def ask(page: Page, question: str) -> None:
    box = page.get_by_role("textbox")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(question)


def answer(page: Page) -> Locator:
    return page.locator(".mc-answer")


def cells(page: Page) -> list[list[str]]:
    """The first table as it is shown."""
    expect(page.locator(".mc-asked").first).to_be_visible()
    rows = page.locator(".mc-asked").first.locator("tbody tr").all()
    return [[cell.inner_text() for cell in row.locator("th, td").all()] for row in rows]


def taken(page: Page, form: str) -> bytes:
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(form)).click()
    return Path(download.value.path()).read_bytes()


def test_a_follow_up_is_answered_with_what_was_asked_before(page: Page) -> None:
    page.goto(address(ONE))
    expect(answer(page)).to_contain_text("117 件")
    ask(page, "换成焦作")
    expect(answer(page)).to_contain_text("焦作市人民政府办公室")
    expect(answer(page)).to_contain_text("266 件")
    earlier = page.locator(".mc-earlier li")
    expect(earlier).to_have_count(1)
    expect(earlier).to_contain_text(ONE)
    expect(earlier).to_contain_text("117 件")

    page.reload()
    expect(answer(page)).to_contain_text("266 件")
    page.locator(".mc-earlier").get_by_role("link", name=ONE).click()
    expect(answer(page)).to_contain_text("117 件")
    page.go_back()
    expect(answer(page)).to_contain_text("266 件")
    page.get_by_role("link", name="新问题").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("提问")
    page.go_back()
    expect(answer(page)).to_contain_text("266 件")


def test_a_question_behind_a_changed_plan_goes_on_from_the_change(page: Page) -> None:
    page.goto(address("白鹭市公安局2025年新收申请多少件", year="2024"))
    expect(page.locator(".mc-by-hand")).to_have_text("已手工修改")
    expect(answer(page)).to_contain_text("白鹭市公安局 2024 年新收申请")
    changed = answer(page).inner_text()
    ask(page, "那复议呢")
    expect(answer(page)).to_contain_text("白鹭市公安局 2024 年行政复议")
    earlier = page.locator(".mc-earlier li")
    expect(earlier).to_contain_text(changed)
    expect(earlier).to_contain_text("已手工修改")
    earlier.get_by_role("link").click()
    expect(answer(page)).to_have_text(changed)
    assert "&year=2024" in page.url


def test_the_newest_question_comes_into_view_below_a_long_answer(page: Page) -> None:
    page.goto(address(LISTED, GROUPED))
    expect(page.locator("#question")).to_be_focused()
    assert in_view(page.locator("#question"))


def test_a_plan_changed_by_hand_says_so_and_has_a_way_back(page: Page) -> None:
    page.goto(address(LISTED))
    first = answer(page).inner_text()
    page.get_by_role("button", name="条件：").click()
    page.get_by_label("数", exact=True).fill("3")
    page.get_by_role("button", name="应用").click()
    expect(page.get_by_role("button", name="条件：大于 3")).to_be_visible()
    expect(page.locator(".mc-asked").first.locator("tbody tr")).to_have_count(1)
    page.get_by_role("button", name="条件：").press("Escape")
    page.get_by_role("button", name="算法：列出").click()
    page.get_by_role("menuitem", name="占比").or_(page.get_by_role("option", name="占比")).click()
    expect(page.locator(".mc-by-hand")).to_contain_text("已手工修改")
    expect(answer(page)).to_contain_text("%")
    assert "when=%3E3" in page.url and "how=share" in page.url
    page.go_back()
    expect(page.get_by_role("button", name="算法：列出")).to_be_visible()
    expect(page.get_by_role("button", name="条件：大于 3")).to_be_visible()
    page.get_by_role("link", name="恢复原来的理解").click()
    expect(answer(page)).to_have_text(first)
    expect(page.locator(".mc-by-hand")).to_have_count(0)


def test_any_figure_can_be_typed_for(page: Page) -> None:
    page.goto(address(LISTED))
    page.get_by_role("button", name="指标：").click()
    box = page.get_by_label("指标（可以打字查找）")
    box.fill("结转下年度")
    box.press("Enter")
    expect(page.get_by_role("button", name=re.compile("指标：.*结转"))).to_be_visible()
    assert "metric=applications.carried_out.total" in page.url


def test_passages_of_one_theme_are_asked_for_of_another_by_keyboard(page: Page) -> None:
    page.goto(address("哪些单位说到人手不足"))
    settle(page)
    page.get_by_role("button", name="主题：人员力量").press("Enter")
    box = page.get_by_label("主题（可以打字查找）")
    expect(box).to_be_focused()
    box.fill("网站与平台")
    box.press("Enter")
    expect(answer(page)).to_contain_text("问题里提到“网站与平台”")
    assert "theme=website" in page.url
    expect(page.get_by_role("button", name="主题：网站与平台")).to_be_focused()


def test_a_further_condition_can_be_taken_away(page: Page) -> None:
    page.goto(address("复议被纠正过、又说人手不足的单位"))
    expect(page.locator(".mc-quote mark").first).to_be_visible()
    few = len(cells(page))
    page.get_by_role("link", name=re.compile("去掉这个条件")).click()
    expect(page.locator(".mc-by-hand")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("去掉这个条件"))).to_have_count(0)
    assert len(cells(page)) > few


@pytest.mark.parametrize("change", [{"by": "colour"}, {"metric": "no.such"}, {"when": "many"}, {"level": "moon"}])
def test_a_change_that_cannot_be_is_named_beside_the_answer_as_understood(page: Page, change: dict[str, str]) -> None:
    page.goto(address(LISTED, **change))
    expect(page.locator(".mc-message")).to_contain_text(next(iter(change.values())))
    expect(answer(page)).to_contain_text("5 个单位")
    page.get_by_role("link", name="恢复原来的理解").first.click()
    expect(page.locator(".mc-message")).to_have_count(0)


def test_a_series_has_a_chart_that_says_in_words_what_it_shows(page: Page) -> None:
    page.goto(address(SERIES))
    chart = page.locator(".stVegaLiteChart, [data-testid='stVegaLiteChart']")
    expect(chart).to_be_visible()
    expect(chart).to_contain_text("2021 年起用新表")
    said = answer(page).inner_text()
    assert page.get_by_label(said).or_(page.get_by_role("img", name=said)).count() > 0
    assert cells(page)[0][2:4] == ["2019", "288"]


def test_groups_are_exported_as_they_are_shown(page: Page) -> None:
    page.goto(address(GROUPED))
    shown = {row[0]: row for row in cells(page)}
    rows = list(csv.DictReader(io.StringIO(taken(page, "CSV").decode("utf-8-sig"))))
    groups = {row["市"]: row for row in rows if row["表或部分"] == "分组"}
    assert groups.keys() == shown.keys()
    for name, row in groups.items():
        assert f"{float(row['不予公开率']) * 100:.1f}%" == shown[name][1]
        assert [row["分子"], row["分母"], row["报告份数"]] == shown[name][2:5]


def test_passages_are_exported_as_they_are_quoted(page: Page) -> None:
    page.goto(address(TOLD))
    expect(page.locator(".mc-quote").first).to_be_visible()
    quoted = page.locator("section").filter(has_text="原文段落").locator(".mc-quote p:last-child").all_inner_texts()
    sheet = load_workbook(io.BytesIO(taken(page, "XLSX")), read_only=True).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    assert [row[head.index("文字")] for row in rows] == quoted


def test_a_quoted_sentence_opens_at_its_place(page: Page) -> None:
    page.goto(address(TOLD))
    quote_ = page.locator(".mc-quote").first
    said = quote_.locator("p").last.inner_text()
    quote_.get_by_role("link").click()
    mark = page.locator("#hit")
    expect(mark).to_be_focused()
    expect(mark).to_contain_text(said[:12])
    assert in_view(mark)


def test_a_question_back_is_answered_with_a_click_and_keeps_the_conversation(page: Page) -> None:
    page.goto(address(ONE, "红旗区2025年新收申请"))
    reading = page.locator(".mc-list a").first
    said = reading.inner_text()
    reading.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(said)
    expect(answer(page)).to_contain_text("红旗区人民政府办公室")
    expect(page.locator(".mc-earlier li")).to_have_count(1)


def test_reports_that_are_not_there_stand_in_a_table_of_years(page: Page) -> None:
    page.goto(address("2024年哪些单位没有报告"))
    table = page.locator(".mc-asked")
    row = table.locator("tr").filter(has_text="西工区人民政府办公室")
    expect(row).to_contain_text("缺")
    row.get_by_role("link", name="有").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("西工区")


def test_hostile_text_in_a_conversation_stays_text(page: Page) -> None:
    alarms: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        alarms.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.goto(f"/ask?q={quote(HOSTILE)}&q={quote(ONE)}&metric={quote(HOSTILE)}")
    expect(page.locator(".mc-earlier")).to_contain_text("<script>alert(2)</script>")
    expect(page.locator(".mc-message")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(answer(page)).to_contain_text("117 件")
    assert page.locator(".mc img, .mc script").count() == 0
    assert alarms == []


def test_the_page_is_english_throughout_and_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(address("average new applications by level in 2025", lang="en"))
    expect(answer(page)).to_contain_text("average new applications")
    expect(page.locator(".mc-footer")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    chrome = [*page.locator(".mc summary, .mc h2, .mc-asked thead th, .mc-asked tbody th").all_inner_texts()]
    chrome += page.locator(".st-key-plan_chips button").all_inner_texts()
    assert [text for text in chrome if re.search(r"[一-鿿]", text)] == []


def test_a_printed_answer_says_how_it_was_understood_and_shows_its_sources(page: Page) -> None:
    page.goto(address(SERIES))
    expect(page.locator(".mc-quote").first).to_be_attached()
    page.emulate_media(media="print")
    for part in ("指标", "年份", "范围"):
        expect(page.locator(".st-key-plan_chips").get_by_text(part)).to_be_visible()
    expect(page.locator(".mc-quote").first).to_be_visible()
    expect(page.get_by_text("导出", exact=True)).to_be_hidden()
