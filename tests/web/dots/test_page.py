"""`/dots` asks, answers by POST, and keeps nothing."""

import datetime
import json
import logging
import re

import pytest
from django.test import Client

from multifocal.localize import complaints, exported_tables
from multifocal.web.dots.forms import MOST_WORDS, READY_QUESTIONS
from multifocal.web.dots.views import foot
from multifocal.words import say
from tests.web.markup import markup, words

SOME = ["task-zip-right", "task-hair_washing-left", "part-foot-left"]
DISEASES = ["mmn", "multifocal motor neuropathy", "als", "carpal", "cidp", "neuropathy"]


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
    assert len(groups) == 27
    for group in groups:
        assert page.one(group.attributes["aria-labelledby"]).text.strip()
        labels = [tag for tag in page.all("label") if group.holds(tag)]
        assert [label.text for label in labels] == ["Left", "Right"]
    assert len({page.one(g.attributes["aria-labelledby"]).text for g in groups}) == 27


def test_the_body_is_one_picture_and_its_dots_are_heard_once(client: Client) -> None:
    for answer in (client.get("/dots"), client.post("/dots", {"choice": SOME})):
        page = markup(answer)
        bodies = [tag for tag in page.all("svg") if tag.attributes.get("role") == "img"]
        assert bodies
        for body in bodies:
            inner = [tag for tag in page.tags if tag.within and tag.within[-1] is body]
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
    answer = client.post("/dots", {"choice": SOME})
    text = words(answer)
    assert "Right ulnar nerve" in text
    assert "The one thing that you chose on this side needs it." in text
    assert "first dorsal interosseous" in text
    assert "Many conditions" in text
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
    answer = getattr(client, method)(address, {"choice": SOME} if method == "post" else None)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert [name for name in answer.cookies if "csrf" not in name] == []


def test_no_address_holds_what_was_chosen(client: Client) -> None:
    for address in ("/dots", "/dots/appointment"):
        page = markup(client.post(address, {"choice": SOME}))
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
    assert strict.post("/dots", {"choice": SOME}).status_code == 403
    assert strict.post("/dots/appointment", {"choice": SOME}).status_code == 403


@pytest.mark.parametrize("data", [{}, {"choice": "task-nonesuch-right"}, {"choice": "<b>"}])
def test_nothing_known_chosen_leads_back_to_the_form(
    client: Client, data: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for address in ("/dots", "/dots/appointment"):
        answer = client.post(address, data)
        assert "Nothing is chosen yet" in words(answer)
        page = markup(answer)
        assert page.all("title")[0].text.startswith("Please choose · ")
        assert "autofocus" in page.one("fault").attributes
        assert page.one("fault").attributes["tabindex"] == "-1"
        assert "nonesuch" not in answer.content.decode()
    assert "nonesuch" not in caplog.text


def test_choices_can_be_changed(client: Client) -> None:
    page = markup(client.post("/dots", {"choice": SOME, "change": "1"}))
    ticked = [t.attributes["value"] for t in page.all("input") if "checked" in t.attributes]
    assert sorted(ticked) == sorted(SOME)


def test_the_sheet_holds_all_that_was_said(client: Client) -> None:
    text = words(
        client.post(
            "/dots/appointment",
            {
                "choice": SOME,
                "since": "since <spring>",
                "cold": "yes",
                "numb": "unsure",
                "question": ["weak", "study"],
                "words": "May I swim?\r\n\r\n  And   ski?",
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
    page = markup(client.post("/dots/appointment", {"choice": "task-cup-left"}))
    assert "(ticked)" not in page.one("main").text
    rules = [tag for tag in page.tags if tag.name == "i"]
    assert len(rules) >= 6


def test_too_many_words_are_said_to_be_too_many_and_kept_in_the_box(client: Client) -> None:
    long = "swim " * (MOST_WORDS // 5 + 1) + "end"
    page = markup(client.post("/dots/appointment", {"choice": SOME, "words": long}))
    assert "fewer words" in page.one("words-fault").text
    assert page.one("words").text.strip() == long


def test_what_was_said_comes_back_to_be_changed(client: Client) -> None:
    page = markup(client.post("/dots", {"choice": SOME, "since": "May", "cold": "no"}))
    assert page.one("since").attributes["value"] == "May"
    (picked,) = [t for t in page.all("input") if "checked" in t.attributes]
    assert (picked.attributes["name"], picked.attributes["value"]) == ("cold", "no")


def test_the_review_date_has_not_passed() -> None:
    assert foot().reviewed <= datetime.datetime.now(datetime.UTC).date() <= foot().review_by


@pytest.mark.parametrize("key", READY_QUESTIONS)
def test_ready_questions_have_words(key: str) -> None:
    assert say(f"dots.question.{key}").endswith("?")


def test_the_tables_are_the_same_for_everyone(client: Client) -> None:
    answer = client.get("/dots/tables.json")
    assert json.loads(answer.content) == json.loads(json.dumps(exported_tables()))
    assert not answer.cookies
    assert client.post("/dots/tables.json").status_code == 405
