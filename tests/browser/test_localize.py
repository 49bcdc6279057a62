"""`/localize` in a real browser: by tap and by list, without a script, without barriers."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Screenshot

LINE = "R: edc 2, triceps 5; L: fdi 3, apb 5; feeling normal"


def test_an_answer_fits_a_phone_and_has_no_barriers(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    page = open_page("/localize", width=320, scheme="dark")
    page.get_by_label("As a line").fill(LINE)
    page.get_by_role("button", name="Explain").click()
    expect(page.get_by_role("heading", name="What fits")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    screenshot(page, "localize-answer-320-dark")
    fits(page)
    no_barriers(page)


def test_a_tap_on_a_muscle_sets_the_grade_that_the_list_shows(open_page: OpenPage) -> None:
    page = open_page("/localize", width=1280, height=1400)
    muscle = page.locator('.grades__body [data-side="right"][data-part="deltoid"]').first
    field = page.locator('select[name="grade-right-deltoid"]')
    for grade in ("5", "4", "3"):
        muscle.dispatch_event("click")
        expect(field).to_have_value(grade)
    expect(muscle).to_have_attribute("data-level", "3")
    expect(page.locator("[data-graded]")).to_have_text("right deltoid: 3")


def test_without_a_script_the_list_does_it_all(open_page: OpenPage) -> None:
    page = open_page("/localize", java_script_enabled=False)
    page.get_by_label("right first dorsal interosseous").select_option("2")
    page.get_by_role("button", name="Explain").click()
    expect(page.locator("#answer")).to_contain_text("right ulnar nerve")
    expect(page.get_by_label("right first dorsal interosseous")).to_have_value("2")
