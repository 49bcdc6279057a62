"""Signs of two entries of about the same time: the graded list answers as if they stood in one."""

from datetime import timedelta

import pytest
from django.test import Client

from multifocal.diary import Infusion, When, new_entry
from multifocal.diary.infusion import Reaction
from multifocal.web.diary import store
from multifocal.web.diary.state import now, today
from tests.web.diary.conftest import Post, filled
from tests.web.diary.test_company import ASKS, LIST
from tests.web.diary.test_plans import said

HEADACHE = {"symptom": "pain", "place": "head", "company": "none"}
FEVER = {"signs": ["fever"], "seen": "1"}
NOW = "Now: call the emergency number"
JOINED = "in other entries of about the same time"


def unseen(values: dict[str, object]) -> dict[str, object]:
    """What is asked and shown comes first."""
    return {name: one for name, one in values.items() if name not in ("seen", "company")}


@pytest.mark.parametrize("in_order", [(HEADACHE, FEVER), (FEVER, HEADACHE)])
def test_a_headache_and_a_fever_in_two_entries_are_now_in_either_order(
    owner: Client, add: Post, in_order: tuple[dict[str, object], ...]
) -> None:
    first, second = in_order
    assert add("symptom", **first).status_code == 302
    answer = add("symptom", **unseen(second))
    page = said(answer)
    assert LIST in page and NOW in page and JOINED in page and ASKS not in page
    assert "Bad headache with fever, stiff neck" in page
    assert len(store.everything()) == 1
    owner.post("/diary/add/symptom", {**filled(answer), "seen": "1"})
    assert len(store.everything()) == 2


def test_a_sign_ticked_as_company_is_joined_too(owner: Client, add: Post) -> None:
    add("symptom", signs=["hives"], seen="1")
    answer = add("symptom", signs=["newly_weak"])
    page = said(owner.post("/diary/add/symptom", {**filled(answer), "company": ["none"]}))
    assert "Hives" in page and "Muscle newly weak" in page and JOINED in page


def test_what_was_told_days_ago_or_deleted_is_not_joined(owner: Client, add: Post) -> None:
    add("symptom", **HEADACHE, day=(today() - timedelta(days=2)).isoformat())
    add("symptom", **HEADACHE)
    deleted = max(store.everything(), key=lambda one: one.when.day)
    owner.post(f"/diary/entry/{deleted.id}/delete")
    page = said(add("symptom", **unseen(FEVER)))
    assert "Today: speak to a doctor" in page and JOINED not in page
    assert "Bad headache with fever" not in page


def test_a_reaction_added_to_yesterdays_infusion_counts_with_todays_fever(
    owner: Client, add: Post
) -> None:
    begun = When((now() - timedelta(days=2)).date())
    entry = new_entry(Infusion("given"), begun, now() - timedelta(days=2))
    store.save(entry.id, lambda _: entry)
    add("symptom", **FEVER)
    form = filled(owner.get(f"/diary/entry/{entry.id}/correct"))
    answer = owner.post(f"/diary/entry/{entry.id}/correct", {**form, "reactions": ["headache"]})
    assert NOW in said(answer) and JOINED in said(answer)
    owner.post(f"/diary/entry/{entry.id}/correct", {**filled(answer), "seen": "1"})
    content = next(one.content for one in store.everything() if one.id == entry.id)
    assert isinstance(content, Infusion) and content.reactions == (Reaction("headache"),)
    assert add("force", measure="grip", unit="kg", tries_left_1="9").status_code == 302
    assert add("infusion", status="missed").status_code == 302  # nothing is felt
