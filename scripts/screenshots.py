"""Takes every page of the portal in its main views into docs/screenshots/, both languages, light and dark.

Each is taken wide and narrow, as page-view-language-theme-width.png. Arguments are names of views (`report-tables`) or
of pages (`report`).
"""

import re
import sys
import tempfile
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Literal

from PIL import Image, ImageColor
from playwright.sync_api import Browser, Page, sync_playwright

from index.ingesting import ingest
from index.library import Library
from ingest.datafiles import data_path
from portal.messages import LANGUAGES
from portal.theme import DARK, LIGHT
from tests.browser import FLAGS, chromium, portal
from tests.views import View, named, settle, views

Scheme = Literal["light", "dark"]
ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
STYLE = ROOT / "portal" / "static" / "portal.css"
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
# By width: how high a window is to begin with, and how high it may grow with what is in it.
WIDTHS = {1280: (900, 1800), 360: (780, 2000)}
# Enough for pages of few colours; a third of the size.
COLOURS = 96
# The colours of both themes, which must not be lost where little has them.
OURS = [*re.findall("#[0-9a-f]{6}", STYLE.read_text(encoding="utf-8")), *LIGHT.values(), *DARK.values()]
_PALETTE = 256
_WAIT_MS = 30_000


def take(page: Page, view: View, lang: str, scheme: Scheme) -> None:
    """One view in all widths."""
    for width, (height, most) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        # A view that is opened anew; one that is come back to would stay where it was scrolled to.
        page.goto("about:blank")
        view.open(page, lang)
        content = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": width, "height": min(max(height, content), most)})
        settle(page)
        taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
        few_colours(taken).save(FOLDER / f"{view.name}-{lang}-{scheme}-{width}.png", optimize=True)


def few_colours(taken: Image.Image) -> Image.Image:
    """The picture in the colours that most of it has, and in all of ours."""
    ours = [value for colour in dict.fromkeys(OURS) for value in ImageColor.getrgb(colour)]
    most = taken.quantize(COLOURS).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette((ours + most)[: _PALETTE * 3])
    return taken.quantize(palette=palette, dither=Image.Dither.NONE)


def main(names: list[str]) -> None:
    """Take the views or pages of these names; where none is given, all of them in place of what was there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png") if not names else ():
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        library = Path(folder) / "library"
        with Library.open(library, write=True, create=True) as opened:
            ingest(opened, [data_path("samples")], 1, lambda _: None)
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        with portal(library) as address:
            for lang, scheme in product(LANGUAGES, SCHEMES):
                _in_one_look(browser, address, (lang, scheme), named(views(library, lang), names))
        browser.close()


def _in_one_look(browser: Browser, address: str, look: tuple[str, Scheme], wanted: list[View]) -> None:
    lang, scheme = look
    context = browser.new_context(base_url=address, color_scheme=scheme, locale="zh-CN" if lang == "zh" else "en")
    page = context.new_page()
    page.set_default_timeout(_WAIT_MS)
    for view in wanted:
        take(page, view, lang, scheme)
    context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
