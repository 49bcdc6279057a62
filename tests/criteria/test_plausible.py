"""Numbers that cannot all be true: a slip of the pen makes no block and hides none."""

from dataclasses import replace

import pytest

from multifocal.criteria import criteria_names, said
from tests.criteria.test_technique import first, series


@pytest.mark.parametrize("criteria", criteria_names())
@pytest.mark.parametrize(
    ("site", "slip"),
    [
        ("wrist", {"amplitude_mv": 80.0}),
        ("wrist", {"negative_peak_area_mvms": 280.0}),
        ("elbow", {"amplitude_mv": 0.3}),
        ("elbow", {"negative_peak_area_mvms": 1.05}),
        ("elbow", {"negative_peak_duration_ms": 60.0}),
        ("wrist", {"negative_peak_duration_ms": 0.6}),
    ],
)
def test_a_number_that_is_tenfold_off_makes_no_block_and_hides_none(
    criteria: str, site: str, slip: dict[str, float]
) -> None:
    for elbow_mv in (3.0, 7.8):
        rows = [
            replace(one, **slip) if one.site == site else one  # type: ignore[arg-type]
            for one in series("median", 8, elbow_mv)
        ]
        found = first(*rows, criteria=criteria)
        assert (found.block, found.reason) == ("cannot_be_assessed", "numbers_contradict")
        assert said(found.findings[0]).startswith("Check the numbers")


@pytest.mark.parametrize("criteria", criteria_names())
def test_a_response_that_comes_earlier_from_further_up_is_no_block(criteria: str) -> None:
    low, high = series("median", 8, 3)
    found = first(low, replace(high, latency_ms=4.5), criteria=criteria)
    assert (found.block, found.reason) == ("cannot_be_assessed", "latency_back")
    step = replace(high, latency_ms=4.9, distance_mm=20.0)  # inching: within the error of reading
    assert first(low, step, criteria=criteria).reason != "latency_back"
