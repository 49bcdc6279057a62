"""The way to a muscle: published distances, order, scaling, and places there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal import body
from multifocal.fault import Fault

TARGETS = [one.id for one in body.targets()]
HEIGHTS = st.floats(50, 250)


def between(muscle: str, nerve: str, distal: str | None, proximal: str) -> float:
    """mm along the way to a muscle from a site (None: the muscle) to a more proximal one."""
    way = body.path(muscle)
    far = way.mm_from_muscle(body.site(nerve, proximal).place_on(way))
    if distal is None:
        return far
    return far - way.mm_from_muscle(body.site(nerve, distal).place_on(way))


@pytest.mark.parametrize(
    ("muscle", "nerve", "distal", "proximal", "low_mm", "high_mm"),
    [  # source nerve-path-distances-general, 175-cm adult
        ("apb", "median", None, "wrist", 70, 80),
        ("adm", "ulnar", None, "wrist", 70, 80),
        ("apb", "median", "wrist", "elbow", 220, 250),
        ("adm", "ulnar", "wrist", "below_elbow", 200, 220),
        ("adm", "ulnar", "below_elbow", "above_elbow", 100, 100),
        ("apb", "median", "elbow", "axilla", 120, 200),
        ("adm", "ulnar", "above_elbow", "axilla", 120, 200),
        ("apb", "median", "axilla", "erb", 150, 200),
        ("adm", "ulnar", "axilla", "erb", 150, 200),
        ("apb", "median", "erb", "root", 80, 110),
        ("adm", "ulnar", "erb", "root", 80, 110),
        ("eip", "radial", None, "forearm", 60, 80),
        ("eip", "radial", "forearm", "elbow", 120, 120),
        ("eip", "radial", "elbow", "spiral_groove", 100, 130),
        ("eip", "radial", "spiral_groove", "axilla", 120, 120),
        ("eip", "radial", "axilla", "erb", 150, 150),
        ("biceps", "musculocutaneous", None, "erb", 250, 280),
        ("deltoid", "axillary", None, "erb", 150, 180),
        ("ah", "tibial", None, "ankle", 80, 100),
        ("edb", "fibular", None, "ankle", 80, 80),
        ("edb", "fibular", "ankle", "fibular_head", 320, 350),
        ("edb", "fibular", "ankle", "below_fibular_head", 320, 350),
        ("edb", "fibular", "fibular_head", "popliteal_fossa", 80, 100),
        ("ah", "tibial", "ankle", "popliteal_fossa", 400, 430),
        ("ah", "tibial", "popliteal_fossa", "sciatic_notch", 400, 450),
        ("edb", "fibular", "popliteal_fossa", "sciatic_notch", 400, 450),
        ("ah", "tibial", "sciatic_notch", "root", 150, 150),
        ("edb", "fibular", "sciatic_notch", "root", 150, 150),
    ],
)
def test_distances_are_in_the_published_range(
    muscle: str, nerve: str, distal: str | None, proximal: str, low_mm: float, high_mm: float
) -> None:
    assert low_mm - 1e-9 <= between(muscle, nerve, distal, proximal) <= high_mm + 1e-9


@pytest.mark.parametrize(
    ("muscle", "root_mm", "low_mm", "high_mm"),
    [("adm", 35, 30, 40), ("apb", 35, 30, 40), ("edb", 165, 150, 200), ("ah", 180, 150, 200)],
)
def test_root_exit_to_cord(muscle: str, root_mm: float, low_mm: float, high_mm: float) -> None:
    way = body.path(muscle)
    stem = body.muscle(muscle).stem
    assert stem is not None
    exit_mm = way.mm_from_muscle(body.site(stem, "root").place_on(way))
    assert way.length_mm - exit_mm == pytest.approx(root_mm)
    assert low_mm <= root_mm <= high_mm


def test_the_ulnar_ruler() -> None:
    way = body.path("adm")
    assert [
        (site.id, way.mm_from_muscle(site.place_on(way)))
        for site in body.stimulation_sites("ulnar", "adm")
        if site.id not in ("mid_forearm", "upper_arm")
    ] == [
        ("wrist", 75),
        ("below_elbow", 285),
        ("above_elbow", 385),
        ("axilla", 515),
        ("erb", 695),
        ("root", 790),
    ]
    assert way.length_mm == 825


def test_fdi_lies_farther_from_the_wrist_than_adm() -> None:
    assert 110 <= between("fdi", "ulnar", None, "wrist") <= 120


def test_radial_landmarks_of_yeo_2017() -> None:
    # Groove at 33.8 % (SD 3) of upper-arm length above the lateral epicondyle, EIP electrode at
    # 20 % (SD 3) of forearm length above the ulnar styloid; usual lengths at 175 cm.
    upper_arm_mm, forearm_mm = 325, 255
    epicondyle = body.Place("right", "radial_upper_arm", 280)
    way = body.path("eip")
    groove = body.site("radial", "spiral_groove").place_on(way)
    from_epicondyle = way.mm_from_muscle(groove) - way.mm_from_muscle(epicondyle)
    assert from_epicondyle / upper_arm_mm == pytest.approx(0.338, abs=0.03)
    above_styloid = forearm_mm - way.mm_from_muscle(epicondyle)
    assert above_styloid / forearm_mm == pytest.approx(0.201, abs=0.06)


def test_branches_of_13_of_19_forearm_muscles_leave_in_the_proximal_third() -> None:
    """Liu 1997; forearm from the epicondyle's level to the wrist crease."""
    names = """
        pronator_teres fcr fds fdp_2_3 fpl pronator_quadratus fcu fdp_4_5 brachioradialis ecrl
        ecrb supinator edc edm ecu apl epl epb eip
    """.split()  # noqa: SIM905 - a list of words reads better so
    level = {  # how far each segment begins beyond the epicondyles (or antecubital crease)
        "median_forearm": 0,
        "anterior_interosseous": 55,
        "ulnar_forearm": 30,
        "radial_upper_arm": -280,
        "posterior_interosseous": 30,
    }
    third_mm = 260 / 3
    leave = [level[body.muscle(name).segment] + body.muscle(name).branch_mm for name in names]
    assert len(leave) == 19
    assert sum(mm <= third_mm for mm in leave) == 13


@pytest.mark.parametrize("name", TARGETS)
def test_stretches_join_without_a_gap(name: str) -> None:
    for root in body.target(name).roots:
        way = body.path(name, root=root)
        assert way.stretches[-1].end_mm_from_muscle == 0
        assert way.stretches[0].start_mm_from_muscle == way.length_mm
        for near, far in zip(way.stretches[1:], way.stretches, strict=False):
            assert far.end_mm_from_muscle == pytest.approx(near.start_mm_from_muscle)
        assert sum(one.length_mm for one in way.stretches) == pytest.approx(way.length_mm)


@given(
    name=st.sampled_from(TARGETS),
    side=st.sampled_from(body.SIDES),
    height=HEIGHTS,
    fraction=st.floats(0, 1),
    data=st.data(),
)
def test_place_at_inverts_mm_from_muscle(
    name: str, side: body.Side, height: float, fraction: float, data: st.DataObject
) -> None:
    root = data.draw(st.sampled_from(body.target(name).roots))
    way = body.path(name, side, body.Subject(height_cm=height), root)
    mm = fraction * way.length_mm
    place = way.place_at(mm)
    assert way.mm_from_muscle(place) == pytest.approx(mm, abs=1e-6)
    assert place.side == side
    assert place.segment in way.segments


@given(name=st.sampled_from(TARGETS), height=HEIGHTS)
def test_lengths_scale_with_height(name: str, height: float) -> None:
    tall = body.path(name, subject=body.Subject(height_cm=height))
    usual = body.path(name)
    assert tall.length_mm == pytest.approx(usual.length_mm * height / 175)
    assert tall.segments == usual.segments


@pytest.mark.parametrize("name", TARGETS)
def test_left_mirrors_right(name: str) -> None:
    left, right = body.path(name, "left"), body.path(name, "right")
    assert left.stretches == right.stretches
    for place in (left.place_at(0), left.place_at(left.length_mm / 2)):
        other = body.Place("right", place.segment, place.mm)
        assert right.mm_from_muscle(other) == left.mm_from_muscle(place)
        assert not right.passes(place)


def test_a_place_off_the_path_is_a_fault() -> None:
    way = body.path("adm")
    for place in (
        body.Place("left", "ulnar_forearm", 100),  # other side
        body.Place("right", "median_forearm", 100),  # other nerve
        body.Place("right", "ulnar_deep", 30),  # beyond the muscle's twig
        body.Place("right", "ulnar_forearm", 500),  # no such length
    ):
        assert not way.passes(place)
        with pytest.raises(Fault, match="not on the way to adm"):
            way.mm_from_muscle(place)


@pytest.mark.parametrize("mm", [-1.0, 825.1, 1e9, float("nan"), float("inf")])
def test_a_distance_off_the_path_is_a_fault(mm: float) -> None:
    with pytest.raises(Fault, match="0 to 825 mm"):
        body.path("adm").place_at(mm)


def test_ends_of_the_path() -> None:
    way = body.path("adm")
    assert way.place_at(0) == body.Place("right", "adm_branch", 25)
    assert way.place_at(way.length_mm) == body.Place("right", "root_t1", 0)


def test_a_root_that_is_not_the_muscles_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        body.path("adm", root="C5")


def test_an_unknown_side_is_a_fault() -> None:
    with pytest.raises(Fault, match="left or right"):
        body.path("adm", "middle")  # type: ignore[arg-type]
    with pytest.raises(Fault, match="left or right"):
        body.Place("middle", "ulnar_forearm", 1)  # type: ignore[arg-type]


@pytest.mark.parametrize("mm", [-0.1, float("nan"), float("inf")])
def test_an_absurd_place_is_a_fault(mm: float) -> None:
    with pytest.raises(Fault, match="0 or more"):
        body.Place("left", "ulnar_forearm", mm)
