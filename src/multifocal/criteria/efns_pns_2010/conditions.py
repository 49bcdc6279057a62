"""The single conditions the rules are made of, one a function: a case in, a finding out."""

from collections.abc import Iterable
from functools import cache

from multifocal.body import Entrapment
from multifocal.criteria.case import Case
from multifocal.criteria.efns_pns_2010 import constants as efns
from multifocal.criteria.efns_pns_2010.making import compared, finding
from multifocal.criteria.finding import Finding
from multifocal.criteria.ruling import TIBIAL
from multifocal.criteria.threshold import Threshold
from multifocal.study.limb import limb_segments
from multifocal.study.order import has_site, site_rank

AREA = "negative_peak_area_mvms"
AMPLITUDE = "amplitude_mv"
DURATION = "negative_peak_duration_ms"


def nerve(case: Case) -> Finding:
    """Whether any rule counts the nerve."""
    segment = case.segment
    return _nerve(segment.nerve, segment.muscle, segment.crossover)


@cache  # no number enters: the same finding for every study
def _nerve(name: str, muscle: str, crossover: bool) -> Finding:
    parameters = {"nerve": name, "muscle": muscle}
    if crossover:
        return finding(
            "nerve",
            "not_met",
            "crossover",
            parameters=parameters,
            inputs=("nerve", "muscle"),
            choices=(efns.CROSSOVER,),
        )
    if name in efns.BLOCK_NERVES:
        return finding("nerve", "met", "counted", parameters=parameters, inputs=("nerve",))
    if name in efns.ARM_NERVES:
        return finding(
            "nerve",
            "met",
            "arm_only",
            parameters=parameters,
            inputs=("nerve",),
            choices=(efns.ARM_NERVES_2A_ONLY,),
        )
    tibial = (efns.TIBIAL_FALLS,) if name == TIBIAL else ()
    return finding(
        "nerve",
        "not_met",
        "not_counted",
        parameters=parameters,
        inputs=("nerve",),
        choices=(efns.TIBIAL_NOT_COUNTED, *tibial),
    )


def entrapment(case: Case) -> Finding:
    """Met where the segment spans no common site of entrapment.

    The radial groove is not one where a person says that nothing pressed on the arm.
    """
    spanned = case.segment.entrapments
    if only_groove(case) and case.clinical.no_pressure_at_radial_groove:
        return _free_groove()
    return _entrapment(spanned)


def only_groove(case: Case) -> bool:
    """Whether the radial groove is the one site of pressure within the segment."""
    return [one.id for one in case.segment.entrapments] == [efns.GROOVE]


@cache
def _free_groove() -> Finding:
    return finding(
        "entrapment",
        "met",
        "free_groove",
        inputs=("nerve", "site", "no_pressure_at_radial_groove"),
        choices=(efns.OUR_ENTRAPMENT,),
    )


@cache
def _entrapment(spanned: tuple[Entrapment, ...]) -> Finding:
    inputs = ("nerve", "site")
    if not spanned:
        return finding("entrapment", "met", "met", inputs=inputs)
    ours = all(one.ours for one in spanned)
    return finding(
        "entrapment",
        "not_met",
        "ours" if ours else "not_met",
        parameters={"entrapment": (spanned[0].id)},
        inputs=inputs,
        choices=(efns.OUR_ENTRAPMENT,) if ours else (),
    )


def floor_amplitude(case: Case) -> Finding:
    """Distal negative-peak amplitude more than 1 mV."""
    distal = case.segment.distal
    return compared(
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
        return finding(
            "floor_lower_limit",
            "not_applicable",
            "not_applicable",
            parameters=parameters | {"nerve": case.segment.nerve, "muscle": case.segment.muscle},
            numbers={"distal_amplitude_mv": distal.amplitude_mv, "lower_limit_mv": None},
            inputs=inputs,
            choices=(efns.FLOOR_FOR_ALL, efns.NO_LOWER_LIMIT),
        )
    return compared(
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
        choices=(efns.FLOOR_FOR_ALL, efns.REFERENCE),
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
        return finding(
            "amplitude_change",
            "not_applicable",
            "missing",
            parameters={
                "reason": "distal_absent" if segment.distal.absent else "amplitudes_missing"
            },
            numbers=numbers,
            inputs=inputs,
        )
    return finding(
        "amplitude_change",
        "not_applicable",
        "shown",
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
        return finding(
            "area",
            "cannot_be_assessed",
            "cannot_be_assessed",
            parameters={"reason": "distal_absent" if segment.distal.absent else "area_missing"},
            numbers=numbers,
            inputs=inputs,
        )
    return compared(
        rule,
        change,
        threshold,
        numbers=numbers,
        inputs=inputs,
        choices=(efns.ABSENT_PROXIMAL,) if segment.proximal.absent else (),
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
        return finding(
            "duration",
            "cannot_be_assessed",
            "cannot_be_assessed",
            parameters={"reason": "distal_absent" if segment.distal.absent else "duration_missing"},
            numbers=numbers,
            inputs=inputs,
        )
    if segment.proximal.absent:
        return finding(
            "duration",
            "not_applicable",
            "not_applicable",
            parameters={"site": segment.site_word(segment.proximal)},
            numbers=numbers,
            inputs=inputs,
            choices=(efns.ABSENT_PROXIMAL,),
        )
    return compared("duration", change, efns.DURATION, numbers=numbers, inputs=inputs)


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
    return finding(
        "long_segment",
        "met" if why else "not_met",
        why or "not_met",
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
