"""Sensory responses, F waves and the person in the table."""

from datetime import date

import pytest

from multifocal import body
from multifocal.body import Subject
from multifocal.criteria import evaluate
from multifocal.fault import Fault
from multifocal.formats import parse_csv, parse_study, write_study
from multifocal.study import FMeasure, Measure, Study, word_of
from multifocal.study.sensory_words import Topic, sensory_ids, sensory_word
from tests.formats.waves import recording
from tests.study.tables import HEADER, table

MOTOR = "right,ulnar,adm,wrist,3.0,8.0,30.0,6.0,"


def with_columns(columns: str, *rows: str) -> bytes:
    return table(*rows, header=f"{HEADER},{columns}")


def test_a_sensory_row_is_in_microvolts() -> None:
    content = with_columns(
        "kind,skin,sensory amplitude (µV)",
        f"{MOTOR},,,",
        "right,median,,wrist,2.4,,,,140,sensory,D2,21.5",
        "right,sural nerve,,calf,,,,,140,,lat malleolus,NR",
    )
    motor, median, sural = parse_csv(content).measures
    assert motor.kind == "M"
    assert median == Measure(
        "right", "median", None, "wrist", 2.4, 0.0215, distance_mm=140.0, kind="sensory",
        skin="index_finger",
    )  # fmt: skip
    assert (sural.nerve, sural.site, sural.skin, sural.absent) == ("sural", "calf", "ankle", True)


def test_a_sensory_study_answers_its_caution() -> None:
    below = "right,ulnar,adm,below_elbow,6.9,4.4,15.0,7.8,220"
    without = evaluate(parse_csv(table(MOTOR, below))).segments[0]
    content = with_columns(
        "kind,skin,sensory_amplitude_uv",
        f"{MOTOR},,,",
        f"{below},,,",
        "right,ulnar,,wrist,2.4,,,,140,sensory,little_finger,17",
    )
    found = evaluate(parse_csv(content)).segments[0]
    left = {one.id for one in without.cautions} - {one.id for one in found.cautions}
    assert left == {"sensory_study_absent"}


def test_f_waves_beside_a_motor_row_or_alone() -> None:
    columns = "kind,F min (ms),f_persistence_percent,chronodispersion ms,f_sweeps"
    expected = FMeasure("right", "ulnar", "adm", "wrist", 27.5, None, 80.0, 4.5, 20)
    beside = parse_csv(with_columns(columns, f"{MOTOR},,27.5,80,4.5,20"))
    assert (len(beside.measures), beside.f_measures) == (1, (expected,))
    alone = parse_csv(with_columns(columns, "right,ulnar,adm,wrist,,,,,,F wave,27.5,80,4.5,20"))
    assert (alone.measures, alone.f_measures) == ((), (expected,))
    unnamed = parse_csv(with_columns(columns, "right,ulnar,adm,wrist,,,,,,,27.5,80,4.5,20"))
    assert unnamed == alone
    (none,) = parse_csv(with_columns(columns, "right,ulnar,adm,wrist,,,,,,F,,0,,20")).f_measures
    assert none.persistence_percent == 0


def test_the_person_and_the_day() -> None:
    content = with_columns("Age (years),sex,height_cm,date", f"{MOTOR},44,F,168,2026-03-01")
    found = parse_csv(content)
    assert found.subject == Subject(44.0, "female", 168.0)
    assert found.on == date(2026, 3, 1)


def test_supramaximal() -> None:
    words = {"yes": True, "no": False, "": None}
    for word, meant in words.items():
        (one,) = parse_csv(with_columns("supramaximal", f"{MOTOR},{word}")).measures
        assert one.supramaximal is meant


@pytest.mark.parametrize(("word", "meant"), [("yes", True), ("no", False), ("", None)])
def test_a_checked_no_response(word: str, meant: bool | None) -> None:
    """A person's word that the stimulus was given, the sweep long enough, the baseline quiet."""
    motor = "right,ulnar,adm,axilla,,NR,,,"
    sensory = "right,ulnar,,wrist,,,,,,little_finger,NR"
    (one,) = parse_csv(with_columns("no_response_checked", f"{motor},{word}")).measures
    columns = "skin,sensory_amplitude_uv,no_response_checked"
    (other,) = parse_csv(with_columns(columns, f"{sensory},{word}")).measures
    for read in (one, other):
        assert read.absent and read.silence is None
        assert read.no_response_checked is meant


@pytest.mark.parametrize(
    ("columns", "row", "column", "says"),
    [
        ("kind", f"{MOTOR},reflex", "kind", "'reflex'"),
        (
            "kind,skin",
            "right,ulnar,,wrist,,8.0,,,,sensory,little_finger",
            "amplitude_mv",
            "sensory row",
        ),
        ("kind,skin", "right,ulnar,,wrist,,,,,,sensory,elbow crease", "skin", "no skin"),
        ("kind,skin", "right,ulnar,,knee,,,,,,sensory,little_finger", "site", "no site"),
        ("kind,skin", "right,facial,,wrist,,,,,,sensory,little_finger", "nerve", "no nerve"),
        ("skin", f"{MOTOR},little_finger", "skin", "row of a muscle"),
        (
            "skin,sensory_amplitude_uv",
            "right,ulnar,,wrist,2.4,,,,,little_finger,NR",
            "latency_ms",
            "no response but",
        ),
        (
            "sensory_amplitude_uv",
            "right,ulnar,,wrist,,,,,,8000",
            "sensory_amplitude_uv",
            "plausible",
        ),
        ("f_minimum_ms", f"{MOTOR},0", "f_minimum_ms", "plausible"),
        ("f_minimum_ms", f"{MOTOR},early", "f_minimum_ms", "not a number"),
        ("f_persistence_percent", f"{MOTOR},120", "f_persistence_percent", "plausible"),
        ("f_minimum_ms,f_mean_ms", f"{MOTOR},30,28", "f_minimum_ms", "contradict"),
        ("f_minimum_ms,f_persistence_percent", f"{MOTOR},30,0", "f_minimum_ms", "contradict"),
        ("f_sweeps", f"{MOTOR},7.5", "f_sweeps", "whole"),
        ("kind,f_sweeps", f"{MOTOR},F,20", "latency_ms", "motor response"),
        ("kind,f_sweeps", "right,ulnar,adm,wrist,,,,,,F,", "kind", "none of their numbers"),
        ("supramaximal", f"{MOTOR},perhaps", "supramaximal", "neither yes nor no"),
        (
            "no_response_checked",
            f"{MOTOR},perhaps",
            "no_response_checked",
            "neither yes nor no",
        ),
        ("sex", f"{MOTOR},many", "sex", "not understood"),
        ("age_years", f"{MOTOR},200", "age_years", "plausible"),
        ("date", f"{MOTOR},1.3.26", "date", "no date"),
        ("date", f"{MOTOR},2026-13-01", "date", "no date"),
        ("f_minimum", f"{MOTOR},30", "f_minimum_ms", "names no unit"),
    ],
)
def test_what_cannot_be_meant(columns: str, row: str, column: str, says: str) -> None:
    with pytest.raises(Fault, match=says) as caught:
        parse_csv(with_columns(columns, row))
    assert caught.value.column == column
    assert caught.value.line == (1 if "names no unit" in says else 2)


def test_two_persons_are_one_too_many() -> None:
    other = MOTOR.replace("wrist", "axilla")
    with pytest.raises(Fault, match="lines 2 and 3 give different age_years") as caught:
        parse_csv(with_columns("age_years", f"{MOTOR},44", f"{other},45"))
    assert caught.value.line == 3


@pytest.mark.parametrize(
    "columns", ["kind,f_minimum_ms", "kind,f_minimum_ms,f_persistence_percent"]
)
def test_f_waves_that_did_not_come(columns: str) -> None:
    zero = ",0" * columns.count("persistence")
    for row in (f"right,ulnar,adm,wrist,,,,,,F,NR{zero}", f"{MOTOR},,NR{zero}"):
        (late,) = parse_csv(f"{HEADER},{columns}\n{row}\n".encode()).f_measures
        assert late.absent and late.minimum_latency_ms is None


def test_absent_f_waves_with_a_persistence_contradict_themselves() -> None:
    row = "right,ulnar,adm,wrist,,,,,,F,NR,40"
    with pytest.raises(Fault, match="no F wave came but has '40'"):
        parse_csv(f"{HEADER},kind,f_minimum_ms,f_persistence_percent\n{row}\n".encode())


@pytest.mark.parametrize("study", body.sensory_studies(), ids=lambda one: one.id)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_every_sensory_study_of_the_body_is_read_as_written(
    study: body.SensoryStudy, kind: str
) -> None:
    one = Measure(
        "left", study.nerve, None, study.site_id, 2.5, 0.02, distance_mm=study.distance_mm,
        kind="sensory", skin=study.skin,
    )  # fmt: skip
    (content,), _ = write_study(Study((one,)), kind)
    assert parse_study(content).study.measures == (one,)


@pytest.mark.parametrize("study", body.sensory_studies(), ids=lambda one: one.id)
@pytest.mark.parametrize("kind", ["edf", "waveform-csv", "json"])
def test_every_sensory_sweep_of_the_body_is_read_as_written(
    study: body.SensoryStudy, kind: str
) -> None:
    one = recording(
        kind="sensory", nerve=study.nerve, muscle=None, skin=study.skin, site=study.site_id
    )
    (content,), _ = write_study(Study(recordings=(one,)), kind)
    (read,) = parse_study(content).study.recordings
    place = (read.kind, read.side, read.nerve, read.muscle, read.skin, read.site)
    assert place == (one.kind, one.side, one.nerve, None, one.skin, one.site)


@pytest.mark.parametrize("topic", ["nerve", "skin", "site"])
def test_every_word_of_a_sensory_row_can_be_said(topic: Topic) -> None:
    for one in sensory_ids(topic):
        assert word_of(topic, one).strip()
        assert sensory_word(topic, one) == one
