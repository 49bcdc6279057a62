"""Every simulated sweep trembles as an amplifier's does: by seed, the same again, each its own."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from multifocal import body, sources
from multifocal.measuring import measure
from multifocal.nerve import (
    AMPLIFIER,
    Focus,
    Harm,
    LimbTemperature,
    Noise,
    Person,
    Stimulus,
    examine,
    f_waves,
    martin_gruber,
    motor_pool,
    sensory_nerve,
    sensory_response,
    stimulate,
)
from multifocal.nerve.noise import AVERAGED, SINGLE_SWEEP, Sizes, with_noise
from multifocal.study import Recording

ADM = motor_pool("adm", seed=2)
WRIST = body.site("ulnar", "wrist")


def of(site: str = "wrist", **more: object) -> Recording:
    return stimulate(ADM, body.site("ulnar", site), **more)  # type: ignore[arg-type]


Make = Callable[[Noise | None], Recording]
KINDS: dict[str, Make] = {
    "M": lambda noise: stimulate(ADM, WRIST, noise=noise),
    "crossing": lambda noise: martin_gruber(ADM).stimulate(WRIST, noise=noise),
    "F": lambda noise: f_waves(ADM, WRIST, stimuli=1, noise=noise)[0],
    "sensory": lambda noise: sensory_response(sensory_nerve("sural"), noise=noise),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_noise_is_on_top_of_the_response_and_as_large_as_it_says(kind: str) -> None:
    quiet, usual = KINDS[kind](None), KINDS[kind](AMPLIFIER)
    added = usual.samples_mv - quiet.samples_mv
    size = AMPLIFIER.of(usual.kind).broadband_uv / 1000
    assert added.std() == pytest.approx(size, rel=0.1)
    assert abs(added.mean()) < 5 * size / np.sqrt(added.size)
    # white: neighbors know nothing of each other
    assert abs(np.corrcoef(added[1:], added[:-1])[0, 1]) < 5 / np.sqrt(added.size)
    assert np.all(quiet.samples_mv[quiet.times_ms < 0] == 0.0)


def test_its_size_is_the_published_one() -> None:
    """An amplifier of 0.8 µV and electrodes on skin of 1 to 20 µV RMS together."""
    for name in ("kumaragamage-2014-amplifier", "huigen-2002-electrode-noise",
                 "fernandez-2000-electrode-noise"):  # fmt: skip
        assert sources.source(name).verified
    assert np.hypot(0.76, 1.0) <= SINGLE_SWEEP.broadband_uv <= np.hypot(0.76, 20.0)
    assert AVERAGED.broadband_uv < SINGLE_SWEEP.broadband_uv


def test_the_same_stimulus_gives_the_same_samples_in_any_order() -> None:
    first = [of("wrist"), of("erb"), *f_waves(ADM, WRIST, stimuli=3)]
    for k in range(300):  # what is remembered is forgotten
        stimulate(motor_pool("fdi", seed=k % 7), WRIST, noise=Noise(run=k))
    again = [*reversed(f_waves(ADM, WRIST, stimuli=3)), of("erb"), of("wrist")]
    for one, other in zip(first, reversed(again), strict=True):
        assert np.array_equal(one.samples_mv, other.samples_mv)


def test_another_process_gives_the_same_samples() -> None:
    code = (
        "from multifocal import body\n"
        "from multifocal.nerve import motor_pool, stimulate\n"
        "one = stimulate(motor_pool('adm', seed=2), body.site('ulnar', 'wrist'))\n"
        "print(one.samples_mv[:40].tobytes().hex())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == of().samples_mv[:40].tobytes().hex()


def test_every_sweep_has_noise_of_its_own() -> None:
    """Before the stimulus there is nothing but noise: no two sweeps may share it."""
    cold = motor_pool("adm", seed=2, temperature=LimbTemperature(28))
    sweeps = [
        of("wrist"), of("below_elbow"), of("erb"),
        of(stimulus=Stimulus(0.8)), of(stimulus=Stimulus(1.0, 0.0001)),
        of(noise=Noise(run=1)),
        stimulate(cold, WRIST),
        stimulate(motor_pool("adm", "left", seed=2), WRIST),
        stimulate(motor_pool("adm", seed=3), WRIST),
        stimulate(motor_pool("fdi", seed=2), WRIST),
        *f_waves(ADM, WRIST, stimuli=3), *f_waves(ADM, WRIST, stimuli=3, seed=1),
    ]  # fmt: skip
    before = [one.samples_mv[one.times_ms < 0] for one in sweeps]
    for k, one in enumerate(before):
        for other in before[:k]:
            assert abs(np.corrcoef(one, other)[0, 1]) < 0.7


def test_no_sweep_of_a_whole_examination_repeats_another_s_noise() -> None:
    found = examine(Person(3), Harm(crossing={"right": 0.3}), stimuli=3)
    sweeps = found.study.recordings
    before = {one.samples_mv[one.times_ms < 0].tobytes() for one in sweeps}
    assert len(before) == len(sweeps) > 60
    quiet = examine(Person(3), sides=("right",), noise=None, stimuli=1)
    assert all(not one.samples_mv[one.times_ms < 0].any() for one in quiet.study.recordings)


def test_with_and_without_disease_the_noise_is_the_same_so_that_only_the_harm_differs() -> None:
    focus = Focus(ADM.way.place_at(180), 0.5, mechanism="block")
    healthy, hit = of("erb"), of("erb", foci=[focus])
    bare = [of("erb", foci=foci, noise=None).samples_mv for foci in ((), (focus,))]
    assert hit.samples_mv - bare[1] == pytest.approx(healthy.samples_mv - bare[0], abs=1e-12)


def test_equal_settings_are_the_same_sweep_however_they_are_written() -> None:
    once, again = of(stimulus=Stimulus(1, 0)), of(stimulus=Stimulus(1.0, 0.0))
    assert np.array_equal(once.samples_mv, again.samples_mv)
    once, again = (
        with_noise(replace(of(noise=None), temperature_c=skin_c), AMPLIFIER, 2, "")
        for skin_c in (26, 26.0)
    )
    assert np.array_equal(once.samples_mv, again.samples_mv)


@pytest.mark.parametrize("muscle", ["adm", "apb", "eip", "edb", "ah", "biceps"])
def test_behind_a_complete_block_a_clinician_reads_no_response(muscle: str) -> None:
    """From every site beyond the block, in people and sides: absent, not lost in noise."""
    nerve = body.muscle(muscle).stem or ""
    for person in range(4):
        pool = motor_pool(muscle, "left", seed=person)
        block = [Focus(pool.way.place_at(60), 1.0, mechanism="block")]
        for site in body.stimulation_sites(nerve, muscle):
            one = measure(stimulate(pool, site, block))
            beyond = pool.way.mm_from_muscle(site.place_on(pool.way)) > 60
            assert one.absent is beyond
            if beyond:
                assert one.quality is not None and one.quality.noise_mv > 1e-4


def test_noise_moves_no_measure_of_a_healthy_response_by_much() -> None:
    for muscle, at in (("adm", "erb"), ("ah", "ankle"), ("eip", "forearm")):
        site = body.site(body.muscle(muscle).stem or "", at)
        for person in range(6):
            pool = motor_pool(muscle, seed=person)
            one, other = (measure(stimulate(pool, site, noise=n)) for n in (None, AMPLIFIER))
            assert other.amplitude_mv == pytest.approx(one.amplitude_mv, rel=0.003)
            assert other.negative_peak_area_mvms == pytest.approx(
                one.negative_peak_area_mvms, rel=0.01
            )
            assert other.latency_ms == pytest.approx(one.latency_ms, abs=0.5)


# More than an amplifier's noise


def test_hum_drift_and_artifact_stay_within_their_sizes() -> None:
    times = np.arange(-2.0, 70.0, 0.05)
    for k in range(30):
        rng = np.random.default_rng(k)
        hum = Sizes(0.0, hum_uv=10.0).drawn_mv(times, rng)
        assert np.abs(hum).max() <= 0.010 + 1e-12
        assert hum[:-400] == pytest.approx(hum[400:], abs=1e-9)  # 50 Hz: again after 20 ms
        drift = Sizes(0.0, drift_uv=20.0).drawn_mv(times, rng)
        assert np.abs(drift).max() <= 0.020 + 1e-12
        shock = Sizes(0.0, artifact_uv=900.0, artifact_ms=0.2).drawn_mv(times, rng)
        assert not shock[times < -1e-9].any() and np.abs(shock).max() <= 0.9
        at = np.searchsorted(times, [0.5, 0.7])
        assert shock[at[1]] == pytest.approx(shock[at[0]] / np.e, rel=1e-6)


def test_louder_is_all_of_it_louder() -> None:
    times = np.arange(-2.0, 70.0, 0.05)
    sizes = Sizes(8.0, 6.0, 25.0, 900.0)
    once, thrice = (
        one.drawn_mv(times, np.random.default_rng(1)) for one in (sizes, sizes.times(3.0))
    )
    assert thrice == pytest.approx(3 * once)


def test_noise_is_turned_with_the_sweep() -> None:
    up = of(noise=None)
    down = replace(up, samples_mv=-up.samples_mv, negative_up=False)
    for one in (up, down):
        noisy = with_noise(one, AMPLIFIER, 2, "")
        assert noisy.negativity_mv == pytest.approx(with_noise(up, AMPLIFIER, 2, "").samples_mv)


@pytest.mark.parametrize(
    "sizes", [{"broadband_uv": -1.0}, {"broadband_uv": np.nan}, {"broadband_uv": 1.0, "hum_uv": -1},
              {"broadband_uv": 1.0, "artifact_ms": 0.0}]
)  # fmt: skip
def test_nonsense_is_refused(sizes: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="sizes of noise"):
        Sizes(**sizes)
