"""A patient's ticks opened by a doctor: both views on one page, by POST alone."""

import logging

import pytest
from django.test import Client

from multifocal import body
from multifocal.body import SIDES
from multifocal.localize import cause_ids, complaints, difficulties, join_dots, read_weakness
from multifocal.localize.patient import patient_tables
from multifocal.localize.wording import cause_said
from multifocal.words import say
from tests.web.markup import Markup, markup

TICKS = ["task-zip-right", "task-key_turn-right", "part-hand-right", "task-hair_washing-left"]
COMPLAINTS = [complaints()[key] for key in TICKS]
AT = {one: at for at, one in enumerate(difficulties())}


def opened(client: Client, ticks: list[str], **fields: str) -> Markup:
    answer = client.post("/localize", {"choice": ticks, **fields})
    assert answer.status_code == 200
    return markup(answer)


def labelled(page: Markup, label: str) -> str:
    (section,) = [s for s in page.all("section") if s.attributes.get("aria-labelledby") == label]
    return " ".join(section.text.split())


def test_ticks_become_hard_tasks_beside_the_patients_own_view(client: Client) -> None:
    page = opened(client, TICKS, ticked="1")
    weakness = read_weakness(page.one("line").text)
    assert {one.task for one in weakness.tasks} == {"zip", "key_turn", "hair_washing"}
    found = join_dots((SIDES.index(one.side), AT[one.difficulty]) for one in COMPLAINTS)
    assert found.nerves
    nerve = say(body.nerve(patient_tables().nerves[found.nerves[0].nerve]).name)
    assert nerve in labelled(page, "ticked")
    assert "What fits" in page.one("answer").text


def test_ticks_stay_beside_the_grades_that_the_doctor_adds(client: Client) -> None:
    page = opened(client, TICKS, line="R: fdi 2, apb 5", setting="")
    assert page.one("line").text.strip() == "R: fdi 2, apb 5"
    kept = [f.attributes["value"] for f in page.all("input") if f.attributes["name"] == "choice"]
    assert sorted(kept) == sorted(TICKS)
    assert "What the patient ticked" in labelled(page, "ticked")


def test_parts_alone_are_no_finding_and_no_fault(client: Client) -> None:
    page = opened(client, ["part-foot-left"], ticked="1")
    assert "Grade muscles below" in labelled(page, "ticked")
    ids = [tag.attributes.get("id") for tag in page.tags]
    assert "answer" not in ids
    assert "fault" not in ids


def test_the_patients_half_names_no_disease(client: Client) -> None:
    page = opened(client, TICKS, ticked="1")
    section = labelled(page, "ticked").split("What fits")[0].lower()
    assert not [key for key in cause_ids() if cause_said(key) in section]


def test_a_word_that_the_page_has_not_is_left_out(client: Client) -> None:
    page = opened(client, ["task-flying-right"], ticked="1")
    assert "ticked" not in [tag.attributes.get("id") for tag in page.tags]
    assert "flying" not in page.one("main").text


def test_nothing_of_the_ticks_travels_in_an_address_or_a_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = opened(client, TICKS, ticked="1")
    assert "zip" not in caplog.text
    assert not [a for a in page.all("a") if "zip" in a.attributes.get("href", "")]
