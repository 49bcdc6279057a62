"""What a recording can hold: samples of a body, sweeps of a length that somebody cut."""

import numpy as np
import pytest

from multifocal.study import Recording
from multifocal.study.recording import LONGEST_S, MOST_MV


def made(samples: list[float], hz: float = 1000.0) -> Recording:
    return Recording(np.array(samples), hz, "M", "left", "ulnar", "adm", None, "wrist")


@pytest.mark.parametrize("sign", [1, -1])
def test_samples_beyond_a_body_are_refused(sign: int) -> None:
    assert made([0.0, sign * MOST_MV]).samples_mv.size == 2
    with pytest.raises(ValueError, match="beyond 1 kV"):
        made([0.0, sign * MOST_MV * 1.01])


def test_what_lasts_longer_than_any_sweep_is_refused() -> None:
    samples = [0.0] * 600
    assert made(samples, 600 / LONGEST_S).samples_mv.size == 600
    for hz in (599 / LONGEST_S, 1e-9, 1e-300):
        with pytest.raises(ValueError, match="longer than"):
            made(samples, hz)
