"""F waves against series whose latencies are known: units that fire back at random."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from multifocal import body
from multifocal.fault import Fault
from multifocal.measuring import f_waves
from multifocal.nerve import motor_pool, stimulate
from multifocal.nerve.potential import compound_mv
from multifocal.study import Recording

TURN_MS = 1.0  # at the motor neuron; physiology.md 3.8


@dataclass(frozen=True)
class Series:
    sweeps: tuple[Recording, ...]
    onsets_ms: tuple[float | None, ...]


def series(noise_mv: float, seed: int = 5, backfires: float = 0.015) -> Series:
    """20 sweeps at the wrist: the M wave, and each unit back from the cord with that chance."""
    pool = motor_pool("adm", seed=3)
    one = stimulate(pool, body.site("ulnar", "wrist"), noise=None)
    units = pool.recordable
    assert units is not None and one.distance_mm is not None
    rng = np.random.default_rng(seed)
    whole, start = pool.way.length_mm, pool.way.length_mm - one.distance_mm
    way_ms = pool.transit_ms(0.0, start) + pool.transit_ms(0.0, whole)  # up, and all the way down
    sweeps, onsets = [], []
    for _ in range(20):
        fires = rng.random(len(pool)) < backfires
        starts = np.where(fires, way_ms + TURN_MS + units.delay_ms, np.nan)
        wave = one.samples_mv + compound_mv(units, starts, one.times_ms)
        wave = wave + rng.normal(0.0, noise_mv, wave.size)
        sweeps.append(replace(one, samples_mv=wave, kind="F"))
        onsets.append(float(np.nanmin(starts)) if fires.any() else None)
    return Series(tuple(sweeps), tuple(onsets))


@pytest.mark.parametrize("noise_mv", [0.0005, 0.002, 0.004])
def test_latencies_persistence_and_chronodispersion(noise_mv: float) -> None:
    made = series(noise_mv)
    found = f_waves(made.sweeps)
    known = [onset for onset in made.onsets_ms if onset is not None]
    assert [one is None for one in found.waves] == [onset is None for onset in made.onsets_ms]
    assert found.persistence_percent == 100 * len(known) / 20
    assert found.minimum_latency_ms == pytest.approx(min(known), abs=0.4)
    assert found.maximum_latency_ms == pytest.approx(max(known), abs=0.4)
    assert found.chronodispersion_ms == pytest.approx(max(known) - min(known), abs=0.5)
    assert found.mean_latency_ms == pytest.approx(float(np.mean(known)), abs=0.3)
    assert not found.few


def test_the_m_wave_is_no_f_wave() -> None:
    found = f_waves(series(0.002, backfires=0.0).sweeps)
    assert found.persistence_percent == 0
    assert found.minimum_latency_ms is None
    assert found.chronodispersion_ms is None


def test_in_noise_persistence_is_not_known_rather_than_low() -> None:
    found = f_waves(series(0.05, backfires=0.0).sweeps)
    assert found.undecided == 20
    assert found.persistence_percent is None


def test_sweeps_that_had_stopped_or_were_dead_are_no_sweeps_without_f_waves() -> None:
    """Exact zeros, a held sample, a dead channel: undecided, so persistence is not known."""
    sweeps = list(series(0.002, backfires=0.0).sweeps)
    stopped, held, dead = (np.array(one.samples_mv) for one in sweeps[:3])
    stopped[600:] = 0.0
    held[600:] = held[600]
    dead[:] = 0.0
    for at, wave in enumerate((stopped, held, dead)):
        sweeps[at] = replace(sweeps[at], samples_mv=wave)
    found = f_waves(sweeps)
    assert found.undecided == 3
    assert found.persistence_percent is None


def test_a_higher_threshold_sees_fewer() -> None:
    made = series(0.0)
    seen = [len(f_waves(made.sweeps, threshold_mv=t).latencies_ms) for t in (0.02, 0.1, 1.0)]
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] == 0


def test_other_series_are_refused() -> None:
    first, second, *_ = series(0.0).sweeps
    for wrong in ([], [first, replace(second, site="axilla")], [replace(first, kind="M")]):
        with pytest.raises(ValueError, match="recordings must"):
            f_waves(wrong)
    with pytest.raises(Fault, match="no room"):
        f_waves([first], window_ms=(30.0, 35.0))
