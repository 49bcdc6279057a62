"""Units that stand in the cells and not in the heading: read where all are told, else refused."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import read_report
from multifocal.study import Measure

HEADER = ("Site", "Lat", "Amp", "Neg Area", "Neg Dur", "Dist", "CV")
WRIST = ["Wrist", "3.4 ms", "8,2 mV", "27.5 mVms", "5.8ms", "70 mm", ""]
ELBOW = ["Elbow", "8.1 ms", "3,6 mV", "11.1 mV·ms", "6.3 ms", "235 mm", "50 m/s"]


def read(*rows: list[str], header: tuple[str, ...] = HEADER) -> tuple[Measure, ...]:
    lines = [["R Median - APB"], list(header), *rows]
    return read_report("\n".join("\t".join(row) for row in lines).encode()).study().measures


def test_every_column_takes_its_unit_from_its_cells() -> None:
    wrist, elbow = read(WRIST, ELBOW)
    assert (wrist.latency_ms, wrist.amplitude_mv, wrist.distance_mm) == (3.4, 8.2, 70)
    assert (elbow.negative_peak_area_mvms, elbow.negative_peak_duration_ms) == (11.1, 6.3)


@pytest.mark.parametrize(
    ("column", "cells", "right"),
    [
        ("Lat", ("0.0034 s", "8.1 ms"), (3.4, 8.1)),
        ("Amp", ("8200 µV", "3.6 mV"), (8.2, 3.6)),
        ("Amp", ("8200 uV", "3600 uV"), (8.2, 3.6)),
        ("Dist", ("7 cm", "235 mm"), (70, 235)),
        ("Dist", ("7,0 cm", "23,5 cm"), (70, 235)),
    ],
)
def test_units_may_differ_and_each_number_keeps_its_own(
    column: str, cells: tuple[str, str], right: tuple[float, float]
) -> None:
    at = HEADER.index(column)
    first, second = ([*row[:at], cell, *row[at + 1 :]]
                     for row, cell in zip((WRIST, ELBOW), cells, strict=True))  # fmt: skip
    name = {"Lat": "latency_ms", "Amp": "amplitude_mv", "Dist": "distance_mm"}[column]
    assert tuple(getattr(one, name) for one in read(first, second)) == pytest.approx(right)


@pytest.mark.parametrize("column", ["Lat", "Amp", "Neg Area", "Neg Dur"])
@pytest.mark.parametrize("cell", ["9 mA", "3.6 Hz", "8.1 m/s", "4 kg"])
def test_a_unit_of_another_kind_is_no_number_of_the_column(column: str, cell: str) -> None:
    at = HEADER.index(column)
    with pytest.raises(Fault):
        read(WRIST, [*ELBOW[:at], cell, *ELBOW[at + 1 :]])


@pytest.mark.parametrize(("column", "cell"), [("Lat", "8.1"), ("Amp", "3600"), ("Neg Dur", "6.3")])
def test_where_one_number_has_no_unit_it_is_not_taken_from_the_others(
    column: str, cell: str
) -> None:
    at = HEADER.index(column)
    with pytest.raises(Fault):
        read(WRIST, [*ELBOW[:at], cell, *ELBOW[at + 1 :]])


MIXED = """Nerve\tSite\tRec\tLat\tAmp\tDist
Right Median\tWrist\tAPB\t3.5\t8.8\t70
Right Median\tElbow\tAPB\t7.8\t3.9\t230
Right Median\tWrist\tDigit 2\t2.6\t{}\t140
Right Ulnar\tWrist\tDigit 5\t2.3\t{}\t120
"""
OF_SKIN = {"sensory-latency": "peak", "sensory-amplitude": "onset-to-peak"}


def test_motor_and_sensory_rows_in_one_column_without_a_unit_have_each_their_own() -> None:
    study = read_report(MIXED.format("28", "22").encode(), OF_SKIN).study()
    assert [one.amplitude_mv for one in study.measures] == pytest.approx([8.8, 3.9, 0.028, 0.022])


def test_where_the_sensory_numbers_may_be_of_either_unit_theirs_alone_is_asked() -> None:
    text = MIXED.format("0.028", "0.022").encode()
    (asked,) = read_report(text, OF_SKIN).questions
    assert asked.id == "unit:1:sensory_amplitude_uv"
    study = read_report(text, OF_SKIN | {asked.id: "mV"}).study()
    assert [one.amplitude_mv for one in study.measures] == pytest.approx([8.8, 3.9, 0.028, 0.022])


def test_a_row_without_a_number_is_of_the_kind_that_its_column_is() -> None:
    table = (
        "Nerve\tSite\tLat\tAmp\nR Median\tWrist\t3.5 ms\t9.0 mV\n\tElbow\tNR\t\n\tAxilla\tNT\t\n"
    )
    assert not read_report(table.encode()).questions
    both = "Nerve\tSite\tLat (ms)\tAmp\nR Median\tWrist\tNR\t\n"
    assert [one.id for one in read_report(both.encode()).questions] == ["kind:1"]
