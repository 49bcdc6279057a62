"""A block over a site that was not supramaximal: condition and remark stand by it."""

from dataclasses import replace

from multifocal.criteria import evaluate
from multifocal.reference import reference_table
from multifocal.report import copied_text, present_study
from multifocal.study import Measure, Study

WRIST = Measure("right", "median", "apb", "wrist", 3.4, 9.0, 28.0, 5.6, 70.0)
ELBOW = Measure("right", "median", "apb", "elbow", 7.9, 3.0, 9.0, 5.8, 230.0, supramaximal=False)
AXILLA = Measure("right", "median", "apb", "axilla", 10.1, 2.8, 8.4, 5.9, 120.0)


def block_line(*measures: Measure) -> str:
    study = Study(measures)
    shown = present_study(study, (evaluate(study),), reference_table("aanem-2016"))
    text = copied_text(shown.conclusion)
    return next(one for one in text.splitlines() if one.startswith("Segments with block"))


def test_the_weak_stimulus_between_is_named_and_the_condition_stays() -> None:
    line = block_line(WRIST, ELBOW, AXILLA)
    assert "wrist – axilla, over elbow: definite block if supramaximal" in line
    assert "(elbow) is marked as not supramaximal" in line


def test_where_the_axilla_was_supramaximal_the_fall_is_real_and_only_its_place_is_open() -> None:
    strong = [replace(one, supramaximal=True) for one in (WRIST, AXILLA)]
    line = block_line(strong[0], ELBOW, strong[1])
    assert "definite block;" in line and "where the fall begins is not known" in line


def test_nothing_is_said_where_no_stimulus_between_is_marked() -> None:
    for known in (None, True):
        assert "where the fall begins" not in block_line(
            WRIST, replace(ELBOW, supramaximal=known), AXILLA
        )


def test_no_verdict_hangs_on_the_remark() -> None:
    axilla = replace(AXILLA, amplitude_mv=8.6, negative_peak_area_mvms=27.0)
    study = Study((WRIST, ELBOW, axilla))
    blocks = {str(one.block) for one in evaluate(study).segments}
    assert "definite" not in blocks and "probable" not in blocks
