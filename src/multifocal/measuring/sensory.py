"""What sensory responses have beyond motor ones."""

from dataclasses import replace

import numpy as np

from multifocal.measuring.phases import Phase
from multifocal.measuring.sweep import Samples
from multifocal.study.measure import Measure
from multifocal.study.recording import Recording

BEFORE_MS = 2.0  # how far before the negative phase a first positive peak is looked for
MOST_RESTING_SHARE = 0.5  # of the samples between that peak and the negative phase
AFTER_MS = 4.0  # and how far after it the positive peak that ends peak to peak


def with_sensory(
    measure: Measure, times: Samples, wave: Samples, phase: Phase, band: float
) -> Measure:
    """Adds the latency of the negative peak and the amplitude from peak to peak.

    Where a positive peak comes first (a triphasic response), the latency is that of this peak: the
    textbook's convention, taken over as `multifocal-choice-sensory-onset`. The landmark of the
    onset, and area and duration, stay those of the negative phase.
    """
    assert measure.landmarks is not None
    before = np.flatnonzero(
        (times >= times[phase.first] - BEFORE_MS) & (times < times[phase.first]) & (times > 0)
    )
    latency = measure.latency_ms
    if before.size:
        # only the positive phase that the negative one rises out of, not one before a rest
        rises = np.flatnonzero(wave[before] > 0)
        own = before[rises[-1] + 1 :] if rises.size else before
        lowest = int(own[int(np.argmin(wave[own]))]) if own.size else 0
        rests = np.abs(wave[lowest : phase.first]) <= band
        if own.size and wave[lowest] < -2 * band and rests.mean() < MOST_RESTING_SHARE:
            latency = float(times[lowest])
    return replace(
        measure,
        latency_ms=latency,
        peak_latency_ms=measure.landmarks.peak_ms,
        peak_to_peak_mv=peak_to_peak_mv(
            times, wave, float(times[phase.last]), measure.amplitude_mv or 0.0
        ),
    )


def peak_to_peak_mv(
    times: Samples, wave: Samples, end_ms: float, height_mv: float, after_ms: float = AFTER_MS
) -> float:
    """From the negative peak to the lowest point soon after its end, mV; `wave` (n,) from rest."""
    after = (times >= end_ms) & (times <= end_ms + after_ms)
    return height_mv - (min(float(wave[after].min()), 0.0) if after.any() else 0.0)


def sensory_velocity_m_s(recording: Recording, found: Measure) -> float | None:
    """Distance from cathode to electrode over the latency, m/s; None where either is unknown.

    Sensory fibers have no muscle to wake, so one site is enough.
    """
    distance, latency = recording.distance_mm, found.latency_ms
    return distance / latency if distance is not None and latency else None
