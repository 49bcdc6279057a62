"""The shipped data set: rebuilt, read back, and with its truth."""

import json
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from multifocal.cli.main import app
from multifocal.evidence import LABELS, Label, make_data_set
from multifocal.evidence.data_set import SHIPPED_SEED
from multifocal.fault import Fault
from multifocal.formats import read_study
from multifocal.measuring import measure_all
from multifocal.study import Measure

SHIPPED = Path(__file__).parents[2] / "examples" / "synthetic"
NUMBERS = ("latency_ms", "amplitude_mv", "negative_peak_area_mvms", "negative_peak_duration_ms")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set")
    make_data_set(folder, SHIPPED_SEED)
    return folder


@cache
def shipped(name: str) -> tuple[Measure, ...]:
    return read_study(SHIPPED / name).study.measures


def test_it_is_small_and_free() -> None:
    files = [path for path in SHIPPED.rglob("*") if path.is_file()]
    # 2 MB, not 1: sweeps are long enough now for "no response" (70 ms instead of 43)
    assert sum(path.stat().st_size for path in files) < 2_000_000
    assert "CC0" in (SHIPPED / "LICENSE").read_text()
    assert {path.name for path in SHIPPED.iterdir() if path.is_dir()} == set(LABELS)


@pytest.mark.parametrize("label", LABELS)
def test_a_rebuild_gives_the_shipped_measures(label: Label, fresh: Path) -> None:
    again = read_study(fresh / label / "measures.csv").study.measures
    for old, new in zip(shipped(f"{label}/measures.csv"), again, strict=True):
        assert (old.nerve, old.muscle, old.site, old.absent) == (
            new.nerve, new.muscle, new.site, new.absent,
        )  # fmt: skip
        for name in NUMBERS:
            if getattr(old, name) is None:
                assert getattr(new, name) is None
            else:
                assert getattr(new, name) == pytest.approx(getattr(old, name), rel=0.01, abs=0.01)


@pytest.mark.parametrize("label", LABELS)
def test_the_shipped_waveforms_read_back_to_the_shipped_measures(label: Label) -> None:
    found = []
    for name in ("motor.edf", "sensory.edf"):
        reading = read_study(SHIPPED / label / name)
        assert not reading.remarks
        assert all(one.sampling_hz == 20_000 for one in reading.study.recordings)
        found += measure_all(reading.study.recordings)
    table = {(m.nerve, m.muscle, m.skin, m.site): m for m in shipped(f"{label}/measures.csv")}
    assert len(table) == len(found)
    for one in found:
        said = table[one.nerve, one.muscle, one.skin, one.site]
        assert one.absent == said.absent
        assert one.amplitude_mv == pytest.approx(said.amplitude_mv, abs=0.002)
        assert one.latency_ms == pytest.approx(said.latency_ms, abs=0.002)


@pytest.mark.parametrize("label", LABELS)
def test_noise_leaves_the_responses_where_they_were(label: Label) -> None:
    quiet = read_study(SHIPPED / label / "motor.edf").study.recordings
    noisy = read_study(SHIPPED / label / "motor_noisy.edf").study.recordings
    for one, other in zip(quiet, noisy, strict=True):
        late = one.times_ms > 1.5  # beyond the artifact
        difference = 1000 * (other.samples_mv - one.samples_mv)[late]
        assert 5 < difference.std() < 30  # µV


@pytest.mark.parametrize("label", LABELS)
def test_the_truth_is_whole(label: Label) -> None:
    truth = json.loads((SHIPPED / label / "truth.json").read_text(encoding="utf-8"))
    assert truth["label"] == label
    assert truth["person"]["seed"] == SHIPPED_SEED
    assert bool(truth["foci"]) == (
        label in ("block", "complete_block", "dispersion", "block_with_dispersion", "entrapment")
    )
    for focus in truth["foci"]:
        assert focus["fibers"]
        assert {"segment", "extent_mm", "mechanism", "severity"} <= focus.keys()
    for muscle in truth["muscles"].values():
        assert all(0 <= row["responding_share"] <= 1 for row in muscle["sites"])


def test_one_command_makes_it_and_the_same_seed_gives_the_same_bytes(
    fresh: Path, tmp_path: Path
) -> None:
    done = CliRunner().invoke(app, ["evidence", "make", str(tmp_path), "--seed", str(SHIPPED_SEED)])
    assert done.exit_code == 0, done.output
    files = sorted(path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file())
    for name in files:
        assert (tmp_path / name).read_bytes() == (fresh / name).read_bytes(), name


def test_another_seed_is_another_person_and_noise_can_be_left_out(
    fresh: Path, tmp_path: Path
) -> None:
    make_data_set(tmp_path, 2, noise=0.0)
    assert not list(tmp_path.rglob("*_noisy.edf"))
    one, other = (folder / "healthy" / "motor.edf" for folder in (fresh, tmp_path))
    assert one.read_bytes() != other.read_bytes()


def test_made_again_it_changes_nothing_and_asks_for_nothing(fresh: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in fresh.rglob("*")}
    make_data_set(fresh, SHIPPED_SEED)
    assert {path: path.stat().st_mtime_ns for path in fresh.rglob("*")} == before


def test_another_data_set_gives_way_when_asked(tmp_path: Path) -> None:
    words = ["evidence", "make", str(tmp_path), "--noise", "0"]
    assert CliRunner().invoke(app, words).exit_code == 0
    before = (tmp_path / "healthy" / "motor.edf").read_bytes()
    done = CliRunner().invoke(app, [*words, "--seed", "2"])
    assert done.exit_code == 1
    assert isinstance(done.exception, Fault) and "--force" in str(done.exception)
    assert (tmp_path / "healthy" / "motor.edf").read_bytes() == before
    assert CliRunner().invoke(app, [*words, "--seed", "2", "--force"]).exit_code == 0
    assert (tmp_path / "healthy" / "motor.edf").read_bytes() != before


@pytest.mark.some_cases(3)
@pytest.mark.parametrize("theirs", ["LICENSE", "README.md", "index.csv", "block/truth.json"])
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_file_of_somebody_else_is_never_replaced(
    theirs: str, force: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / theirs
    path.parent.mkdir(exist_ok=True)
    path.write_text("All rights reserved\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["evidence", "make", str(tmp_path), "--noise", "0", *force])
    assert done.exit_code == 1
    assert isinstance(done.exception, Fault)
    assert path.read_text(encoding="utf-8") == "All rights reserved\n"
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == [path]
