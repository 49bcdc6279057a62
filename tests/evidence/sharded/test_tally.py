"""Counts of patients add up, in any order and in any parts, and percentiles are those of numpy."""

import json
import pickle
import random
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.evidence import GROUPS, Tally, tally
from multifocal.evidence.tallying import percentiles
from tests.evidence.sharded.drawn import drawn

RECORDS = [drawn(group, number) for number in range(12) for group in GROUPS]
WHOLE = json.dumps(tally(RECORDS))
parts = st.lists(st.sampled_from(RECORDS), max_size=12).map(Tally.of)


@given(parts, parts, parts)
@settings(max_examples=40)
def test_tallies_add_up_in_any_order_and_grouping(a: Tally, b: Tally, c: Tally) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + Tally() == a


@given(st.randoms(use_true_random=False), st.integers(1, len(RECORDS)))
@settings(max_examples=25)
def test_any_sharding_in_any_order_gives_the_same_tables(dice: random.Random, size: int) -> None:
    records = RECORDS.copy()
    dice.shuffle(records)
    shards = [Tally.of(records[k : k + size]) for k in range(0, len(records), size)]
    dice.shuffle(shards)
    total = Tally()
    for one in shards:
        total.take(pickle.loads(pickle.dumps(one)))
    assert total == Tally.of(RECORDS)
    assert json.dumps(total.report()) == WHOLE


def test_adding_leaves_both_as_they_were() -> None:
    one, other = Tally.of(RECORDS[:5]), Tally.of(RECORDS[5:])
    before = pickle.dumps((one, other))
    assert (one + other) == Tally.of(RECORDS)
    assert pickle.dumps((one, other)) == before


values = st.floats(-200, 200).map(lambda value: round(value, 2))


@given(st.dictionaries(values, st.integers(1, 40), min_size=1, max_size=30))
def test_percentiles_are_those_of_all_the_values_laid_out(counts: dict[float, int]) -> None:
    laid_out = [value for value, number in counts.items() for _ in range(number)]
    wanted = [0, 3, 50, 95, 99.9, 100]
    assert percentiles(counts, wanted) == list(np.percentile(laid_out, wanted))


def test_a_tally_does_not_grow_with_the_patients_only_with_what_differs() -> None:
    def size(records: list[dict[str, Any]]) -> int:
        return sum(len(one) for one in vars(Tally.of(records)).values())

    again = [one | {"number": one["number"] + 100 * k} for k in range(20) for one in RECORDS]
    assert size(again) == size(RECORDS)
