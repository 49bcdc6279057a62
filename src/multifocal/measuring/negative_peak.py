"""The top of a phase, and the area under it."""

import numpy as np

from multifocal.measuring.sweep import Samples


def top(times: Samples, wave: Samples, first: int, last: int, half: int) -> tuple[float, float]:
    """Time, ms, and height, mV, of the top of the parabola through the highest samples.

    Through the highest and its neighbours, or by least squares through `half` samples on either
    side where noise asks for more.
    """
    at = first + int(np.argmax(wave[first : last + 1]))
    low, high = max(at - half, first, 0), min(at + half, last, wave.size - 1)
    if half <= 1 or high - low < 4:
        low, high = at - 1, at + 1
    if low < 0 or high >= wave.size:
        return float(times[at]), float(wave[at])
    t, y = times[low : high + 1] - times[at], wave[low : high + 1]
    bend, slope, height = (float(one) for one in np.polyfit(t, y, 2))
    if bend >= 0:
        return float(times[at]), float(wave[at])
    shift = float(np.clip(-slope / (2 * bend), t[0], t[-1]))
    return float(times[at]) + shift, height + slope * shift + bend * shift**2


def area_mvms(times: Samples, wave: Samples, onset_ms: float, end_ms: float) -> float:
    """Area of what is negative between two times, mV·ms, by the trapezoid rule."""
    inside = (times > onset_ms) & (times < end_ms)
    at = np.concatenate(([onset_ms], times[inside], [end_ms]))
    ends = np.interp([onset_ms, end_ms], times, wave)
    height = np.concatenate(([ends[0]], wave[inside], [ends[1]]))
    return float(np.trapezoid(np.maximum(height, 0.0), at))
