"""What findings do to explanations: bounds that hold whatever the numbers of the model are."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal import body
from multifocal.fault import Fault
from multifocal.localize import (
    GRADES,
    SETTINGS,
    Answer,
    MuscleFinding,
    SkinFinding,
    Weakness,
    cause_ids,
    explain,
    read_weakness,
)
from multifocal.localize.causes import diffuse_causes, place_table, places_causes, weights_of_causes
from multifocal.localize.grades import healthy_grades, weak_grades
from multifocal.localize.loci import locus_table, root_shares
from multifocal.localize.sets import bits, weigh
from multifocal.localize.wording import (
    cause_said,
    contribution_said,
    explanation_said,
    question_said,
    segment_said,
    unit_said,
)
from multifocal.sources import source

PIN = "R: edc 2, epl 2, triceps 5; feeling normal"


def ratio(answer: Answer, cause: str) -> float:
    return next(one.ratio for one in answer.causes if one.cause == cause)


def test_probabilities_are_probabilities() -> None:
    assert healthy_grades().sum() == pytest.approx(1.0)
    assert weak_grades().sum(axis=2) == pytest.approx(1.0)
    for setting in (None, *SETTINGS):
        assert sum(weights_of_causes(setting).values()) == pytest.approx(1.0)
    for target in body.targets():
        assert sum(root_shares(target).values()) == pytest.approx(1.0)


def test_a_locus_reaches_what_the_body_says_lies_beyond_it() -> None:
    table, tasks = locus_table(), {one.id for one in body.tasks()}
    for locus, shares in zip(table.loci, table.share, strict=True):
        place = body.Place("right", locus.segment, (locus.from_mm + locus.to_mm) / 2)
        beyond = {one.id for one in body.muscles_beyond(place)}
        beyond |= {one.id for one in body.skin_beyond(place)}
        named = {key for key, share in zip(table.targets, shares, strict=True) if share > 0.0}
        assert named - tasks == beyond, locus


def test_weights_are_shares_and_no_cause_gets_a_posterior_without_a_setting() -> None:
    answer = explain(read_weakness(PIN))
    weights = [one.weight for one in answer.explanations]
    assert weights == sorted(weights, reverse=True)
    assert sum(weights) <= 1.0 + 1e-9
    assert {one.cause for one in answer.causes} == set(cause_ids())
    assert all(one.posterior is None for one in answer.causes)


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_that_the_doctor_chooses_gives_posteriors(setting: str) -> None:
    answer = explain(read_weakness(PIN), setting=setting)
    assert sum(one.posterior or 0.0 for one in answer.causes) == pytest.approx(1.0)
    # the odds before, times what the pattern shifts them, are the odds after
    for one in answer.causes:
        prior = weights_of_causes(setting)[one.cause]
        assert one.posterior is not None
        after = one.posterior / (1.0 - one.posterior)
        assert after == pytest.approx(one.ratio * prior / (1.0 - prior), rel=1e-6)


def test_none_of_these_keeps_real_weight_where_muscles_follow_no_pattern() -> None:
    scattered = "R: apb 1, opponens 5, edc 5, eip 1, deltoid 5, biceps 1, fdi 5, fcu 1, ta 5, ehl 1"
    shifts = {one.cause: one.ratio for one in explain(read_weakness(scattered)).causes}
    assert shifts["none"] > ratio(explain(read_weakness(PIN)), "none")
    assert max(shifts, key=lambda key: shifts[key]) == "none"


def test_motor_without_sensory_loss_is_evidence() -> None:
    kept = explain(read_weakness("R: fdi 2, adm 2, fcu 4; feeling normal"))
    lost = explain(read_weakness("R: fdi 2, adm 2, fcu 4; numb: little finger, hypothenar"))
    assert ratio(kept, "multifocal_motor") > 3 * ratio(lost, "multifocal_motor")
    assert ratio(lost, "one_injury") > 3 * ratio(kept, "one_injury")


def test_a_little_weakness_elsewhere_may_be_a_second_place_and_a_slip_as_well() -> None:
    """Of what simulated patients had besides the leading places, most was one muscle of 4 or 4+."""
    text = "R: edc 2, eip 2, ecu 3, apb 4+, fdi 5, deltoid 5; feeling normal"
    best = explain(read_weakness(text), setting="mmn_known").explanations
    two = sum(e.weight for e in best if {"radial", "median"} <= {p.unit for p in e.places})
    one = sum(e.weight for e in best if {"radial"} == {p.unit for p in e.places})
    assert two > 0.3
    assert one > 0.3


def test_an_untested_muscle_is_not_a_normal_one() -> None:
    def triceps(text: str) -> float:
        best = explain(read_weakness(text)).explanations
        return sum(e.weight for e in best if "root_c7" in e.segments)

    assert triceps("R: edc 2, triceps 5") < 0.5 * triceps("R: edc 2")


def test_both_sides_are_alike() -> None:
    right, left = (explain(read_weakness(f"{side}: fpl 1, fdp_2_3 2, apb 5")) for side in "RL")
    for one, other in zip(right.explanations, left.explanations, strict=True):
        assert one.segments == other.segments
        assert one.weight == pytest.approx(other.weight)


@settings(max_examples=15)
@given(st.permutations(["fdi 2", "apb 4", "edc 5", "triceps 4", "adm 3"]))
def test_the_order_of_findings_is_no_finding(order: list[str]) -> None:
    first = explain(read_weakness("R: fdi 2, apb 4, edc 5, triceps 4, adm 3"))
    other = explain(read_weakness("R: " + ", ".join(order)))
    assert [one.ratio for one in other.causes] == pytest.approx([one.ratio for one in first.causes])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(body.SIDES), st.sampled_from(body.muscles()),
                          st.sampled_from(GRADES)), min_size=1, max_size=10,
                unique_by=lambda one: (one[0], one[1].id)))  # fmt: skip
def test_every_finding_has_an_answer_in_words(
    findings: list[tuple[body.Side, body.Muscle, str]],
) -> None:
    weakness = Weakness(tuple(MuscleFinding(s, m.id, g) for s, m, g in findings))
    if not weakness.abnormal:
        with pytest.raises(Fault):
            explain(weakness)
        return
    for one in explain(weakness).explanations:
        assert explanation_said(one)
        assert len(one.contributions) == len(findings)
        assert all(contribution_said(c, one) for c in one.contributions)


def test_everything_that_can_be_named_has_a_name() -> None:
    for part in body.segments():
        assert segment_said(part.id)
    assert all(unit_said(one.unit) for one in place_table().loci)
    for key in cause_ids():
        assert cause_said(key)
        assert question_said(key)


def test_every_cause_has_a_source() -> None:
    sources = [one.source for one in places_causes()] + [one.source for one in diffuse_causes()]
    assert all(source(key).title for key in sources)


def test_feeling_told_apart_counts_as_feeling_told() -> None:
    together = explain(read_weakness("R: fdi 2, adm 2; numb: little finger"))
    apart = explain(
        read_weakness("R: fdi 2, adm 2"), sensory=[SkinFinding("right", "little_finger", "less")]
    )
    assert apart == together


def test_nothing_abnormal_is_nothing_to_explain() -> None:
    with pytest.raises(Fault, match="nothing is weak"):
        explain(read_weakness("R: fdi 5, apb 5-; feeling normal"))


def test_the_setting_must_be_known() -> None:
    with pytest.raises(Fault, match="general_clinic"):
        explain(read_weakness(PIN), setting="a bar")


def test_a_finding_is_for_or_against_by_where_it_is_supplied_from() -> None:
    best = explain(read_weakness(PIN)).explanations[0]
    relations = {getattr(one.finding, "muscle", ""): one for one in best.contributions}
    assert relations["edc"].relation == "explained"
    assert relations["triceps"].relation == "expected"
    assert relations["triceps"].factor > 1.0


def every_set(weights: list[float], explains: list[frozenset[int]]) -> float:
    """The sum over all sets of at most five that share nothing, spelled out."""
    total = 0.0
    for size in range(1, 6):
        for chosen in itertools.combinations(range(len(weights)), size):
            reached = [bit for k in chosen for bit in explains[k]]
            if len(reached) == len(set(reached)):
                product = 1.0
                for k in chosen:
                    product *= weights[k]
                total += product
    return total


def test_a_task_counts_once_a_set_by_the_place_that_makes_it_likeliest() -> None:
    found = weigh(np.array([2.0, 1.0]), bits([{0}, {70}]), np.array([[3.0, 1.0], [5.0, 0.5]]))
    by_set = {
        tuple(k for k in row if k >= 0): w
        for row, w in zip(found.places.tolist(), found.weights.tolist(), strict=True)
    }
    assert by_set == {(0,): 2.0 * 3.0, (1,): 5.0 * 0.5, (0, 1): 2.0 * 5.0}


# findings beyond the 64th stand in another word than the first ones
@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(0.1, 50.0),
                          st.frozensets(st.integers(60, 66), min_size=1, max_size=3)),
                min_size=1, max_size=9))  # fmt: skip
def test_sets_are_counted_as_spelled_out(places: list[tuple[float, frozenset[int]]]) -> None:
    weights, explains = [w for w, _ in places], [e for _, e in places]
    found = weigh(np.array(weights), bits(explains), np.zeros((len(places), 0)))
    assert found.error is None
    assert found.weights.sum() == pytest.approx(every_set(weights, explains), rel=1e-2)
    for row, weight in zip(found.places, found.weights, strict=True):
        chosen = [k for k in row if k >= 0]
        assert weight == pytest.approx(math.prod(weights[k] for k in chosen))
        assert sum(len(explains[k]) for k in chosen) == len(
            set().union(*(explains[k] for k in chosen))
        )


def test_drawn_sets_agree_with_counted_ones_within_the_error_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weights = [8.0, 5.0, 3.0, 2.0, 1.0, 0.5]
    explains = [frozenset((k % 4, (k + 2) % 5)) for k in range(6)]
    asked = np.array(weights), bits(explains), np.zeros((6, 0))
    counted = weigh(*asked).weights.sum()
    monkeypatch.setattr("multifocal.localize.sets.MOST_COUNTED", 3)
    drawn = weigh(*asked)
    assert drawn.error is not None
    assert 0.0 < drawn.error < 0.1
    assert abs(drawn.weights.sum() / counted - 1.0) < 4 * drawn.error


def test_five_minus_is_neither_weak_nor_spared() -> None:
    (first, *_) = explain(read_weakness("R: fdi 3, adm 5-, apb 5; feeling normal")).explanations
    relations = {
        one.finding.muscle: one.relation
        for one in first.contributions
        if isinstance(one.finding, MuscleFinding)
    }
    assert relations["fdi"] == "explained"
    assert relations["adm"] == "doubtful"
