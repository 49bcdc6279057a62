"""Numbers and letters that may be of another unit, place or side: asked about, never guessed."""

import pytest

from multifocal.formats import Understood, read_report

COLUMNS = "Site\tLat (ms)\tAmp (mV)\tDist\tCV (m/s)"


def read(*lines: str, head: str = "R Median - APB", columns: str = COLUMNS) -> Understood:
    return read_report("\n".join((head, columns, *lines)).encode())


@pytest.mark.parametrize("head", ["Median - R: APB", "Median R: APB", "Median, R = APB"])
def test_an_r_that_records_is_no_side(head: str) -> None:
    (question,) = read("Wrist\t3.4\t9.0\t70\t", head=head).questions
    assert question.key == "side"


@pytest.mark.parametrize("head", ["R: Median - APB", "Median (R) APB", "Median APB R"])
def test_an_r_beside_the_nerve_is_a_side(head: str) -> None:
    assert read("Wrist\t3.4\t9.0\t70\t", head=head).study().measures[0].side == "right"


@pytest.mark.parametrize(
    ("wrist", "elbow", "lines"),
    [("7", "231", [3]), ("70", "23.1", [3]), ("70", "231", [])],
)
def test_distances_of_several_units_are_asked_about_by_row(
    wrist: str, elbow: str, lines: list[int]
) -> None:
    found = read(f"Wrist\t3.4\t9.0\t{wrist}\t", f"Elbow\t8.0\t8.8\t{elbow}\t50")
    assert [one.line for one in found.questions if one.key == "distance"] == lines
    content = "\n".join(
        ("R Median - APB", COLUMNS, f"Wrist\t3.4\t9.0\t{wrist}\t", f"Elbow\t8.0\t8.8\t{elbow}\t50")
    )
    left = {f"distance:{line}": "leave-out" for line in lines}
    distances = [one.distance_mm for one in read_report(content.encode(), left).study().measures]
    assert distances == ([None, 231] if lines else [70, 231])


def test_a_distance_of_which_only_one_is_from_the_electrode_is_asked_about() -> None:
    rows = ("Wrist\t2.6\t9.0\t65\t", "Below elbow\t6.4\t8.8\t220\t57.9",
            "Above elbow\t8.4\t8.7\t320\t50")  # fmt: skip
    found = read(*rows, head="R Ulnar - ADM")
    assert [(one.id, one.line) for one in found.questions] == [("distance:5", 5)]


SWAPPED = "Site\tLat (ms)\tDur neg (ms)\tNeg Area (mVms)\tAmp (mV)"


@pytest.mark.parametrize(
    ("elbow", "asks"),
    [("3.4\t11.0\t6.2", True), ("8.6\t15.0\t2.6", False), ("9.9\t17.0\t2.6", False)],
)  # fmt: skip
def test_a_response_that_shortens_as_a_blocked_one_loses_amplitude_is_asked_about(
    elbow: str, asks: bool
) -> None:
    found = read("Wrist\t3.4\t9.0\t27.0\t5.9", f"Elbow\t8.0\t{elbow}", columns=SWAPPED)
    assert [one.id for one in found.questions] == (["fit:4:swapped"] if asks else [])
