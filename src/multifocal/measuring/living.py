"""Which stretch of a sweep was really recorded, and what stands in the rest of it.

A living channel trembles: its samples repeat only as often as its converter's steps make them. A
run of one value that is longer than that is no rest of a nerve but a recorder that had stopped, a
dead channel, padding, or an amplifier at its limit. Choice: `multifocal-choice-recorded`.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from multifocal.measuring.choices import SCALES
from multifocal.measuring.reason import Reason
from multifocal.study.recording import Recording

Samples = NDArray[np.float64]
Places = NDArray[np.intp]

SAME_MV: Final = 1e-7  # a tenth of a nanovolt: less than any converter's step or any noise
LEAST_RUN: Final = 6  # samples: a shorter run says nothing by its length
LEAST_GAP: Final = 3  # nor one shorter than this by its edges
MOST_RUNS: Final = 20  # the longest, whose length is judged
NEAR_STEPS: Final = 4.0  # of the converter: so near a run's value, others tell how often it repeats
OTHERS: Final = 3  # of the longest runs say nothing of the living rest: they may all be padding
CHANCE: Final = 1e-3  # that so long a run stands in a living sweep
MARGIN: Final = 1.5
BLANKED_MS: Final = 2.0  # amplifiers hold their output so long to keep the artifact out
BLANKED_FROM_MS: Final = -1.0
TREMBLES_PER_MS: Final = 1.2  # turns of the curve, its flanks apart; a response makes fewer
LEAST_TURNS: Final = 6
LEAST_TREMBLE_MV: Final = 3e-5  # from sample to sample: no amplifier is so quiet
FLANK: Final = 4.0  # times the usual step
BESIDE: Final = 0.3  # of the usual step: less where a curve begins by itself
FINE_STEPS: Final = 1.9  # where the curve turns by so many steps, it cannot stand still by chance
STEEP: Final = 3.0  # times the steps beside it: an edge so abrupt is no part of a curve
ABRUPT_MV: Final = 0.002
STEEP_GAP: Final = 8.0  # both edges of a run too short to be judged otherwise
STRUCK_MS: Final = (-0.25, 0.5)  # where the stimulus makes the curve jump out of its rest
FAR_MV: Final = 0.2  # from the rest: where a run at one extreme is the limit of the amplifier
GRID: Final = 0.05  # of a step: how far numbers printed with few digits lie from its multiples
AT_LIMIT: Final = 0.002  # of the range: half of the samples lie so near its end only at the limit


class Run(NamedTuple):
    """First and after-last sample of a stretch of one value, and the value, mV."""

    first: int
    after: int
    value: float


@dataclass(frozen=True)
class Living:
    """The stretch round the stimulus that was really recorded: samples `first` to before `last`.

    `ended_by` is why it ends before the sweep does, None where it does not. `trembles_until_ms` is
    the time after the stimulus until which no stretch stands still: only so far can a response be
    called absent; `stands_still` says why no farther. `runs` are the stretches that stand still,
    `step_mv` the converter's step, 0 where neither the file nor such a stretch tells it.
    """

    first: int
    last: int
    trembles_until_ms: float
    ended_by: Reason | None = None
    stands_still: Reason | None = None
    runs: tuple[Run, ...] = ()
    step_mv: float = 0.0


def living(recording: Recording) -> Living:
    """What of the sweep was really recorded."""
    wave, scale = recording.samples_mv, recording.calibration
    per_ms = recording.sampling_hz / 1e3
    end_ms = (wave.size - 1) / per_ms - recording.stimulus_at_ms
    step_mv = 0.0 if scale is None else abs(scale.step_mv)
    if _at_a_limit(recording):
        return Living(0, 0, 0.0, "saturated", "saturated", step_mv=step_mv)
    jumps = np.abs(np.diff(wave))
    changes = np.flatnonzero(jumps > SAME_MV)
    bounds = np.concatenate(([0], changes + 1, [wave.size]))
    candidates = np.flatnonzero(np.diff(bounds) >= LEAST_GAP)
    if not candidates.size:
        return Living(0, wave.size, end_ms, step_mv=step_mv)
    if scale is None:
        step_mv = _step(jumps[changes])
    long = set(_too_long(wave, bounds, step_mv).tolist())
    abrupt = set(_abrupt(jumps, bounds, candidates, recording, step_mv).tolist())
    runs = [
        (Run(int(bounds[at]), int(bounds[at + 1]), float(wave[bounds[at]])), at in abrupt)
        for at in sorted(long | abrupt)
    ]
    fine = _trembles(wave, [run for run, _ in runs], recording, step_mv) if runs else None
    first, last, ended_by = 0, wave.size, None
    until_ms, still = end_ms, None
    latest_ms = SCALES[recording.kind].artifact_ms
    rests = []
    for run, jumped in runs:
        begins = run.first / per_ms - recording.stimulus_at_ms
        ends = run.after / per_ms - recording.stimulus_at_ms
        inside = run.first > 0 and run.after < wave.size
        if inside and begins > BLANKED_FROM_MS and ends <= BLANKED_MS:
            continue  # the artifact was kept out
        rests.append(run)
        cause = _cause(wave, run, alive=fine is not None)
        if ends > 0 and still is None:
            until_ms, still = max(begins - 1.0 / per_ms, 0.0), cause
        if not (fine or jumped) or ended_by is not None:
            continue
        if ends <= latest_ms:
            first = run.after
        else:
            last, ended_by = run.first, cause
    if fine is None and ended_by is None:
        rests = []  # a curve without any noise: its rest stands still as all of it does
    return Living(first, last, until_ms, ended_by, still, tuple(rests), step_mv)


def _step(jumps: Samples) -> float:
    """The step of a converter whose multiples all these are, mV; 0 where they are none's."""
    if not jumps.size:
        return 0.0
    step = float(jumps.min())
    times = jumps / step
    return step if float(np.abs(times - np.rint(times)).max()) < GRID else 0.0


def _too_long(wave: Samples, bounds: Places, step_mv: float) -> Places:
    """Which stretches of one value are longer than a living sweep with this converter shows."""
    lengths = np.diff(bounds)
    by_length = np.argsort(-lengths, kind="stable")
    values = wave[bounds[:-1]]
    others = np.ones(lengths.size, dtype=np.bool_)
    others[by_length[:OTHERS]] = False
    long = []
    for at in by_length[:MOST_RUNS]:
        if lengths[at] < LEAST_RUN:
            break
        near = others & (np.abs(values - values[at]) <= NEAR_STEPS * step_mv)
        near[at] = False
        samples, turns = float(lengths[near].sum()), float(near.sum())
        repeats = (samples - turns + 0.3) / (samples + 3.0)
        longest = 1.0 + float(np.log(wave.size / CHANCE) / -np.log(repeats))
        if lengths[at] > MARGIN * longest:
            long.append(at)
    return np.array(long, dtype=np.intp)


def _abrupt(
    jumps: Samples, bounds: Places, at: Places, recording: Recording, step_mv: float
) -> Places:
    """Into or out of which stretches of one value the curve jumps as none does by itself.

    The stimulus artifact jumps out of rest: no such jump counts there.
    """
    least = max(2.0 * step_mv, ABRUPT_MV)
    first, after = bounds[at], bounds[at + 1]
    edge = np.concatenate(([0.0, 0.0, 0.0, np.inf], jumps, [np.inf, 0.0, 0.0, 0.0]))
    beside_in = np.maximum.reduce([edge[first + k] for k in range(3)])
    beside_out = np.maximum.reduce([edge[after + 4 + k] for k in range(3)])
    jump_in = np.where(first > 0, edge[first + 3], 0.0)
    jump_out = np.where(after <= jumps.size, edge[after + 3], 0.0)
    into, out = jump_in > least + STEEP * beside_in, jump_out > least + STEEP * beside_out
    ends_ms = after * 1e3 / recording.sampling_hz - recording.stimulus_at_ms
    out &= ~((ends_ms > STRUCK_MS[0]) & (ends_ms < STRUCK_MS[1]))
    gap = (jump_in > FAR_MV + STEEP_GAP * beside_in) & (jump_out > FAR_MV + STEEP_GAP * beside_out)
    return np.asarray(at[np.where(after - first < LEAST_RUN, gap, into | out)], dtype=np.intp)


def _trembles(wave: Samples, runs: list[Run], recording: Recording, step_mv: float) -> bool | None:
    """Whether the sweep outside those runs trembles by more than the converter's steps.

    None where it does not tremble at all: there is no noise that could have ended.
    """
    counted = np.ones(wave.size, dtype=np.bool_)
    for run in runs:
        counted[run.first : run.after] = False
    times = recording.times_ms
    counted &= (times < -0.2) | (times > BLANKED_MS)
    change = np.diff(wave)
    change = change[counted[1:] & counted[:-1]]
    moved = change[np.abs(change) > SAME_MV]
    turns = np.flatnonzero(moved[1:] * moved[:-1] < 0)
    if turns.size < LEAST_TURNS:
        return None
    turned = float(np.median(np.abs(moved[turns])))
    if turned < LEAST_TREMBLE_MV:
        return None
    usual = float(np.median(np.abs(moved)))
    if not any(_beside(wave, run) > BESIDE * usual for run in runs):
        return None  # a curve that grows out of its rest and dies away into it
    flank = np.abs(change) > FLANK * usual
    lasts_ms = np.count_nonzero(~flank) * 1e3 / recording.sampling_hz
    if turns.size < TREMBLES_PER_MS * lasts_ms:
        return None
    return turned > FINE_STEPS * step_mv


def _beside(wave: Samples, run: Run) -> float:
    """The largest step just outside the run."""
    before = wave[max(run.first - LEAST_RUN, 0) : run.first + 1]
    after = wave[run.after - 1 : run.after + LEAST_RUN]
    return max(float(np.abs(np.diff(part)).max(initial=0.0)) for part in (before, after))


def _cause(wave: Samples, run: Run, *, alive: bool) -> Reason:
    others = np.concatenate((wave[: run.first], wave[run.after :]))
    if others.size and run.value != 0.0:
        far = abs(run.value - float(np.median(others))) > FAR_MV
        if far and not float(others.min()) < run.value < float(others.max()):
            return "saturated"
    return "recording_stopped" if alive else "dead_channel"


def _at_a_limit(recording: Recording) -> bool:
    """Whether the sweep stays at one end of its converter's range, trembling or not."""
    scale = recording.calibration
    if scale is None:
        return False
    ends = scale.samples_mv(np.array([scale.digital_min, scale.digital_max]))
    low, high = float(ends.min()), float(ends.max())
    middle = float(np.median(recording.samples_mv))
    return min(middle - low, high - middle) <= AT_LIMIT * (high - low)
