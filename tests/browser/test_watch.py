"""The checks that every browser test leans on must themselves be able to fail."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, Watch


def caught(watch: Watch, *parts: str) -> bool:
    """Whether a complaint holds all the parts; clears the list, so this test passes."""
    found = any(all(part in one for part in parts) for one in watch.complaints)
    watch.complaints.clear()
    return found


def test_a_console_error_is_caught(open_page: OpenPage, watch: Watch) -> None:
    open_page("/about").evaluate("console.error('oh')")
    assert caught(watch, "console error", "oh")


def test_a_page_error_is_caught(open_page: OpenPage, watch: Watch) -> None:
    page = open_page("/about")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(100)
    assert caught(watch, "page error", "broken")


def test_a_call_to_another_host_is_caught(open_page: OpenPage, watch: Watch) -> None:
    page = open_page("/about", bypass_csp=True)
    page.evaluate("fetch('http://192.0.2.1/x', {signal: AbortSignal.timeout(50)}).catch(() => 0)")
    assert caught(watch, "request to another host", "192.0.2.1")


def test_the_policy_stops_inline_script_and_style(open_page: OpenPage, watch: Watch) -> None:
    page = open_page("/about")
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            document.body.setAttribute('style', 'color: red');
        }"""
    )
    assert page.evaluate("window.ran === undefined")
    assert page.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
    assert caught(watch, "Content Security Policy")


def test_axe_finds_a_barrier(open_page: OpenPage, no_barriers: Callable[[Page], None]) -> None:
    page = open_page("/about")
    page.evaluate("document.querySelector('main').append(new Image())")
    with pytest.raises(AssertionError, match="image-alt"):
        no_barriers(page)


def test_sideways_scroll_is_found(open_page: OpenPage, fits: Callable[[Page], None]) -> None:
    page = open_page("/about", width=320)
    fits(page)
    page.evaluate("document.querySelector('h1').style.width = '900px'")
    with pytest.raises(AssertionError, match="scrolls sideways"):
        fits(page)
