from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from index.ingesting import ingest
from index.library import Library
from ingest.datafiles import data_path
from tests.browser import FLAGS, chromium, portal

WAIT_MS = 20_000


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("samples") / "library"
    with Library.open(library, write=True, create=True) as opened:
        summary = ingest(opened, [data_path("samples")], 1, lambda _: None)
    assert not summary.refused
    return library


@pytest.fixture(scope="module")
def samples(sample_library: Path) -> Iterator[Library]:
    with Library.open(sample_library) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(sample_library: Path) -> Iterator[str]:
    with portal(sample_library) as served:
        yield served


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def reader(playwright: Playwright, address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser that keeps what it compiled of Streamlit's scripts, so that a page comes in half the time."""
    kept = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("reader"),
        executable_path=chromium(),
        args=list(FLAGS),
        base_url=address,
        locale="zh-CN",
        viewport={"width": 1280, "height": 900},
    )
    yield kept
    kept.close()


@pytest.fixture
def page(reader: BrowserContext, address: str) -> Iterator[Page]:
    """A new page of the portal without cookies or storage; a request that leaves the machine fails the test."""
    others = list(reader.pages)
    opened = reader.new_page()
    opened.set_default_timeout(WAIT_MS)
    expect.set_options(timeout=WAIT_MS)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    if opened.url.startswith(address):
        opened.evaluate("localStorage.clear()")
    for left in reader.pages:
        if left not in others:
            left.close()
    reader.clear_cookies()
    assert not [url for url in asked if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))]
