"""The standing body in outline, with the nerves of some muscles and dots to tap: light enough for
a first page."""

from collections.abc import Mapping, Sequence

from multifocal.body import SIDES, Place, Side, drawing, muscle, nerve_lines
from multifocal.figures.anatomy import on_page
from multifocal.figures.body.map import Dot, draw_brain_and_cord, draw_dots, strike
from multifocal.figures.figure import Figure
from multifocal.figures.svg import add, smooth_path, svg, written


def body_dots(
    text: str,
    dots: Sequence[Dot],
    ways: Mapping[Side, Sequence[str]],
    spots: Sequence[tuple[Place, str]] = (),
) -> Figure:
    """The body from the front. `ways`: by side, the muscles whose nerves are drawn, each by its
    main root. `spots`: attacked places, each with its name for the ear."""
    page = drawing()
    root = svg(page.width, page.height, "anatomy body-dots", text)
    root.set("role", "group")  # it holds links, which an image may not
    behind = add(root, "g", aria_hidden="true")
    contour = smooth_path(page.contour(), closed=True)
    add(add(behind, "defs"), "path", id="body-dots-line", d=contour)
    add(behind, "use", class_="anatomy__body", href="#body-dots-line")
    creases = "".join(
        smooth_path(on_page(page, line.points, side))
        for line in page.lines
        if "front" in line.views
        for side in SIDES
    )
    add(behind, "path", class_="anatomy__line", d=creases)
    add(behind, "use", class_="anatomy__edge", href="#body-dots-line")
    draw_brain_and_cord(behind, page)
    nerves = "".join(
        smooth_path(on_page(page, line.points, side))
        for side, muscles in ways.items()
        for key in muscles
        for line in nerve_lines(page, [key], roots=[muscle(key).main_root])
    )
    for part in ("coat", "nerve"):
        add(behind, "path", class_=f"body-map__{part}", d=nerves)
    for place, name in spots:
        strike(root, page.point(place), name)
    draw_dots(root, dots)
    return Figure(written(root), text)
