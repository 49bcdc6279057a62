"""What was not recorded is no block: a sweep that ended, stood still or was stuck is never "no
response", and a response that is whole before it is measured as if nothing had happened."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from multifocal.measuring import Unmeasurable, measure, measured, no_response
from multifocal.measuring.reach import reach
from multifocal.study import (
    Calibration,
    Measure,
    Recording,
    distance_said,
    reason_said,
    unmeasurable_said,
)
from tests.measuring.damage import CONVERTERS, DAMAGES, converted, damaged, known, sound
from tests.measuring.test_measuring import half_sine, sweep

Samples = NDArray[np.float64]
WRIST = sweep(half_sine(8.0, 3.0, 6.0), noise_mv=0.002, distance_mm=65.0)
ELBOW = sweep(
    half_sine(7.0, 7.5, 6.2), noise_mv=0.002, after_ms=55.0, site="below_elbow", distance_mm=285.0
)
SILENT = sweep(np.zeros_like, noise_mv=0.002, after_ms=55.0, site="below_elbow", distance_mm=285.0)
SEEDS = st.integers(0, 10**6)


def changed(one: Recording, change: Callable[[Samples, Samples], None]) -> Recording:
    """The sweep with its samples changed; `change` gets them and their times."""
    wave = one.samples_mv.copy()
    change(wave, one.times_ms)
    return replace(one, samples_mv=wave)


def held_from(at_ms: float, value: float) -> Callable[[Samples, Samples], None]:
    def change(wave: Samples, times: Samples) -> None:
        wave[times >= at_ms] = value

    return change


@pytest.mark.some_cases(24)
@pytest.mark.parametrize("converter", CONVERTERS)
@pytest.mark.parametrize("damage", DAMAGES)
@given(seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_no_damage_makes_a_response_absent(converter: str, damage: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    found = measured(damaged(sound(rng, converter), damage, rng))
    assert not found.absent
    assert (found.unmeasurable is None) != (found.amplitude_mv is None)


# The errors that docs/measuring.md states for a ratio of at least 60. The low-gain converter's
# steps of 0.05 mV leave no trace of padding that happens to lie on its rest.
@pytest.mark.some_cases(16)
@pytest.mark.parametrize("converter", [one for one in CONVERTERS if "low gain" not in one])
@pytest.mark.parametrize("damage", DAMAGES)
@given(seed=SEEDS)
@settings(max_examples=15, deadline=None, derandomize=True)  # docs/measuring.md: how often not
def test_what_is_still_measured_is_as_without_the_damage(
    converter: str, damage: str, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    whole, truth = known(rng, converter)
    before, found = measured(whole), measured(damaged(whole, damage, rng))
    if before.unmeasurable or found.unmeasurable:
        return
    assert found.amplitude_mv == pytest.approx(before.amplitude_mv, rel=0.05)
    assert found.negative_peak_area_mvms == pytest.approx(before.negative_peak_area_mvms, rel=0.07)
    for name, true, relative, absolute in (
        ("latency_ms", truth.onset_ms, 0.0, 1.4),
        ("negative_peak_duration_ms", truth.duration_ms, 0.2, 0.0),
    ):
        old, new = getattr(before, name), getattr(found, name)
        if old is not None and new is not None:  # the damaged one may be nearer to the truth
            off = min(abs(new - old), abs(new - true))
            assert off <= max(relative * true, absolute), name


@pytest.mark.parametrize("converter", CONVERTERS)
@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_no_response_in_living_noise_and_a_long_sweep_is_absent(converter: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    found = measured(sound(rng, converter, silent=True))
    if "12 bits" in converter and found.unmeasurable is not None:
        return  # its steps can hide all of the noise, or 0.05 mV
    assert found.absent and found.silence is not None
    if "12 bits" not in converter:  # with so few steps a stretch may show no noise
        assert found.silence.window_ms == pytest.approx(69.95)
    assert found.silence.window_ms > 69.95 / 2
    assert found.silence.stimulus_recorded is True


@given(seed=SEEDS, damage=st.sampled_from(sorted(DAMAGES)))
@settings(max_examples=150, deadline=None)
def test_a_silent_sweep_is_absent_only_where_it_lives_long_enough(seed: int, damage: str) -> None:
    rng = np.random.default_rng(seed)
    whole = sound(rng, "16 bits", silent=True)
    found = measured(damaged(whole, damage, rng))
    if found.absent:
        assert found.silence is not None
        assert found.silence.window_ms >= reach(whole, 0.0).needed_ms


@pytest.mark.parametrize(
    ("change", "reason", "window_ms"),
    [
        (held_from(6.0, 0.0), "recording_stopped", 5.95),
        (held_from(6.0, 0.7), "saturated", 5.95),
        (held_from(6.0, -20.0), "saturated", 5.95),
        (held_from(-99.0, 0.0), "dead_channel", 0.0),
        (held_from(-99.0, 0.7), "dead_channel", 0.0),
        (held_from(0.3, 0.0), "recording_stopped", 0.25),
        (held_from(2.0, 12.0), "saturated", 1.95),
    ],
)
def test_a_channel_that_stands_still_says_why_and_since_when(
    change: Callable[[Samples, Samples], None], reason: str, window_ms: float
) -> None:
    found = measured(changed(ELBOW, change))
    assert found.unmeasurable == reason
    assert found.reach is not None
    assert found.reach.window_ms == pytest.approx(window_ms, abs=1e-6)
    assert found.reach.needed_ms == pytest.approx(285 / 15 + 6)


def test_a_sweep_that_ends_too_early_says_how_long_it_should_be() -> None:
    short = replace(ELBOW, samples_mv=ELBOW.samples_mv[:181])  # 5 ms before, 4 ms after
    with pytest.raises(Unmeasurable, match=r"ends 4 ms after the stimulus; .* until 25 ms"):
        measure(short)
    found = measured(short)
    assert found.unmeasurable == "ends_too_early"
    assert "ends 4 ms after the stimulus, but" in reason_said(found)
    assert "until 25 ms" in reason_said(found)
    assert "285 mm" in distance_said(found) and "usual" not in distance_said(found)
    assert unmeasurable_said(found).startswith("right ulnar, abductor digiti minimi, below elbow: ")


@pytest.mark.parametrize(
    ("site", "distance_mm", "needed_ms", "found"),
    [
        ("axilla", 600.0, 46.0, "recorded"),
        ("below_elbow", None, 285 / 15 + 6, "usual"),
        ("wrist", None, 20.0, "usual"),  # however near
        ("nowhere", None, 800 / 15 + 6, "usual"),
    ],
)
def test_how_long_a_sweep_must_be(
    site: str, distance_mm: float | None, needed_ms: float, found: str
) -> None:
    far = reach(replace(SILENT, site=site, distance_mm=distance_mm), 10.0)
    assert (far.needed_ms, far.distance_found) == (pytest.approx(needed_ms), found)
    for after_ms, absent in ((needed_ms - 0.2, False), (needed_ms + 0.2, True)):
        one = sweep(np.zeros_like, noise_mv=0.002, after_ms=after_ms)
        assert measured(replace(one, site=site, distance_mm=distance_mm)).absent == absent


def test_a_muscle_of_another_nerve_counts_the_way_to_the_nerves_own() -> None:
    """Median at the elbow, recorded from ADM to find fibers that cross over: usually none do."""
    crossed = sweep(np.zeros_like, noise_mv=0.002, site="elbow")
    assert measured(replace(crossed, nerve="median")).absent


def test_a_response_that_is_whole_in_a_short_sweep_is_measured() -> None:
    for after_ms in (12.0, 15.0, 20.0):  # a sweep of 25 ms would be needed to say that none came
        one = sweep(half_sine(7.0, 4.5, 6.2), noise_mv=0.002, after_ms=after_ms, distance_mm=285.0)
        found = measured(one)
        assert found.amplitude_mv == pytest.approx(7.0, rel=0.01)
        assert found.negative_peak_duration_ms == pytest.approx(6.2, abs=0.1)
        assert found.total_negative_area_mvms is None  # a later phase may follow


@pytest.mark.parametrize("value", [0.0, 0.7, -20.0, 20.0])
def test_a_recording_that_stopped_after_the_response_loses_nothing(value: float) -> None:
    whole, found = measured(ELBOW), measured(changed(ELBOW, held_from(24.0, value)))
    for name in ("latency_ms", "amplitude_mv", "negative_peak_area_mvms"):
        assert getattr(found, name) == pytest.approx(getattr(whole, name), rel=1e-3)


def test_padding_before_the_stimulus_does_not_move_the_baseline() -> None:
    lifted = replace(ELBOW, samples_mv=ELBOW.samples_mv + 0.5)

    def padded(wave: Samples, times: Samples) -> None:
        wave[times < -1.5] = 0.0

    assert measured(changed(lifted, padded)).amplitude_mv == pytest.approx(7.0, rel=0.01)


@pytest.mark.parametrize("step_mv", [0.01, 0.02, 0.05])
@pytest.mark.parametrize("noise_steps", [0.1, 0.3, 0.6])
def test_a_quiet_channel_of_low_gain_can_be_read(step_mv: float, noise_steps: float) -> None:
    """Its rest shows one, two or three values; that is no dead channel."""
    half = Decimal(str(step_mv)) * 2048
    scale = Calibration(-half, half - Decimal(str(step_mv)), -2048, 2047)
    rng = np.random.default_rng(5)
    for shift in (0.0, 0.3, 0.5):
        noise = rng.normal(shift * step_mv, noise_steps * step_mv, ELBOW.samples_mv.size)
        wave = half_sine(7.0, 7.5, 6.2)(ELBOW.times_ms) + noise
        one = replace(ELBOW, samples_mv=scale.samples_mv(scale.digital(wave)), calibration=scale)
        found = measured(one)
        assert found.amplitude_mv == pytest.approx(7.0, rel=0.02)
        assert found.latency_ms == pytest.approx(7.5, abs=0.3)
        if noise_steps > 0.2:  # it trembles, so its silence is that of a living channel
            still = replace(
                one, samples_mv=scale.samples_mv(scale.digital(noise)), calibration=scale
            )
            assert measured(still).unmeasurable in (None, "noise")


def test_a_channel_of_low_gain_that_hung_on_the_flank_gives_no_duration() -> None:
    """Three steps above its rest for 20 ms: neither end of that is a jump for such a channel."""
    scale = Calibration(Decimal("-102.4"), Decimal("102.35"), -2048, 2047)
    noise = np.random.default_rng(2).normal(0.0, 0.03, ELBOW.samples_mv.size)
    wave = half_sine(7.0, 7.5, 6.2, 0.0)(ELBOW.times_ms) + noise
    times = ELBOW.times_ms
    first = int(np.flatnonzero((times > 10.0) & (wave < 0.2))[0])
    wave[first : first + 400] = 0.15
    stuck = replace(ELBOW, samples_mv=scale.samples_mv(scale.digital(wave)), calibration=scale)
    found = measured(stuck)
    assert found.unmeasurable in ("saturated", "recording_stopped")


def test_a_rest_that_never_changes_shows_a_response_but_no_silence() -> None:
    assert measured(sweep(half_sine(8.0, 3.0, 6.0))).amplitude_mv == pytest.approx(8.0, rel=1e-3)
    assert measured(sweep(np.zeros_like)).unmeasurable == "dead_channel"
    tiny = sweep(half_sine(0.001, 3.0, 6.0))
    assert not measured(tiny).absent


def test_an_amplifier_that_blanks_the_artifact_has_not_stopped() -> None:
    def blanked(wave: Samples, times: Samples) -> None:
        wave[(times >= -0.2) & (times < 1.8)] = 0.0

    assert measured(changed(SILENT, blanked)).absent
    assert measured(changed(ELBOW, blanked)).latency_ms == pytest.approx(7.5, abs=0.1)


def test_a_channel_at_the_end_of_its_range_is_no_silence_though_it_trembles() -> None:
    scale = Calibration(Decimal(-20), Decimal(20))
    rng = np.random.default_rng(1)
    wave = np.minimum(19.999 + rng.normal(0, 0.002, SILENT.samples_mv.size), 20.0)
    stuck = replace(SILENT, samples_mv=scale.samples_mv(scale.digital(wave)), calibration=scale)
    assert measured(stuck).unmeasurable == "saturated"


@pytest.mark.parametrize(
    ("ends_at", "reason"), [("record", "record_ends"), ("next_stimulus", "next_stimulus")]
)
def test_the_reason_names_what_ended_the_sweep(ends_at: str, reason: str) -> None:
    for one in (SILENT, ELBOW):  # before the response, and in the middle of it
        short = replace(one, samples_mv=one.samples_mv[:301], ends_at=ends_at)  # type: ignore[arg-type]
        found = measured(short)
        assert found.unmeasurable == reason
        assert "10 ms" in reason_said(found)


def test_a_stimulus_whose_time_is_lost_gives_no_latency() -> None:
    found = measured(replace(WRIST, timed=False))
    assert found.unmeasurable == "no_stimulus_time" and found.latency_ms is None


# What silence tells of the stimulus


def told(one: Recording) -> bool | None:
    found = measure(one)
    assert found.absent and found.silence is not None
    return found.silence.stimulus_recorded


def test_whether_the_stimulus_is_on_record() -> None:
    bare = sweep(np.zeros_like, noise_mv=0.002, before_ms=0.0)
    assert told(bare) is None
    assert told(SILENT) is True  # its time is stated: the sweep begins before it
    assert told(replace(bare, current_ma=20.0)) is True
    assert told(replace(bare, duration_ms=0.2)) is True
    assert told(replace(bare, stimulus_noted=True)) is True
    shock = sweep(
        lambda t: np.where(t < 0.4, 5.0 * np.exp(-t / 0.1), 0.0), noise_mv=0.002, before_ms=0.0
    )
    assert told(shock) is True
    assert measured(replace(SILENT, current_ma=0.0)).unmeasurable == "not_stimulated"


def test_a_person_who_marks_no_response_does_not_make_the_sweep_longer() -> None:
    found = no_response(SILENT)
    assert found.absent and found.silence == measure(SILENT).silence
    stopped = no_response(changed(SILENT, held_from(6.0, 0.0)))
    assert stopped.absent and stopped.silence is not None
    assert stopped.silence.window_ms == pytest.approx(5.95)
    dead = no_response(changed(SILENT, held_from(-99.0, 0.0))).silence
    assert dead is not None and dead.window_ms == 0.0


def test_only_an_absent_response_has_a_silence_and_only_an_unmeasurable_one_a_reach() -> None:
    silence, far = measure(SILENT).silence, reach(SILENT, 4.0)
    with pytest.raises(ValueError, match="silence"):
        Measure("right", "ulnar", "adm", "wrist", amplitude_mv=3.0, silence=silence)
    with pytest.raises(ValueError, match="reach"):
        Measure("right", "ulnar", "adm", "wrist", absent=True, reach=far)


def test_every_converter_of_these_tests_keeps_the_wave() -> None:
    for name in CONVERTERS:
        again = converted(ELBOW, name)
        assert np.abs(again.samples_mv - ELBOW.samples_mv).max() < 0.03
