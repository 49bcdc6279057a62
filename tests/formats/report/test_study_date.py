"""The day of the study in a report's head: taken by its label alone, and no other day ever."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.formats import Understood, parse_study, read_report
from multifocal.formats.report.days import words

TABLE = "R Ulnar - ADM\nSite\tLat (ms)\tAmp (mV)\nWrist\t3.0\t8.0\nB Elbow\t6.9\t7.7\n"
# As reports write them, by hand and apart from the reader's list.
LABELS = (
    "Date of study", "Study Date", "Exam date", "Visit date", "Date of examination",
    "Test date", "Date", "Date of service", "Date of Visit/Time", "Untersuchungsdatum",
    "Datum der Untersuchung", "Datum", "Untersuchung vom", "Messdatum", "Date de l'examen",
    "Date d’examen", "Examen du", "Fecha", "Fecha del estudio", "Fecha de la prueba",
    "Fecha de la exploración",
)  # fmt: skip
BORN = (
    "Date of birth", "DOB", "Birth date", "D.O.B.", "Born", "Patient DOB", "Geburtsdatum",
    "Geb.", "geboren am", "Date de naissance", "Né le", "Née le", "DDN", "Fecha de nacimiento",
    "F. nac.", "Nacido el", "Birth\tDate", "Date (birth)",
)  # fmt: skip
OTHERS = (
    "Print date", "Printed", "Report date", "Druckdatum", "Gedruckt am", "Befunddatum",
    "Date d'impression", "Fecha de impresión", "Referral date", "Last visit date",
    "Datum der letzten Untersuchung", "Previous study date", "Date of onset", "Signed",
)  # fmt: skip
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def read(*head: str, **answers: str) -> Understood:
    told = {name.replace("_", "-"): one for name, one in answers.items()}
    return read_report("\n".join((*head, TABLE)).encode(), told)


def offered(found: Understood) -> list[str]:
    return [one.id for one in found.offered]


@given(
    day=DAYS,
    label=st.sampled_from(LABELS),
    sign=st.sampled_from((": ", " ", "\t", ":\t", " : ")),
    time=st.sampled_from(("", " 14:33", "T09:05:11", " 9:05 am")),
)
def test_any_iso_day_with_any_label_comes_back_the_same(
    day: date, label: str, sign: str, time: str
) -> None:
    assert read(f"{label}{sign}{day}{time}").study().on == day


@given(day=DAYS, label=st.sampled_from(BORN + OTHERS), sign=st.sampled_from((": ", " ", "\t")),
       form=st.sampled_from(("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d %B %Y")),
       before=st.sampled_from(("", "Name: Ann Invented\t", "ID 4711  ")))  # fmt: skip
def test_no_birthday_and_no_day_of_printing_is_ever_taken(
    day: date, label: str, sign: str, form: str, before: str
) -> None:
    found = read(f"{before}{label}{sign}{day.strftime(form)}")
    assert (found.on, found.offered) == (None, ())
    assert str(day.year) not in repr(found)


@given(born=DAYS, day=DAYS, turned=st.booleans())
def test_beside_a_birthday_the_study_has_its_own_day(born: date, day: date, turned: bool) -> None:
    parts = (f"Date of birth: {born}", f"Date of study: {day}")
    assert read("  ".join(parts[::-1] if turned else parts)).on == day


@pytest.mark.parametrize(
    "head",
    ["Date of study: 12 March 2024", "Study date: March 12, 2024", "Study date: 12-Mar-2024",
     "Untersuchungsdatum 12.03.2024", "Untersuchungsdatum: Di, 12. März 2024 um 14:30 Uhr",
     "Untersuchung vom 12.3.24", "Date de l’examen : mardi 12 mars 2024 à 14h30",
     "Fecha: 12 de marzo de 2024", "Fecha del estudio 12.03.2024", "Date of study: 2024/03/12",
     "Date of study (mm/dd/yyyy): 03/12/2024", "Datum der Untersuchung (TT.MM.JJJJ): 12.03.2024",
     "Name\tDOB\tStudy date\nAnn Invented\t1970-01-01\t12 Mar 2024",
     "Date of study: 03/12/2024\nExam date: 12 March 2024",
     "Date: 2024-05-01\nStudy date: 2024-03-12"],
)  # fmt: skip
def test_what_can_mean_one_day_only_is_taken(head: str) -> None:
    found = read(head)
    assert (found.on, offered(found)) == (date(2024, 3, 12), [])


def test_which_number_is_the_day_is_offered_and_stops_nothing() -> None:
    found = read("Date of study: 03/04/2024")
    assert offered(found) == ["date-order"]
    assert found.study().on is None
    labels = [found.offered[0].label(one) for one in found.offered[0].choices]
    assert labels == ["The day: 3 April 2024", "The month: 4 March 2024"]
    assert read("Date of study: 03/04/2024", date_order="day-first").on == date(2024, 4, 3)
    assert read("Date of study: 03/04/2024", date_order="month-first").on == date(2024, 3, 4)


@pytest.mark.parametrize(
    ("written", "day"), [("25/03/2024", 25), ("03/25/2024", 25), ("03/03/2024", 3)]
)
def test_a_day_beyond_twelve_tells_the_order(written: str, day: int) -> None:
    assert read(f"Visit date: {written}").on == date(2024, 3, day)


@pytest.mark.parametrize("written", ["12/03/24", "12-Mar-24", "30.02.2024", "31/31/2024"])
def test_what_can_mean_no_day_or_any_is_not_taken_and_said(written: str) -> None:
    found = read(f"Date of study: {written}")
    assert (found.on, found.offered) == (None, ())
    assert "date_unread" in {one.key for one in found.notes}
    assert found.study().on is None


@pytest.mark.parametrize(
    "head",
    [("Study date: 2024-03-12", "Visit date: 2024-03-13"),
     ("Untersuchung vom 12.03.2024 bis 13.03.2024",), ("Study date: 2024-03-12 - 2024-03-13",)],
)  # fmt: skip
def test_two_days_are_left_open_and_said(head: tuple[str, ...]) -> None:
    found = read(*head)
    assert (found.on, offered(found)) == (None, ["study-date"])
    assert any("more than one day" in str(one) for one in found.remarks())
    assert read(*head, study_date="2024-03-13").study().on == date(2024, 3, 13)


def test_a_line_of_the_day_holds_up_no_rows_and_the_day_stands_in_one_cell() -> None:
    text = TABLE.replace("Site", "Date of study: 2024-03-12\nSite", 1)
    reading = parse_study(text.encode())
    assert reading.study.on == date(2024, 3, 12)
    assert any("12 March 2024" in str(one) for one in reading.remarks)
    header, rows = read_report(text.encode()).table
    assert [cells[header.index("date")] for _, cells in rows] == ["2024-03-12", ""]


def test_no_label_of_the_study_is_one_of_another_day() -> None:
    every = list(words().values())
    others = {one for language in every for one in language["others"]}
    assert (
        not {one for language in every for one in (*language["study"], *language["any_day"])}
        & others
    )


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Name: T   DOB: 02/14/1971   Visit: 04/09/2026", date(2026, 4, 9)),
        ("Name: T   DOB: 14/02/1971   Visit: 04/09/2026", date(2026, 9, 4)),
        ("Visit date: 04/09/2026\nPrinted: 04/19/2026", date(2026, 4, 9)),
        ("Visit date: 04/09/2026\nDOB: 14.02.1971", None),  # another sign, perhaps another hand
        ("Visit date: 04/09/2026\nDOB: 02/14/1971\nPrinted: 19/04/2026", None),  # both ways
        ("Visit date: 04/09/2026\nDOB: 02/03/1971", None),
    ],
)
def test_a_date_that_can_be_read_in_one_way_settles_the_order_of_the_others(
    head: str, day: date | None
) -> None:
    assert read_report(f"{head}\n\n{TABLE}".encode()).on == day


def test_a_day_that_may_be_two_is_never_told_as_not_stated() -> None:
    told = parse_study(f"Study date: 03/04/2024\n{TABLE}".encode())
    assert told.study.on is None
    (unread,) = told.unread
    assert "3 April 2024 or 4 March 2024" in unread
    sure = parse_study(f"Study date: 03/04/2024\n{TABLE}".encode(),
                       answers={"date-order": "day-first"})  # fmt: skip
    assert sure.study.on == date(2024, 4, 3) and not sure.unread


def test_a_german_title_tells_the_day() -> None:
    assert read("Elektroneurographie vom 03.04.2024").on == date(2024, 4, 3)
