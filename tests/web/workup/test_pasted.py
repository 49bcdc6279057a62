"""A report pasted into the page: shown as understood, asked in one tap, then evaluated."""

import io
from pathlib import Path

import pytest
from django.test import Client

from multifocal.formats import parse_csv, parse_profile
from tests.formats.workbook.books import parts, sheet, zipped
from tests.web.markup import markup, words

LAYOUTS = Path(__file__).parents[2] / "formats" / "report" / "layouts"
REPORT = "R Ulnar - ADM\nSite\tLat (ms)\tAmp (mV)\tArea (mVms)\tDur (ms)\tDist (cm)\tVel (m/s)\n" \
    "Wrist\t3.0\t8.0\t30.0\t6.0\t6.5\t\nB Elbow\t6.9\t3.6\t14.0\t6.6\t22.0\t56\n"  # fmt: skip
ANSWERS = ["area=negative-peak", "duration=negative-peak"]


def test_nothing_is_evaluated_before_it_is_shown_and_asked(client: Client) -> None:
    answer = client.post("/workup", {"table": REPORT})
    page = markup(answer)
    pasted = " ".join(page.one("pasted").text.split())
    assert "2 questions are left" in pasted
    assert "is it the area of the negative peak?" in pasted
    values = [
        one.attributes["value"]
        for one in page.all("button")
        if one.attributes.get("name") == "answer"
    ]
    assert values == [
        "area=negative-peak",
        "area=total",
        "duration=negative-peak",
        "duration=total",
    ]
    assert page.one("id_table").text.strip() == REPORT.strip()
    assert "judged" not in {one.attributes.get("id") for one in page.all("div")}


def test_answered_it_becomes_the_projects_own_table_and_is_then_judged(client: Client) -> None:
    page = markup(client.post("/workup", {"table": REPORT, "answer": ANSWERS}))
    text = " ".join(page.one("pasted").text.split())
    assert "Nothing has been evaluated yet" in text
    assert "Distance, mm, times 10" in text
    assert "velocity is computed from distance" in text
    table = page.one("id_table").text.strip()
    measures = parse_csv(table.encode()).measures
    assert [one.negative_peak_area_mvms for one in measures] == [30, 14]
    assert measures[1].distance_mm == 220
    judged = words(client.post("/workup", {"table": table}))
    assert "Definite motor conduction block" in judged


def test_answers_do_not_hold_for_a_report_that_takes_the_place_of_theirs(client: Client) -> None:
    page = markup(client.post("/workup", {"table": REPORT}))
    (mark,) = [one for one in page.all("input") if one.attributes.get("name") == "answer_of"]
    sent = {"answer": ANSWERS, "answer_of": mark.attributes["value"]}
    same = client.post("/workup", {"table": REPORT.replace("\n", "\r\n"), **sent})
    assert "Nothing has been evaluated yet" in words(same)
    other = client.post("/workup", {"table": REPORT.replace("8.0", "8.1"), **sent})
    assert "2 questions are left" in words(other)


@pytest.mark.parametrize("path", sorted(LAYOUTS.glob("*.html")), ids=lambda path: path.stem)
def test_the_clipboards_html_is_taken_as_it_comes(client: Client, path: Path) -> None:
    page = markup(client.post("/workup", {"table": path.read_text(encoding="utf-8")}))
    assert page.one("pasted").text
    assert "<td" not in page.one("id_table").text


def test_a_file_of_a_report_goes_the_same_way(client: Client) -> None:
    file = io.BytesIO((LAYOUTS / "nihon_kohden.tsv").read_bytes())
    file.name = "report.txt"
    page = markup(client.post("/workup", {"file": file}))
    assert "4 rows." in page.one("pasted").text
    assert "popliteal_fossa" in page.one("id_table").text


def test_problems_stand_at_the_cells_of_the_grid_that_the_report_became(client: Client) -> None:
    wrong = REPORT.replace("3.6", "x3").replace("14.0", "y14")
    page = markup(client.post("/workup", {"table": wrong, "answer": ANSWERS}))
    fault = " ".join(page.one("fault").text.split())
    assert "Row 2, Amplitude, mV" in fault
    assert "Row 2, Neg. peak area" in fault
    places = [
        (one.attributes.get("data-row"), one.attributes.get("data-column"))
        for one in page.all("li")
    ]
    assert ("2", "amplitude_mv") in places
    assert "side,nerve,muscle,site" in page.one("id_table").text


def test_a_place_that_is_not_known_is_told_with_all_else_and_its_row_can_be_left_out(
    client: Client,
) -> None:
    wrong = REPORT.replace("3.6", "x3").replace("B Elbow", "Toe")
    page = markup(client.post("/workup", {"table": wrong, "answer": ANSWERS}))
    told = " ".join(page.one("main").text.split())
    for part in (
        "'Toe' is no site of the ulnar nerve",
        "'x3' is not a number",
        "Leave this row out",
    ):
        assert part in told


def test_answers_are_kept_as_a_profile_and_a_profile_answers(client: Client) -> None:
    made = client.post("/workup/profile", {"table": REPORT, "answer": ANSWERS})
    assert "laboratory.toml" in made["Content-Disposition"]
    kept = parse_profile(made.content)
    assert kept.answers == {"area": "negative-peak", "duration": "negative-peak"}
    file = io.BytesIO(made.content)
    file.name = "laboratory.toml"
    page = markup(client.post("/workup", {"table": REPORT, "profile": file}))
    assert "negative_peak_area_mvms" in page.one("id_table").text
    assert client.post("/workup/profile", {"table": "x"}).status_code == 400


def test_a_broken_profile_is_said_to_be(client: Client) -> None:
    file = io.BytesIO(b"[answers")
    file.name = "laboratory.toml"
    page = markup(client.post("/workup", {"table": REPORT, "profile": file}))
    assert "no TOML" in page.one("fault").text


@pytest.mark.parametrize("where", ["/workup/download", "/workup/report.pdf"])
def test_a_report_that_was_not_looked_at_is_not_taken_along(client: Client, where: str) -> None:
    answer = client.post(where, {"table": REPORT, "format": "csv"})
    assert markup(answer).one("pasted").text


def test_what_is_no_table_at_all_is_refused_as_before(client: Client) -> None:
    page = markup(client.post("/workup", {"table": "hello\nworld"}))
    assert page.one("fault").text.strip()


def test_a_line_that_is_not_understood_is_left_out_in_one_tap_and_still_told_with_the_result(
    client: Client,
) -> None:
    report = REPORT.replace("B Elbow", 'Cold, "wet"; hand\nB Elbow')
    page = markup(client.post("/workup", {"table": report, "answer": ANSWERS}))
    taps = [one.attributes.get("value") for one in page.all("button")]
    assert "line:4=leave-out" in taps
    answers = [*ANSWERS, "line:4=leave-out"]
    page = markup(client.post("/workup", {"table": report, "answer": answers}))
    table = page.one("id_table").text.strip()
    judged = words(client.post("/workup", {"table": table}))
    assert "Definite motor conduction block" in judged
    assert "not read, line 4: Cold wet hand" in judged


def test_a_question_on_which_all_rows_depend_is_asked_on_the_page(client: Client) -> None:
    line = "Left Tibial recorded over the abductor hallucis in the right foot position"
    report = f"{line}\nSite\tLat (ms)\tO-P Amp (mV)\nAnkle\t4.6\t9.8\nKnee\t12.9\t9.5\n"
    page = markup(client.post("/workup", {"table": report}))
    taps = [one.attributes.get("value") for one in page.all("button")]
    assert {"line:1=as-named", "line:1=leave-rows-out"} <= set(taps)
    told = markup(client.post("/workup", {"table": report, "answer": ["line:1=as-named"]}))
    assert "left,tibial,ah,ankle" in told.one("id_table").text


def test_several_rows_are_ticked_and_sent_by_their_button_alone(client: Client) -> None:
    report = f"{REPORT}\nNot all stimuli were supramaximal"
    page = markup(client.post("/workup", {"table": report, "answer": ANSWERS}))
    ticks = [one for one in page.all("input") if one.attributes.get("name") == "answer_rows"]
    values = [str(one.attributes["value"]) for one in ticks]
    sent = {"table": report, "answer_rows": values}
    (id_,) = {one.split("=")[0] for one in values}
    waiting = markup(client.post("/workup", {**sent, "answer": ANSWERS[:1]}))
    checked = [one for one in waiting.all("input") if "checked" in one.attributes]
    assert {one.attributes["value"] for one in checked} >= set(values)
    told = markup(client.post("/workup", {**sent, "answer": [*ANSWERS, f"{id_}=rows"]}))
    (kept,) = [
        one.attributes["value"]
        for one in told.all("input")
        if one.attributes.get("name") == "answer" and str(one.attributes["value"]).startswith(id_)
    ]
    assert kept == f"{id_}=" + "+".join(one.split("=")[1] for one in values)
    nothing = client.post("/workup", {"table": report, "answer": [*ANSWERS, f"{id_}=rows"]})
    assert f'value="{id_}=rows"' in nothing.content.decode()


def test_a_report_in_a_workbook_is_shown_and_asked_before_it_is_judged(client: Client) -> None:
    rows = [["Laboratory"], ["Nerve", "Side", "Site", "Lat (ms)", "Amp (mV)", "Area (mVms)"],
            ["Median (APB)", "R", "Wrist", 3.5, 9.0, 28.2],
            [None, None, "Elbow", 8.0, 3.9, 12.4]]  # fmt: skip
    book = io.BytesIO(zipped(parts({"Motor": sheet(rows), "Notes": sheet([["cold hands"]])})))
    book.name = "report.xlsx"
    answer = client.post("/workup", {"file": book})
    page = markup(answer)
    pasted = " ".join(page.one("pasted").text.split())
    assert "is it the area of the negative peak?" in pasted
    assert "Notes" in pasted
    text = page.one("id_table").text
    (mark,) = [one for one in page.all("input") if one.attributes.get("name") == "answer_of"]
    sent = {"table": text, "answer": ["area=negative-peak"]}
    shown = markup(client.post("/workup", sent | {"answer_of": mark.attributes["value"]}))
    measures = parse_csv(shown.one("id_table").text.strip().encode()).measures
    assert [one.negative_peak_area_mvms for one in measures] == [28.2, 12.4]
