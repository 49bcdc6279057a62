"""One hand: bones in space, posed by the angles of its joints, and seen from any side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multifocal.figures.person.skeleton import poses, skeleton
from multifocal.frozen import frozen

Vector = NDArray[np.float64]
FINGERS = ("index", "middle", "ring", "little")
FORWARD, PALMWARD = frozen((np.array([0.0, 1, 0]), np.array([0.0, 0, 1])))


@dataclass(frozen=True)
class Bone:
    """A tapered ball-ended bone with its flesh: from and to in mm, radius at each end."""

    start: Vector
    end: Vector
    start_radius: float
    end_radius: float


@dataclass(frozen=True)
class Pose:
    """Angles of the joints, in degrees; names and directions stand in poses.toml."""

    bends: Mapping[str, tuple[float, float, float]]
    spreads: Mapping[str, float]
    apart: float
    forward: float
    turn: float
    thumb_bends: tuple[float, float]
    wrist_bend: float
    wrist_lean: float

    def with_fingers(self, other: "Pose", *names: str) -> "Pose":
        """This pose with some fingers as in another."""
        bends = {name: (other if name in names else self).bends[name] for name in FINGERS}
        spreads = {name: (other if name in names else self).spreads[name] for name in FINGERS}
        return replace(self, bends=bends, spreads=spreads)

    def at_wrist(self, bend: float, lean: float) -> "Pose":
        """This pose with another wrist."""
        return replace(self, wrist_bend=bend, wrist_lean=lean)


@dataclass(frozen=True)
class Hand:
    """Bones in space, wrist at the origin, forearm along -y."""

    forearm: tuple[Bone, ...]
    palm: tuple[Bone, ...]
    webs: tuple[Bone, ...]
    digits: Mapping[str, tuple[Bone, ...]]
    nails: Mapping[str, tuple[Vector, ...]]  # four points round each, and its outward normal last
    forward: Vector
    palmward: Vector


@cache
def pose(name: str) -> Pose:
    """A pose of poses.toml by its name."""
    told = poses()[name]
    thumb, wrist = told["thumb"], told["wrist"]
    return Pose(
        {finger: tuple(told[finger]["bend"]) for finger in FINGERS},
        {finger: told[finger]["spread"] for finger in FINGERS},
        thumb["apart"],
        thumb["forward"],
        thumb["turn"],
        tuple(thumb["bend"]),
        wrist["bend"],
        wrist["lean"],
    )


def hand(held: Pose) -> Hand:
    """The right hand's bones in this pose."""
    bones_of = skeleton()
    wrist = _about_x(held.wrist_bend) @ _about_z(-held.wrist_lean)
    digits: dict[str, tuple[Bone, ...]] = {}
    nails: dict[str, tuple[Vector, ...]] = {}
    webs = []
    for name in FINGERS:
        told = bones_of["finger"][name]
        forward = _about_z(-held.spreads[name]) @ FORWARD
        chain = _chain(told, forward, PALMWARD, held.bends[name])
        digits[name] = tuple(_moved(wrist, bone) for bone in chain)
        nails[name] = _nail(digits[name][-1], wrist @ np.cross(forward, PALMWARD))
        root = digits[name][0]
        webs.append(
            Bone(root.start, root.start + 0.3 * (root.end - root.start),
                 root.start_radius, root.start_radius * 0.96)
        )  # fmt: skip
    apart, forward_angle = np.radians([held.apart, held.forward])
    out = np.array(
        [
            np.sin(apart) * np.cos(forward_angle),
            np.cos(apart) * np.cos(forward_angle),
            np.sin(forward_angle),
        ]
    )
    turn = np.radians(held.turn)
    side = np.array([-np.cos(turn), 0.15, np.sin(turn)])
    side = side - (side @ out) * out
    side = side / np.sqrt(side @ side)
    chain = _chain(bones_of["thumb"], out, side, (0, *held.thumb_bends))
    digits["thumb"] = tuple(_moved(wrist, bone) for bone in chain)
    nails["thumb"] = _nail(digits["thumb"][-1], wrist @ np.cross(out, side))
    palm = tuple(
        _moved(wrist, Bone(np.array(f["from"], float), np.array(f["to"], float), *f["radii"]))
        for f in bones_of["flesh"]
    )
    return Hand(
        _forearm(bones_of["forearm"]), palm, tuple(webs), digits, nails,
        wrist @ FORWARD, wrist @ PALMWARD,
    )  # fmt: skip


def _nail(tip: Bone, hinge: Vector) -> tuple[Vector, ...]:
    """The nail of a last bone that bends about `hinge`: on its back, near the tip."""
    along = tip.end - tip.start
    along = along / np.sqrt(along @ along)
    outward = np.cross(hinge, along) * -1
    radius = tip.end_radius
    middle = tip.end - 0.15 * radius * along + 0.9 * radius * outward
    long, wide = 0.72 * radius * along, 0.6 * radius * hinge
    return middle + long, middle + wide, middle - long, middle - wide, outward


def _chain(
    told: Mapping[str, Any], ahead: Vector, bent: Vector, angles: tuple[float, ...]
) -> list[Bone]:
    """Bones end to end; each turns from `ahead` toward `bent` by one angle more."""
    start, total, bones = np.array(told["knuckle"], float), 0.0, []
    for number, length in enumerate(told["lengths"]):
        total += angles[number]
        along = np.cos(np.radians(total)) * ahead + np.sin(np.radians(total)) * bent
        end = start + length * along
        bones.append(Bone(start, end, told["radii"][number], told["radii"][number + 1]))
        start = end
    return bones


def _forearm(told: Mapping[str, Any]) -> tuple[Bone, ...]:
    (wide, thick), (far_wide, far_thick) = told["wrist"], told["elbow"]
    belly_wide, belly, part = told["belly"]
    length, bones = told["length"], []
    for side in (-1, 1):
        wrist = np.array([side * wide, 0.0, 0])
        middle = np.array([side * belly_wide, -part * length, 0])
        elbow = np.array([side * far_wide * 0.6, -length, 0])
        bones.append(Bone(wrist, middle, thick, belly))
        bones.append(Bone(middle, elbow, belly, far_thick))
    return tuple(bones)


def _moved(turned: Vector, bone: Bone) -> Bone:
    return Bone(turned @ bone.start, turned @ bone.end, bone.start_radius, bone.end_radius)


def _about_x(degrees: float) -> Vector:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[1.0, 0, 0], [0, c, -s], [0, s, c]])


def _about_y(degrees: float) -> Vector:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, 0, s], [0, 1.0, 0], [-s, 0, c]])


def _about_z(degrees: float) -> Vector:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]])


@dataclass(frozen=True)
class View:
    """Where the wrist stands in a picture, how large a mm is, and from where the hand is seen.

    `heading` is where the fingers point, clockwise from upward; `turn` rolls the forearm: 0 shows
    the palm, 180 the back, -90 the thumb's side, 90 the little finger's; `tilt` tips the fingers
    toward the viewer. A left hand is a right one in a mirror.
    """

    at: tuple[float, float]
    scale: float = 1
    heading: float = 0
    turn: float = 0
    tilt: float = 0
    left: bool = False

    def nearness(self, direction: Vector) -> float:
        """How much a direction in space points at the viewer: 1 straight, 0 across, -1 away."""
        return float((_about_x(self.tilt) @ _about_y(self.turn) @ direction)[2])

    def seen(self, point: Vector) -> Vector:
        """A point in space as x and y in the picture, y downward, and nearness to the viewer."""
        x, y, z = _about_x(self.tilt) @ _about_y(self.turn) @ point
        x = -x if self.left else x
        c, s = np.cos(np.radians(self.heading)), np.sin(np.radians(self.heading))
        return np.array(
            [
                self.at[0] + self.scale * (c * x + s * y),
                self.at[1] + self.scale * (s * x - c * y),
                z,
            ]
        )
