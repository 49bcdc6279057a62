"""On a terminal of 80 letters, or of fewer, no name of a table is cut off."""

import io
from pathlib import Path

import pytest
from rich.console import Console

import multifocal.cli
from multifocal.cli.nerve import findings

SITES = ("below_elbow", "above_elbow", "popliteal_fossa", "spiral_groove")
ROWS = [
    {"side": "right", "muscle": "vastus_medialis", "site": site, "latency_ms": 12.891,
     "amplitude_mv": 7.687, "negative_peak_area_mvms": 27.037, "distance_mm": 210}
    for site in SITES
]  # fmt: skip


def printed(width: int) -> str:
    out = io.StringIO()
    findings.render(Console(width=width, file=out), ROWS)
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 60, 40, 30])
def test_no_name_and_no_number_is_cut_off(width: int) -> None:
    told = printed(width)
    assert "…" not in told
    assert max(map(len, told.splitlines())) <= width
    letters = {one: told.count(one) for one in "_07"}
    assert letters["_"] == "".join(SITES + ("vastus_medialis",) * len(SITES)).count("_")
    assert letters["7"] == len(SITES) * "7.68727.037".count("7")


def test_at_80_letters_each_name_stands_on_one_line() -> None:
    told = printed(80)
    assert all(site in told for site in SITES)
    assert told.count("vastus_medialis") == len(SITES)


def test_every_table_of_the_command_folds() -> None:
    folder = Path(multifocal.cli.__file__).parent
    others = [one for one in folder.rglob("*.py") if "rich.table" in one.read_text("utf-8")]
    assert [one.name for one in others] == ["whole_table.py"]
