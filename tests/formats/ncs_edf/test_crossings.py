"""An annotation that names fibers that cross in a forearm is asked, as a report's line is."""

from dataclasses import replace
from decimal import Decimal

import pytest

from multifocal.criteria import evaluate
from multifocal.fault import Fault
from multifocal.formats.edf import Annotation, annotation_signal, edf_bytes, parse_edf
from multifocal.formats.ncs_edf.reading import parse_edf_study
from multifocal.formats.ncs_edf.writing import edf_files
from multifocal.formats.study_json import parse_json, write_json
from multifocal.measuring import completed_study
from multifocal.study import ClinicalPicture, Study
from tests.formats.waves import recording

FALLING = Study(
    recordings=(
        recording(distance_mm=65.0, current_ma=20.5, duration_ms=0.2, supramaximal=True),
        recording("below_elbow", 7.0, height_mv=2.0, distance_mm=285.0, supramaximal=True),
    )
)
NOTES = [
    "Comment: Martin-Gruber anastomosis present", "No evidence of Martin-Gruber crossover",
    "V.a. Martin-Gruber-Anastomose", "MGA ausgeschlossen", "Sin anastomosis de Martin-Gruber",
]  # fmt: skip


def noted(*texts: str) -> bytes:
    (content,), _ = edf_files(FALLING)
    file = parse_edf(content)
    notes = (*file.annotations, *(Annotation(Decimal(10), text, 1) for text in texts))
    *signals, _ = file.header.signals
    room = replace(
        file.header, signals=(*signals, annotation_signal(file.starts_s, notes)), reserved=""
    )
    return edf_bytes(replace(file, header=room, annotations=notes))


@pytest.mark.parametrize("note", NOTES)
def test_it_is_a_question_where_somebody_can_answer(note: str) -> None:
    with pytest.raises(Fault, match="crossing:2=") as fault:
        parse_edf_study(noted(note), answers={})
    assert note in str(fault.value)


@pytest.mark.parametrize(
    ("answer", "meant"), [("present", True), ("excluded", False), ("unknown", "possible")]
)
def test_the_answer_stands_beside_the_responses(answer: str, meant: bool | str) -> None:
    reading = parse_edf_study(noted(NOTES[0]), answers={"crossing:2": answer})
    study = completed_study(reading.study)
    assert {one.crossing_in_forearm for one in study.measures} == {meant}
    again = completed_study(parse_json(write_json(reading.study).encode()))
    assert {one.crossing_in_forearm for one in again.measures} == {meant}
    (verdict,) = evaluate(study, "utrecht").segments
    if answer == "present":
        assert (verdict.block, verdict.reason) == ("cannot_be_assessed", "crossing_stated")
    else:
        assert verdict.block in ("definite", "probable")
        assert ("no_crossing" in verdict.provided) is (answer == "unknown")


@pytest.mark.parametrize("note", NOTES)
def test_where_nobody_can_be_asked_it_stays_possible_and_is_told(note: str) -> None:
    reading = parse_edf_study(noted(note))
    (told,) = reading.unread
    assert note in told and "crossing:2=present" in told
    picture = ClinicalPicture(no_crossing_in_forearm=True)
    study = replace(completed_study(reading.study), clinical=picture)
    (verdict,) = evaluate(study, "utrecht").segments
    assert "no_crossing" in verdict.provided


def test_each_note_of_a_record_has_its_own_question() -> None:
    content = noted(*NOTES[:2])
    answers = {"crossing:2": "unknown", "crossing:3": "excluded"}
    study = parse_edf_study(content, answers=answers).study
    assert {one.crossing_in_forearm for one in study.recordings} == {"possible"}


def test_without_such_words_nothing_is_asked() -> None:
    study = parse_edf_study(noted("Comment: the hand was warm"), answers={}).study
    assert {one.crossing_in_forearm for one in study.recordings} == {None}
