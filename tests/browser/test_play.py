"""What can be played with on /causes and /treatment: steps and days, with and without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

# What each step shows, and no other step does.
STEPS = {1: "It runs on", 2: "stick to the fiber", 3: "It stops here", 4: "A gap can mend"}
PARTS = {
    1: (".attack__at--1", ".attack__at--12"),
    2: (".attack__at--12", ".attack__at--23.attack__come"),
    3: (".attack__at--3", ".attack__at--23.attack__come"),
    4: (".attack__at--4",),
}


def shows_step(page: Page, step: int) -> None:
    for other in STEPS:
        expect(page.locator(f".attack__said--{other}")).to_be_visible(visible=other == step)
    for part in {part for parts in PARTS.values() for part in parts}:
        expect(page.locator(part).first).to_be_visible(visible=part in PARTS[step])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_each_step_of_the_attack_can_be_tapped(open_page: OpenPage, script: bool) -> None:
    page = open_page("/causes", width=390, has_touch=True, java_script_enabled=script)
    shows_step(page, 1)
    for step in (2, 3, 4, 1):
        page.locator(f"#attack-{step}-name").tap()
        shows_step(page, step)
    expect(page.get_by_role("button", name="Play all four")).to_be_hidden()


def test_one_can_go_through_the_attack_with_keys_alone(
    open_page: OpenPage, no_barriers: Callable[[Page], None]
) -> None:
    page = open_page("/causes")
    page.locator("#attack-1").focus()
    for step in (2, 3, 4):
        page.keyboard.press("ArrowRight")
        shows_step(page, step)
        assert page.evaluate("document.activeElement.id") == f"attack-{step}"
    no_barriers(page)
    assert page.locator(".attack__run").count() == 0, "nothing moves unless motion is welcome"


def test_the_attack_plays_from_the_first_step_to_the_last_and_rests(open_page: OpenPage) -> None:
    page = open_page("/causes", reduced_motion="no-preference")
    page.clock.install()
    page.locator("#attack-3-name").click()
    page.get_by_role("button", name="Play all four").click()
    expect(page.locator("#attack-1")).to_be_checked()
    expect(page.locator(".attack__run")).to_have_count(1)
    for step in (2, 3, 4):
        page.clock.run_for(2600)
        expect(page.locator(f"#attack-{step}")).to_be_checked()
    expect(page.locator(".attack__run")).to_have_count(2)
    expect(page.locator(".attack__run")).to_have_count(0, timeout=8000)


def test_a_step_chosen_by_hand_ends_the_play(open_page: OpenPage) -> None:
    page = open_page("/causes", reduced_motion="no-preference")
    page.clock.install()
    page.get_by_role("button", name="Play all four").click()
    page.locator("#attack-4-name").click()
    page.clock.run_for(6000)
    expect(page.locator("#attack-4")).to_be_checked()


def test_the_slider_of_days_moves_by_buttons_and_keys_and_says_the_strength(
    open_page: OpenPage, no_barriers: Callable[[Page], None]
) -> None:
    page = open_page("/treatment", width=390, has_touch=True)
    slider = page.get_by_role("slider", name="Days since the infusion")
    said = page.locator("[data-said]")
    expect(said).to_contain_text("Day 0: a grip of 14 kg (31 lb)")
    for name in ("One day earlier", "One day later"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    page.get_by_role("button", name="One day earlier").tap()
    expect(slider).to_have_value("0")
    page.get_by_role("button", name="One day later").tap()
    expect(said).to_contain_text("Day 1:")
    slider.focus()
    page.keyboard.press("End")
    expect(said).to_contain_text("Day 42: a grip of 14 kg (31 lb). A weak day")
    expect(slider).to_have_attribute("aria-valuetext", said.inner_text())
    for _ in range(29):
        page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("Day 13: a grip of 22 kg (49 lb). A good day.")
    mark = page.locator("[data-mark]").bounding_box()
    curve = page.locator(".wear__line").bounding_box()
    assert mark is not None
    assert curve is not None
    assert abs(mark["y"] + mark["height"] / 2 - curve["y"]) < 6, "at the top of the curve"
    no_barriers(page)


def test_without_a_script_a_few_days_can_be_chosen(open_page: OpenPage) -> None:
    page = open_page("/treatment", width=390, has_touch=True, java_script_enabled=False)
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.get_by_text("Day 0: a grip of 14 kg")).to_be_visible()
    page.locator("#wear-3-name").tap()
    expect(page.get_by_text("Day 13: a grip of 22 kg (49 lb). A good day.")).to_be_visible()
    expect(page.locator(".wear__mark--3")).to_be_visible()
    expect(page.get_by_text("Day 0: a grip of 14 kg")).to_be_hidden()
