"""Internodes that were solved before are found again, and a full bank is put away."""

import numpy as np
import pytest

from multifocal.fiber import Fibers, Geometry, Lesion, conduct
from multifocal.fiber.engines.lanes import bank, engine
from multifocal.fiber.engines.lanes.twoport import FIELDS


def test_rows_are_found_by_their_key_and_none_is_kept_twice() -> None:
    kept = bank.Bank()
    rows = np.arange(3 * FIELDS, dtype=kept.rows.dtype).reshape(3, FIELDS)
    assert kept.add([b"a", b"b", b"a"], rows, np.array([1, 2, 1]))
    places = kept.find([b"b", b"c", b"a"])
    assert (places < 0).tolist() == [False, True, False]
    assert np.array_equal(kept.rows[places[0]], rows[1])
    assert kept.modes[places[0]] == 2
    assert len(kept.places) == 2


def test_a_full_bank_is_put_away_and_answers_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for 64 rows: the second batch finds none, and answers as with room for all."""
    first, second = (Fibers(Geometry.of(np.linspace(6.0, 15.0, n)), 21) for n in (40, 50))
    bared = Lesion.at_all("paranode", [9, 10], 1.0, 50)
    roomy = conduct(second, [bared]).node_times_ms
    monkeypatch.setattr(bank, "MOST_ROWS", 64)
    small = bank.Bank()
    monkeypatch.setattr(engine, "_bank", small)
    conduct(first)
    assert 0 < len(small.places) <= 64
    assert np.array_equal(conduct(second, [bared]).node_times_ms, roomy, equal_nan=True)
    assert engine._bank is not small
    assert np.array_equal(conduct(second, [bared]).node_times_ms, roomy, equal_nan=True)
