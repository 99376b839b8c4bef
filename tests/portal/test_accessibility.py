import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.portal.test_browser import search
from tests.views import DARK, PAGES, View, named, settle, views

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# What Streamlit draws itself and gives no argument for. Nothing of ours stands inside.
STREAMLITS_OWN = {
    "section[data-testid=stFileUploaderDropzone]": "the uploader is focusable and has role=presentation (minor)",
}
TITLES = ["搜索", "提问", "改进措施", "报告", "对比", "核查", "资料库"]
# Found and judged as serious or critical; axe's other findings are advice.
GRAVE = ("serious", "critical")
_RUN = """async (excluded) => {
  const found = await axe.run({ exclude: excluded.map((selector) => [selector]) }, { resultTypes: ['violations'] })
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    [rule.impact, `${rule.id} ${node.target} ${node.html.slice(0, 200)} ${node.failureSummary}`]))
}"""
# The element that has the focus, and whether it shows it: by an outline, or as Streamlit's controls do by a shadow or
# the border of what stands around them.
_FOCUS = """() => {
  const chain = []
  for (let element = document.activeElement; element && chain.length < 5; element = element.parentElement)
    chain.push(getComputedStyle(element))
  const [own] = chain
  const page = document.activeElement.matches('[data-testid=stMain]')
  const box = document.activeElement.getBoundingClientRect()
  return {
    said: page ? 'the page as it scrolls'
      : document.activeElement.textContent.trim() || document.activeElement.ariaLabel || '',
    shown: page || own.outlineStyle !== 'none' && parseFloat(own.outlineWidth) > 0
      || chain.some((style) => style.boxShadow !== 'none' || style.borderColor === 'rgb(23, 82, 122)'),
    inside: box.width > 0 && box.left >= 0 && box.right <= innerWidth,
  }
}"""


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the focus is: the text there, whether it is seen to be there, and whether it is within the window."""

    said: str
    shown: bool
    inside: bool

    @classmethod
    def of(cls, page: Page) -> "Focus":
        # Streamlit's controls fade in what shows it.
        page.wait_for_timeout(200)
        return cls(**page.evaluate(_FOCUS))


def grave(page: Page) -> list[str]:
    """What axe finds wrong in a serious way."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(_RUN, list(STREAMLITS_OWN))
    return [said for impact, said in found if impact in GRAVE]


@pytest.mark.parametrize("of", PAGES)
def test_no_view_has_a_serious_fault_wide_narrow_or_dark(page: Page, sample_library: Path, of: str) -> None:
    faults = {view.name: found for view in named(views(sample_library), [of]) if (found := _faults(page, view))}
    assert faults == {}


def _faults(page: Page, view: View) -> list[str]:
    """The faults of a view, wide in both themes and narrow; a narrow one is laid out alike in both, so one will do."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    view.open(page)
    found = grave(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("background-color", DARK)
    settle(page)
    found += [f"dark: {said}" for said in grave(page)]
    page.set_viewport_size({"width": 360, "height": 780})
    settle(page)
    if page.evaluate("document.documentElement.scrollWidth") > 360:
        found.append("wider than a phone")
    return [*found, *grave(page)]


def test_a_fault_would_be_seen(page: Page) -> None:
    page.goto("/")
    search(page, "申请")
    page.locator(".mc-hit").first.evaluate("list => list.insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    [said] = grave(page)
    assert said.startswith("image-alt")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/", ".mc h1"),
        ("/?q=申请", "#results"),
        ("/ask?q=2025年受理最多的单位", "#question"),
        ("/measures?theme=training", "#results"),
        ("/compare", ".mc h1"),
        ("/checks", "#results"),
        ("/library", "#results"),
    ],
)
def test_the_first_stop_of_the_keyboard_leads_past_the_head(page: Page, path: str, target: str) -> None:
    page.goto(path)
    settle(page)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到内容")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(target).first).to_be_focused()
    expect(page.locator(target).first).to_be_in_viewport()


def test_every_stop_of_the_keyboard_is_seen_and_enter_works_on_a_facet(page: Page) -> None:
    page.goto("/?q=申请")
    settle(page)
    stops: list[Focus] = []
    while not stops or stops[-1].said != "排除":
        page.keyboard.press("Tab")
        stops.append(Focus.of(page))
        assert len(stops) < 40
    said = [stop.said for stop in stops]
    assert [stop for stop in stops if not (stop.shown and stop.inside)] == []
    first = said.index("搜索")
    assert said[first : first + len(TITLES)] == TITLES
    assert said.index("关键词") < said.index("年份") < said.index("排除")
    page.keyboard.press("Shift+Tab")
    chosen = Focus.of(page).said
    page.keyboard.press("Enter")
    expect(page.locator(".mc-chips")).to_contain_text(f"年份 {chosen}")
    page.keyboard.press("Tab")
    assert Focus.of(page).shown


def test_a_report_can_be_read_and_its_tables_scrolled_by_keyboard_alone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto("/report")
    page.locator(".mc-list-table a").first.focus()
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("radio", name="表格").focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("view=tables"))
    settle(page)
    table = page.locator(".mc-scroll").last
    table.focus()
    assert Focus.of(page).shown
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("element => element.scrollLeft > 0", arg=table.element_handle())


def test_every_view_belongs_to_a_page_that_is_looked_at(sample_library: Path) -> None:
    every = views(sample_library)
    assert every == named(every, list(PAGES))
