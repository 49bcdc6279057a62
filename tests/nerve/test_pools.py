"""Every recordable muscle's healthy pool against published normal values (V17, V18, V24, V25)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from multifocal import body, sources
from multifocal.measuring import measure
from multifocal.nerve import motor_pool, recordable_muscles, stimulate
from multifocal.nerve.pool_table import pool_rows

PUBLISHED: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "reference" / "pools.toml").read_text(encoding="utf-8")
)
PEOPLE = 16
Array = np.ndarray


@cache
def healthy(muscle: str) -> tuple[Array, Array, Array, Array]:
    """Amplitude, latency and duration (people, sites) and distance (sites)."""
    row = PUBLISHED[muscle]
    sites = [body.site(row["nerve"], one) for one in row["sites"]]
    found, distance = [], []
    for person in range(PEOPLE):
        sweeps = [stimulate(motor_pool(muscle, seed=person), one, noise=None) for one in sites]
        distance = [s.distance_mm for s in sweeps]
        ms = [measure(s) for s in sweeps]
        found.append([(m.amplitude_mv, m.latency_ms, m.negative_peak_duration_ms) for m in ms])
    values = np.array(found, dtype=np.float64)
    return values[:, :, 0], values[:, :, 1], values[:, :, 2], np.array(distance)


def quantity(muscle: str, name: str) -> Array:
    """One number a person."""
    amplitude, latency, duration, distance = healthy(muscle)
    row = PUBLISHED[muscle]
    pools = [motor_pool(muscle, seed=person) for person in range(PEOPLE)]
    if name == "amplitude_mv":
        return amplitude[:, 0]
    if name == "latency_ms":
        return latency[:, row["sites"].index(row[name].get("at", row["sites"][0]))]
    if name == "duration_ms":
        return duration[:, 0]
    if name == "velocity_m_s":
        return (distance[1] - distance[0]) / (latency[:, 1] - latency[:, 0])
    if name == "units":
        return np.array([len(pool) for pool in pools], dtype=float)
    return 1000 * amplitude[:, 0] / [len(pool) for pool in pools]  # unit_uv


CASES = [
    (muscle, name)
    for muscle, row in PUBLISHED.items()
    for name in row
    if name.endswith(("_mv", "_ms", "_m_s")) and "conflict" not in row[name]
]


def test_the_twelve_muscles_of_a_study_have_recordings() -> None:
    assert set(recordable_muscles()) == set(PUBLISHED)
    assert len(PUBLISHED) == 12


@pytest.mark.parametrize(("muscle", "name"), CASES)
def test_healthy_people_lie_in_the_published_range(muscle: str, name: str) -> None:
    """At least 15 of 16 people inside; the mean within half a published SD (200 in `make docs`)."""
    row, values = PUBLISHED[muscle][name], quantity(muscle, name)
    inside = (values >= row.get("low", 0)) & (values <= row.get("high", np.inf))
    assert inside.mean() >= 15 / 16
    if "sd" in row:
        assert abs(values.mean() - row["mean"]) <= 0.5 * row["sd"]


@pytest.mark.parametrize("muscle", ["apb", "adm", "ta"])
def test_unit_numbers_and_sizes(muscle: str) -> None:
    """V24 within 15 %: APB 110 to 135 units of 75 to 95 µV, ADM 130 of 80, TA 109 of 64."""
    row = PUBLISHED[muscle]
    assert quantity(muscle, "units").mean() == pytest.approx(row["units"]["mean"], rel=0.15)
    assert quantity(muscle, "unit_uv").mean() == pytest.approx(row["unit_uv"]["mean"], rel=0.15)


@pytest.mark.parametrize("muscle", ["apb", "adm"])
def test_so_many_of_the_largest_units_make_half_the_response(muscle: str) -> None:
    """V24: D50 37 and 46. TA's 61 of 109 cannot be had with unequal units: docs/nerve.md."""
    halves = []
    for person in range(PEOPLE):
        units = motor_pool(muscle, seed=person).recordable
        assert units is not None
        share = np.cumsum(np.sort(units.amplitude_mv)[::-1])
        halves.append(int(np.searchsorted(share, share[-1] / 2)) + 1)
    assert np.mean(halves) == pytest.approx(PUBLISHED[muscle]["half_units"]["mean"], rel=0.15)


@pytest.mark.parametrize("muscle", ["apb", "adm", "fdi"])
def test_responses_fall_and_lengthen_with_distance_as_published(muscle: str) -> None:
    """V18: to the elbow 2 to 10 % on the mean, and no one beyond the limits of 22 % and 14 %."""
    amplitude, _, duration, _ = healthy(muscle)
    to_elbow = PUBLISHED[muscle]["sites"].index("elbow" if muscle == "apb" else "above_elbow")
    fall = 1 - amplitude[:, to_elbow] / amplitude[:, 0]
    rise = duration[:, to_elbow] / duration[:, 0] - 1
    assert 0.02 <= fall.mean() <= 0.10
    assert fall.max() <= 0.22
    assert rise.mean() <= 0.11
    assert np.percentile(rise, 97) <= 0.14


@pytest.mark.parametrize("muscle", ["edb", "ah"])
def test_legs_fall_more_than_arms_within_their_limits(muscle: str) -> None:
    """Limits 28.9 % and 25 % for legs (e-jend 1661)."""
    amplitude, _, duration, _ = healthy(muscle)
    assert (1 - amplitude[:, -1] / amplitude[:, 0]).mean() >= 0.02
    assert (1 - amplitude[:, -1] / amplitude[:, 0]).max() <= 0.289
    assert (duration[:, -1] / duration[:, 0] - 1).mean() <= 0.25


def test_the_slowest_fibers_are_thirty_to_forty_percent_slower() -> None:
    """Thomas, Sears and Gilliatt 1959; V26: this is the choice made, and not the collision
    test's 10 %, which the single thenar axons of 34 to 66 m/s contradict."""
    ratios, velocities = [], []
    for person in range(PEOPLE):
        v = motor_pool("apb", seed=person).velocity_m_s
        ratios.append(v.min() / v.max())
        velocities.append(v)
    assert 0.57 <= np.mean(ratios) <= 0.72
    everyone = np.concatenate(velocities)
    assert np.percentile(everyone, 1) >= 34
    assert np.percentile(everyone, 99) <= 66


def test_the_two_sides_of_a_person_are_alike() -> None:
    """ADM: limits of 3.6 mV and 0.6 ms between sides (Buschbacher); 15 of 16 people within."""
    within = []
    for person in range(PEOPLE):
        left, right = (
            measure(stimulate(motor_pool("adm", side, seed=person), body.site("ulnar", "wrist")))
            for side in body.SIDES
        )
        apart_mv = abs((left.amplitude_mv or 0) - (right.amplitude_mv or 0))
        apart_ms = abs((left.latency_ms or 0) - (right.latency_ms or 0))
        within.append(apart_mv <= 3.6 and apart_ms <= 0.6)
    assert np.mean(within) >= 15 / 16


def test_every_number_of_the_tables_names_a_source() -> None:
    for row in pool_rows().values():
        for name in (*row.sources, *(row.surface.sources if row.surface else ())):
            assert sources.source(name)
