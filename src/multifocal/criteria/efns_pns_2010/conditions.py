"""The single conditions the rules are made of, one a function: a case in, a finding out."""

from collections.abc import Iterable, Mapping
from functools import cache

from multifocal.criteria.case import Case
from multifocal.criteria.counted import Outside, entrapment
from multifocal.criteria.efns_pns_2010 import constants as efns
from multifocal.criteria.efns_pns_2010.constants import SET
from multifocal.criteria.finding import Finding, Parameters
from multifocal.criteria.reason import NotCounted
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
from multifocal.study.limb import limb_segments
from multifocal.study.order import has_site, site_rank

AREA = "negative_peak_area_mvms"
AMPLITUDE = "amplitude_mv"
DURATION = "negative_peak_duration_ms"


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
    found = SET.finding(
        "nerve",
        "not_met" if reason else "met",
        f"study.efns.nerve.{kind}",
        parameters={"nerve": name, "muscle": muscle},
        inputs=inputs,
        choices=choices,
    )
    return found, reason


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
    segment = case.segment
    change = segment.amplitude_reduction_percent
    numbers = {
        "distal_amplitude_mv": segment.distal.amplitude_mv,
        "proximal_amplitude_mv": segment.proximal.amplitude_mv,
        "amplitude_reduction_percent": change,
    }
    inputs = (f"{segment.distal.site}.{AMPLITUDE}", f"{segment.proximal.site}.{AMPLITUDE}")
    if change is None:
        return SET.finding(
            "amplitude_change",
            "not_applicable",
            "study.efns.amplitude_change.missing",
            parameters={
                "reason": "distal_absent" if segment.distal.absent else "amplitudes_missing"
            },
            numbers=numbers,
            inputs=inputs,
        )
    return SET.finding(
        "amplitude_change",
        "not_applicable",
        "study.efns.amplitude_change.shown",
        parameters={"number": round(change, 1) + 0.0},
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
    inputs = (f"{segment.distal.site}.{AREA}", f"{segment.proximal.site}.{AREA}")
    if change is None:  # then there is nothing to compare with either threshold: one finding
        return SET.finding(
            "area",
            "cannot_be_assessed",
            "study.efns.area.cannot_be_assessed",
            parameters={"reason": "distal_absent" if segment.distal.absent else "area_missing"},
            numbers=numbers,
            inputs=inputs,
        )
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
    numbers = {
        "distal_duration_ms": segment.distal.negative_peak_duration_ms,
        "proximal_duration_ms": segment.proximal.negative_peak_duration_ms,
        "duration_increase_percent": change,
    }
    inputs = (f"{segment.distal.site}.{DURATION}", f"{segment.proximal.site}.{DURATION}")
    if segment.distal.absent or (change is None and not segment.proximal.absent):
        return SET.finding(
            "duration",
            "cannot_be_assessed",
            "study.efns.duration.cannot_be_assessed",
            parameters={"reason": "distal_absent" if segment.distal.absent else "duration_missing"},
            numbers=numbers,
            inputs=inputs,
        )
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


def long_segment(case: Case) -> Finding:
    """Whether the segment is long: one segment of the limb, or only as the guideline names them."""
    segment = case.segment
    ends = (segment.distal.site, segment.proximal.site)
    words = (segment.site_word(segment.distal), segment.site_word(segment.proximal))
    return _long_segment(segment.nerve, ends, words, case.long_segments == "longer")


@cache
def _long_segment(
    nerve_id: str, ends: tuple[str, str], words: tuple[str, str], longer: bool
) -> Finding:
    why = _why_long(nerve_id, ends, longer)
    return SET.finding(
        "long_segment",
        "met" if why else "not_met",
        f"study.efns.long_segment.{why or 'not_met'}",
        parameters={"distal_site": words[0], "proximal_site": words[1]},
        inputs=("site",),
        choices=(efns.LONG_AND_LONGER if longer else efns.LONG_AS_NAMED,),
    )


def some_long(case: Case) -> bool:
    """Whether any segment of this nerve that was studied is long and free of entrapment sites."""
    longer = case.long_segments == "longer"
    return any(
        _why_long(one.nerve, (one.distal.site, one.proximal.site), longer) and not one.entrapments
        for one in (case.segment, *case.series)
    )


def _why_long(nerve_id: str, ends: tuple[str, str], longer: bool) -> str | None:
    """ "met": the guideline names it; "longer", "added": by the wider reading; None: not long."""
    if ends in efns.LONG_SEGMENTS:
        return "met"
    if limb_segments(*ends) > 1:
        return None  # 30 % over two segments may be no more than healthy falls added up
    if longer and _contains_one(nerve_id, ends, efns.LONG_SEGMENTS):
        return "longer"
    added = tuple((near, far) for name, near, far in efns.LONGER_SEGMENTS if name == nerve_id)
    return "added" if longer and _contains_one(nerve_id, ends, added) else None


def _contains_one(nerve_id: str, ends: tuple[str, str], known: Iterable[tuple[str, str]]) -> bool:
    """Whether one of the known stretches lies between the two sites of the nerve."""
    low, high = sorted(site_rank(nerve_id, site) for site in ends)
    return any(
        low <= site_rank(nerve_id, near) and site_rank(nerve_id, far) <= high
        for near, far in known
        if has_site(nerve_id, near) and has_site(nerve_id, far)
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
