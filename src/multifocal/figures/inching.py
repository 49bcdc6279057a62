"""Inching as a chart: amplitude and area above, latency below, over the place of the stimulus.

Distal on the left. Amplitude and area share one axis, in percent of the most distal response, from
zero up, so that a fall looks as large as it is. The picture has its table.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element

from multifocal.figures.figure import Figure, Table
from multifocal.figures.scale import Scale
from multifocal.figures.svg import Point, add, hushed, line_path, svg, written

WIDTH: Final = 420.0
HEIGHT: Final = 350.0
_LEFT, _RIGHT = 46.0, 16.0
_UPPER: Final = (50.0, 206.0)
_LOWER: Final = (242.0, 310.0)
_HEADROOM: Final = 1.08
_TICKS_PERCENT: Final = (0, 50, 100)
_MOST_TICKS: Final = 12
_HALF: Final = 3.4
"""Half the side of an area's square, as large as an amplitude's disc."""


@dataclass(frozen=True)
class InchedPoint:
    """One stimulus: place in cm, amplitude and area in percent of the most distal response, latency
    in ms; None where not known. `beyond`: the step that ends here is at or beyond a limit."""

    position_cm: float
    amplitude_percent: float | None
    area_percent: float | None
    latency_ms: float | None
    beyond: bool = False


def inching_chart(
    text: str, words: Mapping[str, str], points: Sequence[InchedPoint], table: Table
) -> Figure:
    """The chart of one stretch that was inched; `points` from distal to proximal.

    `words`: `percent`, `latency` and `position` (the axes), `amplitude`, `area` and `beyond` (the
    legend). ValueError without points.
    """
    if not points:
        raise ValueError("a chart needs a point")
    first, last = points[0].position_cm, points[-1].position_cm
    across = Scale(first, last if last > first else first + 1.0, _LEFT + 8, WIDTH - _RIGHT - 8)
    root = svg(WIDTH, HEIGHT, "inching", text)
    percents = [
        value
        for one in points
        for value in (one.amplitude_percent, one.area_percent)
        if value is not None
    ]
    up = Scale(0.0, max(100.0, *percents, 0.0) * _HEADROOM, _UPPER[1], _UPPER[0])
    for tick in _TICKS_PERCENT:
        _grid(root, up(tick), str(tick))
    for before, one in pairwise(points):
        if one.beyond:
            left, right = across(before.position_cm), across(one.position_cm)
            add(root, "rect", class_="inching__beyond", x=left, y=_UPPER[0], width=right - left,
                height=_UPPER[1] - _UPPER[0])  # fmt: skip
            add(root, "text", "▼", class_="inching__mark", x=(left + right) / 2, y=_UPPER[0] + 14,
                text_anchor="middle")  # fmt: skip
    add(root, "text", words["percent"], class_="inching__label", x=4.0, y=36.0)
    _curve(root, points, lambda one: one.area_percent, across, up, "area")
    _curve(root, points, lambda one: one.amplitude_percent, across, up, "amplitude")
    _legend(root, words, beyond=any(one.beyond for one in points))
    latencies = [one.latency_ms for one in points if one.latency_ms is not None]
    if latencies:
        low, high = math.floor(min(latencies)), math.ceil(max(latencies))
        down = Scale(low, max(high, low + 1), _LOWER[1], _LOWER[0])
        for whole in (low, max(high, low + 1)):
            _grid(root, down(whole), str(whole))
        add(root, "text", words["latency"], class_="inching__label", x=4.0, y=_LOWER[0] - 12)
        _curve(root, points, lambda one: one.latency_ms, across, down, "latency")
    every = math.ceil(len(points) / _MOST_TICKS)
    for one in points[::every]:
        add(root, "text", place_said(one.position_cm), class_="inching__label",
            x=across(one.position_cm), y=_LOWER[1] + 18, text_anchor="middle")  # fmt: skip
    add(root, "text", words["position"], class_="inching__label", x=WIDTH - _RIGHT, y=HEIGHT - 6,
        text_anchor="end")  # fmt: skip
    return Figure(written(hushed(root)), text, table)


def place_said(position_cm: float) -> str:
    """A place in cm with its sign."""
    return f"{round(position_cm, 2) + 0.0:g}".replace("-", "−")


def _grid(root: Element, y: float, text: str) -> None:
    add(root, "path", class_="inching__grid", d=line_path([(_LEFT, y), (WIDTH - _RIGHT, y)]))
    add(root, "text", text, class_="inching__label", x=_LEFT - 6, y=y + 4, text_anchor="end")


def _curve(
    root: Element,
    points: Sequence[InchedPoint],
    value_of: Callable[[InchedPoint], float | None],
    across: Scale,
    up: Scale,
    name: str,
) -> None:
    """A line through neighbors that are both known, and a mark for each that is."""
    group = add(root, "g", class_=f"inching__{name}")
    drawn: list[Point | None] = [
        None if (value := value_of(one)) is None else (across(one.position_cm), up(value))
        for one in points
    ]
    for near, far in pairwise(drawn):
        if near is not None and far is not None:
            add(group, "path", class_=f"inching__line inching__line--{name}",
                d=line_path([near, far]))  # fmt: skip
    for point in drawn:
        if point is not None:
            _point(group, name, *point)


def _point(group: Element, name: str, x: float, y: float) -> None:
    if name == "area":
        add(group, "rect", class_="inching__point", x=x - _HALF, y=y - _HALF, width=2 * _HALF,
            height=2 * _HALF)  # fmt: skip
    else:
        add(group, "circle", class_="inching__point", cx=x, cy=y, r=_HALF)


def _legend(root: Element, words: Mapping[str, str], *, beyond: bool) -> None:
    """What disc, square and triangle stand for, in a line above the chart."""
    names = ["amplitude", "area", *(["beyond"] if beyond else [])]
    x = 10.0
    for name in names:
        if name == "beyond":
            add(root, "text", "▼", class_="inching__mark", x=x, y=17.0, text_anchor="middle")
        else:
            _point(add(root, "g", class_=f"inching__{name}"), name, x, 12.0)
        add(root, "text", words[name], class_="inching__label", x=x + 9, y=16.0)
        x += 26 + 7.2 * len(words[name])
