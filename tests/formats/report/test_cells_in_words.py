"""Cells that hold more than a number, or words in place of one."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import Understood, read_report

HEAD = "Site\tLat (ms)\tO-P Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\tDist (mm)"
WRIST = "Wrist\t3.4\t9.0\t28.0\t5.7\t70"


def read(*rows: str, **answers: str) -> Understood:
    told = {name if ":" in name else name.replace("_", "-"): one for name, one in answers.items()}
    return read_report("\n".join(("R Median - APB", HEAD, *rows)).encode(), told)


@pytest.mark.parametrize(
    "cell", ["4,1* (>10)", "4,1* [>10]", "4,1 ↓ (>10)", "4.1 L (>= 10)", "4,1 mV (>5)", "4.1 [≥5]",
             "4.1", "4,1*", "4.1 (44%)", "4,1 (44,5 %)", "4.1 [-56 %]", "4.1 mV (44%)",
             "4.1 (4-18)", "4,1 [4,0 – 18,0]"],
)  # fmt: skip
def test_a_number_with_a_flag_and_a_limit_of_normal(cell: str) -> None:
    found = read(WRIST, f"Elbow\t7.9\t{cell}\t12.0\t5.8\t230")
    assert not found.questions
    assert found.study().measures[1].amplitude_mv == 4.1


@pytest.mark.parametrize(
    "cell", ["4.1 (9.0)", "4.1 (2019-2020)", "44% (4.1)", "4.1-9.0", "4.1 (R)", "4.1 (9.0 mV)"]
)
def test_another_number_in_brackets_leaves_doubt(cell: str) -> None:
    with pytest.raises(Fault):
        read(WRIST, f"Elbow\t7.9\t{cell}\t12.0\t5.8\t230").study()


@pytest.mark.parametrize(
    "words", ["not tested (IV line)", "not done", "non fait", "nicht untersucht (Verband)",
              "no realizado", "not performed (dressing)", "-", "ND"],
)  # fmt: skip
def test_what_was_not_done_was_not_recorded(words: str) -> None:
    (_, elbow) = read(WRIST, f"Elbow\t{words}").study().measures
    assert elbow.empty
    assert not elbow.absent


@pytest.mark.parametrize("words", ["absent", "absent (0/16)", "NR", "absente [0/10]"])
def test_what_is_said_to_be_absent_is_no_response(words: str) -> None:
    (_, elbow) = read(WRIST, f"Elbow\t{words}").study().measures
    assert elbow.absent


@pytest.mark.parametrize("words", ["abs", "abs.", "none", "abs (0/16)"])
@pytest.mark.parametrize("column", [1, 2])
def test_a_word_that_may_say_either_is_asked(words: str, column: int) -> None:
    row = "\t".join(["Elbow", *[""] * (column - 1), words])
    (question,) = read(WRIST, row).questions
    assert question.id == "nr-words"
    (_, elbow) = read(WRIST, row, nr_words="no-response").study().measures
    assert elbow.absent
    (_, elbow) = read(WRIST, row, nr_words="not-recorded").study().measures
    assert elbow.empty
    assert not elbow.absent


@pytest.mark.parametrize(
    "words", ["n.e.", "n.b.", "k.A.", "nil", "s.r.", "n.ausl.", "x", "X", "N.E."]
)
@pytest.mark.parametrize("column", [1, 2])
def test_an_abbreviation_that_may_mean_several_things_is_asked(words: str, column: int) -> None:
    row = "\t".join(["Elbow", *[""] * (column - 1), words])
    (question,) = read(WRIST, row).questions
    assert words in question.text
    assert set(question.choices) == {"no-response", "not-recorded", "leave-out"}
    (_, elbow) = read(WRIST, row, **{question.id: "no-response"}).study().measures
    assert elbow.absent
    for answer in ("not-recorded", "leave-out"):
        (_, elbow) = read(WRIST, row, **{question.id: answer}).study().measures
        assert elbow.empty
        assert not elbow.absent


def test_two_abbreviations_are_asked_about_one_by_one() -> None:
    asked = {one.id for one in read(WRIST, "Elbow\tn.e.", "Axilla\tk.A.").questions}
    assert asked == {"nr-words:n_e", "nr-words:k_a"}


@pytest.mark.parametrize("words", ["DNT", "dnt", "did not test"])
def test_did_not_test_is_not_recorded(words: str) -> None:
    (_, elbow) = read(WRIST, f"Elbow\t{words}").study().measures
    assert elbow.empty
    assert not elbow.absent


def test_an_x_under_supramaximal_is_yes() -> None:
    text = "R Median - APB\nSite\tLat (ms)\tO-P Amp (mV)\tSupramax\nWrist\t3.4\t9.0\tx\n"
    (wrist,) = read_report(text.encode()).study().measures
    assert wrist.supramaximal is True


@pytest.mark.parametrize(
    "words",
    ["NR?", "absent?", "absent (edema)", "No response, obese", "nicht auslösbar (Ödem)",
     "Could not be obtained (edema)"],
)  # fmt: skip
def test_no_response_with_a_doubt_or_a_reason_is_asked_and_never_taken(words: str) -> None:
    text = f"R Tibial - AH\nSite\tLat (ms)\tO-P Amp (mV)\nAnkle\t4.6\t9.8\nKnee\t\t{words}\n"
    (question,) = read_report(text.encode()).questions
    assert question.id.startswith("nr-words:") and words in question.text
    for answer, absent in (("no-response", True), ("not-recorded", False)):
        found = read_report(text.encode(), {question.id: answer}).study().measures[1]
        assert (found.absent, found.empty) == (absent, not absent)


def test_a_mark_with_a_question_mark_in_the_column_nr_is_no_mark() -> None:
    text = "Site\tNR\tLat (ms)\tO-P Amp (mV)\nR Tibial - AH\nAnkle\t\t4.6\t9.8\nKnee\tNR?\t\t\n"
    assert [one.id for one in read_report(text.encode()).questions] == ["row:4"]
