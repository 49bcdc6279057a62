"""The single conditions the rules are made of, one a function: a case in, a finding out."""

from collections.abc import Mapping
from functools import cache

from multifocal.criteria.answer import absent
from multifocal.criteria.case import Case
from multifocal.criteria.conditions import duration_read, fall_read
from multifocal.criteria.counted import Outside, entrapment
from multifocal.criteria.efns_pns_2010 import constants as efns
from multifocal.criteria.efns_pns_2010.constants import SET
from multifocal.criteria.finding import Finding, Parameters
from multifocal.criteria.reason import Missing, NotCounted
from multifocal.criteria.ruling import (
    ABSENT_PROXIMAL,
    CROSSOVER,
    NO_LOWER_LIMIT,
    OUR_ENTRAPMENT,
    REFERENCE,
    TIBIAL,
    TIBIAL_FALLS,
    beside,
)
from multifocal.criteria.threshold import Threshold

AMPLITUDE = "amplitude_mv"


def outside(case: Case) -> Outside:
    """Whether any rule counts the nerve, and no site of pressure lies within the segment.

    The radial groove is not one where a person says that nothing pressed on the arm.
    """
    segment = case.segment
    nerve, why = _nerve(segment.nerve, segment.muscle, segment.crossover)
    if only_groove(case) and case.clinical.no_pressure_at_radial_groove:
        return Outside(nerve, _free_groove(), why)
    pressed, where = entrapment(SET, segment.entrapments)
    return Outside(nerve, pressed, why or where)


@cache  # no number enters: the same finding for every study
def _nerve(name: str, muscle: str, crossover: bool) -> tuple[Finding, NotCounted | None]:
    reason: NotCounted | None = None
    kind = "not_counted"
    inputs: tuple[str, ...] = ("nerve",)
    choices: tuple[str, ...] = (efns.TIBIAL_NOT_COUNTED,)
    if crossover:
        kind = reason = "crossover"
        inputs, choices = ("nerve", "muscle"), (CROSSOVER,)
    elif name in efns.BLOCK_NERVES:
        kind, choices = "counted", ()
    elif name in efns.ARM_NERVES:
        kind, choices = "arm_only", (efns.ARM_NERVES_2A_ONLY,)
    elif name == TIBIAL:
        reason, choices = "tibial", (*choices, TIBIAL_FALLS)
    else:
        reason = "nerve"
    finding = SET.finding(
        "nerve",
        "not_met" if reason else "met",
        f"study.efns.nerve.{kind}",
        parameters={"nerve": name, "muscle": muscle},
        inputs=inputs,
        choices=choices,
    )
    return finding, reason


def only_groove(case: Case) -> bool:
    """Whether the radial groove is the one site of pressure within the segment."""
    return [one.id for one in case.segment.entrapments] == [efns.GROOVE]


@cache
def _free_groove() -> Finding:
    return SET.finding(
        "entrapment",
        "met",
        "study.efns.entrapment.free_groove",
        inputs=("nerve", "site", "no_pressure_at_radial_groove"),
        choices=(OUR_ENTRAPMENT,),
    )


def floor_amplitude(case: Case) -> Finding:
    """Distal negative-peak amplitude more than 1 mV."""
    distal = case.segment.distal
    return _compared(
        "floor_amplitude",
        distal.amplitude_mv,
        efns.FLOOR_AMPLITUDE,
        numbers={"distal_amplitude_mv": distal.amplitude_mv},
        inputs=(f"{distal.site}.{AMPLITUDE}",),
        parameters={"site": case.segment.site_word(distal)},
        choices=(efns.FLOOR_FOR_ALL,),
    )


def floor_lower_limit(case: Case) -> Finding:
    """Distal negative-peak amplitude more than 20 % of the lower limit of normal."""
    distal, table = case.segment.distal, case.reference
    lower = table.amplitude_lower_mv(case.segment.nerve, case.segment.muscle, case.age_years)
    parameters = {"site": case.segment.site_word(distal), "reference": table.title}
    inputs = (f"{distal.site}.{AMPLITUDE}", f"reference.{table.name}")
    if lower is None:
        return SET.finding(
            "floor_lower_limit",
            "not_applicable",
            "study.efns.floor_lower_limit.not_applicable",
            parameters=parameters | {"nerve": case.segment.nerve, "muscle": case.segment.muscle},
            numbers={"distal_amplitude_mv": distal.amplitude_mv, "lower_limit_mv": None},
            inputs=inputs,
            choices=(efns.FLOOR_FOR_ALL, NO_LOWER_LIMIT),
        )
    return _compared(
        "floor_lower_limit",
        distal.amplitude_mv,
        Threshold("more_than", efns.FLOOR_SHARE_OF_LOWER_LIMIT * lower, "mV"),
        numbers={"distal_amplitude_mv": distal.amplitude_mv, "lower_limit_mv": lower},
        inputs=inputs,
        parameters=parameters
        | {
            "lower_limit_mv": lower,
            "evidence": table.evidence,
        },
        choices=(efns.FLOOR_FOR_ALL, REFERENCE),
        source=table.source.id,
    )


def amplitude_change(case: Case) -> Finding:
    """The fall in amplitude: shown, because no rule of this set uses it."""
    change = case.segment.amplitude_reduction_percent
    numbers, inputs = fall_read(case.segment, "amplitude")
    return SET.finding(
        "amplitude_change",
        "not_applicable",
        f"study.efns.amplitude_change.{'missing' if change is None else 'shown'}",
        parameters={"reason": absent(case) or "amplitudes_missing"}
        if change is None
        else {"number": round(change, 1) + 0.0},
        numbers=numbers,
        inputs=inputs,
    )


def definite_area(case: Case) -> Finding:
    """Area falls by at least 50 %."""
    return _area(case, "area_50", efns.DEFINITE_AREA)


def probable_area(case: Case) -> Finding:
    """Area falls by at least 30 %."""
    return _area(case, "area_30", efns.PROBABLE_AREA)


def _area(case: Case, rule: str, threshold: Threshold) -> Finding:
    segment = case.segment
    change = segment.area_reduction_percent
    numbers = {
        "distal_area_mvms": segment.distal.negative_peak_area_mvms,
        "proximal_area_mvms": segment.proximal.negative_peak_area_mvms,
        "area_reduction_percent": change,
    }
    inputs = fall_read(segment, "area")[1]
    if change is None:  # then there is nothing to compare with either threshold: one finding
        return _missing("area", absent(case) or "area_missing", numbers, inputs)
    return _compared(
        rule,
        change,
        threshold,
        numbers=numbers,
        inputs=inputs,
        choices=(ABSENT_PROXIMAL,) if segment.proximal.absent else (),
    )


def duration_within(case: Case) -> Finding:
    """The negative peak lengthens by at most 30 %; not applicable to an absent response."""
    segment = case.segment
    change = segment.duration_increase_percent
    numbers, inputs = duration_read(segment)
    if segment.distal.absent or (change is None and not segment.proximal.absent):
        return _missing("duration", absent(case) or "duration_missing", numbers, inputs)
    if segment.proximal.absent:
        return SET.finding(
            "duration",
            "not_applicable",
            "study.efns.duration.not_applicable",
            parameters={"site": segment.site_word(segment.proximal)},
            numbers=numbers,
            inputs=inputs,
            choices=(ABSENT_PROXIMAL,),
        )
    return _compared("duration", change, efns.DURATION, numbers=numbers, inputs=inputs)


def _missing(
    rule: str, reason: Missing, numbers: Mapping[str, float | None], inputs: tuple[str, ...]
) -> Finding:
    return SET.finding(
        rule,
        "cannot_be_assessed",
        f"study.efns.{rule}.cannot_be_assessed",
        parameters={"reason": reason},
        numbers=numbers,
        inputs=inputs,
    )


def _compared(
    rule: str,
    number: float | None,
    threshold: Threshold,
    *,
    numbers: Mapping[str, float | None],
    inputs: tuple[str, ...],
    parameters: Parameters | None = None,
    source: str | None = None,
    choices: tuple[str, ...] = (),
) -> Finding:
    """One number beside one threshold, in sentences of the rule's own; None cannot be assessed."""
    said = dict(parameters or {})
    if number is not None:
        said |= {"number": threshold.rounded(number), "threshold": round(threshold.value, 6)}
    status = beside(number, threshold)
    return SET.finding(
        rule,
        status,
        f"study.efns.{rule}.{status}",
        parameters=said,
        numbers=numbers,
        inputs=inputs,
        choices=choices,
        source=source,
        threshold=threshold,
        margin=None if number is None else threshold.margin(number),
    )
