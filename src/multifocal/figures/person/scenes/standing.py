"""The person with the zip of a jacket, and standing, with the places where MMN starts."""

from xml.etree.ElementTree import Element

from multifocal.figures.person.curves import numbers, open_path
from multifocal.figures.person.hand import View, pose
from multifocal.figures.person.picture import (
    flakes,
    ghost,
    group,
    limb,
    picture,
    put_arm,
    put_art,
    put_hand,
    shape,
    smooth,
)
from multifocal.figures.svg import add

SNOW = ((96, 104, 16), (548, 82, 16), (70, 270, 12), (586, 256, 15), (184, 52, 9), (468, 160, 9))
NERVE = (
    (208, 140),
    (178, 160),
    (146, 178),
    (128, 236),
    (108, 310),
    (94, 370),
    (88, 424),
    (85, 452),
)


def at_the_zip() -> Element:
    """Out in the snow: one hand holds the jacket, the other pinches the tab of the open zip."""
    root = picture(640, 420, None)
    add(root, "rect", class_="pic__sky", width=640, height=420)
    add(root, "circle", class_="pic__sun", cx=320, cy=206, r=178)
    shape(root, "pic__snow", flakes(SNOW))
    for piece in ("jacket-back", "collar-front", "jacket-fronts"):
        put_art(root, piece)
    put_art(group(root, transform="translate(320 322)"), "slider")
    put_hand(root, pose("pinch"), View((402, 366), 0.62, -84, -140, left=True), 30)
    put_arm(root, (392, 246, 31), (446, 322, 30), (446, 372, 28), (426, 372, 24))
    put_hand(root, pose("fist"), View((232, 374), 0.6, 84, 180), 30)
    put_arm(root, (248, 246, 31), (196, 318, 30), (190, 370, 28), (210, 376, 24))
    put_art(root, "head-front")
    return root


def where_it_starts() -> Element:
    """Mostly one hand and its forearm, less often a foot; the other side later or never."""
    root = picture(420, 800, "learn.where.text")
    for x, out in ((172, -1), (248, 1)):
        foot = [(x, 704, 18), (x + 3 * out, 744, 20), (x + 9 * out, 768, 19)]
        shape(root, "pic__skin", limb([(x, 470, 40), (x, 590, 27), (x, 640, 28), *foot]))
        toes = [numbers(x + out * (9 + k), 774) for k in (-9, -2, 4, 10)]
        shape(root, "pic__line", "".join(f"M{toe}v9" for toe in toes))
    arms = (View((88, 424), 0.46, 186), View((332, 424), 0.46, 174, left=True))
    for view, out in zip(arms, (-1, 1), strict=True):
        upper = [(210 + 72 * out, 190, 26), (210 + 88 * out, 250, 25), (210 + 110 * out, 318, 19)]
        put_hand(root, pose("open"), view, 225, upper_arm=upper)
        sleeve = limb([(210 + 70 * out, 184, 31), (210 + 84 * out, 236, 31)])
        shape(root, "pic__jacket", sleeve)
    put_art(root, "neck-bare")
    put_art(root, "summer-clothes")
    put_art(group(root, transform="translate(2 2) scale(.65)"), "head-front")
    nerve = open_path(smooth(NERVE))
    shape(root, "where__sheath", nerve)
    shape(root, "where__nerve", nerve)
    add(root, "circle", class_="where__wash", cx=76, cy=470, r=62)
    shape(root, "where__mark", ghost(pose("open"), arms[0], forearm_mm=120))
    add(root, "circle", class_="where__wash", cx=166, cy=752, r=42)
    shape(root, "where__mark", limb([(172, 706, 18), (169, 744, 20), (163, 768, 19)]))
    add(root, "circle", class_="where__later", cx=344, cy=470, r=54)
    numbered = group(root, "where__number")
    for number, (x, y) in enumerate(((146, 462), (102, 720), (274, 462)), 1):
        add(numbered, "circle", class_="where__disc", cx=x, cy=y, r=20)
        add(numbered, "text", str(number), x=x, y=y + 8)
    return root
