"""`multifocal excitability`."""

import json

import pytest
from typer.testing import CliRunner

from multifocal.cli.excitability import MEASURES, PROTOCOLS
from multifocal.cli.main import app
from multifocal.excitability import PUBLISHED


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["excitability", *words])
    return done.exit_code, done.output


@pytest.mark.exhaustive
def test_every_measure_stands_beside_what_was_measured_in_people() -> None:
    status, said = run("--json")
    assert status == 0, said
    found = json.loads(said)
    assert list(found["protocols"]) == list(PROTOCOLS)
    assert [one["measure"] for one in found["measures"]] == [name for _, name in MEASURES]
    for one in found["measures"]:
        assert one["published_mean"] == PUBLISHED[one["measure"]].mean
    beside = {one["measure"]: one["model"] for one in found["measures"]}
    assert beside["superexcitability_percent"] == pytest.approx(-21.2, abs=0.3)
    assert beside["teh_90_percent"] == pytest.approx(-51.5, abs=0.5)
    assert found["rest_mv"] == pytest.approx(-79.96, abs=0.02)


def test_the_text_says_the_same_and_where_differences_are_explained() -> None:
    status, said = run("--protocol", "recovery")
    assert status == 0
    assert "superexcitability, %" in said
    assert "-24.4 ± 6.3" in said
    assert "docs/excitability.md" in said
    assert "electrotonus" not in said


def test_a_refractory_fiber_is_null_not_a_number() -> None:
    status, said = run("--temperature", "28", "--protocol", "recovery", "--json")
    assert status == 0
    curve = json.loads(said)["protocols"]["recovery"]["change_percent"]
    assert curve[0] is None
    assert curve[-1] == pytest.approx(0, abs=6)


def test_a_shifted_rest_and_a_lesion_are_told() -> None:
    words = ("--shift", "-4", "--lesion", "gna:0.3:1@10", "--protocol", "strength-duration")
    found = json.loads(run(*words, "--json")[1])
    usual = json.loads(run("--protocol", "strength-duration", "--json")[1])
    assert found["rest_mv"] == pytest.approx(usual["rest_mv"] - 4, abs=0.3)
    assert found["lesions"] == [{"kind": "gna", "scale": 0.3, "count": 1, "place": 10}]
    assert found["threshold_na"] > 1.2 * usual["threshold_na"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--protocol", "tetanus"), "tetanus is no protocol"),
        (("--membrane", "squid"), "--membrane is mrg"),
        (("--lesion", "gna:?:3"), "a lesion needs a scale"),
        (("--lesion", "gna:0.5:40"), "give fewer places"),
        (("--shift", "40"), "15"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(words: tuple[str, ...], said: str) -> None:
    status, output = run(*words)
    assert status == 2
    assert said in " ".join(output.replace("│", " ").split())
