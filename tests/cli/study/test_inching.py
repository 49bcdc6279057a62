"""`multifocal study inching`: by place, as table, chart and JSON; what is not known is said."""

import json
from pathlib import Path
from xml.etree import ElementTree

from typer.testing import CliRunner

from multifocal.cli.study.commands import app

EXAMPLES = Path(__file__).parents[3] / "examples"
INCHED = str(EXAMPLES / "inching" / "ulnar_elbow.csv")
CLI = CliRunner()


def test_numbers_by_place_and_a_chart(tmp_path: Path) -> None:
    chart = tmp_path / "chart.svg"
    done = CLI.invoke(app, ["inching", INCHED, "--out", str(chart)])
    assert done.exit_code == 0, done.output
    assert "−50 ▼" in done.stdout
    assert "multifocal study inching" not in done.stderr  # one is there already
    assert ElementTree.parse(chart).getroot().tag.endswith("svg")
    again = CLI.invoke(app, ["inching", INCHED, "--out", str(chart)])
    assert again.exit_code == 1


def test_json_holds_each_place_and_step() -> None:
    done = CLI.invoke(app, ["inching", INCHED, "--json"])
    (stretch,) = json.loads(done.stdout)["stretches"]
    assert [one["position_mm"] for one in stretch["responses"]] == [-40, -20, 0, 20, 40, 60]
    assert [one.get("at_or_beyond_limit") for one in stretch["responses"]] == [
        None, False, False, True, False, False,
    ]  # fmt: skip


def test_a_study_without_places_says_so() -> None:
    done = CLI.invoke(app, ["inching", str(EXAMPLES / "ulnar_block.csv")])
    assert done.exit_code == 1
    assert "no stretch of this study was inched" in done.stderr
    assert "position_cm" in done.stderr
