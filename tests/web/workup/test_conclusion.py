"""The answer first: on the page before all else, with its questions, to copy and to take along."""

from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client

from multifocal.report.conclusion.copied import RTF_TYPE
from multifocal.web.workup.answers import answered
from multifocal.web.workup.forms import example_table
from tests.web.markup import markup, words

BLOCK = example_table()
TWO_ARMS = (Path(__file__).parents[3] / "examples" / "two_arms.csv").read_text("utf-8")


def test_the_conclusion_comes_before_everything_else(client: Client) -> None:
    text = words(client.post("/workup", {"table": TWO_ARMS}))
    first = text.index("1. R median, forearm (wrist – elbow): definite block; area −62 %")
    assert "Draft, not signed. Grades nerve segments, not a diagnosis." in text[:first]
    for later in (
        "Download as PDF",
        "The whole study",
        "The rule sets side by side",
        "is not sent",
    ):
        assert later not in text[:first]
    assert "20 segments with no block and no large fall, rule by rule" in text


def test_a_question_beside_the_conclusion_is_answered_there(client: Client) -> None:
    asked = markup(client.post("/workup", {"table": BLOCK}))
    radios = [
        one.attributes for one in asked.all("input")
        if one.attributes.get("name") == "decide-no_crossing_in_forearm"
    ]  # fmt: skip
    assert [("checked" in one, one["value"]) for one in radios] == [
        (True, ""), (False, "yes"), (False, "no"),
    ]  # fmt: skip
    sent = {"table": BLOCK, "decide-no_crossing_in_forearm": "yes",
            "decide-stimulation_supramaximal": "yes",
            "decide-sensory_conduction_normal_in_arm_segments_with_block": "yes"}  # fmt: skip
    text = words(client.post("/workup", sent))
    assert "R ulnar, forearm (wrist – below elbow): definite block; area −50 %" in text
    assert "Rests on the answer that every stimulus was supramaximal" in text
    assert "normal sensory conduction in arm segments with block: criterion met" in text


def test_not_known_changes_nothing_that_was_answered_in_the_form() -> None:
    data = QueryDict("a=1&no_crossing_in_forearm=yes&decide-no_crossing_in_forearm=")
    assert answered(data)["no_crossing_in_forearm"] == "yes"
    data = QueryDict("no_crossing_in_forearm=yes&decide-no_crossing_in_forearm=no")
    assert answered(data)["no_crossing_in_forearm"] == "no"
    assert answered(QueryDict("decide-x=perhaps")).get("x") is None


def test_the_words_to_copy_and_the_rich_text_are_the_same(client: Client) -> None:
    page = markup(client.post("/workup", {"table": TWO_ARMS}))
    copied = page.one("copied").text
    assert "weakness older than ten days" in copied and "Draft, not signed." in copied
    made = client.post("/workup/conclusion.rtf", {"table": TWO_ARMS})
    assert made.headers["Content-Type"] == RTF_TYPE
    assert "no-store" in made.headers["Cache-Control"]
    assert made.content.startswith(rb"{\rtf1") and rb"not a diagnosis" in made.content
    assert client.get("/workup/conclusion.rtf").status_code == 405
    wrong = client.post("/workup/conclusion.rtf", {"table": "nonsense"})
    assert markup(wrong).one("fault").text.strip()


@pytest.mark.parametrize("where", ["/workup", "/workup?waves=block"])
def test_one_heading_leads_and_the_page_has_no_second_of_its_level(
    client: Client, where: str
) -> None:
    answer = client.get(where) if "?" in where else client.post(where, {"table": BLOCK})
    assert len(markup(answer).all("h1")) == 1


def test_a_health_record_carries_the_conclusion(client: Client) -> None:
    made = client.post("/workup/download", {"table": TWO_ARMS, "format": "fhir"})
    text = made.content.decode()
    assert "R median, forearm (wrist" in text and "Draft, not signed." in text
