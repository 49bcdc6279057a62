"""The drawn body: whole, symmetric, in proportion, every nerve on its own side of the limb."""

import math

import pytest

from multifocal import body
from multifocal.body.drawn import along, until
from multifocal.body.placing import carried
from multifocal.body.sheet import FRAMES, VIEWS

ALL = [one.id for one in body.targets()]
PAGES = {frame: body.drawing(frame) for frame in FRAMES}


def mm(segment: str, at_mm: float, frame: body.Frame = "body") -> tuple[float, float]:
    """Where a place lies in the drawing's own mm: sideways from the middle, then downward."""
    share = at_mm / body.segment(segment).length_mm
    return along(PAGES[frame].segments[segment].points, share)


def inside(at: tuple[float, float], contour: tuple[tuple[float, float], ...]) -> bool:
    crossings = 0
    for (x0, y0), (x1, y1) in zip(contour, (*contour[1:], contour[0]), strict=True):
        if (y0 > at[1]) != (y1 > at[1]) and at[0] < x0 + (at[1] - y0) / (y1 - y0) * (x1 - x0):
            crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("frame", FRAMES)
def test_everything_is_drawn_in_every_picture(frame: body.Frame) -> None:
    page = PAGES[frame]
    assert set(page.segments) == {one.id for one in body.segments()}
    assert set(page.muscles) == {one.id for one in body.muscles()}
    assert set(page.skin) == {one.id for one in body.skin_areas()}
    for nerve, _ in page.twiglets:
        assert body.nerve(nerve)


def test_every_nerve_lies_inside_the_body() -> None:
    page = PAGES["body"]
    contour = page.contour()
    for key, stroke in page.segments.items():
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            at = page.on_page(along(stroke.points, share))
            assert inside(at, contour), (key, share)


def test_muscles_lie_inside_the_body() -> None:
    """At the skin a belly may touch the contour, which cuts it."""
    page = PAGES["body"]
    contour = page.contour()
    for key, parts in page.muscles.items():
        for part in parts:
            on_body = sum(inside(page.on_page(at), contour) for at in part.points)
            assert on_body >= 0.5 * len(part.points), key
            assert part.views


def test_areas_of_skin_do_not_overlap_and_leave_no_gap_on_the_forearm_and_hand() -> None:
    """Seen from one side, every point of the hand belongs to one area."""
    page = PAGES["arm"]
    for view in VIEWS:
        for u in range(-45, 90, 9):
            for v in range(0, 440, 11):
                if inside(page.on_page((u, v), view=view), page.contour(view=view)):
                    owners = [
                        key
                        for key, parts in page.skin.items()
                        for part in parts
                        if view in part.views and inside((u + 0.137, v + 0.291), part.points)
                    ]
                    assert len(owners) == 1, (view, u, v, owners)


def test_left_mirrors_right_and_the_back_mirrors_the_front() -> None:
    page = PAGES["body"]
    wrist = body.site("ulnar", "wrist")
    right = page.point(wrist.place("right"))
    left = page.point(wrist.place("left"))
    assert right[0] + left[0] == pytest.approx(page.width)
    assert right[1] == left[1]
    assert right[0] < page.width / 2 < left[0], "the drawn person faces the viewer"
    assert page.point(wrist.place("right"), view="back") == pytest.approx(left)
    outline = page.contour()
    mirrored = {(round(page.width - x, 3), round(y, 3)) for x, y in outline}
    assert mirrored == {(round(x, 3), round(y, 3)) for x, y in outline}
    # Seen from behind, a person's right hand is on the viewer's right, and so is its thumb's side.
    arm = PAGES["arm"]
    assert arm.on_page((80, 340), "right")[0] < arm.on_page((0, 340), "right")[0]
    assert arm.on_page((80, 340), "right", "back")[0] > arm.on_page((0, 340), "right", "back")[0]


def test_height_does_not_matter() -> None:
    page = PAGES["body"]
    tall = body.Subject(height_cm=200)
    site = body.site("tibial", "ankle")
    assert page.point(site.place("left", tall), tall) == pytest.approx(
        page.point(site.place("left"))
    )


def test_the_proportions_of_an_adult() -> None:
    """Shares of body height, as every drawing school has them; limb lengths agree with the ways."""
    outline = PAGES["body"].outline
    bottom = max(v for _, v in outline)
    assert bottom == pytest.approx(1750, abs=15)
    chin = 240
    assert 7.0 < bottom / chin < 8.0  # seven and a half heads
    assert outline[-1][1] / bottom == pytest.approx(0.53, abs=0.02)  # the crotch
    fingertip = max(v for u, v in outline if u > 240)
    assert fingertip / bottom == pytest.approx(0.62, abs=0.03)  # mid-thigh
    arm, leg = PAGES["arm"].outline, PAGES["leg"].outline
    assert max(v for _, v in arm) == pytest.approx(260 + 190, abs=12)  # forearm and hand
    # Drawn from crease to crease the nerves are as long as the tables say, where they run straight.
    for frame, key in (("arm", "median_forearm"), ("arm", "ulnar_forearm"), ("leg", "tibial_leg")):
        line = PAGES[frame].segments[key].points
        drawn = sum(map(math.dist, line, line[1:]))
        assert drawn == pytest.approx(body.segment(key).length_mm, rel=0.06), key
    assert max(u for u, _ in leg) < 70


def test_sites_follow_one_another_down_the_limb() -> None:
    for nerve, target in (("ulnar", "fdi"), ("median", "apb"), ("tibial", "ah"), ("fibular", "ta")):
        way = body.path(target)
        points = [
            PAGES["body"].point(site.place_on(way))[1]
            for site in reversed(body.stimulation_sites(nerve, target))
        ]
        assert points[-4:] == sorted(points[-4:]), nerve


def test_nerves_lie_on_the_anatomists_side_of_the_limb() -> None:
    """Sideways is toward the thumb in the arm, toward the little toe in the leg."""
    arm: body.Frame = "arm"
    leg: body.Frame = "leg"
    # Behind the medial epicondyle; median in the middle of the forearm, between radial and ulnar.
    assert mm("ulnar_elbow", 50, arm)[0] < -30
    assert PAGES[arm].segments["ulnar_elbow"].near == "back"
    for at in (60, 120, 180):
        ulnar, median = mm("ulnar_forearm", at, arm)[0], mm("median_forearm", at, arm)[0]
        radial = mm("superficial_radial", at, arm)[0]
        assert ulnar < median - 15 < median + 15 < radial
    assert abs(mm("median_hand", 0, arm)[0]) < 8  # the carpal tunnel
    assert mm("ulnar_hand", 10, arm)[0] < -10  # Guyon's canal
    # The deep ulnar branch crosses the palm to the thumb's side.
    assert mm("ulnar_deep", 0, arm)[0] < -10
    assert mm("ulnar_deep", 60, arm)[0] > 15
    # Radial: behind the humerus, from its inner to its outer side, then in front of the epicondyle.
    assert PAGES["body"].segments["radial_upper_arm"].near == "back"
    axis = (172, 350), (226, 666)

    def beside_humerus(at: tuple[float, float]) -> float:
        (u0, v0), (u1, v1) = axis
        return at[0] - (u0 + (at[1] - v0) / (v1 - v0) * (u1 - u0))

    assert beside_humerus(mm("radial_upper_arm", 30)) < -10
    assert beside_humerus(mm("radial_upper_arm", 230)) > 10
    assert beside_humerus(mm("ulnar_upper_arm", 150)) < -15
    assert PAGES[arm].segments["radial_elbow"].near == "front"
    assert PAGES[arm].segments["posterior_interosseous"].near == "back"
    # Axillary round the neck of the humerus from behind; musculocutaneous outward to biceps.
    assert PAGES["body"].segments["axillary"].near == "back"
    assert beside_humerus(mm("axillary", 55)) > 20
    # Back of the hand: ulnar on the little finger's side, radial in the snuffbox.
    assert mm("dorsal_ulnar_cutaneous", 90, arm)[0] < -20
    assert mm("superficial_radial", 225, arm)[0] > 25
    # Leg: femoral in front, sciatic behind; fibular round the outer side, tibial behind the inner
    # ankle, sural behind the outer, saphenous in front of the inner.
    assert PAGES["body"].segments["femoral_thigh"].near == "front"
    assert PAGES["body"].segments["sciatic"].near == "back"
    assert mm("fibular_knee", 130, leg)[0] > 35
    assert mm("deep_fibular", 40, leg)[0] < mm("superficial_fibular", 40, leg)[0]
    assert mm("tibial_leg", 400, leg)[0] < -20
    assert PAGES[leg].segments["tibial_leg"].near == "back"
    assert mm("sural", 215, leg)[0] > 20
    assert PAGES[leg].segments["sural"].near == "back"
    assert mm("saphenous_leg", 380, leg)[0] < -20
    assert PAGES[leg].segments["saphenous_leg"].near == "front"


@pytest.mark.parametrize("frame", FRAMES)
def test_a_segment_begins_where_it_leaves_its_nerve(frame: body.Frame) -> None:
    """No gap in the drawing wider than the nerves are drawn (in mm of that picture)."""
    for one in body.segments():
        line = PAGES[frame].segments[one.id].points
        gaps = [math.dist(mm(j.segment, j.mm, frame), line[0]) for j in one.joins]
        if gaps:
            assert min(gaps) < 22, (one.id, gaps)


def test_pictures_agree_on_where_things_are() -> None:
    at = (12.0, 420.0)
    for frame in ("arm", "leg"):
        assert carried(carried(at, frame, "body"), "body", frame) == pytest.approx(at)
    assert carried((0, 0), "arm", "body") == pytest.approx((226, 666))


def test_nerve_lines_draw_each_stretch_once_and_end_in_every_target() -> None:
    page = PAGES["body"]
    lines = body.nerve_lines(page, ALL)
    ends = {line.points[-1] for line in lines}
    for one in body.targets():
        for supply in one.supplies:
            assert page.segments[supply.twig].points[-1] in ends
    drawn = sum(sum(map(math.dist, one.points, one.points[1:])) for one in lines)
    whole = sum(sum(map(math.dist, s.points, s.points[1:])) for s in page.segments.values())
    assert drawn <= whole * 1.02
    # A branch is joined to the nerve that it continues: one stroke from arm to wrist.
    (median,) = [x for x in lines if x.nerve == "median" and not x.twig and len(x.points) > 12]
    assert page.segments["median_forearm"].points[3] in median.points


def test_lines_by_one_root_and_one_nerve() -> None:
    page = PAGES["body"]
    names = {x.nerve for x in body.nerve_lines(page, ["brachialis"], nerves=["musculocutaneous"])}
    assert "radial" not in names
    by_root = body.nerve_lines(page, ["adm"], roots=["T1"])
    start = page.segments["root_t1"].points[0]
    assert [x.points[0] for x in by_root].count(start) == 1
    assert page.segments["root_c8"].points[0] not in [x.points[0] for x in by_root]


def test_parts_of_a_line() -> None:
    line = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0))
    assert along(line, 0.5) == (10, 0)
    assert along(line, -1) == (0, 0)
    assert along(line, 2) == (10, 10)
    assert until(line, 0.75) == ((0, 0), (10, 0), (10, 5))
    assert until(line, 0.25) == ((0, 0), (5, 0))
