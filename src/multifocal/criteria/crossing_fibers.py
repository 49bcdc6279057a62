"""Fibers that cross in the forearm (Martin-Gruber): what the check says, and what it gives back.

The check stimulates the median nerve at the elbow, and at the wrist, while a hand muscle of the
ulnar nerve is recorded. What the elbow adds to the wrist crosses (source: ncs-technical-guards).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from multifocal.body import Side
from multifocal.criteria.threshold import Threshold
from multifocal.study.measure import Measure
from multifocal.study.order import site_rank
from multifocal.study.recording import Crossing
from multifocal.study.segment import Segment

WRIST_SPREAD: Final = Threshold("more_than", 30.0, "%")
"""Of the ulnar distal response: so large a response to the median nerve at the wrist is a stimulus
that spread to the ulnar nerve, and no check. Source: multifocal-choice-technique."""


@dataclass(frozen=True)
class CrossingCheck:
    """`done`: whether the check says anything. `corrected`: the segment with what crosses added to
    its proximal response, None where nothing does. `subtracted`: whether the wrist was known."""

    done: bool = False
    corrected: Segment | None = None
    subtracted: bool = True


def may_cross(segment: Segment) -> bool:
    """Whether crossing fibers of the forearm can make this response fall."""
    if segment.nerve != "ulnar" or segment.crossover:
        return False
    near, far = (site_rank("ulnar", one.site) for one in (segment.distal, segment.proximal))
    return near < site_rank("ulnar", "below_elbow") and far > site_rank("ulnar", "wrist")


def crossing_said(measures: Iterable[Measure], side: Side) -> Crossing | None:
    """What the rows of a side say of fibers that cross in its forearm; "yes" goes before
    "possible", and that before "no"."""
    said = {one.crossing_in_forearm for one in measures if one.side == side}
    order: tuple[Crossing, ...] = (True, "possible", False)
    return next((one for one in order if one in said), None)


def crossing_of(segment: Segment, rows: Sequence[Measure]) -> CrossingCheck:
    """What the check says of a segment; `rows`: the same muscle's responses to the median nerve.

    Only sites of the forearm up to the elbow count: further up a stimulus reaches both nerves. Not
    a weak stimulus at the elbow, and nothing where the one at the wrist spread. "No response" is no
    check before it is known that the stimulus was strong: none comes of a weak one either.
    """
    if not may_cross(segment):
        return CrossingCheck()
    wrist, elbow = site_rank("median", "wrist"), site_rank("median", "elbow")
    known = [one for one in rows if one.amplitude_mv is not None]
    low = [one for one in known if site_rank("median", one.site) <= wrist]
    high = [
        one
        for one in known
        if wrist < site_rank("median", one.site) <= elbow
        and one.supramaximal is not False
        and not _unstated(one)
    ]
    if not high or _spread(segment, low):
        return CrossingCheck()
    amplitude = _added(high, low, "amplitude_mv") or 0.0
    area = _added(high, low, "negative_peak_area_mvms")
    if not amplitude and not area:
        return CrossingCheck(done=True)
    grown = _enlarged(segment, amplitude, area, _added(high, low, "peak_to_peak_mv"))
    return CrossingCheck(True, replace(segment, proximal=grown), bool(low))


def _unstated(one: Measure) -> bool:
    """Whether it is a response that did not come, and nothing says that one could have come."""
    if not one.silent or one.supramaximal or one.no_response_checked:
        return False
    return one.silence is None or one.silence.stimulus_recorded is not True


def _spread(segment: Segment, low: Sequence[Measure]) -> bool:
    distal = segment.distal.amplitude_mv
    most = max((one.amplitude_mv or 0.0 for one in low), default=0.0)
    return bool(distal) and WRIST_SPREAD.met_by(100.0 * most / (distal or 1.0))


def _added(high: Sequence[Measure], low: Sequence[Measure], name: str) -> float | None:
    """How much more a number is from above than from the wrist; None where it is not known."""
    above = [value for one in high if (value := getattr(one, name)) is not None]
    below = [value for one in low if (value := getattr(one, name)) is not None]
    return max(max(above) - max(below, default=0.0), 0.0) if above else None


def _enlarged(
    segment: Segment, amplitude: float, area: float | None, both_peaks: float | None
) -> Measure:
    """The proximal response with what crosses added.

    An area, or peak to peak, that was not read is taken in proportion to the amplitude. A response
    that comes back only by what crosses has the distal one's duration, so that none is asked of it.
    """
    here, distal = segment.proximal, segment.distal
    if area is None and distal.negative_peak_area_mvms is not None and distal.amplitude_mv:
        area = distal.negative_peak_area_mvms * amplitude / distal.amplitude_mv
    if both_peaks is None and distal.peak_to_peak_mv is not None and distal.amplitude_mv:
        both_peaks = distal.peak_to_peak_mv * amplitude / distal.amplitude_mv
    silent = here.absent
    peaks = 0.0 if silent else here.peak_to_peak_mv
    return replace(
        here,
        absent=False,
        silence=None,
        amplitude_mv=None if here.amplitude_mv is None else here.amplitude_mv + amplitude,
        negative_peak_area_mvms=None
        if here.negative_peak_area_mvms is None or area is None
        else here.negative_peak_area_mvms + area,
        peak_to_peak_mv=None if peaks is None or both_peaks is None else peaks + both_peaks,
        negative_peak_duration_ms=distal.negative_peak_duration_ms
        if silent
        else here.negative_peak_duration_ms,
    )
