"""What cannot wait on `/dots`: numbers first, then the signs; and what to do when not sure."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.dots import begin, choose, make_sheet
from tests.browser.shapes import in_every_shape

NEITHER = "I am not sure"


def answer_first(page: Page, onset: str, signs: str) -> Page:
    page.get_by_role("group", name="How did the weakness start").get_by_label(onset).check()
    page.get_by_role("group", name="Did any of these").get_by_label(signs).check()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.locator(".calls:visible").first).to_be_visible()
    return page


@pytest.mark.every_case
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize(
    ("onset", "signs"),
    [("Suddenly", "No, none"), (NEITHER, NEITHER)],
    ids=["sudden", "not sure twice"],
)
def test_the_numbers_stand_first_and_are_tapped_without_scrolling(
    open_page: OpenPage, script: bool, onset: str, signs: str
) -> None:
    page = open_page("/dots", width=390, height=844, java_script_enabled=script, has_touch=True)
    calls = answer_first(page, onset, signs).locator("main a[href^='tel:']:visible")
    assert calls.evaluate_all("all => all.map((e) => e.getAttribute('href'))") == [
        "tel:911", "tel:999", "tel:112"
    ]  # fmt: skip
    signs_from = page.get_by_text("Call now for any of these:").bounding_box()
    assert signs_from is not None
    for call in calls.all():
        box = call.bounding_box()
        assert box is not None
        assert box["height"] >= 60 and box["width"] >= 280
        assert box["y"] + box["height"] < min(844, signs_from["y"])


@in_every_shape()
def test_not_sure_twice_fits_and_has_no_barriers(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
    scheme: str,
) -> None:
    page = answer_first(open_page("/dots", width=width, scheme=scheme), NEITHER, NEITHER)
    fits(page)
    no_barriers(page)
    screenshot(page, f"dots-unsure-{width}-{scheme}")


@pytest.mark.parametrize("width", [320, 390])
def test_large_letters_cut_no_number_off(
    open_page: OpenPage, screenshot: Screenshot, width: int
) -> None:
    page = answer_first(open_page("/dots", width=width, text=200), NEITHER, NEITHER)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    for call in page.locator(".calls a:visible").all():
        assert call.evaluate("e => e.scrollWidth <= e.clientWidth")
    screenshot(page, f"dots-unsure-{width}-large")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_who_has_looked_again_answers_the_two_questions_anew(
    open_page: OpenPage, script: bool
) -> None:
    page = open_page("/dots", width=390, java_script_enabled=script)
    answer_first(page, "Slowly", NEITHER)
    page.get_by_role("button", name="Back to the two questions").click()
    expect(page.get_by_label("Slowly")).to_be_checked()
    page.get_by_label("No, none of them").check()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_text("Make an appointment with your doctor").first).to_be_visible()


@pytest.mark.every_case
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_what_cannot_wait_is_told_before_anything_is_looked_up(
    open_page: OpenPage, script: bool
) -> None:
    page = open_page("/dots", width=390, java_script_enabled=script)
    page.get_by_label("Slowly, or step by step").check()
    page.get_by_label("Yes, at least one").check()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This cannot wait")
    expect(page.get_by_role("heading", name="Now: call the emergency number")).to_be_visible()
    expect(page.get_by_role("button", name="Connect the dots")).to_be_hidden()
    page.get_by_label("A doctor has already examined me for this").check()
    page.get_by_role("button", name="Go on to the dots").click()
    expect(page.get_by_text("If it gets worse, or comes back")).to_be_visible()
    page.get_by_label("Left hand").first.check()
    page.get_by_role("button", name="Connect the dots").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your dots, connected")


@pytest.mark.every_case
@pytest.mark.parametrize("script", [True, pytest.param(False, marks=pytest.mark.exhaustive)])
@pytest.mark.parametrize(
    ("onset", "signs", "told"),
    [("Slowly, or step by step", "I am not sure", "see your doctor in the next days"),
     ("It grew or spread over one to four weeks", "I am not sure", "speak to a doctor today"),
     ("It grew or spread over hours or days", "I am not sure", ""),
     ("Slowly, or step by step", "Yes, at least one", "")],
)  # fmt: skip
def test_only_who_is_not_sure_of_the_signs_is_told_what_to_do_without_them(
    open_page: OpenPage, script: bool, onset: str, signs: str, told: str
) -> None:
    page = open_page("/dots", width=390, java_script_enabled=script)
    page.get_by_label(onset).check()
    page.get_by_role("group", name="Did any of these").get_by_label(signs).check()
    page.get_by_role("button", name="Go on", exact=True).click()
    title = "Not sure? Ask by phone today" if told else "This cannot wait"
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_text("Call now for any of these:")).to_be_visible()
    doctor = page.get_by_text("Call a doctor today, at night too").filter(visible=True)
    expect(doctor).to_have_count(1 if told else 0)
    otherwise = page.get_by_text("If you have had none of the signs").filter(visible=True)
    expect(otherwise).to_have_count(1 if told else 0)
    if told:
        expect(otherwise).to_contain_text(told)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize(
    ("onset", "told"),
    [(NEITHER, "If it was not there a few days ago, or if it gets worse"),
     ("over one to four weeks", "If it gets worse while you wait, or one of the signs")],
)  # fmt: skip
def test_who_is_sent_to_a_doctor_today_sees_whom_to_call_if_it_gets_worse(
    open_page: OpenPage, script: bool, onset: str, told: str
) -> None:
    """Which makes it "now" on the graded list. Only who cannot say when it began is told that it
    may have been today."""
    page = open_page("/dots", width=390, java_script_enabled=script)
    page.get_by_role("group", name="How did the weakness start").get_by_label(onset).check()
    page.get_by_role("group", name="Did any of these").get_by_label("No, none").check()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_text("Speak to a doctor today.", exact=True)).to_be_visible()
    expect(page.locator(".soon a[href^='tel:']:visible")).to_have_count(3)
    call = page.locator(".soon [data-part]:visible")
    expect(call).to_contain_text(told)
    expect(call).to_contain_text("call the emergency number now")


def test_who_has_not_been_examined_is_not_asked_to_say_so(open_page: OpenPage) -> None:
    page = open_page("/dots", width=390)
    answer_first(page, "Suddenly", "No, none")
    page.get_by_role("button", name="Go on to the dots").click()
    box = page.get_by_label("A doctor has already examined me")
    told = box.evaluate("e => e.validationMessage")
    assert told == "Tick this only if a doctor has examined you for it. If not, call now."
    box.check()
    page.get_by_role("button", name="Go on to the dots").click()
    expect(page.get_by_role("heading", name="What is hard")).to_be_visible()


@pytest.mark.every_case
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize(
    ("group", "answer", "title"),
    [("How did the weakness start", "Suddenly", "This cannot wait"),
     ("Did any of these", "Yes, at least one", "This cannot wait"),
     ("Did any of these", NEITHER, "Not sure? Ask by phone today")],
)  # fmt: skip
def test_one_alarming_answer_is_not_sent_back_for_the_other(
    open_page: OpenPage, script: bool, group: str, answer: str, title: str
) -> None:
    """ "Please answer both questions" was all that "suddenly" alone was told."""
    page = open_page("/dots", width=390, java_script_enabled=script)
    page.get_by_role("group", name=group).get_by_label(answer).check()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("main a[href^='tel:']:visible").first).to_be_in_viewport()
    page.get_by_label("A doctor has already examined me for this").check()
    page.get_by_role("button", name="Go on to the dots").click()
    expect(page.get_by_text("Please answer both questions")).to_be_visible()
    expect(page.get_by_role("group", name=group).get_by_label(answer)).to_be_checked()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_who_is_not_sure_of_a_slow_weakness_makes_papers_that_say_so(
    open_page: OpenPage, script: bool
) -> None:
    page = open_page("/dots", width=390, java_script_enabled=script)
    answer_first(page, "Slowly", NEITHER)
    page.get_by_role("button", name="Go on, with this warning").click()
    warning = page.get_by_text("You are not sure about the signs that cannot wait.")
    expect(warning.filter(visible=True)).to_have_count(1)
    expect(page.locator(".soon a[href^='tel:']:visible")).to_have_count(3)
    choose(page, ["task-zip-right"])
    expect(warning.filter(visible=True)).to_have_count(1)
    make_sheet(page)
    told = "no doctor has examined me for this yet"
    expect(page.locator(".sheet__warning")).to_contain_text(told)
    assert told in page.get_by_role("textbox", name="Text to send").input_value()


@pytest.mark.parametrize(("onset", "signs"), [("Suddenly", NEITHER), (NEITHER, NEITHER)])
def test_nobody_else_goes_on_with_a_warning(open_page: OpenPage, onset: str, signs: str) -> None:
    page = answer_first(open_page("/dots", width=390), onset, signs)
    expect(page.get_by_role("button", name="Go on, with this warning")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("field", ["In my own words", "What was tried so far?"])
def test_own_words_are_asked_about_before_they_are_printed(
    open_page: OpenPage, script: bool, field: str
) -> None:
    """ "My voice is hoarse and I swallow badly" stood under "No, none of them"."""
    page = begin(open_page("/dots", width=390, java_script_enabled=script))
    choose(page, ["task-zip-right"])
    asked = page.get_by_role("group", name="Does anything that you wrote tell")
    expect(asked).to_be_hidden()
    page.get_by_label(field).fill("My voice is hoarse and I swallow badly.")
    make = page.get_by_role("button", name="Make my papers")
    make.click()
    expect(page.get_by_text("Please answer the question below")).to_be_visible()
    asked.get_by_label("Yes", exact=True).check()
    make.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This cannot wait")
    expect(page.locator("main a[href^='tel:']:visible").first).to_be_in_viewport()
    if not script:
        return
    page.go_back()
    make.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This cannot wait")
    page.go_back()
    asked.get_by_label("No", exact=True).check()
    make_sheet(page)
    expect(page.locator("[data-of='signs'] dd")).to_contain_text("No, none of them")


def test_who_was_examined_for_what_own_words_tell_of_makes_papers(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", width=390))
    choose(page, ["task-zip-right"])
    page.get_by_label("In my own words").fill("I swallow badly.")
    page.get_by_role("group", name="Does anything that you wrote tell").get_by_label("Yes").check()
    page.get_by_role("button", name="Make my papers").click()
    expect(page.get_by_role("button", name="Back to where you were")).to_be_visible()
    page.get_by_label("A doctor has already examined me for this").check()
    page.get_by_role("button", name="Go on to the dots").click()
    choose(page, [])
    make_sheet(page)
    said = page.locator("[data-of='signs'] dd")
    expect(said).to_contain_text("Yes, at least one; a doctor has examined me for it since")


def test_letters_are_counted_at_the_field_and_none_is_cut_off(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", width=390))
    choose(page, ["task-zip-right"])
    field, count = page.get_by_label("In my own words"), page.locator("[data-part='letters']")
    field.fill("w" * 300)
    expect(count).to_have_text("300 of 300 letters")
    field.fill("w" * 420)
    expect(count).to_contain_text("420 of 300 letters: too long")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert len(field.input_value()) == 420
    field.fill("short")
    expect(count).to_have_text("5 of 300 letters")
    assert field.get_attribute("aria-invalid") is None
