"""A heading of a nerve with a temperature in it heads its rows, above the first table too."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.formats import read_report
from multifocal.study import Measure

TABLE = "Stimulation\tLat (ms)\tNeg Amp (mV)\tNeg Area (mVms)\n"
ROWS = "Wrist\t2.9\t8.4\t25.6\nBelow elbow\t7.1\t5.2\t16.4\n"
MEDIAN = "Wrist\t3.9\t9.4\t29.6\nElbow\t8.1\t9.2\t28.4\n"


def read(ulnar: str, median: str = "R median - APB  Temp: 31.0 C") -> list[Measure]:
    text = f"{ulnar}\n{TABLE}{ROWS}{median}\n{TABLE}{MEDIAN}"
    return list(read_report(text.encode()).study().measures)


@pytest.mark.parametrize(
    "heading",
    [
        "R ulnar - ADM  Temp: 32.0 C",
        "R ulnar - ADM  32.0 C",
        "R ulnar - ADM Temp 32,0 °C",
        "R ulnar - ADM  (32.0°C)",
        "Nerve: N. ulnaris dx.   Muskel: ADM   Temp: 32,0 °C",
        "Nerve: Ulnar R   Muscle: ADM   Temp: 32 C",
        "ULNAR  RIGHT   REC: ADM    TEMP 32.0C",
        "Temp: 32.0 C   R ulnar - ADM",
        "R ulnar - ADM   skin temp 32",
    ],
)
def test_nerve_muscle_and_temperature_in_one_line(heading: str) -> None:
    found = read(heading)
    assert [(one.side, one.nerve, one.muscle, one.site, one.temperature_c) for one in found] == [
        ("right", "ulnar", "adm", "wrist", 32.0), ("right", "ulnar", "adm", "below_elbow", 32.0),
        ("right", "median", "apb", "wrist", 31.0), ("right", "median", "apb", "elbow", 31.0),
    ]  # fmt: skip


def test_a_heading_of_several_cells_needs_no_temperature() -> None:
    found = read("ULNAR  RIGHT   REC: ADM", "MEDIAN  RIGHT   REC: APB")
    assert [(one.nerve, one.muscle) for one in found] == [("ulnar", "adm")] * 2 + [
        ("median", "apb")
    ] * 2


@pytest.mark.parametrize("told", ["Temp: 31-33 C", "Temp: 89.6 F", "Temp: 32.l C"])
def test_no_single_temperature_is_none(told: str) -> None:
    text = f"R ulnar - ADM  {told}\n{TABLE}{ROWS}"
    found = read_report(text.encode())
    assert not {row.get("temperature_c") for _, row in found.rows} - {None, ""}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["right", "left"]),
    st.integers(260, 369),
    st.sampled_from(
        ["Temp: {} C", "{} °C", "Temp {}°C", "({} °C)", "Temp. = {} C", "skin temp {}"]
    ),
    st.sampled_from([" ", "  ", "   "]),
    st.sampled_from([".", ","]),
)
def test_every_way_to_write_it(side: str, tenths: int, way: str, gap: str, sign: str) -> None:
    written = f"{tenths // 10}{sign}{tenths % 10}"
    first, *_ = read(f"{side} ulnar - ADM{gap}{way.format(written)}")
    assert (first.side, first.nerve, first.muscle) == (side, "ulnar", "adm")
    assert first.temperature_c == tenths / 10
