"""`multifocal fiber`."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from multifocal.cli.main import app
from tests.reference.tables import rows


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "multifocal.cli", *words],
        capture_output=True,
        text=True,
        check=False,
    )


def test_json_is_one_object_with_the_promised_keys() -> None:
    """lamellae x 0.05 in 3 internodes, 10 µm: 257 µs late in the converged table."""
    done = run("fiber", "--diameter", "10", "--lesion", "lamellae:0.05:3", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["diameter_um"] == 10
    assert found["velocity_m_s"] == pytest.approx(56.25, rel=0.01)
    assert found["conducted"] is True
    assert found["delay_us"] == pytest.approx(255.5, abs=2)
    assert found["lesion"] == {"kind": "lamellae", "scale": 0.05, "count": 3}


def test_a_blocked_impulse_has_no_delay_and_a_place() -> None:
    found = json.loads(run("fiber", "--lesion", "paranode:1:2", "--json").stdout)
    assert found["conducted"] is False
    assert found["delay_us"] is None
    assert 15 < found["block_at_mm"] < 25


def test_a_question_mark_asks_for_the_block_threshold() -> None:
    """lamellae in 3 internodes of 10 µm: 0.0353 in mrg_block_converged.csv."""
    done = run("fiber", "--lesion", "lamellae:?:3", "--json")
    found = json.loads(done.stdout)
    row = next(
        r
        for r in rows("mrg_block_converged.csv")
        if (r["D_um"], r["kind"], r["N"], r["dt_ms"]) == ("10.0", "lamellae", "3", "0")
    )
    assert found["threshold_scale"] == pytest.approx(float(row["threshold_scale"]), rel=0.02)
    assert found["conducted"] is False
    assert found["lesion"]["scale"] == pytest.approx(found["threshold_scale"], abs=1e-4)


@pytest.mark.exhaustive
def test_several_lesions_of_different_kinds_in_one_fiber() -> None:
    one = ["--lesion", "lamellae:0.1:2@12"]
    both = [*one, "--lesion", "gna:0.5:3@25"]
    late = [json.loads(run("fiber", *w, "--json").stdout)["delay_us"] for w in ([], one, both)]
    assert 0 == late[0] < late[1] < late[2]
    asked = json.loads(run("fiber", "--lesion", "gna:?:5", *one, "--json").stdout)
    assert [w["kind"] for w in asked["lesions"]] == ["gna", "lamellae"]
    assert asked["threshold_scale"] == pytest.approx(0.16, rel=0.1)


def test_no_lesion_is_healthy() -> None:
    found = json.loads(run("fiber", "--diameter", "5.7", "--nodes", "61", "--json").stdout)
    assert found["delay_us"] == 0
    assert found["lesion"] is None
    assert found["velocity_m_s"] == pytest.approx(25.80, rel=0.01)


def test_a_sensory_membrane_brings_its_own_geometry() -> None:
    """NEURON, DASPK: 54.09 m/s at 10 µm (gaines_cv.csv); one bared node blocks, unlike in MRG."""
    words = ("--membrane", "sensory", "--lesion", "paranode:1:1", "--json")
    found = json.loads(run("fiber", *words).stdout)
    assert (found["membrane"], found["geometry"]) == ("sensory", "gaines")
    assert found["velocity_m_s"] == pytest.approx(54.09, rel=0.005)
    assert found["conducted"] is False


@pytest.mark.parametrize(
    "words",
    [
        ["--diameter", "5"],
        ["--diameter", "17"],
        ["--lesion", "magic:1:1"],
        ["--lesion", "lamellae:0:1"],
        ["--lesion", "gna:2:1"],
        ["--lesion", "gna:nan:1"],
        ["--lesion", "gna:0.5"],
        ["--lesion", "gna:0.5:x"],
        ["--lesion", "gna:0.5:2@x"],
        ["--lesion", "gna:0.5:2@-3"],
        ["--lesion", "gna:?:2", "--lesion", "lamellae:?:2"],
        ["--engine", "slow"],
        ["--engine", "fast", "--scheme", "be"],
        ["--engine", "fast", "--dt-us", "20"],
        ["--nodes", "21", "--lesion", "gna:0.5:40"],
        ["--scheme", "rk4"],
        ["--geometry", "round"],
        ["--membrane", "cardiac"],
    ],
)
def test_wrong_usage_is_status_2_and_says_what(words: list[str]) -> None:
    done = CliRunner().invoke(app, ["fiber", *words])
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Invalid value" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_ends_the_process_with_status_2() -> None:
    done = run("fiber", "--diameter", "5")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Invalid value" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fiber_is_simulated_without_loading_the_site() -> None:
    code = (
        "import sys; sys.argv = ['multifocal', 'fiber', '--json']\n"
        "from multifocal.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "assert not [m for m in sys.modules if m.split('.')[0] in ('django', 'granian')]\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
