"""Stacked sweeps: one time axis, one gain, both printed and both true."""

from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import numpy as np
import pytest

from multifocal import body
from multifocal.figures import (
    Figure,
    Scope,
    Sweep,
    Table,
    fitting_mv,
    nice,
    responses,
    screen,
    standalone,
    sweeps,
    traces,
    way_map,
)
from multifocal.study import Recording

SVG = "{http://www.w3.org/2000/svg}"
TABLE = Table("numbers", ("site",), (("wrist",),))
SCOPE = Scope(
    width=760, row=60, division=20, per_division=5, unit="mV", until_ms=30, ms_per_division=5,
    gutter=100,
)  # fmt: skip


def sweep(height_mv: float, at_ms: float = 10.0) -> Recording:
    times = np.arange(0, 60, 0.05)
    wave = height_mv * np.exp(-(((times - at_ms) / 1.5) ** 2))
    return Recording(wave, 20_000.0, "M", "right", "ulnar", "adm", None, "wrist")


def drawn(figure: Figure, kind: str) -> list[list[tuple[float, float]]]:
    root: Element = fromstring(figure.svg)
    return [
        [(float(x), float(y)) for x, y in (p.split() for p in path.attrib["d"][1:].split("L"))]
        for path in root.iter(f"{SVG}path")
        if kind in path.attrib.get("class", "").split()
    ]


def test_a_division_is_what_is_printed() -> None:
    figure = sweeps("w", [Sweep("a", sweep(10.0, 12.0), "")], TABLE, SCOPE, "5 mV", "ms")
    (points,) = drawn(figure, "sweeps__trace--now")
    base, top = points[0][1], min(points, key=lambda p: p[1])
    assert base - top[1] == pytest.approx(2 * 20, abs=0.5)
    grid = sorted(
        float(p.attrib["d"][1:].split()[0])
        for p in fromstring(figure.svg).iter(f"{SVG}path")
        if p.attrib["class"] == "sweeps__grid"
    )
    assert len(grid) == 7
    per_ms = (grid[1] - grid[0]) / 5
    assert (top[0] - grid[0]) / per_ms == pytest.approx(12.0, abs=0.1)


def test_rows_share_one_gain_and_microvolts_are_a_thousandth() -> None:
    rows = [Sweep("a", sweep(8.0), ""), Sweep("b", sweep(2.0), "", small=True)]
    tall, low = drawn(sweeps("w", rows, TABLE, SCOPE, "", ""), "sweeps__trace--now")
    height = [p[0][1] - min(y for _, y in p) for p in (tall, low)]
    assert height[0] == pytest.approx(4 * height[1], rel=0.02)
    micro = Scope(**{**vars(SCOPE), "unit": "µV", "per_division": 5000})
    (again, _) = drawn(sweeps("w", rows, TABLE, micro, "", ""), "sweeps__trace--now")
    assert again == tall


@pytest.mark.parametrize("kind", ["responses", "sweeps", "traces"])
def test_one_sample_among_many_is_not_lost(kind: str) -> None:
    """10 mV high for 2 µs, where two thousand samples share a px."""
    samples = np.zeros(500_000)
    samples[::2] = 0.01
    samples[123_457] = 10.0
    one = replace(sweep(1.0), samples_mv=samples, sampling_hz=500_000.0 * 1000 / 30)
    row = Sweep("a", one, "", one)
    figure = {
        "responses": lambda: responses("w", [row], TABLE),
        "sweeps": lambda: sweeps("w", [row], TABLE, SCOPE, "", ""),
        "traces": lambda: traces("w", [row], screen(0, 30, 5), TABLE, sensitivity="", unit="ms"),
    }[kind]()
    (points,) = drawn(figure, {"traces": "traces__wave"}.get(kind, f"{kind}__trace--now"))
    height = {"responses": 0.62 * 60, "sweeps": 40.0, "traces": 40.0}[kind]
    assert points[0][1] - min(y for _, y in points) == pytest.approx(height, abs=0.3)
    assert len(points) < 1500


def pieces(figure: Figure, kind: str) -> list[list[tuple[float, float]]]:
    """The unbroken parts of the one line of that kind."""
    root: Element = fromstring(figure.svg)
    (line,) = (p for p in root.iter(f"{SVG}path") if kind in p.attrib.get("class", "").split())
    return [
        [(float(x), float(y)) for x, y in (p.split() for p in part.split("L"))]
        for part in line.attrib["d"].split("M")[1:]
    ]


def longest_level(points: list[tuple[float, float]], base: float) -> float:
    """px that the line runs level, away from its baseline."""
    runs = [0.0]
    for (x, y), (after, beyond) in pairwise(points):
        level = abs(y - beyond) < 0.05 and abs(y - base) > 5
        runs.append(runs[-1] + after - x if level else 0.0)
    return max(runs)


@pytest.mark.parametrize("height_mv", [50.0, -50.0])
def test_what_leaves_its_lane_is_left_out_and_never_cut_flat(height_mv: float) -> None:
    scope = Scope(**{**vars(SCOPE), "lane": (20.0, 20.0)})
    figure = sweeps("w", [Sweep("a", sweep(height_mv), "")], TABLE, scope, "", "")
    before, after = pieces(figure, "sweeps__trace--now")
    base = before[0][1]
    assert all(abs(y - base) <= 20.1 for _, y in before + after)
    assert max(abs(y - base) for _, y in before + after) > 15
    assert longest_level(before, base) == longest_level(after, base) == 0


def test_a_screen_draws_a_response_whole_at_any_sensitivity() -> None:
    """Ten divisions high, and its positive phase as deep: nothing of it is flat or lost."""
    times = np.arange(0, 60, 0.05)
    wave = 20.0 * np.sin((times - 5) / 10 * 2 * np.pi) * ((times > 5) & (times < 15))
    wave += 300.0 * (times < 0.5)  # the stimulus artifact
    one = replace(sweep(1.0), samples_mv=wave)
    figure = traces(
        "w", [Sweep("a", one, marks=(("onset", 5.0),))], screen(0, 30, 2), TABLE,
        sensitivity="", unit="ms",
    )  # fmt: skip
    parts = pieces(figure, "traces__wave")
    base = parts[-1][0][1]
    heights = [base - y for part in parts for _, y in part]
    assert max(heights) == pytest.approx(200, abs=1)  # 20 px a division of 2 mV
    assert min(heights) == pytest.approx(-200, abs=1)
    assert longest_level(parts[-1], base) == 0
    _, top, _, tall = (float(one) for one in fromstring(figure.svg).attrib["viewBox"].split())
    assert top <= base - 200 and top + tall >= base + 200


def test_the_fitting_sensitivity_leaves_room_for_what_follows_the_peak() -> None:
    times = np.arange(0, 60, 0.05)
    wave = 5.0 * np.exp(-(((times - 6) / 1.5) ** 2)) - 9.0 * np.exp(-(((times - 11) / 2) ** 2))
    rows = [Sweep("a", replace(sweep(1.0), samples_mv=wave), marks=(("onset", 4.0), ("peak", 6.0)))]
    assert fitting_mv(rows) == 5.0  # by the peak alone it would be 2


@pytest.mark.parametrize(
    ("value", "step"),
    [(0.09, 0.1), (0.1, 0.1), (0.11, 0.2), (1, 1), (3.4, 5), (5.1, 10), (700, 1e3)],
)
def test_gains_are_one_two_or_five(value: float, step: float) -> None:
    assert nice(value) == step


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan"), float("inf")])
def test_no_gain_for_nothing(value: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        nice(value)


def test_a_file_of_its_own_carries_its_dress_and_its_words() -> None:
    figure = sweeps("Said & done", [Sweep("a", sweep(8.0), "8 mV")], TABLE, SCOPE, "5 mV", "ms")
    root = fromstring(standalone(figure))
    title = root.find(f"{SVG}title")
    assert title is not None and title.text == "Said & done"
    assert root.attrib["width"] == "760"
    assert all(path.get("stroke") for path in root.iter(f"{SVG}path"))
    assert all(text.get("fill") for text in root.iter(f"{SVG}text"))


def test_a_way_is_drawn_with_its_spots() -> None:
    way = body.path("edb", "left")
    figure = way_map("A way", "edb", "left", [(way.place_at(300), "here")])
    spots = [g for g in fromstring(figure.svg).iter(f"{SVG}g") if g.get("aria-label") == "here"]
    assert len(spots) == 1
