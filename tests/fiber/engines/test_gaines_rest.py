"""Where motor and sensory fibers rest: the table is true to its gates, neighbors change nothing."""

import numpy as np
import pytest

from multifocal.fiber import Fibers, GainesMembrane, Geometry, conduct
from multifocal.fiber.engines.gaines import rest
from multifocal.fiber.engines.gaines.layout import Axon
from multifocal.fiber.membranes import gaines


@pytest.mark.parametrize("kind", ["motor", "sensory"])
def test_the_tabulated_current_is_that_of_settled_gates(kind: gaines.Kind) -> None:
    axon = Axon(gaines.MYSA_S_CM2[kind], gaines.INTERNODE_S_CM2[kind], gaines.GATES[kind])
    table = rest.tabulate(axon)
    for of_kind, density in zip(table, (axon.mysa, axon.elsewhere), strict=True):
        for v in np.linspace(-230.0, 130.0, 777):  # beyond the table, too
            now, slope = rest.current_and_slope(v, of_kind, density, axon.gates)
            exact = rest.steady_internode(v, density, axon.gates)
            ahead = rest.steady_internode(v + 1e-3, density, axon.gates)
            behind = rest.steady_internode(v - 1e-3, density, axon.gates)
            assert abs(now - exact) < 1e-6 * density.leak  # 1e-6 mV of rest
            assert slope == pytest.approx((ahead - behind) / 2e-3, rel=1e-4, abs=1e-9)


def test_a_depolarized_neighbor_does_not_change_a_fiber() -> None:
    steady = np.zeros((3, 21))
    steady[1] = 0.02
    three = Fibers(Geometry.of([9.0, 9.5, 10.0], "gaines"), 21, GainesMembrane("motor"))
    last = Fibers(Geometry.of([10.0], "gaines"), 21, GainesMembrane("motor"))
    beside = conduct(three, steady_na=steady).node_times_ms[2]
    assert np.array_equal(beside, conduct(last).node_times_ms[0], equal_nan=True)
