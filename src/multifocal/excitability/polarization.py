"""Fibers that rest elsewhere: depolarized or hyperpolarized by a current that never stops."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments
from multifocal.fiber import Fibers, Lesion, Pulse, node_voltages

if TYPE_CHECKING:
    from multifocal.fiber.engines.registry import EngineName

Array = NDArray[np.float64]

_NEAR_MV, _ROUNDS = 0.01, 25


@names_arguments
def resting_mv(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    steady_na: ArrayLike | None = None,
    engine: "EngineName | None" = None,
) -> Array:
    """Where each node rests, mV; (fibers, nodes), NaN where a fiber has no rest."""
    _, volts = node_voltages(
        fibers, lesions, pulse=Pulse(0.0), steady_na=steady_na, duration_ms=0.0025, dt_ms=0.0025,
        engine=engine,
    )  # fmt: skip
    return np.asarray(volts[:, 0, :], dtype=np.float64)


@names_arguments
def steady_for_shift(
    fibers: Fibers,
    shift_mv: ArrayLike,
    lesions: Sequence[Lesion] = (),
    *,
    engine: "EngineName | None" = None,
) -> Array:
    """The current into every node, nA, that moves the middle node's rest by shift_mv (one number,
    or one a fiber); (fibers, nodes), all nodes of a fiber alike.

    Positive depolarizes. Within 0.01 mV; NaN where no current does it. A rest may be one that fires
    no more (some 15 mV up, sodium is inactivated) and need not be stable: thresholds tell.
    """
    count, middle = len(fibers), fibers.nodes // 2
    wanted = np.broadcast_to(np.asarray(shift_mv, dtype=np.float64), (count,))

    def moved(na: Array) -> Array:
        every = np.repeat(na[:, None], fibers.nodes, axis=1)
        return resting_mv(fibers, lesions, steady_na=every, engine=engine)[:, middle] - at_rest

    at_rest = resting_mv(fibers, lesions, engine=engine)[:, middle]
    sign = np.sign(wanted)
    beyond = sign * 0.001
    for _ in range(_ROUNDS):
        short = (sign * moved(beyond) < sign * wanted) & (wanted != 0)
        if not short.any():
            break
        beyond = np.where(short, 1.5 * beyond, beyond)
    low, high = np.zeros(count), beyond
    for _ in range(_ROUNDS):
        middle_na = 0.5 * (low + high)
        short = sign * moved(middle_na) < sign * wanted
        low, high = np.where(short, middle_na, low), np.where(short, high, middle_na)
    found = 0.5 * (low + high)
    near = np.abs(moved(found) - wanted) < _NEAR_MV
    return np.repeat(np.where(near, found, np.nan)[:, None], fibers.nodes, axis=1)
