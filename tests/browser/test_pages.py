"""Every page at three widths, in light or dark: no sideways scroll, nothing for axe to find."""

import random
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, Screenshot, Watch
from tests.browser.pages import PAGES
from tests.browser.shapes import SHAPES, one_for_each, some_of
from tests.sampling import SEED

SOME_PAGES = tuple(random.Random(SEED).sample(sorted(PAGES), 8))
"""Tried each time, in one shape; all of them in every shape by `make test-all`."""


@pytest.mark.every_case
@pytest.mark.parametrize(("name", "shape"), one_for_each(SOME_PAGES, SHAPES))
def test_fits_and_has_no_barriers(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    name: str,
    shape: tuple[int, str],
) -> None:
    width, scheme = shape
    page = open_page(PAGES[name], width=width, scheme=scheme)
    screenshot(page, f"{name}-{width}-{scheme}")
    fits(page)
    no_barriers(page)


@pytest.mark.exhaustive
@pytest.mark.every_case
@pytest.mark.parametrize("name", PAGES)
def test_fits_and_has_no_barriers_in_every_shape(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    name: str,
) -> None:
    """Opened once, as a window is that its reader widens and darkens."""
    page = open_page(PAGES[name], width=SHAPES[0][0], scheme=SHAPES[0][1])
    for width, scheme in SHAPES:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        screenshot(page, f"{name}-{width}-{scheme}")
        fits(page)
        no_barriers(page)


@pytest.mark.parametrize("name", some_of(PAGES, 6))
def test_the_first_key_reaches_the_skip_link_and_it_leads_to_main(
    open_page: OpenPage, name: str
) -> None:
    page = open_page(PAGES[name])
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to content")
    assert link.evaluate("e => e === document.activeElement")
    box = link.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("name", some_of(PAGES, 8))
def test_everything_to_press_is_large_enough(open_page: OpenPage, name: str) -> None:
    """24 px at least for all (links inside a sentence aside), 44 px high for menu and buttons;
    a hard word is a button inside a sentence and as high as its line lets it be. A box to tick is
    as large as its label, which is pressed as well."""
    page = open_page(PAGES[name], width=320)
    page.evaluate(
        """() => { window.high = e => Math.max(...[e, ...(e.labels ?? [])]
            .map(each => each.getBoundingClientRect().height)) }"""
    )
    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, input, select, summary')]
            .filter(e => e.checkVisibility() && !e.closest('p, li.citation, .citations'))
            .filter(e => high(e) < 24)
            .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert not small
    low = page.evaluate(
        """() => [...document.querySelectorAll('nav a, button, .button, input, select, summary')]
            .filter(e => e.checkVisibility() && !e.matches('.term'))
            .filter(e => high(e) < 44)
            .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert not low


def test_the_first_page_reads_the_same_without_a_script(open_page: OpenPage) -> None:
    page = open_page("/", java_script_enabled=False)
    assert page.get_by_role("heading", name="Here it stops").is_visible()
    assert page.get_by_role("img", name="A nerve fiber from the spine to a muscle").is_visible()
    assert page.get_by_text("It pinches, and the zipper closes.").is_visible()


def test_the_signals_move_only_for_those_who_want_motion_and_then_rest(
    open_page: OpenPage,
) -> None:
    running = "document.getAnimations().filter(a => a.playState === 'running').length"
    assert open_page("/").evaluate(running) == 0
    page = open_page("/", reduced_motion="no-preference")
    page.locator(".nerve").scroll_into_view_if_needed()
    times = page.evaluate("document.getAnimations().map(a => a.effect.getComputedTiming().endTime)")
    assert times
    assert max(times) < 5000


def test_the_page_prints_its_words_and_leaves_the_menu_out(open_page: OpenPage) -> None:
    page = open_page("/")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="Here it stops").is_visible()
    assert not page.get_by_role("navigation").is_visible()


def test_a_missing_page_is_dressed_too(
    open_page: OpenPage, watch: Watch, no_barriers: Callable[[Page], None]
) -> None:
    watch.allowed.append("404")
    page = open_page("/no-such-page", width=320)
    no_barriers(page)
    page.get_by_role("link", name="Go to the home page").click()
    page.get_by_role("heading", level=1).wait_for()
