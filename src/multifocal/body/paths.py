"""The way from the cord to a muscle or skin, as one line on which every place has a distance."""

from dataclasses import dataclass
from functools import lru_cache

from multifocal.arguments import names_arguments
from multifocal.body.graph import Junction, chains, segment
from multifocal.body.innervated import Target, target
from multifocal.body.place import SIDES, Place, Side
from multifocal.body.subject import Subject
from multifocal.fault import Fault

TOLERANCE_MM = 1e-6
"""How far beyond an end a place may lie and still count as on it: rounding, not anatomy."""


@dataclass(frozen=True)
class Stretch:
    """The part of a segment that a path uses: from its proximal end to `length_mm` along it.

    `end_mm_from_muscle` is how far that distal end still is from the muscle, or from the skin's
    electrode. For this subject.
    """

    segment: str
    length_mm: float
    end_mm_from_muscle: float

    @property
    def start_mm_from_muscle(self) -> float:
        """How far the stretch's proximal end is from the muscle."""
        return self.end_mm_from_muscle + self.length_mm


@dataclass(frozen=True)
class Path:
    """From the cord through one root to an electrode, for a subject.

    `target` is the muscle or area of skin that it leads to. Without an electrode a muscle's path
    ends at its motor point and a skin's in the middle of the area. Distances "from the muscle" are
    from that end, whichever it is.
    """

    target: str
    root: str
    side: Side
    subject: Subject
    stretches: tuple[Stretch, ...]

    @property
    def muscle(self) -> str:
        """Id of the muscle, or of the skin where it leads there."""
        return self.target

    @property
    def segments(self) -> tuple[str, ...]:
        """Ids of the segments passed, proximal to distal; the last is the target's twig."""
        return tuple(stretch.segment for stretch in self.stretches)

    @property
    def length_mm(self) -> float:
        """From the root's exit out of the cord to the end."""
        return self.stretches[0].start_mm_from_muscle

    def passes(self, place: Place) -> bool:
        """Whether the place lies on this path (same side, before the path leaves the segment)."""
        return self._stretch(place) is not None

    def mm_from_muscle(self, place: Place) -> float:
        """How far the place is from the muscle along the nerve; Fault if it is not on the path."""
        stretch = self._stretch(place)
        if stretch is None:
            raise Fault(
                "body.off_way",
                segment=place.segment,
                target=self.target,
                side=self.side,
                segments=self.segments,
            )
        return max(stretch.start_mm_from_muscle - place.mm, stretch.end_mm_from_muscle)

    @names_arguments
    def place_at(self, mm_from_muscle: float) -> Place:
        """The place at that distance from the muscle; Fault if the path is shorter."""
        # `not` catches a distance that is no number too.
        if not -TOLERANCE_MM <= mm_from_muscle <= self.length_mm + TOLERANCE_MM:
            raise Fault("body.beyond_way", target=self.target, length_mm=self.length_mm)
        for stretch in reversed(self.stretches):
            if mm_from_muscle <= stretch.start_mm_from_muscle:
                mm = min(stretch.start_mm_from_muscle - mm_from_muscle, stretch.length_mm)
                return Place(self.side, stretch.segment, mm)
        return Place(self.side, self.stretches[0].segment, 0.0)

    def _stretch(self, place: Place) -> Stretch | None:
        if place.side != self.side:
            return None
        for stretch in self.stretches:
            if stretch.segment == place.segment and place.mm <= stretch.length_mm + TOLERANCE_MM:
                return stretch
        return None


def path(
    target_id: str,
    side: Side = "right",
    subject: Subject | None = None,
    root: str | None = None,
) -> Path:
    """The way to a muscle or an area of skin, by its main root unless another of its own is named.

    KeyError if there is no such muscle or skin or the root not its own; Fault on an unknown side.
    """
    if side not in SIDES:
        raise Fault("body.side", side=str(side))
    return _path(target_id, side, subject or Subject(), root or target(target_id).main_root)


@lru_cache(maxsize=1024)
def _path(target_id: str, side: Side, subject: Subject, root: str) -> Path:
    scale = subject.length_scale
    stretches: list[Stretch] = []
    end = 0.0
    for junction in reversed(route(target(target_id), root)):
        length = junction.mm * scale
        stretches.append(Stretch(junction.segment, length, end))
        end += length
    return Path(target_id, root, side, subject, tuple(reversed(stretches)))


def route(of: Target, root: str) -> tuple[Junction, ...]:
    """The segments from a root to a muscle or skin and where each is left (175-cm adult).

    KeyError if the root is not its own; ValueError if the tables give no single way.
    """
    twig = of.supply(root).twig
    ways = chains(twig, root_segment(root))
    if len(ways) != 1:
        raise ValueError(f"{len(ways)} ways from {root} to {of.id}")
    return (*ways[0], Junction(twig, segment(twig).length_mm))


def root_segment(root: str) -> str:
    """The id of a root's segment: C8 is `root_c8`."""
    return f"root_{root.lower()}"
