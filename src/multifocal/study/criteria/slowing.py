"""Signs of slowing, as percent of a limit of normal; several sets ask for them."""

from multifocal.study.criteria.case import Case, NerveCase
from multifocal.study.criteria.ruling import NO_LOWER_LIMIT, REFERENCE, Ruling, share_percent
from multifocal.study.finding import Finding
from multifocal.study.threshold import Threshold


def velocity(ruling: Ruling, case: Case, threshold: Threshold) -> Finding:
    """Conduction velocity over the segment, percent of the lower limit of normal."""
    segment = case.segment
    limits = case.reference.limits(segment.nerve, segment.muscle, case.age_years)
    lower = limits.velocity_lower_m_s if limits else None
    speed = segment.velocity_m_s
    return ruling.compared(
        "slow_velocity",
        "velocity_share",
        share_percent(speed, lower),
        threshold,
        "velocity_missing" if speed is None else "limit_missing",
        numbers={"velocity_m_s": speed, "lower_limit_m_s": lower},
        inputs=("latency_ms", "distance_mm", f"reference.{case.reference.name}"),
        choices=(REFERENCE,) if lower else (NO_LOWER_LIMIT,),
    )


def distal_latency(ruling: Ruling, case: NerveCase, threshold: Threshold) -> Finding:
    """Distal latency, percent of the upper limit of normal."""
    one = case.distal
    limits = case.reference.limits(one.nerve, one.muscle or "", case.age_years)
    upper = limits.distal_latency_upper_ms if limits else None
    share = share_percent(one.latency_ms, upper)
    return ruling.compared(
        "distal_latency",
        "distal_latency_share",
        share,
        threshold,
        "distal_absent"
        if one.absent
        else "latency_missing"
        if one.latency_ms is None
        else "limit_missing",
        numbers={"distal_latency_ms": one.latency_ms, "upper_limit_ms": upper},
        inputs=(f"{one.site}.latency_ms", f"reference.{case.reference.name}"),
        choices=(REFERENCE,),
    )


def f_latency(ruling: Ruling, case: NerveCase, threshold: Threshold) -> Finding:
    """Least F latency, percent of the upper limit of normal."""
    one = case.f_response
    limits = case.reference.limits(case.distal.nerve, case.distal.muscle or "", case.age_years)
    upper = limits.f_latency_upper_ms if limits else None
    latency = one.latency_ms if one else None
    because = "f_missing" if one is None else "f_absent" if one.absent else "limit_missing"
    return ruling.compared(
        "f_latency",
        "f_latency_share",
        share_percent(latency, upper),
        threshold,
        because,
        numbers={"f_latency_ms": latency, "upper_limit_ms": upper},
        inputs=("F.latency_ms", f"reference.{case.reference.name}"),
        choices=(REFERENCE,),
    )


def f_absent(ruling: Ruling, case: NerveCase) -> Finding:
    """No F response though it was looked for; met is the abnormal answer."""
    one = case.f_response
    if one is None:
        return ruling.finding(
            "f_absent",
            "cannot_be_assessed",
            "study.compared.missing",
            parameters={"what": "f_response", "because": "f_missing", "evidence": ""},
        )
    status = "met" if one.absent else "not_met"
    return ruling.finding("f_absent", status, f"study.f_absent.{status}", inputs=("F",))  # type: ignore[arg-type]
