"""The standing body to choose parts on, and the same body with the nerves that were found.

The controls themselves are the page's own checkboxes, laid over the picture at `spots()`, so that
they work without a script. Lines of nerves other than the ulnar are drawn freely.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

from multifocal.body import SIDES, Side, drawing
from multifocal.figures.figure import Figure
from multifocal.figures.svg import Point, add, line_path, smooth_path, svg, written

NUMBER_RADIUS = 11.0

# Right half of the body, in the frame of body.drawing(): source multifocal-choice-dots.
_SPOTS: Final[Mapping[str, Point]] = MappingProxyType(
    {
        "shoulder": (106, 164),
        "elbow": (92, 282),
        "wrist": (56, 396),
        "hand": (37, 466),
        "hip": (150, 396),
        "knee": (161, 600),
        "foot": (166, 792),
    }
)

_LINES: Final[Mapping[str, tuple[Point, ...]]] = MappingProxyType(
    {
        "dorsal_scapular": ((191, 118), (176, 124), (168, 146), (170, 180)),
        "long_thoracic": ((191, 130), (168, 146), (150, 176), (144, 212), (146, 244)),
        "suprascapular": ((191, 122), (168, 125), (144, 136), (128, 150)),
        "lateral_pectoral": ((191, 131), (172, 144), (160, 164), (160, 184)),
        "medial_pectoral": ((191, 137), (178, 152), (172, 176), (170, 204)),
        "thoracodorsal": ((191, 135), (156, 156), (138, 188), (137, 226)),
        "axillary": ((191, 125), (166, 129), (140, 140), (118, 154), (105, 172)),
        "musculocutaneous": ((191, 127), (168, 132), (144, 146), (120, 168), (107, 196), (99, 236)),
        "median": (
            (191, 133), (172, 138), (152, 147), (126, 168), (112, 198), (103, 230), (95, 262),
            (88, 286), (79, 310), (67, 342), (56, 376), (52, 402), (46, 424), (35, 440),
        ),
        "radial": (
            (191, 129), (170, 135), (147, 148), (120, 172), (104, 198), (92, 232), (86, 258),
            (82, 284), (72, 310), (60, 344), (51, 376),
        ),
        "femoral": ((191, 368), (178, 388), (166, 412), (158, 450), (155, 500), (154, 546)),
        "superior_gluteal": ((191, 372), (170, 382), (150, 396)),
        "inferior_gluteal": ((191, 378), (174, 396), (160, 420)),
        "subscapular": ((191, 134), (162, 148), (144, 168), (134, 180)),
        "obturator": ((191, 370), (186, 396), (184, 424), (180, 470)),
        "sciatic": ((191, 382), (175, 410), (168, 450), (166, 510), (164, 556)),
        "fibular": (
            (191, 380), (172, 408), (163, 450), (160, 510), (157, 560), (148, 592), (146, 620),
            (151, 680), (158, 738), (162, 776), (159, 804),
        ),
        "tibial": (
            (191, 384), (178, 412), (172, 450), (170, 510), (168, 560), (170, 600), (170, 650),
            (170, 716), (173, 768), (171, 798),
        ),
    }
)  # fmt: skip

# Where a nerve's number stands, and the point of its line that it belongs to.
_NUMBERS: Final[Mapping[str, tuple[Point, Point]]] = MappingProxyType(
    {
        "dorsal_scapular": ((186, 192), (170, 180)),
        "long_thoracic": ((160, 262), (146, 244)),
        "suprascapular": ((76, 112), (138, 141)),
        "lateral_pectoral": ((166, 206), (160, 184)),
        "medial_pectoral": ((180, 226), (170, 204)),
        "thoracodorsal": ((142, 290), (137, 226)),
        "axillary": ((56, 148), (106, 168)),
        "musculocutaneous": ((52, 204), (104, 212)),
        "median": ((24, 340), (67, 342)),
        "radial": ((42, 262), (85, 266)),
        "ulnar": ((112, 352), (73, 350)),
        "femoral": ((106, 520), (155, 506)),
        "superior_gluteal": ((104, 384), (152, 394)),
        "inferior_gluteal": ((104, 424), (160, 419)),
        "subscapular": ((88, 244), (134, 180)),
        "obturator": ((134, 480), (181, 460)),
        "sciatic": ((126, 562), (166, 526)),
        "fibular": ((108, 660), (149, 656)),
        "tibial": ((112, 726), (170, 722)),
    }
)


@dataclass(frozen=True)
class Spot:
    """Where a part of the body can be chosen; `x_percent`, `y_percent` of the picture's size."""

    part: str
    side: Side
    x_percent: float
    y_percent: float


@dataclass(frozen=True)
class LitNerve:
    """A nerve to show: its id in `body`, its side, and the number under which the page lists it."""

    nerve: str
    side: Side
    label: str


def spots() -> tuple[Spot, ...]:
    """Every place to choose, from the shoulder down, as the viewer reads: right, then left."""
    page = drawing()
    return tuple(
        Spot(part, side, 100 * on_side(x, side) / page.width, 100 * y / page.height)
        for part, (x, y) in _SPOTS.items()
        for side in reversed(SIDES)
    )


def can_draw(nerve_id: str) -> bool:
    """Whether `body_nerves` has a line for the nerve."""
    return nerve_id in _NUMBERS


def body_choice(text: str, sides: Mapping[Side, str]) -> Figure:
    """The bare body with the words for its sides, to lay controls over."""
    return Figure(written(bare_body(text, sides)), text)


def body_nerves(text: str, sides: Mapping[Side, str], nerves: Sequence[LitNerve]) -> Figure:
    """The body with each nerve that can be drawn under its number; the first stand out.

    Nerves without a line are left to the page's list.
    """
    root = bare_body(text, sides)
    drawn = [one for one in nerves if can_draw(one.nerve)]
    for one in reversed(drawn):
        d = smooth_path([(on_side(x, one.side), y) for x, y in nerve_line(one.nerve)])
        add(root, "path", class_="choice-body__coat", d=d)
        add(root, "path", class_=f"choice-body__nerve choice-body__nerve--{one.nerve}", d=d)
    for one in drawn:
        (x, y), (to_x, to_y) = _NUMBERS[one.nerve]
        x, to_x = on_side(x, one.side), on_side(to_x, one.side)
        add(root, "path", class_="choice-body__leader", d=line_path([(x, y), (to_x, to_y)]))
        add(root, "circle", class_="choice-body__end", cx=to_x, cy=to_y, r=2.5)
        add(root, "circle", class_="choice-body__disc", cx=x, cy=y, r=NUMBER_RADIUS)
        add(root, "text", one.label, class_="choice-body__number", x=x, y=y + 4.5,
            text_anchor="middle")  # fmt: skip
    return Figure(written(root), text)


def bare_body(text: str, sides: Mapping[Side, str]) -> Element:
    """The root of the picture: outline, spinal cord and the words for the sides."""
    page = drawing()
    root = svg(page.width, page.height, "choice-body", text)
    add(root, "path", class_="choice-body__skin", d=smooth_path(page.outline, closed=True))
    x, y = page.landmarks["brain"]
    add(root, "path", class_="choice-body__cord", d=line_path([(x, y + 26), (x, 384)]))
    for side in SIDES:
        add(root, "text", sides[side], class_="choice-body__side", x=on_side(60, side), y=64.0,
            text_anchor="middle")  # fmt: skip
    return root


def nerve_line(nerve_id: str) -> Sequence[Point]:
    """The drawn line of a nerve of the right side; KeyError if it has none."""
    if nerve_id == "ulnar":
        return [(x, y) for _, x, y in drawing().courses["adm"].knots]
    return _LINES[nerve_id]


def on_side(x: float, side: Side) -> float:
    """The x of a point of the right half on that side."""
    return float(x) if side == "right" else 2 * drawing().midline - x
