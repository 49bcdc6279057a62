"""Age, sex, height and a limb's temperature in a report's head: read where they are sure."""

import pytest

from multifocal.body import Subject
from multifocal.formats import Understood, read_report

ROWS = """{} Median - APB
Site\tLat (ms)\tAmp (mV)\tNeg Area (mVms)\tDist (mm)
Wrist\t3.4\t9.0\t28.0\t70
Elbow\t7.9\t8.8\t27.4\t230"""
ARMS = f"{ROWS.format('R')}\n{ROWS.format('L')}"
LEG = "R Tibial - AH\nSite\tLat (ms)\tAmp (mV)\tDist (mm)\nAnkle\t4.1\t9.0\t80"


def read(head: str, rows: str = ARMS) -> Understood:
    return read_report(f"{head}\n{rows}".encode())


def subject(head: str) -> Subject | None:
    return read(head).study().subject


@pytest.mark.parametrize(
    "head",
    [
        "Age: 54   Sex: M   Height: 178 cm", "Age\tSex\tHeight (cm)\n54\tM\t178",
        "Alter: 54 Jahre\nGeschlecht: männlich\nKörpergröße: 1,78 m", "Height: 178 Age/Sex: 54/M",
        "Âge : 54 ans ; Sexe : homme ; Taille : 178 cm",
        "Edad: 54 años, Sexo: varón, Talla: 1.78 m",
        "Age:\t54\tSex:\tMale\tHeight:\t178 cm",
        "REPORT  04/04/2024   age 54  male  height 178 cm  temp 33 C",
        "Age 54 y   M   Height 178 cm", "Age 54 M, Height 178 cm",
        "Alter 54   männlich   Größe 178 cm", "Edad 54 años  Varón  Talla 178 cm",
    ],
)  # fmt: skip
def test_the_person(head: str) -> None:
    assert subject(head) == Subject(54.0, "male", 178.0)
    assert read(head).lines_passed_over == head.startswith("Age\tSex")


@pytest.mark.parametrize(
    "head",
    ["Age: 12.03.1970", "Age: 1970-03-12", "DOB: 12/03/1970", "Mean age: 54", "Age at onset: 40",
     "Distance: 178 mm", "Head of the fibula, height 10 cm", "Age: 154", "Height: 17 cm", "Sexo: M",
     "Age: 8 months", "Größe der Antwort 12", "Age: 54\nAge: 45", "Stage: 3", "Height: 1780 m"],
)  # fmt: skip
def test_a_date_a_distance_and_what_is_not_sure_is_no_fact_of_the_person(head: str) -> None:
    assert subject(head) is None


@pytest.mark.parametrize(
    ("head", "sex"),
    [
        ("Age 63 y   F   Height 165 cm", "female"), ("Age: 44   Male  Height 178 cm", "male"),
        ("Edad 47 años  M  Talla 175 cm", None), ("Age 44  the male hand  Height 178 cm", None),
        ("Age 44   F wave clinic", None), ("F", None), ("Age 44  M  F", None),
    ],
)  # fmt: skip
def test_a_sex_without_a_label(head: str, sex: str | None) -> None:
    person = subject(head)
    assert (person.sex if person else None) == sex


def test_a_distance_that_is_no_number_is_named_on_the_first_screen() -> None:
    found = read_report(ROWS.format("R").replace("230", "23x").encode())
    assert found.study().measures[1].distance_mm is None
    assert any("23x" in one.unread and "line 4" in one.unread for one in found.remarks())


def test_two_values_are_left_open_and_said() -> None:
    assert "person_differs" in {one.key for one in read("Age: 54\nAge: 45").notes}
    assert subject("Age: 54\nAge: 54 years") == Subject(54.0)


def warmth(head: str, rows: str = ARMS) -> list[float | None]:
    return [one.temperature_c for one in read(head, rows).study().measures]


@pytest.mark.parametrize(
    ("head", "right", "left"),
    [
        ("Limb temperature: 32.5 °C", 32.5, 32.5),
        ("Hauttemperatur rechte Hand: 32,5 °C", 32.5, None),
        ("Temp: R hand 33.0, L hand 32.0, R foot 30", 33.0, 32.0),
        ("Température cutanée main gauche : 32 °C", None, 32.0), ("Skin temp: 91 °F", 32.8, 32.8),
        ("Temperatura cutánea (mano dcha.): 32.0 ºC", 32.0, None),
        ("Room temp 22 °C", None, None), ("Raumtemperatur: 22 °C", None, None),
        ("Skin temperature > 32 °C", None, None), ("Temperature (hands) 32-34", None, None),
        ("Temperature: 31.0\nTemperature: 33.5", None, None), ("Temp foot: 31", None, None),
        ("Temperature: 54", None, None),
        ("LAB REPORT  04/04/2024   age 49  male  height 180 cm  temp 27 C", 27.0, 27.0),
        ("Fecha: 19/09/2023   Talla: 158 cm   Temperatura mano: 27,9 ºC", 27.9, 27.9),
        ("Height 165 cm   Limb temperature 27.5 C (hand), 32.0 C (foot)", 27.5, 27.5),
        ("Edad 47 años  Varón  Talla 175 cm   Temp. 32,8 ºC", 32.8, 32.8),
        ("age 49 temp 27 C height 180 cm", None, None),
        ("R hand 33.1 °C, L hand 32.8 °C", 33.1, 32.8),
        ("Comment: present on the right. Skin temperature of the hand 28 C.", 28.0, 28.0),
        ("Hand 27 Grad", 27.0, 27.0),
        ("Limb temp: R palm 31.0 C, warmed to 33.1 C before study", 33.1, None),
        ("R palm 31.0 C (warmed to 33.1 C)", 33.1, None),
        ("Hauttemperatur Hand re. 30,5 °C, erwärmt auf 32,8 °C", 32.8, None),
        ("Température main droite 30,1 °C, réchauffée à 32,5 °C", 32.5, None),
        ("R hand 31.0 C, warmed before study", None, None),
        ("Temp R hand 30 C, L hand 29 C, warmed to 33 C", None, None),
        ("Temperature: right hand 30.2 C (not warmed).", 30.2, None),
        ("Hand re. 30,2 °C (nicht erwärmt)", 30.2, None),
        ("Main droite 30,2 °C (non réchauffée)", 30.2, None),
        ("Temp: mano dcha 31,0 ºC sin calentar", 31.0, None),
        ("Room temp 22 °C, hand 33 °C", 33.0, 33.0), ("Room temp 22 °C, 33 °C", None, None),
    ],
)  # fmt: skip
def test_the_temperature_of_a_limb(head: str, right: float | None, left: float | None) -> None:
    assert warmth(head) == [right, right, left, left]


def test_one_without_a_limb_is_of_the_rows_under_its_heading_or_of_all_arms() -> None:
    lines = ROWS.format("R").splitlines()
    assert warmth("", "\n".join([lines[0], "Temp: 32.0 °C", *lines[1:], ROWS.format("L")])) == [
        32.0, 32.0, None, None,
    ]  # fmt: skip
    both = f"{ROWS.format('R')}\n{LEG}"
    assert warmth("Temperature: 32 °C", both) == [None, None, None]
    assert "temperature_of_which" in {one.key for one in read("Temperature: 32 °C", both).notes}
    assert warmth("Temp hand: 33, foot: 30", both) == [33.0, 33.0, 30.0]


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("Measured at 27.6 °C", ARMS), ("cold, 27,6ºC at the start", ARMS), ("27 Grad", ARMS),
        ("temp 27 C", f"{ROWS.format('R')}\n{LEG}"), ("age 49 temp 27 C height 180 cm", ARMS),
        ("Temperature > 32 °C", ARMS), ("Temperature: 31.0 C\nTemperature: 33.5 C", ARMS),
    ],
)  # fmt: skip
def test_degrees_that_were_not_taken_stand_on_the_first_screen(line: str, rows: str) -> None:
    for text in (f"{line}\n{rows}", f"{rows}\n{line}"):
        found = read_report(text.encode())
        assert {one.temperature_c for one in found.study().measures} == {None}
        said = [one.unread for one in found.remarks() if one.unread]
        assert any(
            line.split("\n", maxsplit=1)[0].split(" height", maxsplit=1)[0][-5:] in one
            for one in said
        ), said


def test_a_room_s_temperature_is_not_named() -> None:
    assert not [one for one in read("Room temp 22 °C").remarks() if one.unread]


@pytest.mark.parametrize("typed", ["27.6°C", "27.6C", "27,6 ºC"])
@pytest.mark.parametrize("gap", ["\t", " "])
def test_one_behind_a_heading_is_of_its_rows(typed: str, gap: str) -> None:
    head, *others = ROWS.format("Right").splitlines()
    units, *numbers = others
    rows = "\n".join([units, f"{head}{gap}{typed}", *numbers])
    left = "\n".join(["Left Median - APB", *numbers])
    found = read_report(f"{rows}\n{left}".encode()).study()
    assert [one.temperature_c for one in found.measures] == [27.6, 27.6, None, None]


@pytest.mark.parametrize(
    "line",
    [
        "Patient: Test One   Age: 44 Years 3 Months   Sex: Male   Height: 178 cm",
        "Age: 44 Years 3 Months Sex: Male Height: 178 cm",
        "Name: Test Eins   Alter: 44 Jahre, 3 Monate   Geschlecht: männlich   Größe: 178 cm",
    ],
)
def test_months_behind_the_years_and_a_line_without_tabs_in_a_report_with_them(line: str) -> None:
    found = read_report(f"{line}\n\n{ROWS.format('R')}".encode())
    assert found.study().subject == Subject(44.0, "male", 178.0)


@pytest.mark.parametrize(
    ("line", "column"), [("Pat: Jo Doe   Age: forty   Sex: Male", "age_years"),
                         ("Name: Jo Doe   Age: 44   Height: tall", "height_cm")],
)  # fmt: skip
def test_what_is_labeled_and_not_taken_is_said_without_the_name(line: str, column: str) -> None:
    found = read_report(f"{line}\n\n{ROWS.format('R')}".encode())
    (said,) = (one for one in found.notes if one.key == "person_missed")
    assert column in said.text
    assert not any("Doe" in one.text for one in found.remarks())
