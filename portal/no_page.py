"""The answer to an address that is none of the portal's pages: what was asked for, and the pages that there are."""

from pathlib import Path

from portal.messages import Texts
from portal.theme import FONT
from portal.views import PAGES
from portal.widgets.markup import Html, escape, join, link
from portal.widgets.markup_message import heading

_CSS = (Path(__file__).parent / "static" / "portal.css").read_text(encoding="utf-8")


def is_page(path: str) -> bool:
    """Whether the path of an address, `/ask` or `/`, is one of a page."""
    return path.strip("/") in ("", *PAGES)


def no_page(path: str, texts: Texts) -> str:
    """A whole document in the reader's language; `path` is what was asked for, escaped here."""
    language = "zh-CN" if texts.lang == "zh" else "en"
    shown = (link(f"/{page}?lang={texts.lang}", escape(texts(f"nav.{page}"))) for page in PAGES)
    pages = join(Html(f"<li>{one}</li>") for one in shown)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(texts('no_page.title'))} · {escape(texts('name'))}</title><style>{_CSS}"
        f"body {{ margin: 48px 24px; background: var(--mc-page); font-family: {FONT} }}</style></head>"
        f'<body><main class="mc mc-message">{heading(texts("no_page.title"))}'
        f"<p>{escape(texts('no_page.asked', path=path))}</p><ul>{pages}</ul></main></body></html>"
    )
