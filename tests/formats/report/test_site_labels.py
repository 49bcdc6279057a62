"""Legends of stimulation sites, and a column of sites without a heading."""

import pytest

from multifocal.formats import Understood, read_report

ROWS = """N. medianus rechts (APB)
Reizort\tLat. (ms)\tO-P Amp (mV)\tNLG (m/s)\tDistanz (mm)\tSegment
S1\t4,0\t6,4\t\t\t
S2\t8,8\t6,1\t51,0\t245\tS1-S2
S3\t11,0\t2,0\t52,3\t115\tS2-S3
"""
SITES = ["wrist", "elbow", "axilla"]


def sites(found: Understood) -> list[str]:
    return [one.site for one in found.study().measures]


@pytest.mark.parametrize(
    "legend",
    ["S1 = Handgelenk, S2 = Ellenbogen, S3 = Axilla", "S1: wrist; S2: elbow; S3: axilla",
     "Reizorte: S1 = Handgelenk S2 = Ellenbogen S3 = Axilla.",
     "S1 = Handgelenk\nS2 = Ellenbogen\nS3 = Axilla"],
)  # fmt: skip
@pytest.mark.parametrize("above", [True, False])
def test_a_legend_says_which_site_a_number_is(legend: str, above: bool) -> None:
    text = f"{legend}\n{ROWS}" if above else f"{ROWS}{legend}\n"
    found = read_report(text.encode())
    assert sites(found) == SITES
    assert [one.distance_mm for one in found.study().measures] == [None, 245, 115]
    assert {one.key for one in found.notes} >= {"site_label"}
    assert "not_read" not in {one.key for one in found.notes}


@pytest.mark.parametrize(
    "legend",
    ["", "S1 = wrist, S2 = forearm of the left side, S3 = axilla",
     "S1 = Handgelenk, S2 = Ellenbogen, S3 = Axilla\nS1 = Ellenbogen, S2 = Axilla, S3 = Erb",
     "S1 = 3 mA, S2 = 4 mA, S3 = 5 mA"],
)  # fmt: skip
def test_without_one_or_with_two_it_is_asked(legend: str) -> None:
    asked = {one.id for one in read_report(f"{ROWS}{legend}\n".encode()).questions}
    assert {"site:median:s1", "site:median:s2", "site:median:s3"} <= asked


def test_a_word_of_two_sites_of_this_nerve_is_asked_all_the_same() -> None:
    rows = ROWS.replace("medianus", "ulnaris").replace("APB", "ADM")
    text = f"S1 = Handgelenk, S2 = Ellenbogen, S3 = Axilla\n{rows}".encode()
    asked = [one.id for one in read_report(text).questions if one.column == "site"]
    assert asked == ["site:ulnar:ellenbogen"]


NAMES = "R Median - APB\n"


@pytest.mark.parametrize(
    "text",
    [
        "\tLat (ms)\tO-P Amp (mV)\nWrist\t3.6\t9.8\nElbow\t7.9\t3.5\n",
        "           Lat (ms)    O-P Amp (mV)\nWrist      3.6         9.8\n"
        "Elbow      7.9         3.5\n",
        "           Lat         O-P Amp\n           ms          mV\nWrist      3.6         9.8\n"
        "Elbow      7.9         3.5\n",
    ],
)
def test_an_empty_corner_above_sites_heads_them(text: str) -> None:
    found = read_report(f"{NAMES}{text}".encode())
    read = [(one.site, one.latency_ms, one.amplitude_mv) for one in found.study().measures]
    assert read == [("wrist", 3.6, 9.8), ("elbow", 7.9, 3.5)]


def test_an_empty_corner_above_numbers_heads_nothing() -> None:
    text = f"{NAMES}\tLat (ms)\tO-P Amp (mV)\n1\t3.6\t9.8\n2\t7.9\t3.5\n"
    assert "Site" not in {one.written for one in read_report(text.encode()).columns}
    with pytest.raises(Exception, match="site"):
        read_report(text.encode()).study()
