"""Strength over time with the infusions on one chart, and cycles laid over each other.

Values from zero up, so that a fall looks as large as it is. Every picture has its table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from multifocal.figures.figure import Figure, Table
from multifocal.figures.scale import Scale
from multifocal.figures.svg import Point, add, hushed, line_path, svg, written

WIDTH: Final = 400.0
_BASE: Final = 186.0
"""Where zero is."""
_BELOW: Final = 18.0
"""From there down to the numbers of the axis."""
_ROW: Final = 22.0
"""From them to its name, and from one line of the legend to the next."""
_LEFT: Final = 46.0
_RIGHT: Final = 12.0
_TOP: Final = 26.0
_STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200)
_MOST_TICKS: Final = 5
_HEADROOM: Final = 1.08
_LETTER: Final = 9.0
"""So much room a letter of a tag wants, in print too."""
_TAG_ROW: Final = 18.0
_TAG_ROWS: Final = 2
"""Tags stand in so many rows, one over the other: what has room in none is in the table alone."""
_MOST_TAGS: Final = 8
_MOST_LINES: Final = 40
"""So many infusions can each have a line through the chart; more are marks above it."""
_MARK: Final = 8.0


@dataclass(frozen=True)
class Overlaid:
    """One cycle: its name, and points of days since the infusion and percent of one's own best."""

    name: str
    points: tuple[Point, ...]
    newest: bool = False


def strength_over_time(
    text: str,
    words: Mapping[str, str],
    points: Sequence[tuple[date, float]],
    infusions: Sequence[date],
    band: tuple[float, float] | None = None,
    doses: Mapping[date, str] | None = None,
    missed: Sequence[date] = (),
    say_day: Callable[[date], str] = date.isoformat,
    tags: Mapping[date, str] | None = None,
) -> Figure:
    """Measures as points, the days of infusions as lines with a tag (of many, as marks above the
    chart), those of missed ones with an empty tag, the personal band behind; a legend of what is
    drawn.
    `doses` says what was infused on a day, for the table; `tags` what stands at the line of a day
    where there is room for it: one for a course of infusions, whose lines stand close together.

    `words`: `value` (axis, with the unit), `infusion`, `missed`, `band`, `day` and `caption` of the
    table. `say_day`: how a day is written. ValueError without points.
    """
    if not points:
        raise ValueError("a chart needs a point")
    days = [one for one, _ in points] + [*infusions, *missed]
    first, last = min(days).toordinal(), max(days).toordinal()
    across = Scale(first, max(last, first + 1), _LEFT, WIDTH - _RIGHT)
    up = _upward(max(value for _, value in points))
    legend = [name for name, there in (("infusion", infusions), ("missed", missed), ("band", band))
              if there]  # fmt: skip
    root = svg(WIDTH, _height(len(legend)), "strength-chart", text)
    if band is not None:
        low, high = up(band[0]), up(band[1])
        add(root, "rect", class_="strength-chart__band", x=_LEFT, y=high,
            width=WIDTH - _LEFT - _RIGHT, height=low - high)  # fmt: skip
    _values(root, up, words["value"])
    few = len(infusions) + len(missed) <= _MOST_LINES
    for at, is_missed in sorted([*((one, False) for one in infusions),
                                 *((one, True) for one in missed)]):  # fmt: skip
        x = across(at.toordinal())
        if not few:
            name = "missed-mark" if is_missed else "mark"
            add(root, "path", class_=f"strength-chart__{name}",
                d=line_path([(x, _TOP - _MARK), (x, _TOP)]))  # fmt: skip
            continue
        if not is_missed:
            add(root, "path", class_="strength-chart__infusion",
                d=line_path([(x, _TOP), (x, _BASE)]))  # fmt: skip
        _drop(root, x, _TOP, is_missed=is_missed)
    if tags and few and len(tags) <= _MOST_TAGS:
        _tags(root, [(across(day.toordinal()), text) for day, text in sorted(tags.items())])
    line = [(across(day.toordinal()), up(value)) for day, value in points]
    add(root, "path", class_="strength-chart__line", d=line_path(line))
    for x, y in line:
        add(root, "circle", class_="strength-chart__point", cx=x, cy=y, r=3.2)
    for number, anchor in ((first, "start"), (last, "end"))[: 1 + (last > first)]:
        add(root, "text", say_day(date.fromordinal(number)), class_="strength-chart__label",
            x=across(number), y=_BASE + _BELOW, text_anchor=anchor)  # fmt: skip
    for number, name in enumerate(legend, 1):
        _legend(root, _BASE + _BELOW + number * _ROW, name, words[name])
    rows = [(day, f"{value:.1f}", "") for day, value in points]
    rows += [(day, "", (doses or {}).get(day, words["infusion"])) for day in infusions]
    rows += [(day, "", words["missed"]) for day in missed]
    columns = (words["day"], words["value"], words["infusion"])
    said = tuple((say_day(day), *rest) for day, *rest in sorted(rows))
    return Figure(written(hushed(root)), text, Table(words["caption"], columns, said))


def _height(rows: int) -> float:
    """Of a picture with so many lines below the numbers of its axis."""
    return _BASE + _BELOW + rows * _ROW + 8


def _drop(root: Element, x: float, y: float, *, is_missed: bool) -> None:
    """The tag of an infusion, whose tip is there: empty where it was missed."""
    name = "strength-chart__drop" + (" is-missed" if is_missed else "")
    shape = line_path([(x - 5, y - 9), (x + 5, y - 9), (x, y)]) + "Z"
    add(root, "path", class_=name, d=shape)


def _tags(root: Element, tags: Sequence[tuple[float, str]]) -> None:
    """Words at the lines that stand there, on their right where there is room."""
    taken = [0.0] * _TAG_ROWS
    for x, text in tags:
        width = _LETTER * len(text)
        is_left = x + 4 + width > WIDTH
        start = x - 4 - width if is_left else x + 4
        row = next((k for k, end in enumerate(taken) if start >= end), None)
        if row is None:
            continue
        taken[row] = start + width
        add(root, "text", text, class_="strength-chart__label", x=x - 4 if is_left else x + 4,
            y=_BASE - 5 - row * _TAG_ROW, text_anchor="end" if is_left else None)  # fmt: skip


def _legend(root: Element, y: float, name: str, words: str) -> None:
    """A line of the legend: the sign as it is drawn, and what it is."""
    if name == "band":
        add(root, "rect", class_="strength-chart__band", x=_LEFT, y=y - 11, width=16.0,
            height=12.0)  # fmt: skip
    else:
        _drop(root, _LEFT + 8, y, is_missed=name == "missed")
    add(root, "text", words, class_="strength-chart__label", x=_LEFT + 24, y=y)


def cycles_overlaid(text: str, words: Mapping[str, str], cycles: Sequence[Overlaid]) -> Figure:
    """A line a cycle over the days since its infusion, the newest one strong.

    `words`: `percent` and `days` (axes), `cycle` and `caption` of the table. ValueError without
    points.
    """
    drawn = [one for one in cycles if one.points]
    if not drawn:
        raise ValueError("a chart needs a point")
    longest = max(days for one in drawn for days, _ in one.points)
    across = Scale(0.0, max(longest, 7.0), _LEFT, WIDTH - _RIGHT)
    up = _upward(max(100.0, *(value for one in drawn for _, value in one.points)))
    root = svg(WIDTH, _height(1), "strength-chart", text)
    _values(root, up, words["percent"])
    for week in range(0, int(max(longest, 7.0)) + 1, 7):
        add(root, "text", str(week), class_="strength-chart__label", x=across(week),
            y=_BASE + _BELOW, text_anchor="middle")  # fmt: skip
    add(root, "text", words["days"], class_="strength-chart__label", x=WIDTH - _RIGHT,
        y=_BASE + _BELOW + _ROW, text_anchor="end")  # fmt: skip
    for one in sorted(drawn, key=lambda each: each.newest):
        line = [(across(days), up(value)) for days, value in one.points]
        name = "strength-chart__cycle" + (" is-newest" if one.newest else "")
        group = add(root, "g", class_=name)
        if len(line) > 1:
            add(group, "path", class_="strength-chart__line", d=line_path(line))
        for x, y in line:
            add(group, "circle", class_="strength-chart__point", cx=x, cy=y, r=3.2)
    rows = tuple(
        (one.name, f"{days:.1f}", f"{value:.0f}") for one in drawn for days, value in one.points
    )
    columns = (words["cycle"], words["days"], words["percent"])
    return Figure(written(hushed(root)), text, Table(words["caption"], columns, rows))


def _upward(most: float) -> Scale:
    return Scale(0.0, max(most * _HEADROOM, 1.0), _BASE, _TOP)


def _values(root: Element, up: Scale, name: str) -> None:
    """The axis: a few round values from zero, and what they are."""
    step = next((one for one in _STEPS if up.most / one <= _MOST_TICKS), _STEPS[-1])
    for tick in range(0, int(up.most) + 1, step):
        y = up(tick)
        add(root, "path", class_="strength-chart__grid",
            d=line_path([(_LEFT, y), (WIDTH - _RIGHT, y)]))  # fmt: skip
        add(root, "text", str(tick), class_="strength-chart__label", x=_LEFT - 6, y=y + 4,
            text_anchor="end")  # fmt: skip
    add(root, "text", name, class_="strength-chart__label", x=_LEFT, y=_TOP - 12)
