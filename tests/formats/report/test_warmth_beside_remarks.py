"""How warm a limb was counts in a line that was taken for something else too: a lost 28 °C hides
that cold slows nerves and may hide a block."""

import pytest

from multifocal.formats import read_report
from multifocal.formats.report.understood import Understood

TABLE = """
Nerve      Muscle  Site        Lat (ms)  Amp (mV)  Dist (mm)
R Ulnar    ADM     Wrist       2.7       9.9       70
R Ulnar    ADM     B.Elbow     6.4       9.7       215
R Ulnar    ADM     Erb         13.6      3.1       200
L Median   APB     Wrist       3.6       9.9       70
L Median   APB     Elbow       7.4       9.7       215
"""


def warmth(found: Understood) -> dict[str, set[str | None]]:
    sides = ("right", "left")
    return {
        side: {row.get("temperature_c") for _, row in found.rows if row["side"] == side}
        for side in sides
    }


def read(line: str, *, below: bool) -> Understood:
    return read_report((f"{TABLE}{line}\n" if below else f"{line}\n{TABLE}").encode())


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize(
    "line",
    [
        "Stimulation of the ulnar nerve was submaximal (not tolerated).  Temp 28.1 C",
        "Skin temp 28.1 C. Ulnar nerve recording noisy, stimulus not supramaximal in places",
        "* submaximal   Skin temp 28.1 C",
        "NR = could not be stimulated, temp 28.1 C",
    ],
)
def test_a_line_that_names_no_side_says_it_of_both_arms(line: str, *, below: bool) -> None:
    found = read(line, below=below)
    assert warmth(found) == {"right": {"28.1"}, "left": {"28.1"}}
    assert "temperature" in {note.key for note in found.notes}


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize(
    "line",
    [
        "R ulnar Erb submaximal, temp 28.1",
        "Skin 28.1 °C; right ulnar stimulus at Erb submaximal",
        "Right ulnar study of 3 May 2024, temp 28.1 C",
        "Impression: right ulnar conduction block; skin temp 28.1 C, stimulus submaximal at Erb",
    ],
)
def test_beside_a_nerve_with_its_side_it_is_of_that_side(line: str, *, below: bool) -> None:
    assert warmth(read(line, below=below)) == {"right": {"28.1"}, "left": {None}}


def test_beside_a_nerve_of_the_arm_it_is_not_of_the_leg() -> None:
    leg = "R Tibial   AH      Ankle       4.7       9.9       70\n"
    found = read(f"{leg}Ulnar nerve: submaximal, not tolerated.  Temp 28.1 C", below=True)
    assert {row.get("temperature_c") for _, row in found.rows if row["nerve"] == "tibial"} == {None}
    assert warmth(found)["left"] == {"28.1"}


def test_a_room_is_no_limb() -> None:
    found = read("Right ulnar submaximal. Room temp 21 °C", below=False)
    assert warmth(found) == {"right": {None}, "left": {None}}


@pytest.mark.parametrize(
    "line",
    [
        "Temp L 32.9 R 28.1",
        "Temp: right 28.1 C left 32.9 C",
        "Skin temp hand left: 32.9 right: 28.1",
    ],
)
def test_each_side_has_its_own(line: str) -> None:
    found = read(line, below=False)
    assert warmth(found) == {"right": {"28.1"}, "left": {"32.9"}}


def test_the_feet_are_no_hands() -> None:
    found = read("Temp foot L 32.9 R 28.1", below=False)
    assert warmth(found) == {"right": {None}, "left": {None}}


@pytest.mark.parametrize(
    "line", ["Temp 32.9 L 28.1 R", "Temp hand L 32.9 R 28.1 foot L 30.0 R 31.0"]
)
def test_where_sides_and_numbers_leave_doubt_none_is_used(line: str) -> None:
    found = read(line, below=False)
    assert warmth(found) == {"right": {None}, "left": {None}}
    assert "temperature_unread" in {note.key for note in found.notes}
