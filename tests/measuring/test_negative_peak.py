"""The top of a phase: between samples where it turns, never beyond the samples that show it."""

import numpy as np
import pytest

from multifocal.measuring.negative_peak import top

TIMES = np.arange(40) * 0.05


@pytest.mark.parametrize("at_ms", [0.9, 0.91, 0.9249, 0.9251, 0.94])
@pytest.mark.parametrize("half", [1, 3, 6])
def test_a_parabola_s_own_top_is_found_between_samples(at_ms: float, half: int) -> None:
    wave = 5.0 - 8.0 * (TIMES - at_ms) ** 2
    found_ms, height = top(TIMES, wave, 2, 37, half)
    assert found_ms == pytest.approx(at_ms, abs=1e-9)
    assert height == pytest.approx(5.0, abs=1e-9)


@pytest.mark.parametrize("half", [1, 3, 6])
@pytest.mark.parametrize("top_ms", [-40.0, -3.0, 5.0, 60.0])
def test_a_top_that_the_samples_do_not_reach_is_not_made_up(top_ms: float, half: int) -> None:
    """A response that is cut off still climbs at its last sample (or falls from its first)."""
    wave = 5.0 - 0.01 * (TIMES - top_ms) ** 2
    first, last = 10, 30
    found_ms, height = top(TIMES, wave, first, last, half)
    shown = slice(first - max(half, 1), last + max(half, 1) + 1)
    assert TIMES[shown][0] <= found_ms <= TIMES[shown][-1]
    assert wave[shown].min() - 1e-9 <= height <= wave[shown].max() + 1e-9


@pytest.mark.parametrize("half", [1, 3])
def test_a_top_among_equal_samples_stays_among_them(half: int) -> None:
    wave = np.where((TIMES > 0.7) & (TIMES < 1.2), 4.0, 0.0)
    found_ms, height = top(TIMES, wave, 2, 37, half)
    assert 0.65 <= found_ms <= 1.25
    assert 3.5 <= height <= 4.5
