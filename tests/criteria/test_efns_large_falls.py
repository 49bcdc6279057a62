"""A large fall that meets no rule of EFNS/PNS 2010: what is large, and why nothing counts it."""

from typing import Any

import pytest

from multifocal.criteria import said
from multifocal.words import say
from tests.study.tables import judged, pair

LARGE_UNMET = [
    ({"amplitude": (8, 5), "area": (30, 24)}, "large_amplitude_only", "grade area"),
    ({"area": (30, 18), "duration": (6, 8)}, "large_dispersed", "lengthens by 33.3 %"),
    (
        {"area": (30, 18), "nerve": "median", "muscle": "apb", "sites": ("axilla", "erb")},
        "large_at_erb",
        "our choice",
    ),
    (
        {"area": (30, 18), "nerve": "fibular", "muscle": "edb", "sites": ("ankle", "fibular_head")},
        "large_in_leg",
        "leg nerve",
    ),
    ({"area": (30, 18), "sites": ("wrist", "mid_forearm")}, "large_short", "one long segment"),
    ({"amplitude": (8, 7), "area": (30, 22)}, None, "Criteria not met in this segment."),
]


@pytest.mark.parametrize(("changes", "reason", "words"), LARGE_UNMET)
def test_a_large_fall_that_meets_no_rule_says_what_is_large_and_why_it_does_not_count(
    changes: dict[str, Any], reason: str | None, words: str
) -> None:
    numbers: dict[str, Any] = {"amplitude": (8, 7), "duration": (6, 6)} | changes
    (only,) = judged(*pair(**numbers)).segments
    assert (only.block, only.reason) == ("not_met", reason)
    assert words in said(only.findings[0])
    label = say(only.label)
    assert label == ("criteria not met, large fall" if reason else "criteria not met")
    if reason:
        assert "large" in said(only.findings[0]) and "not exclude MMN" in said(only.findings[0])
