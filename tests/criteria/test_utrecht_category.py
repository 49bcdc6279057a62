"""Utrecht's three categories, as the thesis words them: each path, what is open, what is asked."""

from dataclasses import fields, replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.criteria import Category, evaluate, said
from multifocal.criteria.completions import facts_of, over_completions, turns
from multifocal.criteria.utrecht_category import ALL_CLINICAL, RULE, grade
from multifocal.formats import parse_csv
from multifocal.study import ClinicalPicture, FMeasure, Measure, Study
from multifocal.words import say
from tests.study.tables import SOUND, pair, table

CLINICAL = replace(
    SOUND,
    weakness_focal_asymmetric_progressive=True,
    weakness_predominantly_distal=True,
    no_sensory_abnormality_but_minor_leg_vibration_loss=True,
    reflexes_decreased_or_absent_in_affected_limb=True,
    predominantly_upper_limb=True,
    onset_at_20_to_65_years=True,
    bulbar_signs=False,
    upper_motor_neuron_signs=False,
    no_other_neuropathy_or_myopathy=True,
    csf_protein_below_1_g_l=True,
    sensory_conduction_normal_in_arm_segments_with_block=True,
    sensory_studies_normal=True,
    anti_gm1_igm_raised=False,
    mri_t2_hyperintense_swollen_plexus=False,
)
"""Every item of the thesis's list as a definite MMN has it, and neither antibodies nor MRI."""
DEFINITE = {"area": (30, 15), "amplitude": (8, 8)}
PROBABLE = {"area": (30, 29), "amplitude": (8, 5)}
NONE = {"area": (30, 29), "amplitude": (8, 8)}


def study_of(
    *, velocity_m_s: float = 56.0, f_latency_ms: float | None = 28.0, **numbers: object
) -> Study:
    """The ulnar nerve from wrist to below elbow, with its F responses: nothing is missing."""
    rows = pair(**numbers, duration=(6, 6))  # type: ignore[arg-type]
    near, far = parse_csv(table(*rows)).measures
    far = replace(far, latency_ms=3.0 + 220 / velocity_m_s, distance_mm=220.0)
    place = ("right", "ulnar", "adm", "wrist")
    late = FMeasure(
        *place,  # type: ignore[arg-type]
        minimum_latency_ms=f_latency_ms,
        persistence_percent=0.0 if f_latency_ms is None else 90.0,
        sweeps=20,
    )
    return Study((near, far), f_measures=(late,))


def category(study: Study, picture: ClinicalPicture = CLINICAL, **changes: object) -> Category:
    clinical = replace(picture, **changes)  # type: ignore[arg-type]
    found = evaluate(replace(study, clinical=clinical), "utrecht", "preston-shapiro").category
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("numbers", "changes", "answer"),
    [
        (DEFINITE, {}, "definite"),
        (PROBABLE, {}, "probable"),
        (NONE, {}, "not_met"),
        *((DEFINITE, {name: False}, "probable") for name in ALL_CLINICAL),  # part of the list
        *((PROBABLE, {name: False}, "probable") for name in ALL_CLINICAL),
        *((DEFINITE, {name: not wanted}, "not_met") for name, wanted in RULE.core),
        (DEFINITE, {"csf_protein_below_1_g_l": False}, "not_met"),
        (DEFINITE, {"csf_protein_below_1_g_l": False, "anti_gm1_igm_raised": True}, "possible"),
        (NONE, {"anti_gm1_igm_raised": True}, "possible"),
        (NONE, {"mri_t2_hyperintense_swollen_plexus": True}, "possible"),
        (NONE | {"velocity_m_s": 36.0}, {}, "possible"),  # below 75 % of 49 m/s
        (NONE | {"velocity_m_s": 37.0}, {}, "not_met"),
        (NONE | {"f_latency_ms": 1.31 * 32}, {}, "possible"),
        (NONE | {"f_latency_ms": 1.3 * 32}, {}, "not_met"),  # not more than 130 %
        (NONE | {"f_latency_ms": None}, {}, "possible"),  # absent
        (
            DEFINITE,
            {"sensory_conduction_normal_in_arm_segments_with_block": False},
            "not_met",
        ),
    ],
)
def test_the_paths(numbers: dict[str, object], changes: dict[str, object], answer: str) -> None:
    assert category(study_of(**numbers), **changes).answer == answer  # type: ignore[arg-type]


def test_what_was_not_told_is_asked_and_never_taken_as_normal() -> None:
    found = category(study_of(**DEFINITE), SOUND)  # type: ignore[arg-type]
    assert found.answer == "cannot_be_assessed"
    assert found.reachable == ("definite", "probable", "possible", "not_met")
    asked = {one.item for one in found.questions}
    assert asked == set(RULE.items)
    for name in RULE.items:
        one = category(study_of(**DEFINITE), **{name: None})  # type: ignore[arg-type]
        wanted = name not in ("anti_gm1_igm_raised", "mri_t2_hyperintense_swollen_plexus")
        assert (one.answer == "cannot_be_assessed") is wanted  # those two make no definite firmer


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ({"cranial_nerves_spared": True}, "definite"),  # so none of them is bulbar
        ({"marked_bulbar_involvement": True}, "not_met"),
        ({"marked_bulbar_involvement": False}, "cannot_be_assessed"),  # mild signs may be there
        ({"cranial_nerves_spared": False}, "cannot_be_assessed"),  # it may be the face
        ({"bulbar_signs": False, "cranial_nerves_spared": False}, "definite"),
    ],
)
def test_what_other_answers_say_of_bulbar_signs(told: dict[str, bool], answer: str) -> None:
    changes = {"bulbar_signs": None} | told
    assert category(study_of(**DEFINITE), **changes).answer == answer  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "answer"),
    [(True, "definite"), (False, "cannot_be_assessed"), (None, "cannot_be_assessed")],
)
def test_csf_protein_that_is_raised_below_1_g_l_is_below_1_g_l(
    told: bool | None, answer: str
) -> None:
    changes = {"csf_protein_below_1_g_l": None, "csf_protein_raised_below_1_g_l": told}
    assert category(study_of(**DEFINITE), **changes).answer == answer  # type: ignore[arg-type]


def test_missing_velocities_and_f_responses_keep_possible_open_and_no_question_closes_them() -> (
    None
):
    bare = Study(tuple(replace(one, distance_mm=None) for one in study_of(**NONE).measures))  # type: ignore[arg-type]
    found = category(bare)
    assert found.reachable == ("possible", "not_met")
    text = [said(one) for one in found.findings]
    assert say("study.utrecht.slowing.cannot_be_assessed") in text
    assert any(one.rule.endswith("category.numbers") for one in found.findings)


def test_slowing_at_a_site_of_pressure_makes_no_possible() -> None:
    elbow = pair(sites=("below_elbow", "above_elbow"), duration=(6, 6), amplitude=(8, 8))
    near, far = parse_csv(table(*elbow)).measures
    slow = replace(far, latency_ms=near.latency_ms + 100 / 20, distance_mm=100.0)  # type: ignore[operator]
    wrist, _ = study_of(**NONE).measures  # type: ignore[arg-type]
    late = study_of(**NONE).f_measures  # type: ignore[arg-type]
    near = replace(near, latency_ms=7.0, distance_mm=220.0)
    slow = replace(slow, latency_ms=12.0)
    assert category(Study((wrist, near, slow), f_measures=late)).answer == "not_met"


def test_a_median_distal_latency_is_the_carpal_tunnels() -> None:
    near, far = parse_csv(
        table(*pair(nerve="median", muscle="apb", sites=("wrist", "elbow"), area=(30, 29),
                    amplitude=(8, 8), duration=(6, 6)))
    ).measures  # fmt: skip
    near = replace(near, latency_ms=7.0)
    far = replace(far, latency_ms=11.0, distance_mm=220.0)
    found = category(Study((near, far)))
    assert found.answer == "not_met"


ANSWERS = st.fixed_dictionaries({name: st.sampled_from([None, True, False]) for name in RULE.items})
STATES = [(0, 0, 0), (0, 0, 1), (0, 1, 0), (1, 1, 0), (1, 1, 1)]


@given(ANSWERS, st.sampled_from(STATES))
@settings(max_examples=150, deadline=None)
def test_what_is_reachable_and_asked_is_what_every_way_of_answering_gives(
    answers: dict[str, bool | None], blocks: tuple[int, ...]
) -> None:
    picture = ClinicalPicture(**answers)
    found = over_completions(RULE, facts_of(RULE, picture, (blocks,)))
    open_items = [name for name in RULE.items if answers[name] is None]
    if len(open_items) > 7:
        return
    outcomes = {
        filled: brute(answers | dict(zip(open_items, filled, strict=True)), blocks)
        for filled in product((True, False), repeat=len(open_items))
    }
    assert set(found.reachable) == set(outcomes.values())
    turning = turns(RULE, picture, found)
    for i, name in enumerate(open_items):
        pivotal = any(
            outcomes[filled] != outcomes[(*filled[:i], not filled[i], *filled[i + 1 :])]
            for filled in outcomes
        )
        assert (name in turning) == pivotal


def brute(answers: dict[str, bool | None], blocks: tuple[int, ...]) -> str:
    core = all(answers[name] is wanted for name, wanted in RULE.core)
    single = tuple(answers[name] is True for name in RULE.single)
    return grade(core, single, sum(answers[name] is True for name in RULE.counted), blocks)


def test_area_alone_makes_no_block_where_the_distal_amplitude_may_lie_below_the_floor() -> None:
    def row(site: str, latency_ms: float, area: float, amplitude_mv: float | None) -> Measure:
        return Measure("right", "fibular", "edb", site, latency_ms, amplitude_mv, area)

    def block(distal_mv: float | None) -> str:
        rows = (row("ankle", 3.0, 30.0, distal_mv), row("fibular_head", 7.0, 9.0, None))
        (segment,) = evaluate(Study(measures=rows), "utrecht").segments
        return segment.block

    assert [block(mv) for mv in (8.0, 0.9, None)] == [
        "definite", "cannot_be_assessed", "cannot_be_assessed",
    ]  # fmt: skip


def test_an_amplitude_that_hardly_falls_decides_nothing_without_the_area() -> None:
    def block(near: float | None, far: float | None) -> tuple[str, str | None]:
        rows = (
            Measure("right", "ulnar", "adm", "wrist", 3.0, 8.0, near),
            Measure("right", "ulnar", "adm", "below_elbow", 7.0, 7.5, far, distance_mm=220.0),
        )
        (segment,) = evaluate(Study(measures=rows), "utrecht").segments
        return segment.block, segment.reason

    assert block(30.0, 28.0) == ("not_met", None)
    assert block(30.0, 9.0) == ("definite", None)
    for near, far in ((None, None), (30.0, None), (None, 9.0)):
        assert block(near, far) == ("cannot_be_assessed", "area_missing")


SERIES = [
    ("ulnar", "adm", ("wrist", "below_elbow")),
    ("median", "apb", ("elbow", "axilla")),
    ("fibular", "edb", ("ankle", "fibular_head")),
]


@given(st.data(), ANSWERS)
@settings(max_examples=80, deadline=None)
def test_filling_in_missing_numbers_gives_no_category_that_was_not_reachable(
    data: st.DataObject, answers: dict[str, bool | None]
) -> None:
    picture = replace(SOUND, **answers | dict(RULE.core))  # type: ignore[arg-type]
    whole = tuple(
        Measure(
            "right",
            nerve,
            muscle,
            site,
            latency_ms=3.0 if i == 0 else data.draw(st.sampled_from([7.0, 10.0])),
            distance_mm=None if i == 0 else 220.0,
            amplitude_mv=data.draw(st.sampled_from([8.0, 5.0, 0.9])),
            negative_peak_area_mvms=data.draw(st.sampled_from([30.0, 25.0, 9.0])),
        )
        for nerve, muscle, sites in SERIES
        for i, site in enumerate(sites)
    )
    lacking = tuple(
        replace(
            one,
            **{
                name: data.draw(st.sampled_from([None, getattr(one, name)]))
                for name in ("amplitude_mv", "negative_peak_area_mvms", "distance_mm")
            },
        )
        for one in whole
    )
    before, after = (
        evaluate(Study(measures=rows, clinical=picture), "utrecht").category
        for rows in (lacking, whole)
    )
    assert before is not None and after is not None
    assert set(after.reachable) <= set(before.reachable)


def test_half_the_area_lost_may_be_definite_once_the_distal_amplitude_is_known() -> None:
    def reachable(distal_mv: float | None) -> tuple[str, ...]:
        rows = (
            Measure("right", "fibular", "edb", "ankle", 3.0, distal_mv, 30.0),
            Measure("right", "fibular", "edb", "fibular_head", 7.0, 8.0, 9.0, distance_mm=220.0),
        )
        picture = replace(SOUND, onset_at_20_to_65_years=None)
        found = evaluate(Study(measures=rows, clinical=picture), "utrecht").category
        assert found is not None
        return found.reachable

    assert "definite" in reachable(8.0)
    assert "definite" in reachable(None)
    assert "definite" not in reachable(0.9)


def test_every_item_is_a_field_and_has_its_question() -> None:
    assert set(RULE.items) <= {one.name for one in fields(ClinicalPicture)}
    assert all(say(f"study.question.{name}") for name in RULE.items)
