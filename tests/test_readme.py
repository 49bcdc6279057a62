"""The README's own examples work."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\.venv/bin/multifocal (.+)$", README, flags=re.MULTILINE)


def test_the_python_example_prints_a_small_response_and_a_weak_muscle(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    amplitude, force = map(float, capsys.readouterr().out.split())
    assert 0 < amplitude < 4
    assert 0 < force < 0.5


@pytest.mark.exhaustive
def test_the_commands_run_in_order(tmp_path: Path) -> None:
    assert len(COMMANDS) == 3
    for words in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "multifocal.cli", *words.split()],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_every_file_that_the_readme_names_is_there() -> None:
    root = Path(__file__).parents[1]
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (root / target).exists(), target
