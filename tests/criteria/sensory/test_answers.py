"""Sensory responses that speak against rule 3: said, never passed over, judged by a person."""

from dataclasses import replace

import pytest

from multifocal.criteria import SegmentVerdict, evaluate, said
from multifocal.study import ClinicalPicture, Measure, Study
from tests.study.tables import SOUND

MOTOR = tuple(
    Measure("right", "median", "apb", site, at, mv, 3.3 * mv, 5.6, supramaximal=True)
    for site, at, mv in (("wrist", 3.6, 9.0), ("elbow", 7.6, 3.6))
)
CLAIMS = ("sensory_studies_normal", "sensory_conduction_normal_in_arm_segments_with_block")


def finger(site: str, uv: float | None, nerve: str = "median", side: str = "right") -> Measure:
    """A sensory response of the index finger; None: it was looked for and did not come."""
    return Measure(
        side,  # type: ignore[arg-type]
        nerve,
        None,
        site,
        latency_ms=None if uv is None else 2.8,
        amplitude_mv=0.0 if uv is None else uv / 1000,
        negative_peak_area_mvms=0.0 if uv is None else None,
        absent=uv is None,
        kind="sensory",
        skin="index_finger" if nerve == "median" else "little_finger",
    )


def judged(*sensory: Measure, picture: ClinicalPicture = SOUND) -> SegmentVerdict:
    return evaluate(Study((*MOTOR, *sensory), clinical=picture)).segments[0]


def rule_3(found: SegmentVerdict) -> str:
    return next(said(one) for one in found.findings if one.rule.endswith("edx3"))


def beside(found: SegmentVerdict) -> list[str]:
    return [said(one) for one in found.findings if one.rule.endswith("edx3_sensory")]


@pytest.mark.parametrize(
    ("sensory", "because"),
    [
        ((), "the sensory study is not here"),
        ((finger("wrist", 30), finger("elbow", 12)), "until a person says whether"),
        ((finger("wrist", 30),), "does not go over this segment"),
        # below the segment alone: a carpal tunnel does it too, and it closes nothing
        ((finger("wrist", None), finger("elbow", None)), "closes nothing alone"),
        ((finger("wrist", 2.0),), "closes nothing alone"),
        ((finger("wrist", None, "ulnar"), finger("wrist", 30, side="left")), "is not here"),
    ],
)
def test_rule_3_says_what_the_study_shows(sensory: tuple[Measure, ...], because: str) -> None:
    found = judged(*sensory)
    assert because in rule_3(found)
    assert found.block == "definite"  # a person answers rule 3; the numbers only propose


def test_every_response_that_speaks_against_it_is_named_with_its_numbers() -> None:
    none, small = beside(judged(finger("elbow", None), finger("wrist", 10.9)))
    assert none.startswith("No sensory response: index finger, elbow (median nerve).")
    assert "10.9 µV where the lower limit is 11.0 µV (AANEM" in small
    assert beside(judged(finger("wrist", 11.0))) == []  # at the limit is within it
    assert beside(judged(finger("elbow", 5.0))) == []  # from further up it is smaller in health


def test_a_response_that_could_not_be_measured_speaks_for_nothing() -> None:
    lost = replace(finger("wrist", 5.0), latency_ms=None, amplitude_mv=None, unmeasurable="noise")
    assert beside(judged(lost)) == []


@pytest.mark.parametrize("claim", CLAIMS)
def test_an_answer_that_says_otherwise_is_held_against_the_study(claim: str) -> None:
    picture = replace(SOUND, **{claim: True})  # type: ignore[arg-type]
    cautions = {
        one.id: said(one) for one in judged(finger("wrist", None), picture=picture).cautions
    }
    assert "Look at both again" in cautions["sensory_conflict"]
    healthy = judged(finger("wrist", 30), finger("elbow", 12), picture=picture)
    assert "sensory_conflict" not in {one.id for one in healthy.cautions}
