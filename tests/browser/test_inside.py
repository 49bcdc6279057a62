"""/inside in a real browser: dots by mouse, touch and keyboard, controls, motion, pictures."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SCREENSHOTS, OpenPage, Screenshot
from tests.browser.shapes import in_every_shape, some_of

STEPS = ["brain", "spinal-cord", "motor-nerve", "coating", "gap", "block", "muscle", "hand"]
FORM = ".controls"


def heading(page: Page, step: str) -> str:
    return page.locator(f"#step-{step} h2").inner_text()


@pytest.mark.parametrize("step", some_of(STEPS, 3))
def test_a_click_on_a_dot_lights_up_its_step_in_the_list_beside_it(
    open_page: OpenPage, step: str
) -> None:
    page = open_page("/inside")
    page.locator(f'[data-dot="{step}"]').click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".way__step.is-lit h2")).to_have_text(heading(page, step))
    expect(page.locator(f"#step-{step}")).to_be_focused()
    expect(page.locator(f"#step-{step} .near")).to_be_in_viewport(ratio=0.9)
    expect(page.locator(f'[data-dot="{step}"]')).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("Escape")
    expect(page.locator(".way__step.is-lit")).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.dot") == step


@pytest.mark.parametrize("step", some_of(STEPS, 3))
def test_a_tap_on_a_dot_tells_its_step(open_page: OpenPage, step: str) -> None:
    page = open_page("/inside", width=320, height=640, has_touch=True, is_mobile=True)
    page.locator(f'[data-dot="{step}"]').tap()
    expect(page.get_by_role("dialog").get_by_role("heading")).to_have_text(heading(page, step))


@pytest.mark.parametrize("key", ["Enter", " "])
def test_the_keyboard_reaches_every_dot_and_walks_the_whole_way(
    open_page: OpenPage, key: str
) -> None:
    page = open_page("/inside", width=800)
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        dot = page.evaluate("document.activeElement.dataset?.dot")
        if dot:
            reached.append(dot)
    assert reached == STEPS
    page.locator('[data-dot="brain"]').focus()
    page.keyboard.press(key)
    card = page.get_by_role("dialog")
    told = [card.get_by_role("heading").inner_text()]
    for _ in STEPS[1:]:
        card.get_by_role("button", name="Next").press("Enter")
        told.append(card.get_by_role("heading").inner_text())
    assert told == [heading(page, step) for step in STEPS]
    expect(card.get_by_role("button", name="Next")).to_be_disabled()
    card.get_by_role("button", name="Back").press("Enter")
    expect(card.get_by_role("heading")).to_have_text(heading(page, "muscle"))


def test_dots_are_large_enough_to_touch(open_page: OpenPage) -> None:
    page = open_page("/inside", width=320)
    for target in page.locator(".dot__target").all():
        box = target.bounding_box()
        assert box and min(box["width"], box["height"]) >= 24


def test_both_controls_work_by_keyboard_and_the_old_picture_stays_meanwhile(
    open_page: OpenPage,
) -> None:
    page = open_page("/inside")
    summary = page.locator(".panel__summary")
    before = summary.inner_text()
    seen = []
    page.on("response", lambda r: seen.append((r.url, summary.is_visible())))
    page.get_by_label("How many of its gaps are damaged?").focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    expect(summary).not_to_have_text(before)
    damaged = page.get_by_label("How many of its gaps are damaged?")
    said = page.locator("#damage-said")
    expect(said).to_contain_text(f"{damaged.input_value()} of every 100")
    assert damaged.get_attribute("aria-valuetext") == said.inner_text()
    page.get_by_label("Where is the nerve attacked?").focus()
    page.keyboard.press("Home")
    expect(page.locator("#at-said")).to_contain_text("between the neck and the collarbone")
    caption = page.locator(".picture__caption")
    expect(caption).to_contain_text("higher up than any place of this test")
    expect(page.get_by_role("status")).to_contain_text("fibers")
    assert seen and all(visible for _, visible in seen)


def test_a_control_speaks_at_once_and_a_chip_shows_where_it_is(open_page: OpenPage) -> None:
    page = open_page("/inside?at=645&damage=20")
    page.route("**/inside/picture*", lambda _: None)  # the answer never comes
    damaged = page.get_by_label("How many of its gaps are damaged?")
    damaged.press("End")
    assert damaged.get_attribute("aria-valuetext", timeout=500).startswith("all gaps")  # type: ignore[union-attr]
    chip = page.get_by_role("link", name="forearm", exact=True)
    expect(chip).to_have_attribute("aria-current", "true")
    place = page.get_by_label("Where is the nerve attacked?")
    place.press("Home")
    expect(chip).not_to_have_attribute("aria-current", "true")
    assert "72.5 cm" in (place.get_attribute("aria-valuetext") or "")


def test_a_card_closes_when_the_reader_goes_elsewhere(open_page: OpenPage) -> None:
    page = open_page("/inside", width=360, height=640)
    page.locator('[data-dot="block"]').click()
    card = page.get_by_role("dialog")
    expect(card.get_by_role("button", name="Close")).to_be_in_viewport(ratio=0.9)
    card.get_by_role("link").first.click()
    expect(card).to_be_hidden()
    page.locator('[data-dot="block"]').click()
    card.get_by_role("button", name="Close").focus()
    page.keyboard.press("Tab")
    expect(card).to_be_hidden()


def test_three_places_teach_the_lesson(open_page: OpenPage) -> None:
    page = open_page("/inside?at=645&damage=40")
    for name, lesson in (
        ("hand", "Every response is small"),
        ("forearm", "From the wrist the muscle responds as usual"),
        ("upper arm", "The usual test, at wrist and elbow, looks normal though the hand is weak"),
    ):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.locator(".picture__caption")).to_contain_text(lesson)


def test_the_struck_spot_moves_on_the_body(open_page: OpenPage) -> None:
    page = open_page("/inside?at=780&damage=40")
    spot = page.locator("[data-body-map] .body-map__focus")
    low = spot.bounding_box()
    page.get_by_role("link", name="upper arm", exact=True).click()
    expect(spot).to_have_attribute("aria-label", re.compile("upper arm"))
    high = spot.bounding_box()
    assert low and high and high["y"] < low["y"] - 50
    page.get_by_label("How many of its gaps are damaged?").focus()
    page.keyboard.press("Home")
    expect(spot).to_have_count(0)


def test_impulses_move_stop_and_can_be_paused(open_page: OpenPage) -> None:
    page = open_page("/inside?damage=30")
    button = page.locator("#picture [data-play]")
    button.click()
    expect(button).to_have_text("Pause")
    first = page.locator("#picture .only-wide .fiber__impulse").first
    here = float(first.get_attribute("cx") or 0)
    page.wait_for_timeout(300)
    there = float(first.get_attribute("cx") or 0)
    assert there > here
    button.click()
    expect(button).to_have_text("Play")
    page.wait_for_timeout(150)
    still = first.get_attribute("cx")
    page.wait_for_timeout(150)
    assert first.get_attribute("cx") == still


def test_the_first_run_starts_when_it_is_seen_and_ends_by_itself(open_page: OpenPage) -> None:
    page = open_page("/inside?damage=30", reduced_motion="no-preference")
    button = page.locator("#picture [data-play]")
    expect(button).to_have_text("Play")
    page.locator(".only-wide .impulses").scroll_into_view_if_needed()
    expect(button).to_have_text("Pause")
    expect(button).to_have_text("Play", timeout=10_000)


def test_less_motion_means_no_motion_unasked(open_page: OpenPage) -> None:
    page = open_page("/inside?damage=30", reduced_motion="reduce")
    page.locator(".impulses").first.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    expect(page.locator("#picture [data-play]")).to_have_text("Play")
    assert page.locator(".is-playing").count() == 0


def test_a_picture_that_fails_leaves_the_last_one(open_page: OpenPage, watch) -> None:  # type: ignore[no-untyped-def]
    watch.allowed.append("500")
    page = open_page("/inside")
    before = page.locator(".panel__summary").inner_text()
    page.route("**/inside/picture*", lambda route: route.fulfill(status=500))
    page.get_by_label("How many of its gaps are damaged?").focus()
    page.keyboard.press("PageUp")
    expect(page.get_by_role("status")).to_contain_text("The last one stays")
    expect(page.locator("[data-failed]")).to_be_visible()
    assert page.locator(".panel__summary").inner_text() == before


def test_without_javascript_the_form_and_the_dots_still_lead_on(open_page: OpenPage) -> None:
    page = open_page("/inside", java_script_enabled=False)
    page.locator('[data-dot="block"]').click()
    assert page.url.endswith("#step-block")
    page.get_by_label("How many of its gaps are damaged?").press("Home")
    page.get_by_role("button", name="Show this").click()
    expect(page.locator(".panel__summary")).to_contain_text("Nothing is damaged")


@in_every_shape()
def test_an_open_card_has_no_barriers(
    open_page: OpenPage,
    no_barriers: Callable[[Page], None],
    fits: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
    scheme: str,
) -> None:
    page = open_page("/inside?at=645&damage=30", width=width, scheme=scheme)
    page.locator('[data-dot="block"]').click()
    screenshot(page, f"inside-card-{width}-{scheme}", whole=False)
    fits(page)
    no_barriers(page)


def test_gaps_of_the_close_up_are_damaged_and_mended_by_tap_and_key(open_page: OpenPage) -> None:
    page = open_page("/inside?gaps=none")
    said = page.locator(".closeup__said")
    expect(said).to_contain_text("All gaps are healthy")
    page.locator('.only-wide [data-gap="4"]').click()
    expect(said).to_contain_text("late")
    page.locator('.only-wide [data-gap="5"]').focus()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("stops after gap 4")
    assert page.evaluate("document.activeElement.dataset.gap") == "5"
    expect(page.get_by_role("status")).to_contain_text("stops after gap 4")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("late")
    page.keyboard.press("Space")
    expect(said).to_contain_text("stops after gap 4")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_gap_is_a_button_that_stays_down_under_one_name(
    open_page: OpenPage, script: bool
) -> None:
    page = open_page("/inside?gaps=4", java_script_enabled=script)
    near = page.locator(".closeup-card .only-wide")
    down = [gap.get_attribute("aria-pressed") for gap in near.get_by_role("button").all()]
    assert down.count("true") == 1 and down.index("true") == 4
    gap = near.get_by_role("button", name="Damage gap 3", exact=True)
    gap.focus()
    page.keyboard.press("Enter")
    gap = near.get_by_role("button", name="Damage gap 3", exact=True)
    expect(gap).to_have_attribute("aria-pressed", "true")


def test_the_chosen_place_can_be_told_without_color(open_page: OpenPage) -> None:
    page = open_page("/inside?at=645&damage=20", forced_colors="active")
    rim = "e => getComputedStyle(e).borderTopWidth"
    assert page.get_by_role("link", name="forearm", exact=True).evaluate(rim) == "4px"
    assert page.get_by_role("link", name="hand", exact=True).evaluate(rim) != "4px"


def test_gaps_are_large_enough_to_touch_and_work_without_a_script(open_page: OpenPage) -> None:
    page = open_page("/inside?gaps=none", width=320, java_script_enabled=False)
    for target in page.locator(".only-narrow .gap__target").all():
        box = target.bounding_box()
        assert box and min(box["width"], box["height"]) >= 23.9
    page.locator('.only-narrow [data-gap="2"]').click()
    expect(page.locator(".closeup__said")).to_contain_text("late")


def test_the_picture_of_the_readme(open_page: OpenPage) -> None:
    """`make docs` takes it from build/ into docs/."""
    page = open_page("/inside?at=645&damage=20#try", width=1200, height=860)
    page.wait_for_timeout(200)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "readme.png")
    expect(page.locator(".impulses--wide")).to_be_in_viewport()


def test_a_hard_word_in_a_card_can_be_read_and_the_card_stays(open_page: OpenPage) -> None:
    page = open_page("/inside", width=390, height=740)
    page.locator('[data-dot="coating"]').click()
    card = page.locator("#dot-card")
    card.locator("button.term").first.click()
    expect(page.locator(".term-card:popover-open")).to_be_visible()
    expect(card).to_be_visible()


@pytest.mark.parametrize("step", ["brain", "block", "hand"])
def test_on_a_phone_the_card_does_not_hide_its_dot(open_page: OpenPage, step: str) -> None:
    page = open_page("/inside", width=390, height=740)
    page.locator(f'[data-dot="{step}"]').click()
    page.wait_for_timeout(150)
    dot = page.locator(f'[data-dot="{step}"] .dot__disc').bounding_box()
    card = page.locator("#dot-card").bounding_box()
    assert dot and card
    assert dot["y"] >= 0 and dot["y"] + dot["height"] <= card["y"] + 1


def test_the_card_of_a_phone_shows_the_small_picture_of_its_step(open_page: OpenPage) -> None:
    page = open_page("/inside", width=390, height=740)
    page.locator('[data-dot="gap"]').click()
    expect(page.locator("#dot-card .near")).to_be_in_viewport(ratio=0.9)
    expect(page.locator("#dot-card .near__light--gap")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Next").click()
    expect(page.locator("#dot-card .near__attack")).to_be_visible()
    expect(page.locator("#dot-card .near")).to_have_count(1)


MOVING = "e => e.getAnimations({subtree: true}).filter(a => a.playState !== 'finished').length"
LONGEST_MS = """e => Math.max(...e.getAnimations({subtree: true})
    .map(a => a.effect.getComputedTiming().endTime))"""


@pytest.mark.parametrize("step", some_of(STEPS, 3))
def test_a_small_picture_moves_ends_and_plays_again(open_page: OpenPage, step: str) -> None:
    page = open_page("/inside", reduced_motion="no-preference")
    near = page.locator(f"#step-{step} .near")
    assert near.evaluate(MOVING) == 0, "nothing moves unasked"
    play = page.get_by_role("button", name=f"Play: {heading(page, step)}")
    for _ in range(2):
        play.click()
        assert near.evaluate(MOVING) > 0
        assert 0 < near.evaluate(LONGEST_MS) < 5000
        near.evaluate("e => e.getAnimations({subtree: true}).forEach(a => a.finish())")
        assert near.evaluate(MOVING) == 0


def test_a_small_picture_stays_still_where_less_motion_is_wanted(open_page: OpenPage) -> None:
    page = open_page("/inside", reduced_motion="reduce")
    page.locator('[data-dot="block"]').click()
    assert page.locator(".journey").evaluate(MOVING) == 0
    expect(page.locator("[data-near]").first).to_be_hidden()
    expect(page.locator("#step-block .near__cross")).to_be_visible()


def test_each_gap_flashes_as_the_signal_comes_and_the_last_one_where_it_stops(
    open_page: OpenPage,
) -> None:
    page = open_page("/inside?gaps=4&gaps=5", reduced_motion="no-preference")
    page.evaluate("""() => {
        const flash = ".only-wide [data-moving] .closeup__flash";
        window.brightest = [];
        const look = () => {
            if (document.querySelector(".closeup.is-playing")) {
                const lights = document.querySelectorAll(flash);
                lights.forEach((e, k) => {
                    const now = Number(e.getAttribute("opacity"));
                    brightest[k] = Math.max(brightest[k] ?? 0, now);
                });
            }
            requestAnimationFrame(look);
        };
        look();
    }""")
    page.locator(".closeup-card .only-wide svg").scroll_into_view_if_needed()
    button = page.locator(".closeup-card [data-play]")
    expect(button).to_have_text("Pause")
    expect(button).to_have_text("Play", timeout=15_000)
    brightest = page.evaluate("brightest")
    assert len(brightest) == 4, "the signal comes to four gaps"
    assert min(brightest) > 0.4
    for light in page.locator(".only-wide .closeup__flash").all():
        expect(light).to_be_hidden()
    expect(page.locator(".only-wide [data-moving] .closeup__end")).to_be_visible()


def test_a_message_that_stops_before_the_first_gap_ends_its_run_too(open_page: OpenPage) -> None:
    page = open_page("/inside?gaps=0&gaps=1", reduced_motion="no-preference")
    page.locator(".closeup-card .only-wide svg").scroll_into_view_if_needed()
    button = page.locator(".closeup-card [data-play]")
    expect(button).to_have_text("Pause")
    expect(button).to_have_text("Play", timeout=15_000)


def test_the_card_of_a_dot_goes_with_the_body_it_speaks_of(open_page: OpenPage) -> None:
    page = open_page("/inside", width=390, height=700, has_touch=True)
    page.locator('[data-dot="muscle"]').tap()
    expect(page.locator("#dot-card")).to_be_visible()
    page.locator("#try").scroll_into_view_if_needed()
    expect(page.locator("#dot-card")).to_be_hidden()
