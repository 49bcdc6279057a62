"""The numbers by which landmarks are found. All are this project's own choice.

Sources: `multifocal-choice-landmarks`; those of noise `multifocal-choice-measurable`, those of
F waves `multifocal-choice-f-waves`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from multifocal.study.recording import Kind


@dataclass(frozen=True)
class Scale:
    """What is small and what is short for one kind of response.

    `artifact_ms`: no response begins sooner, the shock may last; `least_mv`: what stays below is no
    response; `least_phase_ms`: what is shorter is no phase; `bin_ms`: the stretch over which
    samples are averaged to tell slow from fast; `certain_mv`: a response may be called absent only
    where one of this height would have been seen; `after_ms`: how long a positive phase may follow.
    """

    artifact_ms: float
    least_mv: float
    least_phase_ms: float
    bin_ms: float
    certain_mv: float
    after_ms: float

    def at(self, temperature_c: float | None) -> "Scale":
        """The scale for a limb whose skin was so cold: a positive phase may last longer."""
        if temperature_c is None or temperature_c >= COLD_C:
            return self
        longer = 1.0 + LONGER_PER_C * (COLD_C - temperature_c)
        return replace(self, after_ms=self.after_ms * longer)


# Muscle's potentials last 9 % longer for each degree below 30 °C (tackmann-1987-unit-duration).
COLD_C: Final = 30.0
LONGER_PER_C: Final = 0.09

# 0.05 mV is a twentieth of the 1 mV that EFNS/PNS 2010 asks of a distal response, so that calling
# a smaller one absent moves no reduction of a counted segment by more than five points.
_MUSCLE: Final = Scale(1.0, 0.02, 0.5, 0.5, 0.05, 12.0)
SCALES: Final[Mapping[Kind, Scale]] = MappingProxyType(
    {"M": _MUSCLE, "F": _MUSCLE, "sensory": Scale(0.4, 0.001, 0.2, 0.1, 0.002, 3.0)}
)

LEAST_QUIET_MS: Final = 0.5
LEAST_BEFORE_STIMULUS_MS: Final = 1.0
LEAST_QUIET_SAMPLES: Final = 3
NOISE_SIGMAS: Final = 3.0  # within these, or within
REST_SHARE: Final = 0.25  # of the least response, a sample counts as on the baseline
RESPONSE_SIGMAS: Final = 6.0
FIRST_PHASE_SHARE: Final = 0.1
SMOOTH_SHARE: Final = 0.02  # samples are averaged until the resting band is this share of a peak
TAIL_SHARE: Final = 0.02  # where a phase fades without crossing, it ends at this share of its peak

LONGEST_TAIL_MS: Final = 1.0  # of an artifact, beside which a response may be called absent
LEAST_SIGNAL_TO_NOISE: Final = 20.0
"""Negative peak over noise (`Quality.noise_mv`): below it a response cannot be measured."""
SMALL: Final = 25.0
"""Times the least response: what is smaller is believed only after as long a rest."""
LEAST_STEPS: Final = 20.0
"""The same over the converter's steps, where rest stands still between two of them: so much noise
may go unseen."""
RESTING_STEPS: Final = 1.2
MOVED_STEPS: Final = 3.0
MOVED_SIGMAS: Final = 5.0
FEW_STEPS: Final = 1.0
LEAST_FOR_TIMES: Final = 60.0
"""The same for onset and end: below it latency and duration are left out."""
FITTED_STEPS: Final = 4.0
"""Of the converter, that what is taken off must reach for onset and end to be read."""
MOST_UNSURE_SHARE: Final = 0.05  # of the negative peak, that the modelled baseline may be unsure
