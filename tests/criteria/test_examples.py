"""The shipped examples give the answers that stand beside them."""

import tomllib
from pathlib import Path

import pytest

from multifocal.criteria import evaluate, evaluation_json
from multifocal.formats import read_csv
from multifocal.study import segments

EXAMPLES = Path(__file__).parents[2] / "examples"
EXPECTED = sorted(EXAMPLES.glob("*.expected.toml"))
NUMBERS = (
    "amplitude_reduction_percent",
    "area_reduction_percent",
    "duration_increase_percent",
    "velocity_m_s",
)


def test_the_typed_examples_are_there() -> None:
    names = {path.name.removesuffix(".expected.toml") for path in EXPECTED}
    assert {"ulnar_block", "complete_block", "published_cmaj_gbs", "healthy", "dispersed"} <= names


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_expected_answers(path: Path) -> None:
    expected = tomllib.loads(path.read_text(encoding="utf-8"))
    study = read_csv(EXAMPLES / expected["file"])
    found = evaluation_json(evaluate(study))["segments"]
    measured = segments(study.measures)
    assert len(found) == len(expected["segments"])
    lone = [f"{one.side} {one.nerve} {one.muscle} {one.site}" for one in evaluate(study).lone]
    assert lone == expected.get("lone", [])
    for answer, segment, wanted in zip(found, measured, expected["segments"], strict=True):
        for key in ("side", "nerve", "muscle", "distal_site", "proximal_site", "block"):
            assert answer[key] == wanted[key]
        if "cautions" in wanted:
            assert [caution["id"] for caution in answer["cautions"]] == wanted["cautions"]
        for number in NUMBERS:
            if number in wanted:
                assert getattr(segment, number) == pytest.approx(wanted[number], rel=1e-3)
            elif "cautions" in wanted:
                assert getattr(segment, number) is None


def test_the_published_falls_are_said_as_published() -> None:
    """4.0 % of amplitude and 1.4 % of area across the elbow (clinical.md 3a)."""
    found = evaluation_json(evaluate(read_csv(EXAMPLES / "published_cmaj_gbs.csv")))["segments"][0]
    texts = " ".join(finding["text"] for finding in found["findings"])
    assert "Amplitude reduction 4.0 %" in texts
    assert "Area reduction 1.4 %" in texts
