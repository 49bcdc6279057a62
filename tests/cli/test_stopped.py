"""Ctrl-C while the command is still loading: one line, as later."""

import subprocess
import sys

import pytest

BEGINS = """
import sys

class Pressed:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Pressed())
from multifocal.cli import main
main()
"""


@pytest.mark.parametrize("during", ["typer", "numpy", "multifocal.words", "multifocal.cli.fiber"])
def test_ctrl_c_while_it_loads_is_one_line(during: str) -> None:
    """A key pressed once: what is loaded to say so loads."""
    once = BEGINS.replace("raise Key", "sys.meta_path.remove(self)\n            raise Key")
    done = subprocess.run([sys.executable, "-c", once, during], capture_output=True, check=False)
    assert done.returncode == 130
    assert done.stderr.decode() == "multifocal: stopped\n"
    assert not done.stdout
