"""The dots joined, by name: the nerves are those of `body`, in the order of what hangs on them."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal import body
from multifocal.body import SIDES
from multifocal.localize import Complaint, complaints, difficulties, join_dots
from multifocal.localize.patient import named_nerve, patient_tables

some = st.lists(st.sampled_from(sorted(complaints())), min_size=1, max_size=12, unique=True)


@dataclass(frozen=True)
class Named:
    """A joined nerve by its ids instead of indexes."""

    nerve: str
    side: str
    complaints: tuple[Complaint, ...]
    muscles: tuple[str, ...]
    roots: tuple[str, ...]
    sites: tuple[str, ...]
    also: tuple[str, ...]


def found(*keys: str) -> tuple[Named, ...]:
    tables, asked = patient_tables(), difficulties()
    chosen = [complaints()[key] for key in keys]
    pairs = [(SIDES.index(one.side), asked.index(one.difficulty)) for one in chosen]
    return tuple(
        Named(
            nerve=tables.nerves[one.nerve],
            side=(side := SIDES[one.side]),
            complaints=tuple(
                complaints()[f"{asked[k].kind}-{asked[k].id}-{side}"] for k in one.difficulties
            ),
            muscles=tuple(tables.muscles[k] for k in one.muscles),
            roots=tuple(tables.roots[k] for k in one.roots),
            sites=tuple(tables.sites[one.nerve][k] for k in one.sites),
            also=tuple(asked[k].id for k in one.also),
        )
        for one in join_dots(pairs).nerves
    )


def test_lifting_the_foot_hangs_on_the_fibular_nerve_alone() -> None:
    (one,) = found("task-foot_lift-left")
    assert (one.nerve, one.side, one.muscles, one.roots) == (
        "fibular",
        "left",
        ("ta",),
        ("L4", "L5"),
    )


def test_holding_a_cup_needs_the_median_nerve_which_a_test_reaches_from_hand_to_neck() -> None:
    (one,) = found("task-cup-right")
    assert one.nerve == "median"
    assert one.sites[:2] == ("palm", "wrist")
    assert one.sites[-1] == "erb"
    assert "root" not in one.sites
    assert {"buttoning", "jar"} == set(one.also)


def test_the_nerve_that_most_choices_share_comes_first() -> None:
    first, *others = found("task-paper-right", "task-key_turn-right", "task-zip-right")
    assert first.nerve == "ulnar"
    assert len(first.complaints) == 3
    assert all(len(one.complaints) < 3 for one in others)


def test_sides_are_kept_apart() -> None:
    both = found("task-cup-left", "task-cup-right")
    assert [(one.nerve, one.side) for one in both] == [("median", "right"), ("median", "left")]


def test_a_muscle_of_two_nerves_counts_for_both() -> None:
    nerves = {one.nerve: one for one in found("part-elbow-left")}
    assert "brachialis" in nerves["musculocutaneous"].muscles
    assert "brachialis" in nerves["radial"].muscles
    roots = {s.nerve: s.roots for s in body.muscle("brachialis").supplies}
    assert set(roots["radial"]) <= set(nerves["radial"].roots)


@pytest.mark.parametrize(
    ("nerve", "wanted"),
    [("ulnar_deep", "ulnar"), ("posterior_interosseous", "radial"), ("suprascapular",) * 2],
)
def test_branches_count_for_the_nerve_that_studies_name(nerve: str, wanted: str) -> None:
    assert named_nerve(nerve) == wanted


@given(some)
def test_every_muscle_needed_is_found_on_its_own_nerve(keys: list[str]) -> None:
    chosen = [complaints()[key] for key in keys]
    nerves = found(*keys)
    counts = [len(one.complaints) for one in nerves]
    assert counts == sorted(counts, reverse=True)
    for choice in chosen:
        for muscle in choice.difficulty.muscles:
            holders = [n for n in nerves if n.side == choice.side and muscle in n.muscles]
            assert body.muscle(muscle).stem in {n.nerve for n in holders} | {None}
            assert all(choice in n.complaints for n in holders)
            assert holders
    for nerve in nerves:
        supplied = {m.id for m in body.muscles_of(nerve.nerve)}
        assert set(nerve.muscles) <= supplied
        assert {c.side for c in nerve.complaints} == {nerve.side}


@given(some)
def test_the_order_of_choosing_does_not_matter(keys: list[str]) -> None:
    def order(chosen: list[str]) -> list[tuple[str, str, frozenset[str]]]:
        return [(n.nerve, n.side, frozenset(c.key for c in n.complaints)) for n in found(*chosen)]

    assert order(keys) == order(keys[::-1])
