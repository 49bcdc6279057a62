"""Tables of velocities by themselves: each distance to its stretch, each velocity compared."""

import pytest

from multifocal.formats import Understood, read_report

MOTOR = """Motor Summary Table
Stim Site\tNR\tOnset (ms)\tO-P Amp (mV)
Left Median Motor (Abd Poll Brev)
Wrist\t\t3.6\t8.9
Elbow\t\t8.9\t2.6
Axilla\t\t12.2\t2.5
Right Median Motor (Abd Poll Brev)
Wrist\t\t3.5\t9.4
Elbow\t\t8.2\t9.1
"""
WITH_NERVE = """
Motor Left/Right Velocity
Nerve\tSite1\tSite2\tDelta-0 (ms)\tDist (cm)\tVel (m/s)
L Median\tElbow\tWrist\t5.3\t23.5\t44
L Median\tAxilla\tElbow\t3.3\t19.0\t58
"""
UNDER_HEADINGS = """
Motor Velocity Table
Site1\tSite2\tDelta-0 (ms)\tDist (cm)\tVel (m/s)
Left Median Motor (Abd Poll Brev)
Elbow\tWrist\t5.3\t23.5\t44
Axilla\tElbow\t3.3\t19.0\t58
"""


def distances(told: Understood) -> dict[tuple[str, str], float]:
    return {
        (str(one.side), one.site): one.distance_mm
        for one in told.study().measures
        if one.distance_mm is not None
    }


@pytest.mark.parametrize("table", [WITH_NERVE, UNDER_HEADINGS], ids=["nerve column", "headings"])
def test_distances_go_to_their_stretches_and_to_no_other_arm(table: str) -> None:
    told = read_report((MOTOR + table).encode())
    assert not told.questions
    assert distances(told) == {("left", "elbow"): 235, ("left", "axilla"): 190}


def test_a_velocity_that_its_own_numbers_do_not_give_is_named() -> None:
    table = WITH_NERVE.replace("23.5\t44", "23.5\t60")
    (note,) = [one for one in read_report((MOTOR + table).encode()).notes if one.key == "velocity"]
    assert "60 m/s" in note.text and "44.3 m/s" in note.text


def test_of_two_muscles_of_one_nerve_the_stretch_is_of_neither_and_named() -> None:
    two = MOTOR + "Left Median Motor (2nd lumbrical)\nWrist\t\t3.8\t2.9\nElbow\t\t9.0\t2.8\n"
    told = read_report((two + WITH_NERVE).encode())
    assert not [cells for _, cells in told.rows if cells.get("distance_mm")]
    assert sum(one.key == "stretch_unused" for one in told.notes) == 2


def test_a_stretch_that_no_study_has_is_named() -> None:
    table = WITH_NERVE.replace("L Median\tElbow", "R Ulnar\tB Elbow")
    told = read_report((MOTOR + table).encode())
    assert [one.line for one in told.notes if one.key == "stretch_unused"] == [13]
