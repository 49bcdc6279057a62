"""Lines outside the tables of a report: none that rows may depend on is passed over in silence."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import Understood, read_report

HEAD = "Site\tLat (ms)\tAmp (mV)\tDist (mm)"
MEDIAN = ("R Median - APB", "Wrist\t3.4\t9.0\t70")
ELBOW = "Elbow\t7.9\t4.0\t230"


def read(*lines: str, **answers: str) -> Understood:
    told = {name.replace("__", ":"): one.replace("_", "-") for name, one in answers.items()}
    return read_report("\n".join((HEAD, *lines)).encode(), told)


@pytest.mark.parametrize(
    "line",
    ["Linke Seite", "Left", "Gauche", "Contralateral side", "Linker Arm: Muskulokutaneus / Bizeps",
     "R Spinal accessory - Trapezius", "Suprascapularis rechts", "After warming",
     "Side = Left", "* Linke Seite"],
)  # fmt: skip
def test_a_line_that_is_not_understood_stops_where_rows_follow_it(line: str) -> None:
    found = read(*MEDIAN, line, ELBOW)
    (question,) = found.questions
    assert (question.id, question.line) == ("line:4", 4)
    assert line[:20] in question.text
    with pytest.raises(Fault, match="line:4=leave-out"):
        found.study()
    for answer in ({"line__4": "leave_out"}, {"lines": "leave_out"}):
        told = read(*MEDIAN, line, ELBOW, **answer)
        assert [one.side for one in told.study().measures] == ["right", "right"]
        assert any(line in one.text for one in told.notes)


@pytest.mark.parametrize(
    ("lines", "answer"),
    [((*MEDIAN, "Linke Seite", ELBOW), None),
     ((*MEDIAN, "Elbow\t7.9\t4.0*\t230", "* different muscle"), "as-headed"),
     ((*MEDIAN, ELBOW, "NR = not recorded"), None),
     ((*MEDIAN, "Amplitudes are peak to peak", ELBOW), None)],
)  # fmt: skip
def test_a_line_that_is_asked_about_does_not_stand_as_not_read_too(
    lines: tuple[str, ...], answer: str | None
) -> None:
    found = read(*lines)
    asked = {one.line for one in found.questions}
    unread = {one.line for one in found.notes if one.key == "not_read"}
    assert not asked & unread
    assert found.lines_passed_over == len(unread)
    if answer:
        answers = dict.fromkeys((one.id for one in found.questions), answer)
        told = read_report("\n".join((HEAD, *lines)).encode(), answers)
        assert not [one for one in told.notes if one.key == "not_read"]


def test_a_header_row_between_does_not_make_it_understood() -> None:
    assert [one.id for one in read(*MEDIAN, "Linke Seite", HEAD, ELBOW).questions] == ["line:4"]


def test_a_side_above_an_understood_heading_stops_too() -> None:
    assert [one.id for one in read("Left", *MEDIAN).questions] == ["line:2"]


def test_what_stands_at_the_end_or_before_another_heading_is_a_remark_that_quotes_it() -> None:
    found = read(*MEDIAN, "Cold hand", "L Median - APB", "Wrist\t3.5\t9.1\t70", "Seen by the chief")
    assert not found.questions
    quoted = " ".join(one.text for one in found.notes)
    assert "Cold hand" in quoted
    assert "Seen by the chief" in quoted


@pytest.mark.parametrize(
    ("first", "second", "key"),
    [
        ("Patient: A. Invented  ID 7", "Patient: B. Made-Up  ID 8", "two_persons"),
        ("Patient ID: 7", "Patient ID:\t8", "two_persons"),
        ("Name: Invented", "Name: Made-Up", "two_persons"),
        ("Laboratory", "DOB: 1 May 1960", "two_persons"),
        ("Study 1", "Study 2", "two_persons"),
        ("Date: 2025-03-04", "Date: 2025-03-05", "two_days"),
        ("04.03.2025", "05.03.2025", "two_days"),
    ],
)
def test_two_persons_or_days_are_refused(first: str, second: str, key: str) -> None:
    for between in ((), ("L Ulnar - ADM", HEAD)):
        found = read(first, *MEDIAN, second, *between, ELBOW)
        assert (f"report.{key}", 5) in [(one.key, one.line) for one in found.problems]
        assert "Made-Up" not in repr(found)


def test_the_same_person_and_day_on_a_second_page_is_no_other() -> None:
    head = "Patient: A. Invented  Date: 2025-03-04"
    found = read(f"{head} page 1", *MEDIAN, f"{head} page 2", ELBOW)
    assert not found.problems
    assert not found.questions


def test_a_date_after_every_row_is_that_of_the_signature() -> None:
    assert not read("Date: 2025-03-04", *MEDIAN, "Signed 2025-03-06").problems


@pytest.mark.parametrize(
    "title",
    ["Nerve conduction report", "NERVE CONDUCTION STUDY / EMG REPORT", "Elektroneurographie",
     "Neurophysiologischer Befund", "Compte rendu d'électroneuromyogramme",
     "Informe de electromiografía", "Referto elettroneurografico", "Laudo de eletroneuromiografia",
     "Verslag zenuwgeleidingsonderzoek"],
)  # fmt: skip
def test_the_reports_own_title_is_no_line_that_was_lost(title: str) -> None:
    found = read_report("\n".join((title, MEDIAN[0], HEAD, MEDIAN[1], ELBOW)).encode())
    assert found.lines_passed_over == 0
    assert not any("not read" in str(one) for one in found.remarks())


@pytest.mark.parametrize("line", ["Nerve block yesterday", "Left conduction study", "Report"])
def test_a_line_that_says_more_than_a_title_is_counted(line: str) -> None:
    found = read_report("\n".join((line, MEDIAN[0], HEAD, MEDIAN[1], ELBOW)).encode())
    assert found.lines_passed_over + len(found.questions) == 1


def test_muscles_are_offered_as_the_field_writes_them() -> None:
    found = read("R Ulnar", *MEDIAN[1:])
    (question,) = (one for one in found.questions if one.key == "muscle")
    assert [question.label(one) for one in question.choices] == ["ADM", "FDI"]
