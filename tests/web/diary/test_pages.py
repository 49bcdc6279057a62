"""What a person writes is what the diary holds: forms without a script, corrections, deletions."""

import logging
import re
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from django.test import Client

from multifocal.diary import (
    About,
    Entry,
    Force,
    Note,
    TaskEase,
    new_entry,
)
from multifocal.diary.strength import movements
from multifocal.fault import Fault
from multifocal.web.diary import store
from multifocal.web.diary.fields import FIELDS
from multifocal.web.diary.presenter import option_words, present_form
from multifocal.web.diary.state import form_of, new_form, read_form, today
from tests.diary.made import MONDAY, day
from tests.web.diary.conftest import Post, filled, new_id
from tests.web.markup import markup, words


def test_both_hands_are_two_entries_and_the_form_sent_twice_is_not_four(
    owner: Client, diary: Path
) -> None:
    form = filled(owner.get("/diary/add/force"))
    sent = {**form, "measure": "grip", "unit": "kg", "tries_right_1": "22,5", "tries_right_2": "21",
            "tries_left_1": "0", "company": "none"}  # fmt: skip
    for _ in range(3):
        assert owner.post("/diary/add/force", sent)["Location"].startswith("/diary?saved=")
    found = {one.content.side: one.content for one in store.everything()}
    assert found == {
        "right": Force("grip", "right", "kg", (Decimal("22.5"), Decimal("21"))),
        "left": Force("grip", "left", "kg", (Decimal("0"),)),
    }


def test_unit_and_device_stand_as_the_last_time_and_tries_do_not(add: Post, owner: Client) -> None:
    add("force", measure="tip_pinch", unit="lb", device="pinch_gauge", tries_left_1="3")
    form = filled(owner.get("/diary/add/force"))
    assert (form["measure"], form["unit"], form["device"]) == (["tip_pinch"], ["lb"],
                                                               ["pinch_gauge"])  # fmt: skip
    assert form["tries_left_1"] == [""]
    assert form["day"] == [today().isoformat()]


def test_a_correction_keeps_and_shows_what_was_said_before(add: Post, owner: Client) -> None:
    add("note", text="The left hand drops cups")
    (entry,) = store.everything()
    form = filled(owner.get(f"/diary/entry/{entry.id}/correct"))
    assert form["text"] == ["\nThe left hand drops cups"]
    owner.post(f"/diary/entry/{entry.id}/correct", {**form, "text": "The right hand drops cups"})
    page = owner.get(f"/diary/entry/{entry.id}")
    said = words(page)
    assert said.index("The right hand") < said.index("What it said before")
    assert said.index("What it said before") < said.index("The left hand")
    (after,) = store.everything()
    assert [one.content for one in after.versions] == [
        Note("The left hand drops cups"), Note("The right hand drops cups"),
    ]  # fmt: skip


def test_tasks_of_the_leg_are_offered_as_on_dots_and_stay_own_words(
    add: Post, owner: Client
) -> None:
    """Older versions that read the diary know six tasks of the hand and the arm, and no others."""
    page = markup(owner.get("/diary/add/task"))
    assert page.one("field-own").attributes["list"] == page.all("datalist")[0].attributes["id"]
    inside = [one for one in page.all("option") if page.all("datalist")[0].holds(one)]
    offered = [one.attributes["value"] for one in inside]
    assert {"Climbing stairs", "Standing on tiptoe"} <= set(offered)
    assert not {"Opening a jar", "Turning a key"} & set(offered)
    add("task", own="Climbing stairs", ease="easy", side="right")
    (entry,) = store.everything()
    assert entry.content == TaskEase("easy", own="Climbing stairs", side="right")


def test_deleting_asks_first_keeps_the_history_and_erasing_does_not(
    add: Post, owner: Client
) -> None:
    add("note", text="to go")
    (entry,) = store.everything()
    address = f"/diary/entry/{entry.id}/delete"
    assert "Delete this entry?" in words(owner.get(address))
    assert not store.everything()[0].deleted
    owner.post(address, {"remove": "1"})
    assert "to go" not in words(owner.get("/diary"))
    assert "to go" in words(owner.get(f"/diary/entry/{entry.id}"))
    erase = f"/diary/entry/{entry.id}/erase"
    assert "What would be lost" in words(owner.get(erase)) and "to go" in words(owner.get(erase))
    owner.post(erase)
    assert "to go" not in words(owner.get(f"/diary/entry/{entry.id}"))
    assert store.everything()[0].erased


def test_nothing_is_erased_that_was_not_deleted_first(add: Post, owner: Client) -> None:
    add("note", text="stays")
    (entry,) = store.everything()
    owner.post(f"/diary/entry/{entry.id}/erase")
    assert store.everything() == (entry,)
    assert "Erase it for good" not in words(owner.get(f"/diary/entry/{entry.id}/delete"))


def test_a_deleted_entry_does_not_come_back_with_its_form(owner: Client, diary: Path) -> None:
    form = {**filled(owner.get("/diary/add/note")), "text": "once"}
    owner.post("/diary/add/note", form)
    (entry,) = store.everything()
    owner.post(f"/diary/entry/{entry.id}/delete", {"remove": "1"})
    owner.post("/diary/add/note", form)
    assert store.everything()[0].deleted


def test_every_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    owner: Client, diary: Path
) -> None:
    form = filled(owner.get("/diary/add/force"))
    sent = {**form, "measure": "", "unit": "", "tries_right_1": "strong", "day": "tomorrow"}
    answer = owner.post("/diary/add/force", sent)
    page = markup(answer)
    assert answer.status_code == 200
    assert len([li for li in page.all("li") if page.one("fault").holds(li)]) >= 3
    assert filled(answer)["tries_right_1"] == ["strong"]
    assert not store.everything()
    for link in page.all("a"):
        if page.one("fault").holds(link):
            assert page.one(link.attributes["href"][1:])


def test_a_note_of_several_lines_is_saved_with_its_lines(add: Post) -> None:
    add("note", text="Cold day.\r\nLeft hand weaker.")  # as browsers send it
    (only,) = store.everything()
    assert only.content == Note("Cold day.\nLeft hand weaker.")


def test_nothing_measured_is_no_measure_of_zero(owner: Client, diary: Path) -> None:
    form = {**filled(owner.get("/diary/add/force")), "measure": "grip", "unit": "kg"}
    assert "Please check" in words(owner.post("/diary/add/force", form))
    assert not store.everything()


FULL = {
    "force": {"measure": "grip", "unit": "kPa", "tries_right_1": "50", "tries_right_2": "48.5",
              "device": "vigorimeter", "device_name": "Bulb 2", "position": "large", "cold": "no"},
    "task": {"task": "zip", "own": "winter coat", "ease": "hard", "side": "left",
             "company": "none"},
    "movement": {"movement": "wrist_extension", "side": "right", "ease": "hard", "mrc": "4-"},
    "symptom": {"symptom": "cramp", "place": "fingers", "side": "right", "words": "at night",
                "seen": "1"},
    "infusion": {"status": "late", "product": "Example", "dose": "0.4", "dose_unit": "g/kg",
                 "route": "subcutaneous", "lots": "A", "reactions": ["headache", "other"],
                 "reaction_words": "hiccups", "signs": ["fever"], "ended": "11:15",
                 "clock": "10:00", "planned_for": "2026-11-01", "day": "2026-11-03",
                 "weight": "154", "weight_unit": "lb", "premedication": "water, rest",
                 "words": "quiet day", "rate_unit": "mL/kg/h", "rate_1": "0.3", "minutes_1": "30",
                 "rate_2": "1.5", "rate_3": "2.4", "minutes_3": "120", "seen": "1"},
    "note": {"text": "Why is it\nworse in the cold?", "question": "yes"},
    "visit": {"who": "Dr. Example", "status": "happened", "text": "tested again"},
    "medicine": {"name": "Example", "change": "stopped", "dose": "as on the label"},
    "supply": {"item": "Needles", "change": "used", "amount": "2", "unit": "pieces", "lot": "C",
               "expires": "2027-01-31"},
    "score": {"name": "RODS", "number": "-3.25"},
    "about": {"name": "A. Example", "born": "1970-02-28", "standing": "suspected",
              "since": "2021-03", "course": "steps", "first_side": "left",
              "first_region": "thumb", "reflexes": "not_examined", "feeling": "normal",
              "speech_or_swallowing": "no", "stiffness": "unsure", "worse_in_cold": "yes",
              "relatives": "no", "conduction_study": "no"},
}  # fmt: skip


@pytest.mark.parametrize("kind", FIELDS)
def test_all_that_a_form_asks_is_stored_shown_and_filled_in_again(
    add: Post, owner: Client, kind: str
) -> None:
    assert add(kind, **FULL[kind]).status_code == 302
    (entry,) = store.everything()
    again = form_of(entry)
    for name, value in FULL[kind].items():
        if name not in ("seen", "company"):
            wanted = tuple(value) if isinstance(value, list) else (value,)
            assert again.values[name] == wanted, name
    ((_, when, content),) = read_form(again, entry)
    assert (when, content) == (entry.when, entry.content)
    said = words(owner.get(f"/diary/entry/{entry.id}"))
    for value in FULL[kind].values():
        for one in value if isinstance(value, list) else (value,):
            if one.replace(" ", "").isalpha() and one[0].isupper():
                assert one in said
    corrected = filled(owner.get(f"/diary/entry/{entry.id}/correct"))
    answer = owner.post(f"/diary/entry/{entry.id}/correct", {**corrected, "seen": "1"})
    assert answer.status_code == 302
    assert store.everything()[0].former == ()  # the same again is no correction


@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_and_choice_is_said(diary: Path, kind: str) -> None:
    form = present_form(new_form(kind, None))
    assert all(one.label for one in (*form.fields, *form.more))
    for field in FIELDS[kind]:
        for value in field.options:
            assert option_words(kind, field.name, value)


def test_movements_stand_under_the_part_of_the_body_that_they_move(owner: Client) -> None:
    """Sixty in one list were too many to read through."""
    page = markup(owner.get("/diary/add/movement"))
    (field,) = [one for one in page.all("select") if one.attributes["name"] == "movement"]
    groups = [one for one in page.all("optgroup") if field.holds(one)]
    named = {
        group.attributes["label"]: {
            one.attributes["value"] for one in page.all("option") if group.holds(one)
        }
        for group in groups
    }
    assert list(named) == ["Shoulder", "Elbow", "Wrist", "Hand", "Hip", "Knee", "Foot"]
    assert {"thumb_abduction", "finger_extension"} <= named["Hand"]
    assert {"wrist_extension", "pronation"} <= named["Wrist"]
    assert "elbow_flexion" in named["Elbow"] and "arm_abduction" in named["Shoulder"]
    assert "hip_flexion" in named["Hip"] and "knee_extension" in named["Knee"]
    assert {"ankle_dorsiflexion", "plantarflexion", "big_toe_extension"} <= named["Foot"]
    every = [one for some in named.values() for one in some]
    assert sorted(every) == sorted(movements())  # each of them once


def test_free_text_is_said_to_be_unread_where_it_is_asked(owner: Client) -> None:
    for kind in FIELDS:
        if not any(one.asking in ("text", "area") for one in FIELDS[kind]):
            continue
        page = owner.get(f"/diary/add/{kind}")
        assert "no program searches it for danger" in words(page)
        assert "#get-help" in [a.attributes["href"] for a in markup(page).all("a")]


@pytest.mark.parametrize(
    "kind, name",
    [
        ("infusion", "product"),
        ("medicine", "name"),
        ("supply", "item"),
        ("score", "name"),
        ("visit", "who"),
    ],
)
def test_a_field_for_a_name_says_where_one_is_asked_about_what_one_feels(
    owner: Client, kind: str, name: str
) -> None:
    """ "Prednisone because my legs got weak today" was saved as a name, without a question; so was
    "gloves, my chest hurts"."""
    hint = markup(owner.get(f"/diary/add/{kind}")).one(f"field-{name}-hint").text
    assert hint.startswith("Only the name.") and "there you are asked whether it can wait" in hint


def test_no_page_of_the_diary_may_be_kept_by_a_browser(add: Post, owner: Client) -> None:
    add("note", text="x")
    (entry,) = store.everything()
    for address in ("/diary", "/diary/add/note", f"/diary/entry/{entry.id}", "/diary/all/2026",
                    f"/diary/entry/{entry.id}/correct",
                    f"/diary/entry/{entry.id}/delete"):  # fmt: skip
        assert "no-store" in owner.get(address)["Cache-Control"]


MARK = "wombatwombat"


def test_what_is_typed_is_written_to_the_diary_and_nowhere_else(
    owner: Client, diary: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    addresses = []
    for kind, values in FULL.items():
        form = filled(owner.get(f"/diary/add/{kind}"))
        text = {f.name: MARK for f in FIELDS[kind] if f.asking in ("text", "area")}
        text |= {"since": "2021"} if kind == "about" else {}
        for sent in ({**form, **values, **text}, {**form, **values, **text, "day": MARK}):
            answer = owner.post(f"/diary/add/{kind}", sent)
            addresses.append(answer.headers.get("Location", ""))
    assert len(store.everything()) == len(FULL)
    assert MARK in diary.read_bytes().decode("latin-1")
    out, err = capfd.readouterr()
    for written in (caplog.text, out, err, *addresses):
        assert MARK not in written
    for path in diary.parent.rglob("*"):
        if path.is_file() and path != diary:
            assert MARK.encode() not in path.read_bytes(), path


def test_a_form_without_an_id_is_refused(owner: Client) -> None:
    answer = owner.post("/diary/add/note", {"id": "../../x", "text": "y", "day": "2026-11-28"})
    assert answer.status_code == 400
    assert "Open the form again" in words(answer)
    assert not store.everything()


def test_a_form_from_elsewhere_is_refused(owner: Client, diary: Path) -> None:
    client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    client.cookies = owner.cookies
    form = filled(client.get("/diary/add/note"))
    assert client.post("/diary/add/note", {**form, "text": "x"}).status_code == 403
    assert not store.everything()


def test_what_is_not_there_is_not_found(owner: Client) -> None:
    assert owner.get("/diary/add/nonesuch").status_code == 404
    assert owner.get(f"/diary/entry/{new_id()}").status_code == 404


def test_a_fault_of_a_day_is_said_with_the_others(diary: Path) -> None:
    form = new_form("task", None)
    broken = type(form)(form.kind, form.id, {"day": ("2026-02-30",), "clock": ("25:99",)})
    with pytest.raises(Fault) as fault:
        read_form(broken)
    assert {one.column for one in fault.value.each} == {"day", "clock", "ease"}


def test_a_task_is_easy_hard_or_not_possible(add: Post) -> None:
    add("task", task="zip", ease="cannot", company="none")
    assert store.everything()[0].content == TaskEase("cannot", "zip")


def test_a_task_of_ones_own_is_a_tap_the_next_time_with_what_it_is_like(
    add: Post, owner: Client
) -> None:
    assert "Tasks of your own" not in words(owner.get("/diary/add/task"))
    add("task", task="jar", own="Opening the blue jar", ease="hard", side="right",
        company="none")  # fmt: skip
    assert "Tasks of your own" in words(owner.get("/diary/add/task"))
    add("task", own_pick="jar:Opening the blue jar", ease="cannot", company="none")
    add("task", own_pick="jar:Opening the blue jar", own="Holding a pen", ease="easy")
    assert {one.content for one in store.everything()} == {
        TaskEase("hard", "jar", "Opening the blue jar", "right"),
        TaskEase("cannot", "jar", "Opening the blue jar"),
        TaskEase("easy", None, "Holding a pen"),
    }
    again = words(owner.get("/diary/add/task"))
    assert again.count("Opening the blue jar") == again.count("Holding a pen") == 1


@pytest.mark.parametrize("kind", FIELDS)
def test_what_need_not_be_said_can_be_unsaid_without_a_script(owner: Client, kind: str) -> None:
    page = markup(owner.get(f"/diary/add/{kind}"))
    for field in FIELDS[kind]:
        if field.asking == "picks":
            said = [i.attributes["value"] for i in page.all("input")
                    if i.attributes.get("name") == field.name]  # fmt: skip
            assert ("" in said) == (not field.needed), field.name


@pytest.mark.parametrize(
    ("said", "line"), [("not_examined", "not examined"), ("", "not written down")]
)
def test_not_examined_and_not_said_are_two_answers(
    add: Post, owner: Client, said: str, line: str
) -> None:
    add("about", name="A", reflexes=said)
    report = words(owner.get("/diary/report"))
    assert re.search(f"Reflexes ?{line}", report)
    assert f"Reflexes. {line.capitalize()}." in report
    assert store.everything()[0].content == About("A", reflexes=said or None)


def _made(entry: Entry, _: Entry | None) -> Entry:
    return entry


def test_a_new_form_about_oneself_is_filled_in_with_all_that_was_told(owner: Client) -> None:
    """After a diary with an emptier entry was brought in, saving it again must not empty it."""
    told = (About("A", standing="diagnosed", first_side="right"), About(first_region="foot"))
    for at, about in enumerate(told):
        made = new_entry(about, day(at), MONDAY)
        store.save(made.id, partial(_made, made))
    form = filled(owner.get("/diary/add/about"))
    found = (form["name"], form["standing"], form["first_region"])
    assert found == (["A"], ["diagnosed"], ["foot"])
    assert form.get("first_side", [""]) == [""]


def test_a_list_of_entries_says_of_what_a_yes_is_one(add: Post, owner: Client) -> None:
    add("note", text="May I fly?", question="yes")
    said = words(owner.get("/diary"))
    assert "May I fly? Question for the doctor" in said


def test_a_strength_told_of_the_wrong_hand_is_corrected(add: Post, owner: Client) -> None:
    add("force", measure="grip", unit="kg", tries_left_1="9", tries_left_2="8")
    (entry,) = store.everything()
    address = f"/diary/entry/{entry.id}/correct"
    form = filled(owner.get(address))
    assert form["side"] == ["left"] and "tries_right_1" not in form
    assert owner.post(address, {**form, "side": "right"}).status_code == 302
    (entry,) = store.everything()
    assert isinstance(entry.content, Force) and entry.content.side == "right"
    assert [str(one) for one in entry.content.tries] == ["9", "8"]
    assert "side" not in filled(owner.get("/diary/add/force"))
    emptied = {**filled(owner.get(address)), "tries_right_1": "", "tries_right_2": ""}
    answer = owner.post(address, emptied)
    assert "tries_right_1" in filled(answer)  # the field that is wrong is in sight
