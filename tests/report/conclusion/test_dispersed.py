"""A response that is spread out says so in words; a number beside its limit differs from it."""

import pytest

from multifocal.criteria import evaluate
from multifocal.reference import reference_table
from multifocal.report import present_study
from multifocal.report.conclusion import Conclusion
from multifocal.study import Measure, Study

# Median nerve: the area falls by 15 %, the duration rises by 63 %.
WRIST = Measure("right", "median", "apb", "wrist", 3.9, 8.9, 28.2, 5.6, 70.0)


def concluded(elbow: Measure) -> Conclusion:
    study = Study((WRIST, elbow))
    return present_study(study, (evaluate(study),), reference_table("aanem-2016")).conclusion


def elbow(amplitude: float, area: float | None, duration: float, latency: float = 8.9) -> Measure:
    return Measure(
        "right", "median", "apb", "elbow", latency, amplitude, area, duration, 240.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("amplitude", "area", "duration", "dispersed"),
    [
        (5.1, 23.9, 9.1, True),  # area -15 %, duration +63 %
        (5.1, 23.9, 6.0, False),  # as long as before
        (3.0, 9.0, 9.1, False),  # area -68 %: too much for dispersion alone
        (5.1, None, 9.1, False),  # the area is not known
    ],
)
def test_temporal_dispersion_is_named_beside_a_large_fall(
    amplitude: float, area: float | None, duration: float, dispersed: bool
) -> None:
    told = concluded(elbow(amplitude, area, duration))
    said = [one.why for one in (*told.large, *told.unjudged)]
    assert any("temporal dispersion" in one for one in said) is dispersed
    if dispersed:
        assert "30 %" in said[0]  # EFNS/PNS 2010: at most 30 % longer


def test_a_velocity_just_below_its_limit_is_not_printed_as_the_limit() -> None:
    # 240 mm in 4.91 ms: 48.9 m/s, below the 49 m/s of AANEM 2016
    (slow,) = (one for one in concluded(elbow(8.8, 27.9, 5.7, 8.81)).other if "Slow" in one)
    assert "48.9" in slow
    assert "49 m/s (limit 49)" not in slow
