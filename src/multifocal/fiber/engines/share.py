"""What every engine is asked, and how: `run(share)`."""

from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.damage import Damage
from multifocal.fiber.geometry import Geometry
from multifocal.fiber.stimulus import Drive

Array = NDArray[np.float64]
Trace = NDArray[np.float32] | NDArray[np.float64]
M = TypeVar("M")

Scheme = Literal["cn", "be"]
"""Crank-Nicolson, or backward Euler as NEURON's fixed step."""

SPIKE_MV = -20.0
"""An impulse is at a node when its voltage rises through this (solver.md section 4)."""
QUIET_OVER_REST_MV, RESTING_OVER_REST_MV = 18.0, 4.0
"""A fiber has nothing left to conduct when all its nodes lie below the first of these above their
rest, and none above the second still rises."""
SWINGING_MV = 0.5
"""A node of an unpublished membrane that is this far from its rest may swing up and fire yet."""


def ends_over_rest_mv(*, published: bool) -> tuple[float, float, float]:
    """When a fiber has nothing left to conduct: the two voltages over rest of above, and how far
    below its rest a node may be, mV; of a membrane with the published conductances, or others."""
    if published:
        return QUIET_OVER_REST_MV, RESTING_OVER_REST_MV, 1e9
    return SWINGING_MV, SWINGING_MV, SWINGING_MV


@dataclass(frozen=True)
class Share(Generic[M]):
    """Some fibers, what is asked of them, and the arrays that the answer is written into.

    start (fibers,): the node that each fiber's `drive` flows into; steady_na (fibers, nodes):
    current that never stops; quiet_mv, resting_mv: a fiber whose nodes all lie below the first, and
    of which none above the second still rises, may stop (-inf: none does); goal (fibers,): a node
    at which to stop once it has seen every pulse, or -1; until_ms (fibers,): what comes later is
    not asked for. Answer: crossings_ms (fibers, nodes, pulses + 1), upward crossings of SPIKE_MV,
    NaN where none; trace_mv (fibers, samples or 0, nodes traced), voltages of `traced` nodes after
    every so many steps; no_rest (fibers,): true where no resting state was found, and then nothing
    else is; quiet (fibers,): true where nothing moved any more when the fiber was left.
    """

    geometry: Geometry
    damage: Damage
    membrane: M
    start: NDArray[np.int64]
    steady_na: Array | None
    drive: Drive
    scheme: Scheme
    steps: int
    dt_ms: float
    quiet_mv: float
    resting_mv: float
    goal: NDArray[np.int64]
    until_ms: Array
    crossings_ms: Array
    trace_mv: Trace
    traced: NDArray[np.int64]
    every: int
    no_rest: NDArray[np.bool_]
    quiet: NDArray[np.bool_]


class Engine(Protocol):
    """A module that steps shares of fibers; `registry` lists them."""

    MEMBRANE: type[Any]
    """Whose fibers it steps."""
    SCHEMES: tuple[Scheme, ...]
    DT_MS: float
    """Its default step: velocities within 0.5 % of the converged ones (docs/accuracy.md)."""
    LONGEST_DT_MS: float
    TRACED: type[np.floating[Any]]
    """What its voltages are handed out as."""

    def run(self, share: Share[Any], /) -> None:
        """Fill the share's answer."""
