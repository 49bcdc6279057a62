"""`multifocal nerve`, and the way from it to `multifocal study evaluate`."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from multifocal.cli.main import app
from multifocal.cli.nerve.nerve import USUAL_MUSCLE
from tests.cli.test_fiber import run

EXAMPLES = Path(__file__).parents[3] / "examples"


def asked(*words: str) -> dict[str, Any]:
    """What `multifocal nerve WORDS --json` prints."""
    done = CliRunner().invoke(app, ["nerve", *words, "--json"])
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.stdout))


def test_a_simulated_block_is_found_by_the_rules(tmp_path: Path) -> None:
    """The story on the command line: attack, record, judge."""
    out = tmp_path / "study.csv"
    made = run("nerve", "ulnar", "--focus", "forearm:0.25", "--out", str(out), "--json")
    assert made.returncode == 0, made.stderr
    found = json.loads(made.stdout)
    assert 0 < found["stopped"] < found["fibers"]
    assert found["force_share"] < 0.5
    assert found["prescribed"] is False
    judged = run("study", "evaluate", str(out), "--json")
    blocks = [s["block"] for s in json.loads(judged.stdout)["segments"]]
    assert blocks == ["definite", "not_counted", "not_met", "not_met"]


@pytest.mark.some_cases(1)
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("healthy", []),
        ("dispersed", ["--focus", "forearm:0.9:150:lamellae", "--spread", "300"]),
    ],
)
def test_the_simulated_examples_are_what_the_command_makes(
    tmp_path: Path, name: str, words: list[str]
) -> None:
    """To 0.01: float32 on another processor may move a fiber by a microsecond."""
    out = tmp_path / "again.csv"
    assert run("nerve", "ulnar", *words, "--out", str(out)).returncode == 0

    def table(path: Path) -> tuple[list[list[str]], list[list[float]]]:
        """Cells that are words, the header's among them, and those that are numbers."""
        rows = [
            r.split(",")
            for r in path.read_text(encoding="utf-8").splitlines()
            if not r.startswith("#")
        ]
        words = [[*row[:4], *row[10:]] for row in rows]
        return [rows[0], *words], [[float(cell) for cell in row[4:10]] for row in rows[1:]]

    (words_made, made), (words_shipped, shipped) = table(out), table(EXAMPLES / f"{name}.csv")
    assert words_made == words_shipped
    assert [pytest.approx(row, abs=0.01) for row in made] == shipped


def test_noise_can_be_left_out_and_then_the_file_says_so(tmp_path: Path) -> None:
    written = []
    for word in ("--noise", "--no-noise"):
        out, sweeps = tmp_path / f"{word}.csv", tmp_path / f"{word}-sweeps.csv"
        run("nerve", "ulnar", word, "--out", str(out), "--sweeps", str(sweeps))
        assert ("without noise" in out.read_text()) == (word == "--no-noise")
        with sweeps.open() as stream:
            rows = csv.DictReader(line for line in stream if line[0] != "#")
            written.append([float(r["signal_mv"]) for r in rows if float(r["time_ms"]) < 0])
    assert any(written[0]) and not any(written[1])


def test_a_prescribed_block_says_so(tmp_path: Path) -> None:
    out = tmp_path / "study.csv"
    done = run("nerve", "ulnar", "--focus", "forearm:0.5:20:block", "--out", str(out))
    assert "prescribed, not computed" in done.stdout
    assert "PRESCRIBED" in out.read_text()


@pytest.mark.parametrize(
    "words",
    [
        ["phrenic"],
        ["ulnar", "--muscle", "apb"],
        ["ulnar", "--side", "both"],
        ["ulnar", "--focus", "elbow:0.5"],
        ["ulnar", "--focus", "forearm"],
        ["ulnar", "--focus", "forearm:2"],
        ["ulnar", "--focus", "forearm:0.5:20:magic"],
        ["ulnar", "--site", "knee"],
        ["ulnar", "--crossing", "1.5"],
        ["ulnar", "--entrapment", "tennis_elbow"],
        ["ulnar", "--stimulus", "wrist"],
        ["ulnar", "--stimulus", "wrist:strong"],
    ],
)
def test_wrong_usage_is_status_2(words: list[str]) -> None:
    done = CliRunner().invoke(app, ["nerve", *words])
    assert done.exit_code == 2
    assert "Invalid value" in done.output


def test_every_nerve_of_motor_studies_has_its_usual_muscle_and_sites() -> None:
    for nerve, muscle in USUAL_MUSCLE.items():
        found = asked(nerve)
        assert found["muscle"] == muscle
        assert all(row["amplitude_mv"] > 1 for row in found["responses"])


def test_f_waves_sensory_responses_and_sweeps(tmp_path: Path) -> None:
    sweeps = tmp_path / "sweeps.csv"
    found = asked("median", "--f-waves", "4", "--sensory", "--sweeps", str(sweeps))
    assert found["f_waves"]["stimuli"] == 4
    assert {row["skin"] for row in found["sensory"]} >= {"thumb", "index_finger"}
    assert all(8 < row["amplitude_uv"] < 80 for row in found["sensory"])
    with sweeps.open() as stream:
        rows = list(csv.DictReader(line for line in stream if line[0] != "#"))
    kinds = {row["sweep"]: row["kind"] for row in rows}
    assert sorted(kinds.values()) == ["F"] * 4 + ["M"] * 4 + ["sensory"] * 4


def test_what_misleads_can_be_switched_on() -> None:
    def amplitudes(*words: str) -> dict[str, float]:
        return {r["site"]: r["amplitude_mv"] for r in asked("ulnar", *words)["responses"]}

    plain = amplitudes()
    crossed = amplitudes("--crossing", "0.4")
    weak = amplitudes("--stimulus", "below_elbow:0.7")
    assert crossed["below_elbow"] < 0.75 * plain["below_elbow"]
    assert weak["below_elbow"] < 0.6 * plain["below_elbow"]
    check = asked("ulnar", "--crossing", "0.4")["median_elbow"]
    assert check["amplitude_mv"] > 0.2 * plain["wrist"]
    assert crossed["wrist"] == pytest.approx(plain["wrist"], rel=0.05)
    assert weak["wrist"] == plain["wrist"]


def test_a_cold_hand_beyond_belief_is_one_line_and_status_1() -> None:
    done = run("nerve", "ulnar", "--temperature", "5")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_place_that_cannot_be_written_is_status_1_and_leaves_nothing(tmp_path: Path) -> None:
    done = run("nerve", "ulnar", "--out", str(tmp_path / "no" / "such" / "study.csv"))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["median", "--entrapment", "ulnar_elbow"], ("does not press the median", "median_wrist")),
        (["axillary", "--entrapment", "ulnar_elbow"], ("does not press the axillary",)),
        (["ulnar", "--stimulus", "palm:2"], ("not stimulated here", "below_elbow", "--site palm")),
        (["ulnar", "--site", "wrist", "--stimulus", "axilla:2"], ("not stimulated here", "wrist")),
        (["ulnar", "--focus", "palm:0.5"], ("not on the way",)),
    ],
)
def test_what_would_do_nothing_is_refused(words: list[str], says: tuple[str, ...]) -> None:
    done = run("nerve", *words)
    assert done.returncode in (1, 2)
    told = " ".join(done.stderr.replace("│", " ").split())
    assert all(one in told for one in says), told
