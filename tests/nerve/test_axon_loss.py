"""Units that are lost, and what the others take over."""

import numpy as np
import pytest

from multifocal import body
from multifocal.measuring import measure
from multifocal.nerve import lose_units, motor_pool, stimulate
from multifocal.nerve.axon_loss import MOST_ENLARGED


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
