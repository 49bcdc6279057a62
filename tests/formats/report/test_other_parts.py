"""Parts of a report that are not this person on this day, or no nerve conduction, stay apart."""

import pytest

from multifocal.formats import Understood, read_report

MEDIAN = "R Median - APB\nSite\tLat (ms)\tO-P Amp (mV)\nWrist\t3.5\t9.0\nElbow\t8.0\t8.8\n"
AXILLA = "R Median - APB\nSite\tLat (ms)\tO-P Amp (mV)\nAxilla\t10.0\t4.0\n"
LEFT = "L Median - APB\nSite\tLat (ms)\tO-P Amp (mV)\nWrist\t3.5\t9.0\nElbow\t8.0\t4.0\n"


def read(text: str, **answers: str) -> Understood:
    return read_report(text.encode(), {one.replace("_", "-", 1).replace("__", ":"): each
                                       for one, each in answers.items()})  # fmt: skip


@pytest.mark.parametrize(
    "title",
    ["After IVIG", "Post-treatment", "Nach IVIG", "Après traitement", "Follow-up", "Month 6",
     "3 months later", "Previous results", "Voruntersuchung", "Control subject", "Healthy control",
     "Kontrollperson", "Normal values", "Normal values (our laboratory)", "Normwerte",
     "Reference limits", "Valeurs normales", "Valori di riferimento"],
)  # fmt: skip
def test_rows_of_another_time_or_person_or_of_norms_are_not_mixed_in(title: str) -> None:
    found = read(f"{MEDIAN}{title}\n{AXILLA}")
    assert [(one.key, one.line) for one in found.problems] == [("report.other_part", 5)]
    assert read(f"{title}\n{MEDIAN}").problems == ()  # of all that follows: one study


@pytest.mark.parametrize(
    "line",
    ["The study was repeated after treatment with IVIG was stopped for months", "Normal study",
     "Comment: normal values are in brackets", "Controlled temperature"],
)  # fmt: skip
def test_sentences_and_remarks_are_no_such_titles(line: str) -> None:
    found = read(f"{MEDIAN}{line}\n{LEFT}")
    assert "report.other_part" not in {one.key for one in found.problems}


@pytest.mark.parametrize(
    "title",
    ["Repetitive stimulation", "Serienreizung 3/s", "Estimulación repetitiva", "Blinkreflex",
     "Stimolazione ripetitiva 3 Hz", "Potenciales evocados motores", "Transcranial stimulation",
     "Réflexe H"],
)  # fmt: skip
def test_other_studies_are_no_nerve_conduction(title: str) -> None:
    found = read(f"{MEDIAN}{title}\nR Ulnar - ADM\nSite\tLat (ms)\tO-P Amp (mV)\nErb\t14\t4.0\n")
    assert [cells["nerve"] for _, cells in found.rows] == ["median", "median"]
    assert title in str([one.parameters for one in found.notes])


def test_nerve_conduction_below_them_without_a_title_is_asked_about_and_not_lost() -> None:
    train = "Repetitive stimulation\nR Ulnar - ADM\nSite\tLat (ms)\tO-P Amp (mV)\n" \
        "Wrist\t2.8\t9.0\nWrist\t2.8\t8.9\n"  # fmt: skip
    text = f"{MEDIAN}{train}{LEFT}"
    asked = read(text)
    assert [one.id for one in asked.questions] == ["other-rows:10"]
    found = read(text, other_rows__10="read")
    assert [(one.side, one.amplitude_mv) for one in found.study().measures] == [
        ("right", 9.0), ("right", 8.8), ("left", 9.0), ("left", 4.0)
    ]  # fmt: skip
    left_out = read(text, other_rows__10="leave-out")
    assert {one.side for one in left_out.study().measures} == {"right"}
    assert read(MEDIAN + train).questions == ()


PEOPLE = """{}\tNerve\tSide\tSite\tLat (ms)\tO-P Amp (mV)
{}\tMedian\tR\tWrist\t3.5\t9.0
\tMedian\tR\tElbow\t8.0\t8.8
{}\tUlnar ADM\tL\tWrist\t2.8\t9.0
{}\tUlnar ADM\tL\tBE\t6.5\t4.0
"""


@pytest.mark.parametrize(
    "heading", ["Patient", "Patient ID", "ID", "Subject", "Visit", "Datum", "Fecha", "Paciente"]
)
def test_rows_of_several_people_or_days_in_one_table_are_refused(heading: str) -> None:
    found = read(PEOPLE.format(heading, "A1", "Zz9", "Zz9"))
    (fault,) = found.problems
    assert (fault.key, fault.line) == ("report.several_people", 4)
    assert "zz9" not in str(fault).casefold()  # it may be a name
    assert read(PEOPLE.format(heading, "A1", "A1", "A1")).problems == ()


def test_a_column_that_numbers_the_rows_says_nothing_of_people() -> None:
    assert read(PEOPLE.format("ID", "1", "3", "4")).problems == ()


def test_by_position_too() -> None:
    found = read("Patient   Nerve          Site     Lat (ms)   O-P Amp (mV)\n"
                 "X01       R Median APB   Wrist    3.5        9.0\n"
                 "X02       L Ulnar ADM    Wrist    2.8        4.0\n")  # fmt: skip
    assert [one.key for one in found.problems] == ["report.several_people"]


def test_nor_is_a_table_whose_rows_name_their_nerves() -> None:
    title = "Repetitive stimulation\nNerve\tSite\tLat (ms)\tO-P Amp (mV)\n"
    rows = "L Median APB\tWrist\t3.5\t9.0\n\tElbow\t8.0\t4.0\n"
    text = f"{MEDIAN}{title}R Ulnar ADM\tWrist\t2.8\t9.0\nL Ulnar ADM\tWrist\t2.8\t9.0\n"
    assert read(text).questions == ()
    asked = read(f"{MEDIAN}{title}{rows}")
    assert [one.id for one in asked.questions] == ["other-rows:6"]
    found = read(f"{MEDIAN}{title}{rows}", other_rows__6="read")
    assert [one.amplitude_mv for one in found.study().measures] == [9.0, 8.8, 9.0, 4.0]


def test_nor_is_one_of_both_sides_below_a_comparison() -> None:
    text = "Left/Right comparison\n" \
        "Nerve\tSite\tR Lat (ms)\tL Lat (ms)\tR Amp (mV)\tL Amp (mV)\n" \
        "Median APB\tWrist\t3.5\t3.6\t9.0\t9.1\n" \
        "Median APB\tElbow\t8.0\t8.1\t4.0\t8.9\n"  # fmt: skip
    asked = read(text)
    assert {one.key for one in asked.questions} == {"other_rows"}
    found = read_report(text.encode(), {one.id: "read" for one in asked.questions})
    assert [one.amplitude_mv for one in found.study().measures] == [9.0, 4.0, 9.1, 8.9]
