"""Signs of slowing, as percent of a limit of normal; several sets ask for them."""

from multifocal.criteria.case import Case, NerveCase
from multifocal.criteria.conditions import share_percent
from multifocal.criteria.f_wave_values import LOST, not_lost
from multifocal.criteria.finding import Finding, Status
from multifocal.criteria.plausible import beyond
from multifocal.criteria.ruling import NO_LOWER_LIMIT, REFERENCE, Ruling
from multifocal.criteria.threshold import Threshold
from multifocal.criteria.usual_site import SOURCE as USUAL_SITE
from multifocal.criteria.usual_site import usual_sites


def velocity(ruling: Ruling, case: Case, threshold: Threshold) -> Finding:
    """Conduction velocity over the segment, percent of the lower limit of normal."""
    segment = case.segment
    limits = case.reference.limits(segment.nerve, segment.muscle, case.age_years)
    lower = limits.velocity_lower_m_s if limits else None
    speed = segment.velocity_m_s
    meant = None if beyond(segment) else speed
    return ruling.compared(
        "slow_velocity",
        "velocity_share",
        share_percent(meant, lower),
        threshold,
        "velocity_missing"
        if speed is None
        else "velocity_implausible"
        if meant is None
        else "limit_missing",
        numbers={"velocity_m_s": speed, "lower_limit_m_s": lower},
        inputs=("latency_ms", "distance_mm", f"reference.{case.reference.name}"),
        choices=(REFERENCE,) if lower else (NO_LOWER_LIMIT,),
    )


def distal_latency(ruling: Ruling, case: NerveCase, threshold: Threshold) -> Finding:
    """Distal latency, percent of the upper limit of normal.

    The limit holds for the usual distal site; from another one the impulse's way is another.
    """
    limits = case.reference.limits(case.distal.nerve, case.distal.muscle or "", case.age_years)
    upper = limits.distal_latency_upper_ms if limits else None
    response = case.usual
    if response is None:
        return ruling.compared(
            "distal_latency",
            "distal_latency_share",
            None,
            threshold,
            "distal_other_site",
            numbers={"upper_limit_ms": upper},
            inputs=(f"reference.{case.reference.name}",),
            choices=(USUAL_SITE,),
        )
    share = share_percent(response.latency_ms, upper)
    return ruling.compared(
        "distal_latency",
        "distal_latency_share",
        share,
        threshold,
        "distal_absent"
        if response.absent
        else "latency_missing"
        if response.latency_ms is None
        else "limit_missing",
        numbers={"distal_latency_ms": response.latency_ms, "upper_limit_ms": upper},
        inputs=(f"{response.site}.latency_ms", f"reference.{case.reference.name}"),
        choices=(REFERENCE,),
    )


def distal_duration(ruling: Ruling, case: NerveCase, threshold: Threshold) -> Finding:
    """Duration of the response from the usual distal site, ms: from its onset to the end of the
    last negative peak."""
    response = case.usual
    duration = response.total_duration_ms if response else None
    because = "total_duration_missing"
    if response is None:
        because = "distal_other_site"
    elif response.absent:
        because = "distal_absent"
    return ruling.compared(
        "distal_duration",
        "distal_duration",
        duration,
        threshold,
        because,
        numbers={"distal_total_duration_ms": duration},
        inputs=(f"{response.site}.total_duration_ms",) if response else (),
        choices=() if response else (USUAL_SITE,),
    )


def f_latency(ruling: Ruling, case: NerveCase, threshold: Threshold) -> Finding:
    """Least F latency, percent of the upper limit of normal.

    The limit holds for the usual distal site; from another one the wave's way is another.
    """
    waves = case.f_waves
    limits = case.reference.limits(case.distal.nerve, case.distal.muscle or "", case.age_years)
    upper = limits.f_latency_upper_ms if limits else None
    latency = waves.minimum_latency_ms if waves else None
    because = "limit_missing"
    if waves is None:
        because = "f_missing"
    elif waves.absent:
        because = "f_absent"
    elif waves.site not in usual_sites(waves.nerve, waves.muscle):
        because = "f_other_site"
    elif latency is None:
        because = "f_minimum_missing"
    return ruling.compared(
        "f_latency",
        "f_latency_share",
        None if because == "f_other_site" else share_percent(latency, upper),
        threshold,
        because,
        numbers={"f_latency_ms": latency, "upper_limit_ms": upper},
        inputs=("F.minimum_latency_ms", f"reference.{case.reference.name}"),
        choices=(REFERENCE,),
    )


def f_absent(ruling: Ruling, case: NerveCase, *, own_floor: bool = False) -> Finding:
    """No F wave though they were looked for well enough; met is the abnormal answer. `own_floor`:
    whether the set has already found the distal response large enough by a floor of its own."""
    waves = case.f_waves
    if waves is None or waves.empty:
        return ruling.finding(
            "f_absent",
            "cannot_be_assessed",
            "study.compared.missing",
            parameters={
                "what": "f_response",
                "because": "f_missing" if waves is None else "f_unread",
                "evidence": "",
            },
            inputs=("F.persistence_percent",),
        )
    because = not_lost(case.late, own_floor=own_floor) if waves.absent and case.late else None
    status: Status = "met" if waves.absent else "not_met"
    return ruling.finding(
        "f_absent",
        "cannot_be_assessed" if because else status,
        "study.f_absent.not_lost" if because else f"study.f_absent.{status}",
        parameters={"because": because} if because else {},
        numbers={
            "persistence_percent": waves.persistence_percent,
            "sweeps": None if waves.sweeps is None else float(waves.sweeps),
        },
        inputs=("F.persistence_percent",),
        choices=(LOST,) if waves.absent else (),
    )


def share_of_lower_limit(case: NerveCase) -> float | None:
    """Distal amplitude as a fraction of the lower limit of normal."""
    one = case.distal
    lower = case.reference.amplitude_lower_mv(one.nerve, one.muscle or "", case.age_years)
    return None if one.amplitude_mv is None or not lower else one.amplitude_mv / lower
