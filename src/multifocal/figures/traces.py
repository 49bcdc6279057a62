"""Waveforms of one muscle stacked by site, with cursors, as on the screen of an electromyograph."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal
from xml.etree.ElementTree import Element

import numpy as np

from multifocal.figures.figure import Figure, Table
from multifocal.figures.svg import Point, add, line_path, number, svg, written
from multifocal.figures.sweeps import nice
from multifocal.study import Recording

WIDTH, LEFT, RIGHT, HEAD, ROW, FOOT = 400.0, 6.0, 6.0, 4.0, 100.0, 26.0
BASE = 72.0
"""Of a row, from its top to its baseline."""
GRIP, REACH = 18.0, 40.0
"""Sides of a cursor's handle, and of what a finger may touch: 28 px on a narrow phone."""
COMPACT = 22.0
"""Height of a low row."""
DIVISION = 20.0
"""Height of one division; a screen shows three above the baseline and one below."""
UP: Final = 3.0
SENSITIVITIES_MV: Final = (
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0,
)  # fmt: skip
"""Heights of a division that a screen can be set to."""
MOST_LINES: Final = 12
COLUMNS: Final = 420
"""Of the drawing; where there are more samples, each column shows its lowest and highest."""

Mark = Literal["onset", "peak", "end"]
MARKS: Final[tuple[Mark, ...]] = ("onset", "peak", "end")
"""The marks of a sweep, from left to right."""
_NUMBER: Final = {"onset": "1", "peak": "2", "end": "3"}


@dataclass(frozen=True)
class Trace:
    """One sweep: its key in the page, its site's name, its marks (ms after the stimulus).

    `marks` is empty where nothing was measured. `level_mv` (baseline at the onset) is drawn at 0.
    """

    key: str
    site: str
    recording: Recording
    marks: tuple[tuple[Mark, float], ...] = ()
    level_mv: float = 0.0
    note: str = ""


@dataclass(frozen=True)
class Screen:
    """What the axes show: from and to, ms after the stimulus, and mV a division."""

    from_ms: float
    to_ms: float
    mv_per_division: float

    @property
    def per_ms(self) -> float:
        """Width of a millisecond."""
        return (WIDTH - LEFT - RIGHT) / (self.to_ms - self.from_ms)

    def x(self, at_ms: float) -> float:
        """Place of a time."""
        return LEFT + (at_ms - self.from_ms) * self.per_ms

    @property
    def step_ms(self) -> float:
        """Between two lines of the grid: a tenth or so of the axis, of 1, 2 or 5; 0.5 at least."""
        return max(nice((self.to_ms - self.from_ms) / MOST_LINES), 0.5)


def fitting_mv(traces: Sequence[Trace]) -> float:
    """The sensitivity, mV a division, at which the tallest trace fills the screen."""
    tallest = max((_tallest(one) for one in traces), default=0.0)
    return next((mv for mv in SENSITIVITIES_MV if UP * mv >= tallest), SENSITIVITIES_MV[-1])


def _tallest(one: Trace) -> float:
    times, wave = one.recording.times_ms, one.recording.negativity_mv - one.level_mv
    inside = wave[times > 1.5] if one.recording.kind != "sensory" else wave[times > 0.6]
    marks = dict(one.marks)
    if "peak" in marks:
        return float(np.interp(marks["peak"], times, wave))
    return float(np.abs(inside).max(initial=0.0))


def traces(
    text: str,
    rows: Sequence[Trace],
    screen: Screen,
    table: Table,
    *,
    sensitivity: str,
    unit: str,
    compact: bool = False,
) -> Figure:
    """One sweep a row on one time axis and one sensitivity, negativity up, the stimulus marked.

    `sensitivity` is the words printed for it, `unit` the time axis's. Each mark is a group with
    `data-trace` and `data-mark`, which a script may move; the root says how: `data-left`,
    `data-from-ms`, `data-per-ms`. `compact`: low rows for a series of F waves, whose marks are
    plain ticks.
    """
    step = COMPACT if compact else ROW
    height = HEAD + step * len(rows) + FOOT
    root = svg(WIDTH, height, "traces", text)
    root.set("role", "group")  # its cursors are controls, which an image would hide
    for name, value in (("left", LEFT), ("from-ms", screen.from_ms), ("per-ms", screen.per_ms)):
        root.set(f"data-{name}", f"{value:.6g}")
    _grid(root, screen, height)
    for k, one in enumerate(rows):
        if compact:
            _low_row(root, one, HEAD + step * k, screen)
        else:
            _row(root, one, HEAD + step * k, screen)
    add(root, "text", sensitivity, class_="traces__unit", x=WIDTH - RIGHT - 2, y=HEAD + 11,
        text_anchor="end")  # fmt: skip
    _axis(root, screen, height, unit)
    return Figure(written(root), text, table)


def _grid(root: Element, screen: Screen, height: float) -> None:
    steps = np.arange(
        np.ceil(screen.from_ms / screen.step_ms) * screen.step_ms, screen.to_ms, screen.step_ms
    )
    bottom = height - FOOT
    lines = "".join(
        f"M{number(screen.x(float(ms)))} {number(HEAD)}V{number(bottom)}" for ms in steps
    )
    add(root, "path", class_="traces__grid", d=lines)
    x = number(screen.x(0.0))
    add(root, "path", class_="traces__stimulus", d=f"M{x} {number(HEAD)}V{number(bottom)}")


def _row(root: Element, one: Trace, top: float, screen: Screen) -> None:
    base = top + BASE
    group = add(root, "g", class_="trace", data_trace=one.key)
    right = number(WIDTH - RIGHT)
    levels = "".join(
        f"M{number(LEFT)} {number(base - k * DIVISION)}H{right}" for k in (-1, 1, 2, 3)
    )
    add(group, "path", class_="traces__grid", d=levels)
    add(group, "path", class_="traces__base", d=f"M{number(LEFT)} {number(base)}H{right}")
    add(group, "path", class_="traces__wave", d=line_path(_points(one, base, screen)))
    add(group, "text", one.site, class_="traces__site", x=screen.x(0.0) + 5, y=top + 14)
    if one.note:
        add(group, "text", one.note, class_="traces__note", x=screen.x(0.0) + 5, y=top + 29)
    for mark, at_ms in one.marks:
        _cursor(group, one.key, mark, screen.x(at_ms), top)


def _low_row(root: Element, one: Trace, top: float, screen: Screen) -> None:
    base = top + 0.6 * COMPACT
    points = _points(one, base, screen, 0.6 * COMPACT, 0.4 * COMPACT)
    add(root, "path", class_="traces__wave", d=line_path(points))
    for _, at_ms in one.marks:
        x = number(screen.x(at_ms))
        add(root, "path", class_="traces__late", d=f"M{x} {number(base - 7)}v14")


def _points(
    one: Trace, base: float, screen: Screen, above: float = BASE - 2, below: float = ROW - BASE
) -> list[Point]:
    """The wave, kept inside its row; where samples are many, each column's extremes in order."""
    times = one.recording.times_ms
    wave = one.recording.negativity_mv - one.level_mv
    inside = (times >= screen.from_ms) & (times <= screen.to_ms)
    times, wave = times[inside], wave[inside]
    if times.size > 2 * COLUMNS:
        part = -(-times.size // COLUMNS)
        kept: list[int] = []
        for first in range(0, times.size, part):
            piece = wave[first : first + part]
            kept += sorted({first + int(piece.argmin()), first + int(piece.argmax())})
        times, wave = times[kept], wave[kept]
    y = base - wave / screen.mv_per_division * DIVISION
    y = np.clip(y, base - above, base + below)
    return [(screen.x(float(t)), float(v)) for t, v in zip(times, y, strict=True)]


def _cursor(group: Element, key: str, mark: Mark, x: float, top: float) -> None:
    """A line with a handle: the peak's above, onset's below to the left, end's to the right."""
    cursor = add(group, "g", class_=f"cursor cursor--{mark}", data_trace=key, data_mark=mark,
                 transform=f"translate({number(x)} {number(top)})")  # fmt: skip
    low, high = GRIP / 2, ROW - GRIP / 2
    add(cursor, "path", class_="cursor__line", d=f"M0 {number(low)}V{number(high)}")
    half = GRIP / 2
    at = {"onset": (-half, ROW - half), "peak": (0.0, half), "end": (half, ROW - half)}[mark]
    # Outwards of the neighbours, and never into the next row, whose handles are there.
    left = {"onset": half - REACH, "peak": -REACH / 2, "end": -half}[mark]
    add(cursor, "rect", class_="cursor__reach", x=left, y=0.0 if mark == "peak" else ROW - REACH,
        width=REACH, height=REACH)  # fmt: skip
    add(cursor, "rect", class_="cursor__grip", x=at[0] - half, y=at[1] - half, width=GRIP,
        height=GRIP, rx=4)  # fmt: skip
    add(cursor, "text", _NUMBER[mark], class_="cursor__number", x=at[0], y=at[1] + 4.5,
        text_anchor="middle")  # fmt: skip


def _axis(root: Element, screen: Screen, height: float, unit: str) -> None:
    y = height - FOOT
    add(root, "path", class_="traces__base",
        d=f"M{number(LEFT)} {number(y)}H{number(WIDTH - RIGHT)}")  # fmt: skip
    labelled = screen.step_ms * (2 if (screen.to_ms - screen.from_ms) / screen.step_ms > 6 else 1)
    first = np.ceil(screen.from_ms / labelled) * labelled
    for ms in np.arange(first, screen.to_ms + 1e-9, labelled) + 0.0:  # never -0
        x = screen.x(float(ms))
        if x > WIDTH - RIGHT - 24:  # the unit stands there
            continue
        add(root, "path", class_="traces__tick", d=f"M{number(x)} {number(y)}v4")
        add(root, "text", f"{ms:g}", class_="traces__unit", x=x, y=y + 18, text_anchor="middle")
    add(root, "text", unit, class_="traces__unit", x=WIDTH - RIGHT, y=y + 18, text_anchor="end")
