"""One coordinate for a nerve, whatever the muscle."""

import math
from dataclasses import dataclass
from typing import Literal

from multifocal.fault import Fault

Side = Literal["left", "right"]
"""The person's own side."""

SIDES: tuple[Side, Side] = ("left", "right")
"""Both sides, in the order in which they are told."""


def check_side(side: str) -> None:
    """Fault where it is not one of SIDES: "Right" beside "right" would be another limb."""
    if side not in SIDES:
        raise Fault("body.side", side=str(side))


@dataclass(frozen=True)
class Place:
    """A point on a nerve: `mm` from the segment's proximal end, in this subject's lengths.

    Fault if the side is unknown or `mm` is negative or not a number. Whether the segment exists
    and is that long is asked where the place is used, because only there the subject is known.
    """

    side: Side
    segment: str
    mm: float

    def __post_init__(self) -> None:
        check_side(self.side)
        if not math.isfinite(self.mm) or self.mm < 0:
            raise Fault("body.before_segment")
