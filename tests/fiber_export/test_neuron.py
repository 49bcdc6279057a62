"""A fiber as a NEURON script: it compiles, and where NEURON is, it says what we say."""

import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from multifocal.cli.main import app
from multifocal.fault import Fault
from multifocal.fiber import Fibers, GainesMembrane, Geometry, Lesion, Membrane, Pulse, conduct
from multifocal.fiber_export import write_neuron

ROOT = Path(__file__).parents[2]
PARTNERS = Path(os.environ.get("MULTIFOCAL_PARTNERS", ROOT / "build" / "partners"))
TEN = Fibers(Geometry.of([8.0, 10.0]), 31)
MIXED = [
    Lesion.at_all("paranode", [4], 1.0, 2), Lesion.at_all("seal+peri", [15, 16], 0.4, 2),
    Lesion.at_all("seal+gna", [18], 0.3, 2), Lesion.at_all("widened", [21], 0.6, 2),
    Lesion.at_all("mysa", [24], 0.8, 2), Lesion.at_all("lamellae", [9], 0.1, 2),
]  # fmt: skip
REPAIRED = Fibers(Geometry.of([8.3]), 31, Membrane(33.0)).remyelinated([14, 15], 3)
CASES: dict[str, tuple[Fibers, list[Lesion], int]] = {
    "healthy": (TEN, [], 0),
    "every kind of damage": (TEN, MIXED, 0),
    "repaired, cold": (REPAIRED, [Lesion.at_all("lamellae", range(14, 20), 0.3)], 0),
    "motor": (
        Fibers(Geometry.of([9.0], "gaines"), 31, GainesMembrane("motor")),
        [Lesion.centered("lamellae", 3, 0.3, 15)], 0,
    ),
    "sensory": (
        Fibers(Geometry.of([11.0], "gaines"), 31, GainesMembrane("sensory")),
        [Lesion.centered("gna", 3, 0.5, 15)], 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_script_compiles_and_has_every_compartment(name: str, tmp_path: Path) -> None:
    fibers, lesions, which = CASES[name]
    written = write_neuron(tmp_path / "out", fibers, lesions, fiber=which)
    assert all(path.is_file() for path in written)
    code = (tmp_path / "out" / "run_fiber.py").read_text(encoding="utf-8")
    compile(code, "run_fiber.py", "exec")
    numbers = json.loads((tmp_path / "out" / "fiber.json").read_text(encoding="utf-8"))
    assert len(numbers["sections"]) == 11 * (fibers.nodes - 1) + 1
    length_mm = sum(one["length_um"] for one in numbers["sections"][:-1]) / 1000
    widened_um = {"every kind of damage": 1 / 0.6 - 1}.get(name, 0.0)
    reach_mm = np.ptp(fibers.node_mm()[which])
    assert length_mm == pytest.approx(reach_mm + widened_um / 1000, abs=1e-6)
    known = {path.stem for path in written if path.suffix == ".mod"} | {"pas"}
    assert {one["mechanism"] for one in numbers["sections"]} <= known


def test_only_the_fiber_that_is_asked_for_is_written(tmp_path: Path) -> None:
    poor = Lesion("gna", np.array([0, 1]), np.array([5, 6]), np.array([0.1, 0.2]))
    write_neuron(tmp_path, TEN, [poor], fiber=1)
    parts = json.loads((tmp_path / "fiber.json").read_text(encoding="utf-8"))["sections"]
    sodium = [one["s_cm2"]["na_fast"] for one in parts[::11]]
    assert sodium[6] == pytest.approx(0.6)
    assert sodium[5] == 3.0
    assert parts[1]["diameter_um"] == 10.0


def test_nothing_is_written_over_and_what_does_not_fit_is_refused(tmp_path: Path) -> None:
    write_neuron(tmp_path, TEN)
    before = (tmp_path / "fiber.json").read_text(encoding="utf-8")
    with pytest.raises(Fault, match="there already"):
        write_neuron(tmp_path, TEN, MIXED)
    assert (tmp_path / "fiber.json").read_text(encoding="utf-8") == before
    for wrong, named in (({"watch_node": 31}, "watch_node"), ({"steady_na": [0.1]}, "steady_na"),
                         ({"pulse": Pulse([1.0, 2.0])}, "pulse")):  # fmt: skip
        with pytest.raises(ValueError, match=named):
            write_neuron(tmp_path / "new", TEN, **wrong)  # type: ignore[arg-type]
    assert not (tmp_path / "new").exists()


def test_the_command_writes_the_fiber_that_it_reports(tmp_path: Path) -> None:
    out = tmp_path / "neuron"
    words = ["fiber", "--lesion", "gna:0.4:3@18", "--nodes", "41", "--export-neuron", str(out)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    numbers = json.loads((out / "fiber.json").read_text(encoding="utf-8"))
    sodium = [one["s_cm2"]["na_fast"] for one in numbers["sections"][::11]]
    assert [k for k, one in enumerate(sodium) if one != 3.0] == [18, 19, 20]
    assert numbers["watch_node"] == 38
    assert isinstance(CliRunner().invoke(app, words).exception, Fault)


@pytest.mark.exhaustive
@pytest.mark.skipif(not (PARTNERS / "bin" / "python").exists(), reason="make partners has NEURON")
@pytest.mark.parametrize("name", CASES)
def test_neuron_says_the_same_within_two_microseconds(name: str, tmp_path: Path) -> None:
    fibers, lesions, which = CASES[name]
    write_neuron(tmp_path, fibers, lesions, fiber=which)
    done = subprocess.run(
        [PARTNERS / "bin" / "python", "run_fiber.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    theirs_ms = float(done.stdout.split()[-1])
    ours_ms = conduct(fibers, lesions, dt_ms=0.001).times_ms[which, 0, 0]
    assert ours_ms == pytest.approx(theirs_ms, abs=0.002)
