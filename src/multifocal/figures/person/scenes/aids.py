"""Everyday aids in two frames: the weak hand without, and the aid in use."""

from xml.etree.ElementTree import Element

from multifocal.figures.person.hand import View, pose
from multifocal.figures.person.picture import (
    arrow,
    frames,
    group,
    put_art,
    put_hand,
    shape,
)

HEAD = "translate(34 8) rotate(-6 320 130) scale(.95)"


def ring_on_a_zip() -> Element:
    """Thumb and finger slide off the small tab; one finger pulls up a large ring."""
    root, before, after = frames("learn.aid.zip")
    put_art(before, "coat")
    put_art(group(before, transform="translate(124 136)"), "slider")
    put_hand(before, pose("slip"), View((222, 206), 0.84, -78, -140, left=True), 60)
    put_art(group(after, transform="translate(0 40)"), "coat")
    put_art(group(after, transform="translate(124 176) scale(1 -1)"), "slider")
    put_art(group(after, transform="translate(124 104)"), "ring")
    put_hand(after, pose("hook"), View((236, 128), 0.84, -80, -150, left=True), 60)
    shape(after, "pic__arrow", arrow((34, 196), (28, 150), (34, 96)))
    return root


def button_hook() -> Element:
    """Fingers miss a button; a wire on a thick handle reaches through the hole and catches it."""
    root, before, after = frames("learn.aid.button")
    put_art(before, "shirt-far")
    put_art(before, "button")
    put_art(before, "shirt-near")
    put_hand(before, pose("slip"), View((204, 206), 0.84, -72, -140, left=True), 60)
    put_art(after, "shirt-far")
    put_art(after, "wire-loop")
    put_art(after, "button")
    put_art(after, "shirt-near")
    put_art(after, "wire-end")
    view = View((220, 222), 0.84, -16, 0, left=True)
    put_hand(after, pose("grip"), view, 60, {"little": lambda hand: put_art(hand, "handle")})
    return root


def jar_opener() -> Element:
    """A hand slips on a lid; a fist pushes the long handle of an opener round."""
    root, before, after = frames("learn.aid.jar")
    put_art(before, "jar")
    put_hand(before, pose("cup"), View((196, 26), 0.84, -124, 180, left=True), 60)
    put_art(after, "jar")
    view = View((222, 170), 0.84, -6, 0, left=True)
    put_hand(after, pose("grip"), view, 110, {"little": lambda hand: put_art(hand, "opener")})
    shape(after, "pic__arrow", arrow((204, 36), (120, 4), (44, 40)))
    return root


def thick_pen() -> Element:
    """A thin pen slips; one in a foam tube is held, and writes."""
    root, before, after = frames("learn.aid.pen")
    for frame in (before, after):
        put_art(frame, "paper")
    put_art(before, "writing-poor")
    put_art(before, "pen-thin")
    put_hand(before, pose("slip"), View((214, 192), 0.84, -62, -100), 60)
    put_art(after, "writing-good")
    view = View((216, 188), 0.84, -62, -100)
    put_hand(after, pose("pinch"), view, 60, {"thumb": lambda hand: put_art(hand, "pen-thick")})
    return root


def key_holder() -> Element:
    """A pinch slips off a small key; a fist turns it by a wide holder."""
    root, before, after = frames("learn.aid.key")
    for frame in (before, after):
        put_art(frame, "door")
    put_art(before, "key")
    put_hand(before, pose("slip"), View((222, 200), 0.84, -76, -140, left=True), 60)
    view = View((190, 238), 0.84, -10, 0, left=True)
    put_hand(after, pose("grip"), view, 60, {"little": lambda hand: put_art(hand, "key-holder")})
    shape(after, "pic__arrow", arrow((120, 60), (168, 28), (216, 60)))
    return root


def speaking() -> Element:
    """Fingers miss the keys of a phone; the phone writes what is said."""
    root, before, after = frames("learn.aid.voice")
    phone = group(before, transform="translate(52 40) scale(1.3)")
    put_art(phone, "phone")
    put_art(phone, "keyboard")
    put_hand(before, pose("drop"), View((220, 204), 0.84, -50, 130, left=True), 60)
    person = group(after, transform="translate(306 52) scale(-.7 .7)")
    for piece in ("jumper-turned", "neck-jumper"):
        put_art(person, piece)
    head = group(person, transform=HEAD)
    for piece in ("head-turned", "mouth-open"):
        put_art(head, piece)
    put_art(group(after, transform="translate(128 150) scale(.9)"), "waves")
    phone = group(after, transform="translate(168 84)")
    for piece in ("phone", "lines"):
        put_art(phone, piece)
    return root
