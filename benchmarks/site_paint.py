"""How soon a reader on a slow line sees the first words, and can use /inside.

A browser that keeps nothing yet, as wide as a phone, is held to a slow line by its own tools: what
it waits for is the line, so that a machine at work changes the figures little. Nothing is asserted.
"""

import shutil
import statistics
from collections.abc import Callable

from playwright.sync_api import Page, sync_playwright
from tests.web.public.served import Served

KBIT_S, ROUND_TRIP_MS = 400, 400
"""A slow line of a phone: what an issue of this project sets."""
TIMES = 5
LONG_MS = 120_000
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
SCRIPTS_RUN = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def paints(site: Served) -> None:
    """Prints the median of each figure, and the longest. The site answers to localhost, too."""
    found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if found is None:
        print("no Chromium here (make browser): nothing painted")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found)

        def opened(path: str) -> Page:
            context = browser.new_context(viewport={"width": 390, "height": 844})
            page = context.new_page()
            page.set_default_timeout(LONG_MS)
            line = context.new_cdp_session(page)
            line.send("Network.enable")
            line.send("Network.emulateNetworkConditions", {
                "offline": False, "latency": ROUND_TRIP_MS,
                "downloadThroughput": KBIT_S * 1000 / 8, "uploadThroughput": KBIT_S * 1000 / 8,
            })  # fmt: skip
            page.goto(f"http://localhost:{site.port}{path}")
            return page

        print(f"a phone's browser that keeps nothing yet, {KBIT_S} kbit/s and {ROUND_TRIP_MS} ms,",
              f"{TIMES} times:")  # fmt: skip
        _told("/ first paint", opened, "/", lambda page: page.evaluate(FIRST_PAINT))
        _told("/inside first paint", opened, "/inside", lambda page: page.evaluate(FIRST_PAINT))
        _told("/inside its controls listen", opened, "/inside", lambda p: p.evaluate(SCRIPTS_RUN))
        _told("/inside from a key to its answer", opened, "/inside", _answered_ms)
        browser.close()


def _answered_ms(page: Page) -> float:
    page.locator("input[name=damage]").focus()
    before = page.locator(".panel__summary").inner_text()
    began: float = page.evaluate("performance.now()")
    page.keyboard.press("PageUp")
    page.wait_for_function(
        "before => document.querySelector('.panel__summary').innerText !== before", arg=before
    )
    return float(page.evaluate("performance.now()")) - began


def _told(
    what: str, opened: Callable[[str], Page], path: str, measure: Callable[[Page], float]
) -> None:
    took = []
    for _ in range(TIMES):
        page = opened(path)
        took.append(measure(page) / 1000)
        page.context.close()
    print(f"  {what:34s} {statistics.median(took):5.2f} s, at the most {max(took):5.2f} s")
