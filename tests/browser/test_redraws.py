"""/inside is drawn anew while a control moves, by keyboard, mouse, finger or button."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.drawn import COMPARE
from tests.browser.shapes import some_of

DAMAGE = "How many of its gaps are damaged?"
NOTE_REDRAWS = """() => {
    const [picture, status] = ["#picture", "[data-status]"].map((s) => document.querySelector(s));
    window.shown = [];
    new MutationObserver(() => shown.push(picture.dataset.shown))
        .observe(picture, { attributes: true, attributeFilter: ["data-shown"] });
    window.spoken = [];
    new MutationObserver(() => spoken.push(status.textContent))
        .observe(status, { childList: true, characterData: true, subtree: true });
}"""


def watched_at_20(open_page: OpenPage) -> Page:
    """The page with its redraws noted, in a time that stands still: nothing comes to rest."""
    page = open_page("/inside?at=645&damage=20")
    page.evaluate(NOTE_REDRAWS)
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
    return page


def redraws(page: Page) -> list[str]:
    """What the picture has shown since NOTE_REDRAWS, in order."""
    return page.evaluate("shown")  # type: ignore[no-any-return]


def holds(page: Page, *, damage: int) -> None:
    expect(page.locator("#picture")).to_have_attribute("data-shown", re.compile(f"={damage}$"))


def test_the_picture_follows_the_keyboard_and_speaks_when_it_rests(open_page: OpenPage) -> None:
    page = watched_at_20(open_page)
    damaged = page.get_by_label(DAMAGE)
    for value in range(21, 27):
        damaged.press("ArrowRight")
        holds(page, damage=value)
    assert redraws(page) == [f"at=645&damage={value}" for value in range(21, 27)]
    assert page.evaluate("spoken") == []
    page.clock.run_for(1500)
    (said,) = page.evaluate("spoken")
    assert said == page.locator(".controls__brief").inner_text(), "what changed, and no more"
    assert len(said.split()) < 15
    page.clock.run_for(10_000)
    expect(page.get_by_role("status")).to_have_text("")  # not met again on the way
    assert page.url.endswith("at=645&damage=26")


def test_the_picture_follows_a_mouse_that_holds_the_control(open_page: OpenPage) -> None:
    page = watched_at_20(open_page)
    damaged = page.get_by_label(DAMAGE)
    damaged.scroll_into_view_if_needed()
    box = damaged.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.2 * box["width"], y)
    page.mouse.down()
    for step in range(3, 8):
        page.mouse.move(box["x"] + step / 10 * box["width"], y)
        holds(page, damage=int(damaged.input_value()))
    assert len(set(redraws(page))) >= 5  # and the mouse is still down
    page.mouse.up()
    holds(page, damage=int(damaged.input_value()))
    expect(page.locator("#damage-said")).to_contain_text(f"{damaged.input_value()} of every 100")


class Held:
    """Questions that wait for the test to let them through, one by one."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.waiting = page, list[Route]()
        self.asked = 0
        page.route(address, self._hold)

    def _hold(self, route: Route) -> None:
        self.asked += 1
        self.waiting.append(route)

    def answer(self) -> None:
        for _ in range(2000):
            if self.waiting:
                break
            self.page.wait_for_timeout(5)
        self.waiting.pop(0).continue_()


def test_one_question_at_a_time_and_then_the_newest(open_page: OpenPage) -> None:
    page = watched_at_20(open_page)
    held = Held(page, "**/inside/picture*")
    damaged = page.get_by_label(DAMAGE)
    with page.expect_request("**/inside/picture*"):
        damaged.press("ArrowRight")
    for _ in range(3):
        damaged.press("ArrowRight")
    assert held.asked == 1
    held.answer()
    holds(page, damage=21)  # a frame of the move
    held.answer()
    holds(page, damage=24)  # without 22 and 23
    assert held.asked == 2
    assert redraws(page) == ["at=645&damage=21", "at=645&damage=24"]


def test_an_answer_that_comes_after_the_control_rests_elsewhere_is_never_shown(
    open_page: OpenPage,
) -> None:
    page = watched_at_20(open_page)
    held = Held(page, "**/inside/picture*")
    damaged = page.get_by_label(DAMAGE)
    with page.expect_request("**/inside/picture*"):
        damaged.press("End")
    damaged.press("Home")
    page.clock.run_for(1000)  # it rests at 0, the answer to 100 is still to come
    expect(page.locator("#picture")).to_have_attribute("aria-busy", "true")
    held.answer()
    held.answer()
    holds(page, damage=0)
    expect(page.locator(".panel__summary")).to_contain_text("Nothing is damaged")
    expect(page.locator("#picture")).not_to_have_attribute("aria-busy", "true")
    assert redraws(page) == ["at=645&damage=0"]
    page.clock.run_for(2000)
    (said,) = [words for words in page.evaluate("spoken") if words]
    assert "0 stopped" in said


def test_a_redraw_leaves_focus_and_open_details_alone(open_page: OpenPage) -> None:
    page = open_page("/inside?at=645&damage=20")
    details = page.locator("#picture [aria-labelledby=answers] details.clinic")
    details.locator("summary").click()
    page.evaluate("window.kept = document.querySelector('#picture details.clinic li')")
    page.get_by_role("link", name="upper arm", exact=True).click()
    expect(page.locator(".picture__caption")).to_contain_text("above the elbow")
    assert page.evaluate("kept.isConnected && kept.closest('details').open")
    expect(page.locator(".impulses--wide")).to_have_attribute("aria-label", re.compile("136"))


def test_a_finger_drawn_over_the_gaps_damages_them_all(open_page: OpenPage) -> None:
    page = open_page("/inside?gaps=none")
    card = page.locator(".closeup-card")
    gaps = [page.locator(f'.only-wide [data-gap="{k}"] .gap__disc') for k in (2, 3, 4)]
    gaps[0].scroll_into_view_if_needed()
    boxes = [gap.bounding_box() for gap in gaps]
    places = [(b["x"] + b["width"] / 2, b["y"] + b["height"] / 2) for b in boxes if b]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1])
    expect(card).to_have_attribute("data-shown", "gaps=2&gaps=3")  # while it is held
    expect(page.locator(".closeup__said")).to_contain_text("stops")
    page.mouse.move(*places[2])
    page.mouse.up()
    expect(card).to_have_attribute("data-shown", "gaps=2&gaps=3&gaps=4")
    page.locator('.only-wide [data-gap="3"]').press("Enter")
    expect(card).to_have_attribute("data-shown", "gaps=2&gaps=4")


def test_taps_faster_than_answers_all_count(open_page: OpenPage) -> None:
    page = open_page("/inside?gaps=none")
    held = Held(page, "**/inside/fiber*")
    for gap in (1, 4, 7):
        page.locator(f'.only-wide [data-gap="{gap}"]').press("Enter")
    assert page.locator(".only-wide .gap--hurt").count() == 3  # at once
    assert held.asked == 1
    held.answer()
    held.answer()
    shown = page.locator(".closeup-card")
    expect(shown).to_have_attribute("data-shown", "gaps=1&gaps=4&gaps=7")
    assert page.evaluate("document.activeElement.dataset.gap") == "7"


def test_on_a_phone_the_fibers_stay_in_sight_above_both_controls(open_page: OpenPage) -> None:
    page = open_page("/inside?at=645&damage=20", width=360, height=740)
    fibers = page.locator(".controls__fibers")
    for name in ("Where is the nerve attacked?", DAMAGE):
        control = page.get_by_label(name)
        control.scroll_into_view_if_needed()
        control.focus()
        expect(fibers).to_be_in_viewport(ratio=0.9)
        above, below = fibers.bounding_box(), control.bounding_box()
        assert above and below and above["y"] + above["height"] <= below["y"]
    assert page.evaluate("document.querySelector('#impulses-narrow .fiber--blocked') !== null")


def test_a_slider_has_a_minus_and_a_plus_and_is_heard_once(open_page: OpenPage) -> None:
    page = open_page("/inside?at=645&damage=20", width=390, has_touch=True)
    damaged = page.get_by_label(DAMAGE)
    for name, value in (("Damage more gaps", "25"), ("Damage fewer gaps", "20")):
        button = page.get_by_role("button", name=name)
        box = button.bounding_box()
        assert box and min(box["width"], box["height"]) >= 44
        button.tap()
        expect(damaged).to_have_value(value)
        holds(page, damage=int(value))
    page.get_by_role("button", name="Move the attack toward the hand").tap()
    expect(page.get_by_label("Where is the nerve attacked?")).to_have_value("665")
    expect(page.locator("#at-said")).to_contain_text("forearm")
    for _ in range(30):
        page.get_by_role("button", name="Damage fewer gaps").tap()
    expect(damaged).to_have_value("0")
    for slider in page.get_by_role("slider").all():
        assert slider.get_attribute("aria-valuetext")
        assert slider.get_attribute("aria-describedby") is None


@pytest.mark.parametrize(
    ("setting", "gaps"),
    some_of(
        [
            ("at=645&damage=20", "gaps=4"),
            ("at=780&damage=100", "gaps=0"),
            ("at=385&damage=35", "gaps=4&gaps=5"),
            ("at=100&damage=3", "gaps=none"),
            ("at=550&damage=0", "gaps=0&gaps=2&gaps=4&gaps=6&gaps=8"),
        ],
        2,
    ),
)
def test_the_script_draws_what_the_page_of_the_setting_shows(
    open_page: OpenPage, base_url: str, setting: str, gaps: str
) -> None:
    page = open_page("/inside")
    texts = [
        page.request.get(f"{base_url}/inside{path}").text()
        for path in (f"?{setting}&{gaps}", f"/picture?{setting}", f"/fiber?{gaps}")
    ]
    whole, picture, fiber = texts[0], json.loads(texts[1]), json.loads(texts[2])
    assert page.evaluate(COMPARE, {"page": whole, "picture": picture, "fiber": fiber}) == []
    picture["numbers"]["runs"][0][1] += 0.001  # and would see a thousandth of a millisecond
    picture["words"]["verdicts"][0][1] += "."
    seen = page.evaluate(COMPARE, {"page": whole, "picture": picture, "fiber": fiber})
    assert {part for part, _, _ in seen} == {"wide", "narrow", "verdicts"}
