"""The dots of the first page's body: by pointing, tap and key, beside the words that they open."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.shapes import some_of

PLACES = ["brain", "spinal-cord", "upper-arm", "forearm", "hand", "skin", "foot"]


def chosen(page: Page) -> list[str]:
    """The places whose words are lit."""
    found = page.locator("[data-place].is-open").all()
    return [place.get_attribute("data-place") or "" for place in found]


@pytest.mark.parametrize("place", some_of(PLACES, 3))
def test_a_tap_on_a_phone_shows_the_dot_and_its_words_together(
    open_page: OpenPage, place: str
) -> None:
    page = open_page("/", width=390, height=700, has_touch=True)
    dot = page.locator(f'[data-dot="{place}"] .dot__target')
    dot.scroll_into_view_if_needed()
    dot.tap()
    words = page.locator(f"#body-{place}")
    expect(words).to_be_in_viewport(ratio=0.9)
    expect(dot).to_be_in_viewport(ratio=0.5)
    assert chosen(page) == [place]
    spot, panel = dot.bounding_box(), words.bounding_box()
    assert spot is not None
    assert panel is not None
    assert spot["y"] + spot["height"] / 2 < panel["y"], "the words do not cover their dot"


def test_a_second_tap_closes_what_the_first_one_opened(open_page: OpenPage) -> None:
    page = open_page("/", width=390, height=700, has_touch=True)
    dot = page.locator('[data-dot="hand"] .dot__target')
    dot.tap()
    assert chosen(page) == ["hand"]
    dot.tap()
    assert chosen(page) == []


def test_a_key_opens_a_place_and_escape_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page("/", width=390)
    dot = page.locator('[data-dot="hand"]')
    for key in ("Enter", "Space"):
        dot.focus()
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == "body-hand"
        page.keyboard.press("Escape")
        assert chosen(page) == []
        assert dot.evaluate("e => e === document.activeElement")


def test_dot_and_words_light_each_other_up_where_both_are_seen(open_page: OpenPage) -> None:
    page = open_page("/", width=1280)
    page.locator('[data-dot="foot"]').hover()
    assert chosen(page) == ["foot"]
    page.locator("#body-skin").hover()
    assert chosen(page) == ["skin"]
    expect(page.locator('[data-dot="skin"]')).to_have_class("dot dot--skin is-open")


def test_without_a_script_every_place_is_told(open_page: OpenPage) -> None:
    page = open_page("/", width=390, java_script_enabled=False)
    for place in PLACES:
        expect(page.locator(f"#body-{place}")).to_be_visible()
    expect(page.get_by_text("Tap a dot")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_dots_are_large_enough_and_apart(open_page: OpenPage, width: int) -> None:
    page = open_page("/", width=width)
    boxes = [page.locator(f'[data-dot="{place}"] .dot__target').bounding_box() for place in PLACES]
    for box in boxes:
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


def test_an_open_place_has_no_barriers(
    open_page: OpenPage, no_barriers: Callable[[Page], None], fits: Callable[[Page], None]
) -> None:
    page = open_page("/", width=320, has_touch=True)
    page.locator('[data-dot="forearm"] .dot__target').tap()
    fits(page)
    no_barriers(page)
