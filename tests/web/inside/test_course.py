"""The made-up course keeps to what is published: one hand first, others later, one side more."""

from itertools import pairwise

from multifocal.web.inside.course import STAGES, course
from multifocal.web.inside.presenter.course import present_course


def test_it_begins_in_one_hand_and_never_gets_better_by_itself() -> None:
    stages = course()
    assert stages[0].zipping["right"] < 0.9
    assert stages[0].zipping["left"] == stages[0].foot["right"] == 1.0
    for before, after in pairwise(stages):
        for side in ("right", "left"):
            assert after.zipping[side] <= before.zipping[side] + 1e-9
            assert after.foot[side] <= before.foot[side] + 1e-9


def test_arms_come_before_legs_and_one_side_is_hit_more() -> None:
    last = course()[-1]
    assert last.zipping["right"] < last.zipping["left"] < 1.0
    assert last.foot["right"] < last.foot["left"] == 1.0
    assert [len(rows) for rows in STAGES] == [1, 2, 3, 4]


def test_each_stage_shows_its_spots_and_says_them() -> None:
    for count, stage in enumerate(present_course("en"), start=1):
        assert stage.figure.svg.count('class="body-map__focus"') == count
        assert stage.figure.text.count("nerve, ") == count
        assert len(stage.bars) == 4
