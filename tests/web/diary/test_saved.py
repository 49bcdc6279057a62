"""After saving and after deleting: what may be a slip is said, and what was deleted comes back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from multifocal.diary import Force, Infusion, Note, When, new_entry
from multifocal.web.diary import store
from multifocal.web.diary.state import now, today
from tests.web.diary.conftest import Post, filled
from tests.web.diary.test_plans import said
from tests.web.markup import markup

pytestmark = pytest.mark.every_case

GRIP = {"measure": "grip", "tries_right_1": "22", "unit": "kg", "device": "dynamometer"}


def test_what_was_saved_is_a_tap_away(owner: Client, add: Post) -> None:
    answer = add("note", text="A question")
    page = markup(owner.get(answer["Location"]))
    note = store.latest("note")
    assert note and f"/diary/entry/{note.id}" in [
        one.attributes.get("href") for one in page.all("a") if one.text.startswith("See or correct")
    ]


def test_another_unit_or_device_than_before_is_said_and_nothing_converted(
    owner: Client, add: Post
) -> None:
    assert "are not converted" not in said(owner.get(add("force", **GRIP)["Location"]))
    page = said(owner.get(add("force", **{**GRIP, "unit": "lb"})["Location"]))
    assert "measured in lb, and the measure before it in kg" in page
    last = store.latest("force")
    assert last and isinstance(last.content, Force)
    assert (last.content.tries, last.content.unit) == ((Decimal(22),), "lb")
    page = said(owner.get(add("force", **{**GRIP, "unit": "lb", "device": "other"})["Location"]))
    assert "another device than the measure before it" in page


def test_a_second_infusion_of_a_day_is_said(owner: Client, add: Post) -> None:
    assert "Another infusion" not in said(owner.get(add("infusion", status="given")["Location"]))
    assert "Another infusion" in said(owner.get(add("infusion", status="given")["Location"]))
    missed = said(owner.get(add("infusion", status="missed")["Location"]))
    assert "Another infusion" not in missed
    assert "tell your neurologist this week" in missed


def test_a_second_plan_for_a_day_is_said(owner: Client, add: Post) -> None:
    """It was saved twice without a word."""
    day = (today() + timedelta(days=28)).isoformat()
    told = "Another infusion of the same day stands in your diary"
    first = add("infusion", status="planned", day=day)
    assert told not in said(owner.get(first["Location"]))
    second = add("infusion", status="planned", day=day)
    assert told in said(owner.get(second["Location"]))


def test_a_plan_and_the_infusion_that_it_became_are_not_two(owner: Client, add: Post) -> None:
    add("infusion", status="planned")
    given = add("infusion", status="given")
    assert "Another infusion of the same day" not in said(owner.get(given["Location"]))


def test_the_last_dose_is_none_of_a_missed_infusion(owner: Client, add: Post) -> None:
    add("infusion", status="given", product="Example", dose="70", dose_unit="g")
    form = filled(owner.get("/diary/add/infusion"))
    assert form["dose"] == ["70"]
    page = said(owner.get(add("infusion", status="missed")["Location"]))
    assert "No dose is written down with a missed infusion" in page
    doses = {one.content.status: one.content.dose for one in store.everything()
             if isinstance(one.content, Infusion)}  # fmt: skip
    assert doses == {"given": Decimal(70), "missed": None}


def test_what_was_deleted_is_found_and_put_back(owner: Client) -> None:
    entry = new_entry(Note("Do not lose me"), When(today()), now())
    store.save(entry.id, lambda _: entry)
    answer = owner.post(f"/diary/entry/{entry.id}/delete", {"remove": "1"})
    assert "It no longer counts" in said(owner.get(answer["Location"]))
    assert "Do not lose me" not in said(owner.get("/diary"))
    assert entry.id in owner.get("/diary/deleted").content.decode()

    assert owner.get(f"/diary/entry/{entry.id}/back").status_code == 405
    assert owner.post(f"/diary/entry/{entry.id}/back").status_code == 302
    assert "Do not lose me" in said(owner.get("/diary"))
    assert "There are none" in said(owner.get("/diary/deleted"))

    owner.post(f"/diary/entry/{entry.id}/delete")
    owner.post(f"/diary/entry/{entry.id}/erase")
    assert "There are none" in said(owner.get("/diary/deleted"))


def test_what_was_ticked_stands_first_with_what_to_do(owner: Client, add: Post) -> None:
    page = said(add("infusion", status="given", signs=["hives"]))
    ticked = page.index("Hives (an itchy rash with raised spots)")
    assert ticked < page.index("What cannot wait, and what to do")
    assert page[ticked:].split("\n")[0].endswith("Today: speak to a doctor")
    assert "count as “Now”" not in page
    page = said(add("infusion", status="given", signs=["hives", "fever"]))
    call = page.index("Call the emergency number now: two or more signs of “Today”")
    ticked = page.index("Hives (an itchy rash with raised spots)")
    assert call < ticked and "Today: speak" not in page[call : page.index("What cannot wait, and")]
    assert "count as “Now”" not in said(add("symptom", signs=["hives", "fever", "chest_pain"]))


def test_what_differs_each_time_is_not_copied_unseen(owner: Client, add: Post) -> None:
    add("infusion", status="given", dose="40", dose_unit="g", weight="71", weight_unit="kg",
        premedication="paracetamol")  # fmt: skip
    add("infusion", status="given")
    last = store.last_received()
    assert last and last.content == Infusion("given", dose=Decimal(40), dose_unit="g")
