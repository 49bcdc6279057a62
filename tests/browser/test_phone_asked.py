"""On the phone, what is asked before an entry is saved: what comes with own words and with a task
that cannot be done, and a dose that may be a slip. The same on one's own machine:
tests/web/diary/test_company.py and test_infusion_form.py."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screenshot
from tests.browser.phone import Opened, add, base_url, diary, said, stored, view
from tests.browser.test_diary import low

__all__ = ["base_url", "diary"]


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).locator("visible=true").click()


def kinds(page: Page) -> list[str]:
    return sorted(one["versions"][-1]["kind"] for one in stored(page))


@pytest.mark.parametrize("text", [100, 200])
def test_own_words_beside_nausea_are_asked_about(
    diary: Opened, fits: Callable[[Page], None], screenshot: Screenshot, text: int
) -> None:
    page = diary(text=text)
    add(page, "Infusion")
    page.get_by_label("Given", exact=True).check()
    page.get_by_label("Nausea").check()
    page.get_by_label("Other reaction, in your own words").fill("I could not breathe")
    save(page)
    company = view(page, "company")
    expect(company).to_contain_text("or with what you wrote in your own words")
    screenshot(page, f"phone-asked-words-{text}")
    fits(page)
    company.locator("[data-worry=reaction]").get_by_label("Trouble breathing").check()
    company.get_by_role("button", name="Go on").click()
    expect(view(page, "signs")).to_contain_text("Trouble breathing, or blue lips")
    assert not stored(page)
    screenshot(page, f"phone-asked-signs-{text}")
    fits(page)


def test_a_grip_of_nothing_is_asked_about_and_keeps_both_hands(diary: Opened) -> None:
    page = diary()
    add(page, "Strength")
    for name, value in {"tries_right_1": "0", "tries_left_1": "28"}.items():
        page.locator(f"[name={name}]").locator("visible=true").fill(value)
    page.get_by_label("Grip", exact=True).check()
    page.locator("select[name=unit]").locator("visible=true").select_option("kg")
    save(page)
    company = view(page, "company")
    company.get_by_label("It came suddenly").check()
    company.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("may not wait")
    assert not stored(page)
    save(page)
    expect(said(page)).to_have_text("Saved.")
    assert kinds(page) == ["force", "force", "symptom"]


def test_a_task_that_cannot_be_done_is_asked_about_once(
    diary: Opened, screenshot: Screenshot
) -> None:
    page = diary()

    def told() -> None:
        add(page, "Task")
        page.locator("select[name=task]").locator("visible=true").select_option("key_turn")
        page.get_by_label("Cannot do it").check()
        page.get_by_label("Right", exact=True).locator("visible=true").check()
        save(page)

    told()
    company = view(page, "company")
    screenshot(page, "phone-asked-task")
    company.get_by_label("A muscle is newly weak").check()
    company.get_by_role("button", name="Go on").click()
    signs = view(page, "signs")
    expect(page.get_by_role("heading", level=1)).to_contain_text("this week")
    signs.get_by_role("button", name="Go back and change it").click()
    expect(page.get_by_label("Cannot do it")).to_be_checked()
    save(page)
    expect(signs).to_be_visible()  # what was answered is not asked again
    save(page)
    expect(said(page)).to_have_text("Saved.")
    assert kinds(page) == ["symptom", "task"]
    told()
    expect(said(page)).to_have_text("Saved.")
    assert kinds(page) == ["symptom", "task", "task"]


def test_the_same_answer_is_offered_once(diary: Opened) -> None:
    page = diary()
    add(page, "Symptom")
    page.locator("select[name=symptom]").locator("visible=true").select_option("weakness")
    page.get_by_label("In your own words").fill("since Monday")
    save(page)
    company = view(page, "company")
    same = company.get_by_label("Trouble breathing, or blue lips")
    expect(same.locator("visible=true")).to_have_count(1)
    sudden = company.get_by_label("Sudden weakness or numbness of one side")
    expect(sudden.locator("visible=true")).to_have_count(1)
    expect(company.get_by_label("It came suddenly")).to_be_hidden()
    expect(company.get_by_label("A muscle is newly weak")).to_be_visible()


def test_a_headache_beside_own_words_is_asked_about_once(diary: Opened) -> None:
    page = diary()
    add(page, "Infusion")
    page.get_by_label("Given", exact=True).check()
    page.get_by_label("Headache", exact=True).locator("visible=true").check()
    page.get_by_label("Other reaction, in your own words").fill("my neck is stiff")
    save(page)
    company = view(page, "company")
    expect(company.get_by_label("A stiff neck", exact=True)).to_be_visible()
    expect(company.get_by_label("Trouble swallowing").locator("visible=true")).to_have_count(1)
    for again in ("A bad headache with", "Sudden weakness"):
        expect(company.get_by_label(again).locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize("words", ["", "stiff since yesterday"])
def test_pain_in_the_neck_is_asked_for_a_headache_or_a_fever(diary: Opened, words: str) -> None:
    page = diary()
    add(page, "Symptom")
    page.locator("select[name=symptom]").locator("visible=true").select_option("pain")
    page.locator("select[name=place]").locator("visible=true").select_option("neck")
    page.locator("[name=words]").locator("visible=true").fill(words)
    save(page)
    company = view(page, "company")
    expect(company).to_contain_text("With the pain or cramp in the neck")
    company.get_by_label("The neck is stiff, and you have").check()
    company.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("may not wait")
    assert not stored(page)


def test_a_dose_with_a_digit_too_many_is_asked_about(
    diary: Opened, fits: Callable[[Page], None], screenshot: Screenshot
) -> None:
    page = diary()
    add(page, "Infusion")
    page.get_by_label("Given", exact=True).check()
    page.locator("[name=dose]").locator("visible=true").fill("400")
    page.locator("select[name=dose_unit]").locator("visible=true").select_option("g")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("400 g: is that right?")
    assert not stored(page)
    screenshot(page, "phone-asked-dose")
    fits(page)
    page.get_by_role("button", name="No: go back and change it").click()
    page.locator("[name=dose]").locator("visible=true").fill("40")
    save(page)
    expect(said(page)).to_have_text("Saved.")
    add(page, "Infusion")
    page.get_by_label("Given", exact=True).check()
    page.locator("[name=dose]").locator("visible=true").fill("130")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("130 g: is that right?")
    page.get_by_role("button", name="Yes, it is right: save").click()
    expect(said(page)).to_have_text("Saved.")


@pytest.mark.parametrize("width", [390, 1280])
def test_own_words_under_anything_else_are_asked_about(
    diary: Opened,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
) -> None:
    page = diary(width=width)
    add(page, "Infusion")
    page.get_by_label("Given", exact=True).check()
    page.get_by_text("More details").locator("visible=true").click()
    page.locator("textarea[name=words]").fill("chest tight while it runs")
    save(page)
    company = view(page, "company")
    expect(company.locator("a[href^='tel:112']").locator("visible=true")).to_be_visible()
    screenshot(page, f"phone-anything-else-{width}")
    fits(page)
    no_barriers(page)
    assert not low(page)
    company.locator("[data-worry=reaction]").get_by_label("Trouble swallowing").check()
    company.get_by_role("button", name="Go on").click()
    expect(view(page, "signs")).to_contain_text("Trouble swallowing")
    save(page)
    expect(said(page)).to_have_text("Saved.")
    page.get_by_role("button", name="Report for your doctor").click()
    row = view(page, "report").locator("[data-part=infusions] tr")
    expect(row).to_contain_text("“chest tight while it runs”")
    screenshot(page, f"phone-report-words-{width}")
    fits(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_kilograms_of_a_bulb_are_asked_about_once(
    diary: Opened,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
) -> None:
    page = diary(width=width)

    def told() -> None:
        add(page, "Strength")
        page.get_by_label("Grip", exact=False).locator("visible=true").first.check()
        page.locator("[name=tries_right_1]").fill("45")
        page.locator("select[name=unit]").locator("visible=true").select_option("kg")
        page.locator("select[name=device]").locator("visible=true").select_option("vigorimeter")
        save(page)

    told()
    expect(page.get_by_role("heading", level=1)).to_contain_text("45 kg: is that right?")
    expect(view(page, "sure")).to_contain_text("A Vigorimeter mostly shows kPa or bar")
    assert not stored(page)
    screenshot(page, f"phone-asked-unit-{width}")
    fits(page)
    no_barriers(page)
    page.get_by_role("button", name="Yes, it is right: save").click()
    expect(said(page)).to_have_text("Saved.")
    told()
    expect(said(page)).to_have_text("Saved.")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_note_has_the_list_and_says_where_to_look(
    diary: Opened,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
) -> None:
    page = diary(width=width)
    add(page, "A note or question")
    page.get_by_label("Your note").fill("short of breath, chest tight")
    screenshot(page, f"phone-note-form-{width}")
    save(page)
    expect(said(page)).to_have_text("Saved.")
    told = page.locator("#diary-notices")
    expect(told).to_contain_text("If what you wrote is about how you feel now")
    screenshot(page, f"phone-note-saved-{width}")
    fits(page)
    no_barriers(page)
    told.get_by_role("link", name="look at what cannot wait").click()
    expect(view(page, "list")).to_be_visible()
    page.get_by_role("button", name="Back").first.click()
    add(page, "A note or question")
    page.get_by_label("Your note").fill("short of breath")
    page.locator("#field-signs summary").click()
    page.locator("input[name=signs][value=breathing]").locator("visible=true").check()
    save(page)
    expect(view(page, "signs")).to_contain_text("Trouble breathing, or blue lips")
    save(page)
    assert kinds(page) == ["note", "note", "symptom"]


def test_an_infusion_that_stands_as_missed_and_as_late_is_told(diary: Opened) -> None:
    page = diary()
    add(page, "Infusion")
    page.get_by_label("Missed", exact=False).locator("visible=true").first.check()
    page.locator("input[name=day]").locator("visible=true").fill("2026-03-02")
    save(page)
    expect(page.locator("#diary-notices")).not_to_contain_text("as given late")
    add(page, "Infusion")
    page.get_by_label("late", exact=False).locator("visible=true").first.check()
    page.locator("input[name=day]").locator("visible=true").fill("2026-03-05")
    page.get_by_text("More details").locator("visible=true").click()
    page.locator("input[name=planned_for]").fill("2026-03-02")
    save(page)
    expect(page.locator("#diary-notices")).to_contain_text(
        "planned for 2 March 2026 twice: as missed, and as given late"
    )


def test_what_is_wrong_is_said_once_beside_its_field(diary: Opened, screenshot: Screenshot) -> None:
    page = diary()
    add(page, "Symptom")
    save(page)
    expect(page.get_by_text("This is still empty")).to_have_count(1)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#field-symptom")).to_be_focused()
    screenshot(page, "phone-asked-empty")
