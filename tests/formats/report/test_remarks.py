"""A response that a report says was submaximal, stopped or of no use enters no verdict unasked."""

import itertools
import random

import pytest

from multifocal.criteria import evaluate
from multifocal.fault import Fault
from multifocal.formats import Understood, read_report
from multifocal.study import Measure

HEAD = "R Median - APB\nSite\tLat (ms)\tO-P Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\tDist (mm)"
WRIST = ["Wrist", "3.4", "9.0", "28.0", "5.7", "70"]
ELBOW = ["Elbow", "7.9", "3.0", "9.4", "5.9", "230"]
MARKS = ["*", "**", "#", "†", "‡", "§", "^", "¹", "(1)", "[a]", "(*)", "a", "SM"]
WORDS = [
    "stimulus submaximal, patient did not tolerate more", "not supramaximal",
    "submaximale Reizung (Schmerzen), Wert nicht verwertbar", "Reizung abgebrochen wegen Schmerzen",
    "stimulation sous-maximale", "stimulation non supramaximale", "estímulo submáximo",
    "no toleró más",
]  # fmt: skip


def table(*rows: list[str]) -> list[str]:
    return [HEAD, *("\t".join(row) for row in rows)]


def read(lines: list[str], **answers: str) -> Understood:
    told = {name.replace("__", ":"): one.replace("_", "-") for name, one in answers.items()}
    return read_report("\n".join(lines).encode(), told)


def elbow(found: Understood) -> Measure:
    return found.study().measures[1]


def block(found: Understood) -> str:
    return evaluate(found.study()).segments[0].block


def test_without_a_mark_it_is_a_block() -> None:
    assert block(read(table(WRIST, ELBOW))) == "definite"


def lines_of_mark(mark: str, words: str) -> list[str]:
    sign = mark.strip("()[]")
    ways = [f"{mark} {words}", f"{mark} = {words}"]
    ways += [] if sign.isalnum() else [f"{words} ({sign})", f"{sign}: {words}"]
    return ways if mark != "SM" else ways[1:]


@pytest.mark.parametrize(("mark", "words"), list(itertools.product(MARKS, WORDS)))
def test_a_mark_hangs_on_its_row_wherever_it_stands(mark: str, words: str) -> None:
    chance = random.Random(f"{mark} {words}")
    at = chance.choice((1, 2, 3, 4) if mark.isalpha() else (0, 1, 2, 3, 4, 5))
    row = list(ELBOW)
    row[at] += chance.choice(("", " ")) + mark if at else f" {mark}"
    for line in lines_of_mark(mark, words):
        below, above = [*table(WRIST, row), line], [line, *table(WRIST, row)]
        for found in (read(below), read(above)):
            assert elbow(found).supramaximal is False
            assert elbow(found).amplitude_mv == 3.0
            assert block(found) == "cannot_be_assessed"
            assert any(one.key == "submaximal" for one in found.notes)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("written", ["Elbow ({})", "Elbow, {}", "Elbow: {}"])
def test_words_beside_the_site_and_in_a_column_of_remarks(written: str, words: str) -> None:
    words = words.split("(", maxsplit=1)[0].strip(" ,")
    beside = read(table(WRIST, [written.format(words), *ELBOW[1:]]))
    assert block(beside) == "cannot_be_assessed"
    lines = table([*WRIST, ""], [*ELBOW, words])
    for column in ("Remarks", "Bemerkungen", "Remarque", "Observaciones", "Xyz"):
        lines[0] = f"{HEAD}\t{column}"
        assert block(read(lines)) == "cannot_be_assessed"


@pytest.mark.parametrize(
    "line", ["Elbow submaximal", "\tsubmaximal, stopped because of pain",
             "Stimulation at the elbow was submaximal because of pain.",
             "Am Ellenbogen submaximale Reizung", "Au coude: stimulation sous-maximale",
             "Codo: estímulo submáximo", "Right median, elbow: not supramaximal"],
)  # fmt: skip
def test_a_line_beneath_that_names_its_row(line: str) -> None:
    assert elbow(read([*table(WRIST, ELBOW), line])).supramaximal is False


@pytest.mark.parametrize(
    "line", ["stimulus submaximal", "Patient tolerance: stimuli submaximal", "technically poor",
             "Not all stimuli were supramaximal", "All stimuli supramaximal except one",
             "supramaximale Reizung nicht möglich", "R Median: submaximal"],
)  # fmt: skip
def test_a_line_that_does_not_name_its_row_is_asked_about(line: str) -> None:
    lines = [*table(WRIST, ELBOW), line]
    assert [one.id for one in read(lines).questions] == ["note:5"]
    with pytest.raises(Fault):
        read(lines).study()
    some = elbow(read(lines, note__5="row-4"))
    assert some.empty if "poor" in line else some.supramaximal is False
    assert block(read(lines, note__5="none")) == "definite"


@pytest.mark.parametrize(
    ("answer", "weak"),
    [("row-3+row-4", [3, 4]), ("row-4+row-5", [4, 5]), ("row-3+row-5", [3, 5]), ("all", [3, 4, 5]),
     ("none", [])],
)  # fmt: skip
def test_several_rows_may_be_chosen(answer: str, weak: list[int]) -> None:
    axilla = ["Axilla", "10.9", "2.9", "9.2", "6.1", "150"]
    found = read([*table(WRIST, ELBOW, axilla), "stimuli submaximal"], note__6=answer)
    told = [at for at, one in enumerate(found.study().measures, 3) if one.supramaximal is False]
    assert told == weak


def test_a_mark_on_several_rows_may_hold_for_some_of_them() -> None:
    axilla = ["Axilla", "10.9", "2.9*", "9.2", "6.1", "150"]
    lines = [*table(WRIST, [*ELBOW[:2], "3.0*", *ELBOW[3:]], axilla), "* different electrode"]
    (question,) = read(lines).questions
    assert question.rows == ("row-4", "row-5")
    for answer, weak in (
        ("row-4", [4]), ("row-4+row-5", [4, 5]), ("as-headed", []), ("submaximal", [4, 5]),
    ):  # fmt: skip
        measures = read(lines, note__6=answer).study().measures
        assert [at for at, one in enumerate(measures, 3) if one.supramaximal is False] == weak


@pytest.mark.parametrize("answer", ["row-9", "row-3+row-9", "row-3+all", "row-3+row-3", "+", ""])
def test_what_is_no_choice_of_rows_leaves_the_question(answer: str) -> None:
    found = read([*table(WRIST, ELBOW), "stimuli submaximal"], note__5=answer)
    assert [one.id for one in found.questions] == ["note:5"]
    assert "row-3+row-4" in found.questions[0].ways


def test_a_line_behind_all_rows_may_be_of_any_of_them() -> None:
    nerves = [f"{side} Median - APB" for side in "RL"]
    arms = [line.replace(nerves[0], one) for one in nerves for line in table(WRIST, ELBOW)]
    said = "Not all stimuli were supramaximal"
    (question,) = read([*arms, said]).questions
    assert question.rows == ("row-3", "row-4", "row-7", "row-8")
    measures = read([*arms, said], note__9="row-4+row-8").study().measures
    assert [one.supramaximal for one in measures] == [None, False, None, False]
    (between,) = read([*arms[:3], said, *arms[3:]]).questions
    assert between.rows == ("row-3", "row-4")


def test_an_exception_is_asked_about_of_the_row_that_it_names() -> None:
    lines = [*table(WRIST, ELBOW), "All stimuli supramaximal except at the elbow"]
    assert [one.id for one in read(lines).questions] == ["note:5"]
    assert block(read(lines, note__5="submaximal")) == "cannot_be_assessed"


def test_a_heading_may_say_it_of_its_rows() -> None:
    lines = table(WRIST, ELBOW)
    lines[0] = lines[0].replace("R Median - APB", "R Median - APB (submaximal)")
    assert [one.choices for one in read(lines).questions] == [("row-3", "row-4", "all", "none")]
    assert block(read(lines, note__1="all")) == "cannot_be_assessed"


@pytest.mark.parametrize("words", ["different muscle", "technically poor", "not usable", "siehe X"])
def test_a_mark_that_is_not_understood_is_asked_about(words: str) -> None:
    lines = [*table(WRIST, [*ELBOW[:2], "3.0*", *ELBOW[3:]]), f"* {words}"]
    assert [one.id for one in read(lines).questions] == ["note:5"]
    assert block(read(lines, note__5="as_headed")) == "definite"
    assert block(read(lines, note__5="submaximal")) == "cannot_be_assessed"
    assert elbow(read(lines, note__5="leave_out")).empty


def test_a_mark_without_explanation_is_named_and_one_of_limits_is_no_matter() -> None:
    lines = table(WRIST, [*ELBOW[:2], "3.0*", *ELBOW[3:]])
    assert any(one.key == "mark_unexplained" for one in read(lines).notes)
    normal = read([*lines, "* outside the limits of normal"])
    assert not normal.questions
    assert not any(one.key == "mark_unexplained" for one in normal.notes)


def test_a_mark_that_two_lines_explain_differently_is_asked_about() -> None:
    lines = table([*WRIST[:2], "9.0*", *WRIST[3:]], [*ELBOW[:2], "3.0*", *ELBOW[3:]])
    found = read([*lines, "* abnormal", "* submaximal"])
    assert [one.id for one in found.questions] == ["note:6"]


def test_no_response_to_a_submaximal_stimulus_is_no_block() -> None:
    lines = [*table(WRIST, ["Elbow", "NR*", "NR*", "", "", "230"]), "* submaximal"]
    assert elbow(read(lines)).absent
    assert block(read(lines)) == "cannot_be_assessed"


@pytest.mark.parametrize("line", ["All stimuli supramaximal", "Alle Reize supramaximal"])
def test_all_supramaximal_is_of_all_but_what_a_mark_says_otherwise(line: str) -> None:
    measures = read([*table(WRIST, ELBOW), line]).study().measures
    assert [one.supramaximal for one in measures] == [True, True]
    marked = read([line, *table(WRIST, [*ELBOW[:2], "3.0#", *ELBOW[3:]]), "# submaximal"])
    assert [one.supramaximal for one in marked.study().measures] == [True, False]
    between = read([*table(WRIST, ELBOW), line, *table(WRIST, ELBOW)[:1], "Wrist\t3\t9\t27\t6\t70"])
    assert any(one.key == "supramaximal_unread" for one in between.notes)


@pytest.mark.parametrize("cells", [("x", ""), ("yes", "no")])
def test_a_column_of_submaximal_stimuli(cells: tuple[str, str]) -> None:
    lines = table([*WRIST, cells[1]], [*ELBOW, cells[0]])
    lines[0] = f"{HEAD}\tSubmaximal"
    assert elbow(read(lines)).supramaximal is False
    lines[0] = f"{HEAD}\tSupramax"
    assert elbow(read(lines)).supramaximal is True


def test_a_needle_examination_has_words_of_its_own_and_a_line_below_it_still_counts() -> None:
    needle = ["Needle EMG", "Side\tMuscle\tFibs\tPSW\tComment", "Left\tFDI\tno\tno\tartifact"]
    assert not read([*table(WRIST, ELBOW), *needle]).questions
    assert block(read([*table(WRIST, ELBOW), *needle, "Elbow submaximal"])) == "cannot_be_assessed"
