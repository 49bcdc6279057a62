"""Compiled: whether a node has answered every pulse."""

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.jit import jit


@jit
def answered_all(
    spikes_ms: NDArray[np.float64], count: int, pulses: int, last_began_ms: float
) -> bool:
    """Whether a node's first `count` spikes (most,) are one a pulse at least, the last of them
    since the last pulse began: one impulse may fire a node twice."""
    return bool(count >= pulses and spikes_ms[count - 1] >= last_began_ms)
