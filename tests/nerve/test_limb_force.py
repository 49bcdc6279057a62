"""Grip, pinch, wrist and ankle from the muscles behind them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal import body
from multifocal.nerve import (
    Experiment,
    Focus,
    Harm,
    limb_force,
    limb_forces,
    motor_pool,
    muscles_behind,
    normal_strength,
)
from multifocal.nerve.limb_force import weighted_range


def blocked_at_the_wrist(nerve: str, force_id: str) -> float:
    """Loss, %, when every motor fiber of a nerve is stopped at the wrist."""
    muscle = {"ulnar": "adm", "median": "apb"}[nerve]
    place = body.site(nerve, "wrist").place_on(motor_pool(muscle).way)
    stopped = Focus(place, 1.0, mechanism="block")
    found = Experiment(harm=Harm((stopped,))).strength(muscles_behind(force_id))
    return 100 * (1 - limb_force(force_id, found).share)


@pytest.mark.parametrize(
    ("nerve", "force_id", "least", "most"),
    [  # two studies each, where there are two: from the one to the other
        ("ulnar", "grip", 26.9, 38),
        ("ulnar", "key_pinch", 58.3, 77),
        ("ulnar", "tip_pinch", 52.5, 62.5),  # 57.5
        ("ulnar", "palmar_pinch", 56, 66),  # 61.0
        ("median", "grip", 0, 32),
        ("median", "key_pinch", 29.5, 60),
        ("median", "tip_pinch", 15, 25),  # 20
        ("median", "palmar_pinch", 34.5, 44.5),  # 39.5
        ("median", "thumb_abduction", 70.3, 74.3),  # men, women (J Hand Surg 1997)
    ],
)
def test_a_block_at_the_wrist_costs_what_was_measured(
    nerve: str, force_id: str, least: float, most: float
) -> None:
    """J Hand Ther 2018 (ulnar), PMID 27979334 (median), Kozin 1999 (both)."""
    assert least <= blocked_at_the_wrist(nerve, force_id) <= most


@pytest.mark.parametrize("force_id", limb_forces())
def test_whole_muscles_make_whole_strength_and_none_makes_none(force_id: str) -> None:
    whole = limb_force(force_id, dict.fromkeys(muscles_behind(force_id), 1.0))
    assert whole.share == pytest.approx(1.0)
    assert (whole.low, whole.high) == pytest.approx((1.0, 1.0))
    assert limb_force(
        force_id, dict.fromkeys(muscles_behind(force_id), 0.0)
    ).share == pytest.approx(0)


@given(st.lists(st.floats(0, 1), min_size=40, max_size=40), st.sampled_from(limb_forces()))
def test_the_range_holds_the_share(values: list[float], force_id: str) -> None:
    found = limb_force(force_id, dict(zip(muscles_behind(force_id), values, strict=False)))
    assert 0.0 <= found.low <= found.share + 1e-9
    assert found.share <= found.high + 1e-9


@given(st.lists(st.tuples(st.floats(0.01, 1), st.floats(0, 1)), min_size=1, max_size=6), st.data())
def test_no_weights_within_the_factor_leave_the_range(
    parts: list[tuple[float, float]], data: st.DataObject
) -> None:
    names = [str(k) for k in range(len(parts))]
    weights = {n: w for n, (w, _) in zip(names, parts, strict=True)}
    strength = {n: s for n, (_, s) in zip(names, parts, strict=True)}
    low, high = weighted_range(weights, strength)
    factors = [data.draw(st.floats(0.5, 2.0)) for _ in names]
    mean = np.average(
        [strength[n] for n in names],
        weights=[f * weights[n] for n, f in zip(names, factors, strict=True)],
    )
    assert low - 1e-9 <= mean <= high + 1e-9


def test_normal_values_by_age_and_sex() -> None:
    """Mathiowetz 1985, right hand, kg."""
    man = body.Subject(age_years=22, sex="male")
    found = normal_strength("grip", man)
    assert found is not None
    assert (found.mean, found.unit) == (54.9, "kg")
    assert found.sd == pytest.approx(9.3, abs=0.05)
    woman = normal_strength("grip", body.Subject(age_years=80, sex="female"))
    assert woman is not None and woman.mean == 19.3
    pinch = normal_strength("key_pinch", body.Subject(age_years=50, sex="female"))
    assert pinch is not None and pinch.mean == 8.0


def test_no_normal_value_is_made_up() -> None:
    assert normal_strength("grip", body.Subject()) is None
    assert normal_strength("grip", body.Subject(age_years=12, sex="male")) is None
    assert normal_strength("key_pinch", body.Subject(age_years=70, sex="male")) is None
    assert normal_strength("ankle_dorsiflexion", body.Subject(age_years=40, sex="male")) is None
    with pytest.raises(KeyError):
        normal_strength("handstand", body.Subject())


def test_every_muscle_behind_a_strength_is_in_the_body() -> None:
    for force_id in limb_forces():
        for muscle in muscles_behind(force_id):
            assert body.muscle(muscle)


def test_a_dropped_foot_is_the_fibular_nerves() -> None:
    ta = motor_pool("ta").way
    stopped = Focus(ta.place_at(150), 1.0, mechanism="block")
    muscles = (*muscles_behind("ankle_dorsiflexion"), *muscles_behind("ankle_plantarflexion"))
    found = Experiment(harm=Harm((stopped,))).strength(muscles)
    assert limb_force("ankle_dorsiflexion", found).share == pytest.approx(0.0)
    assert limb_force("ankle_plantarflexion", found).share > 0.9
