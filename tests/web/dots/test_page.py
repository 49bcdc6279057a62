"""`/dots` asks, answers by POST, and keeps nothing."""

import datetime
import json
import logging
import re

import pytest
from django.test import Client

from multifocal import body
from multifocal.localize import complaints, exported_tables
from multifocal.web.dots.foot import foot
from multifocal.web.dots.forms import MOST_WORDS, READY_QUESTIONS
from multifocal.web.site.content.phone_numbers import phone_numbers
from multifocal.words import say
from tests.web.markup import Markup, Tag, markup, words

pytestmark = pytest.mark.every_case

SOME = ["task-zip-right", "task-hair_washing-left", "part-foot-left"]
FIRST = {"onset": "months", "signs": "no"}
"""The first questions, answered so that the page goes on."""
DISEASES = ["mmn", "multifocal motor neuropathy", "als", "carpal", "cidp", "neuropathy"]


def ticked(page: Markup, name: str) -> list[str]:
    boxes = [t.attributes for t in page.all("input") if t.attributes.get("name") == name]
    return [box["value"] for box in boxes if "checked" in box]


def soon(tag: Tag) -> bool:
    return tag.attributes.get("class") == "soon"


def test_the_form_asks_every_choice_once_and_by_name(client: Client) -> None:
    page = markup(client.get("/dots"))
    boxes = [tag.attributes for tag in page.all("input") if tag.attributes.get("name") == "choice"]
    assert sorted(box["value"] for box in boxes) == sorted(complaints())
    labelled = {tag.attributes.get("for") for tag in page.all("label")}
    dots = [box for box in boxes if "data-dot" in box]
    assert len(dots) == 14
    assert all(box["id"] in labelled for box in dots)


def test_a_task_is_a_group_by_its_name_with_a_box_for_each_side(client: Client) -> None:
    page = markup(client.get("/dots"))
    groups = [tag for tag in page.tags if tag.attributes.get("role") == "group"]
    assert len(groups) == 29
    for group in groups:
        assert page.one(group.attributes["aria-labelledby"]).text.strip()
        labels = [tag for tag in page.all("label") if group.holds(tag)]
        assert [label.text for label in labels] == ["Right", "Left"], "as on the drawing"
    assert len({page.one(g.attributes["aria-labelledby"]).text for g in groups}) == 29


def test_the_body_is_one_picture_and_its_dots_are_heard_once(client: Client) -> None:
    for answer in (client.get("/dots"), client.post("/dots", {**FIRST, "choice": SOME})):
        page = markup(answer)
        bodies = [tag for tag in page.all("svg") if tag.attributes.get("role") == "img"]
        assert bodies
        for one in bodies:
            inner = [tag for tag in page.tags if tag.within and tag.within[-1] is one]
            assert inner
            assert {tag.attributes.get("aria-hidden") for tag in inner} == {"true"}
    page = markup(client.get("/dots"))
    (twin,) = [tag for tag in page.all("ul") if tag.attributes.get("class") == "twin"]
    assert twin.attributes["aria-hidden"] == "true"
    names = {t.attributes["for"]: t.text for t in page.all("label") if twin.holds(t)}
    dots = {
        t.attributes["id"]: t.attributes["aria-label"]
        for t in page.all("input")
        if "data-dot" in t.attributes
    }
    assert names == dots


def test_it_answers_with_muscles_and_nerves_and_names_no_disease(client: Client) -> None:
    answer = client.post("/dots", {**FIRST, "choice": SOME})
    text = words(answer)
    assert "These 3 muscles share one nerve" in text
    assert "The nerve of the funny bone" in text
    assert "Right ulnar nerve" in text
    assert "The one thing that you chose on this side needs it." in text
    assert "The muscle that moves your index finger toward the thumb" in text
    assert "first dorsal interosseous" in text
    assert say("dots.calm.causes") in text
    sections = [t for t in markup(answer).all("section") if "dots__" in t.attributes["class"]]
    told = " ".join(tag.text for tag in sections).lower()
    assert len(sections) == 4
    assert not [one for one in DISEASES if re.search(rf"\b{one}\b", told)]
    for word in ("you have", "probab", "risk", "likely", "%"):
        assert word not in told


@pytest.mark.parametrize(
    ("method", "address"), [("get", "/dots"), ("post", "/dots"), ("post", "/dots/appointment")]
)
def test_nothing_is_kept(client: Client, method: str, address: str) -> None:
    answer = getattr(client, method)(
        address, {**FIRST, "choice": SOME} if method == "post" else None
    )
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert [name for name in answer.cookies if "csrf" not in name] == []


def test_no_address_holds_what_was_chosen(client: Client) -> None:
    for address in ("/dots", "/dots/appointment"):
        page = markup(client.post(address, {**FIRST, "choice": SOME}))
        assert {form.attributes["method"] for form in page.all("form")} == {"post"}
        for link in page.all("a"):
            assert "?" not in link.attributes["href"]
            assert "zip" not in link.attributes["href"]


def test_choices_in_an_address_are_not_read(client: Client) -> None:
    page = markup(client.get("/dots?choice=task-zip-right"))
    assert not [tag for tag in page.all("input") if "checked" in tag.attributes]
    assert client.get("/dots/appointment?choice=task-zip-right").headers["Location"] == "/dots"


def test_a_post_without_the_token_is_refused() -> None:
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    assert strict.post("/dots", {**FIRST, "choice": SOME}).status_code == 403
    assert strict.post("/dots/appointment", {**FIRST, "choice": SOME}).status_code == 403


@pytest.mark.parametrize("data", [{}, {"choice": "task-nonesuch-right"}, {"choice": "<b>"}])
def test_nothing_known_chosen_leads_back_to_the_form(
    client: Client, data: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for address in ("/dots", "/dots/appointment"):
        answer = client.post(address, {**FIRST, **data})
        assert "Nothing is chosen yet" in words(answer)
        page = markup(answer)
        assert page.all("title")[0].text.startswith("Please choose · ")
        assert "autofocus" in page.one("fault").attributes
        assert page.one("fault").attributes["tabindex"] == "-1"
        assert "nonesuch" not in answer.content.decode()
    assert "nonesuch" not in caplog.text


def test_choices_can_be_changed(client: Client) -> None:
    page = markup(client.post("/dots", {**FIRST, "choice": SOME, "change": "1"}))
    assert sorted(ticked(page, "choice")) == sorted(SOME)


def test_the_sheet_holds_all_that_was_said(client: Client) -> None:
    text = words(
        client.post(
            "/dots/appointment",
            {
                **FIRST,
                "choice": SOME,
                "since": "since <spring>",
                "cold": "yes",
                "numb": "unsure",
                "question": ["weak", "study"],
                "words": "May I swim?\r\n\r\n  And   ski?",
                "own_signs": "no",
            },
        )
    )
    for part in (
        "Hard on the left Washing your hair, moving the foot",
        "Hard on the right Closing a zipper",
        "Since when since <spring>",
        "Yes (ticked)",
        "Not sure (ticked)",
        "Which muscles are weak, and which are not?",
        "Would a nerve test help?",
        "May I swim?",
        "And ski?",
        "Ulnar nerve right",
        "wrist, mid-forearm, below elbow, above elbow, upper arm, axilla, Erb's point",
        "not a diagnosis",
    ):
        assert part in text, part


def test_an_empty_sheet_leaves_room_to_write(client: Client) -> None:
    page = markup(client.post("/dots/appointment", {**FIRST, "choice": "task-cup-left"}))
    assert "(ticked)" not in page.one("main").text
    rules = [tag for tag in page.tags if tag.name == "i"]
    assert len(rules) >= 6


def test_too_many_words_are_said_to_be_too_many_and_kept_in_the_box(client: Client) -> None:
    long = "swim " * (MOST_WORDS // 5 + 1) + "end"
    page = markup(client.post("/dots/appointment", {**FIRST, "choice": SOME, "words": long}))
    assert f"shorten your own words to {MOST_WORDS} letters" in page.one("words-fault").text
    assert page.one("words").text.strip() == long


def test_what_was_said_comes_back_to_be_changed(client: Client) -> None:
    page = markup(client.post("/dots", {**FIRST, "choice": SOME, "since": "May", "cold": "no"}))
    assert page.one("since").attributes["value"] == "May"
    assert [ticked(page, name) for name in ("cold", "cramps")] == [["no"], []]


def test_the_review_date_has_not_passed() -> None:
    assert foot().reviewed <= datetime.datetime.now(datetime.UTC).date() <= foot().review_by


@pytest.mark.parametrize("data", [{}, {"onset": "months"}, {"signs": "no"}, {"onset": "?"}])
@pytest.mark.parametrize("address", ["/dots", "/dots/appointment"])
def test_what_cannot_wait_is_asked_first_and_what_was_chosen_is_handed_on(
    client: Client, address: str, data: dict[str, str]
) -> None:
    page = markup(client.post(address, {**data, "choice": SOME, "since": "May"}))
    assert "hidden" not in page.one("first-fault").attributes
    form = next(f for f in page.all("form") if f.attributes["class"].startswith("first "))
    inside = [t.attributes for t in page.all("input") if form.holds(t)]
    hidden = [t for t in inside if t["type"] == "hidden"]
    handed = [(t["name"], t["value"]) for t in hidden if not t["name"].startswith("csrf")]
    assert sorted(handed) == sorted([*(("choice", one) for one in SOME), ("since", "May")])


@pytest.mark.parametrize("address", ["/dots", "/dots/appointment"])
@pytest.mark.parametrize(
    "first",
    [{"onset": "minutes", "signs": "no"}, {"onset": "days", "signs": "no"},
     {"onset": "months", "signs": "yes"}, {"onset": "unsure", "signs": "unsure"}],
)  # fmt: skip
def test_what_cannot_wait_gets_the_sites_own_list_word_for_word_and_no_nerves(
    client: Client, address: str, first: dict[str, str]
) -> None:
    answer = client.post(address, {**first, "choice": SOME})
    page = markup(answer)
    title = "Not sure? Ask by phone today" if first["signs"] == "unsure" else "This cannot wait"
    assert page.all("h1")[0].text == title
    there = markup(client.get("/symptoms")).one("get-help")
    signs = [li.text for li in markup(client.get("/symptoms")).all("li") if there.holds(li)]
    (graded,) = [t for t in page.all("div") if t.attributes.get("class") == "grades"]
    assert [li.text for li in page.all("li") if graded.holds(li) and li.text in signs] == signs
    assert "ulnar" not in words(answer)
    assert not [t for t in page.all("div") if "doubt" in t.attributes.get("class", "")]


@pytest.mark.parametrize(
    "first", [{"onset": "months", "signs": "yes"}, {"onset": "unsure", "signs": "unsure"}]
)
def test_whom_to_call_stands_first_and_then_every_sign_that_was_asked(
    client: Client, first: dict[str, str]
) -> None:
    page = markup(client.post("/dots", first))
    form = markup(client.get("/dots"))
    signs = [li.text for li in form.all("li") if form.one("named-signs").holds(li)]
    assert len(signs) == 7
    (card,) = [t for t in page.all("section") if "asked" in t.attributes.get("class", "").split()]
    inside = [li.text for li in page.all("li") if card.holds(li)]
    numbers = list(phone_numbers().emergency_numbers())
    assert [text.split()[1] for text in inside[: len(numbers)]] == numbers
    inside = inside[len(numbers) :]
    assert inside == [say("dots.now.minutes"), say("dots.now.days"), *signs]
    calls = [a for a in page.all("a") if a.attributes.get("href", "").startswith("tel:")]
    assert all(card.holds(call) for call in calls[: len(numbers)])
    for told in ("phone.other", "phone.warning.nunavut", "dots.now.tell"):
        assert say(told) in card.text
    assert "MMN" not in card.text
    (graded,) = [t for t in page.all("div") if t.attributes.get("class") == "grades"]
    assert page.tags.index(card) < page.tags.index(graded)


@pytest.mark.parametrize(
    ("onset", "signs", "told"),
    [("months", "unsure", "see your doctor in the next days"),
     ("weeks", "unsure", "speak to a doctor today"),
     ("unsure", "unsure", "speak to a doctor today"),
     ("months", "yes", ""), ("days", "unsure", ""), ("minutes", "no", "")],
)  # fmt: skip
def test_only_who_was_not_sure_of_the_signs_is_told_what_to_do_without_them(
    client: Client, onset: str, signs: str, told: str
) -> None:
    page = markup(client.post("/dots", {"onset": onset, "signs": signs}))
    shown = [
        p.text
        for p in page.all("p")
        if p.attributes.get("class") == "now__otherwise" and "hidden" not in p.attributes
    ]
    start = "If you have had none of the signs on this page, "
    assert shown == ([f"{start}{told}."] if told else [])
    (still,) = [s for s in page.all("section") if s.attributes.get("data-tone") == "unsure"]
    assert ("hidden" not in still.attributes) == bool(told)
    assert "If you cannot reach anyone, go to an emergency room." in still.text


def test_a_sign_that_has_gone_again_counts_as_much_as_one_that_is_there(client: Client) -> None:
    """A face that drooped for an hour may be a stroke to come, and "right now" told to wait."""
    asked = markup(client.get("/dots"))
    assert "even if it has gone again" in " ".join(tag.text for tag in asked.all("legend"))
    page = markup(client.post("/dots", {"onset": "months", "signs": "unsure"}))
    (lead,) = [p for p in page.all("p") if p.attributes.get("class") == "lead"]
    assert "is there now, or came and went today or in the last days" in lead.text
    assert "even if it has gone" in lead.text
    card = next(s for s in page.all("section") if "asked" in s.attributes["class"].split())
    assert "If one of these signs is there, or came and went: call now" in card.text
    assert "right now" not in page.one("go-on").text


def test_who_was_examined_since_goes_on_with_what_was_chosen(client: Client) -> None:
    first = {"onset": "minutes", "signs": "no", "examined": "1"}
    page = markup(client.post("/dots", {**first, "first": "1", "choice": SOME}))
    assert sorted(ticked(page, "choice")) == sorted(SOME)
    (told,) = [p for p in page.all("p") if soon(p) and "hidden" not in p.attributes]
    assert "call the emergency number" in told.text
    assert "Right ulnar nerve" in words(client.post("/dots", {**first, "choice": SOME}))


@pytest.mark.parametrize(
    ("onset", "said"),
    [("weeks", "Speak to a doctor today."), ("unsure", "Speak to a doctor today."),
     ("months", "Make an appointment")],
)  # fmt: skip
def test_who_can_go_on_is_told_when_to_see_a_doctor(client: Client, onset: str, said: str) -> None:
    page = markup(client.post("/dots", {"onset": onset, "signs": "no", "first": "1"}))
    boxes = [*page.all("p"), *page.all("div")]
    (told,) = [box for box in boxes if soon(box) and "hidden" not in box.attributes]
    assert told.text.strip().startswith(said)
    shut = [div for div in page.all("div") if told.holds(div) and "hidden" in div.attributes]
    calls = [
        a for a in page.all("a")
        if told.holds(a) and a.attributes["href"].startswith("tel:")
        and not any(div.holds(a) for div in shut)
    ]  # fmt: skip
    assert bool(calls) == (onset in ("unsure", "weeks"))  # what may get worse, or began today


def test_a_sudden_onset_stands_on_the_request_to_the_laboratory_too(client: Client) -> None:
    said = {"onset": "minutes", "signs": "no", "examined": "1", "choice": SOME, "since": "Monday"}
    page = markup(client.post("/dots/appointment", said))
    assert "Monday; suddenly" in " ".join(page.one("paper-nerves").text.split())


@pytest.mark.parametrize(("answer", "told"), [("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")])
def test_the_laboratory_that_tests_feeling_is_told_of_numbness(
    client: Client, answer: str, told: str
) -> None:
    """It stood on the patient's own page alone, which the laboratory may never see."""
    said = {**FIRST, "choice": SOME, "tests": "an MRI", "own_signs": "no"}
    filled = markup(client.post("/dots/appointment", {**said, "numb": answer}))
    assert f"Numbness: {told}; Tests done: an MRI" in filled.one("paper-nerves").text
    not_said = markup(client.post("/dots/appointment", said))
    assert "Numbness" not in not_said.one("paper-nerves").text


def test_the_request_to_the_laboratory_is_filled_in_and_names_no_disease(client: Client) -> None:
    page = markup(client.post("/dots/appointment", {
        **FIRST, "choice": ["task-zip-right", "task-hair_washing-left"], "since": "May",
        "course": "steps", "tests": "an MRI of the neck", "own_signs": "no",
    }))  # fmt: skip
    sheet = page.one("paper-nerves")
    filled = {
        tag.attributes["data-of"]
        for tag in page.all("span")
        if sheet.holds(tag) and "is-filled" in tag.attributes.get("class", "")
    }
    assert {"right-fdi", "right-fpl", "right-ulnar", "right-median", "left-deltoid"} <= filled
    assert not {"left-fdi", "left-ulnar", "right-tibial", "right-ta"} & filled
    text = " ".join(sheet.text.split())
    for part in (
        "Adductor pollicis",
        "May; over more than four weeks; in steps",
        "Tests done: an MRI of the neck",
        "Also: suprascapular nerve",
        "looked up, not examined",
    ):
        assert part in text, part
    assert not [one for one in DISEASES if re.search(rf"\b{one}\b", text.lower())]


def test_the_text_for_a_message_says_what_was_said_and_nothing_for_the_rest(client: Client) -> None:
    said = {**FIRST, "choice": "task-cup-left", "cramps": "no", "question": "weak"}
    text = markup(client.post("/dots/appointment", said)).one("message").text
    assert text.strip().splitlines()[:9] == [
        "For my appointment", "Hard on the left: Holding a cup or a phone",
        f"How it began: {say('dots.onset.months')}",
        f"Signs that cannot wait: {say('dots.signs.no')}", "Cramps: No", "",
        "Nerves that these tasks need, looked up and not measured:", "- Left median nerve", "",
    ]  # fmt: skip
    assert "Twitches" not in text
    assert say("dots.calm.causes") in text


def test_own_words_are_no_question_in_the_text_for_a_message(client: Client) -> None:
    own = {"question": "weak", "words": "May I swim?\nAnd ski?", "own_signs": "no"}
    said = {**FIRST, "choice": "task-cup-left", **own}
    lines = markup(client.post("/dots/appointment", said)).one("message").text.strip().splitlines()
    at = lines.index("What I want to ask")
    assert lines[at + 1 : at + 6] == [
        f"- {say('dots.question.weak')}", "", "In my own words: May I swim?", "And ski?", "",
    ]  # fmt: skip


def test_own_words_are_no_question_on_the_paper(client: Client) -> None:
    said = {**FIRST, "choice": "task-cup-left", "question": "weak", "words": "It began in May."}
    page = client.post("/dots/appointment", said).content.decode()
    asked, own = page.index(">What I want to ask<"), page.index(">In my own words<")
    assert asked < page.index(say("dots.question.weak"), asked) < own < page.index("in May", own)
    without = client.post("/dots/appointment", {**said, "words": ""}).content.decode()
    assert 'data-part="own" hidden' in without


def test_the_request_says_first_that_nothing_was_examined(client: Client) -> None:
    page = markup(client.post("/dots/appointment", {**FIRST, "choice": "task-zip-right"}))
    sheet = " ".join(page.one("paper-nerves").text.split())
    note, question = sheet.index(say("dots.request.note")), sheet.index("Question:")
    assert note < question < sheet.index("Muscles to examine (from the tasks chosen; not examined")
    assert "Weak muscles" not in sheet
    assert "Where it is hard" not in words(client.post("/dots", FIRST))


def test_the_body_on_the_sheet_marks_each_muscle_needed(client: Client) -> None:
    page = markup(client.post("/dots/appointment", {**FIRST, "choice": "task-zip-right"}))
    marks = {
        (tag.attributes["data-side"], tag.attributes["data-muscle"])
        for tag in page.all("circle")
        if tag.attributes.get("class") == "body-marks__mark"
    }
    assert marks == {("right", key) for key in body.task("zip").weights}


@pytest.mark.parametrize("key", READY_QUESTIONS)
def test_ready_questions_have_words(key: str) -> None:
    assert say(f"dots.question.{key}").endswith("?")


def test_the_tables_are_the_same_for_everyone(client: Client) -> None:
    answer = client.get("/dots/tables.json")
    assert json.loads(answer.content) == json.loads(json.dumps(exported_tables()))
    assert not answer.cookies
    assert client.post("/dots/tables.json").status_code == 405


def test_right_and_left_stand_in_one_order_on_the_page_and_on_paper(client: Client) -> None:
    """The order of the drawing, which faces its reader: with two orders a wrong hand is ticked."""
    chosen = {**FIRST, "choice": ["part-hand-left", "part-hand-right"]}
    asked = markup(client.get("/dots"))
    boxes = [t.attributes for t in asked.all("input") if t.attributes.get("name") == "choice"]
    sides = [box["value"].rpartition("-")[2] for box in boxes]
    assert sides == ["right", "left"] * (len(boxes) // 2)
    labels = [t.text for t in asked.all("text") if t.text in ("your right", "your left")]
    across = {t.text: float(t.attributes["x"]) for t in asked.all("text") if t.text in labels}
    assert across["your right"] < across["your left"], "on the drawing the right is at the left"
    told = words(client.post("/dots", chosen))
    assert told.index("Right") < told.index("Left")
    sheet = words(client.post("/dots/appointment", chosen))
    assert sheet.index("Hard on the right") < sheet.index("Hard on the left")
    request = sheet[sheet.index("Request to the nerve") :]
    assert request.index("right") < request.index("left")
