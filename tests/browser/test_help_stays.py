"""The way to help stays in sight on a long page of a phone, and covers nothing in focus."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.dots import begin

PHONES = ((320, 568), (390, 844), (844, 390))
LONG = ("/inside", "/", "/symptoms", "/glossary")
HIDDEN = """() => {
    const head = document.querySelector(".site-header");
    const all = document.querySelectorAll("main :is(a[href], button, summary, input, textarea)");
    const shown = [...all].filter((e) => e.checkVisibility() && !e.closest("[popover], dialog"));
    return shown.reverse().filter((e) => {
        e.focus();
        const box = e.getBoundingClientRect();
        const isCovered = box.bottom <= head.getBoundingClientRect().bottom + 1 && box.height > 1;
        return document.activeElement === e && isCovered;
    }).map((e) => e.outerHTML.slice(0, 90));
}"""
"""What the head covers wholly when it is gone back to by key, from the end of the page on
(WCAG 2.4.11)."""


def halfway(page: Page) -> None:
    page.evaluate("scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' })")
    page.wait_for_function("scrollY > 500")


@pytest.mark.parametrize("address", LONG)
@pytest.mark.parametrize(("width", "height"), PHONES)
def test_help_is_one_tap_away_in_the_middle_of_a_long_page(
    open_page: OpenPage, screenshot: Screenshot, address: str, width: int, height: int
) -> None:
    page = open_page(address, width=width, height=height)
    halfway(page)
    link, menu = page.locator(".site-help"), page.locator(".site-nav__open")
    expect(link).to_be_in_viewport(ratio=1)
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert link.evaluate(size) >= menu.evaluate(size)
    box = link.bounding_box()
    assert box is not None and box["height"] >= 44
    head = page.locator(".site-header").bounding_box()
    assert head is not None and head["y"] + head["height"] <= max(64, 0.15 * height)
    screenshot(page, f"help-stays-{address.strip('/') or 'home'}-{width}x{height}", whole=False)
    link.click()
    expect(page.get_by_role("heading", name="Now: call the emergency number")).to_be_in_viewport()


@pytest.mark.parametrize("address", ["/symptoms", "/inside", "/glossary"])
@pytest.mark.parametrize(("width", "height"), PHONES)
def test_nothing_that_has_the_focus_is_covered(
    open_page: OpenPage, address: str, width: int, height: int
) -> None:
    assert open_page(address, width=width, height=height).evaluate(HIDDEN) == []


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_the_bar_of_the_dots_and_the_head_leave_room_for_what_is_ticked(
    open_page: OpenPage, screenshot: Screenshot, width: int, height: int
) -> None:
    page = begin(open_page("/dots", width=width, height=height))
    assert page.evaluate(HIDDEN) == []
    page.locator('input[value="task-foot_lift-left"]').check()
    expect(page.locator(".site-help")).to_be_in_viewport(ratio=1)
    screenshot(page, f"help-stays-dots-{width}x{height}", whole=False)


@pytest.mark.parametrize("width", [320, 390, 844])
def test_a_place_that_a_link_leads_to_stands_below_the_head(
    open_page: OpenPage, width: int
) -> None:
    page = open_page("/symptoms#cold", width=width, height=700)
    below = page.locator(".site-header").evaluate("e => e.getBoundingClientRect().bottom")
    top = page.locator("#cold").evaluate("e => e.getBoundingClientRect().top")
    assert below - 1 <= top < below + 60


def test_where_letters_are_very_large_the_head_scrolls_away(open_page: OpenPage) -> None:
    page = open_page("/symptoms", width=320, height=568, text=200)
    halfway(page)
    expect(page.locator(".site-header")).not_to_be_in_viewport()


def test_a_wide_screen_and_paper_have_no_bar(open_page: OpenPage, screenshot: Screenshot) -> None:
    page = open_page("/symptoms", width=1280)
    halfway(page)
    expect(page.locator(".site-header")).not_to_be_in_viewport()
    screenshot(page, "help-stays-symptoms-1280", whole=False)
    page = open_page("/symptoms", width=390)
    page.emulate_media(media="print")
    assert page.locator(".site-header").evaluate("e => getComputedStyle(e).position") == "static"
