"""A small body with several nerves and the spots that have come to them so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal.body import SIDES, Place, Side, drawing, muscle, nerve_lines
from multifocal.figures.anatomy import Highlights, draw_anatomy, on_page
from multifocal.figures.body.map import strike
from multifocal.figures.figure import Figure
from multifocal.figures.svg import add, smooth_path, svg, written

CALM = ("adm", "apb", "eip", "edb")
"""Muscles whose nerves are drawn on both sides, struck or not."""


@dataclass(frozen=True)
class Struck:
    """An attacked spot on the way to a muscle whose nerve is drawn."""

    muscle: str
    place: Place
    name: str


def spread_map(
    text: str, spots: Sequence[Struck], name: str = "spread", drawn: bool = False
) -> Figure:
    """The body with some nerves on both sides; those with a spot stand out.

    `name` must be the picture's own on a page; or, with `drawn`, that of an earlier picture of
    the whole body from the front, whose contour this one shows once more.
    """
    page = drawing()
    root = svg(page.width, page.height, "anatomy body-map body-map--small", text)
    bare = Highlights(others=False)
    inside = draw_anatomy(root, page, "front", dict.fromkeys(SIDES, bare), name, drawn)
    struck = {(spot.muscle, spot.place.side) for spot in spots}
    for key in dict.fromkeys((*CALM, *(spot.muscle for spot in spots))):
        lines = nerve_lines(page, [key], roots=[muscle(key).main_root])
        for side in SIDES:
            kind = "struck" if (key, side) in struck else "calm"
            d = "".join(smooth_path(on_page(page, line.points, side)) for line in lines)
            add(inside, "path", class_=f"body-map__nerve body-map__nerve--{kind}", d=d)
    for spot in spots:
        strike(root, page.point(spot.place), spot.name)
    return Figure(written(root), text)


def way_map(
    text: str, muscle_id: str, side: Side, places: Sequence[tuple[Place, str]], name: str = "way"
) -> Figure:
    """The body with one muscle, the way to it from the cord, and spots on that way.

    `places` come with their names, for the ear; `name` must be the picture's own on a page.
    """
    page = drawing()
    root = svg(page.width, page.height, "anatomy body-map body-map--way", text)
    roots = [muscle(muscle_id).main_root]
    highlights = dict.fromkeys(SIDES, Highlights(others=False))
    highlights[side] = Highlights(muscles=[muscle_id], others=False)
    inside = draw_anatomy(root, page, "front", highlights, name)
    lines = nerve_lines(page, [muscle_id], roots=roots)
    d = "".join(smooth_path(on_page(page, line.points, side)) for line in lines)
    for part in ("coat", "nerve"):
        add(inside, "path", class_=f"body-map__{part}", d=d)
    for place, said in places:
        strike(root, page.point(place), said)
    return Figure(written(root), text)
