"""Every fiber of a muscle on its way from the cord: many thin rows, foci across them."""

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from multifocal.figures.figure import Figure
from multifocal.figures.impulses import Fate, Impulse, Mark
from multifocal.figures.svg import add, number, svg, written

TOP, BOTTOM, LEFT, RIGHT = 40.0, 34.0, 10.0, 24.0
TALLEST, WIDEST_PITCH = 560.0, 6.0
LEAST_STRETCH = 6.0
MARK_PITCH = 8.0
"""From this pitch on, the marks at the ends have their full size."""


def every_fiber(
    text: str,
    runs: Sequence[Impulse],
    length_mm: float,
    marks: Sequence[Mark],
    stretches_mm: Sequence[tuple[float, float]],
    ends: tuple[str, str],
    width: float,
) -> Figure:
    """Fibers as fine lines from cord (left) to muscle (right), drawn for a page of `width` px.

    Each ends where its impulse came to. Arrived: a triangle; late: a diamond; stopped: a cross.
    `stretches_mm`: the foci, mm from the cord. A script moves dots along `data-knots`, as it does
    for `impulses`.
    """
    pitch = min(WIDEST_PITCH, TALLEST / max(len(runs), 1))
    size = min(pitch / MARK_PITCH, 1.0)
    floor = TOP + pitch * len(runs)
    root = svg(width, floor + BOTTOM, "impulses impulses--dense", text)

    def at(mm: float) -> float:
        return LEFT + (width - LEFT - RIGHT) * mm / length_mm

    for start_mm, end_mm in stretches_mm:
        middle, half = (at(start_mm) + at(end_mm)) / 2, (at(end_mm) - at(start_mm)) / 2
        half = max(half, LEAST_STRETCH / 2)
        add(root, "rect", class_="impulses__focus", x=middle - half, y=TOP - 12, width=2 * half,
            height=floor - TOP + 18, rx=3.0)  # fmt: skip
    for mark in marks:
        x = at(mark.mm)
        add(root, "path", class_="impulses__site",
            d=f"M{number(x)} {number(TOP - 8)}V{number(floor + 6)}")  # fmt: skip
        if mark.name:
            add(root, "text", mark.name, class_="impulses__name", x=x, y=floor + 22,
                text_anchor="middle")  # fmt: skip
    add(root, "text", ends[0], class_="impulses__end", x=LEFT, y=18.0)
    add(root, "text", ends[1], class_="impulses__end", x=width - 2, y=18.0, text_anchor="end")
    for row, run in enumerate(runs):
        _fiber(root, run, TOP + pitch * (row + 0.5), at, at(length_mm), size)
    return Figure(written(root), text)


def _fiber(
    root: Element, run: Impulse, y: float, at: Callable[[float], float], end: float, size: float
) -> None:
    line = add(root, "g", class_=f"fiber fiber--{run.fate}")
    last = at(run.knots[-1][1])
    add(line, "path", class_="fiber__line", d=f"M{number(at(0.0))} {number(y)}H{number(last)}")
    if run.fate == "blocked":
        add(line, "path", class_="fiber__silent", d=f"M{number(last)} {number(y)}H{number(end)}")
    add(line, "path", class_="fiber__end", d=_end(run.fate, last, y, size))
    knots = " ".join(f"{ms:.3f},{number(at(mm))}" for ms, mm in run.knots)
    add(line, "circle", class_="fiber__impulse", cx=at(0.0), cy=y, r=3.2 * max(size, 0.6),
        data_knots=knots)  # fmt: skip


def _end(fate: Fate, x: float, y: float, size: float) -> str:
    """The mark where the impulse came to: a cross, a diamond or a triangle."""
    if fate == "blocked":
        s = number(6 * size)
        return f"M{number(x - 3 * size)} {number(y - 3 * size)}l{s} {s}m0-{s}l-{s} {s}"
    if fate == "slowed":
        s = number(4 * size)
        return f"M{number(x + 4 * size)} {number(y - 4 * size)}l{s} {s}l-{s} {s}l-{s}-{s}z"
    s, t = number(7 * size), number(3.6 * size)
    return f"M{number(x)} {number(y - 3.6 * size)}l{s} {t}l-{s} {t}z"
