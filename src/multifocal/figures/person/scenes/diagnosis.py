"""The tests on the way to a diagnosis, each with the arm or the back that it is done on."""

from xml.etree.ElementTree import Element

from multifocal.figures.person.hand import View, pose
from multifocal.figures.person.picture import (
    arrow,
    framed,
    group,
    put_art,
    put_hand,
    put_sleeve,
    shape,
)

WIDTH, HEIGHT = 360, 170


def examination() -> Element:
    """One hand spreads its fingers; an examiner's finger pushes against the index finger."""
    root = framed(None, WIDTH, HEIGHT)
    view = View((112, 96), 0.74, 90, 180)
    put_hand(root, pose("spread"), view, 70)
    put_sleeve(root, view, 50, 160)
    other = View((318, 14), 0.74, -118, 160, left=True)
    put_hand(root, pose("point"), other, 60)
    shape(root, "pic__arrow", arrow((210, 12), (200, 22), (200, 44)))
    return root


def _arm(root: Element, elbow_mm: float = 90) -> View:
    """A forearm on a couch, palm up, the thumb's side toward the viewer's eye."""
    put_art(root, "couch")
    view = View((196, 98), 0.74, 92, -14, left=True)
    put_hand(root, pose("relaxed").at_wrist(-4, 0), view, 225)
    put_sleeve(root, view, elbow_mm + 60, 290)
    return view


def conduction() -> Element:
    """A pulse at the wrist, pads over the ball of the thumb, and the answer on a screen."""
    root = framed(None, WIDTH, HEIGHT)
    _arm(root)
    put_art(root, "pads")
    _screen(root, 288, 12, "wave-motor")
    put_art(group(root, transform="translate(168 88)"), "stimulator")
    return root


def needle() -> Element:
    """A fine needle in a muscle of the forearm, and what it hears."""
    root = framed(None, WIDTH, HEIGHT)
    _arm(root)
    put_art(group(root, transform="translate(122 96)"), "needle-fine")
    _screen(root, 196, 6, "wave-needle")
    return root


def blood() -> Element:
    """A little blood from the bend of the arm."""
    root = framed(None, WIDTH, HEIGHT)
    _arm(root, 130)
    put_art(group(root, transform="translate(84 96)"), "tube-blood")
    return root


def spinal_fluid() -> Element:
    """A needle low in the back, and a drop."""
    root = framed(None, WIDTH, HEIGHT)
    put_art(root, "couch")
    put_art(group(root, transform="translate(98 214) rotate(-90) scale(.62)"), "lower-back")
    put_art(group(root, transform="translate(128 34)"), "drop")
    return root


def ultrasound() -> Element:
    """A probe glides along the forearm; the nerve shows on a screen."""
    root = framed(None, WIDTH, HEIGHT)
    _arm(root)
    put_art(group(root, transform="translate(132 92)"), "probe")
    _screen(root, 190, 6, "nerve-round")
    return root


def _screen(root: Element, x: float, y: float, shown: str) -> None:
    place = group(root, transform=f"translate({x} {y})")
    put_art(place, "screen")
    put_art(place, shown)
