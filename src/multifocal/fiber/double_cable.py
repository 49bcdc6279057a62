"""The reference engine: every fiber's whole double cable in float64, one by one."""

from collections.abc import Callable, Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber import kernels
from multifocal.fiber.cable import Cable, whole
from multifocal.fiber.damage import Damage
from multifocal.fiber.geometry import Geometry
from multifocal.fiber.membrane import Membrane

_run: Callable[..., float] = kernels.run
Scheme = Literal["cn", "be"]
Array = NDArray[np.float64]


def simulate_double_cable(
    geometry: Geometry,
    left: Damage,
    membrane: Membrane,
    *,
    start: NDArray[np.int64],
    steady_na: Array | None,
    pulses_ms: Array,
    pulse_na: float,
    pulse_ms: float,
    steps: int,
    dt_ms: float,
    quiet_mv: float,
    resting_mv: float,
    goal: NDArray[np.int64],
    crossings_ms: Array,
    trace_mv: Array,
    scheme: Scheme = "cn",
) -> None:
    """Fill crossings_ms (fibers, nodes, most) and trace_mv (fibers, steps or 0, nodes).

    ArithmeticError where a fiber finds no resting state.
    """
    cable = whole(geometry, left, membrane)
    steady = np.zeros_like(cable.node_nf) if steady_na is None else steady_na
    rates = membrane.rate_factors

    def one(f: int) -> float:
        unsettled: float = _run(
            *_of_fiber(cable, f), steady[f], *rates, dt_ms, steps, scheme == "cn", start[f],
            pulses_ms, pulse_na, pulse_ms, quiet_mv, resting_mv, goal[f],
            crossings_ms[f], trace_mv[f],
        )  # fmt: skip
        return unsettled

    worst = max((one(f) for f in range(len(start))), default=0.0)
    if worst > 1e-6:
        raise ArithmeticError(f"a fiber found no resting state (last change {worst:.3g} mV)")


def _of_fiber(cable: Cable, f: int) -> Iterator[Array]:
    for name in (
        "node_nf", "g_na_fast_us", "g_na_persistent_us", "g_k_slow_us", "g_leak_us",
        "axolemma_nf", "axolemma_us", "myelin_nf", "myelin_us", "axial_us", "periaxonal_us",
    ):  # fmt: skip
        yield getattr(cable, name)[f]
