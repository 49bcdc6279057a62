"""How warm a limb is along its length, and what that does to healthy conduction."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.fault import Fault
from multifocal.frozen import frozen

Array = NDArray[np.float64]

STANDARD_SKIN_C = 33.0
"""Skin of hand or foot at which published normal values are taken to hold (source
multifocal-choice-limb-temperature); the simulated membrane is then at 37 °C."""
STANDARD_MEMBRANE_C = 37.0
COLDEST_SKIN_C, WARMEST_SKIN_C = 21.0, 36.0
TERMINAL_MS_PER_C = 0.16
"""Delay at synapse and muscle for each degree of cooling: the distal latency grows by 0.2 ms a
degree (source distal-latency-temperature), of which the nerve itself takes some 0.04."""

# Velocity of the simulated 10-µm fiber against the membrane's temperature (source
# neuron-reference-tables; tests/nerve compare it with our own fiber).
_MEMBRANE_C = frozen(np.array([25.0, 30.0, 32.0, 34.0, 36.0, 37.0, 38.0, 40.0]))
_VELOCITY_M_S = frozen(np.array([36.6, 44.0, 47.0, 50.3, 53.6, 55.3, 56.7, 60.1]))


@dataclass(frozen=True)
class LimbTemperature:
    """Skin temperature at the hand or foot, °C.

    The difference from the standard fades in proportion to the distance to the trunk, where the
    body keeps its warmth (source multifocal-choice-limb-temperature). Fault outside 21 to 36 °C.
    """

    skin_c: float = STANDARD_SKIN_C

    def __post_init__(self) -> None:
        if not COLDEST_SKIN_C <= self.skin_c <= WARMEST_SKIN_C:
            raise Fault(
                "nerve.skin_temperature",
                coldest_skin_c=COLDEST_SKIN_C,
                warmest_skin_c=WARMEST_SKIN_C,
            )

    def difference_c(self, share: ArrayLike) -> Array:
        """Degrees over the standard at a share (0 the trunk, 1 the muscle) of the limb's length."""
        near = np.clip(np.asarray(share, dtype=np.float64), 0.0, 1.0)
        return np.asarray((self.skin_c - STANDARD_SKIN_C) * near, dtype=np.float64)


def velocity_ratio(difference_c: ArrayLike) -> Array:
    """Velocity over that at the standard temperature, which is `difference_c` colder or warmer."""
    at = STANDARD_MEMBRANE_C + np.asarray(difference_c, dtype=np.float64)
    standard = float(np.interp(STANDARD_MEMBRANE_C, _MEMBRANE_C, _VELOCITY_M_S))
    return np.asarray(np.interp(at, _MEMBRANE_C, _VELOCITY_M_S) / standard, dtype=np.float64)
