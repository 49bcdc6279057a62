"""Counting by hand, going on after an interruption, and files that are at fault."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from multifocal.cli.main import app
from multifocal.evidence import ANSWERS, GROUPS, Patient, journal_path, performance, tally
from multifocal.evidence.journal import Journal
from multifocal.evidence.patient_evaluation import GRADED, REACHES, RULE_SETS
from multifocal.fault import Fault


def row(reach: int, stopped: float | None, letter: str) -> list[Any]:
    return ["left", "median", "wrist", "elbow", reach, stopped, 9.0, 1.0, 1.0, 1.0,
            letter * len(RULE_SETS)]  # fmt: skip


def record(
    group: str, number: int, rows: list[list[Any]], grade: str = "not_met"
) -> dict[str, Any]:
    said = {reach: dict.fromkeys(GRADED, grade) for reach in REACHES}
    return {"group": group, "number": number, "foci": 0, "categories": said, "segments": rows}


HAND_MADE = [
    record("mmn", 0, [row(0, 0.5, "d")], "definite"),
    record("mmn", 1, [row(0, 0.8, "n")]),
    record("mmn", 2, [row(0, 0.8, "c")]),  # cannot be assessed: neither found nor missed
    record("mmn", 3, [row(0, 0.0, "n"), row(2, 0.9, "d")], "definite"),
    record("healthy", 0, [row(0, 0.0, "n")]),
    record("healthy", 1, [row(0, 0.0, "x")]),
    record("axon_loss", 0, [row(0, 0.0, "c"), row(0, 0.0, "n")]),
]


def test_what_cannot_be_assessed_is_never_a_negative() -> None:
    found = tally(HAND_MADE)
    mmn = found["studies"]["utrecht-definite"]["erb"]["mmn"]
    assert (mmn["met"], mmn["not_met"], mmn["cannot_be_assessed"]) == (2, 1, 1)
    assert mmn["sensitivity"]["value"] == pytest.approx(2 / 3, abs=1e-4)
    assert mmn["met_of_all"]["value"] == 0.5
    lost = found["studies"]["utrecht-definite"]["erb"]["axon_loss"]
    assert lost["cannot_be_assessed"] == 1
    assert lost["specificity"]["total"] == 0
    segments = found["segments"]["utrecht-definite"]
    assert segments["blocked"] == {
        "met": 2, "not_met": 1, "cannot_be_assessed": 1, "not_counted": 0,
    }  # fmt: skip
    assert segments["specificity"]["value"] == 1.0
    assert segments["free"]["not_counted"] == 1


def test_what_is_not_reached_is_not_seen() -> None:
    near = tally(HAND_MADE)["studies"]["utrecht-definite"]["elbow"]["mmn"]
    assert (near["met"], near["not_met"], near["cannot_be_assessed"]) == (1, 2, 1)
    truth = tally(HAND_MADE)["truth"]
    assert [truth[reach]["hits"] for reach in REACHES] == [3, 3, 4]


def test_the_order_of_patients_never_matters() -> None:
    assert tally(HAND_MADE) == tally(reversed(HAND_MADE))


def test_every_answer_knows_its_judge() -> None:
    assert {one.rule_set for one in ANSWERS} == set(RULE_SETS)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, int]]]:
    """Stands in for the simulation, which has its own tests; notes who was judged."""
    calls: list[tuple[str, int]] = []

    def instead(who: Patient) -> dict[str, Any]:
        calls.append((who.group, who.number))
        letter = "d" if who.group == "mmn" and who.person % 3 else "n"
        return record(who.group, who.number, [row(0, 0.5 if letter == "d" else 0.0, letter)])

    monkeypatch.setattr("multifocal.evidence.performance_run.evaluate_patient", instead)
    yield calls


def test_an_interrupted_run_goes_on_and_ends_as_if_it_had_not_been(
    judged: list[tuple[str, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    straight = performance(3, 5, tmp_path / "a.json")
    total = len(judged)
    judged.clear()
    out = tmp_path / "b.json"

    def impatient(finished: int, total: int) -> None:
        if finished == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        performance(3, 5, out, impatient)
    assert not out.exists()
    text = journal_path(out).read_bytes()
    journal_path(out).write_bytes(text + b'{"group":"mmn","num')  # cut off while it was written
    assert performance(3, 5, out) == straight
    assert len(judged) == total == 3 * len(GROUPS)  # nobody twice
    assert out.read_bytes() == (tmp_path / "a.json").read_bytes()
    assert performance(4, 5, out)["patients"]["mmn"] == 4  # more patients, later
    assert len(judged) == total + len(GROUPS)


def test_a_file_of_another_run_or_a_broken_one_is_left_alone(
    judged: list[tuple[str, int]], tmp_path: Path
) -> None:
    out = tmp_path / "r.json"
    performance(1, 5, out)
    with pytest.raises(Fault, match="another run"):
        performance(1, 6, out)
    path = journal_path(out)
    whole = path.read_text()
    for broken in ("{\n", '["no patient"]\n'):
        path.write_text(whole + broken + whole.splitlines()[1] + "\n")
        with pytest.raises(Fault, match="line 6"):
            Journal(path, 5)
    with pytest.raises(ValueError, match="patients"):
        performance(0, 5, out)


def damaged(record: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """A patient's line with one thing wrong."""
    segment = record["segments"][0]
    for name, value in {
        "group": ["nobody", None, 3, []],
        "number": ["1", None, 1.5],
        "categories": [None, {}, dict.fromkeys(REACHES), {key: {} for key in REACHES}],
        "segments": [None, {}, [None], [[]], [segment[:-1]], [[*segment, 1]],
                     [[*segment[:5], 1.5, *segment[6:]]], [[*segment[:5], "x", *segment[6:]]],
                     [[*segment[:5], float("nan"), *segment[6:]]], [[*segment[:-1], "n"]],
                     [[*segment[:4], None, *segment[5:]]]],
    }.items():  # fmt: skip
        for k, wrong in enumerate(value):
            yield f"{name} {k}", record | {name: wrong}
        yield f"without {name}", {key: one for key, one in record.items() if key != name}
    yield "a list", [1]
    yield "a number", 5
    yield "nothing", None
    yield "deep", json.loads("[" * 900 + "]" * 900)


DAMAGED = dict(damaged(record("mmn", 0, [row(0, 0.5, "d")])))


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_line_is_named_and_the_journal_left_as_it_is(
    name: str, judged: list[tuple[str, int]], tmp_path: Path
) -> None:
    out = tmp_path / "r.json"
    performance(1, 5, out)
    path = journal_path(out)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[2] = json.dumps(DAMAGED[name]) + "\n"
    path.write_text("".join(lines), encoding="utf-8")
    words = ["evidence", "performance", "--patients", "1", "--seed", "5", "--out", str(out)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 1
    assert isinstance(done.exception, Fault)
    assert (done.exception.line, done.exception.source) == (3, str(path))
    assert path.read_text(encoding="utf-8") == "".join(lines)


@pytest.mark.parametrize(
    "content", [b"a diary without an end of line", b"\0\xff\n", b"{}\n", b"[" * 100_000 + b"\n"]
)
def test_a_file_of_somebody_else_is_left_as_it_is(
    content: bytes, judged: list[tuple[str, int]], tmp_path: Path
) -> None:
    path = journal_path(tmp_path / "r.json")
    path.write_bytes(content)
    with pytest.raises(Fault, match=r"patients|broken"):
        performance(1, 5, tmp_path / "r.json")
    assert path.read_bytes() == content
    assert not judged


@pytest.mark.parametrize("cut", [1, 60, -1])
def test_a_header_that_was_cut_off_is_written_again(
    cut: int, judged: list[tuple[str, int]], tmp_path: Path
) -> None:
    out = tmp_path / "r.json"
    performance(1, 5, out)
    whole = journal_path(out).read_bytes()
    header = whole[: whole.index(b"\n") + 1]
    journal_path(out).write_bytes(header[:cut])
    performance(1, 5, out)
    assert journal_path(out).read_bytes() == whole


def test_a_second_run_into_the_same_files_is_turned_away(
    judged: list[tuple[str, int]], tmp_path: Path
) -> None:
    out = tmp_path / "r.json"
    with Journal(journal_path(out), 5) as journal:
        journal.append(HAND_MADE[0])
        before = journal_path(out).read_bytes()
        code = (
            "import sys; from multifocal.cli import main; sys.argv = ['multifocal', 'evidence',"
            f"'performance', '--patients', '1', '--seed', '5', '--out', {str(out)!r}]; main()"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "another run" in done.stderr
        assert journal_path(out).read_bytes() == before
    performance(1, 5, out)  # and may begin once the first has ended
    assert len(judged) == len(GROUPS) - 1


def test_a_journal_without_patients_leaves_no_file(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", 5):
        pass
    assert not list(tmp_path.iterdir())


def test_results_of_somebody_else_stay(judged: list[tuple[str, int]], tmp_path: Path) -> None:
    out = tmp_path / "r.json"
    for theirs in ('{"format": "other"}', "[]", "not json"):
        out.write_text(theirs)
        with pytest.raises(Fault, match="there already"):
            performance(1, 5, out)
        assert out.read_text() == theirs
    assert not judged  # said before the work
    performance(1, 5, out, replace=True)


def test_the_command_tells_how_to_go_on(
    judged: list[tuple[str, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "r.json"
    words = ["evidence", "performance", "--patients", "2", "--seed", "3", "--out", str(out)]

    def stop(_: Patient) -> dict[str, Any]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("multifocal.evidence.performance_run.evaluate_patient", stop)
        done = CliRunner().invoke(app, words)
    assert done.exit_code == 130
    assert "stopped before any of 8 patients" in done.output
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["studies"] == json.loads(out.read_text())["studies"]
    assert CliRunner().invoke(app, words).exit_code == 0
