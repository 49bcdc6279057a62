"""`multifocal examine`: a person's whole study and strength, and the way to the rules."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from multifocal.cli.main import app
from multifocal.formats import read_study

FOCUS = "right:ulnar:forearm:0.8:20:block"


def test_an_examination_finds_the_block_and_the_weak_hand(tmp_path: Path) -> None:
    out = tmp_path / "study.csv"
    words = ("examine", "--focus", FOCUS, "--age", "40", "--sex", "female", "--stimuli", "5")
    done = CliRunner().invoke(app, [*words, "--out", str(out), "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["prescribed"] is True
    weak = {(row["side"], row["muscle"]) for row in found["strength"] if row["force_share"] < 0.5}
    assert ("right", "fdi") in weak
    assert all(side == "right" for side, _ in weak)
    grip = {row["side"]: row for row in found["limb_forces"] if row["id"] == "grip"}
    assert grip["left"]["share"] == 1.0 > grip["right"]["high"]
    assert grip["left"]["normal"]["unit"] == "kg"
    assert grip["left"]["normal"]["verified"] is False
    assert {row["skin"] for row in found["sensory"]} >= {"little_finger", "index_finger"}
    judged = json.loads(CliRunner().invoke(app, ["study", "evaluate", str(out), "--json"]).stdout)
    blocks = {
        (s["side"], s["muscle"])
        for s in judged["segments"]
        if s["block"] in ("definite", "probable")
    }
    assert blocks == {("right", "adm"), ("right", "fdi")}


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_the_whole_study_goes_into_the_file(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"study.{ending}"
    words = ["examine", "--side", "right", "--stimuli", "3", "--height", "180"]
    assert CliRunner().invoke(app, [*words, "--out", str(out)]).exit_code == 0
    study = read_study(out).study
    assert study.subject is not None and study.subject.height_cm == 180
    judged = json.loads(CliRunner().invoke(app, ["study", "evaluate", str(out), "--json"]).stdout)
    assert not any(
        step["f_to_do"] for step in judged["coverage"]["protocol"] if step["side"] == "right"
    )
    assert {one.kind for one in study.measures} == {"M", "sensory"}
    assert len(study.f_measures) == (0 if ending == "json" else 2)
    assert bool(study.recordings) == (ending == "json")


def test_a_healthy_person_is_said_to_be_whole() -> None:
    words = ["examine", "--limb", "leg", "--side", "left", "--stimuli", "0"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0
    assert "No muscle is weak." in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["--focus", "ulnar:forearm:0.5"],
        ["--focus", "both:ulnar:forearm:0.5"],
        ["--focus", "right:phrenic:neck:0.5"],
        ["--focus", "right:ulnar:knee:0.5"],
        ["--focus", "right:ulnar:forearm:2"],
        ["--limb", "tail"],
        ["--side", "both"],
        ["--sex", "other"],
        ["--crossing", "right"],
        ["--entrapment", "right:tennis_elbow"],
    ],
)
def test_wrong_usage_is_status_2(words: list[str]) -> None:
    done = CliRunner().invoke(app, ["examine", *words])
    assert done.exit_code == 2
    assert "Invalid value" in done.output
