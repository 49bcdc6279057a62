"""What stands beside a site and makes its numbers another thing's: a sign, or another muscle."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import Understood, read_report
from multifocal.study import vocabulary

HEADER = "Site\tLat (ms)\tO-P Amp (mV)\tDist (mm)"


def read(heading: str, *rows: str) -> Understood:
    return read_report("\n".join((heading, HEADER, *rows)).encode())


def amplitudes(found: Understood) -> dict[str, str]:
    return {cells["site"]: cells["amplitude_mv"] for _, cells in found.rows}


@pytest.mark.parametrize("site", ["% Axilla", "Axilla %", "Δ Axilla", "Axilla ∆", "Axilla (?)"])
def test_a_percentage_a_difference_and_a_doubt_are_no_response_of_the_site(site: str) -> None:
    found = read("R Median - APB", "Wrist\t3.5\t9.0\t70", "Elbow\t8.0\t8.8\t230",
                 f"{site}\t10.1\t4.0\t120")  # fmt: skip
    assert [one.id for one in found.questions] == ["row:5"]
    assert "axilla" not in amplitudes(found)
    with pytest.raises(Fault):
        vocabulary.site(site, "median")
    assert vocabulary.site("Axilla*", "median") == "axilla"


@pytest.mark.parametrize("heading", ["R Median - APB %", "Δ R Median - APB", "% R Median"])
def test_a_heading_of_percentages_or_differences_is_asked_about(heading: str) -> None:
    found = read(heading, "Wrist\t3.5\t9.0\t70", "Elbow\t8.0\t8.8\t230")
    asked = [one for one in found.questions if one.id in ("heading:1", "line:1")]
    assert asked and not any("percent" in one.text or "delta" in one.text for one in asked)


@pytest.mark.parametrize("stretch", ["Elbow to FDI", "Elbow/FDI", "FDI - Elbow"])
def test_a_row_recorded_from_another_muscle_than_its_heading_is_not_of_the_heading(
    stretch: str,
) -> None:
    # the median nerve at the elbow, recorded from FDI: the check for crossing fibers
    found = read("R Median - APB", "Wrist to APB\t3.5\t9.0\t70", f"{stretch}\t7.6\t4.0\t230")
    assert [one.id for one in found.questions] == ["row:4"]
    assert "elbow" not in amplitudes(found)
    alike = read("R Median - APB", "Wrist to APB\t3.5\t9.0\t70", "Elbow to thenar\t8.0\t8.8\t230")
    assert amplitudes(alike) == {"wrist": "9.0", "elbow": "8.8"} and not alike.questions


def test_muscles_that_differ_below_a_heading_without_one_are_asked_about() -> None:
    found = read("R Ulnar", "Wrist - ADM\t2.8\t9.0\t70", "BE - Wrist\t6.5\t8.8\t210",
                 "AE - FDI\t8.5\t4.0\t100")  # fmt: skip
    assert [one.id for one in found.questions] == ["row:5"]
    assert "above_elbow" not in amplitudes(found)
