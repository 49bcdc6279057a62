"""JSON of this project: exact, described by its schema, broken files told."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from multifocal.body import Subject
from multifocal.fault import Fault
from multifocal.formats import parse_study
from multifocal.formats.ncs_edf.reading import parse_edf_study
from multifocal.formats.study_json import parse_json, schema, write_json
from multifocal.measuring import measure_all
from multifocal.study import (
    Calibration,
    ClinicalPicture,
    FMeasure,
    Measure,
    Reach,
    Recording,
    Silence,
    Study,
    WeakMuscle,
)
from multifocal.study.recording import MOST_MV
from tests.formats.edf.example import example
from tests.formats.fuzzing import few
from tests.formats.table.test_csv_writing import studies
from tests.formats.waves import facts, recording

SCHEMA = jsonschema.Draft202012Validator(dict(schema()))
CALIBRATED = parse_edf_study(example()).study
FULL = Study(
    measures=(
        *measure_all([recording(), recording("below_elbow", 7.0)]),
        Measure("left", "sural", None, "calf", 2.5, 0.012, kind="sensory", skin="ankle"),
        Measure("left", "median", "apb", "elbow", absent=True, silence=Silence(48.5, 0.002, True)),
        Measure(
            "left",
            "median",
            "apb",
            "erb",
            absent=True,
            no_response_checked=False,
        ),
        Measure(
            "left",
            "ulnar",
            "adm",
            "wrist",
            unmeasurable="record_ends",
            reach=Reach(6.0, 25.0, 285.0, "usual"),
        ),
    ),
    recordings=(
        *CALIBRATED.recordings,
        recording(
            samples_mv=np.array([0.1, 1e-17, -3.3]),
            stimulus_noted=True,
            ends_at="record",
            timed=False,
        ),
    ),
    subject=Subject(44.5, "female", 168.0),
    clinical=ClinicalPicture(
        weakness_over_ten_days=True,
        upper_motor_neuron_signs=False,
        sensory_studies_normal=True,
        sensory_studied_in_three_or_more_nerves=False,
        weak_muscles=(WeakMuscle("right", "fdi"), WeakMuscle("left", "eip")),
    ),
    on=date(2026, 3, 1),
    f_measures=(FMeasure("right", "ulnar", "adm", "wrist", 27.5, 28.5, 80.0, 4.5, 20),),
)
PLAIN = write_json(FULL).encode()


def same(one: Study, other: Study) -> None:
    assert replace(one, recordings=()) == replace(other, recordings=())
    for mine, theirs in zip(one.recordings, other.recordings, strict=True):
        assert facts(mine) == facts(theirs)
        assert mine.calibration == theirs.calibration
        np.testing.assert_array_equal(mine.samples_mv, theirs.samples_mv)


def test_the_schema_is_a_schema_and_names_every_field() -> None:
    jsonschema.Draft202012Validator.check_schema(dict(schema()))
    kinds = {"measure": Measure, "f_measure": FMeasure, "recording": Recording}
    for name, kind in {**kinds, "calibration": Calibration}.items():
        known = set(schema()["$defs"][name]["properties"])
        assert {one.name for one in fields(kind)} <= known, name
    items = schema()["properties"]
    assert {one.name for one in fields(ClinicalPicture)} == set(items["clinical"]["properties"])
    assert {one.name for one in fields(Study)} <= set(items)


def test_round_trip_of_a_full_study() -> None:
    page = json.loads(PLAIN)
    SCHEMA.validate(page)
    assert page["version"] == 1
    same(parse_json(PLAIN), FULL)
    # What came from a file keeps its digital units; the rest is in mV.
    assert ["digital" in one for one in page["recordings"]] == [True, True, False]
    assert page["recordings"][0]["calibration"]["physical_min"] == "-100"


@given(studies())
@few(30)
def test_round_trip_of_any_measures(written: Study) -> None:
    text = write_json(written)
    SCHEMA.validate(json.loads(text))
    assert parse_json(text.encode()) == written


@few(80)
@given(
    st.lists(st.floats(-100, 100), min_size=1, max_size=20),
    st.floats(1, 1e6),
    st.none() | st.builds(
        Calibration,
        st.integers(-1000, -1).map(Decimal), st.integers(1, 1000).map(Decimal),
        st.integers(-100, -1), st.integers(1, 100), st.sampled_from(["mV", "uV", "V"]),
    ),
    st.floats(-5, 5),
)  # fmt: skip
def test_round_trip_of_any_wave(
    wave: list[float], hz: float, scale: Calibration | None, at: float
) -> None:
    samples = np.array(wave)
    if scale is not None:
        samples = scale.samples_mv(np.rint(samples).astype(np.int16))
    assume(np.abs(samples).max() <= MOST_MV)
    one = recording(samples_mv=samples, sampling_hz=hz, calibration=scale, stimulus_at_ms=at)
    text = write_json(Study(recordings=(one,)))
    SCHEMA.validate(json.loads(text))
    same(parse_json(text.encode()), Study(recordings=(one,)))


def test_other_words_for_a_place_are_understood() -> None:
    content = PLAIN.replace(b'"nerve": "ulnar"', b'"nerve": "uln"').replace(b'"wrist"', b'"W"')
    assert content != PLAIN
    assert parse_json(content).measures == FULL.measures


def changed(path: tuple[Any, ...], value: Any) -> bytes:
    page = json.loads(PLAIN)
    inner = page
    for step in path[:-1]:
        inner = inner[step]
    if value is Ellipsis:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return json.dumps(page).encode()


@pytest.mark.parametrize(
    ("path", "value", "where", "says"),
    [
        (("format",), "other", "format", "no study of this project"),
        (("version",), 4, "version", "version"),
        (("version",), True, "version", "version"),
        (("extra",), 1, "format", "'extra'"),
        (("on",), "1.3.2026", "study.on", "right type"),
        (("on",), "20260301", "study.on", "right type"),
        (("subject",), [], "study.subject", "right type"),
        (("subject", "sex"), "x", "study.subject.sex", "right type"),
        (("subject", "age_years"), 300, "study.subject", "out of range"),
        (("clinical", "weak_muscles"), "fdi", "study.clinical.weak_muscles", "right type"),
        (("clinical", "weak_muscles", 1, "side"), "up", "weak_muscles[1].side", "right type"),
        (("clinical", "weak_muscles", 1, "muscle"), "heart", "[1].muscle", "'heart' is no muscle"),
        (("clinical", "weak_muscles", 1, "mrc"), 4, "weak_muscles[1]", "'mrc'"),
        (("measures",), {}, "measures", "right type"),
        (("measures", 0), 7, "measures[0]", "right type"),
        (("measures", 1, "site"), ..., "measures[1]", "site is missing"),
        (("measures", 1, "site"), "knee", "measures[1].site", "no site"),
        (("measures", 1, "nerve"), "facial", "measures[1].nerve", "no nerve"),
        (("measures", 1, "muscle"), "apbb", "measures[1].muscle", "no muscle"),
        (("measures", 1, "amplitude_mv"), -1, "measures[1]", "not negative"),
        (("measures", 1, "amplitude_mv"), "8", "measures[1].amplitude_mv", "right type"),
        (("measures", 1, "amplitude_mv"), True, "measures[1].amplitude_mv", "right type"),
        (("measures", 1, "absent"), 1, "measures[1].absent", "right type"),
        (("measures", 1, "mood"), 1, "measures[1]", "'mood'"),
        (("measures", 0, "landmarks", "onset_ms"), ..., "measures[0].landmarks", "missing"),
        (("measures", 0, "landmarks", "peak_found"), "seen", "landmarks.peak_found", "right type"),
        (("measures", 2, "nerve"), "facial", "measures[2].nerve", "no nerve"),
        (("measures", 2, "skin"), "nose", "measures[2].skin", "no skin"),
        (("measures", 3, "silence", "window_ms"), ..., "measures[3].silence", "missing"),
        (("measures", 3, "silence", "noise_mv"), -1, "measures[3].silence", "not negative"),
        (("measures", 0, "silence"), {"window_ms": 1, "noise_mv": 1}, "[0]", "only an absent"),
        (("measures", 4, "no_response_checked"), "yes", "no_response_checked", "right type"),
        (("f_measures", 0, "persistence_percent"), 101, "f_measures[0]", "at most 100"),
        (("f_measures", 0, "sweeps"), 1.5, "f_measures[0].sweeps", "right type"),
        (("recordings", 0, "digital"), ..., "recordings[0]", "digital or samples_mv"),
        (("recordings", 0, "digital"), [], "recordings[0].digital", "right type"),
        (("recordings", 0, "digital"), [40000], "recordings[0].digital", "16 bits"),
        (("recordings", 0, "digital"), [0.5], "recordings[0].digital", "right type"),
        (("recordings", 0, "calibration"), ..., "recordings[0].calibration", "right type"),
        (("recordings", 0, "calibration", "unit"), "T", "calibration.unit", "right type"),
        (("recordings", 0, "calibration", "physical_max"), "x", "physical_max", "right type"),
        (("recordings", 0, "calibration", "physical_max"), "-100", "calibration", "differ"),
        (("recordings", 2, "samples_mv"), [None], "recordings[2].samples_mv", "right type"),
        # What decides how large a response is, which way up and when: nothing stands for it.
        (("recordings", 0, "calibration", "unit"), ..., "calibration", "unit is missing"),
        (("recordings", 0, "calibration", "digital_min"), ..., "calibration", "digital_min is"),
        (("recordings", 2, "negative_up"), ..., "recordings[2]", "negative_up is missing"),
        (("recordings", 2, "stimulus_at_ms"), ..., "recordings[2]", "stimulus_at_ms is missing"),
        (("recordings", 2, "sampling_hz"), 0, "recordings[2]", "more than 0"),
    ],
)
def test_a_fault_names_its_field(path: tuple[Any, ...], value: Any, where: str, says: str) -> None:
    with pytest.raises(Fault) as caught:
        parse_json(changed(path, value))
    assert says in str(caught.value)
    assert caught.value.column is not None and caught.value.column.endswith(where)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "broken"),
        (b"{", "broken"),
        (b"[]", "no object"),
        (b'{"a": NaN}', "none"),
        (b'{"a": 1' + b"0" * 5000 + b"}", "none"),
        (b'{"a": "\xff"}', "UTF-8"),
        (b"[" * 100_000, "nested"),
        (b" " * 16_000_001, "larger than 16 MB"),
    ],
)
def test_what_is_no_json(content: bytes, says: str) -> None:
    with pytest.raises(Fault, match=says):
        parse_json(content)


def understood_or_fault(content: bytes) -> None:
    try:
        assert isinstance(parse_study(content, "study.json").study, Study)
    except Fault as fault:
        assert "\n" not in str(fault) and fault.remedy


SMALL = write_json(replace(FULL, recordings=FULL.recordings[2:])).encode()


@given(st.integers(0, len(SMALL) - 1), st.binary(max_size=3), st.integers(0, 6))
def test_any_damage_to_json_is_understood_or_a_fault(at: int, put: bytes, drop: int) -> None:
    understood_or_fault(SMALL[:at] + put + SMALL[at + drop :])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.data())
@few(100)
def test_any_value_anywhere_round_the_json_is_understood_or_a_fault(data: st.DataObject) -> None:
    page = json.loads(SMALL)
    inner: Any = page
    while True:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(inner[key], dict | list) and inner[key] and data.draw(st.booleans()):
            inner = inner[key]
            continue
        inner[key] = data.draw(VALUES)
        break
    understood_or_fault(json.dumps(page).encode())


def test_crossing_fibers_and_counts_of_unread_rows_are_of_version_3() -> None:
    plain = Measure("right", "ulnar", "adm", "wrist", 2.8, 9.0)
    for study in (
        Study((replace(plain, crossing_in_forearm=False),)),
        Study((plain,), sensory_unread=6),
        Study((plain,), f_waves_unread=1),
    ):
        page = json.loads(write_json(study))
        SCHEMA.validate(page)
        assert page["version"] == 3 and parse_json(json.dumps(page).encode()) == study
        with pytest.raises(Fault):
            parse_json(json.dumps(page | {"version": 2}).encode())
    for count in (-1, 1.5, "6"):
        with pytest.raises(Fault):
            parse_json(json.dumps(json.loads(write_json(Study((plain,), sensory_unread=1)))
                                  | {"sensory_unread": count}).encode())  # fmt: skip
