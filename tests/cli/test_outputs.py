"""Every command that writes a file: never over what was not meant, and one line says so."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from multifocal.cli.main import app

EXAMPLES = Path(__file__).parents[2] / "examples"
WAVES = EXAMPLES / "waves" / "ulnar_block.json"
COMMANDS: dict[str, Callable[[str, str], list[str]]] = {
    "study report": lambda read, out: ["study", "report", read, "--out", out],
    "study measure": lambda read, out: ["study", "measure", read, "--out", out],
    "study convert": lambda read, out: ["study", "convert", read, out, "--to", "json"],
    "nerve": lambda _, out: ["nerve", "ulnar", "--out", out],
    "nerve sweeps": lambda _, out: ["nerve", "ulnar", "--sweeps", out],
    "examine": lambda _, out: ["examine", "--side", "left", "--stimuli", "0", "--out", out],
    "examine sweeps": lambda _, out: ["examine", "--side", "left", "--stimuli", "0",
                                      "--sweeps", out],
    "evidence performance": lambda _, out: ["evidence", "performance", "--patients", "1",
                                            "--out", out],
}  # fmt: skip
OWN_TESTS = {"diary report", "study batch", "study inching", "evidence localize"}
"""A diary, tables of fixed endings, an inched stretch, a long simulation: tests of their own."""
READING = [name for name in COMMANDS if name.startswith("study")]
posix = pytest.mark.skipif(os.name != "posix", reason="modes, links and pipes are POSIX")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for the simulated patients, who have their own tests."""

    def instead(who: object) -> dict[str, object]:
        from multifocal.evidence.patient_evaluation import GRADED, REACHES  # noqa: PLC0415

        said = {reach: dict.fromkeys(GRADED, "not_met") for reach in REACHES}
        return {"group": who.group, "number": who.number, "foci": 0, "categories": said,  # type: ignore[attr-defined]
                "segments": []}  # fmt: skip

    monkeypatch.setattr("multifocal.evidence.performance_run.evaluate_patient", instead)


@pytest.fixture
def read(tmp_path: Path) -> Path:
    """A study with waveforms, in a folder of its own."""
    path = tmp_path / "in" / "study.json"
    path.parent.mkdir()
    path.write_bytes(WAVES.read_bytes())
    return path


def run(words: list[str]) -> tuple[int, str]:
    """Exit status and standard error, as `main` gives them."""
    done = CliRunner().invoke(app, words)
    text = done.stderr
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        text += f"{done.exception}\n"  # which main prints as one line
    return done.exit_code, text


def every(command: Any, words: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Every command by its words, groups opened."""
    if hasattr(command, "commands"):
        return {
            key: one
            for name, inner in command.commands.items()
            for key, one in every(inner, (*words, name)).items()
        }
    return {words: command}


def test_every_command_that_writes_stands_here_and_can_be_forced() -> None:
    writing = {
        " ".join(words)
        for words, command in every(get_command(app)).items()
        if {"out", "sweeps"} & {one.name for one in command.params}
    }
    assert writing == {name.removesuffix(" sweeps") for name in COMMANDS} | OWN_TESTS
    for words, command in every(get_command(app)).items():
        if " ".join(words) in {*writing, "evidence make"}:
            assert "force" in {one.name for one in command.params}, words


@pytest.mark.parametrize("name", COMMANDS)
def test_a_file_that_is_there_stays_unless_forced(name: str, tmp_path: Path, read: Path) -> None:
    out = tmp_path / "out.json"
    out.write_bytes(b"theirs")
    out.chmod(0o600)
    words = COMMANDS[name](str(read), str(out))
    code, said = run(words)
    assert (code, out.read_bytes()) == (1, b"theirs")
    assert said.count("\n") == 1
    assert "there already" in said and "--force" in said
    code, said = run([*words, "--force"])
    assert code == 0, said
    assert out.read_bytes() != b"theirs"
    assert os.name != "posix" or stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", READING)
@pytest.mark.parametrize("way", ["same", "link", "hard link"])
def test_the_input_is_never_the_output(name: str, way: str, read: Path) -> None:
    before, source = read.read_bytes(), read
    if way != "same":
        source = read.with_name("other.json")
        (source.symlink_to if way == "link" else source.hardlink_to)(read)
    code, said = run([*COMMANDS[name](str(source), str(read)), "--force"])
    assert code == 1
    assert said.count("\n") == 1
    assert "that is read" in said
    assert read.read_bytes() == before


@pytest.mark.some_cases(1)
@posix
@pytest.mark.parametrize("name", READING)
def test_neither_is_what_comes_in_by_standard_input(name: str, read: Path) -> None:
    before = read.read_bytes()
    words = [*COMMANDS[name]("-", str(read)), "--force"]
    with read.open("rb") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "multifocal.cli", *words], stdin=stream, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "that is read" in done.stderr
    assert done.stderr.count("\n") == 1
    assert read.read_bytes() == before


@posix
def test_neither_is_the_laboratory_s_table(tmp_path: Path, read: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("nerve,muscle,amplitude_lower_mv\nulnar,adm,5\n", "utf-8")
    words = ["study", "report", str(read), "--reference", str(own), "--out", str(own), "--force"]
    assert run(words)[0] == 1
    assert own.read_text("utf-8").startswith("nerve")


@posix
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("kind", ["link", "pipe", "device", "folder"])
def test_only_regular_files_are_written_over(
    name: str, kind: str, tmp_path: Path, read: Path
) -> None:
    out, target = tmp_path / "out.json", tmp_path / "target"
    target.write_bytes(b"theirs")
    if kind == "link":
        out.symlink_to(target)
    elif kind == "pipe":
        os.mkfifo(out)
    elif kind == "folder":
        if name == "evidence performance":
            pytest.skip("a folder is where its parts go")
        out.mkdir()
    else:
        out = Path("/dev/null")
    before = out.lstat()
    code, said = run([*COMMANDS[name](str(read), str(out)), "--force"])
    assert code == (2 if name == "study measure" and kind == "device" else 1), said
    assert code == 2 or said.count("\n") == 1
    assert os.path.samestat(out.lstat(), before)
    assert target.read_bytes() == b"theirs"


@pytest.mark.parametrize(
    ("name", "out"),
    [*((name, out) for name in COMMANDS for out in ("", ".", "/")), ("evidence make", "")],
)
def test_a_name_that_names_no_file_is_wrong_usage(
    name: str, out: str, read: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = COMMANDS[name](str(read), out) if name in COMMANDS else ["evidence", "make", out]
    code, said = run(words)
    assert code == 2, said
    assert "Traceback" not in said
    assert [one.name for one in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_is_not_there_is_one_line(name: str, tmp_path: Path, read: Path) -> None:
    code, said = run(COMMANDS[name](str(read), str(tmp_path / "none" / "out.json")))
    assert code == 1
    assert said.count("\n") == 1
    assert "no folder" in said


def test_a_study_and_its_sweeps_are_two_files(tmp_path: Path) -> None:
    same = str(tmp_path / "out.csv")
    code, said = run(["nerve", "ulnar", "--out", same, "--sweeps", same])
    assert code == 1
    assert "twice" in said
    assert not list(tmp_path.iterdir())


@posix
@pytest.mark.parametrize("command", ["evaluate", "measure"])
def test_a_pipe_as_input_is_not_waited_for(command: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = subprocess.run(
        [sys.executable, "-m", "multifocal.cli", "study", command, str(tmp_path / "pipe")],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "pipe" in done.stderr and "standard input" in done.stderr
    assert done.stderr.count("\n") == 1


GIVEN = {
    "evidence localize": ["--patients", "1"],
    "study inching": [str(EXAMPLES / "inching" / "ulnar_elbow.csv")],
}


@pytest.mark.parametrize("name", sorted(OWN_TESTS - {"diary report"}))
def test_the_others_replace_nothing_unasked(name: str, read: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")
    given = GIVEN.get(name, [str(read.parent)])
    code, said = run([*name.split(), *given, "--out", str(out)])
    assert code == 1
    assert said.count("\n") == 1 and "--force" in said
    assert out.read_text() == "mine"
