"""What is weak in a diary, where the tables of nerves do not know it: it is not forgotten."""

from dataclasses import replace
from decimal import Decimal

import pytest

from multifocal.diary import About, Content, Force, Symptom, TaskEase
from multifocal.report.diary import present_diary
from multifocal.words import say
from tests.report.diary.test_report import RADIAL, diary


def test_what_the_nerves_leave_out_is_named_beside_them() -> None:
    """Page one lit the left arm alone, for a key, of who could lift nothing with the right."""
    tray = TaskEase("cannot", own="lifting a tray", side="right")
    key = TaskEase("hard", "key_turn", side="left")
    shown = present_diary(diary(tray, key, Symptom("weakness", "region", "foot", "right")))
    assert "not known: lifting a tray (right), foot (right)." in shown.nerves_note
    assert "Not among them" not in present_diary(diary(key)).nerves_note


HELD = Force("grip", "left", "kg", (Decimal(28),))


@pytest.mark.parametrize(
    ("other", "both"),
    [
        (TaskEase("cannot", own="lifting a tray", side="left"), True),
        (Symptom("weakness", "region", "foot", "left"), True),
        (replace(HELD, tries=(Decimal(0),)), True),
        (TaskEase("hard", own="lifting a tray"), False),
        (About(first_side="left"), False),
    ],
)
def test_weakness_is_not_said_to_be_on_one_side_where_more_is_told(
    other: Content, both: bool
) -> None:
    """A task in own words, a place and an empty device are weak, too; what has no side may be on
    either, and what began on the other side was weak there."""
    said = present_diary(diary(*RADIAL, other)).thoughts
    assert said is not None and say("report.diary.for.one_side") not in said.speaks_for
    assert (say("report.diary.against.both_sides") in said.speaks_against) == both
    for same in (HELD, TaskEase("easy", own="lifting a tray", side="left"), About()):
        said = present_diary(diary(*RADIAL, same)).thoughts
        assert said is not None and say("report.diary.for.one_side") in said.speaks_for


def test_pain_is_said_with_its_place() -> None:
    """A headache alone stood as "Pain is written down" against a motor nerve problem."""
    some = (Symptom("pain", "region", "head"), Symptom("pain", "region", "hand", "right"),
            Symptom("pain", "region", "head"))  # fmt: skip
    said = present_diary(diary(*some)).thoughts
    assert said is not None and said.speaks_against == (
        "Pain is written down: head, hand (right).",
    )
    said = present_diary(diary(Symptom("pain"))).thoughts
    assert said is not None
    assert said.speaks_against == ("Pain is written down: place not said.",)
