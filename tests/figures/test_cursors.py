"""Sweeps stacked by site: one axis, one sensitivity, marks where their times are."""

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from multifocal.figures import Sweep, Table, fitting_mv, screen, traces
from tests.figures.test_figures import SVG, parsed, sweep

TABLE = Table("t", ("a",), (("b",),))


def drawn(*rows: Sweep, compact: bool = False) -> ElementTree.Element:
    figure = traces(
        "Waves <here>", rows, screen(-1.0, 20.0, 2.0, compact=compact), TABLE,
        sensitivity="2 mV a division", unit="ms",
    )  # fmt: skip
    assert figure.table is TABLE
    return parsed(figure.svg)


def trace(height_mv: float = 4.0) -> Sweep:
    marks = (("onset", 5.0), ("peak", 7.5), ("end", 10.0))
    return Sweep("Wrist", sweep(height_mv), marks=marks, key="3")  # type: ignore[arg-type]


def test_each_mark_stands_at_its_time_on_the_one_axis() -> None:
    root = drawn(trace(), replace(trace(), key="4"))
    left, start, per = (float(root.attrib[f"data-{n}"]) for n in ("left", "from-ms", "per-ms"))
    cursors = [one for one in root.iter(f"{SVG}g") if "data-mark" in one.attrib]
    assert [c.attrib["data-trace"] for c in cursors] == ["3"] * 3 + ["4"] * 3
    for cursor, ms in zip(cursors, [5.0, 7.5, 10.0] * 2, strict=True):
        x = float(cursor.attrib["transform"].split("(")[1].split()[0])
        assert x == pytest.approx(left + (ms - start) * per, abs=0.06)


def test_the_peak_is_as_high_as_the_sensitivity_says() -> None:
    """4 mV at 2 mV a division: two divisions of 20."""
    (wave,) = [p for p in drawn(trace()).iter(f"{SVG}path") if p.get("class") == "traces__wave"]
    ys = [float(point.split()[1]) for point in wave.attrib["d"][1:].split("L")]
    assert max(ys) - min(ys) == pytest.approx(40.0, abs=0.3)


def test_a_picture_grows_for_what_is_too_tall_but_within_reason() -> None:
    """A spike of 200 divisions is cut off by the picture's edge."""
    root = drawn(trace(400.0))
    _, top, _, height = (float(one) for one in root.attrib["viewBox"].split())
    assert -300 <= top < 0 and height < 800


def test_many_samples_keep_their_extremes() -> None:
    samples = np.zeros(200_000)
    samples[100_000] = 5.0  # one sample in the middle of 20 ms
    long = replace(sweep(1.0), samples_mv=samples, sampling_hz=10_000_000.0)
    (wave,) = [
        p for p in drawn(Sweep("s", long, key="0")).iter(f"{SVG}path")
        if p.get("class") == "traces__wave"
    ]  # fmt: skip
    points = wave.attrib["d"][1:].split("L")
    assert len(points) < 1000
    ys = [float(point.split()[1]) for point in points]
    assert max(ys) - min(ys) == pytest.approx(50.0, abs=0.3)


def test_sensitivity_and_stimulus_are_shown_and_words_are_escaped() -> None:
    root = drawn(replace(trace(), name="<b>", note="no response"))
    texts = [one.text for one in root.iter(f"{SVG}text")]
    assert "2 mV a division" in texts and "<b>" in texts and "no response" in texts
    assert "-0" not in texts
    assert any(one.get("class") == "traces__stimulus" for one in root.iter())
    assert root.attrib["role"] == "group"


@pytest.mark.parametrize(
    ("height_mv", "wanted"), [(4.0, 2.0), (6.0, 2.0), (6.1, 5.0), (0.02, 0.01)]
)
def test_the_fitting_sensitivity(height_mv: float, wanted: float) -> None:
    assert fitting_mv([trace(height_mv)]) == wanted


def test_f_sweeps_are_low_rows_with_ticks() -> None:
    root = drawn(replace(trace(), marks=(("onset", 7.0),)), compact=True)  # type: ignore[arg-type]
    assert [one for one in root.iter() if one.get("class") == "traces__late"]
    assert not [one for one in root.iter() if "data-mark" in one.attrib]


@pytest.mark.parametrize("decade", range(-1, 9))
@pytest.mark.parametrize("length", [1.0, 1.7, 2.0, 3.3, 5.0, 7.2, 9.0, 9.99])
def test_a_sweep_of_any_length_has_a_grid(decade: int, length: float) -> None:
    until = length * 10.0**decade
    scope = screen(-0.04 * until, until, 2.0)
    assert float(f"{scope.ms_per_division:.0e}".partition("e")[0]) in (1.0, 2.0, 5.0)
    lines = (scope.until_ms - scope.from_ms) / scope.ms_per_division
    assert lines <= 12.0 + 1e-9
    assert lines > 4.0 or scope.ms_per_division == 0.5


def test_the_grid_of_usual_sweeps_is_where_it_was() -> None:
    steps = {
        until: screen(-0.04 * until, until, 2.0).ms_per_division for until in (10, 20, 30, 50, 100)
    }
    assert steps == {10: 1.0, 20: 2.0, 30: 5.0, 50: 5.0, 100: 10.0}
