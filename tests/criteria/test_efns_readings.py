"""EFNS/PNS 2010: both readings of "long", Erb's point, and the radial groove."""

from dataclasses import replace

import pytest

from multifocal.criteria import SegmentVerdict, said
from multifocal.report.conclusion.lines import could_be_block
from multifocal.study import ClinicalPicture
from multifocal.words import say
from tests.criteria.test_category import CLINICAL
from tests.study.tables import SOUND, judged, pair


def test_where_the_readings_differ_both_are_shown() -> None:
    rows = pair(nerve="radial", muscle="eip", sites=("forearm", "elbow"), area=(30, 18))
    (only,) = judged(*rows).segments
    assert (only.block, only.literal) == ("probable", "not_met")
    assert (
        "By the segments that the guideline gives as examples alone, the answer would be: "
        "criteria not met."
    ) in [said(one) for one in only.findings]
    (named,) = judged(*rows, long_segments="named").segments
    assert (named.block, named.literal) == ("not_met", None)
    (same,) = judged(*pair()).segments
    assert same.literal is None


@pytest.mark.parametrize(
    ("nerve", "muscle", "sites"),
    [("radial", "eip", ("forearm", "elbow")), ("musculocutaneous", "biceps", ("axilla", "erb"))],
)
@pytest.mark.parametrize("duration", [(6, 6.6), (6, 9), ("", "")])
def test_half_lost_in_the_other_arm_nerves_is_never_not_met(
    nerve: str, muscle: str, sites: tuple[str, str], duration: tuple[object, object]
) -> None:
    rows = pair(nerve=nerve, muscle=muscle, sites=sites, area=(30, 15), duration=duration)
    assert judged(*rows, clinical=CONFIRMED).segments[0].block == "probable"
    assert judged(*rows).segments[0].block in ("probable", "cannot_be_assessed")


CONFIRMED = replace(SOUND, no_spread_at_erb=True)


@pytest.mark.parametrize("sites", [("axilla", "erb"), ("above_elbow", "erb"), ("axilla", "root")])
def test_up_to_erb_half_must_be_lost_and_both_stimuli_and_no_spread_be_confirmed(
    sites: tuple[str, str],
) -> None:
    half = pair(sites=sites, area=(30, 14))
    (sure,) = judged(*half, clinical=CONFIRMED).segments
    assert sure.block == "definite"
    unmarked = replace(CONFIRMED, stimulation_supramaximal=None)
    (spread,) = judged(*half, clinical=replace(CONFIRMED, no_spread_at_erb=False)).segments
    assert (spread.block, spread.reason) == ("cannot_be_assessed", "at_erb_spread")
    assert "it was answered that" in said(spread.findings[0])
    for picture in (SOUND, unmarked):
        (open_,) = judged(*half, clinical=picture).segments
        assert open_.block == "cannot_be_assessed"
        assert open_.reason == open_.large == "at_erb"
        assert said(open_.findings[0]).startswith("Large, at Erb’s point: confirm.")
        assert "definite block" in said(open_.findings[0])
    (less,) = judged(*pair(sites=sites, area=(30, 16)), clinical=CONFIRMED).segments
    between = sites == ("above_elbow", "erb")  # all of the fall may lie below the axilla
    assert less.block == ("cannot_be_assessed" if between else "not_met")


def test_the_category_asks_for_what_a_fall_at_erb_hangs_on() -> None:
    rows = pair(nerve="median", muscle="apb", sites=("axilla", "erb"), area=(30, 12))
    picture = replace(CLINICAL, no_spread_at_erb=None)
    open_ = judged(*rows, clinical=picture).category
    assert open_ is not None and open_.answer == "cannot_be_assessed"
    assert "no_spread_at_erb" in [one.item for one in open_.questions]
    sure = judged(*rows, clinical=replace(picture, no_spread_at_erb=True)).category
    assert sure is not None and sure.answer == "definite"


@pytest.mark.parametrize("sites", [("elbow", "spiral_groove"), ("spiral_groove", "axilla"),
                                   ("elbow", "axilla")])  # fmt: skip
def test_a_fall_at_the_radial_groove_is_probable_at_most_and_only_once_confirmed(
    sites: tuple[str, str],
) -> None:
    rows = pair(nerve="radial", muscle="eip", sites=sites, area=(30, 6))
    (open_,) = judged(*rows).segments
    assert (open_.block, open_.large) == ("not_counted", "at_groove")
    assert say(open_.label) == "large, at the radial groove: confirm"
    assert "would say: probable block" in said(open_.findings[0])
    free = replace(SOUND, no_pressure_at_radial_groove=True)
    (sure,) = judged(*rows, clinical=free).segments
    assert sure.block == "probable"
    assert any("nothing pressed on the arm" in said(one) for one in sure.findings)
    (pressed,) = judged(*rows, clinical=replace(free, no_pressure_at_radial_groove=False)).segments
    assert (pressed.block, pressed.large) == ("not_counted", "at_pressure")


@pytest.mark.parametrize("area", [("", ""), (30, "NR")])
def test_what_keeps_a_fall_open_elsewhere_keeps_it_open_at_the_radial_groove(
    area: tuple[object, object],
) -> None:
    """No response, or a missing area: open on a forearm and at the groove alike, never settled."""
    silent = area[1] == "NR"
    amplitude = (8.0, "NR") if silent else (8.0, 1.0)
    untold = replace(SOUND, no_response_confirmed=None)

    def one(clinical: ClinicalPicture, nerve: str, muscle: str, *sites: str) -> SegmentVerdict:
        rows = pair(nerve=nerve, muscle=muscle, sites=(sites[0], sites[1]), area=area,
                    amplitude=amplitude, duration=("", ""))  # fmt: skip
        return judged(*rows, clinical=clinical).segments[0]

    forearm = one(untold, "median", "apb", "wrist", "elbow")
    groove = one(untold, "radial", "eip", "elbow", "spiral_groove")
    assert (groove.block, groove.reason) == (forearm.block, forearm.reason)
    assert could_be_block(groove) and could_be_block(forearm)
    assert groove.large == "at_groove"
    assert "nothing pressed on the arm" in said(groove.findings[0])
    pressed = replace(untold, no_pressure_at_radial_groove=False)
    settled = one(pressed, "radial", "eip", "elbow", "spiral_groove")
    assert settled.block == "not_counted" and not could_be_block(settled)
    if silent:
        free = replace(SOUND, no_pressure_at_radial_groove=True)
        sure = one(free, "radial", "eip", "elbow", "spiral_groove")
        assert sure.block == "probable"  # both are answered: it counts
        confirmed = one(SOUND, "radial", "eip", "elbow", "spiral_groove")
        assert (confirmed.block, confirmed.large) == ("not_counted", "at_groove")


def test_without_a_response_at_the_groove_both_questions_are_asked() -> None:
    rows = (
        *pair(nerve="radial", muscle="eip", sites=("elbow", "spiral_groove"),
              amplitude=(8.0, "NR"), area=(30, "NR"), duration=(6, "")),
        *pair(nerve="median", muscle="apb", sites=("wrist", "elbow"), area=(30, 18)),
    )  # fmt: skip
    untold = replace(CLINICAL, no_response_confirmed=None)
    open_ = judged(*rows, clinical=untold).category
    assert open_ is not None and open_.reachable == ("probable", "not_met")
    assert [one.item for one in open_.questions][:2] == [
        "no_response_confirmed",
        "no_pressure_at_radial_groove",
    ]


def test_the_category_asks_about_the_radial_groove() -> None:
    rows = (
        *pair(nerve="radial", muscle="eip", sites=("elbow", "axilla"), area=(30, 6)),
        *pair(nerve="median", muscle="apb", sites=("wrist", "elbow"), area=(30, 18)),
    )
    open_ = judged(*rows, clinical=CLINICAL).category
    assert open_ is not None and open_.reachable == ("probable", "not_met")
    assert [one.item for one in open_.questions] == ["no_pressure_at_radial_groove"]
