"""On paper: no page with a large blank, links as addresses, nothing that cannot be pressed."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES
from tests.browser.paper import blank_ends

MOST_BLANK = 0.45
"""Of a page's height, with the widest letters; the last page ends where it ends."""
USUAL = {"causes", "treatment"}  # pages of many pictures


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=[] if n in USUAL else pytest.mark.exhaustive) for n in PAGES],
)
def test_no_page_has_a_large_blank(open_page: OpenPage, name: str) -> None:
    blanks = blank_ends(open_page(PAGES[name]).pdf(format="A4"))
    assert blanks
    assert all(blank < MOST_BLANK for blank in blanks[:-1]), [round(one, 2) for one in blanks]


def test_a_large_blank_is_seen(open_page: OpenPage) -> None:
    page = open_page("/about")
    page.evaluate("document.querySelectorAll('h2')[0].style.breakBefore = 'page'")
    assert blank_ends(page.pdf(format="A4"))[0] > MOST_BLANK


def test_inside_prints_in_few_pages(open_page: OpenPage) -> None:
    assert len(blank_ends(open_page("/inside").pdf(format="A4"))) <= 8


def test_a_button_that_leads_on_prints_as_words_with_its_address(open_page: OpenPage) -> None:
    page = open_page("/living")
    page.emulate_media(media="print")
    link = page.locator("main a.button[href$='#get-help']").first
    expect(link).to_be_visible()
    after = link.evaluate("e => getComputedStyle(e, '::after').content")
    assert "/symptoms#get-help" in after or "attr(href)" in after
    look = "e => { const s = getComputedStyle(e); return [s.color, s.borderTopWidth, s.display]; }"
    assert link.evaluate(look) == ["rgb(0, 0, 0)", "0px", "inline"]
