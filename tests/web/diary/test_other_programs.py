"""The diary for other programs: FHIR out and in by the same preview, reminders for a calendar."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from fhir.resources.R4B.bundle import Bundle
from icalendar import Calendar

from multifocal.diary import Force
from multifocal.web.diary import store
from multifocal.web.diary.state import today
from tests.diary.test_against_history import grip
from tests.diary.test_fhir import GRIP
from tests.diary.test_fhir import page as fhir_page
from tests.web.diary.conftest import Post, filled
from tests.web.markup import words


def bring(owner: Client, content: bytes) -> HttpResponse:
    return owner.post("/diary/data/bring", {"file": SimpleUploadedFile("d.json", content)})


def take(owner: Client, answer: HttpResponse) -> None:
    owner.post("/diary/data/take", {"token": filled(answer)["token"][0], "merge": "1"})


def test_fhir_goes_out_and_comes_back_as_nothing_new(add: Post, owner: Client) -> None:
    add("infusion", status="given", product="Example", dose="40", dose_unit="g", rate_unit="mL/h",
        rate_1="30", minutes_1="20")  # fmt: skip
    add("movement", movement="wrist_extension", side="right", mrc="4")
    before = store.everything()
    answer = owner.post("/diary/data/fhir.json")
    assert "no-store" in answer["Cache-Control"] and "attachment" in answer["Content-Disposition"]
    Bundle.model_validate(json.loads(answer.content))
    seen = bring(owner, answer.content)
    assert "2 entries are the same" in words(seen) and "Replace my diary" not in words(seen)
    assert store.everything() == before


def test_a_measure_of_another_system_is_previewed_and_what_is_not_understood_is_counted(
    owner: Client, diary: object
) -> None:
    page: dict[str, Any] = json.loads(grip(18.5))
    page["entry"].append({"resource": {"resourceType": "Condition", "id": "x"}})
    content = json.dumps(page).encode()
    seen = bring(owner, content)
    assert "1 entry is new" in words(seen) and "Condition: 1" in words(seen)
    assert not store.everything()
    take(owner, seen)
    (entry,) = store.everything()
    assert isinstance(entry.content, Force) and entry.content.side == "right"
    again = bring(owner, content)
    assert "1 entry is the same" in words(again)
    take(owner, again)
    assert store.everything() == (entry,)


@pytest.mark.parametrize("content", [b'{"resourceType": "Patient"}',
                                     b'{"resourceType": "Bundle", "entry": 7}'])  # fmt: skip
def test_fhir_that_is_no_diary_is_refused_in_one_line(owner: Client, content: bytes) -> None:
    assert "This file was not brought in" in words(bring(owner, content))
    assert not store.everything()


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_reminders_say_nothing_unless_they_are_asked_to(add: Post, owner: Client) -> None:
    add("infusion", status="planned", product="Examplin", dose="40", dose_unit="g",
        day=(today() + timedelta(days=9)).isoformat())  # fmt: skip
    add("visit", who="Dr. Example", status="planned",
        day=(today() + timedelta(days=20)).isoformat())  # fmt: skip
    said = words(owner.get("/diary/data/calendar"))
    assert "2 reminders from your diary" in said and "people you share it with" in said
    form = {"weekdays": ["MO", "TH"], "at": "08:30"}
    silent = owner.post("/diary/data/calendar", form)
    assert {str(one["summary"]) for one in events(silent.content)} == {"Reminder"}
    plain = owner.post("/diary/data/calendar", {**form, "plain": "1"})
    assert sorted(str(one["summary"]) for one in events(plain.content)) == [
        "Infusion", "Measure your strength", "Visit to the doctor",
    ]  # fmt: skip
    for answer in (silent, plain):
        assert answer["Content-Type"] == "text/calendar"
        assert "no-store" in answer["Cache-Control"]
        assert "diary" not in answer["Content-Disposition"]  # the file's name is seen too
        assert b"Examplin" not in answer.content and b"Dr. Example" not in answer.content
        (weekly,) = [one for one in events(answer.content) if "rrule" in one]
        assert weekly["rrule"]["byday"] == ["MO", "TH"]
        assert weekly.decoded("dtstart").strftime("%H:%M") == "08:30"


@pytest.mark.parametrize("sent", [{}, {"weekdays": ["MO"], "at": "25:99"}, {"weekdays": ["XX"]}])
def test_a_calendar_without_a_reminder_is_no_file(
    owner: Client, diary: object, sent: dict[str, Any]
) -> None:
    answer = owner.post("/diary/data/calendar", sent)
    assert answer["Content-Type"].startswith("text/html")


def test_neither_is_fetched_by_an_address_alone(owner: Client) -> None:
    assert owner.get("/diary/data/fhir.json").status_code == 405
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    strict.cookies = owner.cookies
    for address in ("fhir.json", "calendar"):
        assert strict.post(f"/diary/data/{address}").status_code == 403


def test_what_cannot_be_held_is_named_before_anything_is_brought_in(owner: Client) -> None:
    month = {**GRIP, "id": "m", "effectiveDateTime": "2026-03"}
    answer = bring(owner, fhir_page(GRIP, month))
    text = words(answer)
    assert "1 entry is new." in text
    assert "1 entry of the file is left out" in text
    assert "2026-03: no day is named. Enter it by hand" in text
