"""A small standing body in outline for one month: what was hard or felt, at its place.

The shape says what was told, not the color alone: a disc cannot be done, a ring is hard or weak, a
diamond is felt or seen. What has no side is on neither arm, and stands in the table alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

from multifocal.body import Drawing, Side, drawing
from multifocal.figures.body.marks import middle, name_sides
from multifocal.figures.figure import Figure
from multifocal.figures.svg import Point, add, hushed, line_path, smooth_path, svg, written
from multifocal.frozen import FrozenDict

Burden = Literal["cannot", "hard", "felt"]
BURDENS: Final[tuple[Burden, ...]] = get_args(Burden)
_MARK: Final[Mapping[Burden, str]] = FrozenDict(
    {one: f"body-month__mark--{one}" for one in BURDENS}
)
RADIUS: Final = 13.0

# In mm of the drawn body, right half: source multifocal-choice-dots.
_REGIONS: Final[Mapping[str, Point]] = FrozenDict(
    {
        "head": (40, 130), "neck": (34, 285), "chest": (90, 430), "belly": (70, 640),
        "back": (110, 530), "shoulder": (200, 350), "upper_arm": (214, 510), "elbow": (230, 660),
        "forearm": (256, 780), "wrist": (284, 898), "hand": (312, 1000), "thumb": (276, 985),
        "fingers": (330, 1062), "hip": (112, 850), "thigh": (104, 1040), "knee": (86, 1245),
        "lower_leg": (88, 1430), "ankle": (84, 1620), "foot": (88, 1690), "toes": (100, 1735),
    }
)  # fmt: skip
TRUNK: Final = frozenset({"head", "neck", "chest", "belly", "back"})
"""Regions that can be meant without a side: then the mark stands in the middle."""


@dataclass(frozen=True)
class BodyMark:
    """What was told of a muscle or of a region; `side` None only of the trunk."""

    burden: Burden
    side: Side | None
    muscle: str | None = None
    region: str | None = None


def body_month(text: str, sides: Mapping[Side, str], marks: Sequence[BodyMark]) -> Figure:
    """The outline from the front with the marks; `data-told` and `data-at` name each."""
    page = drawing()
    root = svg(page.width, page.height, "body-month", text)
    add(root, "path", class_="body-month__line", d=_contour())
    for mark in sorted(marks, key=lambda one: one.burden == "cannot"):
        x, y = _place(page, mark)
        at = f"{mark.muscle or mark.region}-{mark.side or 'middle'}"
        if mark.burden == "felt":
            corners = [(x, y - RADIUS), (x + RADIUS, y), (x, y + RADIUS), (x - RADIUS, y)]
            add(root, "path", class_=_MARK[mark.burden], data_told=mark.burden, data_at=at,
                d=line_path(corners) + "Z")  # fmt: skip
        else:
            add(root, "circle", class_=_MARK[mark.burden], data_told=mark.burden, data_at=at,
                cx=x, cy=y, r=RADIUS)  # fmt: skip
    name_sides(root, page, sides, "body-month__side")
    return Figure(written(hushed(root)), text)


@cache
def _contour() -> str:
    """The outline is the same for each month, and takes the most of its time."""
    return smooth_path(drawing().contour(), closed=True)


def _place(page: Drawing, mark: BodyMark) -> Point:
    if mark.muscle is not None:
        assert mark.side is not None
        return page.on_page(middle(page, mark.muscle), mark.side)
    assert mark.region is not None
    x, y = _REGIONS[mark.region]
    return page.on_page((x, y), mark.side) if mark.side else page.on_page((0, y), "right")
