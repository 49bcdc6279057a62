"""When the cut-off part of an axon ceases to conduct, and how muscles are supplied anew."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Array = NDArray[np.float64]


@dataclass(frozen=True)
class StumpDays:
    """For how many days stumps still conduct: half of them so long, none longer than `last`.

    `spread` is the SD over fibers, `first` the day before which none fails.
    """

    half: float
    spread: float
    first: float
    last: float

    def of(self, draws: Array) -> Array:
        """Each fiber's own days, by draws from 0 to 1; (fibers,)."""
        days = self.half + self.spread * ndtri(np.clip(draws, 1e-6, 1.0 - 1e-6))
        return np.asarray(np.clip(days, self.first, self.last), dtype=np.float64)


# The motor response is halved on day 3 to 5 and gone by day 9, the sensory one halved on day 7 and
# gone by day 11 (chaudhry-1992-wallerian): the terminals fail before the nerve does, which until
# then conducts as fast as before (gilliatt-1972-wallerian). The spread over fibers and the first
# day are ours (multifocal-choice-wallerian).
MOTOR_STUMP: Final = StumpDays(half=4.0, spread=1.2, first=2.0, last=8.5)
SENSORY_STUMP: Final = StumpDays(half=7.0, spread=1.2, first=4.0, last=10.5)

SPROUTS_FROM_DAYS: Final = 30.0
SPROUTS_IN_DAYS: Final = 60.0
"""After a delay force comes back with a time constant of 1 to 2 months (gordon-1982-reinnervation,
in cats); the delay is ours (multifocal-choice-wallerian)."""
TAKEN_OVER_AT_LAST: Final = 0.8
"""Share of the lost units' muscle fibers that survivors take over in the end, as far as none grows
beyond fivefold (multifocal-choice-wallerian)."""


def taken_over(days: float) -> float:
    """The share of the lost units' muscle fibers that survivors have taken over by then."""
    if days <= SPROUTS_FROM_DAYS:
        return 0.0
    grown = 1.0 - math.exp(-(days - SPROUTS_FROM_DAYS) / SPROUTS_IN_DAYS)
    return TAKEN_OVER_AT_LAST * grown
