"""Lines that name a nerve and are no heading that is understood: whose rows follow is asked."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import Understood, parse_study, read_report

MEDIAN = (
    "Right Median - APB",
    "Site\tLat (ms)\tO-P Amp (mV)\tDist (mm)",
    "Wrist\t3.6\t9.8\t70",
    "Elbow\t7.9\t9.5\t230",
)
ULNAR = ("Wrist\t2.8\t9.9\t70", "Axilla\t10.6\t3.1\t420")


def read(*lines: str, **answers: str) -> Understood:
    told = {name.replace("__", ":"): one.replace("_", "-") for name, one in answers.items()}
    return read_report("\n".join((*MEDIAN, *lines, *ULNAR)).encode(), told)


def nerves(found: Understood) -> list[tuple[str, str, str]]:
    return [(one.side, one.nerve, one.site) for one in found.study().measures]


RIGHT_MEDIAN = [("right", "median", "wrist"), ("right", "median", "elbow")]
LINES = [
    ("Left Ulnar nerve motor study, abductor digiti minimi pickup with patient supine",),
    ("Then the ulnar nerve of the left arm, surface electrodes, adm of the hand",),
    ("Left ulnar in the afternoon, adm again, by another examiner than before", MEDIAN[1]),
    ("Study:\tleft ulnar adm",),
    ("Exam 2\tside\tleft\tnerve\tulnar\tmuscle\tADM",),
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("answer", [{"line__5": "leave_rows_out"}, {"lines": "leave_out"}])
def test_rows_below_it_are_left_out_and_named(
    line: tuple[str, ...], answer: dict[str, str]
) -> None:
    assert [one.id for one in read(*line).questions] == ["line:5"]
    found = read(*line, **answer)
    assert nerves(found) == RIGHT_MEDIAN
    unread = [one.line for one in found.notes if one.key == "row_below_line"]
    assert unread == [5 + len(line), 6 + len(line)]


@pytest.mark.parametrize("line", LINES)
def test_it_may_be_their_heading_where_a_person_says_so(line: tuple[str, ...]) -> None:
    found = read(*line, line__5="as_named")
    left = [("left", "ulnar", "wrist"), ("left", "ulnar", "axilla")]
    assert nerves(found) == [*RIGHT_MEDIAN, *left]
    assert {one.muscle for one in found.study().measures} == {"apb", "adm"}
    assert not [one for one in found.notes if one.key == "not_read"]


def test_a_remark_that_names_the_nerve_is_answered_to_be_one() -> None:
    remark = "The median nerve moved a little at the elbow when the arm was bent there"
    text = "\n".join((*MEDIAN, remark, "Axilla\t10.0\t9.4\t110")).encode()
    found = read_report(text, {"line:5": "as-above"})
    assert nerves(found)[-1] == ("right", "median", "axilla")
    assert [one.line for one in found.notes if one.key == "not_read"] == [5]


@pytest.mark.parametrize("line", ["Contralateral", "Side\tleft"])
def test_rows_below_a_side_may_be_left_out_too(line: str) -> None:
    (question, *_) = read(line).questions
    assert question.choices == ("leave-out", "leave-rows-out")
    assert nerves(read(line, line__5="leave_rows_out")) == RIGHT_MEDIAN


def test_rows_below_a_row_that_cannot_be_read_are_of_its_nerve() -> None:
    rows = (
        "Nerve\tSite\tLat (ms)\tO-P Amp (mV)",
        "Right median APB\tWrist\t3.6\t9.8",
        "Left ulnar ADM\tWrist\t2.8\t9.9\t17\tx",
        "\tAxilla\t10.8\t3.1",
    )
    text = "\n".join(rows).encode()
    assert [one.id for one in read_report(text).questions] == ["row:3", "line:3"]
    answers = {"row:3": "leave-out", "line:3": "leave-rows-out"}
    assert nerves(read_report(text, answers)) == [("right", "median", "wrist")]
    answers["line:3"] = "as-named"
    assert nerves(read_report(text, answers))[-1] == ("left", "ulnar", "axilla")


@pytest.mark.parametrize(
    ("heading", "side", "nerve", "muscle"),
    [
        ("Left Median motor study recorded over the abductor pollicis brevis muscle",
         "left", "median", "apb"),
        ("N. ulnaris rechts, Ableitung vom M. abductor digiti minimi mit Oberflächenelektroden",
         "right", "ulnar", "adm"),
        ("Nervo ulnar direito – captação no músculo abdutor do dedo mínimo da mão",
         "right", "ulnar", "adm"),
        ("Nervio mediano izquierdo con registro en el músculo abductor corto del pulgar",
         "left", "median", "apb"),
        ("Nerf ulnaire - recueil sur l'abducteur du petit doigt droit", "right", "ulnar", "adm"),
        ("Stimolazione del nervo ulnare destro con registrazione dall'abduttore del mignolo",
         "right", "ulnar", "adm"),
        ("Test: right, Abductor digiti minimi, Ulnaris, C8 T1", "right", "ulnar", "adm"),
    ],
)  # fmt: skip
def test_long_headings_that_are_understood_whole(
    heading: str, side: str, nerve: str, muscle: str
) -> None:
    lines = (heading, MEDIAN[1], "Wrist\t3.6\t9.8\t70")
    found = read_report("\n".join(lines).encode())
    (one,) = found.study().measures
    assert (one.side, one.nerve, one.muscle) == (side, nerve, muscle)


def test_where_no_row_is_read_before_it_is_answered_the_question_is_told() -> None:
    """Not "no row of a response was found"."""
    line = "Left Tibial recorded over the abductor hallucis in the right foot position"
    text = "\n".join((line, MEDIAN[1], "Ankle\t4.6\t9.8\t80", "Knee\t12.9\t9.5\t390")).encode()
    with pytest.raises(Fault, match="line:1=as-named"):
        parse_study(text)
    found = parse_study(text, answers={"line:1": "as-named"}).study
    assert [(one.side, one.nerve, one.muscle) for one in found.measures] == [
        ("left", "tibial", "ah")
    ] * 2
    with pytest.raises(Fault, match="no row"):
        parse_study(text, answers={"line:1": "leave-rows-out"})
