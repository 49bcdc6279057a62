"""Tables of waveforms: unit and polarity are asked for, never guessed."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.body import Subject
from multifocal.fault import Fault
from multifocal.formats import parse_study
from multifocal.formats.wave_csv import is_wave_table, parse_wave_csv, write_wave_csv
from multifocal.study import Study
from tests.formats.fuzzing import few
from tests.formats.waves import facts, recording
from tests.study.tables import HEADER

PLAIN = """side,right,right
nerve,ulnar,ulnar
muscle,adm,adm
site,wrist,B/E
unit,mV,uV
polarity,negative-up,negative-down
distance_mm,65,285
time_ms,,
-1.0,0.0,0
-0.5,0.0,0
0.0,0.5,-100
0.5,1.5,
"""
STUDY = Study(
    recordings=(
        recording(distance_mm=65.0, current_ma=20.0, temperature_c=33.0),
        recording("below_elbow", 7.0, supramaximal=True, origin="simulated"),
        recording(kind="sensory", muscle=None, skin="little_finger", height_mv=0.02),
        recording(kind="F", samples_mv=np.linspace(-1, 1, 700), negative_up=False),
    ),
    subject=Subject(44, "male", 181),
    on=date(2026, 3, 1),
)


def test_a_table_is_read() -> None:
    wrist, elbow = parse_wave_csv(PLAIN.encode()).recordings
    assert wrist.samples_mv.tolist() == [0.0, 0.0, 0.5, 1.5]
    assert elbow.samples_mv.tolist() == [0.0, 0.0, -0.1]
    assert (wrist.sampling_hz, wrist.stimulus_at_ms) == (2000.0, 1.0)
    assert (wrist.negative_up, elbow.negative_up) == (True, False)
    assert (elbow.site, elbow.distance_mm) == ("below_elbow", 285.0)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("\n", "\r\n"),
        "# simulated\n\n" + PLAIN,
        PLAIN.replace(",", ";").replace(".", ","),
        PLAIN.replace(",", "\t"),
        PLAIN.replace("time_ms", "Time (ms)"),
        PLAIN.replace("nerve,ulnar,ulnar", "nerve,ulnar"),
        PLAIN.replace("time_ms,,", "time_ms"),
        PLAIN.replace("time_ms", "sampling_hz,2000,2000\ntime_ms"),
    ],
)
def test_one_table_however_it_is_saved(text: str) -> None:
    read, plain = (parse_study(one.encode()).study.recordings for one in (text, PLAIN))
    for mine, theirs in zip(read, plain, strict=True):
        assert facts(mine) == facts(theirs)
        np.testing.assert_array_equal(mine.samples_mv, theirs.samples_mv)


def test_unit_and_polarity_are_asked_for() -> None:
    silent = PLAIN.replace("unit,mV,uV\n", "").replace("polarity,negative-up,negative-down\n", "")
    with pytest.raises(Fault, match="in which unit") as caught:
        parse_wave_csv(silent.encode())
    assert "--unit" in caught.value.remedy
    with pytest.raises(Fault, match="negativity") as caught:
        parse_wave_csv(silent.encode(), unit="mV")
    assert "--polarity" in caught.value.remedy
    wrist, _ = parse_wave_csv(silent.encode(), unit="uV", polarity="negative-down").recordings
    assert wrist.samples_mv.tolist() == [0.0, 0.0, 0.0005, 0.0015]
    assert not wrist.negative_up


def test_round_trip() -> None:
    found = parse_study(write_wave_csv(STUDY).encode()).study
    assert (found.subject, found.on) == (STUDY.subject, STUDY.on)
    for mine, theirs in zip(STUDY.recordings, found.recordings, strict=True):
        assert facts(mine) == facts(theirs)
        np.testing.assert_array_equal(mine.samples_mv, theirs.samples_mv)


@few(60)
@given(
    st.lists(st.floats(-50, 50), min_size=2, max_size=30),
    st.sampled_from([1000.0, 9600.0, 20_000.0, 44_100.0, 51_200.0]),
    st.floats(-3, 30),
    st.booleans(),
)
def test_round_trip_of_any_wave(wave: list[float], hz: float, at: float, up: bool) -> None:
    one = recording(samples_mv=np.array(wave), sampling_hz=hz, stimulus_at_ms=at, negative_up=up)
    (again,) = parse_wave_csv(write_wave_csv(Study(recordings=(one,))).encode()).recordings
    np.testing.assert_array_equal(one.samples_mv, again.samples_mv)
    assert (again.sampling_hz, again.negative_up) == (hz, up)
    assert again.stimulus_at_ms == pytest.approx(at, abs=1e-7)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("side,right,right\n", "", 7, "row side is missing"),
        ("side,right,right", "side,right,middle", 1, "'middle' is no side"),
        ("site,wrist,B/E", "site,wrist,elbow", 4, "more than one site"),
        ("muscle,adm,adm", "muscle,adm,", 3, "muscle is missing"),
        ("unit,mV,uV", "unit,mV,Hz", 5, "'Hz' is no unit"),
        ("negative-down", "flat", 6, "'flat' is no polarity"),
        ("distance_mm,65", "distance_mm,far", 7, "'far' is not a number"),
        ("distance_mm", "distance_cm", 7, "'distance_cm' is not known"),
        ("unit,mV,uV", "side,right,right", 5, "stands twice"),
        ("time_ms", "time", 8, "names no unit"),
        ("0.5,1.5,", "0.5,1.5,x", 12, "'x' is not a number"),
        ("0.5,1.5,", "0.5,1.5", 12, "2 cells, the rows above 3"),
        ("0.5,1.5,", "0.5,1.5,,9", 12, "4 cells"),
        ("0.5,1.5,", "0.5,1e999,", 12, "far too large"),
        ("-0.5,0.0,0", "-0.5,,0", None, "gap"),
        ("0.5,1.5,", "2.5,1.5,", None, "not evenly spaced"),
        ("0.5,1.5,", ",1.5,", None, "no time"),
        ("time_ms", "sampling_hz,900,900\ntime_ms", 8, "disagree"),
        ("0.0,0\n-0.5", "0.0,0\n-0.5\x07", 10, "no text"),
    ],
)
def test_what_is_not_understood(old: str, new: str, line: int | None, says: str) -> None:
    with pytest.raises(Fault, match=says) as caught:
        parse_wave_csv(PLAIN.replace(old, new, 1).encode())
    assert line is None or caught.value.line == line


def test_what_one_table_cannot_hold() -> None:
    with pytest.raises(Fault, match="no waveforms"):
        write_wave_csv(Study())
    other = replace(STUDY.recordings[0], sampling_hz=10_000.0)
    with pytest.raises(Fault, match="differ in sampling rate"):
        write_wave_csv(replace(STUDY, recordings=(*STUDY.recordings, other)))


def test_tables_are_told_apart() -> None:
    assert is_wave_table(PLAIN) and is_wave_table(PLAIN.replace(",", ";"))
    assert not is_wave_table(HEADER + "\nright,ulnar,adm,wrist,3,8,30,6,\n")
    assert not is_wave_table(",\n" * 100_000)


def understood_or_fault(content: bytes) -> None:
    try:
        parse_wave_csv(content, unit="mV", polarity="negative-up")
    except Fault as fault:
        assert "\n" not in str(fault) and fault.remedy


@given(st.integers(0, len(PLAIN) - 1), st.binary(max_size=3), st.integers(0, 5))
def test_any_damage_to_waves_is_understood_or_a_fault(at: int, put: bytes, drop: int) -> None:
    content = PLAIN.encode()
    understood_or_fault(content[:at] + put + content[at + drop :])


@given(st.text("0123456789.,;\n-e abc", max_size=200))
def test_any_text_after_the_time_is_understood_or_a_fault(text: str) -> None:
    understood_or_fault((PLAIN[: PLAIN.index("-1.0")] + text).encode())
