"""What a newcomer does with the portal by clicking alone, and what holds on all of its pages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from index.identity import office_key
from index.library import Library
from ingest.model import Finding, Location
from tests.browser import portal
from tests.conftest import make_reading, make_report
from tests.portal.samples import HOSTILE
from tests.views import DARK, PAGES, go, named, settle, views

pytestmark = pytest.mark.browser

PATHS = ("/", "/ask", "/measures", "/report", "/compare", "/checks", "/library")
ABSURD = (
    "page=-1",
    "page=99999999999999999999",
    "year=x",
    "year=2025..2020",
    "id=../..",
    "metric=zzz",
    "view=zzz&lang=xx",
    "fact=applications.new.total>=NaN",
    "chosen=../..&with=zzz&version=0",
    "q=%00%FF",
    f"q={'a' * 10_000}",
    f"q={quote('申请' * 2_000)}",
)


def shown(page: Page) -> str:
    """All that is written on the page."""
    settle(page)
    return page.locator("[data-testid=stMain]").inner_text()


def go_to(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.parametrize("path", ["/?q=申请", "/?year=..2025", "/measures?theme=new_media", "/library"])
def test_a_page_beyond_the_last_shows_the_last(page: Page, path: str) -> None:
    page.goto(f"{path}{'&' if '?' in path else '?'}page=99")
    settle(page)
    number = re.search(r"第 (\d+) 页，共 (\d+) 页", page.locator(".mc-pager").inner_text())
    assert number is not None and number[1] == number[2] != "1"
    page.locator(".mc-pager").get_by_role("link", name="上一页").click()
    expect(page.locator(".mc-pager")).to_contain_text(f"第 {int(number[2]) - 1} 页")


def test_offices_with_corrected_reconsiderations_are_one_click_from_the_start(page: Page, sample_library: Path) -> None:
    with Library.open(sample_library) as library:
        right = library.heads(library.parse_filters(["fact=reconsideration.corrected>=1"]))
    page.goto("/")
    page.locator(".mc-starts").get_by_role("link", name="有复议纠正的单位").click()
    offices = len({office_key(head.office, head.region) for head in right})
    expect(page.locator(".mc-count h2")).to_have_text(f"{len(right)} 份报告，{offices} 个单位")
    cards = page.locator(".mc-hit")
    assert {card.locator("h3").inner_text() for card in cards.all()} <= {head.office for head in right}
    for card in cards.all():
        expect(card).to_contain_text(re.compile("复议纠正 [1-9]"))
    cards.first.get_by_role("link", name=re.compile("^[1-9]")).nth(1).click()
    expect(page.locator("td.mc-target")).to_contain_text(re.compile("[1-9]"))


def test_the_trend_of_an_office_is_reached_by_clicks(page: Page) -> None:
    page.goto("/")
    go_to(page, "报告")
    row = page.locator(".mc-list-table tbody tr").filter(has_text="青岚市人民政府办公室")
    row.get_by_role("link", name="2025").click()
    expect(page.locator(".mc-timeline li")).to_have_count(7)
    page.get_by_role("link", name="在“对比”里看这个单位").click()
    expect(page.locator("[data-testid=stVegaLiteChart] svg.marks")).to_be_visible()
    row = page.locator(".mc-matrix tbody tr").first
    expect(row).to_contain_text("青岚市")
    expect(row.locator("td a")).to_have_count(7)


def test_measures_against_idle_public_accounts_are_reached_by_clicks(page: Page) -> None:
    page.goto("/")
    go_to(page, "改进措施")
    page.locator(".mc-themes").get_by_role("link", name="政务新媒体").click()
    expect(page.locator(".mc-about h2")).to_contain_text("政务新媒体")
    entries = page.locator(".mc-measures > li").filter(has_text=re.compile("更新|停更"))
    expect(entries.nth(2)).to_be_visible()
    for entry in entries.all():
        expect(entry.locator("dt", has_text="措施")).to_have_count(1)
    entries.first.get_by_role("link", name="原文").click()
    expect(page.locator("#hit")).to_be_focused()


@pytest.mark.parametrize("of", PAGES)
def test_every_view_is_restored_by_its_link_and_asks_nothing_of_the_network(
    page: Page, sample_library: Path, of: str
) -> None:
    lost = []
    for view in named(views(sample_library), [of]):
        if view.name in ("checks-drafted", "search-meaning", "measures-words"):
            # A draft is not stored; what is near in meaning comes when the model is there.
            continue
        view.open(page)
        before = shown(page)
        page.reload()
        if shown(page) != before:
            lost.append(view.name)
    assert lost == []


def test_the_language_is_switched_within_the_view(page: Page, sample_library: Path) -> None:
    for view in [each for each in views(sample_library) if each.name.endswith(("hits", "theme", "bars", "missing"))]:
        view.open(page)
        rows = page.locator(".mc-hit, .mc-list-table tbody tr, .mc-matrix tbody tr").count()
        assert rows > 0
        was = page.url
        page.locator(".mc-footer a").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        settle(page)
        assert page.url in (f"{was}&lang=en", f"{was}?lang=en")
        assert page.locator(".mc-hit, .mc-list-table tbody tr, .mc-matrix tbody tr").count() == rows
        page.locator(".mc-footer a").click()
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
        expect(page.locator(".mc-footer a")).to_have_text("English")


def test_an_open_page_follows_the_system_into_the_dark(page: Page) -> None:
    page.goto("/compare?level=county&level=prefecture")
    settle(page)
    app, chart = page.locator(".stApp"), page.locator("[data-testid=stVegaLiteChart]")
    light = app.evaluate("element => getComputedStyle(element).backgroundColor")
    page.emulate_media(color_scheme="dark")
    expect(app).to_have_css("background-color", DARK)
    assert light != DARK
    expect(page.locator(".mc h2").first).to_have_css("color", "rgb(228, 232, 233)")
    page.reload()
    settle(page)
    expect(chart.locator("svg.marks .role-axis-label text").first).to_have_attribute("fill", "#aab4b8")


@pytest.mark.parametrize(("path", "box"), [("/", "搜索"), ("/ask", ""), ("/measures", "描述问题")])
def test_enter_while_composing_does_not_submit(page: Page, path: str, box: str) -> None:
    page.goto(path)
    settle(page)
    field = page.get_by_role("textbox", name=box) if box else page.get_by_role("textbox")
    field.click()
    keyboard = page.context.new_cdp_session(page)
    composing = {"text": "shenqing", "selectionStart": 8, "selectionEnd": 8}
    keyboard.send("Input.imeSetComposition", composing)
    expect(field).to_have_value("shenqing")
    enter = {"key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    field.evaluate(
        """element => element.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true }))"""
    )
    page.wait_for_timeout(500)
    assert "q=" not in page.url
    keyboard.send("Input.insertText", {"text": "申请"})
    expect(field).to_have_value("申请")
    field.press("Enter")
    page.wait_for_url(re.compile("q=%E7%94%B3%E8%AF%B7"))


@pytest.mark.parametrize(
    ("path", "door", "at"),
    [
        ("/measures?theme=new_media&year=2025", ".mc-measures a:has-text('原文')", "#hit"),
        ("/checks?severity=error", ".mc-checks tbody td a >> nth=2", "td.mc-target"),
        ("/library?view=missing&year=2023", ".mc-held tbody th a", ".mc-report"),
        ("/compare?level=county&level=prefecture&view=table", ".mc-list-table td a", ".mc-footer"),
    ],
)
def test_back_returns_to_the_list_that_a_door_was_opened_from(page: Page, path: str, door: str, at: str) -> None:
    page.goto(path)
    before, address = shown(page), page.url
    page.locator(door).first.click()
    expect(page).not_to_have_url(address)
    expect(page.locator(at).first).to_be_visible()
    page.go_back()
    expect(page).to_have_url(address)
    assert shown(page) == before


@pytest.mark.parametrize("path", PATHS)
def test_absurd_parameters_are_answered_in_words(page: Page, path: str) -> None:
    for query in ABSURD:
        go(page, f"{path}?{query}")
        said = shown(page)
        assert len(said) > 20 and "没能显示" not in said, query[:80]
        assert page.locator("[data-testid=stException]").count() == 0, query[:80]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The portal over two reports whose names, files, texts and findings are all markup, and the later one's id."""
    place = Location(f"{HOSTILE}.txt", line=3)
    finding = Finding("text_vs_table", "warning", "report", place, HOSTILE, HOSTILE, HOSTILE)
    sections = {1: f"{HOSTILE}。收到申请12件。", 5: f"新媒体{HOSTILE}更新不及时。下一步{HOSTILE}培训。"}
    path = tmp_path_factory.mktemp("hostile") / "library"
    with Library.open(path, write=True, create=True) as library:
        for year in (2022, 2023):
            report = make_report(
                f"白鹭区{HOSTILE}",
                year,
                source=f"{year}{HOSTILE}.txt",
                printed_office=HOSTILE,
                sections=sections,
                findings=(finding,),
            )
            library.catalog.commit([make_reading(replace(report, title=HOSTILE))])
        library.replay()
        report_id = max(library.vocabulary.heads, key=lambda head: head.year).report_id
    with portal(path) as served:
        yield served, report_id


def test_hostile_text_stays_text_in_every_view(reader: BrowserContext, hostile: tuple[str, str]) -> None:
    address, report = hostile
    office = quote(f"白鹭区{HOSTILE}")
    seen = {
        "/?q=申请": True,
        "/?finding=text_vs_table": True,
        f"/?q={quote(HOSTILE)}&exact=1": True,
        "/ask?q=2023年新收申请最多的单位": True,
        "/ask?q=哪些报告自相矛盾": True,
        "/ask?q=2023年哪些单位提到新媒体": True,
        "/measures?q=新媒体更新不及时": True,
        "/measures?theme=new_media&side=problems": True,
        "/report": True,
        f"/report?id={report}": True,
        f"/report?id={report}&view=tables": True,
        f"/report?id={report}&view=years": True,
        f"/report?id={report}&view=versions": True,
        f"/compare?office={office}": True,
        f"/compare?office={office}&view=bars": True,
        f"/compare?office={office}&view=table": True,
        "/checks": True,
        "/checks?view=rules": False,
        "/library": True,
        f"/library?chosen={report}": True,
        "/library?view=missing": False,
        "/library?view=status": False,
    }
    page = reader.new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for path, says_name in seen.items():
        go(page, f"{address}{path}")
        said = shown(page)
        if says_name:
            expect(page.locator("[data-testid=stMain]")).to_contain_text("<script>alert(2)</script>")
        assert "没能显示" not in said, path
        assert page.locator("[data-testid=stMain] img, .mc script").count() == 0, path
    page.close()
