"""What a neurologist asks of infusions before she reads the table."""

from datetime import date, timedelta
from decimal import Decimal

from multifocal.diary import Content, Entry, Force, Infusion, TaskEase, When, new_entry
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


def test_both_hands_are_compared_with_their_days() -> None:
    right, left = (
        Force("grip", side, "kg", (Decimal(kg),)) for side, kg in (("right", 20), ("left", 10))
    )  # type: ignore[arg-type]
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
