"""What is asked and said of a report names its own columns, and no name that is internal here."""

import pytest

from multifocal.formats import read_report
from multifocal.formats.table.columns import columns
from multifocal.words import say

TWO = "R Median - APB\nSite\tLat (ms)\tLatency (ms)\tNeg Amp (mV)\nWrist\t3.4\t3.3\t9\n"
OF_ROWS = ("side", "nerve", "muscle", "site", "kind", "skin")


def test_two_columns_of_one_meaning_are_named_as_the_report_has_them() -> None:
    (question,) = read_report(TWO.encode()).questions
    said = [question.text, *(question.label(one) for one in question.choices)]
    assert "the latency" in said[0]
    assert ["Lat (ms)" in said[1], "Latency (ms)" in said[2]] == [True, True]
    assert not any("_" in one for one in said)
    wrist = read_report(TWO.encode(), {question.id: question.choices[1]}).study().measures[0]
    assert wrist.latency_ms == 3.3


@pytest.mark.parametrize("column", [one.name for one in columns() if one.name not in OF_ROWS])
def test_every_column_has_words(column: str) -> None:
    assert "_" not in say(f"report_reading.column.{column}")


def test_a_column_is_not_said_to_be_read_as_itself() -> None:
    text = f"{TWO}\nF waves median R: absent\n"
    found = read_report(text.encode(), {"column:2:latency_ms": "lat_ms_2"})
    said = [one.text for one in found.remarks()]
    assert "'Neg Amp (mV)' is read as amplitude_mv" in said
    assert not any("'f_minimum_ms'" in one for one in said)


@pytest.mark.parametrize("word", ["Malleolus", "malléole", "maleolo"])
def test_the_malleolus_of_a_motor_study_is_the_ankle(word: str) -> None:
    text = f"L Tibial - AH\nSite\tLat (ms)\tNeg Amp (mV)\n{word}\t4.4\t12.1\n"
    assert [one.site for one in read_report(text.encode()).study().measures] == ["ankle"]
