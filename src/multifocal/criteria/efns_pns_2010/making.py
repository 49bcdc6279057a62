"""Makes findings of this criteria set, so that every rule names version and source alike."""

from collections.abc import Mapping

from multifocal.criteria.efns_pns_2010.constants import NAME, SOURCE, VERSION
from multifocal.criteria.finding import Finding, Parameters, Status
from multifocal.criteria.threshold import Threshold


def finding(
    rule: str,
    status: Status,
    case_of_message: str,
    *,
    parameters: Parameters | None = None,
    numbers: Mapping[str, float | None] | None = None,
    inputs: tuple[str, ...] = (),
    choices: tuple[str, ...] = (),
) -> Finding:
    """A finding of rule `rule` without a threshold; message `study.efns.RULE.CASE`."""
    return Finding(
        rule=f"{NAME}.{rule}",
        version=VERSION,
        status=status,
        message=f"study.efns.{rule}.{case_of_message}",
        source=SOURCE,
        parameters=parameters or {},
        numbers=numbers or {},
        inputs=inputs,
        choices=choices,
    )


def compared(
    rule: str,
    number: float | None,
    threshold: Threshold,
    *,
    numbers: Mapping[str, float | None],
    inputs: tuple[str, ...],
    parameters: Parameters | None = None,
    source: str = SOURCE,
    choices: tuple[str, ...] = (),
) -> Finding:
    """A finding that compares one number with one threshold; None cannot be assessed.

    The sentence gets the number and the threshold, rounded so that a number which is off the
    threshold never reads as if it were on it.
    """
    status: Status = "cannot_be_assessed"
    said: dict[str, str | float] = dict(parameters or {})
    margin = None
    if number is not None:
        status = "met" if threshold.met_by(number) else "not_met"
        margin = threshold.margin(number)
        said |= {
            "number": threshold.rounded(number),
            "threshold": round(threshold.value, 6),
        }
    return Finding(
        rule=f"{NAME}.{rule}",
        version=VERSION,
        status=status,
        message=f"study.efns.{rule}.{status}",
        source=source,
        parameters=said,
        numbers=numbers,
        threshold=threshold,
        margin=margin,
        inputs=inputs,
        choices=choices,
    )
