"""The emergency card on paper: alone when asked for, else with the page, always true in size."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SCREENSHOTS, OpenPage

pytestmark = pytest.mark.every_case

MM = 96 / 25.4
SHOWN = """() => [...document.querySelectorAll('main *, header *, footer *')]
    .filter(e => e.checkVisibility() && e.children.length === 0 && e.textContent.trim())
    .filter(e => !e.closest('.ecard')).map(e => e.outerHTML.slice(0, 80))"""


def sides(page: Page) -> list[tuple[float, float]]:
    """Width and height of the card's four sides, px."""
    found = [side.bounding_box() for side in page.locator(".ecard__side").all()]
    assert len(found) == 4
    return [(box["width"], box["height"]) for box in found if box]


def whole(page: Page) -> bool:
    """Whether no side cuts off any of its words."""
    return bool(
        page.evaluate(
            """() => [...document.querySelectorAll('.ecard__side, .ecard__in')]
                .every(e => e.scrollHeight <= e.clientHeight + 1
                         && e.scrollWidth <= e.clientWidth + 1)"""
        )
    )


def test_the_button_prints_the_card_and_nothing_else(open_page: OpenPage) -> None:
    page = open_page("/living")
    page.evaluate("window.print = () => { window.asked = true; }")
    page.get_by_role("button", name="Print the card").click()
    assert page.evaluate("window.asked")
    page.emulate_media(media="print")
    expect(page.locator(".ecard")).to_be_visible()
    assert page.evaluate(SHOWN) == []
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_role("heading", name="Living with MMN")).to_be_visible()


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "with the page"])
def test_each_side_is_as_large_as_a_bank_card_and_holds_all_its_words(
    open_page: OpenPage, alone: bool
) -> None:
    page = open_page("/living", width=794)  # A4
    if alone:
        page.evaluate("document.documentElement.dataset.print = 'emergency-card'")
    page.emulate_media(media="print")
    for width, height in sides(page):
        assert width == pytest.approx(85.6 * MM, abs=1)
        assert height == pytest.approx(54 * MM, abs=1)
    assert whole(page)
    if alone:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.locator(".ecard").screenshot(path=SCREENSHOTS / "card-print.png")


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "with the page"])
def test_every_line_prints_at_a_readable_size(open_page: OpenPage, alone: bool) -> None:
    """7 points at least, as in the small print of a bank card, and for the signs a little more."""
    page = open_page("/living", width=794)
    if alone:
        page.evaluate("document.documentElement.dataset.print = 'emergency-card'")
    page.emulate_media(media="print")
    sizes = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.ecard *')]
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
            .map(e => [e.textContent.trim().slice(0, 40),
                       parseFloat(getComputedStyle(e).fontSize) * 72 / 96]))"""
    )
    labels = {"Name", "Date of birth", "Emergency contact", "Neurologist, phone", "Medicines"}
    assert all(size >= 6.5 for size in sizes.values()), sizes
    assert all(size >= 7.4 for text, size in sizes.items() if not text.startswith("Allerg")
               and text not in labels), sizes  # fmt: skip
    assert sizes["Chest pain, tightness or pressure"] >= 7.4


def test_folded_the_lists_lie_inside_the_right_way_up_and_now_comes_first(
    open_page: OpenPage,
) -> None:
    """The lower row is folded back over its upper edge, which turns it over top to bottom; then
    the two halves are folded like a book with the front outside."""
    page = open_page("/living", width=794)
    page.emulate_media(media="print")

    def place(side: str) -> tuple[float, float]:
        box = page.locator(f".ecard__side--{side}").bounding_box()
        assert box is not None
        return box["x"], box["y"]

    def turned(side: str) -> str:
        return str(
            page.locator(f".ecard__side--{side}").evaluate("e => getComputedStyle(e).rotate")
        )

    middle = max(place(side)[0] for side in ("front", "back", "now", "today"))
    # Seen from behind, left and right change places: "now" is the left page of the open book, and
    # the front cover is its other side.
    assert place("front")[0] == place("now")[0] == middle
    assert place("back")[0] == place("today")[0] < middle
    assert place("front")[1] == place("back")[1] < place("now")[1] == place("today")[1]
    assert {side: turned(side) for side in ("front", "back", "now", "today")} == {
        "front": "none",
        "back": "none",
        "now": "180deg",
        "today": "180deg",
    }


def test_it_fits_on_one_sheet_when_printed_alone(open_page: OpenPage) -> None:
    page = open_page("/living")
    page.evaluate("document.documentElement.dataset.print = 'emergency-card'")
    printed = page.pdf(format="A4")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1


def test_without_a_script_there_is_no_dead_button_and_the_page_prints_the_card(
    open_page: OpenPage,
) -> None:
    page = open_page("/living", java_script_enabled=False)
    expect(page.get_by_role("button", name="Print the card")).to_have_count(0)
    expect(page.get_by_text("To print the card, print this page")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".ecard")).to_be_visible()


def test_printing_asks_for_nothing_and_keeps_nothing(open_page: OpenPage) -> None:
    page = open_page("/living")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print the card").press("Enter")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_on_the_screen_every_word_of_it_is_seen(open_page: OpenPage, width: int) -> None:
    page = open_page("/living", width=width)
    assert whole(page)
    size = page.locator(".ecard__in").first.evaluate(
        "e => parseFloat(getComputedStyle(e).fontSize)"
    )
    assert size >= 13
