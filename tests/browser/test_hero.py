"""The first picture: damage the nerve, and the hand rests; mend it, and the zipper closes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

SHOWN = {
    "whole": (".hero__hand--pinch", ".hero__zip--closed"),
    "partly": (".hero__hand--pinch", ".hero__zip--half", ".hero__spot"),
    "damaged": (".hero__hand--rest", ".hero__zip--open", ".hero__spot"),
}


def shows(page: Page, state: str) -> None:
    for part in {part for parts in SHOWN.values() for part in parts}:
        expect(page.locator(part)).to_be_visible(visible=part in SHOWN[state])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_tap_on_the_arm_or_on_a_choice_changes_the_state(
    open_page: OpenPage, script: bool
) -> None:
    page = open_page("/", width=390, has_touch=True, java_script_enabled=script)
    shows(page, "whole")
    page.locator(".try__spot--partly").tap()
    shows(page, "partly")
    expect(page.get_by_text("86 of 136 fibers are blocked")).to_be_visible()
    page.locator(".try__spot--damaged").tap()
    shows(page, "damaged")
    expect(page.get_by_text("all 136 fibers are blocked")).to_be_visible()
    page.locator(".try__spot--whole").tap()
    shows(page, "whole")
    page.get_by_text("Fully blocked", exact=True).tap()
    shows(page, "damaged")


def test_arrow_keys_choose(open_page: OpenPage) -> None:
    page = open_page("/")
    page.locator("#hero-whole").focus()
    page.keyboard.press("ArrowRight")
    shows(page, "partly")
    page.keyboard.press("ArrowRight")
    shows(page, "damaged")
    page.keyboard.press("ArrowLeft")
    shows(page, "partly")


def test_the_message_runs_stops_at_the_spot_and_then_all_rests(open_page: OpenPage) -> None:
    page = open_page("/", width=1280, reduced_motion="no-preference")
    pulses = page.locator(".hero__pulse")
    expect(pulses.first).to_be_attached()
    expect(pulses).to_have_count(0, timeout=6000)
    shows(page, "whole")
    for name, state in (("Fully blocked", "damaged"), ("Partly blocked", "partly")):
        page.get_by_text(name, exact=True).click()
        expect(page.locator(".hero__flash").first).to_be_attached()
        expect(pulses).to_have_count(0, timeout=8000)
        shows(page, state)


def test_nothing_moves_for_those_who_want_no_motion(open_page: OpenPage) -> None:
    page = open_page("/", width=1280)
    page.get_by_text("Fully blocked", exact=True).click()
    assert page.locator(".hero__pulse").count() == 0
    expect(page.get_by_role("button", name="Play again")).to_be_hidden()


def test_the_damaged_state_has_no_barriers(
    open_page: OpenPage, no_barriers: Callable[[Page], None]
) -> None:
    page = open_page("/", width=390)
    page.get_by_text("Fully blocked", exact=True).click()
    no_barriers(page)
