"""A side beside the site of a row, below a heading that says none: both arms in one table."""

import pytest

from multifocal.formats import Understood, read_report

HEADER = "Site\tLat (ms)\tO-P Amp (mV)"


def read(heading: str, *sites: str) -> Understood:
    rows = [f"{site}\t{3 + at}.0\t{9 - at}.0" for at, site in enumerate(sites)]
    return read_report("\n".join((heading, HEADER, *rows)).encode())


def told(found: Understood) -> list[tuple[str, str]]:
    return [(one.side, one.site) for one in found.study().measures]


@pytest.mark.parametrize(
    "sites",
    [("Wrist (R)", "Elbow (R)", "Wrist (L)", "Axilla (L)"),
     ("Right wrist", "Right elbow", "Left wrist", "Left axilla"),
     ("Wrist, right", "Elbow, right", "Wrist, left", "Axilla, left"),
     ("Handgelenk re.", "Ellenbeuge re.", "Handgelenk li.", "Axilla li."),
     ("Poignet droit", "Coude droit", "Poignet gauche", "Aisselle gauche")],
)  # fmt: skip
def test_each_row_is_of_its_own_side(sites: tuple[str, ...]) -> None:
    found = read("Median - APB", *sites)
    assert not found.questions
    assert told(found) == [
        ("right", "wrist"), ("right", "elbow"), ("left", "wrist"), ("left", "axilla")
    ]  # fmt: skip


def test_a_row_without_a_side_is_still_asked_about() -> None:
    found = read("Median - APB", "Wrist (R)", "Elbow (R)", "Axilla")
    assert [one.id for one in found.questions] == ["side:1"]


def test_a_side_that_contradicts_its_heading_is_asked_about() -> None:
    found = read("R Median - APB", "Wrist", "Elbow (L)")
    assert [one.id for one in found.questions] == ["row:4"]


def test_a_bare_letter_behind_a_site_is_no_side() -> None:
    assert "side:1" in {one.id for one in read("Median - APB", "Wrist R", "Elbow R").questions}


def test_what_was_understood_names_both_sides() -> None:
    found = read("Median - APB", "Wrist (R)", "Elbow (R)", "Wrist (L)")
    assert [(one.side, one.rows) for one in found.headings] == [("right", 2), ("left", 1)]
