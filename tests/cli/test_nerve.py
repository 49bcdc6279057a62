"""`multifocal nerve`, and the way from it to `multifocal study evaluate`."""

import json
from pathlib import Path

import pytest

from tests.cli.test_fiber import run

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_a_simulated_block_is_found_by_the_rules(tmp_path: Path) -> None:
    """The story on the command line: attack, record, judge."""
    out = tmp_path / "study.csv"
    made = run("nerve", "ulnar", "--focus", "forearm:0.35", "--out", str(out), "--json")
    assert made.returncode == 0, made.stderr
    found = json.loads(made.stdout)
    assert 0 < found["stopped"] < found["fibers"]
    assert found["force_share"] < 0.5
    assert found["prescribed"] is False
    judged = run("study", "evaluate", str(out), "--json")
    blocks = [s["block"] for s in json.loads(judged.stdout)["segments"]]
    assert blocks == ["definite", "not_counted", "not_met", "not_met"]


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

    def numbers(path: Path) -> list[list[float]]:
        rows = path.read_text().splitlines()
        data = [r for r in rows if not r.startswith("#")][1:]
        return [[float(cell) for cell in r.split(",")[4:]] for r in data]

    made, shipped = numbers(out), numbers(EXAMPLES / f"{name}.csv")
    assert [pytest.approx(row, abs=0.01) for row in made] == shipped


def test_a_prescribed_block_says_so(tmp_path: Path) -> None:
    out = tmp_path / "study.csv"
    done = run("nerve", "ulnar", "--focus", "forearm:0.5:20:block", "--out", str(out))
    assert "prescribed, not computed" in done.stdout
    assert "PRESCRIBED" in out.read_text()


@pytest.mark.parametrize(
    "words",
    [
        ["tibial"],
        ["ulnar", "--muscle", "apb"],
        ["ulnar", "--side", "both"],
        ["ulnar", "--focus", "elbow:0.5"],
        ["ulnar", "--focus", "forearm"],
        ["ulnar", "--focus", "forearm:2"],
        ["ulnar", "--focus", "forearm:0.5:20:magic"],
        ["ulnar", "--site", "knee"],
    ],
)
def test_wrong_usage_is_status_2(words: list[str]) -> None:
    done = run("nerve", *words)
    assert done.returncode == 2
    assert "Invalid value" in done.stderr


def test_a_place_that_cannot_be_written_is_status_1_and_leaves_nothing(tmp_path: Path) -> None:
    done = run("nerve", "ulnar", "--out", str(tmp_path / "no" / "such" / "study.csv"))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
