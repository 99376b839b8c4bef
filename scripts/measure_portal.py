"""Measures what the portal costs in a browser over the sample library, beside an empty Streamlit page and the limits.

Four things: a rerun of every view (click to finished script), results after Enter, first content on a server that
nobody visited yet, first content after the start of the process. Arguments are names of views or pages; none means all.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from index.ingesting import ingest
from index.library import Library
from ingest.datafiles import data_path
from tests.browser import FLAGS, chromium, free_port, portal, wait_for
from tests.views import View, named, settle, views

RERUNS, STARTS, SEARCHES = 20, 3, 20
OVER_EMPTY_MS, ENTER_MS, FIRST_MS, START_MS = 40, 300, 2500, 5000
QUERIES = ("行政复议 纠正", "政务新媒体", "依申请公开", "信息 审查")
_EMPTY = "import streamlit as st\nst.button('again', key='again')\n"
_BUTTON = ".st-key-again button"
_WAIT_MS = 60_000
# Streamlit's messages are protobuf; one that has field 6 at its top says that the script has finished. The state that
# the page shows is no measure: what is done before the browser draws leaves none.
_LISTEN = """() => {
  const finished = (bytes) => {
    let at = 0
    const number = () => {
      let value = 0, shift = 1, byte
      do { byte = bytes[at++]; value += (byte & 127) * shift; shift *= 128 } while (byte & 128)
      return value
    }
    while (at < bytes.length) {
      const tag = number()
      if (tag >> 3 === 6) return true
      const size = number()
      if ((tag & 7) === 2) at += size
    }
    return false
  }
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given)
      this.addEventListener('message', (event) => {
        if (finished(new Uint8Array(event.data))) requestAnimationFrame(() => dispatchEvent(new Event('finished')))
      })
    }
  }
}"""
# Milliseconds from the click until the script that it started has finished and the browser has drawn.
_RERUN = """(selector) => new Promise((resolve, reject) => {
  const start = performance.now()
  addEventListener('finished', () => setTimeout(() => resolve(performance.now() - start)), { once: true })
  setTimeout(() => reject(new Error('no rerun')), 20000)
  document.querySelector(selector).click()
})"""
# A link of ours to the view that is shown.
_AGAIN = """() => {
  document.getElementById('again')?.remove()
  document.body.insertAdjacentHTML('beforeend', `<a id="again" data-go href="${location.search || '?'}">`)
}"""
# Milliseconds from Enter until the count of what was found is another one.
_ENTERED = """() => new Promise((resolve) => {
  const start = performance.now()
  const said = () => document.querySelector('.mc-cut')?.textContent
  const before = said()
  const look = () => said() && said() !== before ? resolve(performance.now() - start) : requestAnimationFrame(look)
  look()
})"""


def main() -> None:
    """Measure and print, with the ratio to each limit; 1 where a limit is passed."""
    parser = argparse.ArgumentParser(prog="python -m scripts.measure_portal", description=__doc__)
    parser.add_argument("names", nargs="*", help="views (report-text) or pages (report)")
    names = parser.parse_args().names
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        library = Path(folder) / "library"
        with Library.open(library, write=True, create=True) as opened:
            ingest(opened, [data_path("samples")], 1, lambda _: None)
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        over = _first_contents(browser, library)
        with portal(library) as address, _empty_page(Path(folder)) as empty:
            over += _entered(browser, address)
            over += _reruns(browser, address, empty, named(views(library), names))
        browser.close()
    sys.exit(1 if over else 0)


def _first_contents(browser: Browser, library: Path) -> int:
    """How many of the two limits for the first page are passed."""
    served, started = [], []
    for _ in range(STARTS):
        begun = time.perf_counter()
        with portal(library) as address:
            ready = time.perf_counter()
            page = _page(browser, address)
            page.goto("/")
            page.locator(".mc-holdings").wait_for()
            shown = time.perf_counter()
            page.context.close()
        served.append((shown - ready) * 1000)
        started.append((shown - begun) * 1000)
    return _judged("first content, server not yet visited", served, FIRST_MS) + _judged(
        "first content, from the start of the process", started, START_MS
    )


def _entered(browser: Browser, address: str) -> int:
    """Whether results take longer than they may after Enter."""
    page = _page(browser, address)
    page.goto(f"/?q={QUERIES[-1]}")
    settle(page)
    taken = []
    for number in range(SEARCHES):
        box = page.locator(".st-key-search_box input")
        box.fill(QUERIES[number % len(QUERIES)])
        page.evaluate(f"() => {{ window.entered = ({_ENTERED})() }}")
        box.press("Enter")
        taken.append(page.evaluate("() => window.entered"))
        settle(page)
    page.context.close()
    return _judged("results after Enter", taken, ENTER_MS)


def _reruns(browser: Browser, address: str, empty: str, wanted: list[View]) -> int:
    """How many views cost more over an empty page, asked in turn with them, than they may."""
    ground, page = _page(browser, empty), _page(browser, address)
    ground.goto("/")
    ground.locator(_BUTTON).wait_for()
    over = 0
    for view in wanted:
        view.open(page)
        page.evaluate(_AGAIN)
        pairs = [(ground.evaluate(_RERUN, _BUTTON), page.evaluate(_RERUN, "#again")) for _ in range(RERUNS + 1)][1:]
        elements = page.locator(".stElementContainer").count()
        beside = f"empty {statistics.median(bare for bare, _ in pairs):.0f} ms"
        costs = [own - bare for bare, own in pairs]
        over += _judged(f"rerun of {view.name} over {beside}, {elements} elements", costs, OVER_EMPTY_MS)
    for opened in (ground, page):
        opened.context.close()
    return over


def _judged(name: str, taken: list[float], limit: float) -> int:
    middle = statistics.median(taken)
    passed = middle > limit
    print(
        f"{name}: median {middle:.0f} ms, {min(taken):.0f} to {max(taken):.0f}; limit {limit:.0f}, "
        f"ratio {middle / limit:.2f}{'  ABOVE' if passed else ''}",
        flush=True,
    )
    return int(passed)


def _page(browser: Browser, address: str) -> Page:
    page = browser.new_context(base_url=address, locale="zh-CN").new_page()
    page.set_default_timeout(_WAIT_MS)
    page.add_init_script(f"({_LISTEN})()")
    return page


@contextmanager
def _empty_page(folder: Path) -> Iterator[str]:
    """A Streamlit server of one button."""
    script = folder / "empty.py"
    script.write_text(_EMPTY, encoding="utf-8")
    port = free_port()
    options = {"server.port": port, "server.headless": "true", "server.fileWatcherType": "none"}
    options |= {"server.address": "127.0.0.1", "browser.gatherUsageStats": "false", "client.toolbarMode": "minimal"}
    flags = [f"--{name}={value}" for name, value in options.items()]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *flags], stdout=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main()
