"""What a neurologist asks of infusions before she reads the table."""

from datetime import date, timedelta
from decimal import Decimal

from multifocal.diary import (
    Content,
    Entry,
    Force,
    Infusion,
    Medicine,
    Score,
    Symptom,
    TaskEase,
    When,
    new_entry,
)
from multifocal.diary.infusion import InfusionStatus, Reaction
from multifocal.report.diary import present_diary
from tests.diary.made import MONDAY

FIRST = date(2026, 1, 5)


def entry(content: Content, days: int) -> Entry:
    return new_entry(content, When(FIRST + timedelta(days=days)), MONDAY)


def infusion(days: int, status: InfusionStatus = "given", *reactions: Reaction) -> Entry:
    return entry(Infusion(status, reactions=reactions), days)


def test_how_many_how_often_and_when_last() -> None:
    days = (0, 1, 28, 29, 57, 58, 84, 85)  # two days each, as a high dose is often split
    shown = present_diary([*map(infusion, days), infusion(112, "planned"), infusion(100, "missed")])
    assert shown.infusion_summary == (
        "8 infusions were given, the last one on 31 March 2026.",
        "Infusions less than four days apart belong together: they were given in 4 rounds. From "
        "one round to the next: 28 days (median), 27 at the least, 29 at the most.",
    )
    single = present_diary([infusion(0), infusion(28), infusion(57)]).infusion_summary
    assert single[1] == "From one to the next: 28.5 days (median), 28 at the least, 29 at the most."


def test_one_interval_is_no_habit_and_none_is_not_said() -> None:
    assert present_diary([infusion(0), infusion(28)]).infusion_summary == (
        "2 infusions were given, the last one on 2 February 2026.",
    )
    assert present_diary([infusion(0, "planned")]).infusion_summary == ()


def test_a_grave_reaction_that_the_table_leaves_out_is_not_lost() -> None:
    grave = infusion(0, "given", Reaction("sign", sign="swollen_face"), Reaction("headache"))
    shown = present_diary([grave, *(infusion(28 * k) for k in range(1, 10))])
    assert shown.more_infusions == "2 earlier infusions are left out here."
    assert "5 January 2026" in shown.more_signs and "face" in shown.more_signs
    assert not present_diary([grave]).more_signs


def test_own_words_beside_an_infusion_are_not_lost() -> None:
    """ "chest tight" stood under "Anything else", and the doctor did not see it."""
    tight = Infusion("given", reactions=(Reaction("headache"),), words="chest tight while it runs")
    shown = present_diary([entry(tight, 0)])
    assert shown.infusions[0].reactions == "headache; “chest tight while it runs”"
    assert "Reactions, own words" in shown.infusion_columns
    later = [infusion(days) for days in range(10, 90, 10)]
    shown = present_diary([entry(tight, 0), entry(tight, 1), *later])
    assert shown.more_infusions == (
        "2 earlier infusions are left out here. 2 of them have own words that are in the diary "
        "alone."
    )


def test_the_day_for_which_a_late_infusion_was_planned_is_told() -> None:
    late = Infusion("late", planned_for=When(FIRST))
    (row,) = present_diary([entry(late, 3)]).infusions
    assert row.status == "given late (planned for 5 January 2026)"


def test_a_headache_with_a_stiff_neck_is_not_also_one_without() -> None:
    both = (Reaction("sign", "bad_headache"), Reaction("sign", "headache_with"))
    (row,) = present_diary([infusion(0, "given", *both)]).infusions
    assert "headache with" in row.reactions and "none of the signs" not in row.reactions
    told = [entry(Symptom("other", sign=one), 0) for one in ("headache_with", "bad_headache")]
    (line,) = present_diary(told).signs
    assert "Now" in line and "none of the signs" not in line
    worded = entry(Symptom("other", sign="bad_headache", words="behind the eyes"), 0)
    (line,) = present_diary([worded, told[0]]).signs
    assert "headache with" in line and "behind the eyes" in line
    other_day = entry(Symptom("other", sign="bad_headache"), 9)
    assert len(present_diary([told[0], other_day]).signs) == 2


def test_a_steroid_that_was_begun_and_a_score_are_told() -> None:
    told = [
        entry(Medicine("prednisolone", "started", "50 mg"), 0),
        entry(Medicine("ibuprofen", "taken"), 1), entry(Medicine("ibuprofen", "taken"), 2),
        entry(Score("I-RODS", Decimal("61.5")), 3), entry(Medicine("prednisolone", "stopped"), 4),
    ]  # fmt: skip
    assert present_diary(told).medicines == (
        "Prednisolone: stopped (9 January 2026)", "I-RODS: 61.5 (8 January 2026)",
        "Ibuprofen: taken (7 January 2026)", "Prednisolone, 50 mg: started (5 January 2026)",
    )  # fmt: skip
    many = [entry(Score("I-RODS", Decimal(at)), at) for at in range(14)]
    shown = present_diary(many)
    assert (len(shown.medicines), shown.more_medicines) == (
        12, "2 earlier lines are left out here."
    )  # fmt: skip


def test_both_hands_are_compared_with_their_days() -> None:
    right = Force("grip", "right", "kg", (Decimal(20),))
    left = Force("grip", "left", "kg", (Decimal(10),))
    assert "(5 January 2026)" in present_diary([entry(right, 0), entry(left, 0)]).sides[0]
    apart = present_diary([entry(right, 0), entry(left, 40)]).sides[0]
    assert "20 kg (5 January 2026)" in apart and "10 kg (14 February 2026)" in apart


def test_one_measure_is_no_percent_of_itself() -> None:
    (line,) = present_diary([entry(Force("grip", "right", "kg", (Decimal(20),)), 0)]).strength
    assert line.last == "20 kg on 5 January 2026, the only measure."


def test_hard_tasks_of_ones_own_are_not_called_nothing_weak() -> None:
    own = entry(TaskEase("cannot", own="keys in a lock", side="left"), 0)
    shown = present_diary([own])
    assert shown.tasks and "Nothing weak" not in shown.no_nerves
    assert "Nothing weak" in present_diary([infusion(0)]).no_nerves
