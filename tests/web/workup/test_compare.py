"""/workup/compare: two studies in, what changed out; nothing stored, nothing in an address."""

import io
from pathlib import Path

import pytest
from django.test import Client

from tests.web.markup import markup, words

EXAMPLES = Path(__file__).parents[3] / "examples"
TWO_ARMS = (EXAMPLES / "two_arms.csv").read_text("utf-8")
LATER = TWO_ARMS.replace("2026-03-03", "2026-09-01").replace(
    "elbow,8.1,3.9,11.8", "elbow,8.1,8.9,27.8"
)
REPORT = (
    "R Median - APB\nSite\tLat (ms)\tAmp (mV)\tArea (mVms)\tNeg Dur (ms)\n"
    "Wrist\t3.5\t8.8\t27.0\t5.8\nElbow\t8.1\t3.6\t11.1\t6.3\n"
)
ADDRESS = "/workup/compare"


def test_two_tables_are_compared_by_their_dates(client: Client) -> None:
    both = {"earlier_text": LATER, "later_text": TWO_ARMS, "days_earlier": "4"}
    said = words(client.post(ADDRESS, both))
    assert "gone: the proximal response rose" in said
    assert "It says what changed, never why, and never that a treatment works." in said
    assert said.index("3 March 2026") < said.index("1 September 2026")
    assert "--" not in said.split("What changed")[1].split("The earlier study")[0]


def test_a_report_is_shown_and_asked_before_anything_is_compared(client: Client) -> None:
    both = {"earlier_text": TWO_ARMS, "later_text": REPORT}
    page = markup(client.post(ADDRESS, both))
    names = {one.attributes.get("name"): one.attributes.get("value") for one in page.all("button")}
    assert names["later_answer"] == "area=total" or "later_answer" in names
    assert "compared-heading" not in {one.attributes.get("id") for one in page.all("h2")}
    page = markup(client.post(ADDRESS, both | {"later_answer": ["area=negative-peak"]}))
    assert "compared-heading" not in {one.attributes.get("id") for one in page.all("h2")}
    table = page.one("later_text").text.strip()
    assert table.startswith("side,nerve")
    said = words(client.post(ADDRESS, both | {"later_text": table}))
    assert "What changed" in said and "R median, forearm" in said


def test_answers_to_a_report_do_not_hold_for_another_that_is_pasted_over_it(
    client: Client,
) -> None:
    """A 0 that was "no response" in the first may be none in the second."""
    both = {"earlier_text": TWO_ARMS, "later_text": REPORT}
    asked = markup(client.post(ADDRESS, both))
    (mark,) = [one for one in asked.all("input") if one.attributes.get("name") == "later_answer_of"]
    given = both | {
        "later_answer_of": mark.attributes["value"],
        "later_answer": ["area=negative-peak"],
    }

    def asks(sent: dict[str, object]) -> bool:
        page = markup(client.post(ADDRESS, sent))
        names = {one.attributes.get("name") for one in page.all("button")}
        return "later_answer" in names

    assert not asks(given)
    assert not asks(given | {"later_text": REPORT.replace("\n", "\r\n")}), "as a browser sends it"
    assert asks(given | {"later_text": REPORT + "\n "}) is False
    assert asks(given | {"later_text": f"{REPORT}\nL Ulnar - ADM\nWrist 3.0 8.1 24.0"})


def test_lines_that_were_not_read_stand_with_their_study(client: Client) -> None:
    noted = f"{LATER}# not read, line 4: Cold wet hand\n"
    said = words(client.post(ADDRESS, {"earlier_text": TWO_ARMS, "later_text": noted}))
    assert "Not read in the report" in said and "Cold wet hand" in said


def test_files_of_any_format_are_taken_and_kept_while_the_other_is_mended(client: Client) -> None:
    name = sorted(EXAMPLES.rglob("*.edf"))[0]
    file = io.BytesIO(name.read_bytes())
    file.name = "earlier.edf"
    page = markup(client.post(ADDRESS, {"earlier_file": file, "later_text": "hello"}))
    kept = next(one.attributes["value"] for one in page.all("input")
                if one.attributes.get("name") == "earlier_kept")  # fmt: skip
    assert "hello" in page.one("later_text").text and page.all("ol")
    said = words(client.post(ADDRESS, {"earlier_kept": kept, "later_text": TWO_ARMS}))
    assert "What changed" in said


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({}, "This study is missing"),
        ({"earlier_text": TWO_ARMS}, "This study is missing"),
        ({"earlier_text": TWO_ARMS, "later_text": "hello"}, "hello"),
        ({"earlier_text": TWO_ARMS, "later_text": LATER, "repeat": "-3"}, "0.1"),
        ({"earlier_text": TWO_ARMS, "later_text": LATER, "days_later": "x"}, "whole number"),
        ({"earlier_kept": "AAAA", "later_text": LATER}, "damaged"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_compared(
    client: Client, sent: dict[str, str], problem: str
) -> None:
    answer = client.post(ADDRESS, sent)
    assert answer.status_code == 200
    said = words(answer)
    assert problem in said and "gone: the proximal" not in said


def test_nothing_is_stored_and_nothing_stands_in_the_address(client: Client) -> None:
    answer = client.post(ADDRESS, {"earlier_text": TWO_ARMS, "later_text": LATER})
    assert "no-store" in answer["Cache-Control"]
    assert [name for name in answer.cookies if "csrf" not in name] == []
    assert "gone" not in words(client.get(ADDRESS, {"earlier_text": TWO_ARMS, "later_text": LATER}))


def test_two_studies_of_one_day_are_doubted(client: Client) -> None:
    doubt = "is one a copy of the other"
    same = LATER.replace("2026-09-01", "2026-03-03")
    assert doubt in words(client.post(ADDRESS, {"earlier_text": TWO_ARMS, "later_text": same}))
    assert doubt not in words(client.post(ADDRESS, {"earlier_text": TWO_ARMS, "later_text": LATER}))
