"""The person of the first page: from the brain along one nerve to the hand at the zip."""

from xml.etree.ElementTree import Element

from multifocal.figures.person.capsules import Points
from multifocal.figures.person.curves import numbers, open_path
from multifocal.figures.person.hand import Pose, View, hand, pose
from multifocal.figures.person.picture import (
    along,
    beyond,
    flakes,
    group,
    limb,
    picture,
    put_art,
    put_hand,
    shape,
    smooth,
)
from multifocal.figures.svg import add

HEAD = "translate(36 8) rotate(-6 320 130) scale(.95)"
WRIST = (386, 320)
SHOULDER, ELBOW = (428, 224), (556, 370)
NERVE = ((378, 196), (404, 203), (436, 228), (474, 280), (520, 338), (546, 368), (562, 387),
         (536, 391), (486, 362), (436, 336), (398, 320), (380, 312))  # fmt: skip
CORD = ((368, 76, 11), (386, 106, 8.5), (391, 142, 7.5), (386, 184, 7), (374, 226, 6.5))
GAPS = {"arm": 0.34, "forearm": 0.74, "wrist": 0.905}
"""Where along the nerve's drawn length its coating has a marked gap."""
SLIDERS = {"open": (294, 320), "half": (302, 283), "closed": (312, 243)}
SNOW = ((136, 112, 14), (150, 262, 10), (636, 88, 13), (622, 214, 10), (124, 356, 10),
        (648, 318, 12))  # fmt: skip


def hero() -> Element:
    """The picture, 580 by 420. Zip and hand are there in every state, all but one to be hidden."""
    root = picture(580, 420, "learn.hero", left=96)
    add(root, "rect", class_="pic__sky", width=720, height=420)
    add(root, "circle", class_="pic__sun", cx=372, cy=214, r=190)
    shape(root, "pic__snow", flakes(SNOW))
    shape(
        root, "pic__jacket", limb([(246, 246, 36), (206, 330, 33), (216, 440, 30)], tolerance=1.2)
    )
    put_art(root, "front-turned")
    for name, (x, y) in SLIDERS.items():
        state = group(root, "hero__zip", f"hero__zip--{name}")
        put_art(state, f"zip-{name}")
        put_art(group(state, "hero__slider", transform=f"translate({x} {y})"), "slider")
    put_art(root, "neck-turned")
    head = group(root, transform=HEAD)
    put_art(head, "head-turned")
    put_art(head, "mouth-calm")
    limp = pose("limp").at_wrist(0, -34)
    _hand(root, "rest", limp, View(WRIST, 0.8, -112, -160, left=True))
    _hand(root, "pinch", pose("pinch").at_wrist(0, 6), View(WRIST, 0.8, -93, -140, left=True))
    _sleeve(root)
    shape(root, "hero__cord", limb(CORD))
    put_art(group(root, "hero__brain", transform=HEAD), "brain-turned")
    _nerve(root)
    return root


def _hand(root: Element, name: str, held: Pose, view: View) -> None:
    """A hand with the muscle between thumb and index finger, and the nerve's last stretch."""
    whole = group(root, "hero__hand", f"hero__hand--{name}")
    put_hand(whole, held, view, forearm_mm=30)
    bones = hand(held).digits
    thumb, index = bones["thumb"][0], bones["index"][0]
    low = view.seen(0.75 * thumb.start + 0.25 * index.start)[:2]
    high = view.seen(0.4 * thumb.end + 0.6 * index.start)[:2]
    middle = (low + high) / 2
    shape(whole, "hero__muscle", limb([(*low, 5), (*middle, 11), (*high, 5)]))
    shape(whole, "hero__branch", f"M{numbers(*NERVE[-1])}L{numbers(*middle)}")


def _sleeve(root: Element) -> None:
    """The near arm's sleeve, and what is seen through it from the neck to the cuff."""
    (sx, sy), (ex, ey), (wx, wy) = SHOULDER, ELBOW, WRIST
    sleeve = limb(
        [(sx - 20, sy + 22, 44), (sx + 24, sy + 44, 46), (ex - 44, ey - 62, 43), (ex, ey, 41)],
        [(ex, ey, 41), (ex - 60, ey - 18, 38), (wx + 57, wy + 20, 32)],
        blend=16,
        tolerance=1.2,
    )
    inside = limb(
        [(382, 194, 13), (sx - 22, sy - 16, 18), (sx + 6, sy + 14, 29), (ex - 50, ey - 66, 30),
         (ex, ey, 28)],
        [(ex, ey, 28), (ex - 56, ey - 18, 27), (wx + 36, wy + 12, 21)],
        blend=10,
        tolerance=1.2,
    )  # fmt: skip
    shape(root, "pic__jacket", sleeve)
    shape(root, "hero__inside", inside)
    shape(root, "pic__cuff", limb([(wx + 26, wy - 22, 8), (wx + 12, wy + 34, 8)]))


def _nerve(root: Element) -> None:
    line = smooth(NERVE)
    data = open_path(line, 0.6)
    shape(root, "hero__sheath", data)
    shape(root, "hero__nerve", data, id="hero-nerve")
    _spot(root, line)
    gaps = group(root, "hero__gaps")
    for name, share in GAPS.items():
        x, y = along(line, share)
        named = " ".join(("hero__gap", f"hero__gap--{name}"))
        add(gaps, "circle", class_=named, cx=x, cy=y, r=7)


def _spot(root: Element, line: Points) -> None:
    """The attack on the gap in the forearm, and the nerve beyond it, which falls silent."""
    share = GAPS["forearm"]
    spot = group(root, "hero__spot")
    shape(spot, "hero__beyond", open_path(beyond(line, share), 0.6))
    x, y = along(line, share)
    add(spot, "circle", class_="hero__halo", cx=x, cy=y, r=26)
    spikes = ((0.0, -1.0), (0.87, 0.5), (-0.87, 0.5), (0.0, 1.0), (0.87, -0.5), (-0.87, -0.5))
    shape(spot, "hero__spikes",
          "".join(f"M{numbers(x + 25 * a, y + 25 * b)}L{numbers(x + 12 * a, y + 12 * b)}"
                  for a, b in spikes))  # fmt: skip
