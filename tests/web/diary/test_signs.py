"""Signs of the graded list: ticked in a form, they bring the list before anything is saved."""

import re
from pathlib import Path

import pytest
from django.test import Client

from multifocal.diary import (
    Symptom,
)
from multifocal.diary.symptom import GRADED, SIGNS
from multifocal.web.diary import store
from multifocal.web.diary.graded_words import sign_words
from multifocal.web.site.content import page as content_page
from tests.browser.shapes import some_of
from tests.web.diary.conftest import filled, new_id
from tests.web.markup import markup, words


@pytest.mark.parametrize("sign", some_of(SIGNS, 3))
def test_a_sign_of_the_graded_list_brings_the_list_before_it_is_saved(
    owner: Client, diary: Path, sign: str
) -> None:
    form = {**filled(owner.get("/diary/add/symptom")), "signs": [sign]}
    answer = owner.post("/diary/add/symptom", form)
    assert not store.everything()
    list_ = content_page("emergency")
    said = re.sub(r"[*\[\]]|\(term:[^)]*\)", "", words(answer))
    for paragraph in list_.paragraphs():
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|\*+", r"\1", paragraph.text)
        assert plain in said
    assert [a for a in markup(answer).all("a") if a.attributes.get("href", "")[:4] == "tel:"]
    again = {**filled(answer), "seen": "1"}
    assert owner.post("/diary/add/symptom", again).status_code == 302
    (entry,) = store.everything()
    assert isinstance(entry.content, Symptom)
    assert entry.content.sign == sign


def test_each_sign_that_is_ticked_is_an_entry_however_often_the_form_is_sent(
    owner: Client, diary: Path
) -> None:
    signs = ["breathing", "one_side", "fever"]
    form = {**filled(owner.get("/diary/add/symptom")), "signs": signs, "seen": "1"}
    for _ in range(2):
        assert owner.post("/diary/add/symptom", form).status_code == 302
    contents = [one.content for one in store.everything()]
    assert sorted(c.sign or "" for c in contents if isinstance(c, Symptom)) == sorted(signs)
    (first,) = [
        one for one in store.everything() if getattr(one.content, "sign", "") == "breathing"
    ]
    again = {**filled(owner.get(f"/diary/entry/{first.id}/correct")),
             "signs": ["breathing", "hives"], "seen": "1"}  # fmt: skip
    assert owner.post(f"/diary/entry/{first.id}/correct", again).status_code == 302
    said = {getattr(one.content, "sign", "") for one in store.everything()}
    assert said == {*signs, "hives"}


def test_so_does_a_reaction_and_what_was_filled_in_stays(owner: Client, diary: Path) -> None:
    form = filled(owner.get("/diary/add/infusion"))
    more = {"status": "missed", "signs": ["hives"], "id": new_id()}
    answer = owner.post("/diary/add/infusion", {**form, **more})
    assert "speak to a doctor today" in words(answer) and not store.everything()
    answer = owner.post("/diary/add/infusion", {**filled(answer), "edit": "1"})
    assert filled(answer)["status"] == ["missed"]


def test_the_signs_are_those_of_the_list_in_its_order() -> None:
    said = sign_words()
    assert list(said) == [sign for signs in GRADED.values() for sign in signs]
    assert said["chest_pain"] == "Chest pain, tightness or pressure"
    assert said["wears_off"] == "The treatment wears off earlier than before"
    assert said["before_steroid"].startswith("Before a planned steroid")
    assert not any("*" in one or "[" in one for one in said.values())
