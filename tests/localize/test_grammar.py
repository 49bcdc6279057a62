"""What examiners type, and what is refused with a way out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal import body
from multifocal.fault import Fault
from multifocal.localize import GRADES, MuscleFinding, SkinFinding, Weakness, read_weakness
from multifocal.localize.names import limb_of


def grades(text: str) -> dict[tuple[str, str], str]:
    return {(m.side, m.muscle): m.grade for m in read_weakness(text).muscles}


def numb(text: str) -> set[tuple[str, str]]:
    return {(s.side, s.skin) for s in read_weakness(text).skin if s.feeling == "less"}


@given(st.lists(st.tuples(st.sampled_from(body.SIDES), st.sampled_from(body.muscles()),
                          st.sampled_from(GRADES)), min_size=1, max_size=8,
                unique_by=lambda one: (one[0], one[1].id)))  # fmt: skip
def test_every_muscle_and_grade_is_read_by_its_id(
    findings: list[tuple[body.Side, body.Muscle, str]],
) -> None:
    text = "; ".join(f"{side[0].upper()}: {one.id} {grade}" for side, one, grade in findings)
    assert grades(text) == {(side, one.id): grade for side, one, grade in findings}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("R: 1st DI 3+", {("right", "fdi"): "3+"}),
        ("R: first dorsal interosseous 4-/5", {("right", "fdi"): "4-"}),
        ("left: Tib Ant: MRC 2", {("left", "ta"): "2"}),
        ("L: peroneus longus 3; R: ADP 4", {("left", "fibularis"): "3",
                                            ("right", "adductor_pollicis"): "4"}),
        ("R and L: deltoid 4", {("left", "deltoid"): "4", ("right", "deltoid"): "4"}),
        ("both: quads 3\nR: gastroc 5", {("left", "quadriceps"): "3", ("right", "quadriceps"): "3",
                                         ("right", "gastrocnemius"): "5"}),
        ("R: edc 2 (middle finger first, then ring finger); fdi 4−",
         {("right", "edc"): "2", ("right", "fdi"): "4-"}),
        ("R: apb normal, fdi not tested, adm nt, edc 3", {("right", "apb"): "5",
                                                          ("right", "edc"): "3"}),
        ("R: ecr 2", {("right", "ecrl"): "2", ("right", "ecrb"): "2"}),
    ],
)  # fmt: skip
def test_abbreviations_sides_and_signs(typed: str, meant: dict[tuple[str, str], str]) -> None:
    assert grades(typed) == meant


def test_what_is_not_told_is_not_tested() -> None:
    weakness = read_weakness("R: fdi 3")
    assert weakness == Weakness(muscles=(MuscleFinding("right", "fdi", "3"),))


def test_normal_feeling_is_of_the_limbs_that_were_named_and_of_no_other() -> None:
    weakness = read_weakness("R: fdi 3; L: ta 4; feeling normal")
    felt = {(one.side, limb_of(one.skin)) for one in weakness.skin}
    assert felt == {("right", "arm"), ("left", "leg")}
    assert all(one.feeling == "normal" for one in weakness.skin)


def test_normal_feeling_said_before_a_limb_does_not_reach_it() -> None:
    weakness = read_weakness("R: fdi 3; feeling normal; L: apb 4; numb: thumb")
    assert {one.side for one in weakness.skin if one.feeling == "normal"} == {"right"}
    assert SkinFinding("left", "thumb", "less") in weakness.skin


def test_the_rest_may_feel_normal() -> None:
    weakness = read_weakness("R: fdi 3; numb: little finger; feeling otherwise normal")
    assert [one.skin for one in weakness.skin if one.feeling == "less"] == ["little_finger"]
    assert any(one.feeling == "normal" for one in weakness.skin)


def test_a_web_is_that_of_the_limb_whose_muscles_are_named() -> None:
    assert numb("R: edc 2; numb: first web") == {("right", "back_of_hand_thumb_side")}
    assert numb("R: ta 2; numb: first web") == {("right", "first_toe_web")}


def test_muscles_may_follow_areas_and_brackets_are_remarks() -> None:
    weakness = read_weakness("R: biceps 4; numb: lateral forearm; deltoid 5 [old injury]")
    assert [m.muscle for m in weakness.muscles] == ["biceps", "deltoid"]
    assert weakness.remarks == ("old injury",)


def test_tasks_are_hard_with_a_hand() -> None:
    weakness = read_weakness("L: hard: key, buttoning; fdi 4")
    assert [(one.side, one.task) for one in weakness.tasks] == [
        ("left", "key_turn"),
        ("left", "buttoning"),
    ]


@pytest.mark.parametrize(
    ("typed", "key", "said"),
    [
        ("R: fdx 3", "localize.unknown_muscle", "fdi"),
        ("R: fdp 3", "localize.unknown_muscle", "fdp_4_5"),
        ("R: fdi 3; numb: litle finger", "localize.unknown_skin", "little_finger"),
        ("R: hard: zipp", "localize.unknown_task", "zip"),
        ("R: fdi 6", "localize.grade", "4+"),
        ("R: fdi 5+", "localize.grade", "4+"),
        ("R: fdi", "localize.no_grade", "leave"),
        ("fdi 3", "localize.no_side", "R:"),
        ("numb: thumb", "localize.no_side", "R:"),
        ("R: fdi 3, fdi 4", "localize.twice", "one"),
        ("R: apb 3, ta 4; numb: first web", "localize.which_limb", "first_toe_web"),
        ("R: fdi 3; numb: thumb; feeling normal", "localize.numb_and_normal", "otherwise"),
        ("feeling normal", "localize.feeling_of_what", "muscles"),
        ("R: fdi nt", "localize.nothing", "R:"),
        ("", "localize.nothing", "R:"),
        ("R: fdi 3;" * 1000, "localize.too_long", "line"),
    ],
)
def test_what_is_not_understood_is_refused_with_a_way_out(typed: str, key: str, said: str) -> None:
    with pytest.raises(Fault) as fault:
        read_weakness(typed)
    assert fault.value.key == key
    assert said in fault.value.remedy


def test_every_fault_of_a_line_is_said_at_once() -> None:
    with pytest.raises(Fault) as fault:
        read_weakness("R: fdx 3, fdi 9; L: tax 4; numb: nowhere")
    assert len(fault.value.each) == 4


@given(st.text(max_size=60))
def test_no_line_breaks_the_reader(text: str) -> None:
    try:
        read_weakness(text)
    except Fault as fault:
        assert fault.problem
        assert fault.remedy
