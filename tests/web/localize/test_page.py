"""`/localize`: findings come by POST, are explained in words and pictures, and leave no trace."""

import logging

import pytest
from django.test import Client

from multifocal.localize import SETTINGS, cause_ids, explain, read_weakness
from multifocal.localize.wording import cause_said, place_said
from multifocal.web.localize.presenter import present_answer, present_form
from tests.localize.patterns import PUBLISHED
from tests.web.markup import Markup, markup

LINE = "R: edc 2 (middle finger first), triceps 5; feeling normal"


def answered(client: Client, **fields: str) -> Markup:
    answer = client.post("/localize", fields)
    assert answer.status_code == 200
    return markup(answer)


def told(page: Markup) -> str:
    return " ".join(page.one("main").text.split())


def test_a_line_of_findings_is_explained(client: Client) -> None:
    page = answered(client, line=LINE)
    best = next(one for one in explain(read_weakness(LINE)).explanations if one.segments)
    assert place_said(best.places[0]) in told(page)
    assert page.one("answer").name == "section"
    assert page.one("line").text.strip() == LINE


def test_the_list_says_the_same_as_the_line(client: Client) -> None:
    fields = {"grade-right-edc": "2", "grade-right-triceps": "5", "grade-left-fdi": ""}
    by_list = answered(client, **fields)
    by_line = answered(client, line="R: edc 2, triceps 5")
    fits = [[tag.text for tag in page.all("h3")] for page in (by_list, by_line)]
    assert fits[0] == fits[1]


def test_what_was_chosen_stays_chosen(client: Client) -> None:
    page = answered(client, **{"grade-left-fdi": "3", "feeling-left-thumb": "less"})
    chosen = {
        tag.within[-1].attributes["name"]: tag.attributes["value"]
        for tag in page.all("option")
        if "selected" in tag.attributes and tag.attributes["value"]
    }
    assert chosen == {"grade-left-fdi": "3", "feeling-left-thumb": "less"}


def test_every_cause_stands_there_with_its_question_and_a_posterior_only_with_a_setting(
    client: Client,
) -> None:
    page = answered(client, line=LINE)
    assert all(cause_said(key) in told(page) for key in cause_ids())
    assert "Posterior" not in [tag.text for tag in page.all("th")]
    with_setting = answered(client, line=LINE, setting=SETTINGS[0])
    assert "Posterior" in [tag.text for tag in with_setting.all("th")]


def test_it_speaks_of_fits_and_odds_and_never_to_a_patient(client: Client) -> None:
    for row in PUBLISHED:
        text = told(answered(client, line=row["input"])).lower()
        assert "what fits" in text
        assert "you have" not in text
        assert "for doctors" in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"line": "R: fdx 3"}, "Near it are"),
        ({"line": "fdi 3"}, "Begin with R:"),
        ({"line": "R: fdi 5"}, "nothing is weak"),
        ({"line": "R: fdi 3", "grade-right-fdi": "4"}, "stands twice"),
        ({}, "nothing is weak"),
        ({"line": "R: fdi 3", "setting": "a bar"}, "a bar"),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_is_lost(
    client: Client, fields: dict[str, str], said: str
) -> None:
    page = answered(client, **fields)
    assert said in page.one("fault").text
    assert page.one("line").text.strip() == fields.get("line", "")
    assert "answer" not in [tag.attributes.get("id") for tag in page.tags]


def test_nothing_of_the_findings_travels_in_an_address_or_a_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = answered(client, line=LINE)
    assert "edc" not in caplog.text
    assert not [a for a in page.all("a") if "edc" in a.attributes.get("href", "")]
    (form,) = [f for f in page.all("form") if "/localize" in f.attributes.get("action", "")]
    assert form.attributes["method"] == "post"
    assert client.get("/localize").headers["Cache-Control"].find("no-store") >= 0


def test_every_muscle_can_be_graded_and_every_area_felt_on_both_sides() -> None:
    form = present_form({})
    names = [f.name for s in (*form.muscles, *form.skin) for row in s.rows for f in row.fields]
    assert len(names) == len(set(names)) > 200


def test_the_nerves_that_fit_are_drawn_under_their_ranks() -> None:
    answer = present_answer(explain(read_weakness("R: edc 2, eip 2; L: fdi 2, adm 2")))
    front, back = answer.pictures
    assert "right radial nerve" in front.text
    assert "left ulnar nerve" in front.text
    assert "right radial nerve" in back.text


def test_the_patient_view_of_the_same_muscles_stands_beside_it(client: Client) -> None:
    """Plain words for the weak muscles alone, no odds, no disease, no muscle that is strong."""
    page = answered(client, line="R: fdi 2, adm 3, apb 5; L: ta 3; feeling normal")
    plain = [tag for tag in page.all("section") if tag.attributes.get("aria-labelledby") == "plain"]
    text = " ".join(plain[0].text.split())
    assert "Ulnar nerve, on your right The nerve of the funny bone" in text
    assert "These 2 muscles share one nerve" in text
    assert text.index("Ulnar nerve") < text.index("on your left")  # most muscles first
    assert "Median nerve" not in text
    assert "%" not in text
    assert "neuropathy" not in text
