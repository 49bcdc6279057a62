"""Where the body and its nerves lie on the page: the geometry that `figures` draws."""

from dataclasses import dataclass
from functools import cache

from multifocal.body.paths import path
from multifocal.body.place import Place
from multifocal.body.subject import Subject
from multifocal.body.tables import table

Point = tuple[float, float]


@dataclass(frozen=True)
class Course:
    """The drawn line of a nerve to one muscle of the right side, cord to muscle.

    `knots` are (mm from the cord in a 175-cm adult, x, y).
    """

    muscle: str
    knots: tuple[tuple[float, float, float], ...]

    def at(self, mm_from_cord: float) -> Point:
        """The point at that distance; the nearest end where the drawn line is shorter."""
        if mm_from_cord <= self.knots[0][0]:
            return self.knots[0][1:]
        for (mm0, x0, y0), (mm1, x1, y1) in zip(self.knots, self.knots[1:], strict=False):
            if mm_from_cord <= mm1:
                share = (mm_from_cord - mm0) / (mm1 - mm0)
                return x0 + share * (x1 - x0), y0 + share * (y1 - y0)
        return self.knots[-1][1:]


@dataclass(frozen=True)
class Drawing:
    """The standing body from the front; x grows to the viewer's right, y downward."""

    width: float
    height: float
    midline: float
    outline: tuple[Point, ...]
    """Closed; the person's right half first, crown to crotch, then the mirrored left half."""
    landmarks: dict[str, Point]
    courses: dict[str, Course]
    source: str

    def point(self, place: Place, muscle: str = "adm", subject: Subject | None = None) -> Point:
        """Where a place on the way to `muscle` lies. Fault if it is not on that way.

        A person of another height is drawn alike; the left side mirrors the right.
        """
        way = path(muscle, place.side, subject)
        from_cord = (way.length_mm - way.mm_from_muscle(place)) / way.subject.length_scale
        x, y = self.courses[muscle].at(from_cord)
        return (x, y) if place.side == "right" else (2 * self.midline - x, y)


@cache
def drawing() -> Drawing:
    """The drawn body."""
    page = table("drawing")
    midline = float(page["midline"])
    half = [(float(x), float(y)) for x, y in page["half"]]
    right = [(midline - x, y) for x, y in half]
    left = [(midline + x, y) for x, y in reversed(half[1:-1])]
    return Drawing(
        width=float(page["width"]),
        height=float(page["height"]),
        midline=midline,
        outline=tuple(right + left),
        landmarks={name: (float(x), float(y)) for name, (x, y) in page["landmarks"].items()},
        courses={
            muscle: Course(muscle, tuple((float(a), float(b), float(c)) for a, b, c in c0["knots"]))
            for muscle, c0 in page["course"].items()
        },
        source=str(page["source"]),
    )
