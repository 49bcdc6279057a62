"""How a nerve is stimulated: fully, too weakly, or so strongly that its neighbor answers too.

Both faults imitate disease: a response that is too small at a proximal site because the stimulus
was, and one that is too large at a distal site because a neighboring nerve answered as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.arguments import names_fields
from multifocal.fault import Fault
from multifocal.nerve.pool import MotorPool

Array = NDArray[np.float64]

# A fiber's threshold over the largest of its nerve's: mean, spread, how much of the spread is the
# fiber's diameter (the rest: how deep it lies), and the least (multifocal-choice-stimulus).
THRESHOLD_MEAN, THRESHOLD_SPREAD, BY_DIAMETER, LEAST_THRESHOLD = 0.72, 0.12, 0.4, 0.35


@names_fields
@dataclass(frozen=True)
class Stimulus:
    """What is delivered to the nerve.

    `strength` is a share of the strength that just fires every fiber: 1 and more is supramaximal.
    `spread` is the share of the neighboring nerve's fibers that fire too. Fault if out of range.
    """

    strength: float = 1.0
    spread: float = 0.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.strength <= 10.0:
            raise Fault("nerve.strength")
        if not 0.0 <= self.spread <= 1.0:
            raise Fault("nerve.stimulus_spread")

    @property
    def seed_words(self) -> str:
        """The same words for the same stimulus."""
        return f"{self.strength:.6g} {self.spread:.6g}"

    def fires(self, pool: MotorPool, site: body.Site) -> NDArray[np.bool_]:
        """Which fibers of the pool it fires at the site, (units,)."""
        return np.asarray(thresholds(pool, site) <= self.strength)


SUPRAMAXIMAL: Final = Stimulus()
"""A stimulus that excites every fiber of its nerve, and no other."""


def thresholds(pool: MotorPool, site: body.Site) -> Array:
    """Threshold of each fiber at a site, over the largest one; (units,), at most 1."""
    words = f"{pool.muscle} {pool.side} {site.nerve} {site.id}"
    return thresholds_drawn(pool, [crc32(words.encode()), len(pool)])


def thresholds_drawn(pool: MotorPool, seed: Sequence[int]) -> Array:
    """The same, of fibers that lie as deep as this seed draws it; (units,)."""
    rng = np.random.default_rng(seed)
    size = (pool.diameter_um - pool.diameter_um.mean()) / max(float(pool.diameter_um.std()), 1e-9)
    depth = rng.standard_normal(len(pool))
    z = -BY_DIAMETER * size + np.sqrt(1 - BY_DIAMETER**2) * depth
    return np.asarray(np.clip(THRESHOLD_MEAN + THRESHOLD_SPREAD * z, LEAST_THRESHOLD, 1.0))
