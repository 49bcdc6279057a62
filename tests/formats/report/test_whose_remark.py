"""A remark belongs to the nerve and side that its words or its heading name, and to no other."""

import pytest

from multifocal.criteria import evaluate
from multifocal.formats import Understood, read_report

HEAD = "Site\tLat (ms)\tO-P Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\tDist (mm)"
BLOCKED = [
    "Wrist\t3.6\t7.8\t24.9\t5.7\t70", "Elbow\t8.0\t7.5\t24.2\t5.9\t230",
    "Axilla\t11.2\t2.5\t8.0\t6.5\t140",
]  # fmt: skip
SOUND = ["Wrist\t2.8\t8.6\t26.5\t5.8\t70", "Below elbow\t6.9\t8.4\t26.0\t5.9\t220",
         "Above elbow\t8.8\t8.2\t25.6\t6.1\t100"]  # fmt: skip
ARM = ["R Median - APB", HEAD, *BLOCKED, "R Ulnar - ADM", HEAD, *SOUND]


def read(lines: list[str], **answers: str) -> Understood:
    told = {name.replace("__", ":"): one for name, one in answers.items()}
    return read_report("\n".join(lines).encode(), told)


def weak(found: Understood) -> list[tuple[str, str, str]]:
    return [
        (one.side, one.nerve, one.site)
        for one in found.study().measures
        if one.supramaximal is False
    ]


def blocks(found: Understood) -> list[str]:
    every = [one.block for one in evaluate(found.study()).segments]
    return [one for one in every if one in ("definite", "probable", "cannot_be_assessed")]


WAYS = ["Axilla refused", "Axilla\trefused", "Axilla\tpt refused", "Axilla pt refused",
        "Axilla\tstopped", "Axilla: stopped", "Axilla (submax)", "Axilla submaximal, pt refused",
        "Axilla\t\trefused", "Axilla\tabgebrochen", "Axilla\trefusé",
        "Axilla\tnot done", "Axilla not done"]  # fmt: skip


@pytest.mark.parametrize("row", WAYS)
def test_a_row_told_in_words_is_of_its_heading_and_was_not_recorded(row: str) -> None:
    found = read([*ARM, row])
    assert not found.questions
    assert weak(found) == []
    assert blocks(found) == ["definite"]  # that of the median, whose axilla nobody refused
    told = {(one.nerve, one.site): one for one in found.study().measures}
    assert told["ulnar", "axilla"].empty
    assert told["ulnar", "axilla"].absent is not True


@pytest.mark.parametrize("row", WAYS[:2])
def test_that_nothing_was_recorded_is_said(row: str) -> None:
    (said,) = (one for one in read([*ARM, row]).notes if one.key == "unrecorded")
    assert "R Ulnar" in said.text
    assert "axilla" in said.text


@pytest.mark.parametrize("last", [("", "Axilla", "refused"), ("R Ulnar (ADM)", "Axilla", "refused"),
                                  ("", "Axilla refused")])  # fmt: skip
def test_in_aligned_columns_too(last: tuple[str, ...]) -> None:
    widths = [16, 14, 16, 20, 18, 12]
    rows = [("Nerve", "Site", "Lat (ms)", "O-P Amp (mV)", "Neg Area (mVms)", "Neg Dur (ms)")]
    for nerve, each in (("R Median (APB)", BLOCKED), ("R Ulnar (ADM)", SOUND)):
        for at, one in enumerate(each):
            rows.append((nerve if at == 0 else "", *one.split("\t")[:5]))
    rows.append(last)
    lines = ["".join(c.ljust(w) for c, w in zip(one, widths, strict=False)) for one in rows]
    found = read(lines)
    assert weak(found) == []
    assert blocks(found) == ["definite"]


@pytest.mark.parametrize("line", ["Axilla submaximal", "Stimulation at the axilla not tolerated"])
def test_a_free_line_that_names_a_site_of_another_nerve_is_asked(line: str) -> None:
    # behind the ulnar rows, which hold no axilla that was read
    found = read([*ARM, "", "Temperature: R hand 33 C", line])
    (question,) = (one for one in found.questions if one.id.startswith("note:"))
    assert question.rows == ("row-5",)
    assert {"all", "none"} <= set(question.choices)


LEFT = [one.replace("R ", "L ", 1) for one in ARM]
BOTH = [*LEFT, *ARM]
MEDIANS = [(side, "median", "elbow") for side in ("left", "right")]


@pytest.mark.parametrize("side", ["Rt", "rt.", "RT", "R", "right", "re.", "Rt."])
def test_side_and_nerve_are_those_of_the_sentence(side: str) -> None:
    note = f"Cold hand on left. {side} median: at elbow stimulus submaximal (pt refused more)."
    found = read([*BOTH, "", note])
    assert not found.questions
    assert weak(found) == [("right", "median", "elbow")]


@pytest.mark.parametrize("side", ["Lt", "lt.", "li.", "L"])
def test_the_left_too(side: str) -> None:
    found = read([*BOTH, "", f"R ulnar normal; {side} median elbow: stimulus submaximal"])
    assert weak(found) == [("left", "median", "elbow")]


@pytest.mark.parametrize(
    "note", ["Left side cold, Rt median at elbow submaximal",
             "Right and left compared. Median elbow: stimulus submaximal",
             "On the left no block and on the right, median elbow stimulus submaximal"],
)  # fmt: skip
def test_where_the_side_is_not_sure_both_are_offered(note: str) -> None:
    found = read([*BOTH, "", note])
    (question,) = (one for one in found.questions if one.id.startswith("note:"))
    assert question.rows == ("row-4", "row-14")
    assert weak(read([*BOTH, "", note], **{question.id.replace(":", "__"): "all"})) in (
        MEDIANS, MEDIANS[::-1],
    )  # fmt: skip


def test_the_command_line_names_the_rows() -> None:
    note = "Right and left compared. Median elbow: stimulus submaximal"
    (question,) = (one for one in read([*BOTH, "", note]).questions if one.rows)
    assert "row-4 (L Median - APB: elbow)" in question.ways
    assert "row-14 (R Median - APB: elbow)" in question.ways


@pytest.mark.parametrize(("right", "left"), [("R", "L"), ("re.", "li."), ("Right", "Left"),
                                             ("rechts", "links"), ("Rt", "Lt")])  # fmt: skip
def test_a_side_in_a_column_is_the_side_of_a_temperature_and_of_a_remark(
    right: str, left: str
) -> None:
    lines = [f"Nerve\tSide\tMuscle\t{HEAD}"]
    lines += [f"Median\t{side}\tAPB\t{row}" for side in (right, left) for row in BLOCKED[:2]]
    notes = ["Skin temperature: R hand 31.0 C; L hand 33.0 C", "Rt median: elbow submaximal"]
    found = read([notes[0], "", *lines, "", notes[1]])
    measures = found.study().measures
    assert [one.temperature_c for one in measures] == [31.0, 31.0, 33.0, 33.0]
    assert weak(found) == [("right", "median", "elbow")]


@pytest.mark.parametrize(
    ("remark", "asked"),
    [("left side!", True), ("links", True), ("this is the right arm", False), ("obese arm", False),
     ("", False)],
)  # fmt: skip
def test_a_remark_beside_a_row_that_names_the_other_side_is_asked_about(
    remark: str, asked: bool
) -> None:
    rows = [f"{BLOCKED[0]}\t", f"{BLOCKED[1]}\t{remark}", f"{BLOCKED[2]}\t"]
    found = read(["R Median - APB", f"{HEAD}\tComment", *rows])
    assert [one.id for one in found.questions] == (["note:4"] if asked else [])
