"""What cannot be measured carries its reason, and the rules do not take it for absent or empty."""

from dataclasses import replace

import numpy as np
import pytest

from multifocal.criteria import evaluate
from multifocal.measuring import Unmeasurable, measure, measure_all, measured
from multifocal.study import Measure, Study
from multifocal.words import say
from tests.measuring.test_measuring import half_sine, sweep


def clipped() -> np.ndarray:
    recording = sweep(half_sine(8.0, 3.0, 6.0))
    return np.minimum(recording.samples_mv, 5.0)


def test_a_clipped_peak() -> None:
    whole = sweep(half_sine(8.0, 3.0, 6.0))
    with pytest.raises(Unmeasurable) as raised:
        measure(replace(whole, samples_mv=clipped()))
    assert raised.value.reason == "clipped"


def test_a_coarse_converter_does_not_clip() -> None:
    """12 bits over 200 mV: the top is flat, but its edges are single steps."""
    whole = sweep(half_sine(8.0, 3.0, 6.0))
    step = 200.0 / 4096
    found = measure(replace(whole, samples_mv=np.round(whole.samples_mv / step) * step))
    assert found.amplitude_mv == pytest.approx(8.0, abs=step)
    assert found.latency_ms == pytest.approx(3.0, abs=0.1)


def test_swapped_electrodes_are_not_called_absent() -> None:
    upside_down = sweep(lambda t: -half_sine(8.0, 3.0, 6.0, 0.0)(t))
    assert measured(upside_down).unmeasurable == "no_negative_peak"


def test_an_artifact_that_runs_into_the_response_is_said_to() -> None:
    for height in (-30.0, 30.0):
        wave = half_sine(8.0, 2.0, 6.0)
        found = measured(
            sweep(
                lambda t, wave=wave, height=height: (
                    wave(t) + np.where(t >= 0, height * np.exp(-np.maximum(t, 0) / 2.0), 0.0)
                ),
                noise_mv=0.005,
            )
        )
        assert found.unmeasurable == "in_artifact"


def test_one_bad_sweep_does_not_stop_the_others() -> None:
    good = sweep(half_sine(8.0, 3.0, 6.0), site="wrist", distance_mm=80.0)
    bad = sweep(half_sine(7.0, 6.9, 6.2), after_ms=10.0, site="below_elbow", distance_mm=300.0)
    wrist, elbow = measure_all([good, bad])
    assert wrist.amplitude_mv == pytest.approx(8.0, rel=1e-3)
    assert elbow.unmeasurable == "cut_off"
    assert elbow.distance_mm == 220.0
    assert elbow.amplitude_mv is None and not elbow.absent and not elbow.empty


def test_a_segment_with_it_cannot_be_assessed_and_is_not_skipped() -> None:
    good = sweep(half_sine(8.0, 3.0, 6.0), site="wrist", distance_mm=80.0)
    lost = sweep(np.zeros_like, noise_mv=1.0, site="below_elbow", distance_mm=300.0)
    far = sweep(half_sine(3.0, 9.0, 6.0), site="above_elbow", distance_mm=400.0)
    found = evaluate(Study(recordings=(good, lost, far)))
    assert [one.proximal_site for one in found.segments] == ["below_elbow", "above_elbow"]
    assert found.segments[0].block == "cannot_be_assessed"
    assert not found.empty


def test_every_reason_has_its_sentence() -> None:
    from typing import get_args  # noqa: PLC0415

    from multifocal.measuring.reason import Reason  # noqa: PLC0415

    for reason in get_args(Reason):
        assert say(f"study.measuring.reason.{reason}")


def test_an_unmeasurable_response_has_no_numbers() -> None:
    with pytest.raises(ValueError, match="unmeasurable"):
        Measure("left", "ulnar", "adm", "wrist", amplitude_mv=3.0, unmeasurable="noise")
