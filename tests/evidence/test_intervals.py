"""Wilson's interval by its own definition, and at its ends."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.evidence import share
from multifocal.evidence.intervals import Z_95


@given(st.integers(1, 2000), st.data())
def test_the_ends_are_where_the_count_would_just_be_unlikely(
    total: int, data: st.DataObject
) -> None:
    hits = data.draw(st.integers(0, total))
    found = share(hits, total)
    assert found.value is not None and found.low is not None and found.high is not None
    assert 0.0 <= found.low <= found.value <= found.high <= 1.0
    for end in (found.low, found.high):
        if 0.0 < end < 1.0:
            reach = Z_95 * math.sqrt(end * (1 - end) / total)
            assert abs(found.value - end) == pytest.approx(reach, abs=1e-9)


def test_known_values() -> None:
    none = share(0, 10)
    assert (none.low, none.high) == (0.0, pytest.approx(0.2775, abs=1e-4))
    half = share(50, 100)
    assert (half.low, half.high) == (
        pytest.approx(0.4038, abs=1e-4),
        pytest.approx(0.5962, abs=1e-4),
    )


def test_nothing_counted_has_no_share_and_counts_must_fit() -> None:
    assert share(0, 0).value is None
    with pytest.raises(ValueError, match="hits"):
        share(2, 1)
