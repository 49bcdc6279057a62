"""Categories of whole studies: each path of the guideline, what is open, and which answers turn it.

`brute` fills in every unknown answer in every way and judges each: what the completions say
must be what comes out.
"""

from dataclasses import fields, replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.criteria import Category, Grade, evaluate, evaluation_json
from multifocal.criteria.completions import facts_of, over_completions, truth_of, turns
from multifocal.criteria.efns_pns_2010.category import RULE
from multifocal.criteria.efns_pns_2010.category import grade as efns_grade
from multifocal.formats import parse_csv
from multifocal.study import ClinicalPicture, Measure, Study
from tests.study.tables import SOUND, pair, table

CLINICAL = replace(
    SOUND,
    weakness_focal_asymmetric_progressive=True,
    weakness_in_two_or_more_nerves=True,
    weakness_over_one_month=True,
    no_sensory_abnormality_but_minor_leg_vibration_loss=True,
    upper_motor_neuron_signs=False,
    marked_bulbar_involvement=False,
    sensory_impairment_beyond_minor_leg_vibration_loss=False,
    diffuse_symmetric_weakness_in_initial_weeks=False,
    sensory_conduction_normal_in_arm_segments_with_block=True,
    sensory_studies_normal=True,
    anti_gm1_igm_raised=False,
    csf_protein_raised_below_1_g_l=False,
    mri_t2_hyperintense_swollen_plexus=False,
    objective_improvement_after_ivig=False,
    sensory_studied_in_three_or_more_nerves=True,
)
DEFINITE = pair()
PROBABLE = pair(area=(30, 20))
NONE = pair(area=(30, 29))
PROBABLE_MEDIAN = pair(nerve="median", muscle="apb", sites=("wrist", "elbow"), area=(30, 20))
MEDIAN_DEFINITE = pair(nerve="median", muscle="apb", sites=("wrist", "elbow"), amplitude=(8, 3))
LEFT_PROBABLE = tuple(row.replace("right", "left") for row in PROBABLE)


def category(
    *rows: str,
    criteria: str = "efns-pns-2010",
    picture: ClinicalPicture = CLINICAL,
    **changes: object,
) -> Category:
    study = replace(parse_csv(table(*rows)), clinical=replace(picture, **changes))  # type: ignore[arg-type]
    found = evaluate(study, criteria).category
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rows", "changes", "answer"),
    [
        (DEFINITE, {}, "definite"),
        (PROBABLE, {}, "not_met"),  # one nerve, no supportive item
        ((*PROBABLE, *PROBABLE_MEDIAN), {}, "probable"),  # two nerves
        ((*PROBABLE, *LEFT_PROBABLE), {}, "probable"),  # left and right are two (our choice)
        (PROBABLE, {"anti_gm1_igm_raised": True}, "not_met"),
        (
            PROBABLE,
            {"anti_gm1_igm_raised": True, "csf_protein_raised_below_1_g_l": True},
            "probable",
        ),
        (
            PROBABLE,
            {"objective_improvement_after_ivig": True, "mri_t2_hyperintense_swollen_plexus": True},
            "probable",
        ),
        (NONE, {}, "not_met"),
        (NONE, {"objective_improvement_after_ivig": True}, "possible"),
        (
            NONE,
            {"objective_improvement_after_ivig": True, "sensory_studies_normal": False},
            "not_met",
        ),
        (DEFINITE, {"weakness_in_two_or_more_nerves": False}, "possible"),
        (PROBABLE, {"weakness_in_two_or_more_nerves": False}, "possible"),
        (NONE, {"weakness_in_two_or_more_nerves": False}, "not_met"),
        (DEFINITE, {"sensory_conduction_normal_in_arm_segments_with_block": False}, "not_met"),
        *(
            (DEFINITE, {name: not wanted}, "not_met")  # every core item and exclusion
            for name, wanted in RULE.core
        ),
    ],
)
def test_the_paths_of_efns_pns_2010(
    rows: tuple[str, ...], changes: dict[str, object], answer: str
) -> None:
    assert category(*rows, **changes).answer == answer


def test_a_block_in_the_leg_needs_no_sensory_study_of_the_arm() -> None:
    leg = pair(nerve="fibular", muscle="edb", sites=("ankle", "fibular_head"))
    unknown = {"sensory_conduction_normal_in_arm_segments_with_block": None}
    assert category(*leg, **unknown).answer == "definite"
    assert category(*DEFINITE, **unknown).answer == "cannot_be_assessed"


def test_missing_items_come_back_as_questions() -> None:
    found = category(*DEFINITE, picture=SOUND)
    assert found.answer == "cannot_be_assessed"
    assert found.reachable[0] == "definite" and found.reachable[-1] == "not_met"
    items = [one.item for one in found.questions]
    assert items[:2] == ["weakness_focal_asymmetric_progressive", "weakness_over_one_month"]
    assert "sensory_conduction_normal_in_arm_segments_with_block" in items
    no_more = {one.item: one.if_no for one in found.questions}
    assert no_more["weakness_focal_asymmetric_progressive"] == ("not_met",)


def test_what_cannot_change_the_category_is_not_asked() -> None:
    found = category(
        *DEFINITE, anti_gm1_igm_raised=None, predominantly_upper_limb=None, picture=CLINICAL
    )
    assert found.answer == "definite" and found.questions == ()
    excluded = replace(SOUND, upper_motor_neuron_signs=True)
    assert category(*DEFINITE, picture=excluded).answer == "not_met"
    assert category(*DEFINITE, picture=excluded).questions == ()


def test_two_unknown_items_say_which_answers_turn_it() -> None:
    found = category(
        *DEFINITE,
        weakness_in_two_or_more_nerves=None,
        sensory_conduction_normal_in_arm_segments_with_block=None,
    )
    assert found.reachable == ("definite", "possible", "not_met")
    two, sensory = found.questions
    assert two.item == "weakness_in_two_or_more_nerves"
    assert (two.if_yes, two.if_no) == (("definite", "not_met"), ("possible", "not_met"))
    assert (sensory.if_yes, sensory.if_no) == (("definite", "possible"), ("not_met",))
    assert set(found.needs["definite"]) == {two.item, sensory.item}


def test_items_of_which_only_the_number_counts_are_asked_though_one_turns_nothing() -> None:
    found = category(*PROBABLE, anti_gm1_igm_raised=None, csf_protein_raised_below_1_g_l=None)
    assert found.reachable == ("probable", "not_met")
    assert {one.item for one in found.questions} == {
        "anti_gm1_igm_raised",
        "csf_protein_raised_below_1_g_l",
    }


def test_a_missing_area_keeps_the_category_open() -> None:
    found = category(*pair(area=("", "")))
    assert found.reachable == ("definite", "not_met")
    assert any(one.rule.endswith("category.numbers") for one in found.findings)
    # Only rule 2a counts the radial nerve, and over a short segment no area can meet it.
    radial = {"nerve": "radial", "muscle": "eip", "sites": ("forearm", "elbow")}
    found = category(*pair(area=("", ""), **radial))  # type: ignore[arg-type]
    assert found.answer == "not_met"
    # A fall of half without durations is definite or probable: with one more probable nerve,
    # probable is certain.
    found = category(*pair(duration=("", "")), *PROBABLE_MEDIAN)
    assert found.reachable == ("definite", "probable")


@pytest.mark.parametrize(
    ("rows", "changes", "answer"),
    [
        (DEFINITE, {}, "not_met"),  # one nerve is not enough
        (
            (*pair(amplitude=(8, 3)), *MEDIAN_DEFINITE),
            {},
            "definite",
        ),
        ((*PROBABLE, *PROBABLE_MEDIAN), {}, "probable"),  # area falls by a third
        ((*PROBABLE, *PROBABLE_MEDIAN), {"upper_motor_neuron_signs": True}, "not_met"),
        (
            (*PROBABLE, *PROBABLE_MEDIAN),
            {"sensory_studied_in_three_or_more_nerves": None},
            "cannot_be_assessed",
        ),
        ((*PROBABLE, *PROBABLE_MEDIAN), {"sensory_studies_normal": False}, "not_met"),
    ],
)
def test_the_paths_of_aanem_2003(
    rows: tuple[str, ...], changes: dict[str, object], answer: str
) -> None:
    assert category(*rows, criteria="aanem-2003", **changes).answer == answer


def test_a_category_that_was_not_checked_says_so() -> None:
    for criteria in ("efns-pns-2010", "aanem-2003"):
        study = replace(parse_csv(table(*DEFINITE)), clinical=CLINICAL)
        found = evaluation_json(evaluate(study, criteria))["category"]
        assert "not yet checked" in found["findings"][0]["text"]
        assert "not a person" in found["findings"][0]["text"] or (
            "not exclude MMN" in found["findings"][0]["text"]
        )


ITEMS = RULE.items
RELEVANT = st.fixed_dictionaries({name: st.sampled_from([None, True, False]) for name in ITEMS})


BLOCKS = [(0, 0, 0, 0), (0, 1, 0, 0), (0, 2, 0, 0), (1, 1, 0, 0), (0, 1, 1, 1)]


@given(RELEVANT, st.sampled_from(BLOCKS))
@settings(max_examples=150, deadline=None)
def test_what_is_reachable_and_asked_is_what_every_way_of_answering_gives(
    answers: dict[str, bool | None], blocks: tuple[int, ...]
) -> None:
    picture = ClinicalPicture(**answers)
    found = over_completions(RULE, facts_of(RULE, picture, (blocks,)))
    open_items = [name for name in ITEMS if answers[name] is None]
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
        if pivotal:
            assert set(turning[name].if_wanted) == {
                outcomes[filled] for filled in outcomes if filled[i]
            }
            assert set(turning[name].if_not) == {
                outcomes[filled] for filled in outcomes if not filled[i]
            }


@pytest.mark.parametrize(
    ("reachable", "definite"),
    [
        (("definite",), True),
        (("probable", "not_met"), False),
        (("definite", "probable"), None),
    ],
)
def test_a_grade_is_true_in_all_completions_false_in_none_else_unknown(
    reachable: tuple[Grade, ...], definite: bool | None
) -> None:
    assert truth_of("definite", reachable) is definite


def brute(answers: dict[str, bool | None], blocks: tuple[int, ...]) -> str:
    core = all(answers[name] is wanted for name, wanted in RULE.core)
    single = tuple(answers[name] is True for name in RULE.single)
    return efns_grade(core, single, sum(answers[name] is True for name in RULE.counted), blocks)


SERIES = [
    ("ulnar", "adm", ("wrist", "below_elbow")),
    ("median", "apb", ("elbow", "axilla")),
    ("radial", "eip", ("forearm", "elbow")),
    ("fibular", "edb", ("ankle", "fibular_head")),
]
AREAS = st.sampled_from([30.0, 25.0, 20.0, 15.0, 9.0])
DURATIONS = st.sampled_from([6.0, 7.5, 8.5])


@given(st.data(), RELEVANT)
@settings(max_examples=80, deadline=None)
def test_filling_in_missing_numbers_gives_no_category_that_was_not_reachable(
    data: st.DataObject, answers: dict[str, bool | None]
) -> None:
    core = dict(RULE.core)  # else most are not met at once
    picture = replace(SOUND, **answers | core)  # type: ignore[arg-type]
    whole = tuple(
        Measure(
            "right",
            nerve,
            muscle,
            site,
            amplitude_mv=8.0,
            negative_peak_area_mvms=data.draw(AREAS),
            negative_peak_duration_ms=data.draw(DURATIONS),
        )
        for nerve, muscle, sites in SERIES
        for site in sites
    )
    lacking = tuple(
        replace(
            one,
            negative_peak_area_mvms=data.draw(st.sampled_from([None, one.negative_peak_area_mvms])),
            negative_peak_duration_ms=data.draw(
                st.sampled_from([None, one.negative_peak_duration_ms])
            ),
        )
        for one in whole
    )
    before, after = (
        evaluate(Study(measures=rows, clinical=picture)).category for rows in (lacking, whole)
    )
    assert before is not None and after is not None
    assert set(after.reachable) <= set(before.reachable)


def test_every_item_is_a_field_and_has_its_question() -> None:
    names = {one.name for one in fields(ClinicalPicture)}
    assert set(ITEMS) <= names


def test_a_set_that_grades_segments_only_has_no_category() -> None:
    assert evaluate(Study(), "ghosh-2005").category is None
