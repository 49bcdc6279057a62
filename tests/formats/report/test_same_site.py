"""Two rows of one site: the weak stimulus, and the stronger one behind it."""

import pytest

from multifocal.formats import Understood, read_report

REPORT = """R Median - APB
Site\tLat (ms)\tO-P Amp (mV)\tDist (mm)
Wrist\t3.4\t9.0\t70
Elbow\t7.9\t3.1\t230
{again}\t7.8\t8.8\t
Axilla\t9.9\t8.6\t120
"""
"""A fall of 66 % at the elbow that a stronger stimulus undoes."""
AGAIN = ("Elbow (higher intensity)", "Elbow 2", "Elbow", "Elbow (supramax)", "Elbow - repeat")


def read(again: str, answer: str | None = None) -> Understood:
    answers = {"same-site:4": answer} if answer else None
    return read_report(REPORT.format(again=again).encode(), answers)


@pytest.mark.parametrize("again", AGAIN)
def test_which_one_counts_is_asked_with_both_named(again: str) -> None:
    (question,) = read(again).questions
    assert question.choices == ("line-4", "line-5", "leave-out")
    weak, strong = (question.label(one) for one in question.choices[:2])
    assert weak == "Elbow: Lat (ms) 7.9, O-P Amp (mV) 3.1, Dist (mm) 230"
    assert strong == f"{again}: Lat (ms) 7.8, O-P Amp (mV) 8.8"


@pytest.mark.parametrize("again", AGAIN)
def test_the_stronger_one_leaves_no_block_and_the_other_is_named_on_the_first_screen(
    again: str,
) -> None:
    found = read(again, "line-5")
    _, elbow, axilla = found.study().measures
    assert (elbow.site, elbow.amplitude_mv, elbow.distance_mm) == ("elbow", 8.8, 230.0)
    assert axilla.distance_mm == 120.0
    (said,) = (one.unread for one in found.remarks() if one.unread)
    assert "left out" in said and "3.1" in said


def test_a_place_away_from_a_site_is_not_that_site() -> None:
    (question,) = read("Elbow 5 cm above").questions
    assert question.key == "unknown_place"
