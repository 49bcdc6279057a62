"""One row a nerve, its sites over the columns: laid out with a row for each site."""

import pytest

from multifocal.formats import Understood, read_report
from multifocal.formats.report import is_report

WIDE = """Nerve\tSide\tLat wrist (ms)\tCMAP wrist (mV)\tCMAP elbow (mV)\tCMAP axilla (mV)\tMCV (m/s)
Median (APB)\tR\t3.5\t9.1\t4.0\t3.9\t51
Median (APB)\tL\t3.4\t9.4\t9.2\tNR\t55
"""
GROUPS = """\t\tWrist\t\tElbow\t
Nerve\tSide\tLat (ms)\tAmp (mV)\tLat (ms)\tAmp (mV)
Median (APB)\tR\t3.5\t9.1\t8.0\t4.0
Median (APB)\tL\t3.4\t9.4\t7.8\t9.2
"""


def read(text: str) -> Understood:
    assert is_report(text.encode())
    return read_report(text.encode())


def told(found: Understood) -> list[tuple[object, ...]]:
    return [
        (one.side, one.site, one.latency_ms, one.amplitude_mv) for one in found.study().measures
    ]


def test_a_site_in_each_heading() -> None:
    assert told(read(WIDE)) == [
        ("right", "wrist", 3.5, 9.1), ("right", "elbow", None, 4.0), ("right", "axilla", None, 3.9),
        ("left", "wrist", 3.4, 9.4), ("left", "elbow", None, 9.2), ("left", "axilla", None, 0),
    ]  # fmt: skip
    semicolons = WIDE.replace("\t", ";").replace(".", ",")
    assert told(read(semicolons)) == told(read(WIDE))


def test_sites_over_the_headings() -> None:
    assert told(read(GROUPS)) == [
        ("right", "wrist", 3.5, 9.1), ("right", "elbow", 8.0, 4.0),
        ("left", "wrist", 3.4, 9.4), ("left", "elbow", 7.8, 9.2),
    ]  # fmt: skip
    assert "turned" in {one.key for one in read(GROUPS).notes}


def test_an_elbow_of_the_ulnar_nerve_is_asked_about() -> None:
    found = read(WIDE.replace("Median (APB)\tL", "Ulnar (ADM)\tL"))
    assert [one.id for one in found.questions] == ["site:ulnar:elbow"]


def test_several_people_in_such_a_table_are_refused() -> None:
    lines = WIDE.splitlines()
    text = "\n".join(
        f"{one}\t{line}" for one, line in zip(("Patient", "X", "Y"), lines, strict=True)
    )
    assert [one.key for one in read(text).problems] == ["report.several_people"]


@pytest.mark.parametrize("other", ["Wrist CMAP (mV)", "CMAP amplitude wrist (mV)"])
def test_two_amplitudes_of_one_site_are_not_chosen_between(other: str) -> None:
    found = read_report(WIDE.replace("Lat wrist (ms)", other).encode())
    assert not any(cells.get("amplitude_mv") for _, cells in found.rows)


@pytest.mark.parametrize("other", ["Latency (ms)", "Amp (mV)", "Distance (mm)"])
def test_a_column_of_one_site_that_does_not_say_which_leaves_the_table_as_it_is(other: str) -> None:
    text = WIDE.replace("Lat wrist (ms)", other)
    found = read_report(text.encode())
    assert not any(cells.get("amplitude_mv") == "9.1" for _, cells in found.rows)
