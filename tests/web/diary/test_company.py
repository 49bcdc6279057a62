"""A headache, a rash, a new weakness: what comes with them is asked before they are saved."""

import pytest
from django.test import Client

from multifocal.diary import Infusion, Symptom
from multifocal.web.diary import store
from tests.web.diary.conftest import Post, filled
from tests.web.diary.test_plans import said
from tests.web.markup import markup

ASKS = "is one of these there, too?"
LIST = "this may not wait"


def test_a_headache_with_a_stiff_neck_is_now_and_nothing_filled_in_is_lost(
    owner: Client, add: Post
) -> None:
    answer = add("infusion", status="given", lots="A1", reactions=["headache"])
    page = said(answer)
    assert ASKS in page and "A stiff neck" in page and "Light hurts your eyes" in page
    again = {**filled(answer), "company": ["headache.stiff_neck"]}
    answer = owner.post("/diary/add/infusion", again)
    assert LIST in said(answer) and "Now: call the emergency number" in said(answer)
    assert not store.everything()
    owner.post("/diary/add/infusion", {**filled(answer), "seen": "1"})
    (entry,) = store.everything()
    assert isinstance(entry.content, Infusion) and entry.content.lots == ("A1",)
    told = [(one.reaction, one.sign) for one in entry.content.reactions]
    assert told == [("headache", None), ("sign", "headache_with")]


def test_it_is_not_saved_without_an_answer_and_is_with_none(owner: Client, add: Post) -> None:
    answer = add("infusion", status="given", reactions=["rash"])
    answer = owner.post("/diary/add/infusion", filled(answer))
    assert "Tick what is there" in said(answer) and not store.everything()
    sent = {**filled(answer), "company": ["none"]}
    assert owner.post("/diary/add/infusion", sent).status_code == 302
    (entry,) = store.everything()
    form = filled(owner.get(f"/diary/entry/{entry.id}/correct"))  # a correction asks no more
    assert owner.post(f"/diary/entry/{entry.id}/correct", form).status_code == 302


@pytest.mark.parametrize("signs", [["fever"], ["hives"]])
def test_whoever_must_get_help_now_is_asked_nothing(add: Post, signs: list[str]) -> None:
    page = said(add("infusion", status="given", reactions=["headache"], signs=signs))
    assert ASKS not in page and LIST in page
    assert "Bad headache with fever, stiff neck" in page


def test_weakness_is_asked_about_where_it_is_new(owner: Client, add: Post) -> None:
    hand = {"symptom": "weakness", "place": "hand", "side": "left"}
    assert ASKS in said(add("symptom", **hand))
    assert add("symptom", **hand, company="none").status_code == 302
    assert add("symptom", **hand).status_code == 302
    answer = add("symptom", **{**hand, "side": "right"}, company="weakness.slow")
    assert "This week: tell your neurologist" in said(answer)
    assert len(store.everything()) == 2
    assert all(isinstance(one.content, Symptom) for one in store.everything())


@pytest.mark.parametrize("kind", ["infusion", "symptom", "note"])
def test_the_list_opens_where_one_writes(owner: Client, kind: str) -> None:
    page = markup(owner.get(f"/diary/add/{kind}"))
    links = [one.attributes.get("href") for one in page.all("a")]
    assert links.count("#get-help") >= 4  # in the head, in the foot, in the form, and below it
    assert "If an infusion is running, stop it." in page.one("main").text
    assert any((link or "").startswith("tel:") for link in links)
