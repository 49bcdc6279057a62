"""Where an impulse is at which time: the model's own transit, and what damage adds to it."""

import numpy as np
import pytest

from multifocal import body
from multifocal.nerve import Focus, LimbTemperature, conduction, journey, motor_pool, passages
from multifocal.nerve.pool import Bundle

POOLS = [
    motor_pool("adm"), motor_pool("biceps", "left"), motor_pool("edb", seed=3),
    motor_pool("apb", temperature=LimbTemperature(25.0)),
]  # fmt: skip


def harm(pool: Bundle, severity: float) -> list[Focus]:
    return [
        Focus(pool.way.place_at(share * pool.way.length_mm), severity, seed=k)
        for k, share in enumerate((0.2, 0.5))
    ]


@pytest.mark.parametrize("pool", POOLS, ids=lambda pool: pool.muscle)
def test_a_healthy_impulse_takes_the_model_s_own_time(pool: Bundle) -> None:
    transit = pool.transit_ms(0.0, pool.way.length_mm)
    for fiber in range(len(pool)):
        assert journey(pool, fiber, ()) == ((0.0, 0.0), (transit[fiber], pool.way.length_mm))


@pytest.mark.parametrize("pool", POOLS, ids=lambda pool: pool.muscle)
@pytest.mark.parametrize("severity", [0.05, 0.2, 0.6])
def test_damage_adds_its_delay_and_stops_where_it_stops(pool: Bundle, severity: float) -> None:
    foci = harm(pool, severity)
    fate = conduction(pool, foci)
    met = passages(pool, foci)
    transit = pool.transit_ms(0.0, pool.way.length_mm)
    for fiber in range(len(pool)):
        mine = [one for one in met if one.fiber == fiber]
        end = None if fate.arrives[fiber] else float(fate.stopped_mm[fiber])
        times, places = zip(*journey(pool, fiber, mine, end), strict=True)
        assert list(times) == sorted(times)
        assert list(places) == sorted(places)
        if end is None:
            assert places[-1] == pool.way.length_mm
            assert times[-1] == pytest.approx(transit[fiber] + fate.delay_ms[fiber], abs=1e-9)
        else:
            passed = sum(one.delay_ms for one in mine if one.to_mm < end)
            assert places[-1] == end
            assert times[-1] == pytest.approx(
                pool.transit_ms(0.0, end)[fiber] + np.nan_to_num(passed), abs=1e-9
            )


def test_before_the_first_damage_nothing_is_late() -> None:
    pool = POOLS[0]
    focus = Focus(body.site("ulnar", "wrist").place_on(pool.way), 0.3)
    for one in passages(pool, [focus]):
        (_, start, reached, *_) = journey(pool, one.fiber, [one])
        assert start == (pool.transit_ms(0.0, one.from_mm)[one.fiber], one.from_mm)
        if not np.isnan(one.delay_ms):
            assert reached[0] - start[0] >= one.delay_ms
