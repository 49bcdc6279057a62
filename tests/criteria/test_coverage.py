"""What a study leaves open, in the order in which a technician fills it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal import body
from multifocal.criteria import (
    Step,
    coverage,
    coverage_json,
    elsewhere_said,
    step_done,
    step_tasks,
    step_title,
    step_why,
)
from multifocal.criteria.coverage import SITES, USUAL_MUSCLE, recorded_nerve
from multifocal.formats import parse_csv
from multifocal.study import ClinicalPicture, FMeasure, Measure, Study, WeakMuscle
from tests.study.tables import pair, table

FOREARM = parse_csv(table(*pair()))  # right ulnar, wrist to below elbow


def weak(study: Study, *muscles: tuple[str, str]) -> Study:
    found = tuple(WeakMuscle(side, muscle) for side, muscle in muscles)  # type: ignore[arg-type]
    return replace(study, clinical=ClinicalPicture(weak_muscles=found))


def step(study: Study, side: str, nerve: str) -> Step:
    (found,) = (s for s in coverage(study).steps if (s.side, s.nerve) == (side, nerve))
    return found


def test_five_nerves_of_each_arm_up_to_erbs_point_are_asked_for() -> None:
    steps = coverage(Study()).steps
    assert len(steps) == 10
    assert {s.nerve for s in steps} == {"median", "ulnar", "radial", "musculocutaneous", "axillary"}
    assert all(s.to_do[-1] == "erb" for s in steps)


def test_every_site_of_the_protocol_reaches_its_muscle() -> None:
    for nerve, sites in SITES.items():
        reaching = {one.id for one in body.stimulation_sites(nerve, USUAL_MUSCLE[nerve])}
        assert set(sites) <= reaching, nerve


def test_what_was_done_is_not_asked_for_again() -> None:
    ulnar = step(FOREARM, "right", "ulnar")
    assert ulnar.done == ("wrist", "below_elbow")
    assert ulnar.to_do == ("above_elbow", "axilla", "erb")
    assert ulnar.f_to_do and ulnar.sensory_to_do
    assert ulnar.numbers == ("distance", "temperature")


def test_nerves_of_weak_muscles_come_first_then_their_side_then_the_other() -> None:
    steps = coverage(weak(FOREARM, ("left", "eip"), ("left", "edc"), ("left", "biceps"))).steps
    assert [(s.side, s.nerve) for s in steps[:2]] == [
        ("left", "radial"),
        ("left", "musculocutaneous"),
    ]
    assert [s.side for s in steps] == ["left"] * 5 + ["right"] * 5
    assert steps[0].weak == ("eip", "edc")
    assert [s.why for s in steps[:3]] == ["weak", "weak", "same_side"]


def test_the_body_knows_which_nerve_a_weak_muscle_hangs_on() -> None:
    assert recorded_nerve("fpl") == "median"  # by the anterior interosseous
    assert recorded_nerve("edc") == "radial"  # by the posterior interosseous
    assert recorded_nerve("brachialis") == "musculocutaneous"  # in part radial
    assert recorded_nerve("infraspinatus") is None
    found = coverage(weak(FOREARM, ("right", "infraspinatus")))
    assert "infraspinatus" in elsewhere_said(found)[0].lower()
    with pytest.raises(KeyError):
        recorded_nerve("nonesuch")


def test_a_weak_muscle_that_is_easily_recorded_is_recorded() -> None:
    assert step(weak(Study(), ("right", "fdi")), "right", "ulnar").muscle == "fdi"
    assert step(weak(Study(), ("right", "fpl")), "right", "median").muscle == "apb"
    assert step(weak(FOREARM, ("right", "fdi")), "right", "ulnar").muscle == "adm"  # as studied


def test_legs_are_asked_for_where_one_is_weak_or_studied() -> None:
    assert not any(s.nerve == "fibular" for s in coverage(FOREARM).steps)
    assert coverage(weak(FOREARM, ("left", "ta"))).steps[0].nerve == "fibular"


def test_what_is_answered_beyond_the_table_is_not_asked_for() -> None:
    known = replace(FOREARM, clinical=ClinicalPicture(sensory_studies_normal=True))
    assert not step(known, "right", "ulnar").sensory_to_do
    late = FMeasure("right", "ulnar", "adm", "wrist", 27.0)
    ulnar = step(replace(FOREARM, f_measures=(late,)), "right", "ulnar")
    assert not ulnar.f_to_do and ulnar.sensory_to_do
    unread = replace(late, minimum_latency_ms=None, sweeps=10)
    assert step(replace(FOREARM, f_measures=(unread,)), "right", "ulnar").f_to_do


@pytest.mark.parametrize(
    ("site", "asked"),
    [("wrist", "also over the stretch"), ("below_elbow", ""), ("above_elbow", "")],
)
def test_sensory_studies_are_asked_for_over_the_stretch_of_the_motor_study(
    site: str, asked: str
) -> None:
    sensory = Measure("right", "ulnar", None, site, 2.4, 0.01, kind="sensory", skin="little_finger")
    ulnar = step(Study((*FOREARM.measures, sensory)), "right", "ulnar")
    assert ulnar.sensory_to_do == bool(asked)
    assert any(asked in text for text in step_tasks(ulnar)) if asked else ulnar.sensory == "over"


def test_a_branch_of_the_skin_is_its_nerve_s_sensory_study() -> None:
    rows = (
        Measure("left", "superficial_radial", None, "forearm", 2.0, 0.02, kind="sensory",
                skin="snuffbox"),
        Measure("left", "lateral_antebrachial_cutaneous", None, "elbow", absent=True,
                kind="sensory", skin="outer_forearm"),
    )  # fmt: skip
    study = Study((*FOREARM.measures, *rows))
    assert not step(study, "left", "radial").sensory_to_do
    assert not step(study, "left", "musculocutaneous").sensory_to_do
    assert step(study, "right", "radial").sensory_to_do


def test_a_sweep_that_cannot_be_measured_is_to_be_done_again() -> None:
    first, second = FOREARM.measures
    lost = Measure("right", "ulnar", "adm", second.site, unmeasurable="noise")
    assert second.site in step(Study((first, lost)), "right", "ulnar").to_do


def test_a_missing_area_is_asked_for() -> None:
    study = parse_csv(table(*pair(area=("", ""))))
    assert "area" in step(study, "right", "ulnar").numbers
    assert any("area" in text for text in step_tasks(step(study, "right", "ulnar")))


def test_the_words_and_the_object() -> None:
    found = coverage(weak(FOREARM, ("right", "fdi")))
    first = found.steps[0]
    assert step_title(first).startswith("right ulnar")
    assert step_tasks(first)[0] == "Stimulate also at: above elbow, axilla, Erb's point."
    assert step_done(first) == "Done: wrist, below elbow."
    assert step_why(first).startswith("Weak: ")
    printed = coverage_json(found)
    assert json.loads(json.dumps(printed)) == printed
    assert printed["protocol"][0]["sites_to_do"] == ["above_elbow", "axilla", "erb"]


MUSCLES = st.tuples(st.sampled_from(["left", "right"]), st.sampled_from(body.muscles()))


@given(st.lists(MUSCLES, max_size=6))
def test_any_weak_muscles_give_a_protocol_with_each_nerve_once(
    muscles: list[tuple[str, body.Muscle]],
) -> None:
    found = coverage(weak(FOREARM, *((side, one.id) for side, one in muscles)))
    nerves = [(s.side, s.nerve) for s in found.steps]
    assert len(set(nerves)) == len(nerves)
    assert sum(len(s.weak) for s in found.steps) + len(found.elsewhere) == len(muscles)
    last_weak = max((i for i, s in enumerate(found.steps) if s.weak), default=-1)
    assert all(s.weak for s in found.steps[: last_weak + 1])
