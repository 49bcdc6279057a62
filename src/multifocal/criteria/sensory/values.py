"""Sensory values beside their limits: amplitude, peak latency, velocity, and the sides.

A value that is missing is neither within its limit nor beyond it. What is beyond says nothing yet
of a stretch with block (`proposal`), and nothing of the examination.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from multifocal import body
from multifocal.body import sensory_studies
from multifocal.criteria.finding import Finding, Status
from multifocal.criteria.plausible import FASTEST, SLOWEST
from multifocal.criteria.ruling import Ruling, unverified
from multifocal.criteria.sensory.reach import place_rank
from multifocal.criteria.threshold import Threshold
from multifocal.criteria.warmth import slow_because, warmth_of, with_limb_warmth
from multifocal.reference import Limit, ReferenceTable, limit_of_sensory
from multifocal.reference.limits import LABORATORY
from multifocal.reference.sensory_limits import SensoryValue
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.measure import Measure

CHOICE: Final = "multifocal-choice-sensory-values"
BESIDE: Final = "multifocal-choice-limits-beside-the-table"
VALUES: Final = Ruling("values", "", "1", CHOICE)
"""Sensory and F values belong to no set: each finding's source is that of its limit."""

UV_PER_MV: Final = 1000.0
# From the usual distance, within which a limit holds. Source of both: BESIDE.
AMPLITUDE_WITHIN_MM: Final = Threshold("at_most", 30.0, "mm")
LATENCY_WITHIN_MM: Final = Threshold("at_most", 5.0, "mm")
OLD_SURAL_YEARS: Final = Threshold("at_least", 75.0, "")
"""From when on a healthy sural nerve may give no response. Source: sural-over-60."""
SIDES_ALIKE: Final = Threshold("at_most", 4.04, "mV")
"""How far the fibular responses of the sides may differ for the leg's limits between sides to hold.
Source: sensory-sides-of-the-leg. The arm's have none: sides-of-the-arm-1998 gives no limit."""

Against = Literal["absent", "low"]


class Value(NamedTuple):
    """What a value is: its id, unit, limit, and which side of the limit is within it."""

    what: str
    unit: str
    lower: bool

    def threshold(self, limit: float) -> Threshold:
        """Within the limit; exactly at it is within."""
        return Threshold("at_least" if self.lower else "at_most", limit, self.unit)


AMPLITUDE: Final = Value("sensory_amplitude", "µV", lower=True)
PEAK: Final = Value("sensory_peak", "ms", lower=False)
VELOCITY: Final = Value("sensory_velocity", "m/s", lower=True)
SIDES: Final = Value("sensory_sides", "µV", lower=False)


@dataclass(frozen=True)
class SensoryVerdict:
    """What is said of one sensory response; "met" is within the limit, "not_met" beyond it."""

    measure: Measure
    findings: tuple[Finding, ...]

    @property
    def against(self) -> Against | None:
        """Whether the response did not come, or is below the lower limit of its amplitude."""
        one = self.findings[0]
        if one.status != "not_met":
            return None
        return "absent" if one.threshold is None else "low"


def sensory_verdicts(
    measures: Iterable[Measure],
    table: ReferenceTable,
    age_years: float | None,
    picture: ClinicalPicture,
) -> tuple[SensoryVerdict, ...]:
    """Every sensory response of the measures that was looked for, in a fixed order."""
    rows = with_limb_warmth(tuple(measures))
    sensory = sorted((one for one in rows if one.kind == "sensory" and not one.empty), key=_order)
    found = [
        SensoryVerdict(one, tuple(_findings(one, table, age_years, picture))) for one in sensory
    ]
    return tuple(_with_sides(found, rows, table, age_years))


def beside_limit(
    value: Value, number: float, limit: Limit, but: str | None = None, *, strict: bool = False
) -> Finding:
    """A number beside its limit. `but`: why beyond it is not yet abnormal; `strict`: why within it
    is not yet normal either."""
    threshold = value.threshold(limit.value)
    within = threshold.met_by(number)
    held = but is not None and (strict or not within)
    status: Status = "cannot_be_assessed" if held else "met" if within else "not_met"
    side = "lower" if value.lower else "upper"
    words: dict[str, str | float] = {
        "what": value.what,
        "number": threshold.rounded(number),
        "unit": value.unit,
        "limit": limit.value,
        "table": limit.by,
        "evidence": evidence_of(limit),
    }
    if held:
        words["because"] = but or ""
    where = "within" if within else "beyond"
    return VALUES.finding(
        value.what,
        status,
        f"study.value.{'open.' if held else ''}{where}.{side}",
        parameters=words,
        numbers={value.what: number, f"{value.what}_limit": limit.value},
        source=limit.source.id,
        choices=(CHOICE, BESIDE),
        threshold=threshold,
        margin=threshold.margin(number),
    )


def evidence_of(limit: Limit) -> str:
    """The key of the words to put behind a limit, "" where it needs none."""
    own = limit.source.id == LABORATORY
    return "study.reference.laboratory" if own else unverified(limit.source.id)


def unassessed(value: Value, because: str, source: str | None = None) -> Finding:
    """A value that cannot be assessed, and why."""
    return VALUES.finding(
        value.what,
        "cannot_be_assessed",
        "study.value.open",
        parameters={"what": value.what, "because": because},
        choices=(CHOICE,),
        source=source,
    )


def weak(one: Measure, picture: ClinicalPicture) -> bool:
    """Whether the stimulus is stated not to have been supramaximal."""
    known = picture.stimulation_supramaximal if one.supramaximal is None else one.supramaximal
    return known is False


def _findings(
    response: Measure, table: ReferenceTable, age_years: float | None, picture: ClinicalPicture
) -> Iterator[Finding]:
    def limit(what: SensoryValue) -> Limit | str:
        return limit_of_sensory(
            table, what, response.nerve, (response.skin, response.site), age_years
        )

    yield _amplitude(response, limit("amplitude_lower_uv"), age_years, picture)
    yield from _peak(response, limit("peak_latency_upper_ms"))
    yield from _velocity(response, limit("velocity_lower_m_s"))


def _amplitude(
    response: Measure, limit: Limit | str, age_years: float | None, picture: ClinicalPicture
) -> Finding:
    if response.unmeasurable is not None:
        return unassessed(AMPLITUDE, "sensory_unmeasurable")
    if response.silent:
        because = not_silent(response, age_years, picture)
        if because:
            return unassessed(AMPLITUDE, because)
        return VALUES.finding(
            AMPLITUDE.what, "not_met", "study.value.no_response", choices=(CHOICE,)
        )
    if response.amplitude_mv is None:
        return unassessed(AMPLITUDE, "sensory_amplitude_missing")
    if not isinstance(limit, Limit):
        return unassessed(AMPLITUDE, f"sensory_{limit}")
    if not _near(response, limit, AMPLITUDE_WITHIN_MM):
        return unassessed(AMPLITUDE, "sensory_other_distance")
    number = UV_PER_MV * response.amplitude_mv
    if AMPLITUDE.threshold(limit.value).met_by(number):
        cold = warmth_of(response.temperature_c) == "cold"
        return beside_limit(AMPLITUDE, number, limit, "cold_larger" if cold else None, strict=True)
    return beside_limit(AMPLITUDE, number, limit, "weak" if weak(response, picture) else None)


def not_silent(response: Measure, age_years: float | None, picture: ClinicalPicture) -> str | None:
    """Why "no response" is not yet one that a healthy nerve would have given; None where it is."""
    if weak(response, picture):
        return "weak"
    old = age_years is not None and OLD_SURAL_YEARS.met_by(age_years)
    if response.nerve == "sural" and old:
        return "sensory_age"
    checked = picture.no_response_confirmed
    if response.no_response_checked is not None:
        checked = response.no_response_checked
    if checked is False:
        return "no_response_doubted"
    silence = response.silence
    if silence is not None and silence.stimulus_recorded is not True and not checked:
        return "no_stimulus_recorded"
    return None


def _peak(response: Measure, limit: Limit | str) -> Iterator[Finding]:
    if response.peak_latency_ms is None or not isinstance(limit, Limit):
        return
    if response.distance_mm is None:
        yield unassessed(PEAK, "sensory_distance_missing")
    elif not _near(response, limit, LATENCY_WITHIN_MM):
        yield unassessed(PEAK, "sensory_other_distance")
    else:
        yield beside_limit(
            PEAK, response.peak_latency_ms, limit, slow_because(response.temperature_c)
        )


def _velocity(response: Measure, limit: Limit | str) -> Iterator[Finding]:
    if not response.latency_ms or response.distance_mm is None or not isinstance(limit, Limit):
        return
    number = response.distance_mm / response.latency_ms
    if not possible(number):
        yield unassessed(VELOCITY, "velocity_implausible")
    else:
        yield beside_limit(VELOCITY, number, limit, slow_because(response.temperature_c))


def possible(velocity_m_s: float) -> bool:
    """Whether a nerve conducts at that velocity at all."""
    return not (FASTEST.met_by(velocity_m_s) or SLOWEST.met_by(velocity_m_s))


def _near(one: Measure, limit: Limit, within: Threshold) -> bool:
    if one.distance_mm is None or limit.distance_mm is None:
        return True
    return within.met_by(abs(one.distance_mm - limit.distance_mm))


def _with_sides(
    verdicts: Sequence[SensoryVerdict],
    measures: Sequence[Measure],
    table: ReferenceTable,
    age_years: float | None,
) -> Iterator[SensoryVerdict]:
    """With the difference between the sides, said of the smaller response."""
    for verdict in verdicts:
        response = verdict.measure
        other = next((each.measure for each in verdicts if _mirrored(response, each.measure)), None)
        place = (response.skin, response.site)
        limit = limit_of_sensory(
            table, "side_difference_upper_uv", response.nerve, place, age_years
        )
        here, there = response.amplitude_mv, other.amplitude_mv if other else None
        if here is None or not there or here >= there or not isinstance(limit, Limit):
            yield verdict
            continue
        said = beside_limit(SIDES, UV_PER_MV * (there - here), limit)
        if verdict.findings[0].status == "cannot_be_assessed" and response.silent:
            said = unassessed(SIDES, str(verdict.findings[0].parameters["because"]))
        elif response.supramaximal is False or (other and other.supramaximal is False):
            said = unassessed(SIDES, "weak")
        elif not _alike(measures):
            said = unassessed(SIDES, "sides_unlike", limit.source.id)
        yield replace(verdict, findings=(*verdict.findings, said))


def _mirrored(one: Measure, other: Measure) -> bool:
    return one.side != other.side and (one.nerve, one.skin, one.site) == (
        other.nerve,
        other.skin,
        other.site,
    )


def _alike(measures: Sequence[Measure]) -> bool:
    known = {
        one.side: one.amplitude_mv
        for one in measures
        if (one.kind, one.nerve, one.muscle, one.site) == ("M", "fibular", "edb", "ankle")
    }
    left, right = known.get("left"), known.get("right")
    return left is not None and right is not None and SIDES_ALIKE.met_by(abs(left - right))


def usual_place(nerve: str) -> Iterator[tuple[str, str]]:
    """Skin and site of the usual studies of a sensory nerve."""
    return ((one.skin, one.site_id) for one in sensory_studies() if one.nerve == nerve)


def _order(response: Measure) -> tuple[object, ...]:
    nerves = [each.id for each in body.nerves()]
    return (
        response.side,
        nerves.index(response.nerve),
        response.skin or "",
        place_rank(response.site, response.nerve),
        response.site,
    )
