"""The two ways of immunoglobulin: into a vein, and under the skin."""

from xml.etree.ElementTree import Element

from multifocal.figures.person.hand import View, pose
from multifocal.figures.person.picture import (
    framed,
    group,
    put_arm,
    put_art,
    put_hand,
)


def into_a_vein() -> Element:
    """In an armchair, an arm on its rest, a tube from a bag to the bend of the arm."""
    root = framed("learn.way.vein", 480, 320)
    put_art(root, "chair-side")
    put_art(root, "stand")
    turned = group(root, transform="translate(404 6) scale(-.78 .78)")
    put_art(turned, "jumper-turned")
    put_art(turned, "neck-jumper")
    head = group(turned, transform="translate(36 8) rotate(-6 320 130) scale(.95)")
    put_art(head, "head-turned")
    put_art(head, "mouth-calm")
    put_art(root, "armrest")
    put_hand(root, pose("relaxed").at_wrist(-6, 0), View((322, 234), 0.62, 92, -96), 190)
    put_arm(root, (98, 174, 34), (108, 214, 32), (132, 232, 29), (178, 233, 27))
    put_art(root, "drip")
    return root


def under_the_skin() -> Element:
    """At home: the jumper lifted a little, two fine needles in the belly, a small pump."""
    root = framed("learn.way.skin", 480, 320)
    put_art(root, "chair-front")
    put_art(root, "belly")
    placed = "translate(-18.800 6) scale(.65)"
    put_art(group(root, transform=placed), "neck-front")
    put_art(group(root, transform=placed), "head-front")
    put_art(root, "pump")
    put_art(root, "lines-in-skin")
    put_hand(root, pose("fist"), View((100, 232), 0.52, 66, 180), 30)
    put_arm(root, (126, 168, 25), (84, 212, 24), (72, 240, 22), (84, 243, 17))
    put_hand(root, pose("point"), View((330, 254), 0.52, 92, 150, left=True), 40)
    put_arm(root, (254, 168, 25), (284, 224, 23), (304, 250, 19))
    return root
