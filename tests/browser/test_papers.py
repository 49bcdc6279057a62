"""The blank sheets on paper: one page each, whole, and nothing else of the site."""

import re

import pytest

from tests.browser.conftest import SCREENSHOTS, OpenPage
from tests.browser.shapes import fair_sample

PAPERS = {"/trial-sheet": 1, "/for-doctors": 2}
ALONE = {
    "paper-trial": "/trial-sheet",
    "paper-doctor": "/for-doctors",
    "paper-nerves": "/for-doctors",
}
SHOWN = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.checkVisibility() && e.children.length === 0 && e.textContent.trim())
    .filter(e => !e.closest('.paper')).map(e => e.outerHTML.slice(0, 80))"""


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize(("address", "paper"), fair_sample(list(PAPERS), ("A4", "Letter")))
def test_each_sheet_is_one_page(open_page: OpenPage, address: str, paper: str) -> None:
    page = open_page(address, scheme="dark")
    assert pages_of(page.pdf(format=paper)) == PAPERS[address]


def test_pages_are_counted(open_page: OpenPage) -> None:
    """The check above can fail: a sheet with twice its words takes one page more."""
    page = open_page("/trial-sheet")
    page.evaluate(
        "document.querySelector('.paper__table').after("
        "document.querySelector('.paper__table').cloneNode(true))"
    )
    assert pages_of(page.pdf(format="A4")) == 2


@pytest.mark.parametrize("key", ALONE)
def test_the_button_prints_one_sheet_and_nothing_else(open_page: OpenPage, key: str) -> None:
    page = open_page(ALONE[key])
    page.evaluate("window.print = () => { window.asked = true; }")
    page.locator(f"[data-print-card='{key}']").click()
    assert page.evaluate("window.asked")
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == []
    seen = page.locator(".paper:visible")
    assert [one.get_attribute("id") for one in seen.all()] == [key]
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    assert pages_of(page.pdf(format="Letter", path=SCREENSHOTS / f"{key}.pdf")) == 1


def test_without_a_script_the_sheets_alone_come_out(open_page: OpenPage) -> None:
    page = open_page("/for-doctors", java_script_enabled=False)
    assert page.get_by_text("use your browser's own print command").is_visible()
    assert pages_of(page.pdf(format="A4")) == 2
