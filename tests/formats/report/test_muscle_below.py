"""A muscle alone in the nerve's column is that of the nerve above it, and no nerve by itself."""

import pytest

from multifocal.formats import Understood, read_report

HEAD = "Nerve\tSite\tLat ms\tNeg Amp mV"
ULNAR = ("Ulnar L\tWrist\t2.9\t8.7", "{}\tBelow elbow\t6.7\t8.5", "\tAbove elbow\t8.6\t3.1")


def read(*lines: str) -> Understood:
    return read_report("\n".join((HEAD, *lines)).encode())


def rows(told: Understood) -> list[tuple[str, str, str, str]]:
    return [(one.side or "", one.nerve, one.muscle or "", one.site)
            for one in told.study().measures]  # fmt: skip


@pytest.mark.parametrize("typed", ["(ADM)", "ADM", "adm", "Abd Dig Minimi"])
def test_the_rows_above_it_and_below_it_are_of_that_muscle(typed: str) -> None:
    told = read(*(one.format(typed) for one in ULNAR))
    assert rows(told) == [
        ("left", "ulnar", "adm", site) for site in ("wrist", "below_elbow", "above_elbow")
    ]
    assert [one.line for one in told.notes if one.key == "muscle_below"] == [3]


def test_a_site_that_comes_again_begins_a_study_of_another_muscle() -> None:
    """The wrist of "(ADM)" is not that of the row above, whose muscle stays to be asked."""
    told = read("Ulnar L\tWrist\t2.9\t8.7", "(ADM)\tWrist\t3.0\t8.0")
    assert told.questions
    assert not [cells for line, cells in told.rows if line == 2 and cells.get("muscle")]


def test_a_muscle_of_another_nerve_is_asked_about() -> None:
    told = read(*(one.format("(EDB)") for one in ULNAR))
    assert told.questions and not [cells for _, cells in told.rows if cells.get("muscle") == "edb"]


def test_a_second_muscle_under_a_nerve_that_names_one_is_not_the_same_study() -> None:
    told = read("Ulnar L FDI\tWrist\t2.9\t8.7", "(ADM)\tBelow elbow\t6.7\t8.5")
    assert told.questions or told.problems


def test_the_site_of_the_next_nerve_is_no_question_about_the_one_above() -> None:
    """ "Elbow" of the ulnar nerve may be below or above it; here it is the median nerve's."""
    told = read("Ulnar L ADM\tWrist\t2.9\t8.7", "Median L APB\tElbow\t7.9\t8.5")
    assert not told.questions
