"""A small body with several nerves and the spots that have come to them so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal.body import Place, drawing
from multifocal.figures.body_map import strike
from multifocal.figures.figure import Figure
from multifocal.figures.svg import add, smooth_path, svg, written


@dataclass(frozen=True)
class Struck:
    """An attacked spot on the way to a muscle whose nerve is drawn."""

    muscle: str
    place: Place
    name: str


def spread_map(text: str, spots: Sequence[Struck]) -> Figure:
    """The body with its drawn nerves on both sides; those with a spot stand out."""
    page = drawing()
    root = svg(page.width, page.height, "body-map body-map--small", text)
    add(root, "path", class_="body-map__skin", d=smooth_path(page.outline, closed=True))
    struck = {(spot.muscle, spot.place.side) for spot in spots}
    for muscle, course in page.courses.items():
        for side in ("right", "left"):
            points = [
                (x if side == "right" else 2 * page.midline - x, y) for _, x, y in course.knots
            ]
            kind = "struck" if (muscle, side) in struck else "calm"
            add(root, "path", class_=f"body-map__nerve body-map__nerve--{kind}",
                d=smooth_path(points))  # fmt: skip
    for spot in spots:
        strike(root, page.point(spot.place, spot.muscle), spot.name)
    return Figure(written(root), text)
