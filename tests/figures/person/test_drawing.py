"""Parts of a hand and a foot: in order of depth, joined without a seam, none drawn in vain."""

import re
from xml.etree.ElementTree import Element

import numpy as np
import pytest

from multifocal.figures.person import View, hand, pose, put_hand
from multifocal.figures.person.drawing import drawn, parts
from multifocal.figures.person.foot import foot
from multifocal.figures.person.picture import along, arrow, limb, put_arm, smooth

SIDES = {"palm": 0, "back": 180, "thumb": -90, "little finger": 90}


def numbers_of(data: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d*\.?\d+", data)]


def ends(data: str) -> np.ndarray:
    """Where each curve of relative path data ends."""
    values = numbers_of(data)
    steps = np.array(values[2:]).reshape(-1, 6)[:, 4:]
    return np.vstack([values[:2], np.cumsum(steps, axis=0) + values[:2]])


@pytest.mark.parametrize("turn", SIDES.values(), ids=SIDES)
def test_a_finger_grows_out_of_the_palm_without_a_line_across_its_root(turn: float) -> None:
    view = View((0, 0), turn=turn)
    shapes = {part.name: part for part in drawn(parts(hand(pose("open")), view))}
    for name in ("index", "little"):
        part = shapes.get(name)
        if part is not None:  # not behind the others
            assert part.lines is not None
            assert len("".join(part.lines)) < len(part.shape)


def test_what_lies_wholly_behind_is_not_drawn() -> None:
    def left_out(held: str) -> set[str]:
        shapes = parts(hand(pose(held)), View((0, 0), turn=-140))
        return {part.name for part in shapes} - {part.name for part in drawn(shapes)}

    assert left_out("hook") == {"ring", "ring-end", "little-end"}  # behind the palm
    assert left_out("open") == set()


def test_nails_are_seen_from_the_back_and_not_from_the_palm() -> None:
    def nails(turn: float) -> int:
        return sum(bool(p.nail) for p in drawn(parts(hand(pose("open")), View((0, 0), turn=turn))))

    assert nails(0) == 0
    assert nails(180) >= 4


def test_knuckles_are_seen_on_the_back_of_a_closed_hand_alone() -> None:
    def lines(held: str, turn: float) -> int:
        shapes = drawn(parts(hand(pose(held)), View((0, 0), turn=turn)))
        return next(part for part in shapes if part.name == "palm").creases.count("M")

    assert lines("fist", 180) == 3
    assert lines("fist", 0) == lines("fist", 90) == lines("open", 180) == 0


def test_a_thing_in_the_hand_is_drawn_between_palm_and_fingers() -> None:
    root = Element("g")
    put_hand(root, pose("grip"), View((0, 0)), before={"little": lambda g: g.append(Element("b"))})
    tags = [child.tag for child in root]
    assert 0 < tags.index("b") < len(tags) - 1


def test_a_thing_before_a_finger_that_is_not_drawn_is_refused() -> None:
    with pytest.raises(AssertionError, match="sixth"):
        put_hand(Element("g"), pose("grip"), View((0, 0)), before={"sixth": Element("g").append})


def test_a_foot_that_drops_lowers_its_toes_and_keeps_its_ankle() -> None:
    level, dropped = (ends(foot((0, 0), 1, drop)) for drop in (0, 40))
    toes = level[level[:, 0].argmax()]
    assert toes[0] > 140
    assert dropped[:, 1].max() > level[:, 1].max() + 50
    assert dropped[:, 0].max() < toes[0]
    assert dropped[:, 1].min() == pytest.approx(level[:, 1].min(), abs=6)


def test_a_smooth_line_runs_through_its_points_and_is_halved_by_length() -> None:
    line = smooth([(0, 0), (50, 30), (100, 0)])
    assert any(np.allclose(point, (50, 30)) for point in line)
    assert along(line, 0.5) == pytest.approx((50, 30), abs=0.5)
    assert along(line, 1) == (100, 0)


def test_a_limb_is_as_wide_as_it_is_told() -> None:
    across = ends(limb([(0, 0, 12), (100, 0, 12)], tolerance=0.1))[:, 1]
    assert (across.min(), across.max()) == pytest.approx((-12, 12), abs=0.3)


def test_a_cuff_closes_the_end_of_its_sleeve() -> None:
    root = Element("g")
    put_arm(root, (0, 0, 30), (0, 100, 20), (0, 160, 20))
    sleeve, cuff = (ends(child.get("d", "").rstrip("Z")) for child in root)
    assert abs(cuff[:, 1].mean() - sleeve[:, 1].max()) < 8
    assert np.ptp(cuff[:, 0]) > 38


def test_an_arrow_ends_at_its_tip() -> None:
    assert "Q30 0 60 40" in arrow((0, 0), (30, 0), (60, 40))
