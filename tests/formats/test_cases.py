"""Waveform files that said "no response" or lost a sweep, and what is right of them."""

from dataclasses import replace

import numpy as np
import pytest

from multifocal.criteria import evaluate
from multifocal.formats import parse_study, without_repeats, write_study
from multifocal.measuring import completed_study
from multifocal.study import Recording, Study
from tests.formats.waves import recording

NOISE = np.random.default_rng(5).normal(0, 0.002, (2, 1000))


def site(name: str, onset_ms: float, height_mv: float, distance_mm: float, turn: int) -> Recording:
    made = recording(name, onset_ms, height_mv=height_mv, distance_mm=distance_mm)
    return replace(made, samples_mv=made.samples_mv + NOISE[turn])


WRIST = site("wrist", 3.0, 8.0, 65.0, 0)
ELBOW = site("below_elbow", 6.9, 7.7, 285.0, 1)
AXILLA = site("axilla", 11.0, 7.5, 600.0, 1)
AT = int((5.0) * 20)  # the sample of the stimulus


def judged(proximal: Recording, kind: str) -> tuple[object, str]:
    """What is known of the proximal response, and the verdict, by way of a file."""
    contents, _ = write_study(Study(recordings=(WRIST, proximal)), kind)
    read = [one for content in contents for one in parse_study(content).study.recordings]
    study, _ = without_repeats(Study(recordings=tuple(read)))
    study = completed_study(study)
    (segment,) = evaluate(study).segments
    (measure,) = [one for one in study.measures if one.site == proximal.site]
    assert not measure.absent
    return measure.unmeasurable, segment.block


def cut(one: Recording, ms: float) -> Recording:
    """The sweep, ended so long after its stimulus."""
    return replace(one, samples_mv=one.samples_mv[: AT + int(ms * 20)])


def zero_from(one: Recording, ms: float) -> Recording:
    """The sweep, all zeros from so long after its stimulus."""
    samples = one.samples_mv.copy()
    samples[AT + int(ms * 20) :] = 0.0
    return replace(one, samples_mv=samples)


@pytest.mark.parametrize("kind", ["waveform-csv", "edf", "json"])
@pytest.mark.parametrize(
    "proximal",
    [
        cut(ELBOW, 4.0), cut(AXILLA, 10.0), cut(ELBOW, 8.0), zero_from(ELBOW, 6.0),
        zero_from(AXILLA, 8.0), replace(ELBOW, samples_mv=np.zeros(1000)),
        replace(ELBOW, samples_mv=np.full(1000, 0.25)),
    ],
    ids=["4 ms", "axilla 10 ms", "within the response", "stopped", "stopped, axilla", "all 0",
         "stuck"],
)  # fmt: skip
def test_what_was_not_recorded_is_never_no_response(kind: str, proximal: Recording) -> None:
    unmeasurable, block = judged(proximal, kind)
    assert unmeasurable is not None
    # a segment of two stretches, to the axilla, is counted by no rule of the default set
    assert block == ("not_counted" if proximal.site == "axilla" else "cannot_be_assessed")


@pytest.mark.parametrize("kind", ["waveform-csv", "edf", "json"])
def test_the_whole_sweep_is_measured(kind: str) -> None:
    assert judged(ELBOW, kind) == (None, "not_met")
