"""The wear-off of simulated diaries: what was measured stands in docs/diary.md."""

import importlib.util
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from multifocal.cli.main import app
from multifocal.diary.cycles import cycles, series_of
from multifocal.evidence.diaries import A_WEEK, WEEKS, simulated_diary
from multifocal.evidence.diary_run import GROUPS, ask_diaries, tally_diaries

ROOT = Path(__file__).parents[2]
MEASURED = ROOT / "docs" / "evidence-diary.json"
SAMPLE = 200


@pytest.fixture(scope="module")
def answers() -> tuple[object, ...]:
    return ask_diaries(SAMPLE, 20_260)


def test_intervals_hold_the_truth_and_alarms_are_rare(answers: object) -> None:
    """A sample by seed; the limits of all 4,000 hold in the exhaustive test below."""
    assert isinstance(answers, tuple)
    tally = tally_diaries(answers)
    whole = tally["all"]
    assert whole["answered"] > SAMPLE / 2
    assert abs(whole["bias"]) < 1.0
    assert whole["held"]["low"] < 0.90 < whole["held"]["high"]
    assert tally["none"]["false_alarms"]["value"] <= 0.05
    assert tally["some"]["seen"]["value"] > 0.6


def test_what_was_measured_keeps_what_is_promised() -> None:
    groups = json.loads(MEASURED.read_text("utf-8"))["groups"]
    assert groups["all"]["asked"] >= 4000
    for name in ("all", "none", "some"):
        assert 0.88 <= groups[name]["held"]["value"] <= 0.92, name
    assert groups["none"]["false_alarms"]["value"] <= 0.05
    assert abs(groups["all"]["bias"]) < 0.5
    for name, row in groups.items():  # each group has its own chance
        assert row["held"]["low"] <= 0.92 and row["held"]["high"] >= 0.88, name
        assert row["false_alarms"]["low"] is None or row["false_alarms"]["low"] <= 0.05, name


@pytest.mark.exhaustive
def test_the_figures_of_the_page_come_out_again() -> None:
    """Its first thousand diaries, of which the kept run holds a tally of their own."""
    kept = json.loads(MEASURED.read_text("utf-8"))
    was, patients = kept["first"]["groups"], kept["first"]["patients"]
    assert patients == 1_000
    again = tally_diaries(ask_diaries(patients, kept["seed"]))
    for name, row in again.items():
        assert row["answered"] == pytest.approx(was[name]["answered"], abs=3)
        assert row["bias"] == pytest.approx(was[name]["bias"], abs=0.05)
        assert row["held"]["value"] == pytest.approx(was[name]["held"]["value"], abs=0.01)


def test_a_diary_is_the_same_for_its_number_and_seed_and_has_its_truth() -> None:
    one = simulated_diary(3, 1)
    assert one == simulated_diary(3, 1) != simulated_diary(3, 2)
    some = [simulated_diary(number, 1) for number in range(60)]
    assert {one.weeks for one in some} == set(WEEKS) and {one.a_week for one in some} == set(A_WEEK)
    for one in some:
        assert (one.fall == "none") == (one.fall_percent == pytest.approx(0, abs=1e-9))
        if one.series:
            assert len(cycles(one.entries, one.series)) == one.cycles + 1
            assert list(series_of(one.entries)) == [one.series]
    assert len(GROUPS) == len({name for name, _ in GROUPS})


def test_no_diary_is_refused() -> None:
    with pytest.raises(ValueError):
        ask_diaries(0, 1)


def test_the_command_prints_the_table_and_the_same_as_json() -> None:
    run = CliRunner()
    shown = run.invoke(app, ["evidence", "diary", "--patients", "12", "--seed", "4"])
    assert shown.exit_code == 0 and "cycles of 4 weeks" in shown.output
    again = run.invoke(app, ["evidence", "diary", "--patients", "12", "--seed", "4", "--json"])
    assert json.loads(again.output)["command"] == "multifocal evidence diary --patients 12 --seed 4"


def test_the_table_of_the_page_is_that_of_the_run() -> None:
    spec = importlib.util.spec_from_file_location("docs_diary", ROOT / "scripts" / "docs_diary.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page = (ROOT / "docs" / "diary.md").read_text("utf-8")
    assert script.filled(page, json.loads(MEASURED.read_text("utf-8"))) == page
