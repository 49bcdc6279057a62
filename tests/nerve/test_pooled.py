"""Damaged stretches of many muscles are solved in one go, whatever the limb's temperature."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from multifocal import body
from multifocal.nerve import (
    Experiment,
    Focus,
    Harm,
    LimbTemperature,
    MotorRun,
    Person,
    Protocol,
    passage,
)

SITES = {
    "adm": ("wrist", "below_elbow", "above_elbow", "axilla", "erb"),
    "apb": ("wrist", "elbow", "axilla", "erb"),
    "biceps": ("axilla", "erb"),
}
RUNS = Protocol(tuple(MotorRun(muscle, sites) for muscle, sites in SITES.items()), noise=None)


def foci(person: int) -> Harm:
    """In each nerve one that stops fibers; in the ulnar one a long one too, with sites within it"""
    bared = (Focus(body.path(muscle).place_at(180.0), 0.3, seed=person) for muscle in SITES)
    thinned = Focus(body.path("adm").place_at(300.0), 0.8, 160.0, "lamellae", 60.0, seed=person)
    return Harm((*bared, thinned))


@pytest.fixture
def goes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many stretches each call of the solver was asked for."""
    asked: list[int] = []
    solve = passage._transits

    def counted(diameter_um: Any, *rest: Any) -> Any:
        asked.append(len(diameter_um))
        return solve(diameter_um, *rest)

    monkeypatch.setattr(passage, "_transits", counted)
    yield asked


def test_all_muscles_and_sites_are_solved_in_two_goes_and_never_again(goes: list[int]) -> None:
    """One for whole stretches, one for what is left of them beyond a stimulus within."""
    made = Experiment(Person(11, temperature=LimbTemperature()), foci(11), RUNS)
    recordings = made.motor
    assert len(goes) == 2 and min(goes) > 50
    near, far = (next(one for one in RUNS.motor if one.muscle == "adm").sites[k] for k in (1, 4))
    for site in (near, far):
        made.truth_at(body.site("ulnar", site), "adm")
    assert len(recordings) == sum(map(len, SITES.values()))
    assert len(goes) == 2


def test_a_limb_without_a_difference_answers_as_one_without_a_temperature() -> None:
    for person in (12, 13):
        plain, told = (
            Experiment(Person(person, temperature=warmth), foci(person), RUNS).motor
            for warmth in (None, LimbTemperature())
        )
        for one, other in zip(plain, told, strict=True):
            assert np.abs(one.samples_mv - other.samples_mv).max() * 1000 < 0.1


@pytest.mark.parametrize("skin_c", [None, 33.0, 27.0])
def test_solved_together_or_one_by_one_is_the_same(skin_c: float | None, goes: list[int]) -> None:
    """Cold limbs, too, where each stretch has the temperature of its place."""
    warmth = None if skin_c is None else LimbTemperature(skin_c)
    together = Experiment(Person(14, temperature=warmth), foci(14), RUNS).motor
    once = len(goes)
    passage._known.clear()
    alone = [
        recording
        for run in RUNS.motor
        for recording in Experiment(
            Person(14, temperature=warmth), foci(14), Protocol((run,), noise=None)
        ).motor
    ]
    assert len(goes) - once > once  # the second way did ask muscle by muscle
    for one, other in zip(together, alone, strict=True):
        assert np.abs(one.samples_mv - other.samples_mv).max() * 1000 < 0.1
