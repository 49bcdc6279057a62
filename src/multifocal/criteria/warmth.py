"""Whether a limb was warm: cold slows conduction and makes sensory responses larger."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from multifocal import body
from multifocal.criteria.threshold import Threshold
from multifocal.study.measure import Measure

Warmth = Literal["warm", "cold", "unknown"]
WARM: Final = Threshold("at_least", 32.0, "°C")
"""Skin temperature of a limb that counts as warm. Source: ncs-technical-guards."""


def warmth_of(*temperatures_c: float | None) -> Warmth:
    """Of temperatures of one limb: one that is cold makes it cold, none that is known unknown."""
    known = [one for one in temperatures_c if one is not None]
    if any(not WARM.met_by(one) for one in known):
        return "cold"
    return "warm" if known else "unknown"


def slow_because(*temperatures_c: float | None) -> Literal["cold", "warmth_unknown"] | None:
    """Why slow or late is not yet abnormal: cold alone does it; None in a limb known to be warm."""
    kind = warmth_of(*temperatures_c)
    return None if kind == "warm" else "cold" if kind == "cold" else "warmth_unknown"


def limb_temperature_c(measures: Sequence[Measure], side: str, nerve: str) -> float | None:
    """The lowest temperature recorded in the limb of that side and nerve."""
    limb = body.nerve(nerve).limb
    known = (
        one.temperature_c
        for one in measures
        if one.side == side and body.nerve(one.nerve).limb == limb
    )
    return min((one for one in known if one is not None), default=None)


def with_limb_warmth(measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """The measures, those without a temperature with the lowest one of their limb."""
    return tuple(
        replace(one, temperature_c=limb_temperature_c(measures, one.side, one.nerve))
        if one.temperature_c is None
        else one
        for one in measures
    )
