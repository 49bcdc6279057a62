"""Impulses on their way along a nerve: who arrives, who comes late, who is stopped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from multifocal.figures.figure import Figure
from multifocal.figures.svg import add, number, svg, written

Fate = Literal["healthy", "slowed", "blocked"]


@dataclass(frozen=True)
class Impulse:
    """One fiber's impulse: knots (ms, mm from the cord), straight between, and its fate."""

    knots: tuple[tuple[float, float], ...]
    fate: Fate


@dataclass(frozen=True)
class Mark:
    """A named place on the nerve, mm from the cord; `short` where there is little room."""

    name: str
    short: str
    mm: float


TOP, ABOVE = 40.0, 14.0
"""Where the first fiber's row begins, and how far above it the attacked stretch does, px."""
LEFT, RIGHT = 10.0, 24.0
"""How much is left free beside the fibers, px."""


def fibers_box(rows: int, width: float) -> str:
    """The viewBox of the fibers alone, without names, of a picture of so many fibers and px."""
    return f"0 {number(TOP - ABOVE)} {number(width)} {number(ABOVE + pitch(width) * rows + 4)}"


def pitch(width: float) -> float:
    """The height of a fiber's row in a picture of that width, px."""
    return 9.0 if width < 500 else 11.0


def impulses_layout(width: float, length_mm: float) -> dict[str, float]:
    """What a script needs to draw the fibers of a nerve of that length as `impulses` does, px."""
    return {
        "top": TOP,
        "left": LEFT,
        "span": width - LEFT - RIGHT,
        "pitch": pitch(width),
        "length": length_mm,
    }


def impulses(
    text: str,
    runs: Sequence[Impulse],
    length_mm: float,
    marks: Sequence[Mark],
    stretch_mm: tuple[float, float] | None,
    ends: tuple[str, str],
    width: float,
) -> Figure:
    """Fibers as lines from cord (left) to muscle (right), drawn for a page of `width` px.

    A script moves the dots along `data-knots` ("ms,x ms,x ..."); without one the picture shows
    the end: where each impulse came to. Arrived: a triangle; late: a diamond; stopped: a cross.
    `moving` holds the attacked stretch and the fibers; its group is `impulses-wide` or `-narrow`,
    so that a page can show it once more.
    """
    narrow = width < 500
    row, top, bottom = pitch(width), TOP, 46.0
    left_px, span = LEFT, width - LEFT - RIGHT
    height = top + row * len(runs) + bottom
    size = "narrow" if narrow else "wide"
    root = svg(width, height, f"impulses impulses--{size}", text)

    def at(mm: float) -> float:
        return left_px + span * mm / length_mm

    floor = top + row * len(runs)
    for mark in marks:
        x = at(mark.mm)
        add(root, "path", class_="impulses__site",
            d=f"M{number(x)} {number(top - 8)}V{number(floor + 6)}")  # fmt: skip
        words = mark.short if narrow else mark.name
        if words:
            add(root, "text", words, class_="impulses__name", x=x, y=floor + 22,
                text_anchor="middle")  # fmt: skip
    add(root, "text", ends[0], class_="impulses__end", x=left_px, y=18.0)
    add(root, "text", ends[1], class_="impulses__end", x=width - 2, y=18.0, text_anchor="end")
    moving = add(root, "g", data_moving="", id=f"impulses-{size}")
    if stretch_mm is not None:
        a, b = (at(mm) for mm in stretch_mm)
        a, b = (a, b) if b - a >= 6 else ((a + b) / 2 - 3, (a + b) / 2 + 3)
        add(moving, "rect", class_="impulses__focus", x=a, y=top - 12, width=b - a,
            height=floor - top + 18, rx=3.0)  # fmt: skip
    for k, run in enumerate(runs):
        _fiber(moving, run, top + row * (k + 0.5), at, at(length_mm))
    return Figure(written(root), text)


def _fiber(root: Element, run: Impulse, y: float, at: Callable[[float], float], end: float) -> None:
    line = add(root, "g", class_=f"fiber fiber--{run.fate}")
    last = at(run.knots[-1][1])
    add(line, "path", class_="fiber__line", d=f"M{number(at(0.0))} {number(y)}H{number(last)}")
    if run.fate == "blocked":
        add(line, "path", class_="fiber__silent", d=f"M{number(last)} {number(y)}H{number(end)}")
        shape = f"M{number(last - 3)} {number(y - 3)}l6 6m0-6l-6 6"
    elif run.fate == "slowed":
        shape = f"M{number(last + 4)} {number(y - 4)}l4 4l-4 4l-4-4z"
    else:
        shape = f"M{number(last)} {number(y - 3.6)}l7 3.6l-7 3.6z"
    add(line, "path", class_="fiber__end", d=shape)
    knots = " ".join(f"{ms:.3f},{number(at(mm))}" for ms, mm in run.knots)
    add(line, "circle", class_="fiber__impulse", cx=at(0.0), cy=y, r=3.2, data_knots=knots)
