"""What a neurologist asks of infusions before she reads the table."""

import re
from datetime import date, timedelta
from decimal import Decimal

from multifocal.diary import (
    Content,
    Entry,
    Force,
    Infusion,
    Medicine,
    MovementStrength,
    Score,
    Symptom,
    TaskEase,
    Visit,
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


def test_plans_push_no_infusion_out_of_the_table() -> None:
    """Twelve appointments of the year to come stood where eight infusions had been."""
    ran = [infusion(0, "missed"), infusion(28, "late"), infusion(56)]
    ahead = [infusion(84 + 28 * k, "planned") for k in range(12)]
    shown = present_diary([*ran, *ahead], made_on=FIRST + timedelta(days=60))
    assert [row.status for row in shown.infusions] == ["given", "given late", "missed"]
    assert not shown.more_infusions
    assert shown.plans == ("Next planned: 30 March 2026, and 11 more after it.",)
    alone = present_diary([infusion(0, "planned")], made_on=FIRST)
    assert (alone.infusions, alone.plans) == ((), ("Next planned: 5 January 2026.",))


def test_a_plan_whose_day_has_passed_is_not_called_planned() -> None:
    passed = [infusion(days, "planned") for days in (0, 28, 56)]
    shown = present_diary([*passed, infusion(28)], made_on=FIRST + timedelta(days=90))
    assert shown.plans == (
        "Planned, and what became of them is not written down: 2 March 2026; 5 January 2026.",
    )
    many = [infusion(28 * k, "planned") for k in range(10)]
    more = present_diary(many, made_on=FIRST + timedelta(days=400)).plans[1]
    assert more == "2 earlier plans like these are left out here."


def test_an_infusion_with_a_sign_or_own_words_is_never_left_out() -> None:
    """Chest pressure stood in a count: "1 of them has own words that are in the diary alone"."""
    told = [
        infusion(0, "given", Reaction("sign", sign="swollen_face")),
        infusion(1, "given", Reaction("other", words="pressure on the chest")),
        entry(Infusion("given", words="chest tight while it runs"), 2),
    ]
    shown = present_diary([*told, *(infusion(28 * k) for k in range(1, 60))])
    reactions = [row.reactions for row in shown.infusions]
    assert len(reactions) == 8 + 3
    assert reactions[-3:-1] == ["“chest tight while it runs”", "pressure on the chest"]
    assert "face" in reactions[-1]
    assert shown.more_infusions.startswith("51 earlier infusions are left out here; no reaction")


def test_a_ticked_reaction_is_not_lost_with_its_infusion() -> None:
    rash = infusion(0, "given", Reaction("rash"))
    shown = present_diary([rash, *(infusion(28 * k) for k in range(1, 20))])
    assert shown.infusions[-1].reactions == "rash"
    weekly = [infusion(7 * k, "given", Reaction("swelling_at_needle")) for k in range(1, 61)]
    shown = present_diary([rash, *weekly])
    assert len(shown.infusions) == 40
    assert shown.more_infusions == (
        "21 earlier infusions are left out here. Reactions written down with them: swelling at the "
        "needle (20 times, the last on 25 May 2026); rash (5 January 2026)."
    )


def test_chest_pain_at_an_infusion_stands_among_the_signs() -> None:
    pain = infusion(0, "given", Reaction("sign", sign="chest_pain"))
    assert present_diary([pain, infusion(28)]).signs == (
        "Chest pain, tightness or pressure (with the infusion of 5 January 2026; on the list under "
        "“Now”)",
    )
    assert not present_diary([infusion(0, "missed"), infusion(1)]).signs


def test_own_words_beside_an_infusion_are_not_lost() -> None:
    """ "chest tight" stood under "Anything else", and the doctor did not see it."""
    tight = Infusion("given", reactions=(Reaction("headache"),), words="chest tight while it runs")
    shown = present_diary([entry(tight, 0)])
    assert shown.infusions[0].reactions == "headache; “chest tight while it runs”"
    assert "Reactions, own words" in shown.infusion_columns


def test_visits_stand_in_the_report_without_what_was_said() -> None:
    visits = [entry(Visit("neurologist", "happened", "told her about chest pressure"), 0),
              entry(Visit("nurse", "missed"), 9), entry(Visit("Dr. Example", "planned"), 20),
              entry(Visit("neurologist", "planned"), 90)]  # fmt: skip
    shown = present_diary(visits, made_on=FIRST + timedelta(days=60))
    assert shown.visits == (
        "Visits: neurologist (planned for 5 April 2026); Dr. Example (planned for 25 January 2026; "
        "what became of it is not written down); nurse (14 January 2026, missed); neurologist "
        "(5 January 2026). What was written about them is in the diary."
    )
    to_ask = entry(Visit("neurologist", "planned", "ask about the wheelchair"), 90)
    assert "said there" not in present_diary([to_ask], made_on=FIRST).visits  # it lies ahead
    many = [entry(Visit("nurse", "happened"), at) for at in range(8)]
    assert present_diary(many).visits.endswith("2 earlier visits are left out here.")
    assert not present_diary([infusion(0)]).visits


def test_an_examiners_grade_is_not_hidden_by_what_one_says_later() -> None:
    graded = entry(MovementStrength("thumb_abduction", "left", mrc="4-"), 0)
    for ease, line in (("hard", "hard"), ("easy", "easy")):
        told = entry(MovementStrength("thumb_abduction", "left", ease=ease), 0)  # type: ignore[arg-type]
        (shown,) = present_diary([graded, told]).tasks
        assert shown.endswith(
            f", left: {line} (5 January 2026); examiner's MRC grade 4- (5 January 2026)"
        )
    new = entry(MovementStrength("thumb_abduction", "left", mrc="4"), 9)
    (shown,) = present_diary([told, new]).tasks
    assert shown.endswith("left: MRC grade 4 (14 January 2026)")
    full = entry(MovementStrength("thumb_abduction", "left", mrc="5"), 0)
    easy = entry(MovementStrength("thumb_abduction", "left", ease="easy"), 1)
    assert not present_diary([full, easy]).tasks


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


def dosed(days: int, dose: str | None) -> Entry:
    unit = "g" if dose else None
    amount = Decimal(dose) if dose else None
    return entry(Infusion("given", dose=amount, dose_unit=unit), days)  # type: ignore[arg-type]


def test_a_course_has_one_tag_in_the_chart() -> None:
    grips = [entry(Force("grip", "right", "kg", (Decimal(20),)), at) for at in (0, 30, 60, 90)]
    days = [dosed(1, "80"), dosed(2, "80"), dosed(31, "80"), dosed(33, "40"), dosed(59, None),
            dosed(60, "80"), dosed(88, "80")]  # fmt: skip
    (chart, *_) = present_diary([*grips, *days]).charts
    shown = re.findall(r">([^<>]* g)<", chart.svg)
    assert shown == ["2 × 80 g", "80 g, 40 g", "80 g"]  # of the third course not every dose is told
    assert chart.table is not None and chart.table.rows[1][2] == "80 g"


def test_both_hands_are_compared_with_their_days() -> None:
    right = Force("grip", "right", "kg", (Decimal(20),))
    left = Force("grip", "left", "kg", (Decimal(10),))
    assert "(5 January 2026)" in present_diary([entry(right, 0), entry(left, 0)]).sides[0]
    apart = present_diary([entry(right, 0), entry(left, 40)]).sides[0]
    assert "20 kg (5 January 2026)" in apart and "10 kg (14 February 2026)" in apart


def test_one_measure_is_no_percent_of_itself() -> None:
    (line,) = present_diary([entry(Force("grip", "right", "kg", (Decimal(20),)), 0)]).strength
    assert line.last == "20 kg on 5 January 2026, the only measure (the mean of its tries)."


def test_hard_tasks_of_ones_own_are_not_called_nothing_weak() -> None:
    own = entry(TaskEase("cannot", own="keys in a lock", side="left"), 0)
    shown = present_diary([own])
    assert shown.tasks and "Nothing weak" not in shown.no_nerves
    assert "Nothing weak" in present_diary([infusion(0)]).no_nerves


def test_what_was_felt_after_an_infusion_stands_beside_it_whoever_told_it_as_a_symptom() -> None:
    """A headache in the evening, told as pain in the head, left "-" under reactions."""
    ran = infusion(0, "given", Reaction("sign", "bad_headache"))
    told = [
        entry(Symptom("pain", "region", "head"), 0), entry(Symptom("pain", "region", "head"), 1),
        entry(Symptom("fatigue"), 1), entry(Symptom("weakness", "region", "hand"), 1),
        entry(Symptom("other", words="a rash on the arm"), 1), entry(Symptom("cramp"), 2),
        entry(Symptom("other", sign="bad_headache"), 1), entry(Symptom("other", sign="fever"), 1),
    ]  # fmt: skip
    (row,) = present_diary([ran, *told]).infusions
    reaction, first, second = row.reactions.split("; ")
    assert reaction.startswith("bad headache")
    assert first == "among the symptoms of 5 January 2026: pain (head)"
    before, _, felt = second.partition(": ")
    assert before == "among the symptoms of 6 January 2026"
    assert {*felt.split(", ")} == {"pain (head)", "tiredness", "“a rash on the arm”", "fever"}
    (missed,) = present_diary([infusion(0, "missed"), *told]).infusions
    assert missed.reactions == "-"
