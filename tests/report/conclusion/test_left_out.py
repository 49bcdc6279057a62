"""What a conclusion leaves out it names, with the reason: sites, F waves, sensory responses, lines
of a pasted report. "No response" is said only of a stimulus that had a chance to evoke one."""

import subprocess
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest
from typer.testing import CliRunner

from multifocal.cli.main import app
from multifocal.criteria import evaluate_by
from multifocal.formats import parse_csv, parse_study
from multifocal.reference import reference_table
from multifocal.report import Conclusion, copied_text, present_study, study_pdf
from multifocal.study import Measure, Study, WeakMuscle
from multifocal.words import say
from tests.criteria.sensory import rows
from tests.study.tables import SOUND, pair, table

REPORT = (
    "R Ulnar - ADM\nSite\tLat (ms)\tAmp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\n"
    "Wrist\t3.0\t8.0\t30.0\t6.0\nCold wet hand\nB Elbow\t6.9\t3.6\t14.0\t6.6\n"
)
ANSWER = {"line:4": "leave-out"}
QUOTED = "line 4: “Cold wet hand”"


def concluded(study: Study, unread: tuple[str, ...] = ()) -> Conclusion:
    found = evaluate_by(replace(study, clinical=study.clinical or SOUND), ("efns-pns-2010",))
    limits = reference_table("aanem-2016")
    return present_study(study, found, limits, "en", drawn=False, unread=unread).conclusion


def without(*sites: str) -> str:
    return f"No response that can be read from: R ulnar ({', '.join(sites)})."


AT_AXILLA = Measure("right", "ulnar", "adm", "axilla")


@pytest.mark.parametrize(
    ("axilla", "named"),
    [
        (None, True),
        (replace(AT_AXILLA, unmeasurable="sweep_short"), True),
        (replace(AT_AXILLA, unmeasurable="noise"), True),
        (replace(AT_AXILLA, temperature_c=33.0), True),
        (replace(AT_AXILLA, absent=True), False),
        (replace(AT_AXILLA, amplitude_mv=4.4), False),
    ],
    ids=["never stimulated", "sweep too short", "noise", "empty row", "NR", "measured"],
)
def test_a_site_without_a_response_that_can_be_read_is_named_as_that_and_no_more(
    axilla: Measure | None, named: bool
) -> None:
    """A site whose sweep ended too soon was stimulated: nothing may say that it was not, nor that
    no response came."""
    study = parse_csv(table(*pair()))
    study = replace(study, measures=(*study.measures, *([axilla] if axilla else [])))
    said = " ".join(concluded(study).not_tested)
    sites = ["above elbow", *(["axilla"] if named else []), "Erb's point"]
    assert without(*sites) in said
    assert "ot stimulated" not in said and "no response came" not in said.lower()


@pytest.mark.parametrize(
    ("late", "because"),
    [
        (rows.late(persistence_percent=20.0, minimum_latency_ms=30.0), "f_persistence_few"),
        (
            rows.late(sweeps=None, persistence_percent=None, minimum_latency_ms=99.0),
            "f_latency_few",
        ),
        (rows.late(temperature_c=25.0, persistence_percent=90.0, minimum_latency_ms=99.0), "cold"),
        (rows.late(sweeps=5), "f_stimuli_few"),
        (rows.late(site="axilla"), "f_no_motor"),
        (
            rows.late("median", "apb", persistence_percent=None, minimum_latency_ms=30.0),
            "f_no_limit",
        ),
    ],
)
def test_f_waves_that_are_not_assessed_in_full_say_why(late: object, because: str) -> None:
    motor = rows.motor("ulnar", "adm") + rows.motor()
    study = Study(motor, f_measures=(late,))  # type: ignore[arg-type]
    why = say(f"study.because.{because}")
    assert f"Not assessed in full, because {why}" in concluded(study).f_waves


def test_each_reason_stands_once_over_all_that_it_keeps_open() -> None:
    late = [rows.late(nerve, muscle, persistence_percent=None, minimum_latency_ms=30.0)
            for nerve, muscle in (("median", "apb"), ("ulnar", "fdi"))]  # fmt: skip
    said = concluded(Study(rows.motor(), f_measures=tuple(late))).f_waves
    assert said.count("because") == 1 and said.index("R median") < said.index("R ulnar")


@pytest.mark.parametrize(
    ("felt", "because"),
    [
        (rows.felt("ulnar", 30.0, temperature_c=25.0), "cold_larger"),
        (replace(rows.felt("ulnar"), amplitude_mv=None), "sensory_amplitude_missing"),
        (replace(rows.felt("ulnar", None), supramaximal=False), "weak"),
    ],
)
def test_sensory_responses_that_cannot_be_assessed_say_why(felt: Measure, because: str) -> None:
    said = concluded(Study((*rows.motor(), felt))).sensory
    assert f"Cannot be assessed, because {say(f'study.because.{because}')}: R ulnar" in said


def test_a_line_that_was_not_read_goes_with_the_study_through_the_table_of_the_page() -> None:
    reading = parse_study(REPORT.encode(), answers=ANSWER)
    assert reading.unread == (QUOTED,)
    kept = table(*pair()) + b"# not read, line 4: Cold wet hand\r\n# a comment of somebody's own\n"
    assert parse_study(kept).unread == (QUOTED,)


def test_it_stands_on_the_sheet_and_in_what_is_copied(tmp_path: Path) -> None:
    study = parse_csv(table(*pair()))
    one = concluded(study, (QUOTED,))
    assert f"Not read in the report: {QUOTED}." in copied_text(one, "en")
    assert "Not read" not in copied_text(concluded(study), "en")
    if which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    found = evaluate_by(study, ("efns-pns-2010",))
    shown = present_study(study, found, reference_table("aanem-2016"), "en", unread=(QUOTED,))
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(study_pdf(shown, "en"))
    read = subprocess.run(["pdftotext", sheet, "-"], capture_output=True, check=True, text=True)
    assert "Cold wet hand" in read.stdout.split("\f")[0]


def test_it_stands_on_the_terminal_and_in_a_text_file(tmp_path: Path) -> None:
    report, text = tmp_path / "report.txt", tmp_path / "sheet.txt"
    report.write_text(REPORT, encoding="utf-8")
    told = ["--answer", "line:4=leave-out"]
    done = CliRunner().invoke(app, ["study", "evaluate", str(report), *told])
    assert QUOTED in " ".join(done.stdout.split())
    done = CliRunner().invoke(app, ["study", "report", str(report), "--out", str(text), *told])
    assert done.exit_code == 0 and QUOTED in text.read_text(encoding="utf-8")


def test_of_very_many_lines_the_first_are_quoted_and_the_others_counted() -> None:
    lines = tuple(f"line {n}: “x{n}”" for n in range(1, 21))
    unread = concluded(parse_csv(table(*pair())), lines).unread
    assert unread[:2] == lines[:2] and unread[-1] == "and 14 more lines"


WEAK = WeakMuscle("right", "adm")


@pytest.mark.parametrize(
    ("weak", "numbers", "said"),
    [
        (WEAK, (9.0, 8.8), True),
        (WeakMuscle("left", "adm"), (9.0, 8.8), False),
        (WeakMuscle("right", "fdi"), (9.0, 8.8), False),
        (WEAK, (4.0, 3.9), False),  # below the limit: axons are lost
        (WEAK, (9.0, 3.0), False),  # a block that was found explains it
    ],
)
def test_a_weak_muscle_with_a_large_distal_response_asks_for_block_above(
    weak: WeakMuscle, numbers: tuple[float, float], said: bool
) -> None:
    areas = (3.4 * numbers[0], 3.4 * numbers[1])
    rows_ = pair(amplitude=numbers, area=areas, duration=(6.0, 6.1))
    study = replace(parse_csv(table(*rows_)), clinical=replace(SOUND, weak_muscles=(weak,)))
    text = "look for block above the highest site that was stimulated (R ulnar"
    assert any(text in one and "below elbow" in one for one in concluded(study).next) is said


@pytest.mark.parametrize(
    ("area", "duration"),
    [((30.6, 29.0), (6.0, 9.6)), (("", ""), ("", ""))],
    ids=["dispersed", "not said"],
)
def test_a_large_fall_that_is_no_block_is_where_to_look_and_not_above_it(
    area: tuple[float | str, ...], duration: tuple[float | str, ...]
) -> None:
    rows_ = pair(amplitude=(9.0, 3.0), area=area, duration=duration)
    study = replace(parse_csv(table(*rows_)), clinical=replace(SOUND, weak_muscles=(WEAK,)))
    assert not any("look for block above" in one for one in concluded(study).next)
