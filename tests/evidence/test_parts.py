"""Axon loss, noise and the truth of fibers, each on its own."""

import numpy as np
import pytest

from multifocal import body
from multifocal.evidence import (
    focus_truth,
    labelled_study,
    lose_units,
    stopped_between,
    with_disturbance,
)
from multifocal.evidence.axon_loss import MOST_ENLARGED
from multifocal.nerve import Focus, motor_pool, stimulate
from multifocal.study import measure


@pytest.mark.parametrize("share", [0.0, 0.3, 0.8, 1.0])
def test_lost_units_are_gone_and_survivors_grow_within_bounds(share: float) -> None:
    pool = motor_pool("adm", seed=3)
    left = lose_units(pool, share, 0.5)
    assert len(left) == max(len(pool) - round(share * len(pool)), 2)
    assert left.recordable is not None and pool.recordable is not None
    kept = np.isin(pool.velocity_m_s, left.velocity_m_s)
    growth = left.twitch / pool.twitch[kept]
    assert np.all((growth >= 1.0) & (growth <= MOST_ENLARGED))
    assert left.recordable.amplitude_mv == pytest.approx(
        pool.recordable.amplitude_mv[kept] * growth
    )
    assert left.twitch.sum() <= pool.twitch.sum() + 1e-9


def test_nothing_lost_is_the_same_pool_and_nothing_regained_only_takes_away() -> None:
    pool = motor_pool("apb", seed=4)
    same = lose_units(pool, 0.0, 1.0)
    assert same.recordable is not None and pool.recordable is not None
    assert np.array_equal(same.recordable.amplitude_mv, pool.recordable.amplitude_mv)
    wrist = body.site("median", "wrist")
    whole, half, shared = (
        measure(stimulate(one, wrist, noise=None)).amplitude_mv or 0.0
        for one in (pool, lose_units(pool, 0.5, 0.0), lose_units(pool, 0.5, 0.8))
    )
    assert half == pytest.approx(0.5 * whole, rel=0.25)
    assert half < shared < 1.1 * whole


@pytest.mark.parametrize(("share", "regained"), [(-0.1, 0.5), (1.1, 0.5), (0.5, 2.0)])
def test_shares_are_shares(share: float, regained: float) -> None:
    with pytest.raises(ValueError, match="within 0 to 1"):
        lose_units(motor_pool("adm"), share, regained)


def test_a_prescribed_block_is_counted_exactly_and_only_in_its_segment() -> None:
    pool = motor_pool("adm", seed=5)
    focus = Focus(pool.way.place_at(180), 0.5, mechanism="block", seed=1)
    expected = round(0.5 * len(pool)) / len(pool)
    assert focus_truth(pool, focus).stopped_share == pytest.approx(expected)
    wrist, below, erb = (body.site("ulnar", one) for one in ("wrist", "below_elbow", "erb"))
    assert stopped_between(pool, wrist, below, [focus]) == pytest.approx(expected)
    assert stopped_between(pool, below, erb, [focus]) == 0.0
    assert stopped_between(pool, wrist, erb, []) == 0.0


def test_noise_is_the_same_by_seed_and_grows_with_loudness() -> None:
    sweeps = labelled_study("healthy", 1).study.recordings
    once, again, other = (with_disturbance(sweeps, seed) for seed in (3, 3, 4))
    assert all(np.array_equal(a.samples_mv, b.samples_mv) for a, b in zip(once, again, strict=True))
    assert not np.array_equal(once[0].samples_mv, other[0].samples_mv)
    silent = with_disturbance(sweeps, 3, 0.0)
    assert all(
        np.array_equal(a.samples_mv, b.samples_mv) for a, b in zip(silent, sweeps, strict=True)
    )
    loud = with_disturbance(sweeps, 3, 3.0)
    small, large = (np.std(one[0].samples_mv - sweeps[0].samples_mv) for one in (once, loud))
    assert large == pytest.approx(3 * small)
    with pytest.raises(ValueError, match="loudness"):
        with_disturbance(sweeps, 3, -1.0)
