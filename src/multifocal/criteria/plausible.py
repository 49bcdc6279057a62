"""Whether a segment's velocity can be meant, or pen or unit has slipped.

Radial nerve, the fastest measured: 73.7 m/s, SD 7.0 (yeo-2017-radial), so 94.7 at three SD. Source
of the limits: multifocal-choice-plausible-values.
"""

from typing import Final

from multifocal.criteria.threshold import Threshold
from multifocal.measuring import usual_way_mm
from multifocal.study.segment import Segment

FASTEST: Final = Threshold("more_than", 100.0, "m/s")
SLOWEST: Final = Threshold("less_than", 10.0, "m/s")
LONG: Final = Threshold("at_least", 100.0, "mm")
"""Over less, a small error of a latency makes any velocity: inching."""


def beyond(segment: Segment) -> Threshold | None:
    """The limit that the velocity is beyond; None where it is within, or not known.

    Too fast over any length; too slow over at least 100 mm, as typed or as the two sites usually
    lie apart: centimeters written under millimeters make a short segment.
    """
    velocity = segment.velocity_m_s
    if velocity is None:
        return None
    if FASTEST.met_by(velocity):
        return FASTEST
    long = any(LONG.met_by(mm) for mm in (segment.length_mm, _usual_mm(segment)) if mm is not None)
    return SLOWEST if long and SLOWEST.met_by(velocity) else None


def _usual_mm(segment: Segment) -> float | None:
    ways = [
        usual_way_mm(segment.nerve, one.site, segment.muscle)
        for one in (segment.proximal, segment.distal)
    ]
    far, near = ways
    return None if far is None or near is None else far - near
