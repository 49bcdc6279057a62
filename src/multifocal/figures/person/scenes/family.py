"""Two hands, for those who care: one lies on a table, another rests on it."""

from xml.etree.ElementTree import Element

from multifocal.figures.person.hand import View, pose
from multifocal.figures.person.picture import (
    framed,
    put_art,
    put_hand,
    put_sleeve,
)


def two_hands() -> Element:
    """A hand in a red sleeve, and over it one in a green sleeve."""
    root = framed("learn.two_hands", 480, 200)
    put_art(root, "table-top")
    under = View((176, 118), 0.86, 88, 172)
    put_hand(root, pose("open"), under, 70)
    put_sleeve(root, under, 52, 230)
    over = View((334, 84), 0.86, -104, 176, left=True)
    put_hand(root, pose("relaxed"), over, 70)
    put_sleeve(root, over, 52, 300, "pic__trousers")
    return root
