"""The report's first page as it comes to a visit: of an ordinary diary it holds what is asked."""

from datetime import timedelta
from decimal import Decimal

import pytest

from multifocal.body import Side
from multifocal.diary import (
    About,
    Content,
    Entry,
    Force,
    Infusion,
    MovementStrength,
    Note,
    Score,
    TaskEase,
    Visit,
    When,
    new_entry,
)
from multifocal.diary.infusion import RateStep, Reaction
from multifocal.diary.strength import ForceUnit
from multifocal.report.diary import PAPERS, diary_pdf, present_diary
from multifocal.report.diary.options import Paper
from tests.diary.made import MONDAY
from tests.report.diary.test_report import pages

KG: ForceUnit = "kg"
HANDS: tuple[tuple[Side, int], ...] = (("right", 0), ("left", 38))
RATES = (RateStep(Decimal(30), "mL/h", 30), RateStep(Decimal(180), "mL/h"))
WORDS = "tightness in my chest, could hardly get air; nurse stopped the drip"


def half_a_year() -> list[Entry]:
    """Eight infusions every four weeks, both hands four times between them, and what is hard."""
    told: list[tuple[int, Content]] = [
        (0, About("Piet", standing="diagnosed", since="2021", course="steps", reflexes="reduced")),
        (200, MovementStrength("ankle_dorsiflexion", "right", ease="hard")),
        (200, TaskEase("hard", "key_turn", side="right")),
        (200, TaskEase("hard", own="climbing stairs", side="right")),
        *((40 * k, Score("MMN-RODS", Decimal(30 + k))) for k in range(1, 6)),
        (201, Note("May I go back to every three weeks?", question=True)),
        (201, Visit("Dr. J", "planned", "wear-off")),
    ]
    for cycle in range(8):
        reactions = (Reaction("sign", "chest_pain"), Reaction("other", words=WORDS))
        told += [
            (28 * cycle, Infusion("given", product="Kiovig", dose=Decimal(60), dose_unit="g",
                                  lots=(f"LE12{cycle:02d}AB",), rate_steps=RATES,
                                  reactions=reactions if cycle in (2, 5) else ())),
            *((28 * cycle + at, Force("grip", side, KG, (Decimal(left or right),), "dynamometer"))
              for at, right in ((3, 24), (12, 23), (20, 20), (26, 18)) for side, left in HANDS),
        ]  # fmt: skip
    return [new_entry(content, When(MONDAY.date() + timedelta(days=at)), MONDAY)
            for at, content in told]  # fmt: skip


@pytest.mark.parametrize("paper", PAPERS)
def test_half_a_year_leaves_its_questions_on_page_one(paper: Paper) -> None:
    """They had gone to a second page that was empty but for them."""
    first, second = pages(diary_pdf(present_diary(half_a_year()), paper))
    for asked in ("May I go back to every three weeks?", "Visits: Dr. J", "MMN-RODS: 31",
                  "lower than in the first half", "LE1200AB", "tightness in my chest"):  # fmt: skip
        assert asked in first
    assert first.index("Questions") < first.index("Other medicines and scores")
    assert "How the infusions ran" in second and "180 mL/h" in second


def test_what_is_asked_stands_on_page_one_however_long_the_table_of_infusions() -> None:
    """Below forty rows of infusions it stood on the second page."""
    told = half_a_year()
    some = [Infusion("given", product="Kiovig", reactions=(Reaction("other", words=WORDS),))] * 40
    told += [new_entry(one, When(MONDAY.date() + timedelta(days=-7 * at)), MONDAY)
             for at, one in enumerate(some, start=1)]  # fmt: skip
    first, second, *_ = pages(diary_pdf(present_diary(told)))
    assert "May I go back to every three weeks?" in first and "Visits: Dr. J" in first
    assert first.index("Questions") < first.index("Strength and cycles")
    assert "tightness in my chest" in second


def test_a_cycle_that_only_practice_left_out_is_not_called_short() -> None:
    """Every cycle has measures in both parts; of the first, two of them are practice."""
    (said,) = [one for one in present_diary(half_a_year()).strength_shared if "left out" in one]
    assert "The first 2 measures of a hand are practice and do not count." in said


@pytest.mark.parametrize("paper", PAPERS)
def test_what_speaks_for_and_against_stands_on_page_one_where_there_is_room(paper: Paper) -> None:
    """One chart, drawn as wide as the page, sent it to the second of who waits for a diagnosis."""
    grip = Force("grip", "right", KG, (Decimal(12),), "dynamometer")
    about = About("Marta Example", standing="suspected", course="slowly")
    told = (about, grip, grip, TaskEase("hard", "key_turn", side="right"), Note("Is it ALS?"))
    some = [new_entry(one, When(MONDAY.date()), MONDAY) for one in told]
    (only,) = pages(diary_pdf(present_diary(some), paper))
    for said in ("What speaks for", "It came slowly or in steps", "Babinski", "no diagnosis: only"):
        assert said in only
    undecided = [one for one in half_a_year() if not isinstance(one.content, About)]
    first, *more = pages(diary_pdf(present_diary(undecided), paper))
    (later,) = [one for one in more if "What speaks for" in one]
    assert "What speaks for" not in first
    assert "Babinski" in later and "no diagnosis: only" in later
