"""The answer to an address that is none of the portal's pages: what was asked for, and the pages that there are."""

from pathlib import Path

from portal.messages import Texts
from portal.theme import FONT
from portal.views import PAGES
from portal.widgets.markup import Html, escape, join, link
from portal.widgets.markup_message import heading

_STYLE = Path(__file__).parent / "static" / "portal.css"


def is_page(path: str) -> bool:
    """Whether the path of an address, `/ask` or `/`, is one of a page."""
    return path.strip("/") in ("", *PAGES)


def no_page(path: str, texts: Texts) -> str:
    """A whole document in the reader's language; `path` is what was asked for, escaped here."""
    shown = (link(f"/{page}?lang={texts.lang}", escape(texts(f"nav.{page}"))) for page in PAGES)
    pages = join(Html(f"<li>{one}</li>") for one in shown)
    style = _STYLE.read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html><html lang="{texts.tag}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(texts('no_page.title'))} · {escape(texts('name'))}</title><style>{style}"
        f"body {{ margin: 48px 24px; background: var(--mc-page); font-family: {FONT} }}</style></head>"
        f'<body><main class="mc mc-message">{heading(texts("no_page.title"))}'
        f"<p>{escape(texts('no_page.asked', path=path))}</p><ul>{pages}</ul></main></body></html>"
    )
