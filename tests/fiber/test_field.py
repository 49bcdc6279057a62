"""A stimulus from outside: what electrodes are known to do."""

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal.fiber import (
    Fibers,
    FieldPulse,
    GainesMembrane,
    Geometry,
    Lesion,
    Pulse,
    conduct,
    field_threshold,
    node_voltages,
    places_mm,
)
from multifocal.fiber.field import rectangle

FIBER = Fibers(Geometry.of([10.0]), 41)
MIDDLE_MM = float(FIBER.node_mm()[0, 20])
Array = NDArray[np.float64]


def electrode(
    current_ma: float, distance_mm: float = 1.0, fibers: Fibers = FIBER, at_mm: float = MIDDLE_MM
) -> FieldPulse:
    return FieldPulse.point(
        fibers, at_mm=at_mm, distance_mm=distance_mm, current_ma=current_ma, duration_ms=0.1
    )


def moved_mv(pulse: FieldPulse, duration_ms: float) -> Array:
    """How far the field moves each node from its rest, at the end; (nodes,)."""
    _, quiet = node_voltages(FIBER, pulse=Pulse(0.0), duration_ms=duration_ms, engine="reference")
    _, volts = node_voltages(FIBER, pulse=pulse, duration_ms=duration_ms)
    return np.asarray(volts[0, -1] - quiet[0, -1])


def test_the_same_potential_everywhere_does_nothing() -> None:
    even = FieldPulse(np.full(places_mm(FIBER).shape, 800.0), *rectangle(1.0))
    assert np.abs(moved_mv(even, 1.0)).max() < 1e-9


def test_an_even_slope_moves_the_ends_and_nothing_between() -> None:
    slope = FieldPulse(3.0 * places_mm(FIBER), *rectangle(1.0))  # 3 mV for each mm
    moved = moved_mv(slope, 0.1)
    assert np.abs(moved[17:24]).max() < 0.002
    assert moved[0] > 4.0
    assert moved[-1] < -4.0


def test_a_cathode_depolarizes_where_it_is_and_hyperpolarizes_beside_it() -> None:
    """The sign of the activating function (Rattay 1986): the potential's second difference."""
    pulse = electrode(-0.02)
    moved = moved_mv(pulse, 0.1)
    second = np.diff(pulse.potential_mv[0, ::11], 2)  # of nodes 1 to 39
    assert np.sign(moved[[20, 17, 23]]).tolist() == [1.0, -1.0, -1.0]
    assert np.sign(second[[19, 16, 22]]).tolist() == [1.0, -1.0, -1.0]
    turned = moved_mv(electrode(0.02), 0.1)
    assert np.sign(turned[[20, 17, 23]]).tolist() == [-1.0, 1.0, 1.0]


def test_cathodes_need_less_than_anodes_and_more_from_afar() -> None:
    near, far = (field_threshold(FIBER, electrode(-1.0, mm), precision=0.02) for mm in (1.0, 2.0))
    anode = field_threshold(FIBER, electrode(1.0), precision=0.02)
    assert 2.0 < far[0] / near[0] < 5.0
    assert 3.0 < anode[0] / near[0] < 8.0  # three to eight times (Ranck 1975, from memory)


def test_thick_fibers_need_less_than_thin_ones() -> None:
    both = Fibers(Geometry.of([7.3, 14.0]), 31)
    over = both.node_mm()[:, 15]
    pulse = FieldPulse.point(both, at_mm=over, distance_mm=1.0, current_ma=-1.0, duration_ms=0.1)
    thin, thick = field_threshold(both, pulse, precision=0.02)
    assert thick < 0.8 * thin


def test_the_impulse_starts_beneath_the_cathode_and_runs_both_ways() -> None:
    answer = conduct(FIBER, pulse=electrode(-0.3), pulse_times_ms=(0.5, 6.0))
    times = answer.node_times_ms[0, :, 0]
    assert times.argmin() == 20
    assert times[10] == pytest.approx(times[30], abs=1e-6)
    assert answer.times_ms[0, 0, 1] - answer.times_ms[0, 0, 0] == pytest.approx(5.5, abs=0.1)
    poor = Lesion.at_all("gna", [28, 29, 30], 0.01)
    stopped = conduct(FIBER, [poor], pulse=electrode(-0.3))
    assert stopped.status.tolist() == ["stopped"]
    assert MIDDLE_MM < stopped.block_at_mm[0] < FIBER.node_mm()[0, 30]
    weak = conduct(FIBER, pulse=electrode(-0.05))
    assert weak.status.tolist() == ["not started"]


def test_a_course_in_time_is_taken_as_it_is() -> None:
    """Steps of 0.1 ms have its means; a ramp and a rectangle of the same charge differ."""
    pulse = FieldPulse(np.zeros(11), np.array([0.0, 0.2, 0.2]), np.array([0.0, 1.0, 0.0]))
    means = pulse.mean_course(np.array([0.1, 0.35]), 6, 0.1)
    assert means == pytest.approx([0.0, 0.25, 0.75, 0.0625, 0.5, 0.4375])


def test_what_does_not_fit_is_refused() -> None:
    pulse = electrode(-1.0)
    with pytest.raises(ValueError, match="reference"):
        conduct(FIBER, pulse=pulse, engine="fast")
    with pytest.raises(ValueError, match="MRG"):
        motor = Fibers(Geometry.of([10.0], "gaines"), 41, GainesMembrane("motor"))
        conduct(motor, pulse=pulse)
    with pytest.raises(ValueError, match="places"):
        conduct(Fibers(Geometry.of([10.0]), 31), pulse=pulse)
    with pytest.raises(ValueError, match="stimulate_at_mm"):
        conduct(FIBER, pulse=pulse, stimulate_at_mm=3.0)
    for times, course in (([0.0, -1.0], [1.0, 1.0]), ([0.0, np.nan], [1.0, 1.0]), ([0.0], [1.0])):
        with pytest.raises(ValueError, match="times_ms"):
            FieldPulse(np.zeros(11), np.array(times), np.array(course))
    with pytest.raises(ValueError, match="distance_mm"):
        electrode(-1.0, 0.0)
