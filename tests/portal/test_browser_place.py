import re

import pytest
from playwright.sync_api import Page, expect

from tests.portal.conftest import WAIT_MS
from tests.views import settle

pytestmark = pytest.mark.browser

SCROLLED = "document.querySelector('.stMain').scrollTop"


def scroll(page: Page, top: int) -> None:
    page.evaluate(f"document.querySelector('.stMain').scrollTop = {top}")


def expect_scrolled(page: Page, top: int) -> None:
    page.wait_for_function(f"Math.abs({SCROLLED} - {top}) < 2", timeout=WAIT_MS)


@pytest.mark.parametrize("path", ["/?q=公开", "/measures?theme=new_media"])
def test_another_page_of_a_list_opens_at_its_head_and_back_at_the_old_place(page: Page, path: str) -> None:
    page.goto(path)
    settle(page)
    onward = page.get_by_role("link", name=re.compile("下一页"))
    # The facets beside the list may reach further down than its pager.
    onward.scroll_into_view_if_needed()
    end = page.evaluate(SCROLLED)
    onward.click()
    expect(page.locator(".mc-pager")).to_contain_text("第 2 页")
    head = page.locator(".mc-count h2, .mc-count h3")
    expect(head).to_be_focused()
    box = head.bounding_box()
    assert box is not None and 56 <= box["y"] < 300
    page.go_back()
    expect(page.locator(".mc-pager")).to_contain_text("第 1 页")
    expect_scrolled(page, end)


def test_back_from_a_hit_and_reload_find_the_old_place(page: Page) -> None:
    page.goto("/?q=公开")
    settle(page)
    scroll(page, 400)
    page.locator(".mc-hit h3 a").nth(5).click()
    expect(page.locator("#hit")).to_be_focused()
    page.go_back()
    settle(page)
    expect_scrolled(page, 400)
    page.reload()
    settle(page)
    expect_scrolled(page, 400)


def test_a_page_of_the_head_opens_at_its_top_and_back_leads_to_the_old_place(page: Page) -> None:
    page.goto("/?q=公开")
    settle(page)
    scroll(page, 400)
    page.get_by_role("link", name="报告", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("报告")
    expect_scrolled(page, 0)
    page.go_back()
    expect(page.locator(".mc-hit").first).to_be_visible()
    expect_scrolled(page, 400)


def test_a_facet_chosen_by_the_keyboard_keeps_the_focus(page: Page) -> None:
    page.goto("/?q=申请")
    settle(page)
    facets = page.locator(".mc-facets").first
    facets.get_by_role("link", name="2023", exact=True).focus()
    page.keyboard.press("Enter")
    expect(facets.get_by_role("link", name="✓ 2023")).to_be_focused()
    page.keyboard.press("Enter")
    expect(facets.get_by_role("link", name="2023", exact=True)).to_be_focused()


def test_where_the_link_is_gone_the_count_gets_the_focus(page: Page) -> None:
    page.goto("/?q=申请&year=2023")
    settle(page)
    page.locator(".mc-chip").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".mc-chip")).to_have_count(0)
    expect(page.locator(".mc-count h2")).to_be_focused()


def test_a_link_leads_past_the_filters(page: Page) -> None:
    page.goto("/?q=申请")
    settle(page)
    page.get_by_role("link", name="跳过筛选").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()


def test_the_drawer_of_a_narrow_window_closes_after_a_choice_and_is_closed_on_load(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/")
    settle(page)
    closed = page.locator(".stSidebar[data-collapsed='true']")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="报告").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("报告")
    expect(closed).to_have_count(1)
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(closed).to_have_count(0)
    page.goto("/?q=公开")
    settle(page)
    expect(closed).to_have_count(1)


def test_what_a_page_showed_last_is_offered_where_it_shows_nothing(page: Page) -> None:
    page.goto("/ask?q=2025年哪些单位的行政复议被纠正了？&q=那2023年呢？")
    settle(page)
    asked = page.url
    # An answer's figure is opened by loading the report's page anew.
    page.locator(".mc-list-table .mc-figure a, .mc-list-table td a").first.click()
    expect(page).to_have_url(re.compile("/report"))
    page.get_by_role("link", name="提问", exact=True).click()
    offered = page.locator(".mc-last")
    expect(offered).to_have_text("接着上次的：那2023年呢？")
    page.get_by_role("link", name="对比", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("对比")
    expect(offered).to_be_hidden()
    page.go_back()
    offered.get_by_role("link").click()
    expect(page.locator(".mc-question h1")).to_have_text("那2023年呢？")
    assert page.url == asked
    expect(offered).to_be_hidden()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("提问")


def test_english_stays_in_the_address_from_page_to_page(page: Page) -> None:
    page.goto("/?lang=en")
    settle(page)
    page.get_by_role("link", name="Ask", exact=True).click()
    expect(page).to_have_url(re.compile(r"/ask\?lang=en$"))
    page.locator(".mc-list a").first.click()
    expect(page.locator(".mc-question h1")).to_be_visible()
    assert "lang=en" in page.url
    page.go_back()
    expect(page).to_have_url(re.compile(r"/ask\?lang=en$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/\?lang=en$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("cell by cell")
