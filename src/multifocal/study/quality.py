"""What a measured response rests on: the baseline, the noise, and what was taken off."""

from dataclasses import dataclass
from math import inf
from typing import Literal

from multifocal.fault import Fault

Disturbance = Literal["drift", "hum_50", "hum_60", "artifact"]
DistanceFound = Literal["recorded", "usual"]
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


@dataclass(frozen=True)
class Reach:
    """How far a sweep reaches that ends too early, and how far it should; ms after the stimulus.

    `window_ms` as in `Silence`; until `needed_ms` a response could last: the time over
    `distance_mm` at the slowest speed, and a response. `distance_found`: whether the distance is
    the recording's own or the usual one of that site.
    """

    window_ms: float
    needed_ms: float
    distance_mm: float
    distance_found: DistanceFound

    def __post_init__(self) -> None:
        numbers = (self.window_ms, self.needed_ms, self.distance_mm)
        if not all(0 <= number < inf for number in numbers):
            raise Fault("study.quality.reach")


@dataclass(frozen=True)
class Silence:
    """What a sweep without a response shows, so that others can tell whether it was long enough.

    `window_ms`: the time after the stimulus until which the sweep really shows living samples (a
    stretch of exact zeros, of one constant or at a rail is no recording). `noise_mv` as in
    `Quality`. `stimulus_recorded`: whether a stimulus is on record (`Recording.stimulus_recorded`,
    or its artifact shows in the sweep); None where that is not known.
    """

    window_ms: float
    noise_mv: float
    stimulus_recorded: bool | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.window_ms < inf and 0 <= self.noise_mv < inf):
            raise Fault("study.quality.silence")
