"""Of several sweeps of a site one is judged; none is lost to a weaker, a dead or a silent one."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from multifocal.formats import without_repeats
from multifocal.measuring import completed_study, measured_study
from multifocal.study import Recording, Study
from tests.formats.waves import recording

NOISE = np.random.default_rng(4).normal(0.0, 0.002, 1000)


def one(height_mv: float, current_ma: float | None) -> Recording:
    """A sweep at the wrist in a little noise."""
    plain = recording(height_mv=height_mv, current_ma=current_ma)
    return replace(plain, samples_mv=plain.samples_mv + NOISE)


def dead(current_ma: float | None) -> Recording:
    """A sweep of a channel that stood still."""
    return recording(height_mv=0.0, current_ma=current_ma)


STRONG, WEAK, SILENT = one(8.0, 26.0), one(3.0, 18.0), one(0.0, 40.0)
DEAD = dead(50.0)


def judged(*sweeps: Recording) -> tuple[Recording, str]:
    study, (remark,) = without_repeats(Study(recordings=sweeps))
    (kept,) = study.recordings
    return kept, remark.text


@pytest.mark.parametrize("order", list(permutations((STRONG, WEAK, SILENT, DEAD))))
def test_a_response_is_never_replaced_by_none_or_by_a_weaker_one(
    order: tuple[Recording, ...],
) -> None:
    kept, said = judged(*order)
    assert kept is STRONG
    assert "no response at 40 mA" in said and "cannot be measured at 50 mA" in said
    assert "18 mA" not in said  # it shows as much, and is only weaker


@pytest.mark.parametrize("order", list(permutations((SILENT, DEAD, one(0.0, 60.0)))))
def test_a_site_with_a_sweep_that_cannot_be_measured_is_not_without_response(
    order: tuple[Recording, ...],
) -> None:
    kept, said = judged(*order)
    assert kept is DEAD
    assert "no response at 40 mA, no response at 60 mA" in said.replace(
        "no response at 60 mA, no response at 40 mA", "no response at 40 mA, no response at 60 mA"
    )
    (found,) = measured_study(Study(recordings=(kept,))).measures
    assert not found.absent and found.unmeasurable == "dead_channel"


def test_where_no_current_is_known_the_last_response_is_judged() -> None:
    first, last, silent = one(5.0, None), one(7.0, None), one(0.0, None)
    assert judged(first, last, silent)[0] is last
    assert judged(silent, first)[0] is first
    assert "strongest stimulus, else the last" in judged(first, last)[1]


def test_silence_at_every_stimulus_is_silence() -> None:
    weaker = one(0.0, 20.0)
    kept, _ = judged(weaker, SILENT)
    (found,) = completed_study(Study(recordings=(kept,))).measures
    assert found.absent and found.silence is not None
    assert kept is SILENT
