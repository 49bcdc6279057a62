"""The day of the study, said beside a table: it goes into one cell, and never over another day."""

import pytest
from django.test import Client

from multifocal.web.workup.study_day import with_day
from tests.web.markup import Markup, markup, words

TABLE = "side,nerve,muscle,site,latency_ms,amplitude_mv\nright,ulnar,adm,wrist,3.0,8.0\n"
NOTE = "# not read, line 4: Cold hand\n"


def test_the_day_stands_in_the_first_row_and_comments_stay() -> None:
    found = with_day(TABLE + "right,ulnar,adm,below_elbow,6.9,7.7\n" + NOTE, "2024-03-12")
    header, first, second, note, _ = found.split("\n")
    assert header.endswith("amplitude_mv,date")
    assert (first[-11:], second[-1:]) == (",2024-03-12", ",")
    assert f"{note}\n" == NOTE


@pytest.mark.parametrize("said", ["", "12/03/2024", "2024-13-01", "2024-03-12,right", "x" * 10])
def test_what_is_no_day_changes_nothing(said: str) -> None:
    assert with_day(TABLE, said) == TABLE


def test_a_day_that_the_table_has_stays() -> None:
    dated = with_day(TABLE, "2024-03-12")
    assert with_day(dated, "2024-12-03") == dated


@pytest.mark.parametrize("text", ["", "no table", '{"format": "multifocal-study"}', "a;b\n1;2\n"])
def test_what_is_no_table_of_the_grid_stays(text: str) -> None:
    assert with_day(text, "2024-03-12") == text


REPORT = "Date of study: 03/04/2024\nR Ulnar - ADM\nSite\tLat (ms)\tNeg Amp (mV)\n" \
    "Wrist\t3.0\t8.0\nB Elbow\t6.9\t7.8\n"  # fmt: skip


def radios(page: Markup, name: str) -> list[str]:
    return [
        one.attributes["value"]
        for one in page.all("input")
        if one.attributes.get("type") == "radio" and one.attributes.get("name") == name
    ]


def test_a_report_offers_the_day_and_the_answer_goes_into_the_table(client: Client) -> None:
    page = markup(client.post("/workup", {"table": REPORT}))
    assert radios(page, "answer_day") == ["2024-04-03", "2024-03-04", ""]
    sent = {"table": page.one("id_table").text.strip(), "answer_day": "2024-03-04"}
    judged = client.post("/workup", sent)
    assert "4 March 2024" in words(judged)
    assert "2024-03-04" in markup(judged).one("id_table").text
    without = client.post("/workup", {**sent, "answer_day": ""})
    assert "4 March 2024" not in words(without)
    assert "2024-03-04" not in markup(without).one("id_table").text


def test_while_more_is_asked_the_answer_is_of_the_report(client: Client) -> None:
    asking = REPORT.replace("Neg Amp (mV)", "Neg Amp (mV)\tArea (mVms)")
    asking = asking.replace("8.0", "8.0\t30").replace("7.8", "7.8\t29")
    page = markup(client.post("/workup", {"table": asking}))
    assert radios(page, "answer") == ["date-order=day-first", "date-order=month-first", ""]
    answers = ["area=negative-peak", "date-order=day-first"]
    table = markup(client.post("/workup", {"table": asking, "answer": answers})).one("id_table")
    assert "2024-04-03" in table.text


def test_both_studies_beside_each_other_may_be_dated(client: Client) -> None:
    first = markup(client.post("/workup/compare", {"earlier_text": REPORT, "later_text": REPORT}))
    assert radios(first, "later_answer_day") == ["2024-04-03", "2024-03-04", ""]
    texts = {
        f"{which}_text": first.one(f"{which}_text").text.strip() for which in ("earlier", "later")
    }
    days = {"earlier_answer_day": "2024-03-04", "later_answer_day": "2024-04-03"}
    said = words(client.post("/workup/compare", texts | days))
    assert "4 March 2024" in said and "3 April 2024" in said
