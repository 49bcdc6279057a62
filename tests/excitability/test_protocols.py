"""What the protocols of nerve excitability testing find in simulated fibers."""

import doctest
import importlib

import numpy as np
import pytest

from multifocal.excitability import (
    PUBLISHED,
    Tracking,
    current_threshold,
    recovery_cycle,
    resting_mv,
    steady_for_shift,
    strength_duration,
    threshold_electrotonus,
)
from multifocal.fiber import Fibers, GainesMembrane, Geometry, Membrane, activation_threshold
from multifocal.sources import source

BATCH = Fibers(Geometry.of([7.0, 10.0, 14.0]), 21)
ONE = Fibers(Geometry.of(10.0), 21)
FEW_MS = [1.3, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 18.0, 24.0, 32.0]


def shifted(shift_mv: float) -> Tracking:
    return Tracking(ONE, steady_na=steady_for_shift(ONE, shift_mv))


def test_the_thresholds_of_a_protocol_are_those_of_the_fiber() -> None:
    found = strength_duration(BATCH, [0.2, 1.0])
    for k, lasts in enumerate((0.2, 1.0)):
        alone = activation_threshold(BATCH, pulse_ms=lasts)
        assert found.threshold_na[:, k] == pytest.approx(alone, rel=2e-3)


def test_weiss_line_goes_through_two_points_and_near_more() -> None:
    """Its time constant is the chronaxie: there the threshold is twice the rheobase."""
    two = strength_duration(BATCH, [0.2, 1.0])
    assert two.misfit_percent == pytest.approx(0, abs=1e-6)
    more = strength_duration(BATCH)
    assert (more.misfit_percent < 2).all()
    chronaxie = float(more.time_constant_ms[1])
    at_it = Tracking(ONE).with_pulse(chronaxie).under(0.0)[0, 0]
    assert at_it == pytest.approx(2 * more.rheobase_na[1], rel=0.02)
    low, high = PUBLISHED["time_constant_ms"].low, PUBLISHED["time_constant_ms"].high
    assert low is not None and high is not None
    assert ((more.time_constant_ms > low) & (more.time_constant_ms < high)).all()


def test_pulses_that_start_nothing_leave_no_rheobase() -> None:
    """Durations given in seconds: the first pulse is too short for any current looked for."""
    found = strength_duration(ONE, [0.0002, 0.001])
    assert np.isinf(found.threshold_na[0, 0])
    for one in (found.rheobase_na, found.time_constant_ms, found.misfit_percent):
        assert np.isnan(one).all()


def test_an_impulse_leaves_a_fiber_refractory_then_super_then_subexcitable() -> None:
    cycle = recovery_cycle(BATCH, FEW_MS)
    assert (cycle.change_percent[:, 0] > 20).all()
    assert ((cycle.relative_refractory_ms > 1.3) & (cycle.relative_refractory_ms < 2.5)).all()
    assert (cycle.superexcitability_percent < -10).all()
    assert (cycle.subexcitability_percent > 5).all()


def test_cold_prolongs_refractoriness() -> None:
    cold = recovery_cycle(Fibers(ONE.geometry, 21, Membrane(30.0)), FEW_MS)
    warm = recovery_cycle(ONE, FEW_MS)
    assert cold.relative_refractory_ms > 1.1 * warm.relative_refractory_ms
    assert np.isinf(cold.change_percent[0, 0])  # its pulse is hardly over


@pytest.mark.exhaustive  # a quarter of a minute
def test_polarization_shifts_the_rest_as_asked_and_refractoriness_as_in_people() -> None:
    """Hyperpolarized axons recover sooner. That people's are more superexcitable too this membrane
    does not show, for want of fast potassium channels that depolarization would open."""
    cycles = []
    for shift in (-4.0, 0.0, 4.0):
        there = shifted(shift)
        rest = resting_mv(ONE, steady_na=there.steady_na)[0, 10] - resting_mv(ONE)[0, 10]
        assert rest == pytest.approx(shift, abs=0.02)
        cycles.append(recovery_cycle(there, FEW_MS))
    refractory_ms = [float(one.relative_refractory_ms[0]) for one in cycles]
    assert refractory_ms == sorted(refractory_ms)
    assert refractory_ms[2] > 1.2 * refractory_ms[0]
    control_na = [float(one.control_na[0]) for one in cycles]
    assert control_na == sorted(control_na, reverse=True)


def test_a_rest_that_no_current_holds_is_none() -> None:
    assert np.isnan(steady_for_shift(ONE, -1e4)).all()


def test_currents_lower_and_raise_the_threshold_and_it_rebounds() -> None:
    found = threshold_electrotonus(BATCH, delays_ms=[-5, 10, 20, 95, 110, 125, 200])
    assert found.reduction_percent[:, :, 0] == pytest.approx(0, abs=0.2)
    for current in (40.0, -40.0):
        sign = np.sign(current)
        assert (sign * found.peak(current) > 40).all()
        assert (sign * found.mean(current, 90, 100) > 40).all()
        assert (sign * found.rebound(current) < 0).all()
    with pytest.raises(ValueError, match=r"no current of 20 %; there are \[40.0, -40.0\]"):
        found.peak(20)


def test_without_inward_rectification_hyperpolarizing_electrotonus_stays_small() -> None:
    """Published: -118.6 %. The published membrane does not do it, and nothing is tuned."""
    found = threshold_electrotonus(ONE, [-40], [20, 90])
    published = PUBLISHED["teh_90_percent"]
    assert published.sd is not None
    assert found.mean(-40, 90, 90)[0] > published.mean + 3 * published.sd


def test_current_threshold_bends_outward_and_goes_through_the_middle() -> None:
    found = current_threshold(BATCH, [40, 10, 0, -10, -40, -80])
    assert found.reduction_percent[:, 2] == pytest.approx(0, abs=0.3)
    assert (np.diff(found.reduction_percent, axis=1) < 0).all()
    assert (found.least_slope <= found.resting_slope).all()
    assert ((found.resting_slope > 0.6) & (found.resting_slope < 1.0)).all()


@pytest.mark.exhaustive
def test_gaines_motor_fiber_goes_through_all_protocols() -> None:
    motor = Fibers(Geometry.of([10.0], "gaines"), 21, GainesMembrane("motor"))
    assert np.isfinite(strength_duration(motor).time_constant_ms).all()
    assert (recovery_cycle(motor).change_percent[:, 0] > 20).all()
    found = threshold_electrotonus(motor)
    assert (found.peak(40) > 40).all()


def test_results_are_plain_columns_and_where_pandas_is_tables() -> None:
    found = threshold_electrotonus(BATCH, [40], [10, 20])
    columns = found.columns()
    assert columns["fiber"].tolist() == [0, 0, 1, 1, 2, 2]
    assert columns["delay_ms"].tolist() == [10, 20] * 3
    assert columns["reduction_percent"].tolist() == found.reduction_percent.ravel().tolist()
    for one in (strength_duration(ONE, [0.2, 1]), recovery_cycle(ONE, [2, 3, 4]),
                current_threshold(ONE, [10, -10])):  # fmt: skip
        assert len({len(values) for values in one.columns().values()}) == 1
    try:
        import pandas  # noqa: F401, PLC0415
    except ImportError:
        with pytest.raises(ImportError, match="pandas"):
            found.table()
    else:
        assert list(found.table().columns) == list(columns)  # type: ignore[attr-defined]


@pytest.mark.parametrize("value", PUBLISHED.values())
def test_every_published_value_names_its_source(value: object) -> None:
    assert source(value.source).verified  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "refused",
    [
        lambda: strength_duration(ONE, [0.2]),
        lambda: recovery_cycle(ONE, [0.5, 2, 3]),
        lambda: recovery_cycle(ONE, [3, 2, 4]),
        lambda: threshold_electrotonus(ONE, delays_ms=[-20]),
    ],
)
def test_what_makes_no_protocol_is_refused(refused: object) -> None:
    with pytest.raises(ValueError, match="must be"):
        refused()  # type: ignore[operator]


@pytest.mark.parametrize(
    "name", ["current_threshold", "electrotonus", "recovery", "strength_duration"]
)
def test_the_examples_of_the_docstrings_run(name: str) -> None:
    module = importlib.import_module(f"multifocal.excitability.{name}")
    failed, tried = doctest.testmod(module)
    assert (failed, tried > 0) == (0, True)
