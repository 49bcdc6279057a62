"""A real Chromium on the real command: `multifocal serve` on a free port, with a data folder of
its own. Any console error, page error or request to another host fails the test it happens in.

Without Chromium these tests are skipped aloud; MULTIFOCAL_REQUIRE_BROWSER makes that a failure.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from tests.sampling import leave_cases, leave_tests

# The headless shell draws the same pages with half the work of the whole browser.
SHELL_FIRST = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, SHELL_FIRST)), None)
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
QUIET = [
    "--no-sandbox",  # root in a container has no user namespaces to sandbox with
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
TRIED_EACH_TIME = 0.05
"""For what share of the tests here `make test` opens a browser: with all, it took seven minutes."""
MISSING = "no Chromium here: run `make browser` to install it"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks this folder's tests, and skips them, saying why, where there is no Chromium."""
    of_pages = [item for item in items if item.nodeid.startswith("tests/browser/")]
    for item in of_pages:
        item.add_marker("browser")
        if CHROMIUM is None and not os.environ.get("MULTIFOCAL_REQUIRE_BROWSER"):
            item.add_marker(pytest.mark.skip(reason=MISSING))
    leave_cases(of_pages, lambda _: 1)
    leave_tests(of_pages, TRIED_EACH_TIME)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's own Chromium, which calls nobody."""
    if CHROMIUM is None:
        pytest.fail(MISSING)
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(scope="session")
def site_data(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The data folder of the site that is tried."""
    return str(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def base_url(site_data: str) -> Iterator[str]:
    """The site as people start it; its address without the last slash."""
    process = subprocess.Popen(
        [sys.executable, "-m", "multifocal.cli", "serve", "--no-browser", "--port", "0"],
        env={**os.environ, "MULTIFOCAL_DATA": site_data},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        opened = re.search(r"http://\S+(?=/ )", process.stdout.readline())
        assert opened, "multifocal serve did not open"
        yield opened[0]
    finally:
        process.terminate()
        process.communicate(timeout=20)
    assert process.returncode == 0, "multifocal serve did not stop cleanly"


class Watch:
    """What went wrong in a context while a test ran. `allowed` console texts are expected."""

    def __init__(self, base_url: str) -> None:
        self.home = urlsplit(base_url).netloc
        self.complaints: list[str] = []
        self.allowed: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Listens to every page of the context."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"page error: {error.error}"))
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        expected = any(text in message.text for text in self.allowed)
        if message.type in ("error", "warning") and not expected:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and address.netloc != self.home:
            self.complaints.append(f"request to another host: {request.url}")


@pytest.fixture
def watch(base_url: str) -> Iterator[Watch]:
    """Fails the test at its end if anything went wrong unseen."""
    watching = Watch(base_url)
    yield watching
    assert not watching.complaints, "\n".join(watching.complaints)


@pytest.fixture
def context(new_context: Callable[..., BrowserContext], watch: Watch) -> BrowserContext:
    """pytest-playwright's context, watched."""
    made = new_context()
    watch.over(made)
    return made


OpenPage = Callable[..., Page]
Screenshot = Callable[..., None]


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext], watch: Watch, base_url: str) -> OpenPage:
    """`open_page("/path", width=320, scheme="dark", text=200)`: a watched page in a new context.

    `text` is the size of letters that its reader has set in the browser, percent of the usual.
    Further keywords go to Playwright's new_context (java_script_enabled, has_touch, ...).
    """

    def open_(
        path: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        text: int = 100,
        **more: Any,
    ) -> Page:
        context = new_context(
            **{
                "viewport": {"width": width, "height": height},
                "color_scheme": scheme,
                "reduced_motion": "reduce",
                **more,
            }
        )
        watch.over(context)
        page = context.new_page()
        if text != 100:
            sizes = {"standard": 16 * text // 100, "fixed": 13 * text // 100}
            context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
        page.goto(base_url + path)
        return page

    return open_


@pytest.fixture
def no_barriers() -> Callable[[Page], None]:
    """Asserts that axe finds nothing on the page. Playwright's evaluate is not held back by
    the page's Content-Security-Policy, so axe needs no hole in it."""

    def check(page: Page) -> None:
        page.wait_for_load_state()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return check


@pytest.fixture
def fits() -> Callable[[Page], None]:
    """Asserts that the page does not scroll sideways, once its styles have come: a page that is
    asked earlier answers without them."""

    def check(page: Page) -> None:
        page.wait_for_load_state()
        wide = page.evaluate(
            """() => [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1
                             && !e.closest('.table-box'))
                .map(e => e.outerHTML.slice(0, 120))"""
        )
        scrolls = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not scrolls, f"scrolls sideways; too wide: {wide}"

    return check


@pytest.fixture
def screenshot() -> Screenshot:
    """Saves the page (`whole=False`: what is in sight) as build/screenshots/NAME.png where
    MULTIFOCAL_SCREENSHOTS is set: a long page takes seconds to draw, and no test reads it."""

    def save(page: Page, name: str, *, whole: bool = True) -> None:
        if os.environ.get("MULTIFOCAL_SCREENSHOTS"):
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=whole)

    return save
