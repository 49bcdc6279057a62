"""Responses of one muscle, stacked by site, as an electromyographer expects: negativity upward."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import numpy as np

from multifocal.figures.figure import Figure, Table
from multifocal.figures.svg import add, line_path, number, svg, written
from multifocal.study import Recording

WIDTH, ROW, TOP, FOOT, GUTTER, MARGIN = 300.0, 60.0, 14.0, 30.0, 94.0, 12.0


@dataclass(frozen=True)
class Response:
    """A recording, the same one healthy (drawn faint behind), its site's name, what to say."""

    site: str
    recording: Recording
    healthy: Recording
    said: str
    small: bool


def responses(text: str, rows: Sequence[Response], table: Table, until_ms: float = 30.0) -> Figure:
    """One sweep a row on one time axis and one scale; healthy faint behind; values beside.

    `moving` holds the responses and their values, without axis, names and healthy ones.
    """
    height = TOP + ROW * len(rows) + FOOT
    root = svg(WIDTH, height, "responses", text)
    tallest = max(float(np.max(r.healthy.negativity_mv)) for r in rows)
    per_mv = 0.62 * ROW / tallest if tallest > 0 else 1.0
    per_ms = (WIDTH - GUTTER - MARGIN) / until_ms
    _axis(root, height, per_ms, per_mv, until_ms, tallest)
    still, moving = (add(root, "g", **mark) for mark in ({}, {"data_moving": ""}))
    for k, row in enumerate(rows):
        base = TOP + ROW * k + 0.72 * ROW
        small = " is-small" if row.small else ""
        add(still, "text", row.site, class_="responses__site", x=2.0, y=base - 17)
        add(still, "path", class_="responses__base",
            d=f"M{number(GUTTER)} {number(base)}H{number(WIDTH - MARGIN)}")  # fmt: skip
        add(still, "path", class_="responses__trace responses__trace--healthy",
            d=_trace(row.healthy, base, per_mv, per_ms, until_ms))  # fmt: skip
        add(moving, "text", row.said, class_=f"responses__value{small}", x=2.0, y=base + 2)
        add(moving, "path", class_=f"responses__trace responses__trace--now{small}",
            d=_trace(row.recording, base, per_mv, per_ms, until_ms))  # fmt: skip
    return Figure(written(root), text, table)


def _trace(one: Recording, base: float, per_mv: float, per_ms: float, until_ms: float) -> str:
    times, wave = one.times_ms, one.negativity_mv
    shown = np.flatnonzero((times >= 0) & (times <= until_ms))[
        :: max(1, int(one.sampling_hz / 4000))
    ]
    x, y = GUTTER + times[shown] * per_ms, base - wave[shown] * per_mv
    return line_path(list(zip(x.tolist(), y.tolist(), strict=True)))


def _axis(
    root: Element, height: float, per_ms: float, per_mv: float, until_ms: float, tallest: float
) -> None:
    y = height - FOOT + 6
    for ms in range(0, int(until_ms) + 1, 10):
        x = GUTTER + ms * per_ms
        add(root, "path", class_="responses__tick", d=f"M{number(x)} {number(y)}v5")
        add(root, "text", f"{ms}" + (" ms" if ms == 0 else ""), class_="responses__unit", x=x,
            y=y + 18, text_anchor="middle")  # fmt: skip
    size = 5 if tallest > 6 else 1
    x = WIDTH - MARGIN
    add(root, "path", class_="responses__scale",
        d=f"M{number(x)} {number(TOP + 4)}v{number(size * per_mv)}")  # fmt: skip
    add(root, "text", f"{size} mV", class_="responses__unit", x=x - 5,
        y=TOP + 8 + size * per_mv / 2, text_anchor="end")  # fmt: skip
