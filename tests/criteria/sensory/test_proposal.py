"""What the sensory study proposes of a stretch with block: a person confirms it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.criteria import Category, Evaluation, evaluate, said
from multifocal.study import ClinicalPicture, Measure, Study
from tests.criteria.sensory.rows import felt, motor
from tests.study.tables import SOUND

EDX3 = "sensory_conduction_normal_in_arm_segments_with_block"
ELBOW_MS = 140 / 56 + 210 / 56


def elbow(uv: float | None = 15.0, **other: Any) -> Measure:
    """The same finger from the elbow, 210 mm further up, at 56 m/s."""
    given: dict[str, Any] = {"site": "elbow", "distance_mm": 350.0}
    if uv is not None:
        given["latency_ms"] = ELBOW_MS
    return felt("median", uv, **(given | other))


def judged(
    *rows: Measure, criteria: str = "efns-pns-2010", picture: ClinicalPicture = SOUND
) -> Evaluation:
    return evaluate(Study((*motor(), *rows), clinical=picture), criteria)


def why(*rows: Measure, **other: Any) -> str:
    """What the proposal of the first segment rests on."""
    findings = judged(*rows, **other).segments[0].findings
    keys = [one.message for one in findings if one.rule.endswith(".sensory_proposal")]
    return keys[0].rpartition(".")[2] if keys else "none"


def asked(found: Evaluation) -> bool | None:
    category = found.category
    assert isinstance(category, Category)
    (question,) = (one for one in category.questions if one.item == EDX3)
    return question.proposed


@pytest.mark.parametrize("criteria", ["efns-pns-2010", "aanem-2003"])
def test_normal_velocity_over_the_stretch_proposes_normal_and_answers_nothing(
    criteria: str,
) -> None:
    found = judged(felt("median"), elbow(), criteria=criteria)
    assert why(felt("median"), elbow(), criteria=criteria) == "normal"
    assert found.segments[0].block == "definite"
    if criteria == "efns-pns-2010":
        assert asked(found) is True
        (rule,) = (one for one in found.segments[0].findings if one.rule.endswith(".edx3"))
        assert rule.status == "cannot_be_assessed"  # until a person confirms
        assert "this study proposes that it is met" in said(rule)
    answered = judged(
        felt("median"), elbow(), criteria=criteria, picture=replace(SOUND, **{EDX3: False})
    )
    assert answered.category is not None
    assert EDX3 not in {one.item for one in answered.category.questions}  # a person's answer wins


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), "none"),
        ((felt("ulnar"),), "none"),  # another nerve
        ((felt("median", side="left"),), "none"),  # the other side
        ((felt("median"),), "below"),
        ((felt("median", 5.0),), "below_beyond"),
        ((felt("median", None),), "below_beyond"),
        ((felt("median"), elbow(latency_ms=2.5 + 210 / 46.4)), "normal"),  # at the limit
        ((felt("median"), elbow(latency_ms=2.5 + 210 / 46.3)), "slow"),
        ((felt("median", 5.0), elbow(4.0)), "normal"),  # small at the wrist alone
        ((felt("median"), elbow(None, supramaximal=True)), "lost_over"),
        ((felt("median"), elbow(None, no_response_checked=True)), "lost_over"),
        ((felt("median"), elbow(None, supramaximal=False)), "weak"),
        ((felt("median", None), elbow(None, supramaximal=True)), "absent_below"),
        ((elbow(None, supramaximal=True),), "no_comparison"),
        ((elbow(),), "normal"),  # from finger to elbow
        ((elbow(latency_ms=9.0),), "slow"),
        ((felt("median"), elbow(distance_mm=None)), "velocity_missing"),
        ((felt("median"), elbow(latency_ms=None)), "velocity_missing"),
        ((felt("median"), elbow(amplitude_mv=None)), "amplitude_missing"),
        ((felt("median"), elbow(7.51)), "normal"),
        ((felt("median"), elbow(7.5)), "little_left"),  # a fall of 75 %
        ((felt("median"), elbow(latency_ms=7.5, temperature_c=31.0)), "cold"),
        ((felt("median", temperature_c=None), elbow(latency_ms=7.5, temperature_c=None)),
         "warmth_unknown"),
        ((felt("median"), elbow(distance_mm=210.0)), "normal"),  # from the wrist: one meaning only
        # 310 mm: 62 m/s from the site below, 34 m/s from the electrode, and neither is as usual
        ((felt("median"), elbow(distance_mm=310.0, latency_ms=7.5)), "distance_unclear"),
        ((felt("median", skin="wrist", site="index_finger"),
          felt("median", 15.0, skin="elbow", site="index_finger", distance_mm=350.0,
               latency_ms=ELBOW_MS)), "normal"),  # recorded at wrist and elbow
    ],
)  # fmt: skip
def test_what_the_study_proposes(rows: tuple[Measure, ...], expected: str) -> None:
    assert why(*rows) == expected
    assert judged(*rows).segments[0].block == "definite"  # never changes the segment's answer


@pytest.mark.parametrize(
    ("rows", "proposed"),
    [
        ((felt("median"), elbow()), True),
        ((felt("median"), elbow(None, supramaximal=True)), False),
        ((felt("median", None),), None),  # the wrist alone closes nothing
        ((felt("sural", None), felt("sural", None, "left")), None),  # nor do legs
        ((), None),
    ],
)
def test_the_question_of_rule_3_carries_what_is_proposed(
    rows: tuple[Measure, ...], proposed: bool | None
) -> None:
    assert asked(judged(*rows)) is proposed


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ({}, "strength_unknown"),
        ({"stimulation_supramaximal": True}, "lost_over"),
        ({"no_response_confirmed": True}, "lost_over"),
        ({"stimulation_supramaximal": False}, "weak"),
    ],
)
def test_no_response_from_above_needs_a_stimulus_known_to_be_strong(
    picture: dict[str, bool], expected: str
) -> None:
    rows = (felt("median"), elbow(None))
    assert why(*rows, picture=ClinicalPicture(**picture)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "answer", "asked_again"),
    [
        ((felt("median"), elbow()), True, False),
        ((felt("median"), elbow()), False, True),
        ((felt("median"), elbow(latency_ms=8.0, distance_mm=210.0)), True, True),
        ((felt("median"), elbow(latency_ms=8.0, distance_mm=210.0)), False, False),
        ((felt("median"),), False, False),
    ],
)
def test_an_answer_beside_another_proposal_is_asked_again_and_counts(
    rows: tuple[Measure, ...], answer: bool, asked_again: bool
) -> None:
    found = judged(*rows, picture=replace(SOUND, **{EDX3: answer}))  # type: ignore[arg-type]
    ids = {one.id for one in found.segments[0].cautions}
    assert ("sensory_conflict" in ids) is asked_again
    (rule,) = (one for one in found.segments[0].findings if one.rule.endswith(".edx3"))
    assert rule.status == ("met" if answer else "not_met")


def test_two_stretches_with_block_propose_only_what_both_propose() -> None:
    other = motor("ulnar", "adm")
    fine = (felt("median"), elbow())
    from_below_elbow = felt("ulnar", 15.0, site="below_elbow", latency_ms=ELBOW_MS, distance_mm=350)
    lost = felt("ulnar", None, site="below_elbow", supramaximal=True)
    assert asked(judged(*fine, *other, felt("ulnar"), from_below_elbow)) is True
    assert asked(judged(*fine, *other, felt("ulnar"), lost)) is None
    assert asked(judged(*fine, *other)) is None


def test_the_examination_s_questions_are_never_proposed() -> None:
    found = judged(felt("median"), elbow(), picture=ClinicalPicture())
    assert found.category is not None
    proposed = {one.item for one in found.category.questions if one.proposed is not None}
    assert proposed == {EDX3}


def test_a_leg_nerve_is_asked_nothing() -> None:
    at = ("right", "fibular", "edb")
    rows = (
        Measure(*at, "ankle", 4.0, 5.0, 15.0, 5.0, supramaximal=True),  # type: ignore[arg-type]
        Measure(*at, "fibular_head", 11.0, 2.0, 6.0, 5.2, 300.0, supramaximal=True),  # type: ignore[arg-type]
        felt("superficial_fibular", None),
    )
    found = evaluate(Study(rows, clinical=SOUND)).segments[0]
    assert not any(one.rule.endswith(".sensory_proposal") for one in found.findings)


FIELDS = ("latency_ms", "amplitude_mv", "distance_mm", "temperature_c", "supramaximal")


@given(
    st.sets(st.sampled_from(FIELDS)),
    st.sampled_from((felt("median"), elbow())),
    st.sampled_from(("fine", "slow", "lost")),
)
def test_a_missing_value_proposes_nothing_else(missing: set[str], of: Measure, kind: str) -> None:
    upper = {
        "fine": elbow(supramaximal=True),
        "slow": elbow(latency_ms=8.0, supramaximal=True),
        "lost": elbow(None, supramaximal=True),
    }[kind]
    rows = [felt("median"), upper]
    whole = why(*rows)
    at = 0 if of.site == "wrist" else 1
    rows[at] = replace(rows[at], **dict.fromkeys(missing))  # type: ignore[arg-type]
    if kind == "lost" and at == 1 and "amplitude_mv" in missing:
        return  # "no response" states its amplitude
    normal = {"normal": True, "slow": False, "lost_over": False}
    assert normal.get(why(*rows)) in (normal[whole], None)
