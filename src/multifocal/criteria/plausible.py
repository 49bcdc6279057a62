"""Whether a segment's numbers can be meant, or pen or unit has slipped.

Radial nerve, the fastest measured: 73.7 m/s, SD 7.0 (yeo-2017-radial), so 94.7 at three SD. Source
of the limits: multifocal-choice-plausible-values.
"""

from typing import Final

from multifocal.criteria.threshold import Threshold
from multifocal.measuring import usual_way_mm
from multifocal.study.measure import Measure
from multifocal.study.segment import Segment

FASTEST: Final = Threshold("more_than", 100.0, "m/s")
SLOWEST: Final = Threshold("less_than", 10.0, "m/s")
LONG: Final = Threshold("at_least", 100.0, "mm")
"""Over less, a small error of a latency makes any velocity: inching."""
PLAUSIBLE: Final = "multifocal-choice-plausible-values"
AREA_SLACK: Final = 1.05
"""Typed numbers are rounded; no area is larger than amplitude times duration."""
LEAST_SHARE, MOST_SHARE = 0.1, 1.5
"""Area as a share of amplitude times duration; a half sine has 0.64."""
SLIP: Final = 5.0
"""By how much the shares of two sites differ where a number of one of them is tenfold off."""


def slipped(segment: Segment) -> Measure | None:
    """The response of which amplitude, area and duration cannot all be true; None where they can.

    Only where those of the other site agree: in one site a pen has slipped, in both it is a unit,
    and a fall in percent does not ask for the unit.
    """
    near, far = _share(segment.distal), _share(segment.proximal)
    if near is None or far is None or max(near, far) < SLIP * min(near, far):
        return None
    for one, share in ((segment.distal, near), (segment.proximal, far)):
        if not LEAST_SHARE <= share <= MOST_SHARE:
            return one
    return None


def _share(one: Measure) -> float | None:
    amplitude, area = one.amplitude_mv, one.negative_peak_area_mvms
    duration = one.negative_peak_duration_ms
    if not amplitude or not area or not duration:
        return None
    return area / (amplitude * duration)


def latency_runs_back(segment: Segment) -> bool:
    """Whether the response comes earlier from a site that lies at least 100 mm further up."""
    near, far = segment.distal.latency_ms, segment.proximal.latency_ms
    if near is None or far is None or far >= near or segment.crossover:
        return False
    mm = segment.length_mm if segment.length_mm is not None else _usual_mm(segment)
    return mm is not None and LONG.met_by(mm)


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
