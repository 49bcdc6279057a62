"""A fiber as a PyFibers script: it compiles, and where PyFibers is, it says what we say."""

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from multifocal.cli.main import app
from multifocal.fault import Fault
from multifocal.fiber import Fibers, FieldPulse, GainesMembrane, Geometry, Lesion, Pulse, conduct
from multifocal.fiber_export import write_pyfibers
from tests.fiber_export.test_neuron import MIXED, PARTNERS, REPAIRED, TEN

SHORT = Fibers(Geometry.of([10.0]), 31)
FIELD = FieldPulse.point(
    SHORT, at_mm=17.25, distance_mm=1.0, current_ma=-0.3, duration_ms=0.1
)  # beside node 15
POOR = [Lesion.at_all("gna", [20, 21], 0.4)]
CASES: dict[str, tuple[Fibers, list[Lesion], Pulse | FieldPulse]] = {
    "healthy": (TEN, [], Pulse()),
    "every kind of damage": (TEN, MIXED, Pulse()),
    "repaired, cold": (REPAIRED, [Lesion.at_all("lamellae", range(14, 20), 0.3)], Pulse()),
    "from outside": (SHORT, POOR, FIELD),
}


@pytest.mark.parametrize("name", CASES)
def test_the_script_compiles_and_has_every_section(name: str, tmp_path: Path) -> None:
    fibers, lesions, pulse = CASES[name]
    write_pyfibers(tmp_path, fibers, lesions, pulse=pulse)
    compile((tmp_path / "run_pyfibers.py").read_text(encoding="utf-8"), "run_pyfibers.py", "exec")
    numbers = json.loads((tmp_path / "fiber.json").read_text(encoding="utf-8"))
    places = 11 * (fibers.nodes - 1) + 1
    assert len(numbers["sections"]) == places
    assert {one["mechanism"] for one in numbers["sections"]} == {"multifocal_mrg_node", "pas"}
    outside = numbers["outside"]
    assert (outside is None) == isinstance(pulse, Pulse)
    assert outside is None or len(outside["potential_mv"]) == places


def test_what_pyfibers_does_not_have_is_refused(tmp_path: Path) -> None:
    motor = Fibers(Geometry.of([9.0], "gaines"), 31, GainesMembrane("motor"))
    thin = Fibers(Geometry.of([1.0]), 31)
    for fibers, named in ((motor, "motor"), (thin, "2 µm")):
        with pytest.raises(ValueError, match=named):
            write_pyfibers(tmp_path / "new", fibers)
    assert not (tmp_path / "new").exists()
    out = tmp_path / "folder"
    words = ["fiber", "--lesion", "gna:0.4:3@18", "--export-pyfibers", str(out)]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert isinstance(CliRunner().invoke(app, words).exception, Fault)
    refused = CliRunner().invoke(app, ["fiber", "--membrane", "motor", *words[3:]])
    assert refused.exit_code == 2


@pytest.mark.exhaustive
@pytest.mark.skipif(
    not (PARTNERS / "bin" / "pyfibers_compile").exists(), reason="make partners has PyFibers"
)
@pytest.mark.parametrize("name", CASES)
def test_pyfibers_says_the_same_within_two_microseconds(name: str, tmp_path: Path) -> None:
    """Both by backward Euler at 1 µs; PyFibers tells times to 1 µs."""
    fibers, lesions, pulse = CASES[name]
    write_pyfibers(tmp_path, fibers, lesions, pulse=pulse)
    asks = "import run_pyfibers; print(run_pyfibers.run(0.001, 4.0))"
    done = subprocess.run(
        [PARTNERS / "bin" / "python", "-c", asks],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer = conduct(fibers, lesions, pulse=pulse, dt_ms=0.001, scheme="be", engine="reference")
    assert answer.times_ms[0, 0, 0] == pytest.approx(float(done.stdout.split()[-1]), abs=0.002)
