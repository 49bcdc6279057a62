"""From the patient's page to the doctor's, and back to the first questions, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.dots import A_FEW, begin, choose, make_sheet


@pytest.mark.parametrize("script", [True, False])
def test_the_doctor_opens_the_patients_ticks_as_findings(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    script: bool,
) -> None:
    page = begin(open_page("/dots", width=390, java_script_enabled=script))
    choose(page, A_FEW)
    make_sheet(page)
    page.get_by_text("For your doctor: open this as findings").click()
    opens = page.get_by_role("button", name="Open the page for doctors")
    if script:  # beside, so that the papers stay
        with page.context.expect_page() as opened:
            opens.click()
        expect(page.get_by_role("heading", name="For my appointment", exact=True)).to_be_visible()
        page = opened.value
    else:
        opens.click()
    page.wait_for_url("**/localize")
    expect(page.get_by_role("heading", name="The patient's view and yours")).to_be_visible()
    expect(page.get_by_label("As a line")).to_have_value(
        "R: hard: closing a zipper, turning a key [Moving the hand]; L: hard: washing your hair"
    )
    if script:
        fits(page)
        no_barriers(page)
        screenshot(page, "dots-doctor-390")
        page.set_viewport_size({"width": 1280, "height": 900})
        screenshot(page, "dots-doctor-1280")
        fits(page)


def test_without_a_script_a_button_leads_back_and_keeps_what_was_said(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", java_script_enabled=False))
    page.locator('input[value="task-zip-right"]').check()
    page.get_by_role("button", name="Back to the two questions").click()
    expect(page.get_by_label("Slowly, or step by step")).to_be_checked()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.locator('input[value="task-zip-right"]')).to_be_checked()
    choose(page, [])


def test_who_goes_back_from_what_cannot_wait_is_asked_again(open_page: OpenPage) -> None:
    page = open_page("/dots", java_script_enabled=False)
    page.get_by_label("Suddenly: within minutes").check()
    page.get_by_label("No, none of them").check()
    page.get_by_role("button", name="Go on", exact=True).click()
    page.get_by_label("A doctor has already examined me").check()
    page.get_by_role("button", name="Go on to the dots").click()
    page.get_by_role("button", name="Back to the two questions").click()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This cannot wait")
