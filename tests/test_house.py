"""The house itself: public faces, versions, and what must never be committed."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import multifocal

ROOT = Path(__file__).parents[1]
PACKAGES = [
    "body",
    "criteria",
    "diary",
    "evidence",
    "excitability",
    "fiber",
    "fiber_export",
    "figures",
    "follow_up",
    "localize",
    "nerve",
    "sources",
    "study",
    "words",
]


def tracked(*patterns: str) -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, check=False
    )
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("name", PACKAGES)
def test_a_public_face_is_sorted_and_real(name: str) -> None:
    package = import_module(f"multifocal.{name}")
    assert package.__doc__
    assert all(hasattr(package, public) for public in package.__all__)
    assert len(set(package.__all__)) == len(package.__all__)


def test_the_public_face_of_the_engine_is_pinned() -> None:
    assert import_module("multifocal.fiber").__all__ == [
        "KINDS", "LARGEST_UM", "SMALLEST_UM", "Arrivals", "Current", "Fibers", "FieldPulse",
        "GainesMembrane", "Geometry", "Lesion", "Membrane", "MembraneCurrents", "Pulse",
        "activation_threshold", "block_threshold", "conduct", "diameter_for_velocity",
        "field_threshold", "membrane_currents", "node_voltages", "passing_intervals", "places_mm",
        "refractory_period_ms", "velocity_from_table", "velocity_m_s",
    ]  # fmt: skip
    assert import_module("multifocal.nerve").__all__ == [
        "AMPLIFIER", "DEFAULT_EXTENT_MM", "LATE_MS", "MECHANISMS", "SUPRAMAXIMAL", "Ability",
        "AxonLoss", "Conduction", "Examination", "Experiment", "FWaveRun", "Fates", "Focus",
        "FocusTruth", "Harm", "LimbForce", "LimbTemperature", "MotorPool", "MotorRun", "Noise",
        "Normal", "PartFates", "Passage", "Person", "Protocol", "SensoryNerve", "SensoryRun",
        "Shocked", "Stimulus", "ability", "check_may_cross", "conduction", "entrapment", "examine",
        "f_latencies_ms", "f_waves", "fate_of", "focus_truth", "force", "journey", "limb_force",
        "limb_forces", "lose_units", "martin_gruber", "may_cross", "motor_pool", "mrc_grade",
        "muscles_behind", "normal_strength", "passages", "recordable_muscles", "sensory_nerve",
        "sensory_response", "shocked", "simulated_sensory_studies", "stimulate", "usual_studies",
        "voluntary_force",
    ]  # fmt: skip


def test_the_version_is_said_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == multifocal.__version__


def test_rooms_are_small() -> None:
    for path in tracked("src/*.py", "tests/*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path
        assert path.stem not in ("utils", "helpers", "common"), path


def test_no_registry_address_and_no_path_of_one_machine_is_committed() -> None:
    registry = re.compile(r"(files\.)?pythonhosted|pypi\.org|registry\.npmjs|--index-url")
    for path in tracked("*.txt", "*.toml", "Makefile", "scripts", "*.py", "*.md"):
        if path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8")
        assert not registry.search(text), path
        assert str(ROOT) not in text, path


def test_nobody_decides_by_whether_a_recording_was_simulated() -> None:
    """`nerve` says it and formats write it down; no rule, reader or page asks."""
    sources = ROOT / "src" / "multifocal"
    asking = {
        str(path.relative_to(sources))
        for path in sources.rglob("*.py")
        if '"simulated"' in path.read_text(encoding="utf-8")
    }
    formats = ("edf/facts", "edf/notes", "ncs_edf/writing", "fhir", "wave_csv/reading")
    assert asking == {
        "nerve/stimulation.py", "nerve/sensory.py", "study/recording.py",
        *(f"formats/{name}.py" for name in formats),
    }  # fmt: skip


PARTS_OF_A_STUDY = {
    "conduction", "f_latencies_ms", "f_waves", "force", "lose_units", "martin_gruber", "motor_pool",
    "passages", "sensory_nerve", "sensory_response", "stimulate",
}  # fmt: skip


def asked_of_nerve(code: str) -> set[str]:
    """Names that a module takes from nerve's face, by import or as attributes of the package."""
    tree, names, faces = ast.parse(code), set(), {"multifocal.nerve"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "multifocal.nerve":
            names |= {one.name for one in node.names}
        if isinstance(node, ast.ImportFrom) and node.module == "multifocal":
            faces |= {one.asname or one.name for one in node.names if one.name == "nerve"}
        if isinstance(node, ast.Import):
            faces |= {one.asname for one in node.names if one.name in faces and one.asname}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in faces:
            names.add(node.attr)
    return names


@pytest.mark.parametrize(
    "code",
    [
        "from multifocal.nerve import stimulate",
        "from multifocal.nerve import stimulate as s",
        "def late():\n    from multifocal import nerve as nerves\n    nerves.stimulate()",
        "import multifocal.nerve\nmultifocal.nerve.stimulate()",
        "import multifocal.nerve as n\nn.stimulate()",
    ],
)
def test_every_way_to_take_a_part_is_seen(code: str) -> None:
    assert asked_of_nerve(code) == {"stimulate"}


def test_nobody_else_puts_a_simulated_study_together() -> None:
    """Whoever needs one asks `nerve.Experiment` (or `examine`, which does)."""
    for room in ("web", "cli", "evidence"):
        for path in tracked(f"src/multifocal/{room}/*.py"):
            by_hand = asked_of_nerve(path.read_text(encoding="utf-8")) & PARTS_OF_A_STUDY
            assert not by_hand, (path, by_hand)


@pytest.mark.parametrize(
    ("package", "without"),
    [
        ("body", "numpy scipy numba babel multifocal.words"),
        ("study", "scipy numba multifocal.measuring multifocal.criteria multifocal.formats"),
        ("reference", "numpy scipy numba"),
        ("measuring", "scipy numba openpyxl multifocal.criteria multifocal.formats"),
        ("diary", "numpy scipy numba babel django multifocal.criteria multifocal.formats"),
        ("figures", "scipy numba openpyxl multifocal.criteria multifocal.formats multifocal.nerve"),
        ("measuring", "numba openpyxl multifocal.criteria multifocal.formats"),
        ("criteria", "numba openpyxl multifocal.formats multifocal.nerve"),
        ("formats", "numba django multifocal.nerve multifocal.criteria"),
        ("cli", "numba django openpyxl typst multifocal.nerve multifocal.web"),
    ],
)
def test_a_package_loads_no_more_than_it_needs(package: str, without: str) -> None:
    code = f"import sys, multifocal.{package}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(without.split()) & set(done.stdout.split())


def test_text_is_read_and_written_in_utf_8_whatever_the_system_would_take() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--preview", "--select", "PLW1514", "--isolated",
         "--no-cache", "--quiet", "src", "tests", "benchmarks", "scripts"],
        cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
