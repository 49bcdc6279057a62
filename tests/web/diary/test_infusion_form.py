"""The form of an infusion: what it takes from the last one and from its plan, and its rates."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from multifocal.diary import (
    Infusion,
    RateStep,
    Reaction,
    When,
    new_entry,
)
from multifocal.diary.entry import signs_of
from multifocal.web.diary import store
from multifocal.web.diary.state import now, today
from tests.web.diary.conftest import Post, filled
from tests.web.diary.test_plans import said
from tests.web.markup import markup, words


def test_an_infusion_begins_with_what_the_last_one_was(add: Post, owner: Client) -> None:
    add("infusion", status="given", product="Example 10 %", dose="40", dose_unit="g",
        route="intravenous", lots="A1, B2", reactions=["chills"], weight="70", weight_unit="kg",
        ended="15:30", clock="13:00", day="2026-10-05", premedication="paracetamol",
        company="none")  # fmt: skip
    (last,) = store.everything()
    assert isinstance(last.content, Infusion)
    assert last.content.lots == ("A1", "B2")
    assert last.content.reactions == (Reaction("chills"),)
    assert last.when.zone == "Europe/Madrid"
    assert last.when.offset_minutes == 120  # summer time there, whatever this machine's clock
    assert last.content.ended is not None
    assert last.content.ended.days_since(last.when) == pytest.approx(2.5 / 24)
    answer = owner.get("/diary/add/infusion")
    form = filled(answer)
    assert (form["product"], form["dose"], form["dose_unit"]) == (["Example 10 %"], ["40"], ["g"])
    assert form["lots"] == [""]
    assert "reactions" not in form
    assert "status" not in form
    assert "They are a record, not advice" in words(answer)


def test_a_planned_infusion_that_ran_is_the_same_entry(add: Post, owner: Client) -> None:
    day = today() - timedelta(days=1)
    add("infusion", status="planned", day=(today() + timedelta(days=3)).isoformat())
    page = owner.get("/diary")
    (planned,) = store.everything()
    assert "Next infusion:" in words(page)
    store.save(planned.id, lambda one: one)
    link = next(
        a.attributes["href"] for a in markup(page).all("a") if "?ran" in a.attributes["href"]
    )
    form = filled(owner.get(link))
    assert form["status"] == ["given"]
    owner.post(link.removesuffix("?ran"), {**form, "day": day.isoformat()})
    (entry,) = store.everything()
    assert entry.content.status == "given"
    assert entry.former[0].content.status == "planned"
    assert "Next infusion:" not in words(owner.get("/diary"))


def test_rates_without_their_unit_or_their_rate_are_said_at_their_field(
    add: Post, owner: Client
) -> None:
    for sent in ({"rate_1": "0,5"}, {"minutes_1": "30", "rate_unit": "mL/h"},
                 {"rate_1": "fast", "rate_unit": "mL/h"},
                 {"rate_1": "1", "minutes_1": "half", "rate_unit": "mL/h"}):  # fmt: skip
        answer = add("infusion", status="given", **sent)
        page = markup(answer)
        link = next(a for a in page.all("a") if page.one("fault").holds(a))
        assert link.attributes["href"] == "#field-rate_steps"
        assert page.one("field-rate_steps")
    assert not store.everything()


def test_a_unit_alone_is_no_rate(add: Post) -> None:
    add("infusion", status="given", rate_unit="mL/h")
    assert store.everything()[0].content == Infusion("given")


def test_rates_that_the_form_has_no_room_for_outlive_a_correction(
    owner: Client, diary: Path
) -> None:
    steps = (RateStep(Decimal(30), "mL/h", 30), RateStep(Decimal("0.5"), "mL/min"))
    entry = new_entry(Infusion("given", rate_steps=steps), When(today()), now())
    store.save(entry.id, lambda _: entry)
    form = filled(owner.get(f"/diary/entry/{entry.id}/correct"))
    owner.post(f"/diary/entry/{entry.id}/correct", {**form, "product": "Example"})
    assert store.everything()[0].content == Infusion("given", product="Example", rate_steps=steps)


def test_rates_that_were_shown_and_emptied_are_gone(add: Post, owner: Client) -> None:
    add("infusion", status="given", rate_unit="mL/h", rate_1="30", minutes_1="20", rate_2="60")
    (entry,) = store.everything()
    form = filled(owner.get(f"/diary/entry/{entry.id}/correct"))
    owner.post(f"/diary/entry/{entry.id}/correct", {**form, "rate_2": ""})
    step = RateStep(Decimal(30), "mL/h", 20)
    assert store.everything()[0].content == Infusion("given", rate_steps=(step,))
    owner.post(f"/diary/entry/{entry.id}/correct", {**form, "rate_1": "", "minutes_1": "",
                                                    "rate_2": ""})  # fmt: skip
    assert store.everything()[0].content == Infusion("given")


def test_a_dose_with_a_digit_too_many_is_asked_about_before_it_is_saved(
    owner: Client, add: Post
) -> None:
    page = add("infusion", status="given", dose="400", dose_unit="g")
    assert "400 g: is that right?" in said(page) and not store.everything()
    assert "40 g" not in said(page).replace("400 g", "")  # it proposes no dose
    form = owner.post("/diary/add/infusion", {**filled(page), "edit": "1"})
    assert filled(form)["dose"] == ["400"]
    owner.post("/diary/add/infusion", {**filled(page), "sure": "1"})
    (entry,) = store.everything()
    corrected = filled(owner.get(f"/diary/entry/{entry.id}/correct"))
    answer = owner.post(f"/diary/entry/{entry.id}/correct", {**corrected, "lots": "A1"})
    assert answer.status_code == 302  # it is not asked about again


def test_the_list_comes_before_the_question_about_the_dose(owner: Client, add: Post) -> None:
    page = add("infusion", status="given", dose="400", dose_unit="g", signs=["chest_pain"])
    assert "Now: call the emergency number" in said(page) and "is that right" not in said(page)
    page = owner.post("/diary/add/infusion", {**filled(page), "seen": "1"})
    assert "400 g: is that right?" in said(page) and not store.everything()
    owner.post("/diary/add/infusion", {**filled(page), "sure": "1"})
    (entry,) = store.everything()
    assert signs_of(entry.content) == ("chest_pain",)
