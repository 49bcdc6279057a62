"""Rows of numbers below a header in another language: named and asked about, on top too."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import parse_csv, parse_study, read_report
from multifocal.formats.study_json import parse_json, write_json
from multifocal.formats.table import write_csv_study

FINNISH = """Oikea kyynarhermo, ADM
Paikka\tLatenssi [ms]\tAmplitudi [mV]\tAla [mVms]
Ranne\t2,9\t8,4\t25,6
Kyynarpaa\t7,1\t2,2\t6,4

"""
MEDIAN = """Right Median APB
Site\tLat (ms)\tNeg Amp (mV)
Wrist\t3.5\t9.1
Elbow\t7.9\t8.8
"""
LEAVE = {"rows:3": "leave-out"}


def test_such_rows_stop_the_report_till_a_person_leaves_them_out() -> None:
    found = read_report((FINNISH + MEDIAN).encode())
    (question,) = found.questions
    assert question.id == "rows:3" and "3–4" in question.text and "Ranne" in question.text
    with pytest.raises(Fault, match="rows:3=leave-out"):
        found.study()


def test_what_is_left_out_is_quoted_and_counted() -> None:
    told = parse_study((FINNISH + MEDIAN).encode(), answers=LEAVE)
    assert told.study.motor_unread == 2
    assert any("Ranne" in one for one in told.unread)
    assert any("Kyynarpaa" in one for one in told.unread)


def test_the_count_stays_in_every_form_that_a_study_is_kept_in() -> None:
    study = parse_study((FINNISH + MEDIAN).encode(), answers=LEAVE).study
    assert parse_json(write_json(study).encode()).motor_unread == 2
    assert parse_csv(write_csv_study(study).encode()).motor_unread == 2


@pytest.mark.parametrize(
    "line", ["Age\t41\tHeight\t180\tWeight\t72", "Page\t1\t2", "Room 12, phone 030 1234 5678"]
)
def test_a_line_of_labels_is_no_such_row(line: str) -> None:
    found = read_report(f"{line}\n{MEDIAN}".encode())
    assert not [one for one in found.questions if one.id.startswith("rows:")]
