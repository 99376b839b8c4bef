"""Takes every page of the portal, wide and narrow, light and dark, from the sample library into docs/screenshots/."""

import sys
import tempfile
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright

from index.ingesting import ingest
from index.library import Library
from index.model import Filters, SearchRequest
from ingest.datafiles import data_path
from portal.widgets.links import report_href
from tests.browser import FLAGS, chromium, portal

Scheme = Literal["light", "dark"]
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SIZES = {"wide": (1280, 900), "narrow": (360, 780)}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SETTLED_MS = 1200


def pages(library: Path) -> dict[str, str]:
    """The addresses to take, by the name of the picture; reports are found by what they show."""
    with Library.open(library) as opened:
        hit = opened.search(SearchRequest("依申请公开 受理", limit=1)).hits[0]
        restored = opened.heads(opened.parse_filters(["finding=restored_cells"]))[0]
        corrected = opened.heads(opened.parse_filters(["fact=reconsideration.corrected>=1"]))[0]
        assert opened.heads(Filters())
    return {
        "home": "/",
        "search": _address("/", ("q", "依申请公开 受理"), ("year", "2025"), ("level", "!province")),
        "search-none": _address("/", ("q", "政务新媒体 外星人"), ("year", "2025")),
        "ask-start": "/ask",
        "ask": _address("/ask", ("q", "2025年哪些单位的行政复议被纠正了？")),
        "ask-number": _address("/ask", ("q", "焦作市2025年因本机关不掌握而无法提供的有多少件")),
        "ask-no-answer": _address("/ask", ("q", "哪个单位收到过外星人的申请")),
        "reports": "/report",
        "report-text": report_href(hit.head.report_id, hit=hit.passage_id),
        "report-cell": report_href(corrected.report_id, cell="reconsideration.corrected"),
        "report-restored": report_href(restored.report_id, cell="applications.new.total"),
        "report-unknown": "/report?id=000000000000",
        "search-en": _address("/", ("q", "依申请公开 受理"), ("lang", "en")),
    }


def take(browser: Browser, address: str, name: str, path: str) -> None:
    """One page in all sizes and schemes."""
    for size, (width, height) in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                base_url=address, viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN"
            )
            page = context.new_page()
            page.goto(path)
            page.locator(".mc-footer").wait_for()
            page.wait_for_timeout(SETTLED_MS)
            page.screenshot(path=FOLDER / f"{name}-{size}-{scheme}.png")
            context.close()


def main(names: list[str]) -> None:
    """Take the pages of these names, all of them where none is given."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        library = Path(folder) / "library"
        with Library.open(library, write=True, create=True) as opened:
            ingest(opened, [data_path("samples")], 1, lambda _: None)
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        with portal(library) as address:
            for name, path in pages(library).items():
                if not names or name in names:
                    take(browser, address, name, path)
        browser.close()


def _address(path: str, *pairs: tuple[str, str]) -> str:
    return f"{path}?{urlencode(pairs)}"


if __name__ == "__main__":
    main(sys.argv[1:])
