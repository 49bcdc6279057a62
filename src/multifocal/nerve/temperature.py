"""How warm a limb is along its length, and what that does to healthy conduction and potentials."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_fields
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

# The same fiber's spike against the membrane's temperature, computed by us: its length at half of
# its height, and its height (tests/nerve compare them with our fiber). A nerve fiber's potential
# is taken to change as its spike does (source multifocal-choice-cold-potentials); responses then
# grow and lengthen about as published (ludin-1977-sensory-temperature, todnem-1989-temperature).
_SPIKE_C = frozen(np.array([25.0, 27.0, 29.0, 31.0, 33.0, 35.0, 37.0, 38.0, 40.0]))
_SPIKE_MS = frozen(np.array([0.906, 0.741, 0.606, 0.504, 0.417, 0.351, 0.297, 0.273, 0.234]))
_SPIKE_MV = frozen(np.array([118.7, 117.7, 116.5, 115.1, 113.4, 111.4, 109.1, 107.7, 104.6]))

# Units of ADM last 6 % longer for each degree from 36 to 30 °C and 9 % from 30 to 22 °C, of what
# they last at 36 °C (source tackmann-1987-unit-duration); read on beyond 22 °C.
_MUSCLE_C = frozen(np.array([21.0, 30.0, 36.0]))
_MUSCLE_LASTS = frozen(np.array([2.17, 1.36, 1.0]))
MUSCLE_HEIGHT_PER_C = 0.02
"""How much higher a unit's potential is for each degree of cooling. That it is higher is published
(sources smith-1990-adductor-cold, borenstein-1975-cooling, denys-1991-temperature,
baysal-1993-warming), a slope was not found: this one is ours
(source multifocal-choice-cold-potentials)."""


@dataclass(frozen=True)
class Shape:
    """How high and how long a potential is, over what it is at the standard temperature."""

    height: float = 1.0
    length: float = 1.0


@names_fields
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


def muscle_shape(difference_c: float) -> Shape:
    """A motor unit's potential in a muscle so many degrees over the standard temperature."""
    lasts = np.interp(STANDARD_SKIN_C + np.array([difference_c, 0.0]), _MUSCLE_C, _MUSCLE_LASTS)
    return Shape(1.0 - MUSCLE_HEIGHT_PER_C * difference_c, float(lasts[0] / lasts[1]))


def nerve_shape(difference_c: float) -> Shape:
    """A nerve fiber's potential, recorded where it is so many degrees over the standard."""
    at = STANDARD_MEMBRANE_C + np.array([difference_c, 0.0])
    high, long = (np.interp(at, _SPIKE_C, one) for one in (_SPIKE_MV, _SPIKE_MS))
    return Shape(float(high[0] / high[1]), float(long[0] / long[1]))
