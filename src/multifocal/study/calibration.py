"""How the samples of a recording stand for volts: whole digital units on a straight line.

Kept with a recording, so that a file can be written again with the very numbers that were read.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from multifocal.fault import Fault

Unit = Literal["V", "mV", "uV", "nV"]
MV_PER_UNIT: Final[dict[Unit, float]] = {"V": 1e3, "mV": 1.0, "uV": 1e-3, "nV": 1e-6}
_TOLERANCE: Final = 1e-3
"""Of a digital unit: how far a sample may lie from the line and still be said to lie on it."""


@dataclass(frozen=True)
class Calibration:
    """`digital_min` stands for `physical_min` of `unit`, `digital_max` for `physical_max`.

    Digital units are whole numbers of 16 bits. Fault for ends that make no line.
    """

    physical_min: Decimal
    physical_max: Decimal
    digital_min: int = -32768
    digital_max: int = 32767
    unit: Unit = "mV"

    def __post_init__(self) -> None:
        if not (self.physical_min.is_finite() and self.physical_max.is_finite()):
            raise Fault("study.calibration.finite")
        if self.physical_min == self.physical_max:
            raise Fault("study.calibration.physical")
        if not -32768 <= self.digital_min < self.digital_max <= 32767:
            raise Fault("study.calibration.digital")
        if self.unit not in MV_PER_UNIT:
            raise Fault("study.calibration.unit")

    @property
    def step_mv(self) -> float:
        """One digital unit, mV; negative for a negative gain."""
        span = float(self.physical_max - self.physical_min) * MV_PER_UNIT[self.unit]
        return span / (self.digital_max - self.digital_min)

    @property
    def lowest_mv(self) -> float:
        """What `digital_min` stands for, mV."""
        return float(self.physical_min) * MV_PER_UNIT[self.unit]

    def samples_mv(self, digital: NDArray[np.integer]) -> NDArray[np.float64]:
        """Samples in mV, of the same shape."""
        return self.lowest_mv + (digital.astype(np.float64) - self.digital_min) * self.step_mv

    def digital(self, samples_mv: NDArray[np.float64]) -> NDArray[np.int16]:
        """Samples to the nearest digital unit; Fault where they lie outside 16 bits."""
        steps = np.rint((samples_mv - self.lowest_mv) / self.step_mv) + self.digital_min
        if steps.size and not (steps.min() >= -32768 and steps.max() <= 32767):
            raise Fault("study.calibration.outside")
        return steps.astype(np.int16)

    def holds(self, samples_mv: NDArray[np.float64]) -> bool:
        """Whether the samples lie on this line: nothing is lost in digital units."""
        steps = (samples_mv - self.lowest_mv) / self.step_mv + self.digital_min
        near = np.rint(steps)
        inside = bool(near.min() >= -32768 and near.max() <= 32767)
        return inside and bool(np.abs(steps - near).max() <= _TOLERANCE)


def fitting(samples_mv: NDArray[np.float64]) -> Calibration:
    """A calibration for these samples: 16 bits, a step of 1, 2 or 5 times a power of ten.

    Zero is a digital unit, and both ends have few enough digits for 8 characters. Steps are at
    least 10 nV (small signals in µV). Fault for samples beyond 30 kV.
    """
    most_mv = float(np.abs(samples_mv).max(initial=0.0))
    unit: Unit = "uV" if most_mv < 0.3 else "mV"
    most = most_mv / MV_PER_UNIT[unit]
    for power in range(-5, 7):
        for digit in (1, 2, 5):
            step = Decimal(digit).scaleb(power)
            if most <= float(32767 * step):
                return Calibration(-32768 * step, 32767 * step, unit=unit)
    raise Fault("study.calibration.beyond_body")
