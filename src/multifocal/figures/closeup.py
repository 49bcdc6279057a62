"""A stretch of one coated fiber, twice: whole, and with damaged gaps; gaps are links to change."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from multifocal.figures.figure import Figure
from multifocal.figures.svg import add, number, svg, written


@dataclass(frozen=True)
class Gap:
    """One gap, a button that stays down while it is damaged: its name, and where a tap leads."""

    id: int
    name: str
    href: str
    damaged: bool


def closeup(
    text: str,
    names: tuple[str, str],
    gaps: Sequence[Gap],
    times_ms: tuple[Sequence[float | None], Sequence[float | None]],
    stopped: bool,
    width: float,
    slower: int,
) -> Figure:
    """Two fibers with len(gaps) gaps; times_ms (gaps + 2 each) move a message along each, so many
    times slower than in a nerve.

    None where the message never came. The lower fiber's gaps are links (`data-gap`), and what
    `moving` holds.
    """
    narrow = width < 500
    row, thick = (96.0, 18.0) if narrow else (112.0, 26.0)
    height = 2 * row + 10
    root = svg(width, height, f"closeup closeup--{'narrow' if narrow else 'wide'}", text)
    root.set("role", "group")
    pitch = width / (len(gaps) + 1)
    places = [(k + 0.5) * pitch - pitch / 2 for k in range(len(gaps) + 2)]
    for k, name in enumerate(names):
        y = row * k + row * 0.62
        fiber = add(root, "g", data_moving="" if k else None)
        add(fiber, "text", name, class_="closeup__name", x=2.0, y=row * k + 18)
        add(fiber, "path", class_="closeup__axon", d=f"M0 {number(y)}H{number(width)}")
        _coats(fiber, places, gaps if k else [], y, thick, pitch)
        for gap, x in zip(gaps, places[1:-1], strict=True):
            if k == 0:
                add(fiber, "circle", class_="closeup__gap", cx=x, cy=y, r=thick * 0.2)
            else:
                _gap(fiber, gap, x, y, thick, pitch)
        lights = _flashes(fiber, places[1:-1], times_ms[k][1:-1], y, thick * 0.34 + 3)
        lights.set("data-slower", str(slower))
        _message(fiber, places, times_ms[k], y, lost=bool(k) and stopped)
    return Figure(written(root), text)


def _coats(
    parent: Element,
    places: Sequence[float],
    gaps: Sequence[Gap],
    y: float,
    thick: float,
    pitch: float,
) -> None:
    hurt = {k + 1 for k, gap in enumerate(gaps) if gap.damaged}
    room = 0.09 * pitch
    for k, (a, b) in enumerate(pairwise(places)):
        left = a + room * (2.6 if k in hurt else 1.0)
        right = b - room * (2.6 if k + 1 in hurt else 1.0)
        add(parent, "rect", class_="closeup__coat", x=left, y=y - thick / 2, width=right - left,
            height=thick, rx=thick * 0.42)  # fmt: skip


def _flashes(
    parent: Element, places: Sequence[float], times: Sequence[float | None], y: float, r: float
) -> Element:
    """The light of each gap that the message reaches, and when: there the signal is renewed."""
    lights = add(parent, "g", class_="closeup__flashes", aria_hidden="true")
    for x, t in zip(places, times, strict=True):
        if t is not None:
            add(lights, "circle", class_="closeup__flash", cx=x, cy=y, r=r, data_flash=f"{t:.4f}")
    return lights


def _message(
    parent: Element, places: Sequence[float], times: Sequence[float | None], y: float, lost: bool
) -> None:
    came = [(t, x) for t, x in zip(times, places, strict=True) if t is not None]
    came.sort()
    knots = " ".join(f"{t:.4f},{number(x)}" for t, x in came)
    fate = "blocked" if lost else "healthy"
    line = add(parent, "g", class_=f"fiber fiber--{fate}")
    end = came[-1][1] if came else 0.0
    if lost:
        add(line, "path", class_="fiber__end closeup__end",
            d=f"M{number(end + 8)} {number(y - 7)}l14 14m0-14l-14 14")  # fmt: skip
    add(line, "circle", class_="fiber__impulse closeup__message", cx=came[0][1] if came else 0.0,
        cy=y, r=6.5, data_knots=knots or "0,0 0,0", data_leaps="1",
        data_lost="" if lost else None)  # fmt: skip


def _gap(parent: Element, gap: Gap, x: float, y: float, thick: float, pitch: float) -> None:
    link = add(parent, "a", href=gap.href, data_gap=gap.id, aria_label=gap.name, role="button",
               aria_pressed="true" if gap.damaged else "false",
               class_=f"gap{' gap--hurt' if gap.damaged else ''}")  # fmt: skip
    reach = min(pitch / 2, 26.0)
    add(link, "rect", class_="gap__target", x=x - reach, y=y - 26, width=2 * reach, height=52.0)
    add(link, "circle", class_="gap__ring", cx=x, cy=y, r=thick * 0.34 + 4)
    add(link, "circle", class_="gap__disc", cx=x, cy=y, r=thick * 0.34)
    if gap.damaged:
        d = thick * 0.62
        strokes = "".join(
            f"M{number(x + a * d)} {number(y + b * d)}l{number(a * 7)} {number(b * 7)}"
            for a, b in ((0.7, -0.9), (-0.7, -0.9), (0.7, 0.9), (-0.7, 0.9))
        )
        add(link, "path", class_="gap__spikes", d=strokes)
