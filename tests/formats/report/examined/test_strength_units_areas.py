"""Strength, motor unit numbers and areas of nerves in a pasted report."""

import pytest

from multifocal.criteria import evaluate_by
from multifocal.formats import Understood, parse_study, read_report
from multifocal.reference import reference_table
from multifocal.report.examined import presented_examined

HEAD = "R Median - APB\nSite\tLat (ms)\tO-P Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\tDist (mm)"
ROWS = f"{HEAD}\nWrist\t3.4\t9.0\t28.0\t5.7\t70\nElbow\t7.9\t8.8\t27.4\t5.9\t230"
LEFT = ROWS.replace("R Median", "L Median")


def read(part: str) -> Understood:
    found = read_report(f"{ROWS}\n{part}\n{LEFT}".encode())
    alone = read_report(f"{ROWS}\n{LEFT}".encode()).study()
    assert found.study().measures == alone.measures
    assert not found.questions
    return found


def grades(found: Understood) -> dict[tuple[str, str], str | None]:
    return {(one.side, one.muscle): one.strength_mrc for one in found.study().muscles}


def keys(found: Understood) -> set[str]:
    return {one.key for one in found.notes}


BOTH = {("right", "apb"): "4", ("left", "apb"): "5", ("right", "fdi"): "3-", ("left", "fdi"): "5"}


@pytest.mark.parametrize(
    "part",
    ["Strength (MRC)\nMuscle\tRight\tLeft\nAPB\t4\t5\nFDI\t3-\t5",
     "Muscle strength\nMuscle\tR\tL\nAPB\t4/5\t5/5\nFDI\t3-/5\t5/5",
     "Kraftgrade (MRC)\nMuskel\tre\tli\nAPB\t4\t5\nFDI\t3-\t5",
     "Force musculaire (MRC)\nMuscle\tD\tG\nAPB\t4\t5\n1er interosseux dorsal\t3-\t5",
     "Fuerza (escala MRC)\nMúsculo\tD\tI\nAPB\t4\t5\nPrimer interóseo dorsal\t3-\t5",
     "Strength\nMuscle\tMRC right\tMRC left\nAPB\t4\t5\nFDI\t3-\t5",
     "MRC strength\nR APB\t4\nL APB\t5\nR FDI\t3-\nL FDI\t5",
     "Strength (0-5)\nSide\tMuscle\tGrade\nR\tAPB\tM4\nL\tAPB\tM5\nR\tFDI\tM3-\nL\tFDI\tM5",
     "Side\tMuscle\tMRC\nR\tAPB\t4\nL\tAPB\t5\nR\tFDI\t3-\nL\tFDI\t5"],
)  # fmt: skip
def test_grades_of_two_muscles_of_both_sides(part: str) -> None:
    found = read(part)
    assert grades(found) == BOTH
    assert "part_aside" not in keys(found)


@pytest.mark.parametrize(
    "part",
    ["Strength\nMuscle\tRight\tLeft\nAPB\t4\t5", "Kraftgrade\nMuskel\tre\tli\nAPB\t4\t5",
     "Strength\nMuscle\tRight\tLeft\nAPB\t4/5\t5"],
)  # fmt: skip
def test_grades_of_a_scale_that_is_not_said_are_named(part: str) -> None:
    found = read(part)
    assert grades(found) == {}
    assert "examined_scale" in keys(found)


@pytest.mark.parametrize("cell", ["4-5", "4.5", "6", "IV", "weak", "4?", "normal", "4/4", "+4"])
def test_a_grade_that_is_not_sure_is_named(cell: str) -> None:
    found = read(f"Strength (MRC)\nMuscle\tRight\tLeft\nAPB\t{cell}\t5")
    assert grades(found) == {("left", "apb"): "5"}
    assert any(one.key == "examined_left_out" and cell in one.text for one in found.notes)


@pytest.mark.parametrize("cell", ["", "-", "n.u.", "not tested", "NT"])
def test_a_grade_that_was_not_recorded_is_none(cell: str) -> None:
    found = read(f"Strength (MRC)\nMuscle\tRight\tLeft\nAPB\t{cell}\t5")
    assert grades(found) == {("left", "apb"): "5"}


def test_a_movement_is_no_muscle_and_a_lone_side_no_pair() -> None:
    found = read("Strength (MRC)\nMuscle\tRight\tLeft\nFinger spread\t4\t5\nAPB\t4\t5")
    assert set(grades(found)) == {("right", "apb"), ("left", "apb")}
    assert any("Finger spread" in one.text for one in found.notes)


def test_grades_that_contradict_each_other_are_not_used() -> None:
    found = read("Strength (MRC)\nR APB\t4\nL APB\t5\nR APB\t3")
    assert grades(found) == {("left", "apb"): "5"}
    assert "examined_differs" in keys(found)


def test_strength_and_needle_of_a_muscle_become_one_row_and_the_page_can_say_look_above() -> None:
    needle = "EMG\nMuscle\tFibs\tRecruitment\nR APB\t1+\tReduced"
    found = read(f"{needle}\nStrength (MRC)\nR APB\t3")
    (one,) = found.study().muscles
    assert (one.strength_mrc, one.needle) == ("3", ("fibrillations", "few_units"))
    _, rows = found.table
    assert len(rows) == 5


@pytest.mark.parametrize(
    "part",
    ["MUNE\nMuscle\tMUNE\nR APB\t45", "MUNE\nR APB\t45",
     "MUNE (APB)\nMuscle\tRight\tLeft\nAPB\t45\t",
     "Motor unit estimates\nSide\tMuscle\tCMAP (mV)\tSMUP (µV)\tMUNE\nR\tAPB\t9.0\t200\t45"],
)  # fmt: skip
def test_a_number_of_motor_units(part: str) -> None:
    (one,) = read(part).study().muscles
    assert (one.side, one.muscle, one.motor_units) == ("right", "apb", 45.0)


@pytest.mark.parametrize("cell", ["0", ">200", "45±5", "45-60", "n/a", "9000", "many"])
def test_a_number_that_is_not_sure_is_none(cell: str) -> None:
    assert read(f"MUNE\nMuscle\tMUNE\nR APB\t{cell}").study().muscles == ()


def test_an_index_is_no_number_of_motor_units() -> None:
    found = read("MUNIX\nMuscle\tRight\tLeft\nAPB\t145\t160")
    assert found.study().muscles == ()
    assert "part_aside" in keys(found)


@pytest.mark.parametrize(
    "part",
    ["Ultrasound\nNerve\tSite\tCSA R (mm2)\tCSA L (mm2)\nMedian\tforearm\t9\t8.5",
     "Nerve ultrasound (CSA, mm²)\nNerve\tSite\tRight\tLeft\nMedian\tforearm\t9\t8.5",
     "Nervensonographie\nNerv\tOrt\tQuerschnittsfläche\nN. medianus rechts\tUnterarm\t9 mm²\n"
     "N. medianus links\tUnterarm\t8.5 mm²",
     "Echographie\nNerf\tCôté\tSite\tSurface de section (mm²)\nmédian\tdroit\tavant-bras\t9\n"
     "médian\tgauche\tavant-bras\t8.5"],
)  # fmt: skip
def test_areas_of_a_nerve(part: str) -> None:
    areas = read(part).study().areas
    assert {(one.side, one.nerve, one.site): one.area_mm2 for one in areas} == {
        ("right", "median", "mid_forearm"): 9.0, ("left", "median", "mid_forearm"): 8.5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("nerve", "site", "cell"),
    [("R Median", "wrist", "9"), ("R Median", "wrist", "0.09 cm²"), ("Median", "wrist", "9 mm²"),
     ("R Ulnar", "elbow", "9 mm²"), ("R Median", "carpal tunnel inlet", "9 mm²"),
     ("R Vagus", "neck", "2 mm²"), ("R Median", "wrist", "9-10 mm²")],
)  # fmt: skip
def test_an_area_without_unit_side_or_site_is_named(nerve: str, site: str, cell: str) -> None:
    found = read(f"Ultrasound\nNerve\tSite\tCSA\n{nerve}\t{site}\t{cell}")
    assert found.study().areas == ()
    assert {"examined_left_out", "part_aside"} & keys(found)


def test_decimal_commas_of_both_parts_mean_the_same() -> None:
    text = f"{ROWS}\nUltrasound (mm²)\nNerve\tSite\tRight\tLeft\nMedian\tforearm\t9,5\t8,25"
    areas = read_report(text.replace(".", ",").encode()).study().areas
    assert [one.area_mm2 for one in areas] == [9.5, 8.25]


def test_what_is_read_reaches_the_page_and_enters_no_verdict() -> None:
    text = f"{ROWS}\nStrength (MRC)\nR APB\t3"
    plain, strong = parse_study(ROWS.encode()).study, parse_study(text.encode()).study
    assert [one.segments for one in evaluate_by(plain)] == [
        one.segments for one in evaluate_by(strong)
    ]
    shown = presented_examined(
        strong, evaluate_by(strong)[0].segments, reference_table("aanem-2016"), "en"
    )
    assert shown is not None
    assert shown.look_above
