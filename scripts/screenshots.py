"""Takes every page of the portal from the sample library into docs/screenshots/: wide (light, dark), narrow (light)."""

import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from index.ingesting import ingest
from index.library import Library
from index.model import SearchRequest
from ingest.datafiles import data_path
from portal.widgets.links import report_href
from tests.browser import FLAGS, chromium, portal

Scheme = Literal["light", "dark"]
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
VIEWS: dict[str, tuple[int, int, Scheme]] = {
    "wide-light": (1280, 900, "light"),
    "wide-dark": (1280, 900, "dark"),
    "narrow-light": (360, 780, "light"),
}
SETTLED_MS = 1200
# Enough for pages of few colours; a third of the size.
COLOURS = 128


def pages(library: Path) -> dict[str, str]:
    """The addresses to take, by the name of the picture; reports are found by what they show."""
    with Library.open(library) as opened:
        hit = opened.search(SearchRequest("依申请公开 受理", limit=1)).hits[0]
        restored = opened.heads(opened.parse_filters(["finding=restored_cells"]))[0]
    return {
        "home": "/",
        "search": _address("/", ("q", "依申请公开 受理"), ("year", "2025"), ("level", "!province")),
        "search-reports": _address("/", ("finding", "text_vs_table")),
        "ask": _address("/ask", ("q", "2025年哪些单位的行政复议被纠正了？")),
        "measures": "/measures",
        "measures-theme": _address("/measures", ("theme", "new_media")),
        "report-text": report_href(hit.head.report_id, hit=hit.passage_id),
        "report-tables": report_href(restored.report_id, cell="applications.new.total"),
    }


def take(browser: Browser, address: str, name: str, path: str) -> None:
    """One page in all views."""
    for view, (width, height, scheme) in VIEWS.items():
        context = browser.new_context(
            base_url=address, viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN"
        )
        page = context.new_page()
        page.goto(path)
        page.locator(".mc-footer").wait_for()
        page.wait_for_timeout(SETTLED_MS)
        taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
        taken.quantize(COLOURS).save(FOLDER / f"{name}-{view}.png", optimize=True)
        context.close()


def main(names: list[str]) -> None:
    """Take the pages of these names; where none is given, all of them in place of what was there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png") if not names else ():
        old.unlink()
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
