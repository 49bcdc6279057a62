"""Strength and tasks."""

import pytest

from multifocal import body
from multifocal.nerve import Experiment, Focus, Harm, ability, motor_pool, mrc_grade

ULNAR = motor_pool("adm").way


@pytest.mark.parametrize(
    ("share", "grade"),
    [
        (0, "0"),
        (0.005, "1"),
        (0.02, "2"),
        (0.05, "3"),
        (0.2, "4-"),
        (0.4, "4"),
        (0.7, "4+"),
        (1, "5"),
    ],
)
def test_grades_are_as_unequal_as_the_sheet_says(share: float, grade: str) -> None:
    """physiology.md 4, a proposal: 4 spans the widest range."""
    assert mrc_grade(share) == grade


def test_healthy_tasks_are_whole() -> None:
    for task in body.tasks():
        assert ability(task, dict.fromkeys(task.weights, 1.0)).share == pytest.approx(1.0)


def test_a_full_ulnar_block_costs_the_zip_its_ulnar_share() -> None:
    """Zip: FDI .25, adductor pollicis .25, lumbricals 3-4 half of .15 hang on the ulnar nerve."""
    task = body.task("zip")
    stopped = Focus(ULNAR.place_at(450), 1.0, mechanism="block")
    found = ability(task, Experiment(harm=Harm((stopped,))).strength(task.weights))
    assert found.share == pytest.approx(1 - 0.25 - 0.25 - 0.075)
    assert found.weakest in ("fdi", "adductor_pollicis")


def test_more_damage_is_never_stronger() -> None:
    path = motor_pool("fdi").way
    found = [
        Experiment(harm=Harm((Focus(path.place_at(200), s),))).strength(["fdi"])["fdi"]
        for s in (0.0, 0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
    ]
    assert found == sorted(found, reverse=True)
    assert found[0] == 1.0
    assert found[-1] == 0.0
