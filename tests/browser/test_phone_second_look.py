"""On the phone, after an entry: what became of a plan, what may be a slip, what was deleted, and
what was ticked of the graded list. The same on one's own machine: tests/web/diary/test_plans.py and
test_saved.py."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from multifocal.diary import Bundle, Infusion, Visit, When, new_entry, write_bundle
from multifocal.web.diary.state import now
from tests.browser.conftest import Screenshot
from tests.browser.phone import (
    Opened,
    add,
    base_url,
    bring,
    diary,
    note,
    said,
    stored,
    view,
)

__all__ = ["base_url", "diary"]


@pytest.fixture
def planned(diary: Opened, tmp_path: Path) -> Page:
    """A phone on which an infusion was planned for yesterday."""
    entry = new_entry(Infusion("planned", product="Example"), When(yesterday()), now())
    file = tmp_path / "diary.json"
    file.write_bytes(write_bundle(Bundle((entry,))))
    page = diary()
    bring(page, file)
    page.get_by_role("button", name="Bring it in").click()
    return page


def yesterday() -> date:
    return date.today() - timedelta(days=1)


def last_of(page: Page) -> dict[str, object]:
    (entry,) = stored(page)
    version: dict[str, object] = entry["versions"][-1]
    return version


def test_a_plan_whose_day_has_passed_is_answered_by_its_owner(planned: Page) -> None:
    page = planned
    expect(view(page, "home")).to_contain_text("What became of it is not written down yet")
    page.get_by_role("button", name="Say what became of it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What became of the planned infusion?"
    )
    expect(page.get_by_label("Given", exact=True)).not_to_be_checked()
    page.get_by_label("Given later than planned").check()
    page.get_by_role("button", name="Save").click()
    expect(view(page, "form")).to_contain_text("the day for which it was planned")
    page.locator("#field-day").fill(date.today().isoformat())
    page.get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("Saved.")
    version = last_of(page)
    assert version["when"] == {"day": date.today().isoformat()}
    assert version["content"] == {
        "status": "late", "product": "Example", "planned_for": {"day": yesterday().isoformat()},
    }  # fmt: skip
    expect(page.get_by_role("button", name="Say what became of it")).to_have_count(0)


def test_a_plan_can_be_cancelled_and_its_history_stays(planned: Page) -> None:
    page = planned
    page.get_by_role("button", name="Say what became of it").click()
    page.get_by_role("button", name="This infusion was cancelled").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Was this planned infusion cancelled?"
    )
    page.get_by_role("button", name="No, keep the plan").locator("visible=true").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What became of the planned infusion?"
    )
    page.get_by_role("button", name="This infusion was cancelled").click()
    expect(view(page, "delete")).to_contain_text("call or write to your neurologist or nurse")
    page.get_by_role("button", name="Yes, it was cancelled").click()
    expect(said(page)).to_have_text("Deleted.")
    assert "content" not in last_of(page)
    expect(page.get_by_role("button", name="Say what became of it")).to_have_count(0)
    note(page, "stays")
    page.get_by_role("button", name="See or correct what you saved").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete this entry?")
    expect(view(page, "delete")).not_to_contain_text("cancelled", use_inner_text=True)


def test_what_lies_ahead_stands_on_the_first_page(diary: Opened, tmp_path: Path) -> None:
    ahead = (Infusion("planned"), Visit("Dr. Example", "planned"))
    entries = tuple(new_entry(one, When(date.today() + timedelta(days=3)), now()) for one in ahead)
    file = tmp_path / "diary.json"
    file.write_bytes(write_bundle(Bundle(entries)))
    page = diary()
    bring(page, file)
    page.get_by_role("button", name="Bring it in").click()
    home = view(page, "home")
    home.locator('[data-go="year"]').first.click()
    view(page, "year").locator('[data-go="entry"]').first.click()
    expect(view(page, "entry").get_by_role("button", name="It was cancelled")).to_be_visible()
    page.get_by_role("button", name="Back to the diary").locator("visible=true").click()
    expect(home).to_contain_text("Next visit")
    expect(home).to_contain_text("Dr. Example")
    page.get_by_role("button", name="It was cancelled").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Was this planned infusion cancelled?"
    )
    page.get_by_role("button", name="Yes, it was cancelled").click()
    expect(home).not_to_contain_text("Next infusion", use_inner_text=True)
    expect(home).to_contain_text("Next visit")


def test_an_end_on_the_next_day_is_told_beside_saved(diary: Opened) -> None:
    """8:00 for 18:00 was an infusion of 23 hours without a word."""
    page = diary()
    for ended, is_told in (("08:00", True), ("18:00", False)):
        add(page, "Infusion")
        page.get_by_label("Given", exact=True).check()
        page.get_by_label("Day", exact=True).locator("visible=true").fill("2026-03-02")
        page.locator("[name=clock]").locator("visible=true").fill("09:00")
        page.locator("[name=ended]").evaluate("(one, text) => { one.value = text; }", ended)
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#diary-said")).to_have_text("Saved.")
        notices = page.locator("#diary-notices")
        told = "ended on another day than it began, as it is written down: on 3 March 2026, 08:00."
        (expect(notices).to_contain_text if is_told else expect(notices).not_to_contain_text)(told)


def test_what_was_written_where_the_day_begins_earlier_can_be_corrected(diary: Opened) -> None:
    """Flown from Tokyo to New York, a grip of this morning lay ahead and could not be corrected."""
    page = diary()
    page.clock.set_fixed_time("2026-06-12T12:00:00Z")
    add(page, "Strength")
    page.get_by_label("Grip", exact=True).check()
    page.locator("[name=tries_right_1]").locator("visible=true").fill("12")
    page.locator("select[name=unit]").locator("visible=true").select_option("kg")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#diary-said")).to_have_text("Saved.")
    page.clock.set_fixed_time("2026-06-11T12:00:00Z")
    page.get_by_role("button", name="See or correct what you saved").click()
    page.get_by_role("button", name="Correct it").click()
    page.locator("[name=tries_right_1]").locator("visible=true").fill("13")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#diary-said")).to_have_text("Saved.")
    (grip,) = stored(page)
    assert [one["when"]["day"] for one in grip["versions"]] == ["2026-06-12"] * 2
    assert grip["versions"][-1]["content"]["tries"] == ["13"]


def test_a_planned_visit_took_place_is_moved_or_was_cancelled(
    diary: Opened, tmp_path: Path
) -> None:
    """Before its day one could only delete it: "Missed" was refused with "choose planned"."""
    ahead = new_entry(
        Visit("Dr. Example", "planned"), When(date.today() + timedelta(days=3)), now()
    )
    file = tmp_path / "diary.json"
    file.write_bytes(write_bundle(Bundle((ahead,))))
    page = diary()
    bring(page, file)
    page.get_by_role("button", name="Bring it in").click()
    home = view(page, "home")
    home.get_by_role("button", name="It took place").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("What became of the planned visit?")
    form = view(page, "form")
    expect(form.get_by_label("It took place")).to_be_checked()
    expect(form.get_by_label("Day")).to_have_value(date.today().isoformat())
    page.get_by_role("button", name="Close without saving").click()
    home.get_by_role("button", name="Change it").click()
    form.get_by_label("Day").fill((date.today() + timedelta(days=9)).isoformat())
    page.get_by_role("button", name="Save").click()
    expect(home).to_contain_text("Next visit")
    home.get_by_role("button", name="Change it").click()
    form.get_by_role("button", name="This visit was cancelled").click()
    expect(heading).to_have_text("Was this planned visit cancelled?")
    expect(view(page, "delete")).to_contain_text(
        "If it was moved, keep the plan", use_inner_text=True
    )
    expect(page.get_by_text("If no other day has been set for it, call")).to_be_hidden()
    page.get_by_role("button", name="Yes, it was cancelled").click()
    expect(home).not_to_contain_text("Next visit", use_inner_text=True)


def test_infusions_of_half_a_year_are_planned_at_once(
    diary: Opened, fits: Callable[[Page], None], screenshot: Screenshot
) -> None:
    page = diary()
    add(page, "Infusion")
    page.get_by_label("Planned", exact=True).check()
    first = date.today() + timedelta(days=3)
    page.get_by_label("Day", exact=True).locator("visible=true").fill(first.isoformat())
    page.get_by_text("Plan several at once").locator("visible=true").click()
    screenshot(page, "phone-plan-row")
    page.get_by_label("Every how many weeks?").fill("4")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#diary-fault")).to_contain_text("Plan several at once")
    page.get_by_label("How many infusions in all?").fill("6")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "6 planned infusions: are these days right?"
    )
    screenshot(page, "phone-plan-row-days")
    fits(page)
    assert not stored(page)
    page.get_by_role("button", name="Go back and change it").click()
    expect(page.get_by_label("How many infusions in all?")).to_have_value("6")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="They are right: save").click()
    expect(page.locator("#diary-said")).to_have_text("6 planned infusions are saved.")
    days = sorted(one["versions"][-1]["when"]["day"] for one in stored(page))
    assert days == [(first + timedelta(weeks=4 * at)).isoformat() for at in range(6)]
    home = view(page, "home")
    home.get_by_role("button", name="Change it").click()
    expect(view(page, "form").get_by_text("Plan several at once")).to_have_count(0)


def test_own_words_are_followed_by_where_to_look(diary: Opened) -> None:
    page = diary()
    add(page, "A visit")
    page.get_by_label("With whom?").fill("nurse")
    page.get_by_label("It took place").check()
    page.get_by_label("What was said").fill("told her about chest pressure")
    page.get_by_role("button", name="Save").click()
    told = page.locator("#diary-notices")
    expect(told).to_contain_text("If what you wrote is about how you feel now")
    add(page, "A task")
    page.get_by_label("Or in your own words").fill("breathing when I lie flat")
    page.get_by_label("Hard", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(view(page, "company")).to_contain_text("Trouble breathing, or blue lips")
    page.get_by_label("None of these").check()
    page.get_by_role("button", name="Go on").click()
    expect(said(page)).to_have_text("Saved.")
    expect(told).to_contain_text("look at what cannot wait, and call")
    page.locator("summary", has_text="More to add").click()
    page.get_by_role("button", name="Another medicine").click()
    expect(view(page, "form")).to_contain_text("can make the muscles weaker")


def test_the_last_page_before_all_is_erased_says_of_no_further_one(diary: Opened) -> None:
    page = diary()
    note(page, "stays")
    page.get_by_role("button", name="Your data").click()
    page.get_by_role("button", name="Erase the whole diary").locator("visible=true").click()
    expect(page.get_by_text("One more page follows")).to_be_visible()
    page.get_by_role("button", name="Erase the whole diary").locator("visible=true").click()
    expect(page.get_by_text("I understand that what is erased")).to_be_visible()
    expect(page.get_by_text("One more page follows")).to_be_hidden()


def grip(page: Page, unit: str) -> None:
    add(page, "Strength")
    page.get_by_label("Grip").check()
    page.locator("[name=tries_right_1]").locator("visible=true").fill("22")
    page.locator("select[name=unit]").locator("visible=true").select_option(unit)
    page.get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("Saved.")


def test_another_unit_is_said_and_what_was_deleted_comes_back(diary: Opened) -> None:
    page = diary()
    notices = page.locator("#diary-notices")
    grip(page, "kg")
    expect(notices).not_to_contain_text("converted")
    grip(page, "lb")
    expect(notices).to_contain_text("measured in lb, and the measure before it in kg")
    notices.get_by_role("button", name="See or correct what you saved").click()
    expect(view(page, "entry")).to_contain_text("22 lb")
    page.get_by_role("button", name="Correct it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Correct: Strength")
    page.get_by_role("button", name="Back to the diary").click()

    view(page, "home").locator("[data-part=days] button").first.click()
    page.get_by_role("button", name="Delete it").locator("visible=true").click()
    page.get_by_role("button", name="Delete it").locator("visible=true").click()
    page.get_by_role("button", name="Your data").click()
    page.get_by_role("button", name="Look at deleted entries").click()
    view(page, "deleted").get_by_role("button", name="Strength").click()
    page.get_by_role("button", name="Put it back").click()
    expect(said(page)).to_have_text("Saved.")
    assert all("kind" in one["versions"][-1] for one in stored(page))


@pytest.mark.parametrize(
    ("signs", "said_of_each", "said_of_all"),
    [
        (("fever",), "Today: speak to a doctor", None),
        (("fever", "hives"), None, "Call the emergency number now: two or more signs"),
    ],
    ids=["one", "two that come together"],
)
def test_what_was_ticked_stands_first_with_what_to_do(
    diary: Opened, signs: tuple[str, ...], said_of_each: str | None, said_of_all: str | None
) -> None:
    page = diary()
    add(page, "Infusion")
    page.get_by_label("Given", exact=True).check()
    page.locator("details.asked--signs summary").locator("visible=true").click()
    for sign in signs:
        page.locator(f"[name=signs][value={sign}]").locator("visible=true").check()
    page.get_by_role("button", name="Save").click()
    ticked = view(page, "signs").locator("[data-part=ticked] li").first
    expect(ticked).to_contain_text("Fever")
    if said_of_each:
        expect(ticked).to_contain_text(said_of_each)
    else:  # a "Today" beside the "Now" would say that there is time
        expect(ticked).not_to_contain_text("Today")
    if said_of_all:
        expect(view(page, "signs")).to_contain_text(said_of_all)


@pytest.mark.parametrize("first", ["headache", "fever"])
def test_signs_of_two_entries_of_one_day_are_graded_together(diary: Opened, first: str) -> None:
    page = diary()

    def tell(what: str) -> None:
        add(page, "A symptom")
        if what == "headache":
            page.get_by_label("Kind").select_option("pain")
            page.get_by_label("Where").select_option("head")
        else:
            page.locator("details.asked--signs summary").locator("visible=true").click()
            page.locator("[name=signs][value=fever]").locator("visible=true").check()
        page.get_by_role("button", name="Save").click()

    tell(first)
    if first == "headache":
        page.get_by_label("None of these").check()
        page.get_by_role("button", name="Go on").click()
    else:
        expect(view(page, "signs")).to_contain_text("Today: speak to a doctor")
        expect(view(page, "signs")).not_to_contain_text(
            "of about the same time", use_inner_text=True
        )
        page.get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("Saved.")
    tell("fever" if first == "headache" else "headache")
    signs = view(page, "signs")
    expect(signs.locator("[data-part=ticked] li").first).to_contain_text("Now: call the emergency")
    expect(signs).to_contain_text("of about the same time", use_inner_text=True)
    assert len(stored(page)) == 1
    page.get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("Saved.")
    assert len(stored(page)) == 2


def test_what_comes_with_a_headache_is_asked_and_help_is_a_step_away_and_back(
    diary: Opened, fits: Callable[[Page], None], no_barriers: Callable[[Page], None]
) -> None:
    page = diary(width=320)
    add(page, "Infusion")
    page.get_by_label("Given", exact=True).check()
    page.get_by_label("Lot numbers").fill("B7")
    page.get_by_label("Headache", exact=True).check()
    page.locator(".site-help").click()
    expect(page.locator(".grades")).to_contain_text("If an infusion is running, stop it.")
    no_barriers(page)
    page.go_back()
    expect(page.get_by_label("Lot numbers")).to_have_value("B7")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#diary-fault")).to_contain_text("Tick what is there")
    fits(page)
    no_barriers(page)
    page.get_by_label("A stiff neck", exact=True).check()
    page.get_by_role("button", name="Go on").click()
    expect(view(page, "signs")).to_contain_text("Now: call the emergency number")
    assert stored(page) == []
    page.get_by_role("button", name="Save").click()
    content = last_of(page)["content"]
    assert isinstance(content, dict) and content["lots"] == ["B7"]
    assert [one.get("sign") for one in content["reactions"]] == [None, "headache_with"]


def test_trouble_speaking_is_asked_about_and_is_not_saved_calmly(diary: Opened) -> None:
    page = diary()
    page.get_by_text("More to add").click()
    add(page, "About you")
    page.get_by_label("How did it come, and how has it changed?").select_option(label="Suddenly")
    page.locator("#field-speech_or_swallowing").get_by_label("Yes").check()
    page.get_by_role("button", name="Save").click()
    expect(view(page, "company")).to_contain_text("I have had it for a long time")
    page.get_by_label("Trouble swallowing that is new").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you save: this may not wait")
    expect(view(page, "signs")).to_contain_text("Trouble swallowing")
    assert not stored(page)
    view(page, "signs").get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("Saved.")
    expect(page.locator("#diary-notices")).to_contain_text("call the emergency number")
    kinds = sorted(one["versions"][-1]["kind"] for one in stored(page))
    assert kinds == ["about", "symptom"]


def test_a_new_form_about_oneself_is_filled_in_with_all_that_was_told(diary: Opened) -> None:
    page = diary()
    door = page.locator("[data-go=add-about]")
    for day, told in (
        ("2026-03-02", {"name": "A", "since": "2021"}),
        ("2026-03-09", {"name": "B"}),
    ):
        door.dispatch_event("click")
        page.locator("#field-day").fill(day)
        for name in ("name", "since"):
            page.locator(f"#field-{name}").fill(told.get(name, ""))
        page.get_by_role("button", name="Save").click()
        expect(said(page)).to_have_text("Saved.")
    door.dispatch_event("click")
    expect(page.locator("#field-name")).to_have_value("B")
    expect(page.locator("#field-since")).to_have_value("2021")


def test_the_whole_diary_is_erased_in_two_steps(diary: Opened) -> None:
    page = diary()
    note(page, "private")
    page.get_by_role("button", name="Your data").click()
    page.get_by_role("button", name="Erase the whole diary").click()
    expect(view(page, "erase_all")).to_contain_text("1 entry is in your diary")
    view(page, "erase_all").get_by_role("button", name="Erase the whole diary").click()
    erase = page.get_by_role("button", name="Erase the whole diary", exact=True)
    erase.locator("visible=true").click()
    expect(page.locator("#diary-fault")).to_contain_text("Nothing has been erased")
    assert len(stored(page)) == 1
    page.get_by_label("I understand").check()
    erase.locator("visible=true").click()
    expect(said(page)).to_have_text("The whole diary has been erased.")
    assert not stored(page)


def test_the_hand_of_a_strength_is_corrected(diary: Opened) -> None:
    page = diary()
    add(page, "Strength")
    page.get_by_label("Grip").check()
    page.locator("#field-tries_left input").first.fill("9")
    page.get_by_label("Unit").select_option(label="kg")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="See or correct").click()
    page.get_by_role("button", name="Correct it").click()
    expect(page.locator("#field-tries_left legend")).to_have_text("Tries")
    expect(page.locator("#field-tries_right")).to_have_count(0)
    page.locator("#field-side").get_by_label("Right").check()
    page.get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("Saved.")
    content = last_of(page)["content"]
    assert isinstance(content, dict) and (content["side"], content["tries"]) == ("right", ["9"])
