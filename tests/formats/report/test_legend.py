"""What a line below a table explains, and what a bare 0 means: neither is taken for granted."""

import pytest

from multifocal.formats import Understood, read_report

HEAD = "R Median - APB\nSite\tLat (ms)\tAmp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\tDist (mm)"
WRIST = "Wrist\t3.4\t9.0\t28.0\t5.7\t70"


def read(*lines: str, **answers: str) -> Understood:
    told = {name.replace("__", ":"): one.replace("_", "-") for name, one in answers.items()}
    return read_report("\n".join((HEAD, WRIST, *lines)).encode(), told)


@pytest.mark.parametrize(
    "cells", ["0.0\t0.0\t0.0\t0.0", "\t0\t0\t", "\t\t0.0\t", "\t\t0\t0", "7.9\t0\t0\t0"]
)
def test_a_zero_that_was_not_recorded_leaves_nothing_of_that_response(cells: str) -> None:
    row = f"Elbow\t{cells}\t230"
    assert [one.id for one in read(row).questions] == ["zero"]
    measure = read(row, zero="not_recorded").study().measures[1]
    assert measure.empty
    assert not measure.absent
    if not cells.startswith("7.9"):  # a response with a latency came
        assert read(row, zero="no_response").study().measures[1].absent


def test_an_area_of_zero_beside_an_amplitude_is_not_recorded() -> None:
    found = read("Elbow\t7.9\t8.8\t0.0\t5.9\t230")
    measure = found.study().measures[1]
    assert (measure.amplitude_mv, measure.negative_peak_area_mvms) == (8.8, None)
    assert "zero_left_out" in {one.key for one in found.notes}


@pytest.mark.parametrize("cell", ["NR", "NR*"])
@pytest.mark.parametrize("note", ["NR = not recorded", "* NR: not reached (declined)"])
def test_nr_is_asked_about_where_a_line_explains_it_as_something_else(cell: str, note: str) -> None:
    row = f"Elbow\t{cell}\t{cell}\t{cell}\t{cell}\t230"
    assert [one.id for one in read(row, note).questions] == ["nr"]
    assert read(row, note, nr="not_recorded").study().measures[1].empty
    assert read(row, note, nr="no_response").study().measures[1].absent


@pytest.mark.parametrize("note", ["NR = no response", "Seen today"])
def test_nr_is_no_response_where_nothing_speaks_against_it(note: str) -> None:
    assert read("Elbow\tNR\tNR\tNR\tNR\t230", note).study().measures[1].absent


@pytest.mark.parametrize(
    ("note", "asks"),
    [
        ("Amplitudes are peak-to-peak", True),
        ("* Amp = peak to peak, Area = total", True),
        ("Areas are those of the whole response", True),
        ("Gesamtfläche", True),
        ("* different muscle", True),
        ("* outside the limits of normal", False),
        ("† different muscle", False),
        ("Total time of the study 40 min", False),
    ],
)
def test_a_line_that_changes_what_a_column_or_sign_means_is_asked_about(
    note: str, asks: bool
) -> None:
    found = read("Elbow\t7.9\t8.8*\t27.4\t5.9\t230", note)
    assert [one.id for one in found.questions] == (["note:5"] if asks else [])
    assert not read("Elbow\t7.9\t8.8*\t27.4\t5.9\t230", note, note__5="as_headed").questions
