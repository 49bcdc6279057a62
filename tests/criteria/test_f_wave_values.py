"""F waves beside their limits, and when they are lost: a sign, never a block."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.criteria import Evaluation, evaluate, said
from multifocal.criteria.finding import Finding
from multifocal.formats import parse_study
from multifocal.formats.table.csv_writing import write_csv_study
from multifocal.study import ClinicalPicture, FMeasure, Measure, Study
from tests.criteria.sensory.rows import late

WRIST = Measure("right", "ulnar", "adm", "wrist", 3.0, 8.0, 30.0, 6.0)
ELBOW = Measure("right", "ulnar", "adm", "below_elbow", 6.9, 7.8, 29.0, 6.1, 220.0)


def judged(
    waves: FMeasure,
    *motor: Measure,
    reference: str = "aanem-2016",
    **picture: Any,
) -> dict[str, Finding]:
    rows = motor or (WRIST, ELBOW)
    study = Study(rows, f_measures=(waves,), clinical=ClinicalPicture(**picture))
    (found,) = evaluate(study, reference=reference).f_waves
    return {one.rule.removeprefix("values."): one for one in found.findings}


def test_a_lost_f_fits_a_block_higher_up_or_loss_of_cells_and_is_never_a_block() -> None:
    found = judged(late())
    assert found["f_waves"].status == "not_met"
    assert said(found["f_waves"]) == (
        "No F wave came. This fits a block above the highest site stimulated (below elbow), "
        "or loss of nerve cells. It is a sign and never a block."
    )
    blocks = [one.block for one in evaluate(Study((WRIST, ELBOW), f_measures=(late(),))).segments]
    assert blocks == [one.block for one in evaluate(Study((WRIST, ELBOW))).segments]


def test_a_fall_that_was_found_explains_a_lost_f_too() -> None:
    fallen = replace(ELBOW, amplitude_mv=3.0, negative_peak_area_mvms=11.0)
    assert "fits the fall that was found up to" in said(judged(late(), WRIST, fallen)["f_waves"])


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"sweeps": None}, "the number of stimuli is not known"),
        ({"sweeps": 9}, "fewer than ten"),
        ({"supramaximal": False}, "not supramaximal"),
        ({"supramaximal": None}, "nothing says that the stimuli were supramaximal"),
        ({"persistence_percent": None}, "do not show whether"),
    ],
)
def test_what_a_lost_f_needs(change: dict[str, Any], because: str) -> None:
    finding = judged(late(**change))["f_waves"]
    assert finding.status == "cannot_be_assessed"
    assert because in said(finding)
    assert judged(late(sweeps=10))["f_waves"].status == "not_met"


def test_where_strength_alone_is_not_known_the_condition_is_said() -> None:
    finding = judged(late(supramaximal=None))["f_waves"]
    assert "If every stimulus was supramaximal, it fits a block above" in said(finding)


@pytest.mark.parametrize("told", ["row", "motor", "picture"])
def test_who_may_say_that_the_stimuli_were_strong(told: str) -> None:
    waves = late(supramaximal=True if told == "row" else None)
    wrist = replace(WRIST, supramaximal=True if told == "motor" else None)
    said_of = {"stimulation_supramaximal": True} if told == "picture" else {}
    assert judged(waves, wrist, ELBOW, **said_of)["f_waves"].status == "not_met"
    assert judged(late(supramaximal=False), wrist, ELBOW, **said_of)["f_waves"].status == (
        "cannot_be_assessed"
    )


@pytest.mark.parametrize(
    ("motor", "status"),
    [
        (replace(WRIST, amplitude_mv=1.59), "not_met"),  # 20 % of 7.9 mV are 1.58
        (replace(WRIST, amplitude_mv=1.58), "cannot_be_assessed"),
        (replace(WRIST, amplitude_mv=None), "cannot_be_assessed"),
        (ELBOW, "cannot_be_assessed"),  # none from the same site
        (Measure("right", "ulnar", "adm", "wrist", absent=True), "cannot_be_assessed"),
        (Measure("right", "ulnar", "adm", "wrist", unmeasurable="noise"), "cannot_be_assessed"),
    ],
)
def test_the_distal_response_must_be_above_the_floor(motor: Measure, status: str) -> None:
    assert judged(late(), motor)["f_waves"].status == status


@pytest.mark.parametrize(("mv", "status"), [(1.0, "cannot_be_assessed"), (1.001, "not_met")])
def test_1_mv_where_the_table_has_no_limit(mv: float, status: str) -> None:
    fdi = Measure("right", "ulnar", "fdi", "wrist", 3.5, mv)
    assert judged(late("ulnar", "fdi"), fdi)["f_waves"].status == status


def test_absent_f_waves_of_the_fibular_nerve_are_never_lost() -> None:
    ankle = Measure("right", "fibular", "edb", "ankle", 4.0, 5.0, supramaximal=True)
    finding = judged(late("fibular", "edb", site="ankle", sweeps=40), ankle)["f_waves"]
    assert finding.status == "cannot_be_assessed"
    assert "often absent in healthy people" in said(finding)
    tibial = Measure("right", "tibial", "ah", "ankle", 4.0, 8.0, supramaximal=True)
    assert judged(late("tibial", "ah", site="ankle"), tibial)["f_waves"].status == "not_met"


def came(**other: Any) -> FMeasure:
    return late(**({"persistence_percent": 80.0, "minimum_latency_ms": 27.0, "sweeps": 32} | other))


@pytest.mark.parametrize(
    ("change", "latency", "persistence"),
    [
        ({}, "met", "met"),
        ({"minimum_latency_ms": 30.7}, "met", "met"),
        ({"minimum_latency_ms": 30.701}, "not_met", "met"),
        ({"minimum_latency_ms": 32.0, "sweeps": 9}, "cannot_be_assessed", "met"),
        ({"minimum_latency_ms": 32.0, "sweeps": None}, "cannot_be_assessed", "met"),
        ({"minimum_latency_ms": 32.0, "temperature_c": None}, "cannot_be_assessed", "met"),
        ({"minimum_latency_ms": 32.0, "temperature_c": 31.9}, "cannot_be_assessed", "met"),
        ({"minimum_latency_ms": 32.0, "temperature_c": 32.0}, "not_met", "met"),
        ({"persistence_percent": 45.0}, "met", "met"),
        ({"persistence_percent": 44.9}, "met", "not_met"),
        ({"persistence_percent": 44.9, "sweeps": 31}, "met", "cannot_be_assessed"),
        ({"persistence_percent": 44.9, "supramaximal": None}, "met", "cannot_be_assessed"),
        ({"site": "below_elbow"}, "cannot_be_assessed", "met"),
    ],
)
def test_latency_and_persistence_beside_their_limits(
    change: dict[str, Any], latency: str, persistence: str
) -> None:
    found = judged(came(**change))
    assert found["f_waves"].status == "met"
    assert (found["f_latency"].status, found["f_persistence"].status) == (latency, persistence)
    assert ("f_height" in found) == (latency != "met" and change != {"site": "below_elbow"})


def test_a_named_table_s_own_limit_goes_first_and_no_limit_is_said() -> None:
    found = judged(came(minimum_latency_ms=31.5), reference="preston-shapiro")
    assert found["f_latency"].status == "met"  # its limit is 32 ms
    assert found["f_latency"].source == "preston-shapiro"
    median = replace(WRIST, nerve="median", muscle="apb")
    waves = came(nerve="median", muscle="apb")
    assert "no limit with a source" in said(judged(waves, median)["f_latency"])
    assert "f_persistence" not in judged(waves, median)


FIELDS = ("sweeps", "supramaximal", "temperature_c", "persistence_percent", "minimum_latency_ms")


@given(st.sets(st.sampled_from(FIELDS)), st.sampled_from((late(), came(), came(
    minimum_latency_ms=35.0, persistence_percent=20.0))))  # fmt: skip
def test_a_missing_value_is_neither_normal_nor_abnormal(missing: set[str], waves: FMeasure) -> None:
    full = judged(waves)
    found = judged(replace(waves, **dict.fromkeys(missing)))  # type: ignore[arg-type]
    for rule, finding in found.items():
        if rule in full and rule != "f_height":
            assert finding.status in (full[rule].status, "cannot_be_assessed"), rule


def test_the_strength_of_the_stimuli_is_kept_in_a_file() -> None:
    for strong in (True, False, None):
        study = Study((WRIST,), f_measures=(late(supramaximal=strong),))
        again = parse_study(write_csv_study(study).encode()).study
        assert again.f_measures == study.f_measures


def test_several_series_stand_in_a_fixed_order() -> None:
    waves = (late(), came(nerve="median", muscle="apb"), late("tibial", "ah", site="ankle"))

    def of(rows: tuple[FMeasure, ...]) -> Evaluation:
        return evaluate(Study((WRIST, ELBOW), f_measures=rows))

    assert of(waves) == of(waves[::-1])
