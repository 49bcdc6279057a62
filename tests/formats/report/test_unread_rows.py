"""Sensory rows and F waves of a report that were not read are counted, and never called none."""

from dataclasses import replace

import pytest

from multifocal.criteria import evaluate
from multifocal.formats import Understood, parse_csv, read_report
from multifocal.formats.study_json import parse_json, write_json
from multifocal.formats.table.csv_writing import write_csv_study
from multifocal.reference import DEFAULT_REFERENCE, reference_table
from multifocal.report import copied_text, present_study
from multifocal.study import Study

MOTOR = """R Median - APB
Site\tLat (ms)\tO-P Amp (mV)
Wrist\t3.4\t9.0
Elbow\t7.9\t8.8
"""
SENSORY = """Sensory conduction
Nerve\tSite\tOnset (ms)\tO-P Amp (uV)\tDist (mm)
Right Median\tDigit 2\tNR\tNR
Left Median\tDigit 2\t2.6\t30.4\t140
Right Sural\tCalf\t3.4\t8.8\t140
Right Radial\tSnuffbox\t2.2\t14.0\t100
"""
F = """F waves
N. medianus rechts   F-min 32,1-33,0 ms   Persistenz 80 %
N. medianus links   F-min 28,4-29,1 ms   Persistenz 90 %
"""


def read(text: str, **answers: str) -> Understood:
    return read_report(
        text.encode(), {name.replace("_", "-"): one for name, one in answers.items()}
    )


def copied(study: Study) -> str:
    table = reference_table(DEFAULT_REFERENCE)
    return copied_text(present_study(study, (evaluate(study),), table, drawn=False).conclusion)


def test_rows_with_one_place_are_asked_once_and_read() -> None:
    (question,) = read(MOTOR + SENSORY).questions
    assert question.choices == ("antidromic", "orthodromic", "leave-out")
    for answer, site, skin in (("antidromic", "wrist", "index_finger"),
                               ("orthodromic", "index_finger", "wrist")):  # fmt: skip
        study = read(MOTOR + SENSORY, sensory_place=answer).study()
        felt = [one for one in study.measures if one.kind == "sensory"]
        assert [(one.side, one.nerve, one.absent) for one in felt] == [
            ("right", "median", True), ("left", "median", False), ("right", "sural", False),
            ("right", "superficial_radial", False),
        ]  # fmt: skip
        assert {(one.site, one.skin) for one in felt[:2]} == {(site, skin)}
        assert (felt[2].site, felt[2].skin) == ("calf", "ankle")
        assert study.sensory_unread == 0


@pytest.mark.parametrize(
    "row",
    [
        "Médian D (index)\t2.5\t32\t140",
        "Ulnaire G (V)\t2.5\t32\t140",
        "Radial G (tabatière)\t2\t28\t100",
    ],
)
def test_a_place_in_brackets_beside_the_nerve(row: str) -> None:
    part = f"Conductions sensitives\nNerf / Site\tOnset (ms)\tO-P Amp (uV)\tDist (mm)\n{row}\n"
    (felt,) = (
        one
        for one in read(MOTOR + part, sensory_place="antidromic").study().measures
        if one.kind == "sensory"
    )
    known = {
        "M": ("wrist", "index_finger"),
        "U": ("wrist", "little_finger"),
        "R": ("forearm", "snuffbox"),
    }
    assert (felt.site, felt.skin) == known[row[0]]


def test_rows_that_were_not_read_are_counted_wherever_the_study_goes() -> None:
    study = read(MOTOR + SENSORY + F, sensory_place="leave-out").study()
    assert (study.sensory_unread, study.f_waves_unread) == (4, 2)
    for one in (
        study,
        parse_json(write_json(study).encode()),
        parse_csv(write_csv_study(study).encode()),
    ):
        text = copied(one)
        assert "4 sensory rows of the report were not read" in text
        assert "2 rows of F waves of the report were not read" in text
        for false in (
            "No sensory response in this study",
            "None in this study",
            "No F waves",
            "No sensory study",
        ):
            assert false not in text


def test_of_a_study_without_such_rows_nothing_is_counted() -> None:
    study = read(MOTOR).study()
    assert (study.sensory_unread, study.f_waves_unread) == (0, 0)
    assert "No sensory response in this study" in copied(study)
    assert write_json(study) == write_json(replace(study, sensory_unread=0))
