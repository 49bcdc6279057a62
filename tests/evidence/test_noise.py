"""What a noisy laboratory adds to a labelled study."""

import numpy as np
import pytest

from multifocal.evidence import labelled_study, with_disturbance


def test_noise_is_the_same_by_seed_and_grows_with_loudness() -> None:
    sweeps = labelled_study("healthy", 1).study.recordings
    once, again, other = (with_disturbance(sweeps, seed) for seed in (3, 3, 4))
    assert all(np.array_equal(a.samples_mv, b.samples_mv) for a, b in zip(once, again, strict=True))
    assert not np.array_equal(once[0].samples_mv, other[0].samples_mv)
    silent = with_disturbance(sweeps, 3, 0.0)
    assert all(
        np.array_equal(a.samples_mv, b.samples_mv) for a, b in zip(silent, sweeps, strict=True)
    )
    loud = with_disturbance(sweeps, 3, 3.0)
    small, large = (np.std(one[0].samples_mv - sweeps[0].samples_mv) for one in (once, loud))
    assert large == pytest.approx(3 * small)
    with pytest.raises(ValueError, match="loudness"):
        with_disturbance(sweeps, 3, -1.0)
