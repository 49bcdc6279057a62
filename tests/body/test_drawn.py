"""The drawn body agrees with the body's own distances."""

import pytest

from multifocal import body


def test_sites_follow_one_another_down_the_drawn_arm() -> None:
    way = body.path("adm")
    heights = [
        body.drawing().point(body.site("ulnar", s).place_on(way))[1]
        for s in ("erb", "axilla", "above_elbow", "below_elbow", "wrist")
    ]
    assert heights == sorted(heights)
    assert len(set(heights)) == 5


def test_left_mirrors_right_and_height_does_not_matter() -> None:
    page = body.drawing()
    site = body.site("ulnar", "wrist")
    right = page.point(site.place_on(body.path("adm")))
    left = page.point(site.place_on(body.path("adm", "left")))
    assert right[0] + left[0] == pytest.approx(2 * page.midline)
    assert right[1] == left[1]
    tall = body.Subject(height_cm=200)
    assert page.point(site.place_on(body.path("adm", subject=tall)), subject=tall) == pytest.approx(
        right
    )


def test_the_drawn_nerve_stays_inside_the_frame_and_reaches_its_muscles() -> None:
    page = body.drawing()
    assert set(page.courses) == {"adm", "fdi", "apb", "eip", "edb"}
    for course in page.courses.values():
        assert course.knots[-1][0] == pytest.approx(body.path(course.muscle).length_mm)
        assert all(0 < x < page.width and 0 < y < page.height for _, x, y in course.knots)
    assert all(0 <= x <= page.width and 0 <= y <= page.height for x, y in page.outline)
