"""What can be chosen: every row stands for muscles, every muscle can be reached."""

import pytest

from multifocal import body
from multifocal.body import SIDES
from multifocal.localize import Difficulty, complaints, difficulties, join_dots
from multifocal.localize.patient import patient_tables
from multifocal.sources import source
from multifocal.words import say

TASKS = [one for one in difficulties() if one.kind == "task"]
PARTS = [one for one in difficulties() if one.kind == "part"]


@pytest.mark.parametrize("one", difficulties(), ids=lambda one: f"{one.kind}-{one.id}")
def test_each_has_a_name_muscles_and_a_source(one: Difficulty) -> None:
    assert say(f"dots.{one.kind}.{one.id}")
    assert one.muscles
    assert all(body.muscle(m) for m in one.muscles)
    assert source(one.source)


def test_the_six_tasks_of_the_body_are_asked_with_its_muscles() -> None:
    asked = {one.id: one for one in TASKS}
    for task in body.tasks():
        assert set(asked[task.id].muscles) == set(task.weights)


def test_every_muscle_belongs_to_exactly_one_part() -> None:
    owned = [m for one in PARTS for m in one.muscles]
    assert sorted(owned) == sorted(m.id for m in body.muscles() if m.part_of is None)


def test_an_everyday_task_stands_for_the_muscles_that_name_it() -> None:
    (tiptoe,) = [one for one in TASKS if one.id == "tiptoe"]
    assert tiptoe.muscles == ("gastrocnemius", "soleus")
    (lift,) = [one for one in TASKS if one.id == "foot_lift"]
    assert lift.muscles == ("ta",)


@pytest.mark.parametrize(
    ("task", "muscles"),
    [("spreading", {"interossei", "fdi", "adm"}), ("closing", {"interossei"})],
)
def test_fingers_apart_and_together_hang_on_the_ulnar_nerve_alone(
    task: str, muscles: set[str]
) -> None:
    """limb-innervation-general: the interossei and the abductor of the little finger are ulnar. The
    nearest task, "Opening your hand", named the radial nerve alone."""
    (asked,) = [one for one in TASKS if one.id == task]
    assert set(asked.muscles) == muscles
    here = [(SIDES.index("right"), difficulties().index(asked))]
    tables = patient_tables()
    assert [tables.nerves[one.nerve] for one in join_dots(here).nerves] == ["ulnar"]


def test_opening_the_hand_says_that_it_is_straightening() -> None:
    assert say("dots.task.open_hand") == "Straightening your fingers to let go"


def test_a_complaint_is_a_difficulty_on_a_side_under_its_own_key() -> None:
    assert len(complaints()) == 2 * len(difficulties())
    assert complaints()["task-zip-left"].side == "left"
    assert {one.group for one in TASKS} == {"hand", "arm", "leg"}
