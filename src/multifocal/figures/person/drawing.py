"""A posed hand as parts in order of depth: a fill and the lines that are in sight."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from multifocal.figures.person.capsules import Capsule, Points, joined
from multifocal.figures.person.curves import closed_path, numbers, open_path
from multifocal.figures.person.hand import FINGERS, Bone, Hand, Vector, View
from multifocal.figures.person.outlines import outline


@dataclass(frozen=True)
class Part:
    """One shape: its bones as seen, how near it is, and the part that its first bone grows from."""

    name: str
    capsules: tuple[Capsule, ...]
    nearness: float
    blend: float
    grown_from: str = ""
    nail: str = ""  # path data
    creases: str = ""  # path data


def flat(view: View, bone: Bone) -> Capsule:
    """A bone as it is seen."""
    start, end = view.seen(bone.start), view.seen(bone.end)
    return Capsule(
        (float(start[0]), float(start[1])),
        (float(end[0]), float(end[1])),
        bone.start_radius * view.scale,
        bone.end_radius * view.scale,
    )


def parts(held: Hand, view: View, forearm_mm: float | None = None) -> list[Part]:
    """The hand's shapes, farthest first. The forearm is cut after `forearm_mm`."""

    def part(name: str, bones: Sequence[Bone], blend: float, grown: str = "") -> Part:
        near = [(view.seen(bone.start)[2] + view.seen(bone.end)[2]) / 2 for bone in bones]
        return Part(
            name,
            tuple(flat(view, bone) for bone in bones),
            float(np.mean(near)),
            blend * view.scale,
            grown,
        )

    root = held.digits["thumb"][0]
    body = [*_cut(held.forearm, forearm_mm), *held.palm, *held.webs, root]
    palm = replace(
        part("palm", body, 9),
        nearness=part("palm", held.palm, 0).nearness,
        creases=_knuckles(held, view),
    )
    thumb = part("thumb", held.digits["thumb"][1:], 1.5, "palm")
    shapes = [palm, replace(thumb, nail=_nail(held, view, "thumb"))]
    for name in FINGERS:
        first, *rest = held.digits[name]
        end = part(f"{name}-end", rest, 1.5, name)
        shapes += [part(name, [first], 0, "palm"), replace(end, nail=_nail(held, view, name))]
    return sorted(shapes, key=lambda shape: shape.nearness)


def _nail(held: Hand, view: View, name: str) -> str:
    """A nail that faces the viewer, as an ellipse; nothing where it faces away."""
    *corners, outward = held.nails[name]
    if view.nearness(outward) < 0.3:
        return ""
    seen = [view.seen(corner)[:2] for corner in corners]
    middle = (seen[0] + seen[2]) / 2
    long, wide = seen[0] - middle, seen[1] - middle
    angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)[:, None]
    return closed_path(middle + np.cos(angles) * long + np.sin(angles) * wide)


def _knuckles(held: Hand, view: View) -> str:
    """Short lines between the knuckles of a closed hand that is seen from its back."""
    data = ""
    for near, far in pairwise(held.digits[name][0] for name in FINGERS):
        bent = min(_share(bone.end - bone.start, held.palmward) for bone in (near, far))
        if bent < 0.75 or view.nearness(-held.palmward) < 0.4:
            continue
        middle = (near.start + far.start) / 2 - 10 * held.palmward
        ends = [view.seen(middle + along * held.forward)[:2] for along in (9.0, -7.0)]
        data += f"M{numbers(*ends[0])}L{numbers(*ends[1])}"
    return data


def _share(vector: Vector, direction: Vector) -> float:
    return float(vector @ direction / np.sqrt(vector @ vector))


def _cut(bones: Sequence[Bone], length: float | None) -> list[Bone]:
    """The forearm's bones down to a length from the wrist."""
    if length is None:
        return list(bones)
    kept = []
    for bone in bones:
        top, bottom = -bone.start[1], -bone.end[1]
        if top >= length:
            continue
        share = min(1, (length - top) / (bottom - top))
        end = bone.start + share * (bone.end - bone.start)
        radius = bone.start_radius + share * (bone.end_radius - bone.start_radius)
        kept.append(Bone(bone.start, end, bone.start_radius, radius))
    return kept


@dataclass(frozen=True)
class Drawn:
    """Path data of one part: its closed shape, and its lines where they differ from that."""

    name: str
    shape: str
    lines: tuple[str, ...] | None  # None: the whole outline is in sight
    nail: str = ""
    creases: str = ""


def drawn(
    shapes: Sequence[Part], step: float = 0.8, line_width: float = 2.4, tolerance: float = 0.8
) -> list[Drawn]:
    """Outlines of parts, without the lines where one grows out of another."""
    by_name = {part.name: part for part in shapes}
    finished = []
    for number, part in enumerate(shapes):
        line = outline(part.capsules, part.blend, step)[0]
        hidden = np.zeros(len(line), dtype=bool)
        for nearer in shapes[number + 1 :]:
            hidden |= _within(nearer, line, 0.6 * line_width)
        if hidden.all():
            continue
        if part.grown_from:
            within = _within(by_name[part.grown_from], line, 0.35 * line_width)
            hidden |= within & _by_root(part, line)
        for other in shapes:
            if other.grown_from == part.name:
                root = other.capsules[0]
                hidden |= (root.distance(line) < -0.1 * line_width) & (root.along(line) < 0.9)
        lines = None
        if hidden.any():
            runs = [run for run in _runs(line, ~hidden) if len(run) > 3]
            lines = tuple(open_path(run, tolerance) for run in runs)
        whole = closed_path(line, tolerance)
        finished.append(Drawn(part.name, whole, lines, part.nail, part.creases))
    return finished


def _within(part: Part, line: Points, margin: float) -> NDArray[np.bool_]:
    return np.asarray(joined(part.capsules, line, part.blend) < -margin)


def _by_root(part: Part, line: Points) -> NDArray[np.bool_]:
    """Whether each point of the line belongs to the first half of the part's first bone."""
    own = np.argmin([capsule.distance(line) for capsule in part.capsules], axis=0)
    return np.asarray((own == 0) & (part.capsules[0].along(line) < 0.55))


def _runs(line: Points, kept: NDArray[np.bool_]) -> list[Points]:
    """The stretches of a closed line that are kept."""
    if kept.all():
        return [np.vstack([line, line[:1]])]
    start = int(np.argmin(kept))
    line, kept = np.roll(line, -start, axis=0), np.roll(kept, -start)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], kept, [False]]).astype(int)))
    return [line[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
