"""The longest table that is read, a yardstick of work: a hostile file may not cost much more."""

from pathlib import Path

from multifocal.fault import Fault
from multifocal.formats import parse_study
from multifocal.formats.table.text import MOST_ROWS

TIMES = 2
"""Our choice: the dearest of the hostile files costs 0.74 times the longest table."""


def longest_table() -> bytes:
    """As many rows as may be: responses that are understood, each told many times."""
    told = Path("examples/healthy.csv").read_text(encoding="utf-8").splitlines()
    header, *rows = (line for line in told if not line.startswith("#"))
    return "\n".join([header, *(rows * MOST_ROWS)[: MOST_ROWS - 1]]).encode()


def read_longest() -> None:
    try:
        parse_study(longest_table(), "study")
    except Fault as fault:
        assert "Keep one row a stimulation site" in str(fault)  # the last row was reached
