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
