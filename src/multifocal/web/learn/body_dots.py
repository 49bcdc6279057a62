"""The body on the first page: where each of its dots stands, and what is drawn of its nerves."""

from collections.abc import Sequence

from multifocal import body
from multifocal.figures import Dot, Figure, body_dots
from multifocal.web.site.presenter import PresentedBlock

# Where each dot points to: a landmark of the drawing, or a side, the muscle whose way it lies on,
# and mm from that muscle; and how far aside the dot stands, so that what it names stays in sight.
AT: dict[str, tuple[str | tuple[body.Side, str, float], tuple[float, float] | None]] = {
    "brain": ("brain", (62.0, -8.0)),
    "spinal-cord": ("spinal_cord", (70.0, -20.0)),
    "upper-arm": (("right", "ecrl", 130.0), (-62.0, -14.0)),
    "forearm": (("right", "fdi", 225.0), (-56.0, -6.0)),
    "hand": (("right", "fdi", 20.0), (-14.0, 64.0)),
    "skin": (("left", "fdi", 150.0), (52.0, -6.0)),
    "foot": (("left", "edb", 40.0), (62.0, -30.0)),
}
SPOTS = ("upper-arm", "forearm")
"""The dots that an attacked spot lies under."""
WAYS: dict[body.Side, tuple[str, ...]] = {
    "right": ("fdi", "ecrl", "edb"),
    "left": ("fdi", "ecrl", "edb"),
}


def present_body(text: str, blocks: Sequence[PresentedBlock]) -> Figure:
    """The body with a numbered dot for each block, linked to `#body-ID`; KeyError where a block
    has no place."""
    page = body.drawing()
    dots, spots = [], []
    for number, block in enumerate(blocks, start=1):
        where, aside = AT[block.id]
        if isinstance(where, str):
            x, y = page.landmark(where)
        else:
            side, muscle, mm = where
            place = body.path(muscle, side).place_at(mm)
            x, y = page.point(place)
            if block.id in SPOTS:
                spots.append((place, block.heading))
        beside = (x + aside[0], y + aside[1]) if aside else None
        dots.append(Dot(block.id, block.heading, f"#body-{block.id}", (x, y), str(number), beside))
    return body_dots(text, dots, WAYS, spots)
