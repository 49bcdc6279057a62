"""A foot that hangs and catches on a step, and the same foot held up by a brace in a shoe."""

from xml.etree.ElementTree import Element

from multifocal.figures.person.foot import put_foot, put_shoe
from multifocal.figures.person.picture import arrow, frames, group, put_art, shape


def brace() -> Element:
    """Two frames: the toes catch on the edge of a step; the foot clears it."""
    root, before, after = frames("learn.brace")
    for frame in (before, after):
        put_art(frame, "step")
    put_foot(before, (92, 112), 0.62, 40)
    ankle, scale = (112, 118), 0.62
    put_foot(after, ankle, scale, -6, up_mm=70)
    put_art(group(after, transform=f"translate(112 118) rotate(-3) scale({scale})"), "brace")
    put_shoe(after, ankle, scale, -6)
    shape(after, "pic__arrow", arrow((216, 124), (236, 104), (230, 72)))
    return root
