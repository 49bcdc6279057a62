"""Whether the amplifier or its converter cut a peak off."""

from typing import Final

import numpy as np

from multifocal.measuring.phases import Phase
from multifocal.measuring.sweep import Samples

LEAST_FLAT_SAMPLES: Final = 4
STEEP_STEPS: Final = 3.0
ROUNDED_SHARE: Final = 0.1
"""Of the top: a curve that a converter has rounded stays a fifth as long, or longer, one step below
it on either side; one that was cut off does not."""
LEAST_ROUNDED_SAMPLES: Final = 12


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
    if steps.size and at.size >= LEAST_ROUNDED_SAMPLES:
        beside = part[max(at[0] - at.size, 0) : at[0]], part[at[-1] + 1 : at[-1] + 1 + at.size]
        near = highest - 1.5 * float(steps.min())
        if max(np.count_nonzero(one > near) for one in beside) < ROUNDED_SHARE * at.size:
            return True
    if not steps.size or at[0] == 0 or at[-1] == part.size - 1:
        return False
    edges = highest - max(float(part[at[0] - 1]), float(part[at[-1] + 1]))
    return edges > STEEP_STEPS * float(steps.min())
