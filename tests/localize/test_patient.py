"""What a patient is shown follows from whole numbers alone, in one fixed order."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal import body
from multifocal.localize import difficulties, exported_tables, join_dots
from multifocal.localize.patient import UNIT, Joined, Need, PatientTables, patient_tables

TABLES = patient_tables()
pairs = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, len(TABLES.difficulties) - 1)), max_size=12
)


def joined(*keys: str) -> Joined:
    """The dots of `task-zip-right` and the like, joined."""
    split = (key.rsplit("-", 1) for key in keys)
    return join_dots((TABLES.sides.index(s), TABLES.difficulties.index(d)) for d, s in split)


def test_the_tables_hold_whole_numbers_and_ids_alone() -> None:
    def leaves(value: object) -> list[object]:
        if isinstance(value, dict):
            return [leaf for one in value.values() for leaf in leaves(one)]
        if isinstance(value, list | tuple):
            return [leaf for one in value for leaf in leaves(one)]
        return [value]

    assert {type(leaf) for leaf in leaves(exported_tables())} == {int, str}
    assert json.loads(json.dumps(exported_tables()))["needs"] == exported_tables()["needs"]


def test_the_weights_of_the_bodys_tasks_are_exact() -> None:
    for row, one in zip(TABLES.needs, difficulties(), strict=True):
        assert {TABLES.muscles[need.muscle] for need in row} == set(one.muscles)
        assert all(need.weight >= 1 for need in row)
        if one.kind == "task" and one.source == "multifocal-choice-task-weights":
            for need in row:
                exact = UNIT * body.task(one.id).weights[TABLES.muscles[need.muscle]]
                assert need.weight == pytest.approx(exact, rel=1e-12)
            assert sum(need.weight for need in row) == UNIT


def test_every_muscle_hangs_on_each_nerve_that_supplies_it() -> None:
    for one, links in zip(body.muscles(), TABLES.links, strict=True):
        named = {TABLES.nerves[link.nerve] for link in links}
        for supply in one.supplies:
            assert named & {above.id for above in body.lineage(supply.nerve)}
        assert {TABLES.roots[k] for link in links for k in link.roots} == set(one.roots)


def test_a_zipper_and_a_key_hang_on_the_ulnar_nerve_of_that_side_first() -> None:
    first, *_ = joined("task-zip-right", "task-key_turn-right").nerves
    assert (TABLES.nerves[first.nerve], TABLES.sides[first.side]) == ("ulnar", "right")
    assert [TABLES.muscles[k] for k in first.muscles] == [
        "adductor_pollicis", "fdi", "lumbricals_3_4",
    ]  # fmt: skip


def test_of_as_many_choices_the_nerve_with_more_of_the_work_comes_first() -> None:
    nerves = [TABLES.nerves[one.nerve] for one in joined("task-hair_washing-left").nerves]
    assert nerves == ["axillary", "suprascapular", "musculocutaneous"]  # 50, 40 and 10 of 100


def test_ties_go_by_the_tables_and_then_by_the_right_side() -> None:
    one, other = joined("task-cup-right", "task-cup-left").nerves
    assert (one.nerve, one.side, other.side) == (other.nerve, 1, 0)
    tied = PatientTables(
        sides=("left", "right"), difficulties=("task-a",), muscles=("m", "n"), roots=(),
        nerves=("p", "q"), sites=((), ()), needs=((Need(1, 5), Need(0, 5)),),
        links=((replace(TABLES.links[0][0], nerve=1, roots=(), sites=()),),
               (replace(TABLES.links[0][0], nerve=0, roots=(), sites=()),)),
        does=((), ()),
    )  # fmt: skip
    found = join_dots([(0, 0)], tied)
    assert [one.muscle for one in found.muscles] == [0, 1]
    assert [one.nerve for one in found.nerves] == [0, 1]


@given(pairs)
def test_the_order_of_choosing_and_choosing_twice_do_not_matter(
    chosen: list[tuple[int, int]],
) -> None:
    assert join_dots(chosen[::-1] + chosen) == join_dots(chosen)


@given(pairs)
def test_nothing_is_made_up_and_nothing_left_out(chosen: list[tuple[int, int]]) -> None:
    found = join_dots(chosen)
    needed = {(s, need.muscle) for s, d in chosen for need in TABLES.needs[d]}
    assert {(m.side, m.muscle) for m in found.muscles} == needed
    assert {(n.side, k) for n in found.nerves for k in n.muscles} == needed
    for nerve in found.nerves:
        assert {(nerve.side, d) for d in nerve.difficulties} <= set(chosen)
        assert not {(nerve.side, d) for d in nerve.also} & set(chosen)


def test_nothing_chosen_joins_nothing() -> None:
    assert join_dots([]) == Joined((), ())
