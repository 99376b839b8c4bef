import csv
import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from index.layout import Layout
from index.library import Library
from index.lock import WriterLock
from tests.browser import portal
from tests.conftest import make_report, report_text
from tests.portal.dropping import drop
from tests.portal.samples import HOSTILE
from tests.views import settle

pytestmark = pytest.mark.browser

WAIT_MS = 20_000
OFFICE = "示例省白鹭市白鹭区人民政府办公室"


@pytest.fixture
def copied(sample_library: Path, tmp_path: Path) -> Path:
    """A library of its own for a test that writes."""
    return Path(shutil.copytree(sample_library, tmp_path / "library"))


@pytest.fixture
def written(browser: Browser, copied: Path) -> Iterator[Page]:
    """A page of a portal over that library."""
    with portal(copied) as served:
        page = browser.new_page(base_url=served, locale="zh-CN", viewport={"width": 1280, "height": 900})
        page.set_default_timeout(WAIT_MS)
        expect.set_options(timeout=WAIT_MS)
        yield page
        page.close()


def report(year: int) -> bytes:
    return report_text(make_report(OFFICE, year)).encode()


def put_in(page: Page, *files: tuple[str, bytes]) -> None:
    drop(page, *files)
    expect(page.get_by_text(files[-1][0][:6]).first).to_be_visible()
    page.get_by_role("button", name="放入资料库").click()


def test_a_broken_file_among_good_ones_is_named_and_the_others_are_there(
    browser: Browser, written: Page, copied: Path
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2022.txt", report(2022))
    written.goto("/library")
    other = browser.new_page(base_url=written.url)
    other.goto("/library")
    expect(other.locator(".mc-count h2")).to_have_text("68 份报告，22 个单位")
    name = HOSTILE[:43]
    put_in(written, ("好的.txt", report(2023)), ("打包.zip", packed.getvalue()), (f"{name}.txt", b"\x00"))
    outcome = written.locator(".mc-outcome")
    expect(outcome).to_contain_text("新增 2 · 更新 0 · 未变 0 · 未收 1")
    expect(outcome).to_contain_text(name)
    assert written.locator(".mc img, .mc script").count() == 0
    expect(written.locator(".mc-count h2")).to_have_text("70 份报告，23 个单位")
    other.goto("/library")
    expect(other.locator(".mc-count h2")).to_have_text("70 份报告，23 个单位")
    expect(other.locator(".mc-outcome")).to_have_count(0)
    written.reload()
    expect(outcome).to_contain_text("新增 2")
    written.get_by_role("link", name="知道了，收起").click()
    expect(outcome).to_have_count(0)
    other.goto("/?q=主动公开信息较为及时")
    expect(other.locator(".mc-hit").filter(has_text="白鹭区人民政府办公室").first).to_be_visible()
    other.close()
    with Library.open(copied) as library:
        assert len(library.vocabulary.heads) == 70


def test_chosen_reports_are_removed_only_when_that_is_confirmed(written: Page, copied: Path) -> None:
    written.goto("/library?office=白鹭市公安局")
    expect(written.locator(".mc-count h2")).to_have_text("3 份报告，1 个单位")
    written.get_by_role("link", name="选取 白鹭市公安局 2025").click()
    expect(written.locator(".st-key-remove_box h2")).to_have_text("将移除 1 份报告及其 1 个文件，不能撤销。")
    written.get_by_role("link", name="选取 白鹭市公安局 2023").click()
    expect(written.locator(".st-key-remove_box h2")).to_have_text("将移除 2 份报告及其 2 个文件，不能撤销。")
    written.get_by_role("button", name="取消").click()
    expect(written.locator(".st-key-remove_box")).to_have_count(0)
    expect(written.locator(".mc-held tbody tr")).to_have_count(3)
    written.get_by_role("link", name="选取这一页的 3 份").click()
    written.get_by_role("button", name="移除 3 份").click()
    expect(written.locator(".mc-outcome")).to_contain_text("已移除 3 份报告")
    with Library.open(copied) as library:
        assert len(library.vocabulary.heads) == 65


@pytest.mark.parametrize("width", [390, 1280])
def test_what_was_chosen_far_down_the_list_is_confirmed_in_sight(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/library")
    settle(page)
    chosen = page.locator(".mc-held tbody a[data-go]").nth(20)
    chosen.scroll_into_view_if_needed()
    before = chosen.bounding_box()
    chosen.click()
    expect(page.get_by_role("button", name="移除 1 份")).to_be_in_viewport(ratio=1)
    expect(page.locator(".mc-held tbody a[data-go]").nth(20)).to_be_focused()
    after = page.locator(".mc-held tbody a[data-go]").nth(20).bounding_box()
    assert before is not None and after is not None and abs(before["y"] - after["y"]) < 2


def test_another_writer_is_named_and_nothing_is_lost(written: Page, copied: Path) -> None:
    written.goto("/library")
    expect(written.locator(".mc-count h2")).to_be_visible()
    with WriterLock(Layout(copied)):
        put_in(written, ("好的.txt", report(2023)))
        expect(written.locator(".mc-message")).to_contain_text("另一个程序正在写入（自 ")
    put_in(written, ("好的.txt", report(2023)))
    expect(written.locator(".mc-outcome")).to_contain_text("新增 1")


def test_the_first_upload_makes_the_library(browser: Browser, tmp_path: Path) -> None:
    with portal(tmp_path / "none") as served:
        page = browser.new_page(base_url=served)
        page.goto("/library")
        expect(page.locator(".mc-message")).to_contain_text("资料库还是空的")
        put_in(page, ("好的.txt", report(2023)))
        expect(page.locator(".mc-outcome")).to_contain_text("新增 1")
        expect(page.locator(".mc-count h2")).to_have_text("1 份报告，1 个单位")
        page.get_by_role("link", name="搜索", exact=True).click()
        expect(page.locator(".mc-holdings")).to_contain_text("1 份报告")
        page.close()


def test_missing_reports_are_listed_by_office_and_taken_away(page: Page) -> None:
    page.goto("/library?view=missing&year=2023")
    row = page.locator(".mc-held tbody tr").filter(has_text="三门峡市陕州区人民政府办公室")
    expect(row).to_contain_text("2021 2025")
    rows = page.locator(".mc-held tbody tr").count()
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))
    assert len(found) == rows and {line["缺的年份"] for line in found} == {"2023"}


def test_an_export_of_the_reports_names_every_file(page: Page, sample_library: Path) -> None:
    page.goto("/library?year=2024")
    expect(page.locator(".mc-held tbody tr").first).to_be_visible()
    rows = page.locator(".mc-held tbody tr").count()
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    found = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_bytes().decode("utf-8-sig"))))
    assert len(found) == rows and all(line["文件"].startswith("samples/") for line in found)
    assert {line["条件"] for line in found} == {"年份 2024"}


def test_a_phone_shows_the_years_that_are_missing_without_scrolling(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto("/library?view=missing")
    row = page.locator(".mc-held tbody tr").filter(has_text="白鹭市生态环境局")
    expect(row.get_by_role("rowheader")).to_contain_text("示例省 / 白鹭市")
    box = row.locator("td.mc-number").bounding_box()
    assert box is not None and box["x"] + box["width"] <= 360


@pytest.mark.parametrize("query", ["", "?view=missing", "?view=status"])
def test_the_library_fits_a_phone(page: Page, query: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"/library{query}")
    expect(page.locator(".mc-footer")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.get_by_role("heading", level=1).count() == 1
