"""A large fall that could be a block is never said not to count as one."""

from dataclasses import replace

import pytest

from multifocal.criteria import evaluate
from multifocal.reference import reference_table
from multifocal.report import Conclusion, copied_text, present_study
from multifocal.study import Measure, Study

WRIST = Measure("left", "median", "apb", "wrist", 3.7, 9.9, 31.0, 5.6, supramaximal=True)
ELBOW = Measure("left", "median", "apb", "elbow", 8.5, 3.1, 9.8, 5.9, 240.0, supramaximal=True)


def concluded(*measures: Measure) -> Conclusion:
    found = evaluate(Study(measures))
    return present_study(
        Study(measures), (found,), reference_table("aanem-2016"), drawn=False
    ).conclusion


def heads(one: Conclusion) -> list[str]:
    return [line.partition(":")[0] for line in copied_text(one).split("\n")]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"negative_peak_area_mvms": None}, "area is missing"),
        ({"supramaximal": False}, "not supramaximal"),
        ({"latency_ms": 3.0}, ""),
    ],
)
def test_a_fall_that_is_open_stands_under_a_heading_of_its_own(
    changes: dict[str, object], why: str
) -> None:
    one = concluded(WRIST, replace(ELBOW, **changes))
    (line,) = one.unjudged
    assert (one.blocks, one.large) == ((), ()) and why in line.why
    assert "Large falls that could be a block and cannot be judged" in heads(one)
    assert "Large falls that do not count as block" not in heads(one)


def test_a_fall_at_a_site_of_pressure_does_not_count_and_a_block_is_a_block() -> None:
    be = Measure("left", "ulnar", "adm", "below_elbow", 6.5, 9.9, 31.0, 5.6, supramaximal=True)
    ae = Measure("left", "ulnar", "adm", "above_elbow", 8.5, 3.1, 9.8, 5.9, 100, supramaximal=True)
    pressed = concluded(be, ae)
    assert pressed.unjudged == () and len(pressed.large) == 1
    blocked = concluded(WRIST, ELBOW)
    assert len(blocked.blocks) == 1 and (blocked.unjudged, blocked.large) == ((), ())


def test_no_fall_is_reckoned_from_a_number_that_cannot_be_true() -> None:
    axilla = replace(ELBOW, site="axilla", latency_ms=10.6, amplitude_mv=8.7,
                     negative_peak_area_mvms=27.0)  # fmt: skip
    one = concluded(WRIST, replace(axilla, site="elbow", latency_ms=8.5, amplitude_mv=99.0), axilla)
    (line,) = one.unjudged
    assert "99 to 8.7 mV as written" in line.text and "%" not in line.text


@pytest.mark.parametrize(
    ("near", "far", "said"),
    [
        (13.3719, 3.5897, "13.4 to 3.59 mV"),
        (9.9, 3.1, "9.9 to 3.1 mV"),
        (10.25, 3.15, "10.25 to 3.15"),
    ],
)
def test_amplitudes_stand_as_typed_or_with_three_digits(near: float, far: float, said: str) -> None:
    typed = (replace(WRIST, amplitude_mv=near), replace(ELBOW, amplitude_mv=far))
    text = concluded(*typed).blocks[0].text
    assert said in text


def test_a_fall_that_is_open_stands_before_the_line_that_no_segment_meets_the_rules() -> None:
    one = concluded(WRIST, replace(ELBOW, supramaximal=False))
    assert one.none and one.unjudged
    text = copied_text(one)
    assert 0 <= text.index(one.unjudged[0].text) < text.index(one.none)


def felt(site: str, **other: object) -> Measure:
    at = replace(
        WRIST, kind="sensory", muscle=None, skin="index_finger", site=site, amplitude_mv=0.03,
        negative_peak_area_mvms=None, negative_peak_duration_ms=None, supramaximal=None,
    )  # fmt: skip
    return replace(at, **other)


def over_the_stretch(*sensory: Measure) -> bool:
    """Whether a sensory study of the left median nerve is said to be missing over the stretch."""
    axilla = replace(ELBOW, site="axilla", latency_ms=11.5, distance_mm=190.0)
    told = " ".join(concluded(WRIST, ELBOW, axilla, *sensory).not_tested)
    return "No sensory study over the stretch: L median" in told


def test_a_sensory_study_over_the_fall_is_over_the_stretch() -> None:
    assert over_the_stretch(felt("wrist"))
    assert not over_the_stretch(felt("wrist"), felt("elbow"))
    assert over_the_stretch(felt("wrist"), felt("elbow", side="right"))


def test_responses_without_a_limit_are_not_counted_as_beyond_one() -> None:
    bare = felt("wrist", amplitude_mv=None, peak_to_peak_mv=0.04)
    said = concluded(WRIST, ELBOW, bare, replace(bare, site="elbow", latency_ms=6.9)).sensory
    assert "None of 2 responses could be assessed" in said
    assert "0 of 2" not in said
