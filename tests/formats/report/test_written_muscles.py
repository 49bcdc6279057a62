"""The muscle that a heading writes was recorded: the usual one is never taken instead of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.formats import Understood, read_report
from multifocal.formats.report.scope import named_in
from multifocal.study.vocabulary import muscle_words

HEAD = "Motor nerve conduction\nNerve\tSite\tLat (ms)\tNeg Amp (mV)\tNeg Area (mVms)\n"


def read(nerve: str, proximal: str = "Elbow", **answers: str) -> Understood:
    rows = f"{nerve}\tWrist\t3.4\t9.1\t28.0\n\t{proximal}\t7.4\t8.9\t27.5\n"
    return read_report((HEAD + rows).encode(), answers)


@pytest.mark.parametrize(
    ("nerve", "side", "muscle"),
    [
        ("Mediano sin. (FDI)", "left", "fdi"),
        ("Mediano der. (FDI)", "right", "fdi"),
        ("Mediano izq. (FDI)", "left", "fdi"),
        ("Mediano dx (APB)", "right", "apb"),
        ("Mediano sin (APB)", "left", "apb"),
        ("N. medianus sin. - APB", "left", "apb"),
        ("Median sin. FDI", "left", "fdi"),
        ("Median L (2nd lumbrical)", "left", "lumbricals_1_2"),
        ("Median L, recording 2L", "left", "lumbricals_1_2"),
    ],
)
def test_side_and_muscle_as_they_are_written(nerve: str, side: str, muscle: str) -> None:
    found = read(nerve)
    assert not found.questions
    assert {(row["side"], row["muscle"]) for _, row in found.rows} == {(side, muscle)}


@pytest.mark.parametrize(
    "nerve", ["Median L (xyz)", "Median L - lumbricals", "Median L, thumb ball"]
)
def test_a_word_that_nobody_knows_is_asked_and_never_taken_for_the_usual_muscle(nerve: str) -> None:
    found = read(nerve)
    (question,) = found.questions
    assert question.id.startswith("muscle:median:") and nerve in question.text
    assert set(question.choices) == {*muscle_words("median"), "leave-out"}
    assert not any(note.key == "muscle_understood" for note in found.notes)

    told = read(nerve, **{question.id: "fpl"}).study()
    assert {one.muscle for one in told.measures} == {"fpl"}
    left = read(nerve, **{question.id: "leave-out"})
    assert not left.rows
    assert {note.line for note in left.notes if note.key == "row_left_out"} == {3, 4}


def test_a_word_that_is_a_side_in_another_language_is_none_here() -> None:
    assert {row["side"] for _, row in read("Mediano sin respuesta").rows} == {""}
    assert {row["side"] for _, row in read("Medianus der linken Hand").rows} == {"left"}
    assert {row["side"] for _, row in read("Medianus der Hand").rows} == {""}


def test_a_name_of_crossing_fibers_is_no_muscle() -> None:
    assert {row["muscle"] for _, row in read("Median L (Martin-Gruber)").rows} == {"apb"}


def test_an_article_is_no_side_of_a_remark() -> None:
    assert named_in("Reiz in der linken Axilla submaximal").sides == {"left"}
    assert named_in("Mediano der. en axila submaximal").sides == {"right"}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([("median", "R"), ("ulnar", "L"), ("radial", "R")]),
    st.text("jkqwxyz", min_size=3, max_size=9),
    st.sampled_from(["{} ({})", "{} - {}", "{}, {}", "{} {}", "{} rec. {}"]),
)
def test_no_written_word_is_lost(nerve: tuple[str, str], word: str, way: str) -> None:
    found = read(way.format(" ".join(nerve), word), "Axilla")
    muscles = {row.get("muscle") for _, row in found.rows}
    quoted = any(word in one.text for one in found.questions)
    assert quoted or not muscles & {"apb", "adm", "fdi", "eip", "edc"}
    assert not any(note.key == "muscle_understood" for note in found.notes)
