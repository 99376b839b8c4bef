import csv
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from index.identity import office_key
from index.library import Library
from index.model import SearchRequest
from portal.widgets.links import report_href
from tests.browser import portal
from tests.conftest import make_reading, make_report
from tests.portal.samples import HOSTILE
from tests.views import settle

pytestmark = pytest.mark.browser

QUESTION = "哪些单位的行政复议被纠正了？"


def search(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="搜索")
    box.fill(text)
    box.press("Enter")
    expect(page.locator(".mc-count h2")).to_be_visible()


def in_view(target: Locator) -> bool:
    inside: bool = target.evaluate(
        """element => {
            const box = element.getBoundingClientRect()
            return box.top >= 56 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth
        }"""
    )
    return inside


def test_a_search_with_a_facet_survives_a_hit_and_back_and_reload(page: Page) -> None:
    page.goto("/")
    search(page, "依申请公开")
    page.locator(".mc-facets").get_by_role("link", name="2025", exact=True).click()
    expect(page.locator(".mc-chips")).to_contain_text("年份 2025")
    filtered, count = page.url, page.locator(".mc-count h2").inner_text()
    assert "year=2025" in filtered

    page.locator(".mc-hit h3 a").first.click()
    mark = page.locator("#hit")
    expect(mark).to_be_focused()
    assert in_view(mark)

    page.go_back()
    expect(page.locator(".mc-chips")).to_contain_text("年份 2025")
    expect(page.locator(".mc-count h2")).to_have_text(count)
    assert page.url == filtered
    expect(page.get_by_role("textbox", name="搜索")).to_have_value("依申请公开")

    page.reload()
    expect(page.locator(".mc-count h2")).to_have_text(count)
    expect(page.locator(".mc-chips")).to_contain_text("年份 2025")


def test_each_change_of_a_search_is_one_step_back(page: Page) -> None:
    page.goto("/")
    search(page, "申请")
    page.locator(".mc-facets").get_by_role("link", name="县级", exact=True).click()
    expect(page.locator(".mc-chips")).to_contain_text("层级 县级")
    page.locator(".mc-facets").get_by_role("link", name="排除 2025").click()
    expect(page.locator(".mc-chips")).to_contain_text("不含 年份 2025")
    page.go_back()
    expect(page.locator(".mc-chips")).not_to_contain_text("2025")
    expect(page.locator(".mc-chips")).to_contain_text("层级 县级")
    page.go_back()
    expect(page.locator(".mc-chips")).not_to_contain_text("县级")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("政府信息公开年报，逐格可查")


def test_a_number_of_cases_can_be_asked_for_as_a_filter(page: Page) -> None:
    page.goto("/?q=申请")
    page.get_by_role("button", name="按数量筛选").click()
    page.get_by_label("数", exact=True).fill("100")
    page.get_by_role("button", name="应用").click()
    expect(page.locator(".mc-chips")).to_contain_text("新收 ≥ 100")
    assert "fact=applications.new.total%3E%3D100" in page.url


def test_nothing_found_leads_on_to_any_of_the_words(page: Page) -> None:
    page.goto("/?q=申请 外星人")
    expect(page.locator(".mc-message")).to_contain_text("没有同时含“申请 外星人”的段落")
    page.get_by_role("link", name=re.compile("含其中任一词")).click()
    expect(page.locator(".mc-hit").first).to_be_visible()
    assert "any=1" in page.url


def test_an_answer_leads_to_its_cell_which_is_marked_and_in_view(page: Page) -> None:
    page.goto("/ask")
    box = page.get_by_role("textbox")
    box.fill(QUESTION)
    box.press("Enter")
    row = page.locator(".mc-list-table tbody tr").filter(has_text="西工区人民政府办公室")
    expect(row).to_contain_text("2025")
    expect(row.get_by_role("link", name="表四 行政复议 × 结果纠正")).to_be_visible()
    row.get_by_role("link", name="3", exact=True).click()
    cell = page.locator("td.mc-target")
    expect(cell).to_be_focused()
    expect(cell).to_have_text("3")
    assert in_view(cell)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)


def test_a_part_of_the_plan_changed_by_hand_changes_answer_and_address(page: Page) -> None:
    page.goto(f"/ask?q={QUESTION}")
    page.get_by_role("button", name="年份：").click()
    page.get_by_role("menuitem", name="2024", exact=True).click()
    expect(page.get_by_role("button", name="年份：2024")).to_be_visible()
    expect(page.locator(".mc-answer")).to_contain_text("2024")
    assert "year=2024" in page.url
    page.reload()
    expect(page.get_by_role("button", name="年份：2024")).to_be_visible()


def test_a_word_nobody_knows_is_named(page: Page) -> None:
    page.goto("/ask?q=哪个单位收到过外星人的申请")
    expect(page.locator(".mc-answer")).to_contain_text("外星人")


def test_a_finding_leads_to_its_cell_within_the_report(page: Page, sample_library: Path) -> None:
    with Library.open(sample_library) as library:
        head = library.heads(library.parse_filters(["finding=row_sum"]))[0]
    page.goto(f"/report?id={head.report_id}")
    page.locator(".mc-findings a").first.click()
    cell = page.locator("td.mc-target")
    expect(cell).to_be_focused()
    expect(cell).to_contain_text("不平")
    page.get_by_text("全文", exact=True).click()
    expect(page.locator("#section-1")).to_be_visible()


def test_an_unknown_report_says_so_and_shows_a_way_out(page: Page) -> None:
    page.goto("/report?id=000000000000")
    expect(page.locator(".mc-message")).to_contain_text("资料库里没有这份报告")
    page.get_by_role("link", name="全部报告").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("报告")


def test_an_unknown_filter_leads_to_the_one_that_was_meant_where_one_is_near(page: Page) -> None:
    message = page.locator(".mc-message")
    page.goto("/?q=申请&fact=xx>=1")
    expect(message).to_contain_text("地址里的条件 fact=xx>=1 不认识。")
    expect(message).not_to_contain_text("是不是")
    page.goto("/?q=申请&yaer=2025")
    expect(message).to_contain_text("地址里的条件 yaer 不认识。")
    message.get_by_role("link", name="是不是 year？").click()
    expect(page.locator(".mc-chips")).to_contain_text("年份 2025")
    page.goto("/?level=conty&lang=en")
    expect(message.get_by_role("link", name="Is level=county meant?")).to_be_visible()


def test_the_original_file_can_be_had_and_nothing_else(page: Page, address: str) -> None:
    page.goto("/report")
    page.locator(".mc-list-table").get_by_role("link").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="原件").click()
    assert Path(download.value.path()).read_bytes()
    for path in ("..%2f..%2fcatalog.sqlite", f"{'0' * 64}", "catalog.sqlite"):
        assert page.request.get(f"{address}/original/{path}/x").status in (400, 404)


def test_the_page_says_its_language_and_name_before_any_script(address: str) -> None:
    for query, language in (("", 'lang="zh-CN"'), ("?lang=en", 'lang="en"')):
        with urlopen(Request(f"{address}/{query}", headers={"Accept": "text/html"})) as response:
            served = response.read().decode()
        assert language in served and "<title>Streamlit</title>" not in served


def test_english_is_kept_from_page_to_page(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("cell by cell")
    page.get_by_role("link", name="Ask").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=申请&year=2025",
        "/?finding=text_vs_table",
        f"/ask?q={QUESTION}",
        "/measures",
        "/measures?q=培训",
        "/measures?theme=new_media&lang=en",
        "/report",
    ],
)
def test_no_page_is_wider_than_a_phone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(path)
    expect(page.locator(".mc-footer")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 360
    assert page.get_by_role("heading", level=1).count() == 1


@pytest.fixture
def hostile_portal(tmp_path: Path) -> Iterator[str]:
    """The portal over one report whose text and names are all markup."""
    report = make_report(office=f"白鹭区{HOSTILE}", sections={1: f"{HOSTILE}。收到申请12件。"})
    with Library.open(tmp_path / "library", write=True, create=True) as library:
        library.catalog.commit([make_reading(replace(report, title=HOSTILE))])
        library.replay()
    with portal(tmp_path / "library") as served:
        yield served


def test_hostile_text_stays_text_on_every_page(browser: Browser, hostile_portal: str) -> None:
    page = browser.new_page(base_url=hostile_portal)
    alarms: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        alarms.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.goto("/?q=申请")
    expect(page.locator(".mc-hit")).to_contain_text("<img src=x onerror=alert(1)>")
    page.locator(".mc-hit h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    expect(page.locator("#section-1")).to_contain_text("<script>alert(2)</script>")
    assert page.locator(".mc img, .mc script").count() == 0
    page.goto("/measures?q=申请")
    expect(page.get_by_role("heading", level=1)).to_have_text("改进措施")
    page.goto(f"/measures?q={quote(HOSTILE)}")
    expect(page.locator(".mc-message, .mc-about")).not_to_have_count(0)
    assert page.locator(".mc img, .mc script").count() == 0
    page.goto(f"/ask?q={HOSTILE}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>alert(2)</script>")
    assert alarms == []
    page.close()


def test_an_empty_library_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    with portal(tmp_path / "none") as served:
        page = browser.new_page(base_url=served)
        page.goto("/")
        expect(page.locator(".mc-message")).to_contain_text("mingcha ingest")
        page.close()


def test_an_address_of_no_page_says_so_in_the_readers_language_and_leads_to_the_pages(page: Page) -> None:
    answered = page.goto("/repört<b>?lang=en")
    assert answered is not None and answered.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page.")
    expect(page.locator("p")).to_contain_text("/repört<b> is no page of Mingcha")
    page.goto("/search/ask?lang=zh")
    expect(page).to_have_title("没有这一页。 · 明察")
    page.get_by_role("link", name="对比").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("对比")


def test_a_page_that_fails_shows_a_number_and_no_way_to_the_network(browser: Browser, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", write=True, create=True) as library:
        library.catalog.commit([make_reading(make_report())])
        library.replay()
        report_id = library.vocabulary.heads[0].report_id
    with sqlite3.connect(tmp_path / "library" / "catalog.sqlite") as damaged:
        damaged.execute("DROP TABLE cells")
    damaged.close()
    with portal(tmp_path / "library") as served:
        page = browser.new_page(base_url=served)
        page.goto(f"/report?id={report_id}")
        expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("这一页没能显示，编号 [0-9a-f]{4}"))
        assert page.locator(f"a[href^='http']:not([href^='{served}'])").count() == 0
        page.close()


def test_a_search_left_by_the_head_is_offered_again(page: Page) -> None:
    page.goto("/?q=申请&year=2025")
    expect(page.locator(".mc-hit").first).to_be_visible()
    # What a page shows is kept when it is complete.
    settle(page)
    page.get_by_role("link", name="提问").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("提问")
    page.get_by_role("link", name="搜索", exact=True).click()
    page.get_by_role("link", name="申请 年份 2025").click()
    expect(page.locator(".mc-chips")).to_contain_text("年份 2025")


def test_each_way_to_start_leads_to_as_many_reports_as_it_says(page: Page) -> None:
    page.goto("/")
    starts = page.locator(".mc-starts li")
    expect(starts.first).to_be_visible()
    offered = [(entry.locator("a").get_attribute("href"), entry.locator("span").inner_text()) for entry in starts.all()]
    assert len(offered) >= 5
    for href, count in offered[:-1]:
        offices, reports = map(int, re.findall(r"\d+", count))
        page.goto(str(href))
        expect(page.locator(".mc-count h2")).to_have_text(f"{reports} 份报告，{offices} 个单位")
        expect(page.locator(".mc-hit")).to_have_count(min(reports, 10))


def test_a_list_of_reports_shows_the_finding_that_was_asked_for_and_its_cell(page: Page) -> None:
    page.goto("/?finding=text_vs_table")
    card = page.locator(".mc-hit").filter(has_text="西工区人民政府办公室")
    expect(card).to_contain_text("134")
    expect(card).to_contain_text("新收 117")
    card.get_by_role("link", name="文表不符").click()
    expect(page.locator("td.mc-target")).to_contain_text("117")


def test_every_example_of_the_home_page_finds_something(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".mc-try a").first).to_be_visible()
    examples = [str(link.get_attribute("href")) for link in page.locator(".mc-try a").all()]
    assert len(examples) >= 3
    for href in examples:
        page.goto(href)
        expect(page.locator(".mc-hit").first).to_be_visible()
    page.goto("/")
    hint = page.get_by_role("textbox", name="搜索").get_attribute("placeholder") or ""
    search(page, hint.partition("例如：")[2])
    expect(page.locator(".mc-hit").first).to_be_visible()


def test_the_home_page_counts_offices_as_the_status_does(page: Page, sample_library: Path) -> None:
    with Library.open(sample_library) as library:
        offices = {office_key(head.office, head.region) for head in library.vocabulary.heads}
    page.goto("/")
    expect(page.locator(".mc-holdings .mc-meta")).to_contain_text(f"{len(offices)} 个单位")


def test_words_typed_but_not_searched_for_survive_a_click_on_a_facet(page: Page) -> None:
    page.goto("/?q=申请")
    expect(page.locator(".mc-hit").first).to_be_visible()
    page.get_by_role("textbox", name="搜索").fill("受理")
    page.locator(".mc-facets").get_by_role("link", name="2025", exact=True).click()
    expect(page.locator(".mc-chips")).to_contain_text("年份 2025")
    expect(page.get_by_role("textbox", name="搜索")).to_have_value("受理")
    expect(page.locator(".mc-cut")).to_contain_text("受理")
    assert "q=%E5%8F%97%E7%90%86" in page.url and "year=2025" in page.url


def test_a_problem_in_words_leads_to_measures_and_to_their_place(page: Page) -> None:
    page.goto("/measures")
    box = page.get_by_role("textbox", name="描述问题")
    box.fill("公众号长期不更新")
    box.press("Enter")
    entries = page.locator(".mc-measures > li")
    expect(entries.first).to_contain_text("措施")
    assert entries.count() >= 3
    entries.first.get_by_role("link", name="原文").click()
    mark = page.locator("#hit")
    expect(mark).to_be_focused()
    assert in_view(mark)
    page.go_back()
    expect(box).to_have_value("公众号长期不更新")
    expect(entries.first).to_be_visible()


def test_a_theme_lists_as_many_reports_as_it_counts(page: Page) -> None:
    page.goto("/measures")
    row = page.locator(".mc-themes tbody tr").filter(has_text="政策解读")
    count = row.locator("td").first.inner_text()
    row.get_by_role("link", name="政策解读").click()
    expect(page.locator(".mc-about")).to_contain_text(f"{count} 份报告把它写作问题")
    page.get_by_text("哪些单位也有", exact=True).click()
    expect(page.locator(".mc-count h3")).to_contain_text("个单位")
    expect(page.locator(".mc-count h3")).to_contain_text(f"{count} 份报告")
    assert "side=problems" in page.url
    page.locator(".mc-facets").get_by_role("link", name="2025", exact=True).click()
    expect(page.locator(".mc-chips")).to_contain_text("年份 2025")
    page.reload()
    expect(page.locator(".mc-chips")).to_contain_text("年份 2025")
    expect(page.locator(".mc-year").first).to_have_text("2025")


def test_from_a_problem_of_a_report_to_what_other_offices_do(page: Page, sample_library: Path) -> None:
    with Library.open(sample_library) as library:
        hit = library.search(SearchRequest("公众号更新不及时", limit=1)).hits[0]
    page.goto(report_href(hit.head.report_id, hit=hit.passage_id))
    problem = page.locator("#section-5 p").filter(has_text="公众号更新不及时")
    problem.get_by_role("link", name="别的单位怎么改").first.click()
    expect(page.locator(".mc-about h2")).to_contain_text("公众号更新不及时")
    expect(page.locator(".mc-measures > li").first).to_be_visible()
    own = f"id={hit.head.report_id}"
    assert page.locator(f".mc-measures h3 a[href*='{own}']").count() == 0


def test_a_problem_that_nobody_has_leads_on(page: Page) -> None:
    page.goto("/measures?theme=training&year=2021")
    expect(page.locator(".mc-message")).to_contain_text("在这些条件下没有报告提到这个问题")
    expect(page.locator(".mc-message").get_by_role("link", name="去掉筛选 年份 2021")).to_be_visible()
    page.locator(".mc-message").get_by_role("link", name="全部主题").click()
    expect(page.locator(".mc-themes")).to_be_visible()


def test_a_measure_can_be_copied_with_its_source(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto("/measures?theme=training")
    page.wait_for_function("document.documentElement.dataset.links")
    page.get_by_role("link", name="复制").first.click()
    expect(page.get_by_role("link", name="已复制").first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "年政府信息公开工作年度报告）" in copied


def test_a_problem_that_the_library_does_not_know_shows_a_way_out(page: Page) -> None:
    for query in ("theme=nonsense", "like=ffffffffffff-0"):
        page.goto(f"/measures?{query}")
        expect(page.locator(".mc-message a")).to_have_attribute("href", "/measures")


def test_a_list_taken_away_holds_what_the_page_lists(page: Page) -> None:
    page.goto("/?finding=text_vs_table")
    expect(page.locator(".mc-hit")).to_have_count(4)
    offices = page.locator(".mc-hit h3").all_inner_texts()
    rows = list(csv.DictReader(exported(page, "CSV").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["单位"] for row in rows] == offices
    assert {row["条件"] for row in rows} == {"检查 文表不符"}
    assert {row["导出日期"] for row in rows} == {date.today().isoformat()}
    page.goto(rows[0]["链接"])
    expect(page.get_by_role("heading", level=1)).to_contain_text(offices[0])


@pytest.mark.parametrize(
    ("path", "shown", "column"),
    [
        ("/", ".mc-bar-year", "年份"),
        ("/measures", ".mc-themes tbody th", "主题"),
        ("/report", ".mc-years-cell a", "年份"),
    ],
)
def test_overviews_are_taken_away_as_they_are_shown(page: Page, path: str, shown: str, column: str) -> None:
    page.goto(path)
    expect(page.locator(shown).first).to_be_visible()
    rows = list(csv.DictReader(exported(page, "CSV").read_text(encoding="utf-8-sig").splitlines()))
    assert {row[column] for row in rows} == set(page.locator(shown).all_inner_texts())


def test_all_passages_of_a_search_are_taken_away_as_a_sheet(page: Page) -> None:
    page.goto("/?q=依申请公开&year=2025")
    total = int(re.findall(r"\d+", page.locator(".mc-count h2").inner_text())[1])
    sheet = load_workbook(BytesIO(exported(page, "Excel").read_bytes())).worksheets[0]
    rows = list(sheet.values)
    assert len(rows) - 1 == total > 10
    assert all("依申请公开" in str(row[rows[0].index("文字")]) for row in rows[1:])


def test_measures_are_taken_away_with_the_problems_that_they_answer(page: Page) -> None:
    page.goto("/measures?theme=interpretation&year=2025")
    expect(page.locator(".mc-measures > li").first).to_be_visible()
    shown = page.locator(".mc-measures > li").first.locator("dd").all_inner_texts()
    rows = list(csv.DictReader(exported(page, "CSV").read_text(encoding="utf-8-sig").splitlines()))
    assert [rows[0]["问题"], rows[0]["措施"]] == shown
    assert {row["检索"] for row in rows} == {"政策解读"} and {row["条件"] for row in rows} == {"年份 2025"}


def test_an_answer_is_taken_away_with_the_places_of_its_cells(page: Page) -> None:
    page.goto("/ask?q=2025年哪些单位的行政复议被纠正了？")
    row = page.locator(".mc-list-table tbody tr").filter(has_text="西工区人民政府办公室")
    expect(row).to_contain_text("3")
    rows = list(csv.DictReader(exported(page, "CSV").read_text(encoding="utf-8-sig").splitlines()))
    [own] = [row for row in rows if row["单位"] == "西工区人民政府办公室"]
    assert own["行政复议·结果纠正（件）"] == "3" and "表四" in own["出处"]


def test_a_report_says_how_to_cite_it(page: Page, sample_library: Path, address: str) -> None:
    with Library.open(sample_library) as library:
        head = library.heads(library.parse_filters(["finding=text_vs_table"]))[0]
    page.goto(report_href(head.report_id))
    page.get_by_role("button", name="引用").click()
    cited = page.locator(".mc-copies")
    expect(cited.first).to_contain_text(f"{head.title}[R/OL]")
    expect(cited.last).to_contain_text(address + report_href(head.report_id))


def test_search_by_meaning_waits_for_its_model_and_finds_other_words(page: Page) -> None:
    page.goto("/?q=公众号")
    page.get_by_text("语义", exact=True).click()
    expect(page.locator(".mc-count h2")).to_be_visible()
    expect(page.get_by_text("按意思找，最多列 200 段")).to_be_visible(timeout=60_000)
    search(page, "老百姓的信件没有人回复")
    expect(page.get_by_text("按意思找，最多列 200 段")).to_be_visible()
    expect(page.locator(".mc-hit").first).to_be_visible()
    assert "mode=semantic" in page.url
    page.goto("/measures?q=公众号好久没人更新")
    expect(page.locator(".mc-count")).to_contain_text("意思相近的做法")
    expect(page.locator(".mc-measures > li").first).to_contain_text(re.compile("账号|新媒体|公众号"))


def exported(page: Page, form: str) -> Path:
    """The file that the export menu of the page gives."""
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=form).click()
    return Path(download.value.path())
