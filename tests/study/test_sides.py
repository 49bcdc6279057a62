"""A side is written one way: "Right" beside "right" would be judged as another limb."""

from collections.abc import Callable

import numpy as np
import pytest

from multifocal.fault import Fault
from multifocal.study import FMeasure, Measure, Recording, WeakMuscle


def measure(side: str) -> object:
    return Measure(side, "ulnar", "adm", "wrist", 3.0, 8.0, 30.0, 6.0, None)  # type: ignore[arg-type]


def f_measure(side: str) -> object:
    return FMeasure(side, "ulnar", "adm", "wrist", 27.5)  # type: ignore[arg-type]


def recording(side: str) -> object:
    samples = np.zeros(2000)
    return Recording(samples, 20_000.0, "M", side, "ulnar", "adm", None, "wrist")  # type: ignore[arg-type]


def weak(side: str) -> object:
    return WeakMuscle(side, "adm")  # type: ignore[arg-type]


@pytest.mark.parametrize("noun", [measure, f_measure, recording, weak])
@pytest.mark.parametrize("side", ["Right", "R", "", "rechts", None])
def test_a_side_of_no_person_is_refused(noun: Callable[[str | None], object], side: str) -> None:
    assert noun("right")
    with pytest.raises(Fault, match="is not understood"):
        noun(side)
