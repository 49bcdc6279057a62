"""Any command takes any format, by content: the same study in every dress."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.body import Subject
from multifocal.criteria import evaluate
from multifocal.fault import Fault
from multifocal.formats import (
    format_of,
    parse_study,
    read_study,
    without_repeats,
    write_study,
)
from multifocal.measuring import measure_all
from multifocal.study import Study
from tests.formats.edf.example import example
from tests.formats.fuzzing import few
from tests.formats.waves import recording

WAVES = Study(
    recordings=(recording(distance_mm=65.0), recording("below_elbow", 7.0, height_mv=3.0,
                                                       distance_mm=285.0))
)  # fmt: skip
MEASURED = replace(WAVES, measures=measure_all(WAVES.recordings))


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "edf", "waveform-csv"])
def test_one_study_gives_one_answer_in_every_format(kind: str, tmp_path: Path) -> None:
    (content,), _ = write_study(MEASURED, kind)  # type: ignore[arg-type]
    path = tmp_path / "study"  # the name says nothing
    path.write_bytes(content)
    found = read_study(path)
    assert found.format == kind == format_of(content).name
    (expected,), (answer,) = evaluate(MEASURED).segments, evaluate(found.study).segments
    assert answer.block == expected.block == "definite"
    mine, theirs = expected.segment, answer.segment
    assert theirs.area_reduction_percent == pytest.approx(mine.area_reduction_percent, abs=0.05)
    assert theirs.velocity_m_s == pytest.approx(mine.velocity_m_s, rel=1e-3)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "edf", "waveform-csv"])
@pytest.mark.parametrize(
    "who", [Subject(44), Subject(None, "male"), Subject(None, None, 175), Subject(0, "female", 175)]
)
def test_what_is_known_of_a_person_comes_back_and_no_more(kind: str, who: Subject) -> None:
    (content,), _ = write_study(replace(MEASURED, subject=who), kind)  # type: ignore[arg-type]
    assert parse_study(content).study.subject == who


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(100), "old office format"),
        (b"%PDF-1.7", "document or a picture"),
        (b"\xffBIOSEMI", "BDF"),
        (b"", "empty"),
        (b"\x00\x01", "binary"),
    ],
)
def test_strangers_are_named(content: bytes, says: str) -> None:
    with pytest.raises(Fault, match=says) as caught:
        parse_study(content, "study.xyz")
    assert str(caught.value).startswith("study.xyz")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot be read") as caught:
        read_study(tmp_path / "none.edf")
    assert caught.value.source is not None and caught.value.source.endswith("none.edf")


def test_what_a_format_leaves_out_is_said() -> None:
    said = {
        kind: " ".join(str(one) for one in write_study(MEASURED, kind)[1])  # type: ignore[arg-type]
        for kind in ("csv", "xlsx", "json", "edf", "waveform-csv", "fhir")
    }
    assert "waveforms" in said["csv"] and "landmarks" in said["xlsx"]
    assert "measures" in said["waveform-csv"] and "latency and amplitude" in said["edf"]
    assert said["json"] == ""


def test_the_strongest_stimulus_is_judged() -> None:
    weak, strong, again = (recording(current_ma=current) for current in (10.0, 25.0, 20.0))
    silent = [recording("axilla"), recording("axilla", 9.0)]
    late = [recording(kind="F"), recording(kind="F")]
    study = Study(recordings=(weak, strong, again, *silent, *late))
    kept, remarks = without_repeats(study)
    assert kept.recordings == (strong, silent[1], *late)
    assert ["3 sweeps of M right ulnar adm wrist" in str(one) for one in remarks] == [True, False]
    assert without_repeats(WAVES) == (WAVES, ())


KINDS = [write_study(MEASURED, kind)[0][0] for kind in ("csv", "json", "xlsx")]  # type: ignore[arg-type]


@few(80)
@given(st.sampled_from([*KINDS, example()]), st.binary(max_size=40), st.integers(0, 400))
def test_any_damage_at_the_beginning_is_understood_or_a_fault(
    content: bytes, put: bytes, drop: int
) -> None:
    try:
        parse_study(put + content[drop:], "study")
    except Fault as fault:
        assert "\n" not in str(fault) and fault.remedy
