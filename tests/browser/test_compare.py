"""Two studies beside each other in a real browser: pasted, asked about, told on a phone."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Screenshot

TWO_ARMS = (Path(__file__).parents[2] / "examples" / "two_arms.csv").read_text("utf-8")
REPORT = (
    "Date: 1 September 2026\n\n"
    "R Median - APB\nSite\tLat (ms)\tAmp (mV)\tArea (mVms)\tNeg Dur (ms)\n"
    "Wrist\t3.5\t8.8\t27.0\t5.8\nElbow\t8.1\t3.6\t11.1\t6.3\n"
)


def test_a_table_and_a_report_are_compared_on_a_phone(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    page = open_page("/workup/compare", width=320)
    fits(page)
    no_barriers(page)
    page.locator("#earlier_text").fill(TWO_ARMS)
    page.locator("#later_text").fill(REPORT)
    compare = page.locator("main form").get_by_role("button", name="Compare").last
    compare.click()
    expect(page.locator("#compared-heading")).to_have_count(0)  # it asks first
    fits(page)
    no_barriers(page)
    page.get_by_role("button", name="negative peak", exact=False).first.click()
    expect(page.locator("#later_text")).to_have_value(re.compile("^side,nerve"))
    compare.click()
    expect(page.locator("#compared-heading")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="R median, forearm")
    expect(row).to_be_visible()
    boxes = [cell.bounding_box() for cell in row.locator("td").all()]
    assert all(box and box["x"] + box["width"] <= 320 for box in boxes), "each number is in sight"
    screenshot(page, "compare-320-light")
    fits(page)
    no_barriers(page)
