"""Segments: what an empty row does to them."""

import pytest

from multifocal.criteria import said
from multifocal.formats import parse_csv
from multifocal.study import segments
from tests.study.tables import judged, table

WRIST = "right,ulnar,adm,wrist,3.0,8.0,30.0,6.0,"
EMPTY = "right,ulnar,adm,mid_forearm,,,,,110"
ELBOW = "right,ulnar,adm,below_elbow,6.9,4.4,15.0,7.8,110"


def test_an_empty_row_is_gone_past() -> None:
    (only,) = judged(WRIST, EMPTY, ELBOW).segments
    assert (only.distal_site, only.proximal_site, only.block) == (
        "wrist",
        "below_elbow",
        "definite",
    )
    (caution,) = (one for one in only.cautions if one.id == "empty_row")
    assert "mid-forearm" in said(caution).replace("mid forearm", "mid-forearm")
    assert "empty" in said(caution)


def test_the_length_past_an_empty_row_is_that_of_all_parts() -> None:
    (only,) = segments(parse_csv(table(WRIST, EMPTY, ELBOW)).measures)
    assert only.length_mm == 220
    assert only.velocity_m_s == pytest.approx(220 / 3.9)
    (only,) = segments(parse_csv(table(WRIST, EMPTY[:-3], ELBOW)).measures)
    assert only.length_mm is None and only.velocity_m_s is None


def test_no_response_is_no_empty_row() -> None:
    found = judged(WRIST, "right,ulnar,adm,mid_forearm,,NR,,,110", ELBOW).segments
    assert [one.proximal_site for one in found if not one.segment.between] == [
        "mid_forearm",
        "below_elbow",
    ]
    assert not any(one.id == "empty_row" for segment in found for one in segment.cautions)


def test_one_number_is_enough_to_be_stimulated() -> None:
    found = judged(WRIST, "right,ulnar,adm,mid_forearm,5.0,,,,110", ELBOW).segments
    assert [one.block for one in found] == ["cannot_be_assessed"] * 2 + ["definite"]
    assert found[-1].segment.between  # wrist and elbow alone would have said so, too


def test_an_empty_row_at_the_end_joins_nothing_and_is_kept_in_sight() -> None:
    found = judged(WRIST, ELBOW, "right,ulnar,adm,axilla,,,,,")
    assert [one.proximal_site for one in found.segments] == ["below_elbow"]
    assert [one.site for one in found.empty] == ["axilla"]
    found = judged(WRIST, "right,ulnar,adm,below_elbow,,,,,")
    assert found.segments == ()
    assert [one.site for one in found.lone] == ["wrist"]
    assert [one.site for one in found.empty] == ["below_elbow"]
    assert judged(WRIST, EMPTY, ELBOW).empty == ()
