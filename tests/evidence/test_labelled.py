"""Every label is what its study shows by outside reasoning, not by the rules alone."""

from functools import cache

import pytest

from multifocal.criteria import evaluate_by
from multifocal.evidence import LABELS, Label, LabelledStudy, labelled_study
from multifocal.measuring import measure_all
from multifocal.study import Measure, Study

SEEDS = (1, 7)
MET = ("definite", "probable", "met")
ULNAR = ("wrist", "below_elbow", "above_elbow", "axilla", "erb")


@cache
def made(label: Label, seed: int) -> tuple[LabelledStudy, dict[tuple[str, str], Measure]]:
    one = labelled_study(label, seed)
    measures = measure_all(one.study.recordings)
    return one, {(m.nerve + (f" {m.muscle}" if m.muscle else ""), m.site): m for m in measures}


def amplitudes(label: Label, seed: int) -> list[float]:
    """Of the ulnar nerve to ADM, from the wrist to Erb's point, mV."""
    found = made(label, seed)[1]
    return [found["ulnar adm", site].amplitude_mv or 0.0 for site in ULNAR]


def fall(label: Label, seed: int, near: int, far: int) -> float:
    values = amplitudes(label, seed)
    return 1 - values[far] / values[near]


def met(label: Label, seed: int) -> set[tuple[str, str]]:
    """(criteria, proximal site) of every segment that any rule set says yes to."""
    measures = measure_all(made(label, seed)[0].study.recordings)
    return {
        (one.criteria, verdict.proximal_site)
        for one in evaluate_by(Study(measures))
        for verdict in one.segments
        if verdict.block in MET
    }


@pytest.mark.parametrize("seed", SEEDS)
class TestLabels:
    @pytest.mark.parametrize("label", ["healthy", "cold_limb", "axon_loss"])
    def test_no_rule_set_finds_a_block_where_none_is(self, label: Label, seed: int) -> None:
        assert not met(label, seed)

    def test_a_block_takes_away_what_it_stops(self, seed: int) -> None:
        truth = made("block", seed)[0].truth
        stopped = truth["foci"][0]["fibers"][0]["stopped_share"]
        assert 0.5 < stopped < 0.8
        # the rest is delay within the focus and the few units that make a response
        assert fall("block", seed, 0, 1) == pytest.approx(stopped, abs=0.12)
        assert fall("block", seed, 1, 4) < 0.1
        rows = truth["muscles"]["adm"]["sites"]
        assert rows[0]["responding_share"] == 1.0
        assert rows[-1]["responding_share"] == pytest.approx(1 - stopped, abs=1e-4)

    def test_behind_a_complete_block_nothing_answers(self, seed: int) -> None:
        found = made("complete_block", seed)[1]
        assert not found["ulnar adm", "wrist"].absent
        assert all(found["ulnar adm", site].absent for site in ULNAR[1:])

    def test_dispersion_lowers_amplitude_far_more_than_area(self, seed: int) -> None:
        one, found = made("dispersion", seed)
        near, far = found["ulnar adm", "wrist"], found["ulnar adm", "below_elbow"]
        assert one.truth["foci"][0]["fibers"][0]["stopped_share"] < 0.03
        assert (far.negative_peak_duration_ms or 0) > 1.3 * (near.negative_peak_duration_ms or 0)
        area = 1 - (far.negative_peak_area_mvms or 0) / (near.negative_peak_area_mvms or 1)
        assert fall("dispersion", seed, 0, 1) > 1.5 * area

    def test_block_with_dispersion_is_both(self, seed: int) -> None:
        found = made("block_with_dispersion", seed)[1]
        latency = found["ulnar adm", "below_elbow"].latency_ms or 0.0
        assert latency > 1.0 + (made("block", seed)[1]["ulnar adm", "below_elbow"].latency_ms or 0)
        assert fall("block_with_dispersion", seed, 0, 1) > 0.5

    def test_axon_loss_is_small_from_every_site_and_as_fast(self, seed: int) -> None:
        lost, whole = made("axon_loss", seed)[1], made("healthy", seed)[1]
        for key in (("ulnar adm", "wrist"), ("median apb", "wrist")):
            assert (lost[key].amplitude_mv or 0) < 0.6 * (whole[key].amplitude_mv or 0)
        assert fall("axon_loss", seed, 0, 4) < 0.25
        assert lost["ulnar adm", "erb"].latency_ms == pytest.approx(
            whole["ulnar adm", "erb"].latency_ms, rel=0.12
        )

    def test_crossing_fibers_look_like_block_and_answer_from_the_median_nerve(
        self, seed: int
    ) -> None:
        one, found = made("martin_gruber", seed)
        assert one.truth["foci"] == []
        assert fall("martin_gruber", seed, 0, 1) > 0.25
        missing = (found["ulnar adm", "wrist"].amplitude_mv or 0) - (
            found["ulnar adm", "below_elbow"].amplitude_mv or 0
        )
        assert found["median adm", "elbow"].amplitude_mv == pytest.approx(missing, rel=0.15)
        assert fall("martin_gruber", seed, 0, 4) < 0.2  # Erb's point has both nerves

    def test_too_weak_a_stimulus_shows_at_that_site_only_and_the_file_does_not_tell(
        self, seed: int
    ) -> None:
        one, found = made("submaximal_proximal_stimulus", seed)
        assert one.truth["foci"] == []
        assert fall("submaximal_proximal_stimulus", seed, 0, 3) < 0.15
        assert fall("submaximal_proximal_stimulus", seed, 3, 4) > 0.4
        assert found["ulnar adm", "erb"].supramaximal is None
        row = one.truth["muscles"]["adm"]["sites"][-1]
        assert row["stimulated_share"] == row["responding_share"] < 0.5

    def test_cold_slows_by_what_is_published_and_blocks_nothing(self, seed: int) -> None:
        cold, warm = made("cold_limb", seed)[1], made("healthy", seed)[1]
        speeds = []
        for found in (cold, warm):
            near, far = found["ulnar adm", "wrist"], found["ulnar adm", "below_elbow"]
            speeds.append((far.distance_mm or 0) / ((far.latency_ms or 0) - (near.latency_ms or 0)))
        assert 0.8 <= (speeds[1] - speeds[0]) / 9.0 <= 2.4  # m/s a degree of skin
        assert fall("cold_limb", seed, 0, 4) < 0.25
        assert cold["ulnar adm", "wrist"].temperature_c == 24.0

    def test_pressure_at_the_elbow_falls_there_and_no_rule_set_counts_it(self, seed: int) -> None:
        assert fall("entrapment", seed, 0, 1) < 0.1
        assert fall("entrapment", seed, 1, 2) > 0.5
        assert not met("entrapment", seed)

    def test_sensory_responses_are_the_same_but_in_the_cold(self, seed: int) -> None:
        whole = _sensory("healthy", seed)
        for label in LABELS:
            for key, one in _sensory(label, seed).items():
                if label == "cold_limb":
                    assert (one.latency_ms or 0) > (whole[key].latency_ms or 0)
                else:
                    assert one.latency_ms == whole[key].latency_ms


def _sensory(label: Label, seed: int) -> dict[str, Measure]:
    """Without noise, which is another at each examination."""
    measures = measure_all(labelled_study(label, seed, noise=None).study.recordings)
    return {one.nerve: one for one in measures if one.kind == "sensory"}


def test_no_two_labels_share_their_noise() -> None:
    before = {
        one.samples_mv[one.times_ms < 0].tobytes()
        for label in LABELS
        for one in labelled_study(label, 1).study.recordings
    }
    assert len(before) == sum(len(labelled_study(label, 1).study.recordings) for label in LABELS)


@pytest.mark.parametrize("seed", (*SEEDS, 11, 12))
def test_a_complete_block_is_told_from_a_sweep_that_is_long_and_quiet_enough(seed: int) -> None:
    for one in labelled_study("complete_block", seed).study.recordings:
        assert one.distance_mm is not None
        assert float(one.times_ms[-1]) >= one.distance_mm / 15.0 + 18.0
        assert 0.5e-4 < one.samples_mv[one.times_ms < 0].std() < 3e-3
