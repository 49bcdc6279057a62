"""Whether the amplifier or its converter cut a peak off."""

from typing import Final

import numpy as np

from multifocal.study.measuring.phases import Phase
from multifocal.study.measuring.sweep import Samples

LEAST_FLAT_SAMPLES: Final = 4
STEEP_STEPS: Final = 3.0


def is_clipped(wave: Samples, phase: Phase) -> bool:
    """Whether the top is a run of one value that the wave enters and leaves by a steep edge.

    A smooth top that a coarse converter has rounded is flat too, but its edges are single steps of
    the converter. Choice: `multifocal-choice-measurable`.
    """
    part = wave[phase.first : phase.last + 1]
    highest = float(part.max())
    at = np.flatnonzero(part == highest)
    if at.size < LEAST_FLAT_SAMPLES or int(at[-1]) - int(at[0]) != at.size - 1:
        return False
    steps = np.abs(np.diff(wave))
    steps = steps[steps > 0]
    if not steps.size or at[0] == 0 or at[-1] == part.size - 1:
        return False
    edges = highest - max(float(part[at[0] - 1]), float(part[at[-1] + 1]))
    return edges > STEEP_STEPS * float(steps.min())
