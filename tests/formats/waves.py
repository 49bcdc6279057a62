"""Small recordings for the tests of formats."""

from dataclasses import replace
from typing import Any

import numpy as np

from multifocal.study import Recording


def recording(site: str = "wrist", onset_ms: float = 3.0, **other: Any) -> Recording:
    """A half sine of 6 ms after 5 ms of rest, 20 kHz, 50 ms."""
    times = np.arange(1000) / 20.0 - 5.0
    height = other.pop("height_mv", 8.0)
    inside = (times > onset_ms) & (times < onset_ms + 6.0)
    wave = np.where(inside, height * np.sin(np.pi * (times - onset_ms) / 6.0), 0.0)
    plain = Recording(wave, 20_000.0, "M", "right", "ulnar", "adm", None, site, 5.0)
    return replace(plain, **other)


def facts(one: Recording) -> dict[str, Any]:
    """Everything of a recording but its samples, and what only its file tells of it."""
    left = ("samples_mv", "calibration", "stimulus_noted", "ends_at")
    return {name: value for name, value in vars(one).items() if name not in left}
