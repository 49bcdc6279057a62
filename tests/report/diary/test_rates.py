"""How the infusions ran, as a nurse asks before she hangs up the next one, and whether the dose
has changed, as a neurologist does."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from multifocal.diary import Entry, Infusion, When, new_entry
from multifocal.diary.infusion import InfusionStatus, RateStep, RateUnit
from multifocal.report.diary import ReportOptions, diary_pdf, present_diary
from multifocal.report.diary.infusion_table import MOST_INFUSIONS
from tests.diary.made import MONDAY
from tests.report.diary.test_report import pages

FIRST = date(2026, 1, 5)
UNIT: RateUnit = "mL/h"
STEPS = (RateStep(Decimal(30), UNIT, 30), RateStep(Decimal("90.5"), UNIT, 30),
         RateStep(Decimal(180), UNIT))  # fmt: skip


def at(days: int, clock: str | None = None) -> When:
    day = FIRST + timedelta(days=days)
    return When(day) if clock is None else When(day, time.fromisoformat(clock), 60)


def infusion(when: When, status: InfusionStatus = "given", **more: Any) -> Entry:
    return new_entry(Infusion(status, **more), when, MONDAY)


def test_how_it_was_given_stands_beside_the_product() -> None:
    """Under the skin or into a vein was asked in the form and told nowhere in the report."""
    into_vein: dict[str, Any] = {"route": "intravenous", "product": "Example"}
    some = [
        grams(0, "60", **into_vein),
        grams(28, "20", route="subcutaneous"),
        grams(56, "20", product="Example"),
        grams(84, "20"),
    ]
    missed = infusion(at(112), "missed", route="intravenous")
    report = present_diary([*some, missed])
    told = ["-", "-", "Example", "under the skin", "Example, into a vein"]
    assert [one.product for one in report.infusions] == told


def test_times_rates_and_what_was_taken_beforehand_are_read() -> None:
    """They were asked for, and stood in no report."""
    told = infusion(
        at(0, "09:15"), ended=at(0, "13:40"), rate_steps=STEPS, premedication=("paracetamol 1 g",)
    )
    (run,) = present_diary([told]).runs
    assert run.day == "5 January 2026"
    assert run.ran == "09:15 to 13:40"
    assert run.rates == "30 mL/h for 30 min; 90.5 mL/h for 30 min; 180 mL/h"
    assert run.premedication == "paracetamol 1 g"


@pytest.mark.parametrize(
    ("started", "ended", "said"),
    [
        (at(0, "22:00"), at(1, "02:30"), "22:00 to 6 January 2026, 02:30"),
        (at(0, "22:00"), at(1), "22:00 to 6 January 2026"),
        (at(0), at(0, "13:40"), "until 13:40"),
        (at(0, "09:15"), None, "from 09:15"),
        (at(0), None, "-"),
    ],
)
def test_what_is_not_known_of_the_times_is_not_worked_out(
    started: When, ended: When | None, said: str
) -> None:
    (run,) = present_diary([infusion(started, ended=ended, premedication=("cetirizine",))]).runs
    assert (run.ran, run.rates) == (said, "-")


def test_a_row_stands_only_for_what_ran_and_of_which_something_is_told() -> None:
    plain = infusion(at(0, "09:15"), lots=("L1",))
    missed = infusion(at(28), "missed", premedication=("paracetamol",))
    planned = infusion(at(56), "planned", rate_steps=STEPS)
    late = infusion(at(30), "late", rate_steps=STEPS)
    assert [one.day for one in present_diary([plain, missed, planned, late]).runs] == [
        "4 February 2026"
    ]


def test_rows_are_of_the_infusions_that_the_report_shows() -> None:
    """An older one with own words stays in both: a reaction is read beside its rate."""
    words = infusion(at(0), rate_steps=STEPS, words="chest felt tight at the last rate")
    many = [infusion(at(28 * (k + 1)), rate_steps=STEPS) for k in range(MOST_INFUSIONS + 3)]
    shown = present_diary([words, *many])
    assert [one.day for one in shown.runs] == [one.day for one in shown.infusions]
    assert shown.runs[-1].day == "5 January 2026"
    without = ReportOptions(sections=("strength",))
    assert present_diary([words], without).runs == ()


def test_the_paper_has_them_after_the_questions() -> None:
    text = " ".join(pages(diary_pdf(present_diary([infusion(at(0, "09:15"), rate_steps=STEPS)]))))
    assert "How the infusions ran" in text and "90.5 mL/h for 30 min" in text
    assert text.index("Questions") < text.index("How the infusions ran")


def grams(days: int, dose: str | None, unit: str = "g", **more: Any) -> Entry:
    if dose is None:
        return infusion(at(days), **more)
    return infusion(at(days), dose=Decimal(dose), dose_unit=unit, **more)


def test_what_changed_of_the_dose_and_when() -> None:
    told = [grams(0, "60"), grams(28, "60.0"), grams(56, None), grams(84, "70"), grams(112, "70")]
    assert present_diary(told).infusion_summary[-1] == (
        "The recorded dose last changed on 30 March 2026: from 60.0 g to 70 g."
    )


@pytest.mark.parametrize(
    "told",
    [
        [grams(0, "60"), grams(28, "60.0"), grams(56, None)],
        [grams(0, "60"), grams(28, "0.8", "g/kg")],
        [grams(0, "60", route="intravenous"), grams(28, "20", route="subcutaneous")],
        [grams(0, "60", product="A"), grams(28, "50", product="B")],
        [grams(0, "40"), grams(1, "30"), grams(28, "40"), grams(29, "30")],
    ],
    ids=["the same, or not told", "another unit", "another way", "another product", "two days"],
)
def test_doses_that_cannot_be_compared_are_no_change(told: list[Entry]) -> None:
    assert not any("dose" in one for one in present_diary(told).infusion_summary)
