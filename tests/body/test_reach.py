"""What lies beyond a place, a nerve or a root."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal import body
from multifocal.fault import Fault

SEGMENTS = [one.id for one in body.segments()]


def beyond(segment: str, mm: float) -> set[str]:
    return {one.id for one in body.muscles_beyond(body.Place("left", segment, mm))}


@given(
    segment=st.sampled_from(SEGMENTS),
    fraction=st.floats(0, 1),
    side=st.sampled_from(body.SIDES),
    height=st.floats(50, 250),
)
def test_muscles_beyond_are_those_whose_path_passes(
    segment: str, fraction: float, side: body.Side, height: float
) -> None:
    subject = body.Subject(height_cm=height)
    mm = fraction * body.segment(segment).length_mm * subject.length_scale
    place = body.Place(side, segment, mm)
    passing = {
        muscle.id
        for muscle in body.muscles()
        for root in muscle.roots
        if body.path(muscle.id, side, subject, root).passes(place)
    }
    assert {one.id for one in body.muscles_beyond(place, subject)} == passing


def test_fewer_muscles_farther_out() -> None:
    assert beyond("ulnar_deep", 58) == set()
    assert beyond("ulnar_deep", 54) == {"fdi"}
    assert beyond("ulnar_hand", 10) == {
        "adm",
        "fdi",
        "interossei",
        "adductor_pollicis",
        "fpb_deep",
        "lumbricals_3_4",
        "odm",
        "fdmb",
    }
    assert beyond("ulnar_elbow", 50) == beyond("ulnar_hand", 10) | {"fcu", "fdp_4_5"}
    assert beyond("adm_branch", 25) == {"adm"}


def test_the_lesions_of_the_textbook() -> None:
    # Anterior interosseous palsy; wrist drop that spares triceps; drop finger.
    assert beyond("anterior_interosseous", 0) == {"fdp_2_3", "fpl", "pronator_quadratus"}
    groove = beyond("radial_upper_arm", 170)
    assert {"brachioradialis", "ecrl", "edc", "eip"} <= groove
    assert not {"triceps", "anconeus"} & groove
    assert "brachioradialis" not in beyond("posterior_interosseous", 0)
    # A lesion of the fibular nerve at the head drops the foot and spares inversion.
    head = beyond("fibular_knee", 130)
    assert {"ta", "ehl", "fibularis"} <= head
    assert "tibialis_posterior" not in head


def test_all_roots_count() -> None:
    assert {one.id for one in body.muscles_of_root("C8")} == beyond("root_c8", 10)
    assert beyond("root_c8", 10) >= {"adm", "apb", "eip", "fcu", "triceps"}
    assert beyond("lower_trunk", 10) >= {"adm", "apb"}


@pytest.mark.parametrize("root", body.roots())
def test_roots_and_muscles_both_ways(root: str) -> None:
    found = body.muscles_of_root(root)
    assert found
    assert body.muscles_of_root(root.lower()) == found
    assert {one.id for one in found} == {
        one.id for one in body.muscles() if root in body.roots_of(one.id)
    }
    assert {one.id for one in found} == beyond(f"root_{root.lower()}", 0)


def test_nerves_and_muscles_both_ways() -> None:
    for muscle in body.muscles():
        assert muscle in body.muscles_of(body.nerve_of(muscle.id).id)
    median = {one.id for one in body.muscles_of("median")}
    assert {"apb", "fpl", "fcr"} <= median
    assert {one.id for one in body.muscles_of("anterior_interosseous")} < median
    assert {one.id for one in body.muscles_of("sciatic")} == {
        one.id for name in ("fibular", "tibial") for one in body.muscles_of(name)
    } | {"hamstrings", "biceps_femoris_short"}
    assert "brachialis" in {one.id for one in body.muscles_of("radial")}


def test_a_place_that_is_not_in_the_body_is_a_fault() -> None:
    with pytest.raises(Fault, match="not in the body"):
        beyond("tail", 1)
    with pytest.raises(Fault, match="at most 240 mm"):
        beyond("ulnar_forearm", 241)
    with pytest.raises(Fault, match="at most 192 mm"):
        body.muscles_beyond(body.Place("left", "ulnar_forearm", 200), body.Subject(height_cm=140))
