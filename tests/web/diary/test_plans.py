"""A planned infusion and what became of it: nobody but its owner says that it ran, and none is lost
sight of when its day has passed."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from multifocal.diary import Content, Force, Infusion, Visit, When, new_entry
from multifocal.web.diary import store
from multifocal.web.diary.state import moment_here, now, today
from multifocal.words import day_said
from tests.web.diary.conftest import Post, filled
from tests.web.markup import markup

ASKS = "What became of it is not written down yet"


def said(answer: HttpResponseBase) -> str:
    """What stands on the page."""
    return markup(answer).one("main").text


def put(status: str, days: int) -> str:
    """An infusion of that status, some days from today; its id."""
    content = Infusion(status, product="Example", dose=None)  # type: ignore[arg-type]
    entry = new_entry(content, When(today() + timedelta(days=days)), now())
    store.save(entry.id, lambda _: entry)
    return entry.id


def test_a_plan_whose_day_has_passed_is_asked_about_and_answered_by_its_owner(
    owner: Client,
) -> None:
    plan = put("planned", -1)
    page = markup(owner.get("/diary"))
    assert ASKS in page.one("main").text
    address = f"/diary/entry/{plan}/correct?ran"
    assert address in [one.attributes.get("href") for one in page.all("a")]

    form = filled(owner.get(address))
    assert "status" not in form
    assert form["day"] == [(today() - timedelta(days=1)).isoformat()]
    there = f"/diary/entry/{plan}/correct"
    answer = owner.post(there, form)
    assert answer.status_code == 200 and "What is it?" in said(answer)
    assert owner.post(there, {**form, "status": "given"}).status_code == 302
    entry = store.find(plan)
    assert entry and entry.content == Infusion("given", product="Example")
    assert ASKS not in said(owner.get("/diary"))


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_the_time_of_a_plan_is_not_taken_for_when_it_began(owner: Client, days: int) -> None:
    """ "I have had it" saved the planned 9:00 as the start, before 9:00 too."""
    day = today() + timedelta(days=days)
    plan = new_entry(Infusion("planned"), moment_here(day, time(9)), now())
    store.save(plan.id, lambda _: plan)
    there = f"/diary/entry/{plan.id}/correct"
    form = filled(owner.get(f"{there}?ran"))
    assert form["clock"] == [""]
    assert filled(owner.get(there))["clock"] == ["09:00"]  # of a plan that is changed it stays
    assert owner.post(there, {**form, "status": "given"}).status_code == 302
    entry = store.find(plan.id)
    assert entry and entry.when.clock is None


def test_given_late_keeps_the_day_of_the_plan(owner: Client) -> None:
    plan = put("planned", -2)
    address = f"/diary/entry/{plan}/correct"
    form = {**filled(owner.get(f"{address}?ran")), "status": "late"}
    assert "This is the day for which it was planned" in said(owner.post(address, form))
    assert owner.post(address, {**form, "day": today().isoformat()}).status_code == 302
    entry = store.find(plan)
    assert entry and isinstance(entry.content, Infusion)
    assert entry.content.planned_for == When(today() - timedelta(days=2))


def test_what_was_answered_under_another_entry_is_not_asked_again(owner: Client) -> None:
    put("planned", -8)
    put("missed", -8)
    put("planned", 3)
    assert ASKS not in said(owner.get("/diary"))


def test_a_plan_stays_open_beside_a_later_infusion_until_that_is_said_to_be_it(
    owner: Client,
) -> None:
    plan, later = put("planned", -9), put("given", -7)
    page = said(owner.get("/diary"))
    assert ASKS in page and "After it, you wrote down an infusion for" in page
    assert owner.get(f"/diary/entry/{plan}/was/{later}").status_code == 405
    assert owner.post(f"/diary/entry/{later}/was/{plan}").status_code == 404
    assert owner.post(f"/diary/entry/{plan}/was/{later}").status_code == 302
    assert ASKS not in said(owner.get("/diary"))
    found, gone = store.find(later), store.find(plan)
    assert found and isinstance(found.content, Infusion) and gone and gone.deleted
    assert found.content.status == "late"
    assert found.content.planned_for == When(today() - timedelta(days=9))


def test_nothing_that_was_measured_lies_ahead(add: Post) -> None:
    tomorrow = (today() + timedelta(days=1)).isoformat()
    grip = {"measure": "grip", "tries_right_1": "22", "unit": "kg"}
    answer = add("force", **grip, day=tomorrow)
    assert answer.status_code == 200 and "This day lies ahead" in said(answer)
    assert add("force", **grip).status_code == 302
    last = store.latest("force")
    assert last and isinstance(last.content, Force) and last.when.day == today()


@pytest.mark.parametrize(
    "days, content, saved",
    [
        (1, Force("grip", "right", "kg", (Decimal(22),)), True),
        (1, Infusion("given"), True),
        (2, Infusion("given"), False),
        (2, Force("grip", "right", "kg", (Decimal(22),)), False),
        (1, Infusion("planned"), False),
    ],
)
def test_what_was_written_where_the_day_begins_earlier_can_be_corrected(
    owner: Client, days: int, content: Content, saved: bool
) -> None:
    """Flown from Tokyo to New York, a grip of this morning lay ahead and could not be corrected."""
    entry = new_entry(content, When(today() + timedelta(days=days)), now())
    store.save(entry.id, lambda _: entry)
    there = f"/diary/entry/{entry.id}/correct"
    form: dict[str, object] = {**filled(owner.get(there)), "clock": "08:30"}
    if isinstance(content, Infusion):
        form["status"] = "given"
    answer = owner.post(there, form)
    assert (answer.status_code == 302) == saved
    found = store.find(entry.id)
    assert found and found.when.day == entry.when.day and (found.when.clock is not None) == saved


def test_the_form_of_an_infusion_says_which_day_counts_for_a_plan(owner: Client) -> None:
    """Who typed the planned day under "Had been planned for" alone was told that the infusion was
    planned for today, which "Day" holds."""
    page = markup(owner.get("/diary/add/infusion"))
    hints = {name: page.one(f"field-{name}-hint").text for name in ("day", "planned_for")}
    assert "the day for which it is planned" in hints["day"]
    assert "The day that counts stands under “Day”" in hints["planned_for"]
    assert "field-day-hint" not in owner.get("/diary/add/task").content.decode()


def test_no_visit_took_place_on_a_day_that_lies_ahead(add: Post) -> None:
    """The report then ran to that day."""
    tomorrow = (today() + timedelta(days=1)).isoformat()
    answer = add("visit", who="Neurologist", status="happened", day=tomorrow)
    assert answer.status_code == 200 and "only what is planned can" in said(answer)
    assert add("visit", who="Neurologist", status="planned", day=tomorrow).status_code == 302


def test_a_correction_is_not_headed_as_something_new(owner: Client) -> None:
    entry = put("given", -1)
    page = markup(owner.get(f"/diary/entry/{entry}/correct"))
    assert page.all("h1")[0].text == "Correct: Infusion"


def test_a_plan_can_be_cancelled_and_its_history_stays(owner: Client) -> None:
    """ "Change or cancel it" led to a form whose "Cancel" left the plan as it was."""
    plan = put("planned", 3)
    there = f"/diary/entry/{plan}/delete"
    links = {one.text: one.attributes.get("href") for one in markup(owner.get("/diary")).all("a")}
    assert links["It was cancelled"] == there and "Change it" in links
    form = markup(owner.get(f"/diary/entry/{plan}/correct"))
    links = {one.text: one.attributes.get("href") for one in form.all("a")}
    assert links["This infusion was cancelled"] == there
    assert "Cancel" not in links and "Close without saving" in links
    own = markup(owner.get(f"/diary/entry/{plan}"))  # where one of a row of plans is looked for
    links = {one.text: one.attributes.get("href") for one in own.all("a")}
    assert links["It was cancelled"] == there and "Delete it" not in links
    page = said(owner.get(there))
    assert "Was this planned infusion cancelled?" in page and "neurologist or nurse" in page
    owner.post(there, {"remove": "1"})
    entry = store.find(plan)
    assert entry and entry.deleted and entry.versions[0].content
    assert "Next infusion" not in said(owner.get("/diary"))


def test_what_is_no_plan_cannot_be_cancelled(owner: Client) -> None:
    given = put("given", -1)
    assert "This infusion was cancelled" not in said(owner.get(f"/diary/entry/{given}/correct"))
    assert "Delete this entry?" in said(owner.get(f"/diary/entry/{given}/delete"))
    page = said(owner.get(f"/diary/entry/{given}"))
    assert "Delete it" in page and "It was cancelled" not in page


def test_the_next_visit_stands_on_the_first_page(owner: Client) -> None:
    for who, status, days in (("Dr. Early", "missed", 1), ("Dr. Example", "planned", 4),
                              ("Dr. Later", "planned", 9)):  # fmt: skip
        content = Visit(who, status)  # type: ignore[arg-type]
        entry = new_entry(content, When(today() + timedelta(days=days)), now())
        store.save(entry.id, lambda _, entry=entry: entry)  # type: ignore[misc]
    page = said(owner.get("/diary"))
    assert "Next visit" in page and "Dr. Example" in page and "Dr. Later" not in page


ROW = {"status": "planned", "product": "Example", "row_weeks": "4", "row_times": "6"}


def test_infusions_of_half_a_year_are_planned_at_once_and_seen_before_they_are_saved(
    owner: Client, add: Post
) -> None:
    """One form each was too much for weak hands."""
    first = today() + timedelta(days=3)
    days = [first + timedelta(weeks=4 * at) for at in range(6)]
    page = add("infusion", **ROW, day=first.isoformat())
    text = said(page)
    assert "6 planned infusions: are these days right?" in text and "Nothing is saved yet" in text
    assert all(day_said(day) in text for day in days) and not store.everything()
    form = filled(page)
    back = owner.post("/diary/add/infusion", {**form, "edit": "1"})
    assert filled(back)["row_times"] == ["6"] and not store.everything()
    for _ in range(2):  # a form that is sent twice plans nothing twice
        answer = owner.post("/diary/add/infusion", {**form, "row": "1"})
        assert "6 planned infusions are saved." in said(owner.get(answer["Location"]))
        assert [one.when.day for one in store.of_kind("infusion")] == days
    assert {one.content for one in store.everything()} == {Infusion("planned", product="Example")}
    there = f"/diary/entry/{store.of_kind('infusion')[0].id}/correct"
    form = filled(owner.get(there))
    assert "row_weeks" not in form  # one that is corrected is one
    answer = owner.post(there, {**form, "product": "Other"})
    page = said(owner.get(answer["Location"]))
    assert "Saved." in page and "infusions are saved" not in page


def test_a_day_that_has_its_infusion_already_is_named(add: Post) -> None:
    put("planned", 31)
    text = said(add("infusion", **ROW, day=(today() + timedelta(days=3)).isoformat()))
    twice = day_said(today() + timedelta(days=31))
    assert f"An infusion stands in the diary already for: {twice}." in text


def test_an_odd_dose_is_asked_about_before_the_days_are_shown(owner: Client, add: Post) -> None:
    page = add("infusion", **ROW, dose="600", dose_unit="g")
    assert "600 g: is that right?" in said(page)
    page = owner.post("/diary/add/infusion", {**filled(page), "sure": "1"})
    assert "are these days right?" in said(page) and not store.everything()
    assert owner.post("/diary/add/infusion", {**filled(page), "row": "1"}).status_code == 302
    assert len(store.everything()) == 6


def test_a_row_that_is_none_is_said_beside_its_field(add: Post) -> None:
    for wrong in ({"row_times": "60"}, {"row_weeks": ""}, {"status": "given"}):
        page = add("infusion", **{**ROW, **wrong})
        assert "Not saved yet" in said(page) and not store.everything()
        assert markup(page).one("field-plan_row-fault").text


def test_a_planned_visit_is_told_as_infusions_are(owner: Client, add: Post) -> None:
    """Before its day one could only delete it: "Missed" was refused with "choose planned"."""
    ahead = today() + timedelta(days=3)
    add("visit", who="Dr. Example", status="planned", day=ahead.isoformat())
    visit = store.next_visit(today())
    assert visit
    there = f"/diary/entry/{visit.id}"
    links = {one.text: one.attributes.get("href") for one in markup(owner.get("/diary")).all("a")}
    assert links["It took place"] == f"{there}/correct?ran"
    assert (links["Change it"], links["It was cancelled"]) == (
        f"{there}/correct",
        f"{there}/delete",
    )
    page = owner.get(f"{there}/correct?ran")
    assert "What became of the planned visit?" in said(page)
    form = filled(page)
    assert form["status"] == ["happened"] and form["day"] == [today().isoformat()]
    moved = (ahead + timedelta(days=7)).isoformat()
    form = filled(owner.get(f"{there}/correct"))
    assert owner.post(f"{there}/correct", {**form, "day": moved}).status_code == 302
    form_page = markup(owner.get(f"{there}/correct"))
    links = {one.text: one.attributes.get("href") for one in form_page.all("a")}
    assert links["This visit was cancelled"] == f"{there}/delete"
    page = said(owner.get(f"{there}/delete"))
    assert "Was this planned visit cancelled?" in page and "If it was moved, keep the plan" in page
    assert "infusion" not in page
    owner.post(f"{there}/delete", {"remove": "1"})
    assert store.next_visit(today()) is None
    gone = store.find(visit.id)
    assert gone and gone.deleted and gone.versions[0].content


def test_a_visit_that_took_place_is_no_plan(owner: Client, add: Post) -> None:
    add("visit", who="Dr. Example", status="happened")
    visit = store.latest("visit")
    assert visit
    assert "This visit was cancelled" not in said(owner.get(f"/diary/entry/{visit.id}/correct"))
    assert "Delete this entry?" in said(owner.get(f"/diary/entry/{visit.id}/delete"))


def test_a_second_date_in_a_line_says_which_one_it_is(owner: Client, add: Post) -> None:
    planned = today() - timedelta(days=3)
    add("infusion", status="late", planned_for=planned.isoformat())
    assert f"planned for {day_said(planned)}" in said(owner.get("/diary"))


def test_what_was_given_where_it_was_tomorrow_stands_among_the_last_entries(owner: Client) -> None:
    """Back from a place whose clock is ahead, an infusion of "tomorrow" was nowhere to be seen, and
    was told again."""
    given, planned = put("given", 1), put("planned", 1)
    last = [one.id for one in store.recent(12, today())]
    assert given in last and planned not in last
    assert f"/diary/entry/{given}" in owner.get("/diary").content.decode()
