"""The house itself: public faces, versions, and what must never be committed."""

import re
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import multifocal

ROOT = Path(__file__).parents[1]
PACKAGES = ["body", "evidence", "fiber", "figures", "nerve", "sources", "study", "words"]


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
        "KINDS", "LARGEST_UM", "SMALLEST_UM", "Arrivals", "Fibers", "GainesMembrane", "Geometry",
        "Lesion", "Membrane", "Pulse", "block_threshold", "conduct", "diameter_for_velocity",
        "node_voltages", "refractory_period_ms", "velocity_from_table", "velocity_m_s",
    ]  # fmt: skip
    assert import_module("multifocal.nerve").__all__ == [
        "AMPLIFIER", "DEFAULT_EXTENT_MM", "MECHANISMS", "SUPRAMAXIMAL", "Ability", "Conditions",
        "Conduction", "CrossedPool", "Examination", "Focus", "LimbForce", "LimbTemperature",
        "MotorPool", "Noise", "Normal", "Passage", "SensoryNerve", "Stimulus", "ability",
        "conduction", "entrapment", "examine", "f_latencies_ms", "f_waves", "force", "journey",
        "limb_force",
        "limb_forces", "martin_gruber", "motor_pool", "mrc_grade", "muscles_behind",
        "normal_strength", "passages", "recordable_muscles", "sensory_nerve", "sensory_response",
        "simulated_sensory_studies", "stimulate", "strengths", "usual_studies", "voluntary_force",
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


def test_every_pinned_version_is_a_plain_name_and_number() -> None:
    for line in (ROOT / "constraints.txt").read_text().splitlines():
        assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)


def test_nobody_decides_by_whether_a_recording_was_simulated() -> None:
    """`nerve` says it and formats write it down; no rule, reader or page asks."""
    sources = ROOT / "src" / "multifocal"
    asking = {
        str(path.relative_to(sources))
        for path in sources.rglob("*.py")
        if '"simulated"' in path.read_text(encoding="utf-8")
    }
    formats = ("edf/facts", "edf/notes", "edf_writing", "fhir", "wave_csv")
    assert asking == {
        "nerve/stimulation.py", "nerve/sensory.py", "study/recording.py",
        *(f"study/formats/{name}.py" for name in formats),
    }  # fmt: skip
