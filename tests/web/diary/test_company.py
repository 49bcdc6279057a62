"""A headache, a rash, a new weakness: what comes with them is asked before they are saved."""

from itertools import combinations

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from multifocal.diary import Infusion, Symptom
from multifocal.diary.entry import signs_of
from multifocal.diary.graded import COMPANY, WORRIES
from multifocal.diary.symptom import GRADED, grade_of
from multifocal.web.diary import store
from multifocal.web.diary.company import questions, short
from multifocal.web.diary.graded_words import sign_words
from tests.web.diary.conftest import Post, filled
from tests.web.diary.test_plans import said
from tests.web.markup import markup

ASKS = "is one of these there, too?"
LIST = "this may not wait"
LISTED = 1
"""How often the list below has those words."""


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


def test_the_numbers_to_call_stand_before_the_question(add: Post) -> None:
    page = add("infusion", status="given", reactions=["chills"]).content.decode()
    assert 0 < page.index('href="tel:112"') < page.index('value="reaction.breathing"')


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


SPEECH = "Trouble swallowing that is new or gets worse, or that no doctor has examined"


def test_suddenly_and_trouble_speaking_are_not_saved_calmly(owner: Client, add: Post) -> None:
    """On /dots the same answers lead to "This cannot wait"."""
    answer = add("about", course="suddenly", speech_or_swallowing="yes", standing="suspected")
    page = said(answer)
    assert ASKS in page and SPEECH in page and "It is new, or no doctor has examined it" in page
    assert "I have had it for a long time, and a doctor has examined it" in page
    sent = {**filled(answer), "company": ["speech.swallowing", "onset.new"]}
    answer = owner.post("/diary/add/about", sent)
    assert LIST in said(answer) and "Now: call the emergency number" in said(answer)
    assert "Trouble swallowing" in said(answer) and not store.everything()
    owner.post("/diary/add/about", {**filled(answer), "seen": "1"})
    signs = {one.content.sign for one in store.of_kind("symptom")
             if isinstance(one.content, Symptom)}  # fmt: skip
    assert signs == {"swallowing", "one_side"} and len(store.of_kind("about")) == 1


def test_who_has_had_it_for_years_is_told_the_usual_way(owner: Client, add: Post) -> None:
    about = {"course": "suddenly", "speech_or_swallowing": "unsure"}
    saved = add("about", **about, company="none")
    assert saved.status_code == 302 and not store.of_kind("symptom")
    page = said(owner.get(saved["Location"]))
    assert "If it is new, comes suddenly or gets worse, call the emergency number." in page
    assert add("about", **about, name="A").status_code == 302  # it is asked once


@pytest.mark.parametrize("answer, sign", [("fever", "fever"), ("swollen_face", "swollen_face")])
def test_chills_are_asked_about(owner: Client, add: Post, answer: str, sign: str) -> None:
    page = add("infusion", status="given", reactions=["chills"])
    assert ASKS in said(page) and "A swollen face or throat, wheeze, or fainting" in said(page)
    page = owner.post("/diary/add/infusion", {**filled(page), "company": [f"reaction.{answer}"]})
    owner.post("/diary/add/infusion", {**filled(page), "seen": "1"})
    (entry,) = store.everything()
    assert isinstance(entry.content, Infusion)
    assert [one.sign for one in entry.content.reactions] == [None, sign]


def test_own_words_beside_nausea_are_asked_about(owner: Client, add: Post) -> None:
    """ "I could not breathe" was saved without a question: it stood beside "Nausea"."""
    told = {"reactions": ["nausea"], "reaction_words": "I could not breathe"}
    page = add("infusion", status="given", **told)
    assert ASKS in said(page) and "Trouble breathing, or blue lips" in said(page)
    page = owner.post("/diary/add/infusion", {**filled(page), "company": ["reaction.breathing"]})
    assert "Now: call the emergency number" in said(page) and not store.everything()


def test_own_words_under_anything_else_are_asked_about_once(owner: Client, add: Post) -> None:
    """ "chest tight while it runs" was saved without a question."""
    tight = {"status": "given", "words": "chest tight while it runs"}
    page = add("infusion", **tight)
    assert ASKS in said(page) and not store.everything()
    assert owner.post("/diary/add/infusion", {**filled(page), "company": "none"}).status_code == 302
    (entry,) = store.everything()
    form = filled(owner.get(f"/diary/entry/{entry.id}/correct"))
    answer = owner.post(f"/diary/entry/{entry.id}/correct", {**form, "lots": "A1"})
    assert answer.status_code == 302
    answer = owner.post(f"/diary/entry/{entry.id}/correct", {**form, "words": "and dizzy"})
    assert ASKS in said(answer)  # these words are new
    assert add("infusion", **tight).status_code == 302


@pytest.mark.parametrize(
    "words, answer, grade",
    [
        ("a bad headache and my neck is stiff", "headache", "Now: call the emergency number"),
        ("legs getting weaker upwards", "spreading", "Now: call the emergency number"),
        ("I choke on water", "swallowing", "Now: call the emergency number"),
        ("hardly passing water", "little_urine", "Today: speak to a doctor"),
    ],
)
def test_own_words_meet_every_sign_of_now_and_today(
    owner: Client, add: Post, words: str, answer: str, grade: str
) -> None:
    page = add("symptom", symptom="other", words=words)
    page = owner.post("/diary/add/symptom", {**filled(page), "company": [f"reaction.{answer}"]})
    (ticked,) = [one.text for one in markup(page).all("ul")
                 if one.attributes.get("class") == "diary__ticked"]  # fmt: skip
    assert grade in ticked and not store.everything()


def answers(page: HttpResponseBase) -> list[str]:
    """The answers that can be ticked, without those of the list below them."""
    at = markup(page)
    boxes = [one for one in at.all("input") if one.attributes.get("name") == "company"]
    return [one.text.strip() for one in at.all("label") if any(map(one.holds, boxes))]


def test_own_words_beside_cannot_meet_each_sign_once(owner: Client, add: Post) -> None:
    """ "Sudden weakness ..." and "It came suddenly ..." stood one above the other."""
    asked = answers(add("task", own="holding a pen", ease="cannot", side="right"))
    starts = ("Sudden weakness", "Weakness that spreads", "It came suddenly", "It spreads over")
    found = {start: sum(one.startswith(start) for one in asked) for start in starts}
    assert list(found.values()) == [1, 1, 0, 0]
    assert any(one.startswith("A muscle is newly weak") for one in asked)  # not on "now" or "today"


def test_pain_in_a_limb_in_own_words_is_asked_about_by_the_list_alone(
    owner: Client, add: Post
) -> None:
    page = add("symptom", symptom="pain", place="lower_leg", side="left", words="burns")
    assert "One swollen, painful leg or arm, or a warm, red one" in answers(page)
    assert answers(page).count("Trouble breathing, or blue lips") == 1
    assert "With the pain in the arm or leg" not in said(page)
    alone = said(add("symptom", symptom="pain", place="forearm", side="left"))
    assert "With the pain in the arm or leg" in alone and "swollen, warm or red" in alone


def test_no_sign_is_lost_where_questions_come_together() -> None:
    for some in combinations(WORRIES, 2):
        every, shown = questions(some), short(questions(some))
        lost = {s for one in every for _, s, _ in one.options}
        lost -= {s for one in shown for _, s, _ in one.options}
        # "Fever", asked with a headache, is the list's headache: "now"
        assert lost <= ({"fever"} if "headache" in some else set()), some
    oneself = [w for one in short(questions(["onset", "speech"])) for _, _, w in one.options]
    assert len(oneself) == len(COMPANY["onset"]) + len(COMPANY["speech"])


def test_what_is_asked_of_own_words_is_the_list_s_own_now_and_today() -> None:
    """In the list's words, the most urgent first, and none left out."""
    asked = list(COMPANY["reaction"].values())
    assert {*asked} == {*GRADED["now"], *GRADED["today"]} and len({*asked}) == len(asked)
    assert [grade_of(one) for one in asked] == ["now"] * 9 + ["today"] * 6
    listed = sign_words()
    own_way = {"hives", "bad_headache"}  # which the list says with what to do, or by its headings
    for _, sign, words in questions(["reaction"])[0].options:
        assert sign in own_way or listed[sign].startswith(words), sign


def test_a_stiff_neck_beside_a_bad_headache_is_no_contradiction(owner: Client, add: Post) -> None:
    page = add("infusion", status="given", reactions=["headache"])
    company = ["headache.stiff_neck", "headache.bad"]
    page = owner.post("/diary/add/infusion", {**filled(page), "company": company})
    ticked = [one.text for one in markup(page).all("li") if "grade" not in one.text]
    assert any("Bad headache with fever, stiff neck" in one for one in ticked)
    assert not any("Bad headache, with none" in one for one in ticked)
    owner.post("/diary/add/infusion", {**filled(page), "seen": "1"})
    (entry,) = store.everything()
    assert set(signs_of(entry.content)) == {"headache_with", "bad_headache"}  # stored as told
    shown = said(owner.get(f"/diary/entry/{entry.id}"))
    assert "stiff neck" in shown and "with none of the signs" not in shown


def test_a_task_that_suddenly_cannot_be_done_is_asked_about_and_its_sign_is_an_entry(
    owner: Client, add: Post
) -> None:
    page = add("task", task="key_turn", ease="cannot", side="right")
    assert ASKS in said(page) and "with what you cannot do" in said(page)
    page = owner.post("/diary/add/task", {**filled(page), "company": ["weakness.sudden"]})
    assert "Now: call the emergency number" in said(page) and not store.everything()
    owner.post("/diary/add/task", {**filled(page), "seen": "1"})
    assert {one.kind for one in store.everything()} == {"task", "symptom"}
    assert [one.content.sign for one in store.of_kind("symptom")
            if isinstance(one.content, Symptom)] == ["one_side"]  # fmt: skip
    again = {"task": "key_turn", "ease": "cannot", "side": "right"}
    assert add("task", **again).status_code == 302  # it is asked once


def test_a_movement_that_suddenly_fails_is_asked_about_and_its_sign_is_an_entry(
    owner: Client, add: Post
) -> None:
    told = {"movement": "thumb_abduction", "ease": "cannot", "side": "right"}
    page = add("movement", **told)
    assert ASKS in said(page) and "with what you cannot do" in said(page)
    page = owner.post("/diary/add/movement", {**filled(page), "company": ["weakness.sudden"]})
    assert "Now: call the emergency number" in said(page) and not store.everything()
    owner.post("/diary/add/movement", {**filled(page), "seen": "1"})
    assert {one.kind for one in store.everything()} == {"movement", "symptom"}
    assert add("movement", **told).status_code == 302  # it is asked once


def test_a_grip_that_moves_no_device_is_asked_about_and_its_sign_is_an_entry(
    owner: Client, add: Post
) -> None:
    told = {"measure": "grip", "unit": "kg", "tries_right_1": "0", "tries_left_1": "28"}
    page = add("force", **told)
    assert ASKS in said(page) and "with what you cannot do" in said(page)
    page = owner.post("/diary/add/force", {**filled(page), "company": ["weakness.sudden"]})
    assert "Now: call the emergency number" in said(page) and not store.everything()
    owner.post("/diary/add/force", {**filled(page), "seen": "1"})
    assert sorted(one.kind for one in store.everything()) == ["force", "force", "symptom"]
    assert [one.content.sign for one in store.of_kind("symptom")
            if isinstance(one.content, Symptom)] == ["one_side"]  # fmt: skip
    assert add("force", **told).status_code == 302  # it is asked once


def test_who_answered_is_not_asked_again_when_changing_something_else(
    owner: Client, add: Post
) -> None:
    page = add("symptom", symptom="weakness", place="hand", side="left", words="since Monday")
    assert said(page).count("Trouble breathing, or blue lips") == 1 + LISTED
    page = owner.post("/diary/add/symptom", {**filled(page), "company": ["weakness.slow"]})
    assert "tell your neurologist this week" in said(page)
    form = filled(owner.post("/diary/add/symptom", {**filled(page), "edit": "1"}))
    page = owner.post("/diary/add/symptom", {**form, "clock": "08:00"})
    assert ASKS not in said(page) and "tell your neurologist this week" in said(page)
    page = owner.post("/diary/add/symptom", {**form, "words": "since this morning"})
    assert ASKS in said(page)  # these words are new


def test_pain_in_the_lower_leg_is_asked_for_a_clot(owner: Client, add: Post) -> None:
    page = add("symptom", symptom="pain", place="lower_leg", side="left")
    assert "The arm or leg is swollen, warm or red" in said(page)
    page = owner.post("/diary/add/symptom", {**filled(page), "company": ["limb.swollen"]})
    assert "speak to a doctor today" in said(page) and not store.everything()


def test_a_stiff_neck_the_day_after_an_infusions_headache_is_now(owner: Client, add: Post) -> None:
    """ "Pain", "Neck" was "Saved." without a question, a day after the headache."""
    add("infusion", status="given", day="2026-11-20", reactions=["headache"], company="none")
    page = add("symptom", symptom="pain", place="neck", day="2026-11-21")
    assert "With the pain or cramp in the neck" in said(page)
    page = owner.post("/diary/add/symptom", {**filled(page), "company": ["neck.stiff"]})
    assert LIST in said(page) and "Now: call the emergency number" in said(page)
    assert [one.kind for one in store.everything()] == ["infusion"]


def test_own_words_leave_the_question_of_a_stiff_neck(add: Post) -> None:
    """ "Stiff since yesterday" beside it left the whole list alone, which knows a bad headache: who
    had a mild one, or a fever yesterday, ticked "None of these"."""
    neck = {"symptom": "pain", "place": "neck"}
    alone = answers(add("symptom", **neck))
    own = answers(add("symptom", **neck, words="stiff since yesterday"))
    stiff = next(one for one in alone if one.startswith("The neck is stiff"))
    assert "or had one in the last days" in stiff and stiff in own
    assert {"Chest pain, tightness or pressure", "Trouble swallowing"} <= {*own}
    assert len(own) == len({*own})


def test_a_headache_beside_own_words_is_asked_about_once(add: Post) -> None:
    """The whole list below the headache's own question asked again for the list's two headaches."""
    told = {"reactions": ["headache"], "reaction_words": "my neck is stiff"}
    asked = answers(add("infusion", status="given", **told))
    headaches = ["A stiff neck", "It is a bad headache"]
    assert not [one for one in asked if one.startswith(("A bad headache", "Sudden weakness"))]
    assert {*headaches, "Chest pain, tightness or pressure", "Trouble swallowing"} <= {*asked}


GRADES = ["now", "today", "this-week"]


@pytest.mark.parametrize(
    "signs, order, opened",
    [
        (["chest_pain"], GRADES, GRADES),
        (["fever"], ["today", "now", "this-week"], ["today"]),
        (["wears_off"], ["this-week", "now", "today"], ["this-week"]),
        (["fever", "wears_off"], ["today", "now", "this-week"], ["today", "this-week"]),
        (["fever", "hives"], GRADES, GRADES),
    ],
)
def test_the_card_of_its_own_grade_comes_first_and_no_card_is_left_out(
    add: Post, signs: list[str], order: list[str], opened: list[str]
) -> None:
    answer = add("symptom", signs=signs)
    cards = [one for one in markup(answer).all("details") if "data-grade" in one.attributes]
    assert [one.attributes["data-grade"] for one in cards] == order
    assert [one.attributes["data-grade"] for one in cards if "open" in one.attributes] == opened
    page = said(answer)
    assert "If an infusion is running, stop it." in page  # in reach, one tap
    assert (LIST in page) == (opened == GRADES)
    links = [one.attributes.get("href") or "" for one in markup(answer).all("a")]
    assert any(one.startswith("tel:112") for one in links)


def test_what_comes_with_an_entry_is_not_called_a_reaction_where_nothing_was_given(
    add: Post,
) -> None:
    """The question stands after a task or a symptom too, and both are no reaction."""
    own = "my left calf is hot"
    for answer in (add("task", own="Holding a pen", ease="cannot", side="right"),
                   add("symptom", symptom="other", words=own),
                   add("infusion", status="given", reaction_words=own)):  # fmt: skip
        page = said(answer)
        assert ASKS in page and "With what you chose, or with what you wrote" in page
        assert "With the reaction" not in page
