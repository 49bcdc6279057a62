"""Three sensory nerves without a response speak against "possible", until a person answers."""

from dataclasses import replace
from typing import Any

import pytest

from multifocal.body import Subject
from multifocal.criteria import Category, evaluate, said
from multifocal.reference import reference_table
from multifocal.report import present_study
from multifocal.study import ClinicalPicture, Measure, Study
from tests.criteria.sensory.rows import felt, motor

THREE = (felt("median", None), felt("ulnar", None), felt("sural", None))

LEGS = (felt("sural", None), felt("sural", None, "left"), felt("superficial_fibular", None))


def category(
    *sensory: Measure, age: float | None = None, picture: ClinicalPicture | None = None
) -> Category:
    study = Study((*motor(), *sensory), subject=Subject(age), clinical=picture or ClinicalPicture())
    found = evaluate(study).category
    assert found is not None
    return found


def change(at: int, **other: Any) -> tuple[Measure, ...]:
    rows = list(THREE)
    rows[at] = replace(rows[at], **other)
    return tuple(rows)


@pytest.mark.parametrize(
    ("sensory", "age", "against"),
    [
        (THREE, None, True),
        (THREE[:2], None, False),
        ((*THREE[:2], felt("median", None, "left")), None, True),  # a nerve has a side
        (LEGS, 40.0, False),
        (change(0, temperature_c=32.0), None, True),
        (change(0, temperature_c=31.9), None, False),
        (change(2, temperature_c=31.9), None, False),
        (change(2, temperature_c=None), None, False),  # the temperature of a leg is not an arm's
        (tuple(replace(one, temperature_c=None) for one in THREE), None, False),
        (change(1, supramaximal=False), None, False),
        (change(1, no_response_checked=False), None, False),
        ((*THREE, felt("median", 20.0, skin="middle_finger")), None, False),  # one came
        ((*THREE, felt("median", None, skin="middle_finger")), None, True),
        ((*THREE[:2], felt("sural", 1.0)), None, False),  # small is not absent
        (THREE, 74.9, True),
        (THREE, 75.0, False),  # the sural nerve may be silent by then
        (change(0, latency_ms=None, absent=False, amplitude_mv=None, unmeasurable="noise"), None,
         False),
    ],
)  # fmt: skip
def test_when_possible_is_marked(
    sensory: tuple[Measure, ...], age: float | None, against: bool
) -> None:
    found = category(*sensory, age=age)
    assert found.against == (("possible",) if against else ())
    assert found.reachable == category(age=age).reachable  # it closes nothing
    assert found.answer == category(age=age).answer
    for rows in (tuple(reversed(sensory)), sensory[1:] + sensory[:1]):
        assert category(*rows, age=age) == found


def test_it_says_that_sensory_loss_may_come_and_who_reopens_it() -> None:
    found = category(*THREE)
    (mark,) = (one for one in found.findings if one.rule.endswith(".sensory_loss"))
    assert "sensory loss may come with years of MMN" in said(mark)
    assert mark.source == "multifocal-choice-three-absent-sensory"
    (question,) = (one for one in found.questions if one.item == "sensory_studies_normal")
    assert question.proposed is False
    (rule,) = (one for one in found.findings if one.rule.endswith(".category.possible"))
    assert "this study speaks against it" in said(rule)


def test_a_person_s_answer_reopens_it() -> None:
    found = category(*THREE, picture=ClinicalPicture(sensory_studies_normal=True))
    assert found.against == ()
    (mark,) = (one for one in found.findings if one.rule.endswith(".sensory_loss"))
    assert "stays open" in said(mark)
    still = category(*THREE, picture=ClinicalPicture(sensory_studies_normal=False))
    assert still.against == ("possible",)


def test_what_is_out_of_reach_is_not_marked() -> None:
    signs = ClinicalPicture(upper_motor_neuron_signs=True)
    assert category(*THREE, picture=signs).against == ()


def test_page_sheet_and_terminal_show_the_mark_beside_the_category() -> None:
    study = Study((*motor(), *THREE))
    table = reference_table("aanem-2016")
    (shown,) = present_study(study, (evaluate(study),), table, drawn=False).categories
    assert shown.marks and shown.marks[0].startswith("Against “possible”: 3 sensory nerves")
