"""A unit that the device does not show is asked about before it is saved, and never refused; a note
and an infusion that stands twice get their line beside "Saved"."""

from datetime import timedelta

import pytest
from django.test import Client

from multifocal.diary import Force, Symptom
from multifocal.web.diary import store
from multifocal.web.diary.state import today
from tests.web.diary.conftest import Post, filled
from tests.web.diary.test_plans import said
from tests.web.markup import markup

GRIP = {"measure": "grip", "tries_right_1": "45", "unit": "kg", "device": "vigorimeter"}


def test_kilograms_of_a_bulb_are_asked_about_once(owner: Client, add: Post) -> None:
    page = add("force", **GRIP, tries_left_1="40")
    assert "40 kg, 45 kg: is that right?" in said(page) and not store.everything()
    assert "A Vigorimeter mostly shows kPa or bar" in said(page)
    form = owner.post("/diary/add/force", {**filled(page), "edit": "1"})
    assert filled(form)["unit"] == ["kg"]
    owner.post("/diary/add/force", {**filled(page), "sure": "1"})
    hands = [one.content for one in store.everything() if isinstance(one.content, Force)]
    assert {one.unit for one in hands} == {"kg"} and len(hands) == 2  # as it was typed
    assert add("force", **GRIP).status_code == 302  # who said that it is right is not asked again
    assert "is that right?" in said(
        add("force", **{**GRIP, "device": "dynamometer", "unit": "kPa"})
    )


def test_what_a_device_shows_is_not_asked_about(add: Post) -> None:
    assert add("force", **{**GRIP, "unit": "kPa"}).status_code == 302
    assert add("force", **{**GRIP, "device": "other"}).status_code == 302
    assert add("force", **{**GRIP, "device": "dynamometer"}).status_code == 302


def test_a_note_has_the_list_and_says_where_to_look(owner: Client, add: Post) -> None:
    """ "short of breath, chest tight" was "Saved." and nothing more."""
    form = markup(owner.get("/diary/add/note"))
    assert "chest_pain" in [one.attributes.get("value") for one in form.all("input")
                            if one.attributes.get("name") == "signs"]  # fmt: skip
    saved = add("note", text="short of breath, chest tight")
    assert saved.status_code == 302  # a note is not asked about: there are many
    page = owner.get(saved["Location"])
    assert "If what you wrote is about how you feel now" in said(page)
    hrefs = [one.attributes.get("href") or "" for one in markup(page).all("a")
             if one.text == "look at what cannot wait"]  # fmt: skip
    assert hrefs and all(one.endswith("#get-help") for one in hrefs)
    page = add("note", text="short of breath", signs=["breathing"])
    assert "Now: call the emergency number" in said(page)
    owner.post("/diary/add/note", {**filled(page), "seen": "1"})
    assert [one.content.sign for one in store.of_kind("symptom")
            if isinstance(one.content, Symptom)] == ["breathing"]  # fmt: skip
    other = owner.get(add("infusion", status="given")["Location"])
    assert "about how you feel now" not in said(other)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("visit", {"who": "nurse", "status": "happened", "text": "told her about chest pressure"}),
        ("symptom", {"words": "pressure on my chest", "company": "none"}),
        ("infusion", {"status": "given", "reaction_words": "a tight chest", "company": "none"}),
        ("infusion", {"status": "given", "words": "chest tight", "company": "none"}),
        ("task", {"own": "breathing when I lie flat", "ease": "hard", "company": "none"}),
    ],
)
def test_own_words_are_followed_by_where_to_look(
    owner: Client, add: Post, kind: str, typed: dict[str, str]
) -> None:
    """ "None of these" was ticked, or nothing asked: nobody reads what was written."""
    saved = add(kind, **typed)
    assert saved.status_code == 302
    page = owner.get(saved["Location"])
    assert "If what you wrote is about how you feel now, do not wait" in said(page)
    assert "look at what cannot wait, and call" in said(page)


def test_nothing_written_is_followed_by_nothing(owner: Client, add: Post) -> None:
    for kind, typed in (("visit", {"who": "nurse", "status": "planned"}),
                        ("task", {"own": "Tuning the cello", "ease": "easy"})):  # fmt: skip
        page = owner.get(add(kind, **typed)["Location"])
        assert "about how you feel now" not in said(page)


def test_own_words_of_a_hard_task_meet_the_list(add: Post) -> None:
    """ "breathing when I lie flat", hard, was "Saved." """
    asked = add("task", own="breathing when I lie flat", ease="hard")
    assert "Trouble breathing, or blue lips" in said(asked) and not store.of_kind("task")
    assert "Now: call the emergency number" in said(
        add("task", own="breathing when I lie flat", ease="hard", company="reaction.breathing")
    )


def test_who_writes_down_a_medicine_reads_of_steroids(owner: Client) -> None:
    page = owner.get("/diary/add/medicine")
    assert "can make the muscles weaker" in said(page) and "emergency" in said(page)
    assert "/treatment#steroids" in [one.attributes.get("href") for one in markup(page).all("a")]
    assert "steroid" not in said(owner.get("/diary/add/visit")).split("What cannot wait")[0]


def test_an_end_on_the_next_day_is_told_beside_saved(owner: Client, add: Post) -> None:
    """8:00 for 18:00 was an infusion of 23 hours without a word."""
    run = {"status": "given", "day": "2026-03-02", "clock": "09:00"}
    saved = add("infusion", **run, ended="08:00")
    told = "This infusion ended on another day than it began"
    page = said(owner.get(saved["Location"]))
    assert f"{told}, as it is written down: on 3 March 2026, 08:00." in page
    saved = add("infusion", **{**run, "day": "2026-03-03"}, ended="18:00")
    assert told not in said(owner.get(saved["Location"]))


TWICE = "planned for {day} twice: as missed, and as given late"


def test_an_infusion_that_stands_as_missed_and_as_late_is_told_and_both_stay(
    owner: Client, add: Post
) -> None:
    planned, later = today() - timedelta(days=9), today() - timedelta(days=2)
    missed = said(owner.get(add("infusion", status="missed", day=f"{planned}")["Location"]))
    assert "as given late" not in missed
    late = {"status": "late", "day": f"{later}", "planned_for": f"{planned}"}
    assert "as missed, and as given late" in said(owner.get(add("infusion", **late)["Location"]))
    assert len(store.everything()) == 2
    other = {**late, "planned_for": f"{planned - timedelta(days=1)}"}
    assert "as given late" not in said(owner.get(add("infusion", **other)["Location"]))
    again = said(owner.get(add("infusion", status="missed", day=other["planned_for"])["Location"]))
    assert "as missed, and as given late" in again
    assert "tell your neurologist this week" in again
