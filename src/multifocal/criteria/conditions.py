"""Conditions on one segment that several sets ask for: how far it falls, lengthens, how large."""

from typing import Final, Literal

from multifocal.criteria.case import Case
from multifocal.criteria.finding import Finding
from multifocal.criteria.reason import Alone, Missing
from multifocal.criteria.ruling import ABSENT_PROXIMAL, REFERENCE, Ruling
from multifocal.criteria.threshold import Threshold
from multifocal.study.segment import Segment

Fall = Literal["amplitude", "area", "peak_to_peak"]
_FIELD: Final = {
    "amplitude": "amplitude_mv",
    "area": "negative_peak_area_mvms",
    "peak_to_peak": "peak_to_peak_mv",
}


Read = tuple[dict[str, float | None], tuple[str, ...]]
"""The numbers of a finding, and the fields they came from."""


def fall_read(segment: Segment, what: Fall) -> Read:
    """Amplitude, area or peak to peak at both sites, and its fall."""
    name, ends = _FIELD[what], (segment.distal, segment.proximal)
    numbers: dict[str, float | None] = {
        f"distal_{name}": getattr(ends[0], name),
        f"proximal_{name}": getattr(ends[1], name),
        f"{what}_reduction_percent": getattr(segment, f"{what}_reduction_percent"),
    }
    return numbers, tuple(f"{one.site}.{name}" for one in ends)


def duration_read(segment: Segment) -> Read:
    """Duration at both sites, and how much it grows."""
    ends = (segment.distal, segment.proximal)
    numbers = {
        "distal_duration_ms": ends[0].negative_peak_duration_ms,
        "proximal_duration_ms": ends[1].negative_peak_duration_ms,
        "duration_increase_percent": segment.duration_increase_percent,
    }
    return numbers, tuple(f"{one.site}.negative_peak_duration_ms" for one in ends)


def fall(
    ruling: Ruling,
    case: Case,
    what: Fall,
    rule: str,
    threshold: Threshold,
    source: str | None = None,
) -> Finding:
    """How far amplitude, area or peak to peak falls from distal to proximal, percent."""
    segment = case.segment
    numbers, inputs = fall_read(segment, what)
    return ruling.compared(
        rule,
        f"{what}_fall",
        numbers[f"{what}_reduction_percent"],
        threshold,
        "distal_absent" if segment.distal.absent else f"{what}_missing",
        numbers=numbers,
        inputs=inputs,
        choices=(ABSENT_PROXIMAL,) if segment.proximal.absent else (),
        source=source,
    )


def duration(
    ruling: Ruling, case: Case, rule: str, threshold: Threshold, source: str | None = None
) -> Finding:
    """How much the negative peak lengthens, percent; not applied to an absent response."""
    segment = case.segment
    numbers, inputs = duration_read(segment)
    if segment.proximal.absent and not segment.distal.absent:
        return ruling.finding(
            rule,
            "not_applicable",
            "study.compared.no_duration",
            parameters={"site": segment.site_word(segment.proximal)},
            numbers=numbers,
            inputs=inputs,
            choices=(ABSENT_PROXIMAL,),
        )
    return ruling.compared(
        rule,
        "duration_rise",
        segment.duration_increase_percent,
        threshold,
        "distal_absent" if segment.distal.absent else "duration_missing",
        numbers=numbers,
        inputs=inputs,
        source=source,
    )


def floor_share(ruling: Ruling, case: Case, share: float, source: str | None = None) -> Finding:
    """Distal amplitude at least that share of the lower limit of normal."""
    distal, table = case.segment.distal, case.reference
    lower = table.amplitude_lower_mv(case.segment.nerve, case.segment.muscle, case.age_years)
    numbers = {"distal_amplitude_mv": distal.amplitude_mv, "lower_limit_mv": lower}
    inputs = (f"{distal.site}.amplitude_mv", f"reference.{table.name}")
    if lower is None:
        return ruling.finding(
            "floor",
            "not_applicable",
            "study.compared.no_lower_limit",
            parameters={
                "reference": table.title,
                "nerve": case.segment.nerve,
                "muscle": case.segment.muscle,
            },
            numbers=numbers,
            inputs=inputs,
        )
    return ruling.compared(
        "floor",
        "floor",
        distal.amplitude_mv,
        Threshold("at_least", share * lower, "mV"),
        "amplitude_missing_distal",
        numbers=numbers,
        inputs=inputs,
        choices=(REFERENCE,),
        source=source,
    )


def no_floor(ruling: Ruling, case: Case) -> Finding:
    """Says that this set, as far as it was read, asks nothing of the distal amplitude."""
    amplitude = case.segment.distal.amplitude_mv
    return ruling.finding(
        "floor",
        "not_applicable",
        "study.compared.no_floor" if amplitude is not None else "study.compared.no_floor.known",
        parameters={} if amplitude is None else {"number": round(amplitude, 2)},
        numbers={"distal_amplitude_mv": amplitude},
        inputs=(f"{case.segment.distal.site}.amplitude_mv",),
    )


def missing_falls(case: Case) -> Missing:
    """Of a rule that takes amplitude or area: what is missing where neither fall is known."""
    return "both_missing" if case.segment.distal.amplitude_mv is not None else "amplitude_missing"


def alone(case: Case) -> Alone | None:
    """Of a rule that takes amplitude or area: which decided alone; None where both are known."""
    amplitude = case.segment.amplitude_reduction_percent
    area = case.segment.area_reduction_percent
    if amplitude is None and area is not None:
        return "by_area"
    return "by_amplitude" if area is None and amplitude is not None else None


def share_percent(number: float | None, limit: float | None) -> float | None:
    """A number as percent of a limit of normal; None where either is not known."""
    return None if number is None or not limit else 100.0 * number / limit
