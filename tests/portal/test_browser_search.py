import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import portal

pytestmark = pytest.mark.browser


def test_a_long_facet_is_narrowed_by_typing_and_the_keyboard_chooses(page: Page) -> None:
    page.goto("/?q=申请&level=county")
    facets = page.locator(".mc-facets").first
    box = facets.get_by_role("searchbox", name="在地区里找…")
    address = page.url
    box.fill("望江")
    shown = facets.locator("details:has(> input[aria-label='在地区里找…']) li:visible")
    expect(shown).to_have_count(1)
    expect(facets.get_by_role("link", name="2025", exact=True)).to_be_visible()
    expect(facets.get_by_text("1 项", exact=True)).to_be_visible()
    assert page.url == address
    box.fill("没有这个地方")
    expect(shown).to_have_count(0)
    box.fill("望江")
    box.press("Enter")
    expect(page.locator(".mc-chips")).to_contain_text("地区 青岚市 / 望江县")
    expect(page.locator(".mc-chips")).to_contain_text("层级 县级")
    page.go_back()
    expect(page.locator(".mc-chips")).not_to_contain_text("望江县")


def test_a_value_of_a_narrowed_facet_can_be_excluded(page: Page) -> None:
    page.goto("/?q=申请")
    expect(page.locator(".mc-hit").first).to_be_visible()
    total = int(re.findall(r"\d+", page.locator(".mc-count h2").inner_text())[0])
    facets = page.locator(".mc-facets").first
    facets.get_by_role("searchbox", name="在地区里找…").fill("河南")
    row = facets.locator("li[data-name='河南省 河南省']")
    count = int(row.locator(".mc-facet-count").inner_text())
    row.get_by_role("link", name="排除").click()
    expect(page.locator(".mc-chips")).to_contain_text("不含 地区 河南省")
    expect(page.locator(".mc-count h2")).to_contain_text(f"{total - count} 份报告")


def test_an_office_named_in_the_box_leads_to_its_reports_and_the_other_words_to_what_they_say(page: Page) -> None:
    page.goto("/?q=白鹭公安 公开")
    offered = page.locator(".mc-named")
    expect(offered.get_by_role("link", name="2025", exact=True)).to_be_visible()
    within = offered.get_by_role("link", name=re.compile("在白鹭市公安局的报告里找“公开”"))
    total = re.findall(r"\d+", within.inner_text())[-1]
    within.click()
    expect(page.locator(".mc-chips")).to_contain_text("单位 白鹭市公安局")
    expect(page.locator(".mc-count h2")).to_contain_text(f"{total} 段文字")
    page.go_back()
    page.get_by_role("link", name=re.compile("只看白鹭市公安局的报告")).click()
    expect(page.get_by_role("textbox", name="搜索")).to_have_value("")
    for title in page.locator(".mc-hit h3").all_inner_texts():
        assert title == "白鹭市公安局"


def test_a_rate_is_found_by_typing_and_filters(page: Page) -> None:
    page.goto("/?year=2025")
    page.get_by_role("button", name="按数量筛选").click()
    figure = page.get_by_role("combobox", name=re.compile("指标"))
    figure.click()
    figure.fill("无法提供率")
    page.get_by_role("option", name="无法提供率：").first.click()
    page.get_by_label("数（%）", exact=True).fill("20")
    page.get_by_role("button", name="应用").click()
    expect(page.locator(".mc-chips")).to_contain_text("无法提供率 ≥ 20%")
    expect(figure).to_have_count(0)
    assert "fact=unavailable_rate%3E%3D0.2" in page.url and "year=2025" in page.url


def test_a_list_is_put_in_the_order_of_a_figure_and_its_address_restores_it(page: Page) -> None:
    page.goto("/?year=2020..2025&fact=reconsideration.total>=1")
    page.get_by_role("radio", name="数量").click()
    first = page.locator(".mc-ordering").first
    expect(first).to_contain_text("复议总计")
    assert "sort=reconsideration.total" in page.url
    figure = page.get_by_role("combobox", name=re.compile("指标"))
    figure.click()
    figure.fill("不予公开率")
    page.get_by_role("option", name="不予公开率：").first.click()
    expect(first).to_contain_text("不予公开率")
    highest = first.inner_text()
    page.get_by_role("radio", name="从小到大").click()
    expect(first).not_to_have_text(highest)
    lowest = first.inner_text()
    assert "sort=refusal_rate%3Aleast" in page.url
    page.reload()
    expect(first).to_have_text(lowest)
    page.go_back()
    expect(first).to_have_text(highest)


def test_a_state_of_a_cell_is_a_filter_too(page: Page) -> None:
    page.goto("/?year=2020..2025")
    page.get_by_role("button", name="按数量筛选").click()
    page.get_by_role("combobox", name=re.compile("条件")).click()
    page.get_by_role("option", name="推定").click()
    page.get_by_role("button", name="应用").click()
    expect(page.locator(".mc-chips")).to_contain_text("新收 推定")
    assert "fact=applications.new.total%3Arestored" in page.url


def test_a_rate_is_offered_no_state_of_a_cell(page: Page) -> None:
    page.goto("/?year=2025")
    page.get_by_role("button", name="按数量筛选").click()
    condition = page.get_by_role("combobox", name=re.compile("条件"))
    condition.click()
    page.get_by_role("option", name="空白").click()
    expect(page.get_by_label("数", exact=True)).to_have_count(0)
    figure = page.get_by_role("combobox", name=re.compile("指标"))
    figure.click()
    figure.fill("纠错率")
    page.get_by_role("option", name="纠正率：").first.click()
    expect(page.get_by_label("数（%）", exact=True)).to_be_visible()
    condition.click()
    expect(page.get_by_role("option", name="至少")).to_be_visible()
    expect(page.get_by_role("option", name="空白")).to_have_count(0)


def test_a_slip_of_the_pen_leads_to_the_word_that_was_meant(page: Page) -> None:
    page.goto("/?q=政务新煤体&year=2025")
    expect(page.locator(".mc-message")).to_contain_text("没有含“政务新煤体”的段落")
    meant = page.get_by_role("link", name=re.compile("是不是要找“政务新媒体”？"))
    total = re.findall(r"\d+", meant.inner_text())[-1]
    meant.click()
    expect(page.locator(".mc-count h2")).to_contain_text(f"{total} 段文字")
    expect(page.get_by_role("textbox", name="搜索")).to_have_value("政务新媒体")
    expect(page.locator(".mc-chips")).to_contain_text("年份 2025")


@pytest.mark.parametrize(
    ("words", "way", "heading"),
    [
        ("2025年哪些单位的行政复议被纠正了", "到“提问”里看答案", "2025年哪些单位的行政复议被纠正了"),
        ("公众号长期不更新怎么办", "到“改进措施”里找", "改进措施"),
    ],
)
def test_a_sentence_that_no_passage_has_leads_to_where_it_is_understood(
    page: Page, words: str, way: str, heading: str
) -> None:
    page.goto(f"/?q={words}")
    expect(page.locator(".mc-message")).to_contain_text(f"没有含“{words}”的段落")
    expect(page.get_by_role("link", name=re.compile("精确匹配"))).to_have_count(0)
    page.get_by_role("link", name=re.compile(way)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.locator(".mc-list-table tbody tr, .mc-measures .mc-hit").first).to_be_visible()


def test_a_phrase_that_stands_nowhere_leads_to_its_words_and_to_its_theme(page: Page) -> None:
    page.goto("/?q=人员培训")
    message = page.locator(".mc-message")
    expect(message.get_by_role("link", name=re.compile("含其中任一词"))).to_be_visible()
    expect(message.get_by_role("link", name=re.compile("主题“人员培训”"))).to_be_visible()
    apart = message.get_by_role("link", name=re.compile("分开找“人员 培训”"))
    total = re.findall(r"\d+", apart.inner_text())[-1]
    apart.click()
    expect(page.locator(".mc-count h2")).to_contain_text(f"{total} 段文字")
    page.go_back()
    message.get_by_role("link", name=re.compile("主题“人员培训”")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("改进措施")


def test_one_click_matches_the_words_exactly_and_one_goes_back(page: Page) -> None:
    page.goto("/?q=申请公开")
    expect(page.locator(".mc-cut")).to_contain_text("拆词：")
    page.get_by_role("link", name="精确匹配“申请公开”").click()
    expect(page.locator(".mc-cut")).to_contain_text("按词搜索")
    assert "exact=1" in page.url
    for text in page.locator(".mc-snippet").all_inner_texts():
        assert "申请公开" in text
    page.go_back()
    expect(page.get_by_role("link", name="精确匹配“申请公开”")).to_be_visible()


def test_a_search_by_meaning_names_the_words_that_the_library_has_not(page: Page) -> None:
    page.goto("/?q=老百姓的信件没有人回复&mode=semantic")
    known = page.get_by_text("资料库里没有这些词：")
    expect(known).to_contain_text("老百姓", timeout=60_000)
    expect(page.locator(".mc-hit").first).to_be_visible()


def test_a_search_by_meaning_asked_before_its_model_is_loaded_follows_by_itself(
    browser: Browser, sample_library: Path
) -> None:
    with portal(sample_library) as served:
        opened = [browser.new_page(base_url=served) for _ in range(2)]
        for page, path in zip(opened, ("/?mode=semantic&", "/measures?"), strict=True):
            page.goto(f"{path}q=老百姓的信件没有人回复")
        for page in opened:
            expect(page.get_by_text("正在准备按意思查找")).to_be_visible(timeout=60_000)
            expect(page.locator(".mc-message")).to_have_count(0)
        for page in opened:
            expect(page.locator(".mc-hit").first).to_be_visible(timeout=60_000)
            page.close()


def test_the_offices_without_a_report_of_a_year_are_one_click_from_the_start(page: Page) -> None:
    page.goto("/")
    entry = page.locator(".mc-starts li").last
    expect(entry).to_contain_text("缺 2025 年报告的单位")
    offices = re.findall(r"\d+", entry.locator("span").inner_text())[0]
    entry.get_by_role("link").click()
    expect(page.locator(".mc-count")).to_contain_text(f"{offices} 个单位")
    assert "view=missing" in page.url and "year=2025" in page.url
