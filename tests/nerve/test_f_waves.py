"""F waves against published ones (V22), and what a lesion near the cord does to them (V23)."""

from functools import cache

import numpy as np
import pytest

from multifocal import body
from multifocal.fault import Fault
from multifocal.measuring import measure
from multifocal.nerve import Focus, f_latencies_ms, f_waves, motor_pool, stimulate
from multifocal.nerve.f_wave import answering
from multifocal.study import Recording

PEOPLE = 12
SEEN_MV = 0.05
"""What a reader calls an F wave, peak to peak."""
Array = np.ndarray


def read(sweeps: tuple[Recording, ...], after_ms: float) -> tuple[Array, Array]:
    """Latency (ms) and peak-to-peak height (mV) of the F waves that stand clear."""
    latencies, heights = [], []
    for one in sweeps:
        late = one.times_ms > after_ms
        wave, times = one.negativity_mv[late], one.times_ms[late]
        height = float(np.ptp(wave))
        if height >= SEEN_MV:
            latencies.append(times[np.argmax(np.abs(wave) > 0.01)])
            heights.append(height)
    return np.array(latencies), np.array(heights)


@cache
def people(muscle: str) -> Array:
    """Persistence %, least and mean latency, chronodispersion ms, mean height mV; one row each."""
    nerve, site, after = {
        "adm": ("ulnar", "wrist", 23.0),
        "ah": ("tibial", "ankle", 36.0),
    }[muscle]
    rows = []
    for person in range(PEOPLE):
        pool = motor_pool(muscle, subject=body.Subject(height_cm=172), seed=person)
        f, mv = read(f_waves(pool, body.site(nerve, site), seed=person, noise=None), after)
        rows.append([5 * len(f), f.min(), f.mean(), np.ptp(f), mv.mean()])
    return np.array(rows)


PUBLISHED = {  # mean and SD: PMID 15351376
    "adm": ((83, 19), (26.5, 2.1), (28.1, 2.2), (3.9, 0.9), (0.347, 0.152)),
    "ah": ((97, 5), (47.0, 4.1), (49.6, 4.4), (5.5, 1.4), None),  # height: docs/nerve.md
}


@pytest.mark.parametrize("muscle", ["adm", "ah"])
def test_f_waves_are_within_one_sd_of_published_ones(muscle: str) -> None:
    found = people(muscle).mean(axis=0)
    for value, norm in zip(found, PUBLISHED[muscle], strict=True):
        if norm is not None:
            assert abs(value - norm[0]) <= norm[1]


def test_the_known_latencies_are_those_that_the_sweeps_show() -> None:
    pool, wrist = motor_pool("adm", seed=2), body.site("ulnar", "wrist")
    known = f_latencies_ms(pool, wrist, seed=2)
    shown, _ = read(f_waves(pool, wrist, seed=2, noise=None), 23.0)
    assert np.isfinite(known).sum() == len(shown)
    assert known[np.isfinite(known)] == pytest.approx(shown, abs=0.7)


def test_larger_units_answer_more_often() -> None:
    pool = motor_pool("adm")
    assert pool.recordable is not None
    often = answering(pool, 1000, 0).mean(axis=0)
    large = pool.recordable.amplitude_mv > np.median(pool.recordable.amplitude_mv)
    assert often[large].mean() > 1.3 * often[~large].mean()
    assert 0.005 <= often.mean() <= 0.06


def test_a_block_near_the_cord_takes_the_f_waves_and_leaves_the_wrist() -> None:
    pool = motor_pool("adm")
    wrist = body.site("ulnar", "wrist")
    stopped = [Focus(pool.way.place_at(700), 1.0, mechanism="block")]
    latencies, _ = read(f_waves(pool, wrist, stopped), 23.0)
    assert len(latencies) == 0
    assert measure(stimulate(pool, wrist, stopped)) == measure(stimulate(pool, wrist))


def test_slowing_near_the_cord_makes_them_late_twice_over() -> None:
    """The impulse passes the damage on its way up and again on its way down."""
    pool = motor_pool("adm")
    wrist, erb = body.site("ulnar", "wrist"), body.site("ulnar", "erb")
    slow = [Focus(pool.way.place_at(650), 0.9, 60, mechanism="lamellae", spread=1e4)]
    hit_ms, healthy_ms = (
        measure(stimulate(pool, erb, foci, noise=None)).latency_ms for foci in (slow, [])
    )
    late = hit_ms - healthy_ms  # type: ignore[operator]
    healthy, _ = read(f_waves(pool, wrist, noise=None), 23.0)
    hit, _ = read(f_waves(pool, wrist, slow, noise=None), 23.0)
    assert late > 0.5
    assert hit.mean() - healthy.mean() == pytest.approx(2 * late, rel=0.25)


def test_sweeps_show_their_m_response_and_are_the_same_again() -> None:
    pool = motor_pool("apb")
    wrist = body.site("median", "wrist")
    first, again = (f_waves(pool, wrist, stimuli=3, seed=4, noise=None) for _ in range(2))
    for one, other in zip(first, again, strict=True):
        assert one.kind == "F"
        assert np.array_equal(one.samples_mv, other.samples_mv)
        m = stimulate(pool, wrist, noise=None)
        assert one.samples_mv[:400] == pytest.approx(m.samples_mv[:400])


@pytest.mark.parametrize("stimuli", [0, 1001])
def test_nonsense_is_refused(stimuli: int) -> None:
    with pytest.raises(Fault):
        f_waves(motor_pool("adm"), body.site("ulnar", "wrist"), stimuli=stimuli)
    with pytest.raises(Fault, match="cannot be simulated yet"):
        f_waves(motor_pool("adductor_pollicis"), body.site("ulnar", "wrist"))
