"""Every page of the portal in its main views: what pictures show and what the tests hold over all pages."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Page, expect

from index.library import Library
from index.model import ReportHead, SearchRequest
from index.subjects import office_filter
from ingest.datafiles import data_path
from portal.messages import MESSAGES
from portal.widgets.links import CompareLink, ReportLink, report_href
from tests.portal.dropping import drop

FIGURE = "applications.new.total"
RATE = "refusal_rate"
MODEL_MS = 90_000
PAGES = ("search", "ask", "measures", "report", "compare", "checks", "library")
# The colour of the page in the dark theme.
DARK = "rgb(20, 24, 26)"
# Nothing runs, nothing waits to be replaced, every chart is drawn.
_SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]')
  const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
  return app?.dataset.testScriptState === 'notRunning' && document.querySelector('.mc-footer')
    && !document.querySelector('[data-stale="true"], [data-testid="stSpinner"], [data-testid="stSkeleton"]')
    && charts.every((chart) => chart.querySelector('svg.marks, canvas'))
}"""


# A link of ours to another view of the same page, clicked.
_FOLLOW = """(href) => {
  const link = document.body.appendChild(document.createElement('a'))
  Object.assign(link, { href, hidden: true }).dataset.go = ''
  link.click()
  link.remove()
}"""
_THERE = """(query) => {
  const pairs = (search) => JSON.stringify([...new URLSearchParams(search)].sort())
  return pairs(location.search) === pairs(query)
}"""


def _nothing(page: Page) -> None:
    """The address alone is the view."""


@dataclass(frozen=True, slots=True)
class View:
    """A view by its name (page, then what of it), its address, and what is done there once it is complete."""

    name: str
    path: str
    then: Callable[[Page], None] = _nothing

    def open(self, page: Page, lang: str = "zh") -> None:
        """Go there in a language and wait until the view is complete."""
        go(page, in_language(self.path, lang))
        self.then(page)
        settle(page)


def go(page: Page, path: str) -> None:
    """Go to a view and wait until it is complete; where its page is shown, by a link, which loads nothing anew."""
    parts, here = urlsplit(path), urlsplit(page.url)
    if (here.path, bool(page.locator(".mc-footer").count())) == (parts.path, True) and here.query != parts.query:
        page.evaluate(_FOLLOW, path)
        page.wait_for_function(_THERE, arg=f"?{parts.query}")
    else:
        page.goto(path)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page is complete: nothing runs, nothing is about to be replaced, every chart is drawn."""
    page.wait_for_function(_SETTLED)
    # What a component does after it was drawn comes with the next run.
    page.wait_for_timeout(150)
    page.wait_for_function(_SETTLED)


def in_language(path: str, lang: str) -> str:
    """The same view in another language; English says so in its address."""
    parts = urlsplit(path)
    pairs = [*parse_qsl(parts.query), *([("lang", lang)] if lang != "zh" else [])]
    return f"{parts.path}?{urlencode(pairs)}" if pairs else parts.path


def views(library: Path, lang: str = "zh") -> list[View]:
    """Every page with its main views over the sample library; questions are asked in the language."""
    with Library.open(library) as opened:
        return [*_found(), *_asked(lang), *_measures(), *_reports(opened), *_compared(opened), *_kept(opened)]


def named(every: list[View], names: list[str]) -> list[View]:
    """Those of these names, a page's name standing for all its views; all of them where none is named."""
    return [view for view in every if not names or view.name in names or view.name.partition("-")[0] in names]


def _at(path: str, *pairs: tuple[str, str]) -> str:
    return f"{path}?{urlencode(pairs)}"


def _found() -> list[View]:
    return [
        View("search-home", "/"),
        View("search-hits", _at("/", ("q", "依申请公开 受理"), ("year", "2025"), ("level", "!province"))),
        View("search-reports", _at("/", ("finding", "text_vs_table"))),
        View("search-meaning", _at("/", ("q", "老百姓的信件没有人回复"), ("mode", "semantic")), _meaning),
        View("search-nothing", _at("/", ("q", "政务新煤体"), ("year", "2025"))),
    ]


def _meaning(page: Page) -> None:
    """Wait for the model, which is loaded once the first page is complete."""
    for waiting in MESSAGES["meaning.waiting"]:
        expect(page.get_by_text(waiting)).to_have_count(0, timeout=MODEL_MS)


_QUESTIONS = {
    "list": ("2025年哪些单位的行政复议被纠正了？", "which offices had reconsiderations corrected in 2025?"),
    "trend": ("示例省人民政府办公厅历年新收申请", "new applications of 示例省人民政府办公厅 over the years"),
    "groups": ("2025年各市的不予公开率", "refusal rate by city in 2025"),
    "told": ("2025年哪些单位提到人手不足", "which offices mentioned staff shortages in 2025?"),
    "clarify": ("红旗区2025年新收申请", "new applications of 红旗区 in 2025"),
    "unknown": ("哪个单位收到过外星人的申请", "which office got applications from werewolves?"),
}


def _asked(lang: str) -> list[View]:
    asked = {name: both[lang == "en"] for name, both in _QUESTIONS.items()}
    follow = _at("/ask", ("q", asked["trend"]), ("q", "and in 2023?" if lang == "en" else "那2023年呢"))
    return [
        View("ask-start", "/ask"),
        *(View(f"ask-{name}", _at("/ask", ("q", question))) for name, question in asked.items()),
        View("ask-follow", follow),
    ]


def _measures() -> list[View]:
    return [
        View("measures-themes", "/measures"),
        View("measures-theme", _at("/measures", ("theme", "new_media"))),
        View("measures-problems", _at("/measures", ("theme", "new_media"), ("side", "problems"))),
        View("measures-words", _at("/measures", ("q", "公众号长期不更新"))),
    ]


def _reports(library: Library) -> list[View]:
    def head(*filters: str) -> ReportHead:
        return library.heads(library.parse_filters(filters))[0]

    hit = library.search(SearchRequest("依申请公开 受理", limit=1)).hits[0]
    restored = head("finding=restored_cells")
    followed = ReportLink(head("office=白鹭市公安局", "year=2025").report_id, view="years")
    return [
        View("report-index", "/report"),
        View("report-text", report_href(hit.head.report_id, hit=hit.passage_id)),
        View("report-tables", report_href(restored.report_id, cell=FIGURE)),
        View("report-years", followed.href),
        View("report-versions", replace(followed, view="versions").href),
    ]


def _compared(library: Library) -> list[View]:
    names = ("白鹭市人民政府办公室", "青岚市人民政府办公室", "示例省人民政府办公厅", "白鹭市公安局")
    heads = [library.heads(library.parse_filters([f"office={name}"]))[0] for name in names]
    offices = CompareLink.among(map(office_filter, heads), (RATE,))
    drawn = [View(f"compare-{kind}", offices.viewed(kind).href) for kind in ("trend", "bars", "matrix", "table")]
    return [View("compare-start", "/compare"), *drawn]


def _kept(library: Library) -> list[View]:
    chosen = [("chosen", head.report_id) for head in library.heads(library.parse_filters(["office=白鹭市公安局"]))]
    return [
        View("checks-findings", "/checks"),
        View("checks-drafted", "/checks?view=draft", _draft),
        View("checks-rules", "/checks?view=rules"),
        View("library-reports", "/library"),
        View("library-removing", _at("/library", ("office", "白鹭市公安局"), *chosen[:2])),
        View("library-missing", "/library?view=missing"),
        View("library-status", "/library?view=status"),
    ]


def _draft(page: Page) -> None:
    """A report with flaws, dropped as a draft."""
    flawed = next(data_path("samples").glob("白鹭市红旗区人民政府办公室2022*.txt"))
    drop(page, (flawed.name, flawed.read_bytes()))
    expect(page.locator(".mc-drafted h2")).to_be_visible(timeout=MODEL_MS)
