"""Terminals that cannot print every letter: a sign is replaced, and no command stops for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples" / "ulnar_block.csv")
WAVES = str(ROOT / "examples" / "waves" / "ulnar_block.edf")
COMMANDS = {
    "nerve": ["nerve", "ulnar"],
    "examine": ["examine"],
    "fiber": ["fiber"],
    "evaluate": ["study", "evaluate", EXAMPLE],
    "measure": ["study", "measure", WAVES],
}
ENCODINGS = ("ascii", "cp437", "cp1252")


def printed(words: list[str], encoding: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "multifocal.cli", *words],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    errors = done.stderr.decode(encoding)
    assert done.returncode == 0, errors
    assert "Traceback" not in errors
    return done.stdout.decode(encoding)


def test_a_nerve_is_told_on_a_terminal_that_knows_ascii_alone() -> None:
    assert "?" in printed(COMMANDS["nerve"], "ascii")


@pytest.mark.exhaustive
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_ends_well_on_every_terminal(name: str, encoding: str) -> None:
    assert printed(COMMANDS[name], encoding)
