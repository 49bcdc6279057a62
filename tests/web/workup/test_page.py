"""The workup page: a table in, verdicts with reasons out, faults at the field, nothing kept."""

import io
from pathlib import Path

import pytest
from django.test import Client

from multifocal import body
from multifocal.criteria import evaluate, said
from multifocal.formats import (
    MOST_TABLE_BYTES,
    parse_csv,
    parse_study,
    read_study,
    write_study,
)
from multifocal.study import FMeasure, Measure, Study
from multifocal.web.workup.forms import example_table
from tests.formats.workbook.books import parts, sheet, zipped
from tests.web.markup import markup, words

EXAMPLES = Path(__file__).parents[3] / "examples"
BLOCK = example_table()
TYPED = parse_csv(BLOCK.encode())
WAVES = read_study(EXAMPLES / "waves" / "ulnar_block.json").study


def test_the_example_is_the_shipped_one() -> None:
    shipped = parse_csv((EXAMPLES / "ulnar_block.csv").read_bytes())
    assert parse_csv(BLOCK.encode()) == shipped


def test_the_example_fills_the_box(client: Client) -> None:
    box = markup(client.get("/workup?example=1")).one("id_table")
    assert box.text.splitlines()[1:] == BLOCK.splitlines()


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.csv")), ids=lambda path: path.stem)
def test_a_file_is_judged_segment_by_segment_with_every_reason(
    client: Client, example: Path
) -> None:
    with example.open("rb") as file:
        text = words(client.post("/workup", {"file": file}))
    found = evaluate(parse_study(example.read_bytes()).study)
    assert found.segments
    for verdict in found.segments:
        for one in (*verdict.findings, *verdict.cautions):
            assert " ".join(said(one).split()) in text


def test_the_title_says_what_the_page_shows(client: Client) -> None:
    """It is the first that is heard of a page that was loaded anew."""
    empty = client.get("/workup").content.decode()
    with (EXAMPLES / "ulnar_block.csv").open("rb") as file:
        answered = client.post("/workup", {"file": file}).content.decode()
    assert "<title>Nerve study workup" in empty
    assert "<title>What the rules say" in answered


def test_cautions_come_before_the_rules(client: Client) -> None:
    text = words(client.post("/workup", {"table": BLOCK}))
    assert text.index("Martin-Gruber") < text.index("Rule by rule")


def test_what_cannot_be_assessed_stands_apart_with_its_reason(client: Client) -> None:
    without_area = BLOCK.replace("15.0", "")
    text = words(client.post("/workup", {"table": without_area}))
    assert "Cannot be assessed, because the negative-peak area is missing" in text
    assert "What cannot be assessed, and why" in text


def test_what_was_entered_is_shown_again(client: Client) -> None:
    page = markup(client.post("/workup", {"table": BLOCK}))
    cells = [cell.text for cell in page.all("td")]
    for number in ("3", "8", "30", "6", "6.9", "4.4", "15", "7.8", "220"):
        assert number in cells
    assert page.one("id_table").text.strip() == BLOCK.strip()


def test_what_the_person_knows_beyond_the_table_removes_its_caution(client: Client) -> None:
    asked = words(client.post("/workup", {"table": BLOCK}))
    told = words(
        client.post(
            "/workup",
            {"table": BLOCK, "weakness_over_ten_days": "yes", "sensory_normal": "yes"},
        )
    )
    assert "whether the weakness is older than ten days" in asked
    assert "whether the weakness is older than ten days" not in told


def test_a_fault_names_line_column_and_remedy_and_keeps_the_input(client: Client) -> None:
    wrong = BLOCK.replace("4.4", "forty")
    answer = client.post("/workup", {"table": wrong})
    assert answer.status_code == 200
    page = markup(answer)
    fault = " ".join(page.one("fault").text.split())
    assert "'forty' is not a number" in fault
    assert "Row 2, Amplitude, mV" in fault
    assert "NR for no response" in fault
    box = page.one("id_table")
    assert box.text.strip() == wrong.strip()
    assert box.attributes["aria-invalid"] == "true"
    assert "fault-1" in box.attributes["aria-describedby"].split()
    assert page.one("fault").attributes["role"] == "alert"


def test_a_faulty_file_is_put_into_the_box_to_be_mended(client: Client) -> None:
    wrong = BLOCK.replace("ulnar", "ulnarx", 1)
    file = io.BytesIO(wrong.encode())
    file.name = "study.csv"
    page = markup(client.post("/workup", {"file": file}))
    assert "ulnarx" in page.one("fault").text
    assert page.one("id_table").text.strip() == wrong.strip()


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"\xff\xfe\x00", b"x" * (MOST_TABLE_BYTES + 1), b"<script>"]
)
def test_files_that_are_no_table_are_said_to_be(client: Client, content: bytes) -> None:
    file = io.BytesIO(content)
    file.name = "study.csv"
    answer = client.post("/workup", {"file": file})
    assert answer.status_code == 200
    assert markup(answer).one("fault").text.strip()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (write_study(WAVES, "edf")[0][0][:900], "Byte"),
        (write_study(WAVES, "edf")[0][0][:200], "header"),
        (write_study(TYPED, "xlsx")[0][0][:-900], "workbook is broken"),
        (write_study(TYPED, "json")[0][0][:-90], "JSON is broken"),
        (write_study(TYPED, "fhir")[0][0], "no study of this project"),
        (write_study(WAVES, "waveform-csv")[0][0].rpartition(b",")[0], "cells"),
        (b"%PDF-1.7", "document or a picture"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old office format"),
    ],
    ids=["edf", "edf-header", "xlsx", "json", "fhir", "waves", "pdf", "xls"],
)
def test_a_broken_file_of_each_kind_says_what_to_do(
    client: Client, content: bytes, says: str
) -> None:
    file = io.BytesIO(content)
    file.name = "study"
    page = markup(client.post("/workup", {"file": file}))
    fault = " ".join(page.one("fault").text.split())
    assert "The file cannot be read yet" in fault and says in fault
    box = page.one("id_table").text.strip()
    assert ("still in the box" in fault) == bool(box)
    assert not box or content.decode().strip() == box


def test_every_fault_of_a_table_is_marked_with_its_place(client: Client) -> None:
    wrong = BLOCK.replace("ulnar", "ulnarx")
    page = markup(client.post("/workup", {"table": wrong}))
    fault = " ".join(page.one("fault").text.split())
    rows = wrong.count("ulnarx")
    assert rows > 1 and f"{rows} things to mend" in fault
    assert fault.count("'ulnarx' is no nerve") == rows
    assert [f"Row {at}, Nerve" in fault for at in range(1, 1 + rows)] == [True] * rows


def test_one_fault_is_told_without_a_list(client: Client) -> None:
    page = markup(client.post("/workup", {"table": BLOCK.replace("ulnar", "ulnarx", 1)}))
    assert "to mend" not in page.one("fault").text


def test_what_a_workbook_hides_is_told_beside_the_answer(client: Client) -> None:
    rows: list[list[object]] = [list(one.split(",")) for one in BLOCK.strip().split("\n")]
    file = io.BytesIO(zipped(parts({"lists": sheet([["x"]]), "R": sheet(rows)}, states=["hidden"])))
    file.name = "study.xlsx"
    page = markup(client.post("/workup", {"file": file}))
    assert "What the rules say" in page.one("main").text
    assert "hidden sheet 'lists'" in page.one("main").text


def test_a_workbook_stands_in_the_box_as_a_table_to_be_changed(client: Client) -> None:
    file = io.BytesIO(write_study(TYPED, "xlsx")[0][0])
    file.name = "study.xlsx"
    page = markup(client.post("/workup", {"file": file}))
    assert "What the rules say" in page.one("main").text
    assert parse_csv(page.one("id_table").text.encode()).measures == TYPED.measures


def test_an_enormous_file_is_said_to_be_too_large(client: Client) -> None:
    file = io.BytesIO(b"x" * 4_000_000)
    file.name = "study.csv"
    fault = markup(client.post("/workup", {"file": file})).one("fault")
    assert "larger than 2.5 MB" in fault.text


def test_an_empty_form_is_a_fault_and_not_an_empty_answer(client: Client) -> None:
    assert "The table is empty" in markup(client.post("/workup", {})).one("fault").text


def test_what_is_typed_is_never_markup(client: Client) -> None:
    answer = client.post("/workup", {"table": BLOCK.replace("4.4", "<b>x</b>")})
    assert b"<b>" not in answer.content


def test_one_site_alone_makes_no_segment_and_the_page_says_so(client: Client) -> None:
    alone = "\n".join(BLOCK.splitlines()[:2])
    assert "Conduction block needs two sites" in words(client.post("/workup", {"table": alone}))


def test_an_unknown_choice_is_refused(client: Client) -> None:
    answer = client.post("/workup", {"table": BLOCK, "reference": "no-such-table"})
    assert answer.status_code == 200
    assert "What the rules say" not in words(answer)


def test_answers_are_kept_by_no_cache(client: Client) -> None:
    answer = client.post("/workup", {"table": BLOCK})
    assert "no-store" in answer.headers["Cache-Control"]


def test_nothing_typed_reaches_the_log(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    client.post("/workup", {"table": BLOCK.replace("4.4", "forty-four")})
    client.post("/workup", {"table": BLOCK})
    written = capfd.readouterr()
    assert written.out + written.err == ""


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_sensory_responses_and_f_waves_are_shown_as_entered(client: Client, kind: str) -> None:
    sensory = tuple(
        Measure(
            "right", one.nerve, None, one.site_id, 2.5, 0.0125, distance_mm=140.0,
            kind="sensory", skin=one.skin,
        )
        for one in body.sensory_studies()
    )  # fmt: skip
    late = FMeasure("right", "ulnar", "adm", "wrist", 28.5, persistence_percent=80.0, sweeps=20)
    study = Study((*TYPED.measures, *sensory), f_measures=(late,))
    file = io.BytesIO(write_study(study, kind)[0][0])
    file.name = "study"
    answer = client.post("/workup", {"file": file})
    text = words(answer)
    assert "R superficial radial, back of the hand, thumb side, forearm" in text
    assert "12.5 µV" in text
    assert "R ulnar 28.5 ms, 80 %" in text
    assert "|28.5||80||20|" in "|".join(cell.text for cell in markup(answer).all("td"))
    assert "There is no sensory study of this nerve here" not in text
