"""Fibers that cross in the forearm: what the check says, what it gives back, what it proves."""

from dataclasses import replace

import pytest

from multifocal.criteria import SegmentVerdict, criteria_names, said
from multifocal.study import ClinicalPicture, Measure, Silence
from tests.criteria.test_technique import BLOCKS, KNOWN, first, judged, response, series


def crossing(wrist_mv: float, elbow_mv: float, **changes: object) -> tuple[Measure, Measure]:
    """The check: the median nerve stimulated, the ulnar muscle recorded."""
    low = response("wrist", wrist_mv, "median", muscle="adm", **changes)
    return low, response("elbow", elbow_mv, "median", muscle="adm", **changes)


@pytest.mark.parametrize("criteria", criteria_names())
def test_an_ulnar_fall_in_the_forearm_presupposes_that_no_fibers_cross(criteria: str) -> None:
    pair = series("ulnar", 8, 3.0)
    found = first(*pair, criteria=criteria, picture=KNOWN)
    assert found.block in BLOCKS and found.provided == ("no_crossing",)
    assert "if no Martin-Gruber crossing" in said(found.findings[0])
    (ulnar,) = (
        one
        for one in judged(*pair, *crossing(0, 0), criteria=criteria, picture=KNOWN).segments
        if one.nerve == "ulnar"
    )
    assert ulnar.provided == () and ulnar.block == found.block


@pytest.mark.parametrize("criteria", criteria_names())
@pytest.mark.parametrize(
    ("rows", "changes", "sure"),
    [
        ((0, 0), {}, False),  # "NR" as typed: a weak stimulus evokes none either
        ((0, 0), {"supramaximal": True}, True),
        ((0, 0), {"no_response_checked": True}, True),
        ((0, 0), {"silence": Silence(60.0, 0.01, True)}, True),
        ((0, 0), {"silence": Silence(60.0, 0.01, None)}, False),
        ((0.1, 0.1), {}, True),
    ],
)
def test_a_check_says_that_nothing_crosses_only_of_a_strong_stimulus(
    criteria: str, rows: tuple[float, float], changes: dict[str, object], sure: bool
) -> None:
    """And never against the answer that crossing was found."""
    strong = replace(response("below_elbow", 3.0), supramaximal=True)
    study = (response("wrist", 8), strong, *crossing(*rows, **changes))

    def ulnar(no_crossing: bool | None) -> SegmentVerdict:
        picture = ClinicalPicture(no_crossing_in_forearm=no_crossing)
        found = judged(*study, criteria=criteria, picture=picture).segments
        return next(one for one in found if one.nerve == "ulnar")

    open_ = ulnar(None)
    assert open_.block in BLOCKS and open_.provided == (() if sure else ("no_crossing",))
    told = [said(one) for one in open_.findings if one.rule.endswith("technique.crossing")]
    assert bool(told) is sure and all("adds nothing" in one for one in told)
    contradicted = ulnar(False)
    assert (contradicted.block, contradicted.reason) == ("cannot_be_assessed", "crossing_stated")


def test_the_check_counts_on_its_own_side_and_muscle_only() -> None:
    pair = series("ulnar", 8, 3.0)
    for changes in ({"side": "left"}, {"muscle": "fdi"}):
        rows = tuple(replace(one, **changes) for one in crossing(0, 0))  # type: ignore[arg-type]
        (ulnar,) = (
            one
            for one in judged(*pair, *rows, picture=KNOWN).segments
            if one.nerve == "ulnar" and one.side == "right" and one.muscle == "adm"
        )
        assert ulnar.provided == ("no_crossing",)


def test_a_check_that_could_not_be_measured_is_no_check() -> None:
    low, high = crossing(0, 0)
    high = replace(high, absent=False, amplitude_mv=None, negative_peak_area_mvms=None)
    rows = (*series("ulnar", 8, 3.0), low, replace(high, unmeasurable="noise"))
    (ulnar,) = (one for one in judged(*rows, picture=KNOWN).segments if one.nerve == "ulnar")
    assert ulnar.provided == ("no_crossing",)


@pytest.mark.parametrize(
    ("ulnar_mv", "elbow_mv", "answer"),
    [
        ((8, 3.6), 3.0, "cannot_be_assessed"),  # 3.6 + 3.0 of 8: a fall of 17 %
        ((8, 3.6), 0.5, "probable"),  # a fall of 49 %: no longer half lost
        ((8, 1.0), 2.0, "definite"),  # with what crosses given back, 62 % is lost
        ((8, 0), 8.0, "cannot_be_assessed"),  # every fiber crosses
    ],
)
def test_what_crosses_is_given_back(
    ulnar_mv: tuple[float, float], elbow_mv: float, answer: str
) -> None:
    rows = (*series("ulnar", *ulnar_mv), *crossing(0, elbow_mv))
    (ulnar,) = (one for one in judged(*rows).segments if one.nerve == "ulnar")
    assert ulnar.block == answer
    if answer == "cannot_be_assessed":
        assert "Martin-Gruber" in said(ulnar.findings[0])
    assert ulnar.segment.proximal.amplitude_mv == ulnar_mv[1]  # as recorded


def test_what_the_median_nerve_does_at_the_wrist_too_does_not_cross() -> None:
    rows = (*series("ulnar", 8, 3.6), *crossing(3.0, 3.0))  # volume conduction from the thenar
    (ulnar,) = (one for one in judged(*rows).segments if one.nerve == "ulnar")
    assert ulnar.block == "definite"


def ulnar_of(*rows: Measure, picture: ClinicalPicture = KNOWN) -> SegmentVerdict:
    (found,) = (one for one in judged(*rows, picture=picture).segments if one.nerve == "ulnar")
    return found


@pytest.mark.parametrize("site", ["axilla", "erb"])
def test_only_the_elbow_answers_for_the_elbow(site: str) -> None:
    """A stimulus further up reaches the ulnar nerve too: a large response there crosses nothing."""
    far = response(site, 7.0, "median", muscle="adm")
    block = series("ulnar", 8, 3.0)
    assert ulnar_of(*block, *crossing(0, 0), far).block == "definite"
    assert ulnar_of(*block, far).provided == ("no_crossing",)


def test_a_check_without_areas_takes_them_in_proportion() -> None:
    bare = (replace(one, negative_peak_area_mvms=None) for one in crossing(0.2, 0.3))
    assert ulnar_of(*series("ulnar", 8, 3.0), *bare).block == "definite"
    whole = (replace(one, negative_peak_area_mvms=None) for one in crossing(0.2, 4.9))
    assert ulnar_of(*series("ulnar", 8, 3.0), *whole).block == "cannot_be_assessed"


def test_a_complete_block_with_some_crossing_stays_one() -> None:
    silent_elbow = replace(series("ulnar", 8, 0)[1], no_response_checked=True)
    rows = (series("ulnar", 8)[0], silent_elbow)
    assert ulnar_of(*rows, *crossing(0.2, 3.0)).block == "definite"
    assert ulnar_of(*rows, *crossing(0.2, 7.0)).block == "cannot_be_assessed"


def test_a_weak_or_spreading_stimulus_is_no_check() -> None:
    block = series("ulnar", 8, 3.0)
    weak = (replace(one, supramaximal=False) for one in crossing(0.2, 0.3))
    assert ulnar_of(*block, *weak).provided == ("no_crossing",)
    assert ulnar_of(*block, *crossing(6.0, 4.0)).provided == ("no_crossing",)


def test_without_the_wrist_the_elbow_is_taken_whole_and_the_wrist_is_asked_for() -> None:
    _, elbow = crossing(0, 3.0)
    found = ulnar_of(*series("ulnar", 8, 3.6), elbow)
    assert (found.block, found.reason) == ("cannot_be_assessed", "crossing_unsubtracted")
    assert "at the wrist too" in said(found.findings[0])


def test_above_the_elbow_no_fibers_cross() -> None:
    rows = (response("above_elbow", 8), response("axilla", 3))
    assert first(*rows, picture=KNOWN).provided == ()
