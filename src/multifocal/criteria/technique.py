"""Whether a fall between two sites can be read as block: stimulus, recording, crossing fibers.

A weak or misplaced stimulus, a sweep that ended too soon and fibers that cross between nerves all
look like block. What speaks against reading a fall is found here once for all rule sets; what is
merely not stated becomes a condition of the answer. Figures are ours (source
multifocal-choice-technique), but for crossing fibers (ncs-technical-guards).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from multifocal.criteria.crossing_fibers import crossing_of, may_cross
from multifocal.criteria.finding import Parameters
from multifocal.criteria.plausible import PLAUSIBLE, latency_runs_back, slipped
from multifocal.criteria.reason import Hindrance
from multifocal.criteria.threshold import Threshold
from multifocal.measuring import SLOWEST_M_S, usual_way_mm
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.measure import Measure
from multifocal.study.order import site_rank
from multifocal.study.recording import Crossing
from multifocal.study.segment import Segment

TECHNIQUE: Final = "multifocal-choice-technique"
GUARDS: Final = "ncs-technical-guards"

RECOVERY: Final = Threshold("more_than", 10.0, "%")
"""Of the distal response, by which one further up may be larger. Source: TECHNIQUE."""
NOISE_SHARE: Final = Threshold("less_than", 5.0, "%")
"""Of the distal amplitude: the noise of a sweep without response. Source: TECHNIQUE."""
ANSWER_SHARE: Final = Threshold("at_least", 5.0, "%")
"""Of the distal response, from which on one further up is an answer and no volume conduction.
Source: TECHNIQUE."""
SPREADING_SITES: Final = ("erb", "root")
"""Where a stimulus reaches other nerves too. Source: ncs-technical-guards."""

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
    presupposes and is not stated; `stated`: what a person states of the whole study and a block
    rests on. `without_crossing`: the segment with the response that crossing fibers took from its
    proximal site given back, None where none are known; `subtracted`: whether what the median nerve
    does at the wrist was taken off it. `nothing_crosses`: whether the check, done, found none.
    """

    before: Doubt | None = None
    if_block: Doubt | None = None
    if_not_met: Doubt | None = None
    provided: tuple[Condition, ...] = ()
    stated: tuple[str, ...] = ()
    without_crossing: Segment | None = None
    nothing_crosses: bool = False
    subtracted: bool = True


NOTHING_STATED: Final = ClinicalPicture()
SOUND: Final = Technique()
"""Nothing to say."""


def technique(
    segment: Segment,
    series: Sequence[Measure],
    crossing: Sequence[Measure],
    picture: ClinicalPicture = NOTHING_STATED,
    typed: Measure | None = None,
    crosses: Crossing | None = None,
) -> Technique:
    """What technique says of a segment.

    `series`: motor responses of its side, nerve and muscle; `crossing`: of the same muscle to the
    other nerve of the forearm. `picture`: what a person states of the whole study; `typed`: the
    proximal response as it came, before what was stated (`as_stated`). `crosses`: what the rows of
    the side say of fibers that cross in its forearm (`crossing_said`): where they are possible, an
    answer for the whole study does not exclude them.
    """
    if segment.crossover:
        return SOUND
    check = crossing_of(segment, crossing)
    before = typed or segment.proximal
    conditions: list[Condition] = []
    stated: list[str] = []
    crossing_doubt = None
    if segment.proximal.supramaximal is None:
        conditions.append("supramaximal")
    elif before.supramaximal is None:
        stated.append("stimulation_supramaximal")
    if may_cross(segment) and check.corrected is None and crosses is True:
        against = picture.no_crossing_in_forearm is True
        reason: Hindrance = "crossing_against" if against else "crossing_stated"
        crossing_doubt = Doubt(reason, {"muscle": segment.muscle}, source=GUARDS)
    elif (
        may_cross(segment)
        and check.corrected is None
        and crosses is not False
        and picture.no_crossing_in_forearm is False
    ):
        crossing_doubt = Doubt("crossing_stated", {"muscle": segment.muscle}, source=GUARDS)
    elif may_cross(segment) and not check.done and crosses is not False:
        if picture.no_crossing_in_forearm is None or crosses == "possible":
            conditions.append("no_crossing")
        elif picture.no_crossing_in_forearm:
            stated.append("no_crossing_in_forearm")
    if segment.proximal.no_response_checked and before.no_response_checked is None:
        stated.append("no_response_confirmed")
    return Technique(
        before=_unmeasurable(segment) or _contradiction(segment) or _submaximal(segment),
        if_block=recovery(segment, series) or no_response(segment, series) or crossing_doubt,
        if_not_met=_distal_submaximal(segment) or _distal_recovers(segment, series),
        provided=tuple(conditions),
        stated=tuple(stated),
        without_crossing=check.corrected,
        nothing_crosses=check.done and check.corrected is None,
        subtracted=check.subtracted,
    )


def _unmeasurable(segment: Segment) -> Doubt | None:
    for one in (segment.distal, segment.proximal):
        if one.unmeasurable is not None:
            words = {"site": segment.site_word(one), "why": one.unmeasurable}
            return Doubt("unmeasurable", words)
    return None


def _contradiction(segment: Segment) -> Doubt | None:
    """Numbers that cannot all be true: a slip of pen, unit or order, and which one is not known."""
    if one := slipped(segment):
        return Doubt("numbers_contradict", {"site": segment.site_word(one)}, source=PLAUSIBLE)
    if latency_runs_back(segment):
        words: dict[str, str | float] = {
            "site": segment.site_word(segment.proximal),
            "distal_site": segment.site_word(segment.distal),
        }
        return Doubt("latency_back", words, source=PLAUSIBLE)
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


def as_stated(measure: Measure, picture: ClinicalPicture) -> Measure:
    """A motor response with what a person says of the whole study, where its row says nothing."""
    if measure.kind != "M" or measure.empty:
        return measure
    if measure.supramaximal is None and picture.stimulation_supramaximal is not None:
        measure = replace(measure, supramaximal=picture.stimulation_supramaximal)
    if measure.silent and measure.no_response_checked is None and picture.no_response_confirmed:
        measure = replace(measure, no_response_checked=True)
    return measure


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


def _larger_percent(segment: Segment, other: Measure) -> float | None:
    """By how much, percent of the distal response, amplitude or area grows again; the larger."""
    triples = (
        (segment.distal.amplitude_mv, segment.proximal.amplitude_mv, other.amplitude_mv),
        (
            segment.distal.negative_peak_area_mvms,
            segment.proximal.negative_peak_area_mvms,
            other.negative_peak_area_mvms,
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
    response = segment.proximal
    if not response.silent:
        return None
    words: dict[str, str | float] = {"site": segment.site_word(response)}
    for other in _further_up(segment, series):
        share = _larger_percent(segment, other)
        least_share = RECOVERY if other.site in SPREADING_SITES else ANSWER_SHARE
        if share is not None and least_share.met_by(share):
            return Doubt("answers_further_up", words | {"higher_site": other.site})
    if response.silence is None:
        return None if response.no_response_checked else Doubt("no_response_unstated", words)
    if response.silence.stimulus_recorded is not True and response.no_response_checked is not True:
        return Doubt("no_response_stimulus", words)
    least = least_window_ms(segment, series)
    if least is None:
        return Doubt("no_response_distance", words)
    window = response.silence.window_ms
    if window < least:
        words |= {"window_ms": round(window, 1), "least_ms": round(least, 1)}
        return Doubt("no_response_window", words, {"window_ms": window, "least_window_ms": least})
    amplitude = segment.distal.amplitude_mv
    share = 100.0 * response.silence.noise_mv / amplitude if amplitude else None
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
    return usual_way_mm(segment.nerve, segment.proximal.site, segment.muscle)
