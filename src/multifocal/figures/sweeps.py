"""Sweeps stacked on one time axis, as an electromyograph shows them: divisions, gain, marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import numpy as np

from multifocal.figures.figure import Figure, Table
from multifocal.figures.svg import add, line_path, number, svg, written
from multifocal.study import Recording

TOP, FOOT, MARGIN = 34.0, 30.0, 12.0
POINTS_PER_PX = 1.5
STEPS = (1.0, 2.0, 5.0)


@dataclass(frozen=True)
class Sweep:
    """One sweep: its name and value beside it, the healthy one drawn faint behind it, where marks
    stand (ms after the stimulus), and whether it is abnormally small."""

    name: str
    said: str
    recording: Recording
    behind: Recording | None = None
    marks_ms: tuple[float, ...] = ()
    small: bool = False


@dataclass(frozen=True)
class Scope:
    """How sweeps are shown: `width` px, `row` px a sweep, of which `division` px are one division
    of `per_division` in `unit` ("mV" or "µV"); time up to `until_ms` in `ms_per_division`.

    `clip` cuts each sweep off so many divisions from its baseline, None nowhere.
    """

    width: float
    row: float
    division: float
    per_division: float
    unit: str
    until_ms: float
    ms_per_division: float
    gutter: float
    clip: float | None = None

    @property
    def per_mv(self) -> float:
        """px for one mV."""
        return self.division / self.per_division * (1000.0 if self.unit == "µV" else 1.0)

    @property
    def close(self) -> bool:
        """Whether rows are so low that a name stands beside its sweep, not over its value."""
        return self.row < 40

    def x(self, ms: float) -> float:
        """Where a time stands, px."""
        return self.gutter + ms * (self.width - self.gutter - MARGIN) / self.until_ms


def nice(value: float) -> float:
    """The least of 1, 2, 5, 10, 20 and so on, or of their tenths, that is at least the value.

    ValueError unless the value is positive and finite.
    """
    if not 0.0 < value < float("inf"):
        raise ValueError("value must be positive and finite")
    power = 10.0 ** np.floor(np.log10(value))
    found = next((step for step in STEPS if step * power >= value * (1 - 1e-9)), 10.0)
    return float(f"{found * power:.6g}")


def sweeps(
    text: str, rows: Sequence[Sweep], table: Table, scope: Scope, printed: str, axis: str
) -> Figure:
    """One sweep a row, negativity upward, all on one time axis and one gain.

    `printed` says gain and speed over the scope, `axis` names the time below it.
    """
    height = TOP + scope.row * len(rows) + FOOT
    root = svg(scope.width, height, "sweeps", text)
    floor = TOP + scope.row * len(rows)
    _grid(root, scope, floor)
    add(root, "text", printed, class_="sweeps__gain", x=scope.gutter, y=16.0)
    for k, row in enumerate(rows):
        _row(root, row, TOP + scope.row * (k + (0.55 if scope.close else 0.7)), scope)
    add(root, "text", axis, class_="sweeps__unit", x=2.0, y=floor + 20)
    return Figure(written(root), text, table)


def _grid(root: Element, scope: Scope, floor: float) -> None:
    divisions = int(scope.until_ms / scope.ms_per_division + 1e-9)
    every = 2 if divisions > 8 and scope.width < 500 else 1
    for k in range(divisions + 1):
        ms = k * scope.ms_per_division
        x = scope.x(ms)
        add(
            root, "path", class_="sweeps__grid", d=f"M{number(x)} {number(TOP - 8)}V{number(floor)}"
        )
        if k % every == 0:
            add(root, "text", f"{ms:g}", class_="sweeps__unit", x=x, y=floor + 20,
                text_anchor="middle")  # fmt: skip
    x = scope.width - MARGIN / 2
    add(root, "path", class_="sweeps__scale",
        d=f"M{number(x)} {number(TOP - 8)}v{number(scope.division)}")  # fmt: skip


def _row(root: Element, row: Sweep, base: float, scope: Scope) -> None:
    add(root, "path", class_="sweeps__base",
        d=f"M{number(scope.gutter)} {number(base)}H{number(scope.width - MARGIN)}")  # fmt: skip
    add(root, "text", row.name, class_="sweeps__name", x=2.0, y=base + (4 if scope.close else -11))
    if row.said:
        add(root, "text", row.said, class_=f"sweeps__value{' is-small' if row.small else ''}",
            x=2.0, y=base + 6)  # fmt: skip
    if row.behind is not None:
        add(root, "path", class_="sweeps__trace sweeps__trace--healthy",
            d=_trace(row.behind, base, scope))  # fmt: skip
    add(root, "path", class_="sweeps__trace sweeps__trace--now" + (" is-small" * row.small),
        d=_trace(row.recording, base, scope))  # fmt: skip
    times, wave = row.recording.times_ms, row.recording.negativity_mv
    for ms in row.marks_ms:
        if 0 <= ms <= scope.until_ms:
            y = base - _cut(float(np.interp(ms, times, wave)) * scope.per_mv, scope)
            add(root, "path", class_="sweeps__mark",
                d=f"M{number(scope.x(ms))} {number(y - 5)}v10")  # fmt: skip


def _trace(one: Recording, base: float, scope: Scope) -> str:
    """The sweep at so many points as the scope can show, never fewer than turn visibly."""
    points = int((scope.x(scope.until_ms) - scope.gutter) * POINTS_PER_PX)
    times = np.linspace(0.0, scope.until_ms, points)
    times = times[times <= one.times_ms[-1]]
    wave = np.interp(times, one.times_ms, one.negativity_mv) * scope.per_mv
    drawn = [
        (scope.x(float(t)), base - _cut(float(y), scope)) for t, y in zip(times, wave, strict=True)
    ]
    return line_path(_without_straights(drawn))


def _cut(height: float, scope: Scope) -> float:
    most = float("inf") if scope.clip is None else scope.clip * scope.division
    return min(max(height, -most), most)


def _without_straights(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leaves out points at the height of both neighbors: most of a sweep is at rest."""
    inner = zip(points, points[1:], points[2:], strict=False)
    kept = [b for a, b, c in inner if not abs(a[1] - b[1]) + abs(b[1] - c[1]) < 0.05]
    return [points[0], *kept, points[-1]]
