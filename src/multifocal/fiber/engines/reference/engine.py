"""The reference engine: from a share to its double cables and back."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.cable import Cable, whole
from multifocal.fiber.engines.reference import kernel
from multifocal.fiber.engines.share import Scheme, Share
from multifocal.fiber.membranes.mrg import Membrane

_run: Callable[..., float] = kernel.run
Array = NDArray[np.float64]

MEMBRANE: type[Any] = Membrane
SCHEMES: tuple[Scheme, ...] = ("cn", "be")
DT_MS, LONGEST_DT_MS = 0.0025, 0.05


def run(share: Share[Membrane]) -> None:
    """Step every fiber of the share, one by one; see `Engine.run`."""
    cable = whole(share.geometry, share.damage, share.membrane)
    steady = np.zeros_like(cable.node_nf) if share.steady_na is None else share.steady_na
    rates = share.membrane.rate_factors

    def one(f: int) -> float:
        unsettled: float = _run(
            *_of_fiber(cable, f), steady[f], *rates, share.dt_ms, share.steps,
            share.scheme == "cn", share.start[f], share.pulses_ms, share.pulse.current_na,
            share.pulse.duration_ms, share.quiet_mv, share.resting_mv, share.goal[f],
            share.crossings_ms[f], share.trace_mv[f],
        )  # fmt: skip
        return unsettled

    worst = max((one(f) for f in range(len(share.start))), default=0.0)
    if worst > 1e-6:
        raise ArithmeticError(f"a fiber found no resting state (last change {worst:.3g} mV)")


def _of_fiber(cable: Cable, f: int) -> Iterator[Array]:
    for name in (
        "node_nf", "g_na_fast_us", "g_na_persistent_us", "g_k_slow_us", "g_leak_us",
        "axolemma_nf", "axolemma_us", "myelin_nf", "myelin_us", "axial_us", "periaxonal_us",
    ):  # fmt: skip
        yield getattr(cable, name)[f]
