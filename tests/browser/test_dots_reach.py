"""`/dots` for weak hands, small phones, large letters and forced colors."""

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.dots import A_FEW, EVERYTHING, begin, choose, choose_fast, make_sheet
from tests.browser.test_large_text import look, unfolded

TARGETS = """() => [...document.querySelectorAll(
        "main :is(button, summary, .pick, .side > span, .twin__name, .tap__dot, input[type=text],"
        + " textarea), main .ask__go a")]
    .filter((e) => e.checkVisibility() && !e.closest(".page-foot, .ask__skip"))
    .map((e) => [e.className || e.tagName, e.getBoundingClientRect()])
    .filter(([, box]) => box.height < 43.9 || box.width < 43.9)
    .map(([name, box]) => `${name} ${Math.round(box.width)} x ${Math.round(box.height)}`)"""


@pytest.mark.parametrize("width", [320, 1280])
def test_every_target_is_large_enough_for_a_weak_hand(open_page: OpenPage, width: int) -> None:
    page = open_page("/dots", width=width, has_touch=True)
    assert page.evaluate(TARGETS) == []
    begin(page)
    assert page.evaluate(TARGETS) == []
    choose(page, A_FEW)
    assert page.evaluate(TARGETS) == []
    make_sheet(page)
    assert page.evaluate(TARGETS) == []


@pytest.mark.parametrize("text", [100, 200])
def test_every_step_fits_a_small_phone_with_large_letters(open_page: OpenPage, text: int) -> None:
    page = open_page("/dots", width=320, text=text)
    assert look(page) == {}
    page.get_by_label("I am not sure").first.check()
    page.get_by_label("Yes, at least one").check()
    page.get_by_role("button", name="Go on", exact=True).click()
    assert look(unfolded(page)) == {}
    page.go_back()
    begin(page)
    assert look(page) == {}
    choose_fast(page, EVERYTHING)
    assert look(unfolded(page)) == {}
    page.get_by_label("In my own words").fill("w" * 300)
    page.get_by_role("group", name="Does anything that you wrote tell").get_by_label(
        "No", exact=True
    ).check()
    make_sheet(page)
    assert look(page) == {}


def test_chosen_can_be_told_without_color(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", forced_colors="active"))
    dot = page.get_by_role("checkbox", name="Right hand")
    dot.check()
    shown = "e => getComputedStyle(e, '::before').content"
    assert "✓" in dot.evaluate(shown)
    assert "✓" not in page.get_by_role("checkbox", name="Left hand").evaluate(shown)
