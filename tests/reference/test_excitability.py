"""Thresholds against NEURON's (excitability.csv), alone, after an impulse, and during a current."""

from itertools import groupby

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal.fiber import (
    Current,
    Fibers,
    GainesMembrane,
    Geometry,
    Membrane,
    activation_threshold,
)
from tests.reference.tables import rows

Row = dict[str, str]
NODES = 21


def of_fiber(row: Row) -> tuple[str, float, float]:
    return row["membrane"], float(row["D_um"]), float(row["temperature_c"])


FIBERS = [(key, list(found)) for key, found in groupby(rows("excitability.csv"), of_fiber)]


def batch(membrane: str, diameter_um: float, temperature_c: float, count: int) -> Fibers:
    if membrane == "mrg":
        return Fibers(Geometry.of([diameter_um] * count), NODES, Membrane(temperature_c))
    of_kind = GainesMembrane(membrane, temperature_c)  # type: ignore[arg-type]
    return Fibers(Geometry.of([diameter_um] * count, "gaines"), NODES, of_kind)


def thresholds(
    key: tuple[str, float, float], found: list[Row], **how: object
) -> NDArray[np.float64]:
    """Every row of one fiber in one batch, with NEURON's control for what conditions."""
    control = next(float(r["threshold_na"]) for r in found if r["test_ms"] == "1")
    after = np.array([r["condition"] == "after" for r in found])
    percent = np.array([float(r["percent"] or 0) for r in found])
    return activation_threshold(
        batch(*key, len(found)),
        pulse_ms=[float(r["test_ms"]) for r in found],
        at_ms=[float(r["at_ms"]) for r in found],
        conditioning=[Current(np.where(after, 1.5 * control, 0.0), 0.0, 1.0)],
        currents=[Current(control * percent / 100, 0.0, 100.0)],
        precision=5e-4,
        **how,  # type: ignore[arg-type]
    )


@pytest.mark.some_cases(2)
@pytest.mark.parametrize(("key", "found"), FIBERS, ids=[str(key) for key, _ in FIBERS])
def test_every_threshold_lies_within_a_percent_of_neurons(
    key: tuple[str, float, float], found: list[Row]
) -> None:
    """At the step that protocols use: 5 µs, motor and sensory membranes 10 µs. The worst are thin
    fibers after 90 ms of current, and motor ones with the shortest pulse."""
    truth = [float(r["threshold_na"]) for r in found]
    ours = thresholds(key, found, dt_ms=0.005 if key[0] == "mrg" else 0.010)
    assert ours == pytest.approx(truth, rel=1e-2), np.round(100 * (ours / truth - 1), 2)
    assert np.median(np.abs(ours / truth - 1)) < 2e-3


def test_the_reference_engine_lies_within_two_thousandths() -> None:
    key, found = FIBERS[0]
    some = [r for r in found if float(r["at_ms"]) <= 4.0]
    truth = [float(r["threshold_na"]) for r in some]
    assert len(some) == 6
    assert thresholds(key, some, engine="reference") == pytest.approx(truth, rel=2e-3)
