"""The standing body to choose parts on, and the same body with the nerves that were found.

The controls themselves are the page's own checkboxes, laid over the picture at `spots()`, so that
they work without a script.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from multifocal.body import (
    SIDES,
    Drawing,
    Frame,
    Side,
    View,
    drawing,
    lineage,
    muscles_of,
    segment,
)
from multifocal.body import Place as At
from multifocal.figures.anatomy import Highlights, draw_anatomy
from multifocal.figures.figure import Figure
from multifocal.figures.svg import Point, add, hushed, line_path, svg, written
from multifocal.frozen import FrozenDict

NUMBER_RADIUS = 11.0

# In mm of the drawn body, right half: source multifocal-choice-dots.
_SPOTS: Final[Mapping[str, Point]] = FrozenDict(
    {
        "shoulder": (200, 350),
        "elbow": (230, 660),
        "wrist": (284, 898),
        "hand": (312, 1000),
        "hip": (112, 850),
        "knee": (86, 1245),
        "foot": (88, 1690),
    }
)

# Where a nerve's number stands (mm, right half), and the place on the nerve that it points to: a
# segment and the share of its length, before the first of its muscles leaves.
_NUMBERS: Final[Mapping[str, tuple[Point, str, float]]] = FrozenDict(
    {
        "accessory": ((112, 236), "accessory", 0.5),
        "dorsal_scapular": ((28, 486), "dorsal_scapular", 1.0),
        "long_thoracic": ((104, 602), "long_thoracic", 0.6),
        "suprascapular": ((276, 252), "suprascapular", 0.62),
        "lateral_pectoral": ((62, 420), "lateral_pectoral", 0.8),
        "medial_pectoral": ((78, 508), "medial_pectoral", 1.0),
        "subscapular": ((34, 572), "subscapular", 0.4),
        "thoracodorsal": ((76, 668), "thoracodorsal", 0.9),
        "axillary": ((318, 330), "axillary", 0.85),
        "musculocutaneous": ((322, 448), "musculocutaneous", 0.15),
        "radial": ((330, 540), "radial_upper_arm", 0.3),
        "median": ((338, 640), "median_upper_arm", 0.8),
        "ulnar": ((160, 738), "ulnar_upper_arm", 0.95),
        "superior_gluteal": ((216, 800), "superior_gluteal", 0.8),
        "inferior_gluteal": ((224, 880), "inferior_gluteal", 0.9),
        "obturator": ((30, 1010), "obturator", 0.8),
        "femoral": ((232, 970), "femoral_pelvis", 0.3),
        "sciatic": ((226, 1060), "sciatic", 0.2),
        "fibular": ((206, 1318), "fibular_knee", 0.8),
        "tibial": ((206, 1222), "tibial_knee", 0.95),
    }
)

_BEHIND: Final = (
    *("accessory", "dorsal_scapular", "suprascapular", "subscapular", "thoracodorsal", "axillary"),
    "radial",
    *("superior_gluteal", "inferior_gluteal", "sciatic", "tibial"),
)
"""Nerves that run mostly nearer the back."""


@dataclass(frozen=True)
class Spot:
    """Where a part of the body can be chosen; `x_percent`, `y_percent` of the picture's size."""

    part: str
    side: Side
    x_percent: float
    y_percent: float


@dataclass(frozen=True)
class LitNerve:
    """A nerve to show: its id in `body`, its side, the number under which the page lists it, and
    the muscles that it is shown to reach, which stand out. `name` is read on hovering."""

    nerve: str
    side: Side
    label: str
    muscles: tuple[str, ...] = ()
    name: str = ""


def spots() -> tuple[Spot, ...]:
    """Every place to choose, from the shoulder down, as the viewer reads: right, then left."""
    page = drawing()
    return tuple(
        Spot(part, side, 100 * x / page.width, 100 * y / page.height)
        for part, at in _SPOTS.items()
        for side in reversed(SIDES)
        for x, y in [page.on_page(at, side)]
    )


def can_draw(nerve_id: str) -> bool:
    """Whether `body_nerves` has a place for the nerve's number."""
    return nerve_id in _NUMBERS


def runs_behind(nerve_id: str) -> bool:
    """Whether the view from the back shows the nerve better."""
    return nerve_id in _BEHIND


def body_choice(
    text: str,
    sides: Mapping[Side, str],
    parts: Mapping[str, Collection[str]] | None = None,
    nerves: Sequence[LitNerve] = (),
    view: View = "front",
) -> Figure:
    """The bare body with the words for its sides, to lay controls over.

    `parts` names the muscles of each part that can be chosen: their groups carry `data-part`, so
    that a part lights up with its control and can be tapped. `nerves` are drawn with the tags for
    their numbers, for a script to show: style hides them until they are `is-joined`. From
    the back only nerves that run there have a number.
    """
    ways = {side: [m for n in nerves if n.side == side for m in n.muscles] for side in SIDES}
    bare = {side: Highlights(ways=ways[side]) for side in SIDES}
    root, inside = _body(text, sides, view, bare, "choice" if view == "front" else "choice-back")
    for coat in [one for one in inside if "anatomy__coat" in one.get("class", "")]:
        inside.remove(coat)
    _mark(inside, nerves)
    for nerve in nerves:
        if can_draw(nerve.nerve) and (view == "front" or runs_behind(nerve.nerve)):
            _number(root, drawing(), nerve, view)
    of = {muscle: part for part, muscles in (parts or {}).items() for muscle in muscles}
    for group in inside.iter("g"):
        part = of.get(group.get("data-muscle", ""))
        if part is not None:
            group.set("data-part", part)
            group.set("class", f"{group.get('class')} part--{group.get('data-side')}-{part}")
    return Figure(written(hushed(root)), text)


def body_nerves(
    text: str, sides: Mapping[Side, str], nerves: Sequence[LitNerve], view: View = "front"
) -> Figure:
    """The body with each nerve that can be drawn under its number and the muscles it reaches.

    Seen from the back, only nerves that run there are numbered. Nerves without a place for a
    number are left to the page's list.
    """
    drawn = [one for one in nerves if can_draw(one.nerve)]
    highlights = {side: _highlights(side, drawn) for side in SIDES}
    root, inside = _body(text, sides, view, highlights, f"nerves-{view}")
    _mark(inside, drawn)
    page = drawing()
    for one in drawn:
        if view == "front" or runs_behind(one.nerve):
            _number(root, page, one, view)
    return Figure(written(hushed(root)), text)


def limb_nerves(
    text: str, frame: Frame, view: View, side: Side, nerves: Sequence[LitNerve], name: str
) -> Figure:
    """An arm or a leg from near, with the muscles and nerves of that side that are listed.

    `name` must be the picture's own on a page.
    """
    page = drawing(frame)
    root = svg(page.width, page.height, "anatomy anatomy--limb", text)
    mine = [one for one in nerves if one.side == side]
    inside = draw_anatomy(root, page, view, {side: _highlights(side, mine)}, name)
    _mark(inside, mine)
    return Figure(written(hushed(root)), text)


def _mark(inside: Element, nerves: Sequence[LitNerve]) -> None:
    """`data-lit` says of each line and muscle which of the listed nerves it belongs to."""
    for part in inside.iter():
        side, key = part.get("data-side"), part.get("data-nerve")
        above = {n.id for n in lineage(key)} if key else set()
        for one in nerves:
            if one.side == side and (one.nerve in above or part.get("data-muscle") in one.muscles):
                part.set("data-lit", f"{one.side}-{one.nerve}")
                break


def _highlights(side: Side, nerves: Sequence[LitNerve]) -> Highlights:
    mine = [one for one in nerves if one.side == side]
    lit = tuple(dict.fromkeys(key for one in mine for key in one.muscles))
    ways = (*lit, *(m.id for one in mine if not one.muscles for m in muscles_of(one.nerve)))
    titles = {key: one.name for one in mine if one.name for key in (one.nerve, *one.muscles)}
    return Highlights(muscles=lit, ways=ways, along=[one.nerve for one in mine], titles=titles)


def _number(root: Element, page: Drawing, nerve: LitNerve, view: View) -> None:
    at, segment_id, share = _NUMBERS[nerve.nerve]
    place = At(nerve.side, segment_id, share * segment(segment_id).length_mm)
    (x, y), (to_x, to_y) = page.on_page(at, nerve.side, view), page.point(place, view=view)
    lit = f"{nerve.side}-{nerve.nerve}"
    group = add(root, "g", class_="choice-body__tag", data_lit=lit)
    add(group, "path", class_="choice-body__leader", d=line_path([(x, y), (to_x, to_y)]))
    add(group, "circle", class_="choice-body__end", cx=to_x, cy=to_y, r=2.5)
    add(group, "circle", class_="choice-body__disc", cx=x, cy=y, r=NUMBER_RADIUS)
    add(group, "text", nerve.label, class_="choice-body__number", x=x, y=y + 4.5,
        text_anchor="middle")  # fmt: skip


def _body(
    text: str,
    sides: Mapping[Side, str],
    view: View,
    highlights: Mapping[Side, Highlights],
    name: str,
) -> tuple[Element, Element]:
    page = drawing()
    root = svg(page.width, page.height, "anatomy choice-body", text)
    inside = draw_anatomy(root, page, view, highlights, name)
    for side in SIDES:
        x, y = page.on_page((300, 110), side, view)
        add(root, "text", sides[side], class_="choice-body__side", x=x, y=y, text_anchor="middle")
    return root, inside
