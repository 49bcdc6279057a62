"""What a measured response rests on: the baseline, the noise, and what was taken off."""

from dataclasses import dataclass
from typing import Literal

Disturbance = Literal["drift", "hum_50", "hum_60", "artifact"]
BaselineFound = Literal["before_stimulus", "before_response", "quiet_stretches", "by_hand"]


@dataclass(frozen=True)
class Quality:
    """How sure a measured response is.

    `noise_mv` is the standard deviation, at rest, of averages over 0.5 ms (sensory 0.1 ms); the
    ratio is the negative peak's height over it. `removed` names what was fitted to the quiet
    stretches of the sweep and taken off before the landmarks were found.
    """

    noise_mv: float
    baseline_found: BaselineFound
    removed: tuple[Disturbance, ...] = ()
    signal_to_noise: float | None = None
