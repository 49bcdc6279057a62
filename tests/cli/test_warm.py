"""`multifocal warm`: afterwards nothing that the house does waits for the compiler."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WARM = [sys.executable, "-m", "multifocal.cli", "warm"]
USE = "from pathlib import Path; from tests.in_use import use; use(Path({folder!r}))"


@pytest.mark.exhaustive  # compiles everything twice
def test_after_it_nothing_is_compiled_any_more(tmp_path: Path) -> None:
    there = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "kept")}
    first = subprocess.run(
        WARM, env=there, capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert str(tmp_path / "kept") in first.stdout
    assert "this first time only" in first.stderr
    used = subprocess.run(
        [sys.executable, "-c", USE.format(folder=str(tmp_path))], env=there, capture_output=True,
        text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert "ompiling" not in used.stderr


def test_where_nothing_can_be_kept_it_says_so_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    there = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "file" / "kept")}
    done = subprocess.run(WARM, env=there, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "NUMBA_CACHE_DIR" in done.stderr
    assert not done.stdout
