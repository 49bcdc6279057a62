"""The hand holds together as hands do, in every pose and from every side."""

import tomllib
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest

from multifocal.figures.person import View, hand, pose
from multifocal.figures.person.drawing import parts
from multifocal.figures.person.hand import FINGERS

POSES = tuple(
    tomllib.loads(files("multifocal.figures.person").joinpath("poses.toml").read_text("utf-8"))
)


def gap(a: str, b: str, held: str) -> float:
    """mm between the flesh of two fingertips."""
    digits = hand(pose(held)).digits
    one, other = digits[a][-1], digits[b][-1]
    apart = float(np.linalg.norm(one.end - other.end))
    return apart - one.end_radius - other.end_radius


@pytest.mark.parametrize("held", POSES)
def test_bones_keep_their_lengths_and_their_joints(held: str) -> None:
    open_, posed = hand(pose("open")), hand(pose(held))
    for name, bones in posed.digits.items():
        for bone, same in zip(bones, open_.digits[name], strict=True):
            length = np.linalg.norm(bone.end - bone.start)
            assert length == pytest.approx(np.linalg.norm(same.end - same.start))
        for bone, following in pairwise(bones):
            assert following.start == pytest.approx(bone.end)


@pytest.mark.parametrize("held", POSES)
def test_no_joint_bends_further_than_a_hands(held: str) -> None:
    """Active ranges of adult fingers, rounded up: 0 to 100, 0 to 110 and 0 to 90 degrees."""
    for bends in pose(held).bends.values():
        for bend, most in zip(bends, (100, 110, 90), strict=True):
            assert -10 <= bend <= most


def test_a_pinch_closes_and_an_open_hand_does_not() -> None:
    assert abs(gap("thumb", "index", "pinch")) < 3
    assert gap("thumb", "index", "open") > 40


def test_fingertips_of_a_fist_lie_on_the_palm() -> None:
    for name in FINGERS:
        tip = hand(pose("fist")).digits[name][-1].end
        knuckle = hand(pose("fist")).digits[name][0].start
        assert tip[1] < knuckle[1]  # folded back toward the wrist
        assert 8 < tip[2] < 40  # in front of the palm


def test_the_thumb_is_nearer_seen_from_its_side_and_farther_from_the_other() -> None:
    def order(turn: float) -> list[str]:
        return [part.name for part in parts(hand(pose("relaxed")), View((0, 0), turn=turn))]

    assert order(-90).index("thumb") > order(-90).index("little")
    assert order(90).index("thumb") < order(90).index("little")


def test_a_left_hand_is_a_right_one_in_a_mirror() -> None:
    point = np.array([30.0, 60, 5])
    right = View((100, 100), turn=20).seen(point)
    left = View((100, 100), turn=20, left=True).seen(point)
    assert left[0] - 100 == pytest.approx(100 - right[0])
    assert left[1:] == pytest.approx(right[1:])
