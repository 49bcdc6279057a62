"""What every rule presupposes and a table of numbers does not show.

Cautions say what to do next. They never change an answer.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from multifocal import body
from multifocal.criteria.case import Case
from multifocal.criteria.finding import Caution
from multifocal.criteria.plausible import AREA_SLACK, PLAUSIBLE, beyond
from multifocal.criteria.technique import RECOVERY, TECHNIQUE, recovery_at_erb
from multifocal.criteria.threshold import Threshold
from multifocal.criteria.warmth import WARM
from multifocal.study.segment import Segment

GUARDS: Final = "ncs-technical-guards"
WARM_C: Final = WARM.value


def cautions(case: Case) -> tuple[Caution, ...]:
    """Every caution that applies to the segment, in a fixed order."""
    return tuple(caution for rule in _RULES for caution in rule(case))


CROSSING_FALL: Final = Threshold("at_least", 10.0, "%")
"""From which on crossing fibers are thought of: healthy nerves lose less over the forearm. Source:
multifocal-choice-crossing-fall."""


def falls(segment: Segment) -> bool:
    """Whether the response gets smaller towards the proximal site, by amplitude or area."""
    changes = (segment.amplitude_reduction_percent, segment.area_reduction_percent)
    return any(change is not None and change > 0 for change in changes)


def _falls_by(segment: Segment, threshold: Threshold) -> bool:
    changes = (segment.amplitude_reduction_percent, segment.area_reduction_percent)
    return any(change is not None and threshold.met_by(change) for change in changes)


def _martin_gruber(case: Case) -> Iterator[Caution]:
    segment = case.segment
    if _falls_by(segment, CROSSING_FALL) and "no_crossing" in case.technique.provided:
        yield Caution(
            "martin_gruber",
            "study.caution.martin_gruber",
            GUARDS,
            {"muscle": segment.muscle},
            ("amplitude_mv", "negative_peak_area_mvms"),
        )


def _recovery_at_erb(case: Case) -> Iterator[Caution]:
    found = None if case.segment.crossover else recovery_at_erb(case.segment, case.responses)
    if found and falls(case.segment):
        higher, share = found
        yield Caution(
            "recovery_at_erb",
            "study.caution.recovery_at_erb",
            TECHNIQUE,
            {
                "site": case.segment.site_word(case.segment.proximal),
                "higher_site": higher.site,
                "number": RECOVERY.rounded(share),
            },
            ("amplitude_mv", "negative_peak_area_mvms"),
        )


def _proximal_larger(case: Case) -> Iterator[Caution]:
    segment = case.segment
    changes = {
        "amplitude_mv": segment.amplitude_reduction_percent,
        "negative_peak_area_mvms": segment.area_reduction_percent,
    }
    larger = tuple(name for name, change in changes.items() if change is not None and change < 0)
    unexpected = segment.distal.absent and bool(segment.proximal.amplitude_mv)
    if larger or unexpected:
        kind = segment.nerve if segment.nerve in ("median", "fibular") else "any"
        parameters: dict[str, str | float] = {}
        near, far = segment.distal.amplitude_mv, segment.proximal.amplitude_mv
        if segment.crossover:
            kind = "any"
            if near is not None and far is not None and far > near:
                kind = "crossover"
                parameters = {
                    "distal_site": segment.distal.site,
                    "proximal_site": segment.proximal.site,
                    "distal_amplitude_mv": near,
                    "proximal_amplitude_mv": far,
                }
        yield Caution(
            "proximal_larger",
            f"study.caution.proximal_larger.{kind}",
            GUARDS,
            parameters,
            larger or ("amplitude_mv",),
        )


def _temperature(case: Case) -> Iterator[Caution]:
    known = [
        one.temperature_c
        for one in (case.segment.distal, case.segment.proximal)
        if one.temperature_c is not None
    ]
    if any(temperature < WARM_C for temperature in known):
        yield Caution(
            "temperature_low",
            "study.caution.temperature_low",
            GUARDS,
            {"temperature_c": min(known), "warm_c": WARM_C},
            ("temperature_c",),
        )
    elif len(known) < 2:
        yield Caution(
            "temperature_unknown",
            "study.caution.temperature_unknown",
            GUARDS,
            {"warm_c": WARM_C},
            ("temperature_c",),
        )


def _proximal_stimulation(case: Case) -> Iterator[Caution]:
    # The root is reached by needle or magnetic coil; the same doubt holds there.
    sites = [one.site for one in (case.segment.distal, case.segment.proximal)]
    for site in sites:
        if site in ("axilla", "erb", "root"):
            yield Caution(
                f"stimulation_at_{site}",
                "study.caution.proximal_stimulation",
                GUARDS,
                {"site": site},
                ("site",),
            )


def _supramaximal(case: Case) -> Iterator[Caution]:
    segment = case.segment
    known = (segment.distal.supramaximal, segment.proximal.supramaximal)
    if False in known:
        where = "" if segment.proximal.supramaximal is False else "_distal"
        yield Caution(
            "stimulation_submaximal", f"study.caution.stimulation_submaximal{where}", GUARDS, {}, ()
        )
    elif segment.crossover:
        return  # no response from the other nerve is the usual finding
    elif segment.proximal.absent and not segment.distal.absent and known != (True, True):
        yield Caution(
            "confirm_supramaximal", "study.caution.confirm_supramaximal", GUARDS, {}, ("site",)
        )


def _recent_weakness(case: Case) -> Iterator[Caution]:
    known = case.clinical.weakness_over_ten_days
    if known is not True:
        yield Caution(
            "weakness_under_ten_days" if known is False else "weakness_duration_not_stated",
            "study.caution.weakness_recent" if known is False else "study.caution.weakness_unknown",
            GUARDS,
        )


def _sensory(case: Case) -> Iterator[Caution]:
    known = case.clinical.sensory_conduction_normal_in_arm_segments_with_block
    normal = known or case.clinical.sensory_studies_normal
    if normal and case.sensory_against:
        first = case.sensory_against[0].measure
        words: dict[str, str | float] = {"skin": first.skin or "", "site": first.site}
        yield Caution("sensory_conflict", "study.caution.sensory_conflict", "efns-pns-2010", words)
    elif known is not None and case.proposal.normal is (not known):
        said = "normal" if known else "not_normal"
        key = f"study.caution.sensory_conflict.{said}"
        yield Caution(
            "sensory_conflict", key, "efns-pns-2010", {"site": case.proposal.words["site"]}
        )
    if known is not None or case.sensory == "over":
        return
    if case.sensory == "none":
        yield Caution("sensory_study_absent", "study.caution.sensory_absent", "efns-pns-2010")
    else:
        yield Caution("sensory_study_elsewhere", "study.caution.sensory_elsewhere", "efns-pns-2010")


@cache
def _reaching(nerve: str, muscle: str) -> frozenset[str]:
    return frozenset(one.id for one in body.stimulation_sites(nerve, muscle))


def _out_of_reach(case: Case) -> Iterator[Caution]:
    segment = case.segment
    if segment.crossover:
        return
    reaching = _reaching(segment.nerve, segment.muscle)
    for response in (segment.distal, segment.proximal):
        if response.site not in reaching and not response.absent:
            yield Caution(
                "site_beyond_branch",
                "study.caution.site_beyond_branch",
                PLAUSIBLE,
                {"site": segment.site_word(response), "muscle": segment.muscle},
                ("site", "muscle"),
            )


def _implausible(case: Case) -> Iterator[Caution]:
    segment = case.segment
    for response in (segment.distal, segment.proximal):
        amplitude, area, duration = (
            response.amplitude_mv,
            response.negative_peak_area_mvms,
            response.negative_peak_duration_ms,
        )
        if amplitude is None or area is None or duration is None:
            continue
        if area > AREA_SLACK * amplitude * duration:
            yield Caution(
                "area_beyond_amplitude_times_duration",
                "study.caution.area_beyond",
                PLAUSIBLE,
                {
                    "site": segment.site_word(response),
                    "area_mvms": area,
                    "amplitude_mv": amplitude,
                    "duration_ms": duration,
                },
                ("amplitude_mv", "negative_peak_area_mvms", "negative_peak_duration_ms"),
            )
    near, far = segment.distal.latency_ms, segment.proximal.latency_ms
    if near is not None and far is not None and far <= near:
        yield Caution(
            "latency_not_longer",
            "study.caution.latency_not_longer",
            PLAUSIBLE,
            _ends(segment) | {"distal_latency_ms": near, "proximal_latency_ms": far},
            ("latency_ms",),
        )
    length, velocity = segment.length_mm, segment.velocity_m_s
    if near is None or far is None or length is None or velocity is None:
        return
    limit = beyond(segment)
    if limit is not None:
        slow = ".slow" if limit.comparison == "less_than" else ""
        yield Caution(
            "velocity_implausible",
            f"study.caution.velocity_implausible{slow}",
            PLAUSIBLE,
            _ends(segment)
            | {
                "velocity_m_s": limit.rounded(velocity),
                "distance_mm": length,
                "distal_latency_ms": near,
                "proximal_latency_ms": far,
                "most_m_s": limit.value,
            },
            ("latency_ms", "distance_mm"),
        )


def _ends(segment: Segment) -> dict[str, str | float]:
    return {
        "distal_site": segment.site_word(segment.distal),
        "proximal_site": segment.site_word(segment.proximal),
    }


def _empty_rows(case: Case) -> Iterator[Caution]:
    for one in case.segment.skipped:
        yield Caution(
            "empty_row", "study.caution.empty_row", PLAUSIBLE, {"site": one.site}, ("site",)
        )


_RULES: Final[tuple[Callable[[Case], Iterator[Caution]], ...]] = (
    _martin_gruber,
    _recovery_at_erb,
    _proximal_larger,
    _supramaximal,
    _proximal_stimulation,
    _temperature,
    _recent_weakness,
    _sensory,
    _out_of_reach,
    _implausible,
    _empty_rows,
)
