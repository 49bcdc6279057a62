"""`multifocal study measure`, `convert` and `evaluate` on files of every format."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from multifocal.cli.study.commands import app
from multifocal.formats import read_study
from multifocal.formats.wave_csv import write_wave_csv
from multifocal.study import Study
from tests.measuring.test_measuring import half_sine, sweep

EXAMPLES = Path(__file__).parents[3] / "examples"
MEDIAN = EXAMPLES / "waves" / "median_edfplus.edf"
WAVES = [EXAMPLES / "waves" / f"ulnar_block.{ending}" for ending in ("edf", "json", "csv")]


def run(*arguments: object, stdin: bytes | None = None) -> Any:
    return CliRunner().invoke(app, [str(one) for one in arguments], input=stdin)


@pytest.mark.parametrize("path", WAVES, ids=lambda path: path.suffix)
def test_every_format_gives_the_same_answer(path: Path) -> None:
    done = run("evaluate", path, "--json")
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["remarks"] == []
    assert found == json.loads(run("evaluate", WAVES[0], "--json").stdout)
    assert [one["block"] for one in found["segments"]] == [
        "definite", "not_counted", "not_met",
    ]  # fmt: skip


def test_standard_input_is_known_by_its_content() -> None:
    done = run("evaluate", "-", "--json", stdin=WAVES[0].read_bytes())
    assert done.exit_code == 0
    assert json.loads(done.stdout)["segments"][0]["block"] == "definite"


def test_what_was_assumed_of_the_file_is_said() -> None:
    done = run("evaluate", MEDIAN)
    assert done.exit_code == 0
    assert "About the file:" in done.stdout and "assumed negative-down" in done.stdout
    told = run("evaluate", MEDIAN, "--polarity", "negative-down")
    assert "assumed" not in told.stdout


def test_measures_for_people_stand_beside_the_files_own() -> None:
    done = run("measure", MEDIAN)
    assert done.exit_code == 0
    wrist, elbow = (
        line for line in done.stdout.splitlines() if line.startswith(("wrist", "elbow"))
    )
    assert wrist.split()[1:3] == ["3.8", "7.234"] and wrist.endswith("3.8 ms, 7.2 mV")
    assert "55.0" in elbow.split()


def damaged(tmp_path: Path, until_ms: float, rest: str) -> Path:
    """Wrist and below elbow of a healthy nerve; the second sweep lives only so long."""
    wrist = sweep(half_sine(8.0, 3.0, 6.0), noise_mv=0.002, distance_mm=65.0)
    elbow = sweep(half_sine(7.8, 6.9, 6.2), noise_mv=0.002, site="below_elbow", distance_mm=285.0)
    found = []
    for line in write_wave_csv(Study(recordings=(wrist, elbow))).splitlines():
        cells = line.split(",")
        if cells[0].lstrip("-").replace(".", "").isdigit() and float(cells[0]) >= until_ms:
            cells[2] = rest
        found.append(",".join(cells))
    path = tmp_path / "damaged.csv"
    path.write_text("\n".join(found))
    return path


@pytest.mark.parametrize(
    ("until_ms", "rest", "reason", "says"),
    [
        (5.0, "", "ends_too_early", "ms after the stimulus, but from this site"),
        (5.0, "0.0", "recording_stopped", "the recording had stopped"),
        (5.0, "9.5", "saturated", "stuck at one extreme value"),
        (-99.0, "0.0", "dead_channel", "it was not recording"),
    ],
)
def test_what_was_not_recorded_is_no_block_and_says_why(
    tmp_path: Path, until_ms: float, rest: str, reason: str, says: str
) -> None:
    path = damaged(tmp_path, until_ms, rest)
    found = json.loads(run("measure", path, "--json").stdout)["measures"]
    elbow = next(one for one in found if one["site"] == "below_elbow")
    assert (elbow["unmeasurable"], elbow["absent"]) == (reason, False)
    assert says in elbow["because"]
    judged = json.loads(run("evaluate", path, "--json").stdout)
    assert {one["block"] for one in judged["segments"]} & {"definite", "probable"} == set()
    for command in ("measure", "evaluate"):
        text = run(command, path).stdout
        assert "below elbow: the response cannot be measured, because" in text and says in text


def test_measures_as_json() -> None:
    done = run("measure", MEDIAN, "--json")
    found = json.loads(done.stdout)
    assert set(found) == {"measures", "f_measures", "stated", "remarks"}
    wrist, elbow = found["measures"]
    assert wrist["landmarks"]["onset_found"] == "automatic"
    assert elbow["velocity_m_s"] == pytest.approx(55.0, abs=0.5)
    assert [one["latency_ms"] for one in found["stated"]] == [3.8, 7.8]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "fhir.json", "edf"])
def test_convert(ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"study.{ending}"
    done = run("convert", WAVES[1], out, "--criteria", "efns-pns-2010")
    assert (done.exit_code, done.stdout) == (0, "")
    assert list(tmp_path.iterdir()) == [out]
    if ending == "fhir.json":
        page = json.loads(out.read_text(encoding="utf-8"))
        said = page["entry"][0]["resource"]["conclusion"]
        assert "definite block" in said and "Draft, not signed." in said
        return
    (expected,) = {run("evaluate", WAVES[1], "--json").stdout.count('"definite"')}
    assert run("evaluate", out, "--json").stdout.count('"definite"') == expected
    if ending in ("csv", "xlsx"):
        measures = read_study(out).study.measures
        assert len(measures) == 4
        assert all(len(f"{one.latency_ms}") <= 7 for one in measures)  # as many digits as measured
        assert "waveforms are not in the table" in done.stderr


def test_convert_there_and_back_is_exact(tmp_path: Path) -> None:
    """EDF+ to JSON to EDF+: the very bytes; and XML notes say the same."""
    page, again, xml = (tmp_path / name for name in ("a.json", "b.edf", "c.edf"))
    for command in (
        (WAVES[0], page), (page, again), (page, xml, "--xml"),
    ):  # fmt: skip
        assert run("convert", *command).exit_code == 0
    assert again.read_bytes() == WAVES[0].read_bytes()
    assert b"<EDF_XMLnote>" in xml.read_bytes()
    assert run("evaluate", xml, "--json").stdout == run("evaluate", again, "--json").stdout


def test_several_files_are_numbered(tmp_path: Path) -> None:
    study = json.loads(WAVES[1].read_text(encoding="utf-8"))
    for one in study["recordings"][2:]:
        del one["digital"][900:]
    source = tmp_path / "two.json"
    source.write_text(json.dumps(study), encoding="utf-8")
    done = run("convert", source, tmp_path / "out.edf")
    assert done.exit_code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out-1.edf", "out-2.edf", "two.json"]
    assert "out-2.edf" in done.stderr
    assert run("convert", source, "-", "--to", "edf").exit_code == 1


def test_standard_output() -> None:
    done = run("convert", WAVES[0], "-", "--to", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["format"] == "multifocal-study"


def test_a_table_of_waves_is_asked_unit_and_polarity(tmp_path: Path) -> None:
    lines = WAVES[2].read_text(encoding="utf-8").splitlines()
    silent = "\n".join(one for one in lines if not one.startswith(("unit", "polarity")))
    path = tmp_path / "waves.csv"
    path.write_text(silent, encoding="utf-8")
    done = run("evaluate", path)
    assert done.exit_code == 1 and "--unit" in done.stderr and done.stderr.count("\n") == 1
    told = run("evaluate", path, "--unit", "mV", "--polarity", "negative-up", "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout)["segments"][0]["block"] == "definite"


def test_a_files_own_words_can_be_explained(tmp_path: Path) -> None:
    content = WAVES[0].read_bytes().replace(b"right below elbow", b"right lower point")
    path = tmp_path / "odd.edf"
    path.write_bytes(content)
    done = run("evaluate", path)
    assert "'lower point' is no site" in done.stdout
    told = run("evaluate", path, "--call", "lower point=below_elbow", "--json")
    assert told.stdout == run("evaluate", WAVES[0], "--json").stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("convert", MEDIAN, "out.doc"), 2),
        (("convert", MEDIAN, "out.fhir.json", "--criteria", "none"), 2),
        (("evaluate", MEDIAN, "--call", "elbow"), 2),
        (("measure", MEDIAN, "--out", "out.doc"), 2),
        (("convert", MEDIAN, "/nowhere/out.json"), 1),
        (("convert", EXAMPLES / "ulnar_block.csv", "out.edf"), 1),
        (("measure", "none.edf"), 1),
    ],
)
def test_wrong_usage_and_faults(
    arguments: tuple[object, ...], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code == code
    assert "Traceback" not in done.stderr
    assert code == 2 or done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_file_that_is_read_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "study.json"
    path.write_bytes(WAVES[1].read_bytes())
    assert run("convert", path, tmp_path / ".." / tmp_path.name / "study.json").exit_code == 1
    assert path.read_bytes() == WAVES[1].read_bytes()


def test_measure_writes_what_it_measured(tmp_path: Path) -> None:
    out = tmp_path / "measured.json"
    assert run("measure", WAVES[0], "--out", out).exit_code == 0
    study = read_study(out).study
    assert len(study.measures) == len(study.recordings) == 4
    assert all(one.landmarks is not None for one in study.measures)
