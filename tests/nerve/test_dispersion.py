"""Patchy demyelination: late and dispersed, not blocked; in the hand, long responses."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from multifocal import body
from multifocal.measuring import measure
from multifocal.nerve import Conduction, Focus, MotorPool, conduction, motor_pool, stimulate
from multifocal.study import Measure

PEOPLE = range(4)
LONGEST_DISTAL_MS = 6.7  # ulnar nerve, EFNS/PNS for CIDP (PMC8108415)


def patches(pool: MotorPool, severity: float, at_mm: float, extent_mm: float) -> Focus:
    return Focus(pool.way.place_at(at_mm), severity, extent_mm, "patches", seed=pool.person)


@cache
def forearm(severity: float) -> tuple[tuple[Conduction, Measure, Measure], ...]:
    """A 150-mm stretch of the forearm: fibers, response from the wrist and from above the elbow."""
    found = []
    for person in PEOPLE:
        pool = motor_pool("adm", seed=person)
        foci = [patches(pool, severity, 180.0, 150.0)] if severity else []
        near, far = (
            measure(stimulate(pool, body.site("ulnar", one), foci))
            for one in ("wrist", "above_elbow")
        )
        found.append((conduction(pool, foci), near, far))
    return tuple(found)


def change(severity: float, name: str) -> float:
    """From the wrist to above the elbow, over that of the healthy; the mean over people."""

    def share(found: tuple[tuple[Conduction, Measure, Measure], ...]) -> float:
        return float(np.mean([getattr(far, name) / getattr(near, name) for _, near, far in found]))

    return share(forearm(severity)) / share(forearm(0.0))


@pytest.mark.parametrize("severity", [0.2, 0.4, 0.6, 0.9])
def test_over_a_long_stretch_hardly_a_fiber_is_stopped(severity: float) -> None:
    assert np.mean([fate.arrives.mean() for fate, _, _ in forearm(severity)]) > 0.98


def test_fibers_are_late_each_by_its_own() -> None:
    for fate, _, _ in forearm(0.4):
        assert fate.delay_ms.std() > 1.5 and fate.delay_ms.max() > 6.0


def test_the_response_spreads_out_and_its_area_falls_less_than_its_height() -> None:
    """Duration beyond the 30 % that tell dispersion from block; phases that cancel take at most
    80 % of the height and half of the area (Rhee 1990)."""
    for severity in (0.4, 0.6):
        height, area = (
            change(severity, "amplitude_mv"),
            change(severity, "total_negative_area_mvms"),
        )
        assert change(severity, "negative_peak_duration_ms") > 1.30
        assert 0.2 < height < 0.75 and area > max(0.5, height)


def test_more_of_it_is_more_of_it() -> None:
    """A higher severity thins what a lower one did and more."""
    for few, many in zip(forearm(0.2), forearm(0.6), strict=True):
        both = few[0].arrives & many[0].arrives
        assert np.all(few[0].delay_ms[both] <= many[0].delay_ms[both] + 0.02)


def test_in_the_hand_it_lengthens_the_response_from_the_wrist() -> None:
    """Beyond the limit of the distal duration, which no healthy person passes."""
    for person in PEOPLE:
        pool = motor_pool("adm", seed=person)
        wrist = body.site("ulnar", "wrist")
        healthy = measure(stimulate(pool, wrist))
        struck = measure(stimulate(pool, wrist, [patches(pool, 0.7, 40.0, 60.0)]))
        assert healthy.negative_peak_duration_ms < LONGEST_DISTAL_MS  # type: ignore[operator]
        assert struck.negative_peak_duration_ms > LONGEST_DISTAL_MS  # type: ignore[operator]
        assert struck.latency_ms > healthy.latency_ms + 0.3  # type: ignore[operator]


def test_thinning_every_internode_as_unevenly_stops_half_of_the_fibers() -> None:
    """Why `lamellae` is not what dispersion over a long stretch is made of."""
    pool = motor_pool("adm")
    even = replace(patches(pool, 0.9, 180.0, 150.0), mechanism="lamellae")
    assert conduction(pool, [even]).arrives.mean() < 0.6
