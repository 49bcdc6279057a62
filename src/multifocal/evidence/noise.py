"""Worse recordings than the amplifier's own noise makes: more of it, hum, drift, an artifact."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np

from multifocal.nerve.noise import Sizes
from multifocal.study import Recording

# What is added at loudness 1. Proposals of this project (source multifocal-choice-noise).
USUAL: Final = {
    "M": Sizes(8.0, 6.0, 25.0, 900.0, 0.15),
    "sensory": Sizes(0.3, 0.2, 1.0, 60.0, 0.06),  # averaged over some sweeps
}


def with_disturbance(
    recordings: Iterable[Recording], seed: int, loudness: float = 1.0
) -> tuple[Recording, ...]:
    """The sweeps with a disturbance of their kind on top, `loudness` times the usual, by seed.

    ValueError for a loudness below 0.
    """
    if not loudness >= 0.0:
        raise ValueError("loudness must be at least 0")
    return tuple(
        _disturbed(one, np.random.default_rng([seed, at, 23]), loudness)
        for at, one in enumerate(recordings)
    )


def _disturbed(one: Recording, rng: np.random.Generator, loudness: float) -> Recording:
    sizes = USUAL["sensory" if one.kind == "sensory" else "M"].times(loudness)
    sign = 1.0 if one.negative_up else -1.0
    return replace(one, samples_mv=one.samples_mv + sign * sizes.drawn_mv(one.times_ms, rng))
