"""Whether a fall between two sites can be read as block: stimulus, recording, crossing fibers.

A weak or misplaced stimulus, a sweep that ended too soon and fibers that cross between nerves all
look like block. What speaks against reading a fall is found here once for all rule sets; what is
merely not stated becomes a condition of the answer. Figures are ours (source
multifocal-choice-technique), but for crossing fibers (ncs-technical-guards).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final, Literal

from multifocal import body
from multifocal.fault import Fault
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.finding import Parameters
from multifocal.study.measure import Measure
from multifocal.study.order import site_rank
from multifocal.study.segment import Segment
from multifocal.study.threshold import Threshold

TECHNIQUE: Final = "multifocal-choice-technique"
GUARDS: Final = "ncs-technical-guards"

RECOVERY: Final = Threshold("more_than", 10.0, "%")
"""Of the distal response, by which one further up may be larger. Source: TECHNIQUE."""
NOISE_SHARE: Final = Threshold("less_than", 5.0, "%")
"""Of the distal amplitude: the noise of a sweep without response. Source: TECHNIQUE."""
SLOWEST_M_S: Final = 15.0
"""Conduction that a sweep without response must wait for. Source: TECHNIQUE."""
SPREADING_SITES: Final = ("erb", "root")
"""Where a stimulus reaches other nerves too. Source: ncs-technical-guards."""

Hindrance = Literal[
    "unmeasurable",
    "submaximal",
    "distal_submaximal",
    "recovers",
    "crossing",
    "crossing_stated",
    "answers_further_up",
    "no_response_unstated",
    "no_response_stimulus",
    "no_response_window",
    "no_response_distance",
    "no_response_noise",
]
"""Why technique keeps an answer back."""

Condition = Literal["supramaximal", "no_crossing"]
"""What a block presupposes and the study does not state."""


@dataclass(frozen=True)
class Doubt:
    """One thing that speaks against reading the fall, and the words of its sentence."""

    reason: Hindrance
    parameters: Parameters = field(default_factory=dict)
    numbers: Mapping[str, float | None] = field(default_factory=dict)
    source: str = TECHNIQUE


@dataclass(frozen=True)
class Technique:
    """What technique says of one segment.

    `before`: keeps any answer back; `if_block`: keeps back a block only, for without it the fall is
    smaller still; `if_not_met`: keeps back "criteria not met" only. `provided`: what a block
    presupposes and is not stated. `without_crossing`: the segment with the response that crossing
    fibers took from its proximal site given back, None where none are known.
    """

    before: Doubt | None = None
    if_block: Doubt | None = None
    if_not_met: Doubt | None = None
    provided: tuple[Condition, ...] = ()
    without_crossing: Segment | None = None


SOUND: Final = Technique()
"""Nothing to say."""


def technique(
    segment: Segment,
    series: Sequence[Measure],
    crossing: Sequence[Measure],
    no_crossing: bool | None = None,
) -> Technique:
    """What technique says of a segment.

    `series`: motor responses of its side, nerve and muscle; `crossing`: of the same muscle to the
    other nerve of the forearm; `no_crossing`: what a person says of such fibers.
    """
    if segment.crossover:
        return SOUND
    given_back, checked = _crossing(segment, crossing)
    conditions: list[Condition] = []
    if segment.proximal.supramaximal is None:
        conditions.append("supramaximal")
    stated = None
    if may_cross(segment) and not checked:
        if no_crossing is None:
            conditions.append("no_crossing")
        elif not no_crossing:
            stated = Doubt("crossing_stated", {"muscle": segment.muscle}, source=GUARDS)
    return Technique(
        before=_unmeasurable(segment) or _submaximal(segment),
        if_block=recovery(segment, series) or no_response(segment, series) or stated,
        if_not_met=_distal_submaximal(segment) or _distal_recovers(segment, series),
        provided=tuple(conditions),
        without_crossing=given_back,
    )


def _unmeasurable(segment: Segment) -> Doubt | None:
    for one in (segment.distal, segment.proximal):
        if one.unmeasurable is not None:
            words = {"site": segment.site_word(one), "why": one.unmeasurable}
            return Doubt("unmeasurable", words)
    return None


def _submaximal(segment: Segment) -> Doubt | None:
    if segment.proximal.supramaximal is False:
        return Doubt("submaximal", {"site": segment.site_word(segment.proximal)}, source=GUARDS)
    return None


def _distal_submaximal(segment: Segment) -> Doubt | None:
    if segment.distal.supramaximal is False:
        site = segment.site_word(segment.distal)
        return Doubt("distal_submaximal", {"site": site}, source=GUARDS)
    return None


def as_stated(one: Measure, picture: ClinicalPicture) -> Measure:
    """A motor response with what a person says of the whole study, where its row says nothing."""
    if one.kind != "M" or one.empty:
        return one
    if one.supramaximal is None and picture.stimulation_supramaximal is not None:
        one = replace(one, supramaximal=picture.stimulation_supramaximal)
    if one.absent and one.no_response_checked is None and picture.no_response_confirmed:
        one = replace(one, no_response_checked=True)
    return one


# --- a response that recovers further up ---


def recovery(segment: Segment, series: Iterable[Measure]) -> Doubt | None:
    """Where a response from further up is larger again by more than a tenth of the distal one.

    Not one from Erb's point or the root only: a stimulus there may reach other nerves.
    """
    found = _recovery(segment, (one for one in series if one.site not in SPREADING_SITES))
    if found is None:
        return None
    higher, share = found
    return Doubt(
        "recovers",
        {
            "site": segment.site_word(segment.proximal),
            "higher_site": higher.site,
            "number": RECOVERY.rounded(share),
        },
        {"recovery_percent": share},
    )


def _distal_recovers(segment: Segment, series: Iterable[Measure]) -> Doubt | None:
    """Where the doubtful site is the distal one: a fall beyond it may be hidden."""
    rows = tuple(series)
    here = site_rank(segment.nerve, segment.distal.site)
    for one in rows:
        if site_rank(one.nerve, one.site) < here and not one.empty:
            below = replace(segment, distal=one, proximal=segment.distal)
            fall = _larger_percent(below, one)
            if fall is not None and RECOVERY.met_by(fall) and (found := recovery(below, rows)):
                return found
    return None


def recovery_at_erb(segment: Segment, series: Iterable[Measure]) -> tuple[Measure, float] | None:
    """The response from Erb's point or the root that is larger again, and by what percent."""
    return _recovery(segment, (one for one in series if one.site in SPREADING_SITES))


def _recovery(segment: Segment, rows: Iterable[Measure]) -> tuple[Measure, float] | None:
    """The response further up that is larger by the most, and by what percent of the distal one."""
    found = [
        (one, share)
        for one in _further_up(segment, rows)
        if (share := _larger_percent(segment, one)) is not None and RECOVERY.met_by(share)
    ]
    return max(found, key=lambda pair: pair[1], default=None)


def _further_up(segment: Segment, rows: Iterable[Measure]) -> Iterable[Measure]:
    top = site_rank(segment.nerve, segment.proximal.site)
    return (one for one in rows if site_rank(one.nerve, one.site) > top)


def _larger_percent(segment: Segment, one: Measure) -> float | None:
    """By how much, percent of the distal response, amplitude or area grows again; the larger."""
    triples = (
        (segment.distal.amplitude_mv, segment.proximal.amplitude_mv, one.amplitude_mv),
        (
            segment.distal.negative_peak_area_mvms,
            segment.proximal.negative_peak_area_mvms,
            one.negative_peak_area_mvms,
        ),
    )
    shares = [
        100.0 * (higher - middle) / distal
        for distal, middle, higher in triples
        if distal and middle is not None and higher is not None
    ]
    return max(shares, default=None)


# --- no response ---


def no_response(segment: Segment, series: Iterable[Measure]) -> Doubt | None:
    """Why "no response" at the proximal site is not yet a block; None where it is, or one came."""
    one = segment.proximal
    if not one.absent and one.amplitude_mv != 0:  # an amplitude of 0 says the same
        return None
    words: dict[str, str | float] = {"site": segment.site_word(one)}
    for other in _further_up(segment, series):
        if other.amplitude_mv or other.negative_peak_area_mvms:
            return Doubt("answers_further_up", words | {"higher_site": other.site})
    if one.silence is None:
        return None if one.no_response_checked else Doubt("no_response_unstated", words)
    if one.silence.stimulus_recorded is not True and one.no_response_checked is not True:
        return Doubt("no_response_stimulus", words)
    least = least_window_ms(segment, series)
    if least is None:
        return Doubt("no_response_distance", words)
    window = one.silence.window_ms
    if window < least:
        words |= {"window_ms": round(window, 1), "least_ms": round(least, 1)}
        return Doubt("no_response_window", words, {"window_ms": window, "least_window_ms": least})
    amplitude = segment.distal.amplitude_mv
    share = 100.0 * one.silence.noise_mv / amplitude if amplitude else None
    if share is None or not NOISE_SHARE.met_by(share):
        words |= {"number": NOISE_SHARE.rounded(share or 0.0), "most": NOISE_SHARE.value}
        return Doubt("no_response_noise", words, {"noise_share_percent": share})
    return None


def least_window_ms(segment: Segment, series: Iterable[Measure]) -> float | None:
    """How long after the stimulus a sweep must last to show that no response came, ms.

    The latency at 15 m/s over the whole way to the muscle, and the distal response's duration. None
    where the way is neither measured nor known to `body`, or the duration is not known.
    """
    distance = _to_the_muscle_mm(segment, series)
    duration = segment.distal.negative_peak_duration_ms
    if distance is None or duration is None:
        return None
    return distance / SLOWEST_M_S + duration


def _to_the_muscle_mm(segment: Segment, series: Iterable[Measure]) -> float | None:
    """From the proximal cathode to the muscle, as measured, else as `body` knows it."""
    top = site_rank(segment.nerve, segment.proximal.site)
    parts = [one.distance_mm for one in series if site_rank(one.nerve, one.site) <= top]
    known = [part for part in parts if part is not None]
    measured = sum(known) if known and len(known) == len(parts) else None
    if measured is not None:
        return measured
    return _usual_mm(segment.nerve, segment.muscle, segment.proximal.site)


@cache
def _usual_mm(nerve: str, muscle: str, site: str) -> float | None:
    way = body.path(muscle)
    try:
        return way.mm_from_muscle(body.site(nerve, site).place_on(way))
    except (Fault, KeyError):
        return None


# --- fibers that cross ---


def may_cross(segment: Segment) -> bool:
    """Whether crossing fibers of the forearm (Martin-Gruber) can make this response fall."""
    if segment.nerve != "ulnar" or segment.crossover:
        return False
    near, far = (site_rank("ulnar", one.site) for one in (segment.distal, segment.proximal))
    return near < site_rank("ulnar", "below_elbow") and far > site_rank("ulnar", "wrist")


def _crossing(segment: Segment, rows: Sequence[Measure]) -> tuple[Segment | None, bool]:
    """The segment with what crosses given back, and whether the check was done at all.

    What crosses is what the median nerve at the elbow adds, in the same muscle, to what it does at
    the wrist; where the wrist was not stimulated, all of it.
    """
    if not may_cross(segment):
        return None, False
    wrist = site_rank("median", "wrist")
    high = [one for one in rows if site_rank("median", one.site) > wrist and _read(one)]
    if not high:
        return None, False
    low = [one for one in rows if site_rank("median", one.site) <= wrist and _read(one)]
    amplitude = _added(high, low, "amplitude_mv")
    area = _added(high, low, "negative_peak_area_mvms")
    if not amplitude and not area:
        return None, True
    here = segment.proximal
    return replace(segment, proximal=_enlarged(here, amplitude, area)), True


def _read(one: Measure) -> bool:
    return one.amplitude_mv is not None


def _added(high: Sequence[Measure], low: Sequence[Measure], name: str) -> float | None:
    """How much more a number is from above than from the wrist; None where it is not known."""
    above = [value for one in high if (value := getattr(one, name)) is not None]
    below = [value for one in low if (value := getattr(one, name)) is not None]
    return max(max(above) - max(below, default=0.0), 0.0) if above else None


def _enlarged(here: Measure, amplitude: float | None, area: float | None) -> Measure:
    """The proximal response with what crosses added; what it adds to the area may be unknown."""
    grown = None
    if here.negative_peak_area_mvms is not None and area is not None:
        grown = here.negative_peak_area_mvms + area
    return replace(
        here,
        absent=False,
        silence=None,
        amplitude_mv=None
        if here.amplitude_mv is None or amplitude is None
        else here.amplitude_mv + amplitude,
        negative_peak_area_mvms=grown,
    )
