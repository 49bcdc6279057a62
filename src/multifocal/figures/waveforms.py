"""Sweeps stacked on one time axis and one gain, negativity upward, as on an electromyograph.

One drawing with three kinds of surroundings, which are the prefix of its classes: `responses` has
names and values beside and may move; `sweeps` has divisions, gain and speed; `traces` is a screen
with cursors that a person can take hold of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal
from xml.etree.ElementTree import Element

import numpy as np

from multifocal.figures.cursors import Mark, cursor
from multifocal.figures.figure import Figure, Table
from multifocal.figures.svg import Point, add, line_path, number, svg, written
from multifocal.study import Recording

Kind = Literal["responses", "sweeps", "traces"]
STEPS: Final = (1.0, 2.0, 5.0)
COLUMNS_PER_PX: Final = 0.75
TOP: Final[dict[Kind, float]] = {"responses": 14.0, "sweeps": 34.0, "traces": 4.0}
FOOT: Final[dict[Kind, float]] = {"responses": 30.0, "sweeps": 30.0, "traces": 26.0}
BASE: Final = 0.72
"""Where a row's baseline stands, as a share of its height from its top."""
RESPONSE_ROW: Final = 60.0
VALUE: Final = 2.0
"""How far below a response's baseline its value stands, px."""
SMALL: Final = 0.75
"""A response below this share of the healthy one is drawn, and spoken of, as small."""
CLOSE: Final = 40.0
"""In rows lower than this a name stands beside its sweep, not over its value."""

SENSITIVITIES_MV: Final = (
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0,
)  # fmt: skip
"""Heights of a division that a screen can be set to."""
UP: Final = 3.0
DOWN: Final = 1.8
"""Divisions of a screen above the baseline, and below it: some are over the next sweep's lane."""
MOST_BEYOND: Final = 3.0
"""Rows by which a screen grows for a sweep that leaves it; the picture's edge cuts off the rest."""
MOST_LINES: Final = 12


@dataclass(frozen=True)
class Sweep:
    """One sweep and what stands with it: its site's name and its value in words, the healthy one
    drawn faint behind it, its marks (ms after the stimulus), whether it is abnormally small.

    `level_mv` (the baseline at the onset) is drawn at 0. On a screen `key` is the sweep's name in
    the page, and `note` says why it has no marks.
    """

    name: str
    recording: Recording
    said: str = ""
    behind: Recording | None = None
    marks: tuple[tuple[Mark, float], ...] = ()
    small: bool = False
    level_mv: float = 0.0
    key: str = ""
    note: str = ""


@dataclass(frozen=True)
class Scope:
    """How sweeps are shown: `width` px, `row` px a sweep, of which `division` px are one division
    of `per_division` in `unit` ("mV" or "µV"); time from `from_ms` to `until_ms`.

    `lane`: so many px above and below its baseline are a sweep's own, None: all. What leaves them
    is left out and the line is broken there, never cut flat, which would look like an amplifier at
    its limit; `whole`: only the stimulus artifact is, and the response is drawn whole over its
    neighbors. Where there are more samples than `columns`, each column shows its lowest and
    highest.
    """

    width: float
    row: float
    division: float
    per_division: float
    unit: str
    until_ms: float
    ms_per_division: float
    gutter: float
    from_ms: float = 0.0
    margin: float = 12.0
    lane: tuple[float, float] | None = None
    whole: bool = False
    columns: int | None = None

    @property
    def per_mv(self) -> float:
        """px for one mV."""
        return self.division / self.per_division * (1000.0 if self.unit == "µV" else 1.0)

    @property
    def per_ms(self) -> float:
        """px for one ms."""
        return (self.width - self.gutter - self.margin) / (self.until_ms - self.from_ms)

    def x(self, ms: float) -> float:
        """Where a time stands, px."""
        return self.gutter + (ms - self.from_ms) * self.per_ms


def nice(value: float) -> float:
    """The least of 1, 2, 5, 10, 20 and so on, or of their tenths, that is at least the value.

    ValueError unless the value is positive and finite.
    """
    if not 0.0 < value < float("inf"):
        raise ValueError("value must be positive and finite")
    power = 10.0 ** np.floor(np.log10(value))
    found = next((step for step in STEPS if step * power >= value * (1 - 1e-9)), 10.0)
    return float(f"{found * power:.6g}")


def screen(from_ms: float, to_ms: float, mv_per_division: float, *, compact: bool = False) -> Scope:
    """The scope of a screen with cursors; `compact`: low rows for a series of F waves."""
    row, division = (22.0, 20.0) if compact else (100.0, 20.0)
    lane = (0.6 * row, 0.4 * row) if compact else (BASE * row - 2, (1 - BASE) * row)
    step = max(nice((to_ms - from_ms) / MOST_LINES), 0.5)
    return Scope(400.0, row, division, mv_per_division, "mV", to_ms, step, 6.0, from_ms, 6.0, lane,
                 whole=not compact, columns=420)  # fmt: skip


def fitting_mv(rows: Sequence[Sweep]) -> float:
    """The sensitivity, mV a division, at which the largest sweep fills its part of the screen, its
    peak above the baseline and what follows below it."""
    up = max((_tallest(one) for one in rows), default=0.0)
    down = max((_deepest(one) for one in rows), default=0.0)
    fits = (mv for mv in SENSITIVITIES_MV if UP * mv >= up and DOWN * mv >= down)
    return next(fits, SENSITIVITIES_MV[-1])


def artifact_ends_ms(one: Recording) -> float:
    """Until when after the stimulus its artifact is drawn only within the sweep's own lane."""
    return 0.6 if one.kind == "sensory" else 1.5


def _deepest(one: Sweep) -> float:
    """How far a marked response goes below its baseline; 0 where none is marked."""
    marks = dict(one.marks)
    if "onset" not in marks:
        return 0.0
    times, wave = one.recording.times_ms, one.recording.negativity_mv - one.level_mv
    after = wave[times >= marks["onset"]]
    return float(max(0.0, -after.min(initial=0.0)))


def _tallest(one: Sweep) -> float:
    times, wave = one.recording.times_ms, one.recording.negativity_mv - one.level_mv
    marks = dict(one.marks)
    if "peak" in marks:
        return float(np.interp(marks["peak"], times, wave))
    inside = wave[times > artifact_ends_ms(one.recording)]
    return float(np.abs(inside).max(initial=0.0))


def responses(text: str, rows: Sequence[Sweep], table: Table, until_ms: float = 30.0) -> Figure:
    """The healthy ones set the gain. `moving` holds the responses and their values, without axis,
    names and healthy ones."""
    scope, tallest = _responses_scope(rows, until_ms)
    root = _root("responses", text, rows, scope)
    floor = TOP["responses"] + scope.row * len(rows)
    _scale_and_ticks(root, scope, floor + 6, 5 if tallest > 6 else 1)
    still, moving = (add(root, "g", **mark) for mark in ({}, {"data_moving": ""}))
    for k, response in enumerate(rows):
        base = TOP["responses"] + scope.row * (k + BASE)
        add(still, "text", response.name, class_="responses__site", x=2.0, y=base - 17)
        _baseline(still, "responses", base, scope)
        _behind(still, "responses", response, base, scope)
        _value(moving, "responses", response, base + VALUE)
        _now(moving, "responses", response, base, scope)
    return Figure(written(root), text, table)


def responses_layout() -> dict[str, float]:
    """What a script needs to draw `response_points` as `responses` does: where the first row's
    baseline stands, how far below is the next, how far below a baseline stands its value, px."""
    return {"base": TOP["responses"] + RESPONSE_ROW * BASE, "row": RESPONSE_ROW, "value": VALUE}


def response_points(
    rows: Sequence[Sweep], until_ms: float = 30.0
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Each response as `responses` draws it: points in tenths of a px, x from the picture's left
    edge and height above the row's baseline."""
    scope, _ = _responses_scope(rows, until_ms)
    return tuple(
        tuple(
            (round(10 * x), round(-10 * y))
            for line in _lines(one.recording, 0.0, scope)  # one, as this scope has no lanes
            for x, y in line
        )
        for one in rows
    )


def _responses_scope(rows: Sequence[Sweep], until_ms: float) -> tuple[Scope, float]:
    """The scope of these responses, and how tall the tallest healthy one is, mV."""
    behind = [one.behind or one.recording for one in rows]
    tallest = max(float(np.max(one.negativity_mv)) for one in behind)
    division = 0.62 * RESPONSE_ROW
    per_division = tallest if tallest > 0 else division
    return Scope(
        300.0, RESPONSE_ROW, division, per_division, "mV", until_ms, 10.0, 94.0, columns=60
    ), tallest


def sweeps(
    text: str, rows: Sequence[Sweep], table: Table, scope: Scope, printed: str, axis: str
) -> Figure:
    """`printed` says gain and speed over the scope, `axis` names the time below it."""
    root = _root("sweeps", text, rows, scope)
    floor = TOP["sweeps"] + scope.row * len(rows)
    _divisions(root, scope, floor)
    add(root, "text", printed, class_="sweeps__gain", x=scope.gutter, y=16.0)
    close = scope.row < CLOSE
    for k, sweep in enumerate(rows):
        base = TOP["sweeps"] + scope.row * (k + (0.55 if close else 0.7))
        _baseline(root, "sweeps", base, scope)
        add(root, "text", sweep.name, class_="sweeps__name", x=2.0, y=base + (4 if close else -11))
        if sweep.said:
            _value(root, "sweeps", sweep, base + 6)
        _behind(root, "sweeps", sweep, base, scope)
        _now(root, "sweeps", sweep, base, scope)
        times, wave = sweep.recording.times_ms, sweep.recording.negativity_mv
        for _, ms in sweep.marks:
            if scope.from_ms <= ms <= scope.until_ms:
                mv = np.interp(ms, times, wave)
                y = base - _within(float(mv) * scope.per_mv, scope)
                _tick(root, "sweeps__mark", scope.x(ms), y - 5, 10)
    add(root, "text", axis, class_="sweeps__unit", x=2.0, y=floor + 20)
    return Figure(written(root), text, table)


def traces(
    text: str, rows: Sequence[Sweep], scope: Scope, table: Table, *, sensitivity: str, unit: str
) -> Figure:
    """On a `screen`, the stimulus marked. `sensitivity` is the words printed for it, `unit` the
    time axis's. Each mark is a group with `data-trace` and `data-mark`, which a script may move;
    the root says how: `data-left`, `data-from-ms`, `data-per-ms`. In low rows marks are ticks."""
    root = _root("traces", text, rows, scope)
    root.set("role", "group")  # its cursors are controls, which an image would hide
    for name, value in (
        ("left", scope.gutter), ("from-ms", scope.from_ms), ("per-ms", scope.per_ms),
    ):  # fmt: skip
        root.set(f"data-{name}", f"{value:.6g}")
    top, floor = TOP["traces"], TOP["traces"] + scope.row * len(rows)
    _screen_grid(root, scope, floor)
    for k, sweep in enumerate(rows):
        if scope.row < CLOSE:
            base = top + scope.row * (k + 0.6)
            add(root, "path", class_="traces__wave", d=_path(sweep.recording, base, scope, sweep))
            for _, ms in sweep.marks:
                _tick(root, "traces__late", scope.x(ms), base - 7, 14)
        else:
            _screen_row(root, sweep, top + scope.row * k, scope)
    right = scope.width - scope.margin
    above, below = _beyond(rows, scope)
    add(root, "text", sensitivity, class_="traces__unit", x=right - 2, y=top + 11 - above,
        text_anchor="end")  # fmt: skip
    _screen_axis(root, scope, floor + below, unit)
    _, _, width, height = root.get("viewBox", "").split()
    tall = number(float(height) + above + below)
    root.set("viewBox", f"0 {number(-above)} {width} {tall}")
    return Figure(written(root), text, table)


def _beyond(rows: Sequence[Sweep], scope: Scope) -> tuple[float, float]:
    """How far the first sweep goes above the screen, and the last below it, px; within reason."""
    if not scope.whole or not rows:
        return 0.0, 0.0
    first, last = _heights(rows[0], scope), _heights(rows[-1], scope)
    above = float(first.max(initial=0.0)) - BASE * scope.row
    below = float(-last.min(initial=0.0)) - (1 - BASE) * scope.row
    most = MOST_BEYOND * scope.row
    return min(max(0.0, above), most), min(max(0.0, below), most)


def _heights(one: Sweep, scope: Scope) -> np.ndarray:
    """What is drawn of a sweep, px above its baseline."""
    times = one.recording.times_ms
    height = (one.recording.negativity_mv - one.level_mv) * scope.per_mv
    inside = (times >= scope.from_ms) & (times <= scope.until_ms)
    drawn = inside & ~_leaves(height, times, artifact_ends_ms(one.recording), scope)
    return np.asarray(height[drawn])


def _root(kind: Kind, text: str, rows: Sequence[Sweep], scope: Scope) -> Element:
    return svg(scope.width, TOP[kind] + scope.row * len(rows) + FOOT[kind], kind, text)


def _baseline(parent: Element, kind: Kind, base: float, scope: Scope) -> None:
    start, end = number(scope.gutter), number(scope.width - scope.margin)
    add(parent, "path", class_=f"{kind}__base", d=f"M{start} {number(base)}H{end}")


def _behind(parent: Element, kind: Kind, one: Sweep, base: float, scope: Scope) -> None:
    if one.behind is not None:
        add(parent, "path", class_=f"{kind}__trace {kind}__trace--healthy",
            d=_path(one.behind, base, scope))  # fmt: skip


def _now(parent: Element, kind: Kind, one: Sweep, base: float, scope: Scope) -> None:
    add(parent, "path", class_=f"{kind}__trace {kind}__trace--now" + " is-small" * one.small,
        d=_path(one.recording, base, scope))  # fmt: skip


def _value(parent: Element, kind: Kind, one: Sweep, y: float) -> None:
    add(parent, "text", one.said, class_=f"{kind}__value" + " is-small" * one.small, x=2.0, y=y)


def _tick(parent: Element, name: str, x: float, y: float, length: int) -> None:
    add(parent, "path", class_=name, d=f"M{number(x)} {number(y)}v{length}")


def _path(one: Recording, base: float, scope: Scope, sweep: Sweep | None = None) -> str:
    """The wave as a line."""
    return "".join(map(line_path, _lines(one, base, scope, sweep)))


def _lines(
    recording: Recording, base: float, scope: Scope, sweep: Sweep | None = None
) -> list[list[Point]]:
    """The wave in tenths of a px, in pieces where it leaves its lane; where samples are many, each
    column's extremes in order, so that none is lost."""
    times, wave = recording.times_ms, recording.negativity_mv - (sweep.level_mv if sweep else 0.0)
    inside = (times >= scope.from_ms) & (times <= scope.until_ms)
    times, wave = times[inside], wave[inside]
    width = scope.width - scope.gutter - scope.margin
    columns = scope.columns or int(width * COLUMNS_PER_PX)
    if times.size > 2 * columns:
        part = -(-times.size // columns)
        kept: list[int] = []
        for first in range(0, times.size, part):
            piece = wave[first : first + part]
            kept += sorted({first + int(piece.argmin()), first + int(piece.argmax())})
        times, wave = times[kept], wave[kept]
    height = wave * scope.per_mv
    # rounded before base is taken off, so that equal waves are equal lines on every row
    y = base - np.round(height, 1)
    x = np.round(scope.gutter + (times - scope.from_ms) * scope.per_ms, 1)
    points = list(zip(x.tolist(), y.tolist(), strict=True))
    parts = _in_lane(points, _leaves(height, times, artifact_ends_ms(recording), scope))
    return [_without_straights(part) for part in parts]


def _leaves(height: np.ndarray, times: np.ndarray, quiet_ms: float, scope: Scope) -> np.ndarray:
    """Which samples are left out because they leave their lane."""
    if scope.lane is None:
        return np.zeros(height.size, bool)
    out = (height > scope.lane[0]) | (height < -scope.lane[1])
    return out & (times < quiet_ms) if scope.whole else out


def _in_lane(points: list[Point], out: np.ndarray) -> list[list[Point]]:
    """The line in pieces, without the points that are left out and without single points."""
    pieces: list[list[Point]] = [[]]
    for point, leaves in zip(points, out.tolist(), strict=True):
        if not leaves:
            pieces[-1].append(point)
        elif pieces[-1]:
            pieces.append([])
    return [one for one in pieces if len(one) > 1] or [points[:1]]


def _within(height: float, scope: Scope) -> float:
    """Where a mark's tick stands: on the line, or at the edge of the lane that the line leaves."""
    if scope.lane is None or scope.whole:
        return height
    return min(max(height, -scope.lane[1]), scope.lane[0])


def _without_straights(points: list[Point]) -> list[Point]:
    """Leaves out points at the height of both neighbors: most of a sweep is at rest."""
    if len(points) < 3:
        return points
    inner = zip(points, points[1:], points[2:], strict=False)
    kept = [b for a, b, c in inner if not abs(a[1] - b[1]) + abs(b[1] - c[1]) < 0.05]
    return [points[0], *kept, points[-1]]


def _scale_and_ticks(root: Element, scope: Scope, y: float, size_mv: int) -> None:
    for ms in range(0, int(scope.until_ms) + 1, int(scope.ms_per_division)):
        x = scope.x(ms)
        _tick(root, "responses__tick", x, y, 5)
        add(root, "text", f"{ms}" + (" ms" if ms == 0 else ""), class_="responses__unit", x=x,
            y=y + 18, text_anchor="middle")  # fmt: skip
    x, top, tall = scope.width - scope.margin, TOP["responses"], size_mv * scope.per_mv
    add(root, "path", class_="responses__scale",
        d=f"M{number(x)} {number(top + 4)}v{number(tall)}")  # fmt: skip
    add(root, "text", f"{size_mv} mV", class_="responses__unit", x=x - 5, y=top + 8 + tall / 2,
        text_anchor="end")  # fmt: skip


def _divisions(root: Element, scope: Scope, floor: float) -> None:
    top = TOP["sweeps"] - 8
    divisions = int(scope.until_ms / scope.ms_per_division + 1e-9)
    every = 2 if divisions > 8 and scope.width < 500 else 1
    for k in range(divisions + 1):
        ms = k * scope.ms_per_division
        x = scope.x(ms)
        add(root, "path", class_="sweeps__grid", d=f"M{number(x)} {number(top)}V{number(floor)}")
        if k % every == 0:
            add(root, "text", f"{ms:g}", class_="sweeps__unit", x=x, y=floor + 20,
                text_anchor="middle")  # fmt: skip
    x = scope.width - scope.margin / 2
    add(root, "path", class_="sweeps__scale",
        d=f"M{number(x)} {number(top)}v{number(scope.division)}")  # fmt: skip


def _screen_grid(root: Element, scope: Scope, floor: float) -> None:
    top, step = number(TOP["traces"]), scope.ms_per_division
    times = np.arange(np.ceil(scope.from_ms / step) * step, scope.until_ms, step)
    lines = "".join(f"M{number(scope.x(float(ms)))} {top}V{number(floor)}" for ms in times)
    add(root, "path", class_="traces__grid", d=lines)
    x = number(scope.x(0.0))
    add(root, "path", class_="traces__stimulus", d=f"M{x} {top}V{number(floor)}")


def _screen_row(root: Element, sweep: Sweep, top: float, scope: Scope) -> None:
    base, x = top + BASE * scope.row, scope.x(0.0) + 5
    group = add(root, "g", class_="trace", data_trace=sweep.key)
    left, right = number(scope.gutter), number(scope.width - scope.margin)
    heights = (number(base - k * scope.division) for k in (-1, 1, 2, 3))
    levels = "".join(f"M{left} {height}H{right}" for height in heights)
    add(group, "path", class_="traces__grid", d=levels)
    _baseline(group, "traces", base, scope)
    add(group, "path", class_="traces__wave", d=_path(sweep.recording, base, scope, sweep))
    add(group, "text", sweep.name, class_="traces__site", x=x, y=top + 14)
    if sweep.note:
        add(group, "text", sweep.note, class_="traces__note", x=x, y=top + 29)
    for mark, ms in sweep.marks:
        cursor(group, sweep.key, mark, scope.x(ms), top, scope.row)


def _screen_axis(root: Element, scope: Scope, y: float, unit: str) -> None:
    _baseline(root, "traces", y, scope)
    right, step = scope.width - scope.margin, scope.ms_per_division
    labelled = step * (2 if (scope.until_ms - scope.from_ms) / step > 6 else 1)
    first = np.ceil(scope.from_ms / labelled) * labelled
    for ms in np.arange(first, scope.until_ms + 1e-9, labelled) + 0.0:  # never -0
        x = scope.x(float(ms))
        if x > right - 24:  # the unit stands there
            continue
        _tick(root, "traces__tick", x, y, 4)
        add(root, "text", f"{ms:g}", class_="traces__unit", x=x, y=y + 18, text_anchor="middle")
    add(root, "text", unit, class_="traces__unit", x=right, y=y + 18, text_anchor="end")
