"""What a finger leaves behind: no hover sticks, and every target can be hit."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES
from tests.browser.shapes import dealt, some_of

CONTRAST = """(e) => {
    const lit = (color) => {
        const [r, g, b] = color.match(/[0-9.]+/g).map(Number).map((one) => one / 255)
            .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const style = getComputedStyle(e);
    const [low, high] = [lit(style.color), lit(style.backgroundColor)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
}"""
PLACE = "upper arm"


def chosen(page: Page, tap: bool) -> float:
    """The contrast of the place that was chosen last, where the finger or the mouse still is."""
    place = page.locator(".chip", has_text=PLACE)
    if tap:
        place.tap()
    else:
        place.click()
    expect(place).to_have_attribute("aria-current", "true")
    page.wait_for_timeout(300)
    return float(place.evaluate(CONTRAST))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tap", [True, False], ids=["finger", "mouse"])
def test_the_chosen_place_can_be_read_where_it_was_touched(
    open_page: OpenPage, scheme: str, tap: bool
) -> None:
    more = {"has_touch": True, "is_mobile": True} if tap else {}
    page = open_page("/inside#try", width=390, height=844, scheme=scheme, **more)
    assert chosen(page, tap) >= 4.5


@pytest.mark.parametrize(
    ("name", "text"),
    some_of(((name, *text) for name, text in dealt(tuple(PAGES), (50, 100, 200))), 9),
)
def test_a_mark_of_sources_is_24_px_wide_and_high(
    open_page: OpenPage, name: str, text: int
) -> None:
    """WCAG 2.5.8, which lets a link in a sentence be smaller: a weak hand does not."""
    page = open_page(PAGES[name], width=390, text=text)
    small = page.locator("a.mark").evaluate_all(
        """all => all.filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect())
            .filter((box) => box.width < 24 || box.height < 24)
            .map((box) => [box.width, box.height])"""
    )
    assert small == []
