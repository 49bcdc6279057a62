"""Of an infusion that was missed nothing was given: no dose of it stands in any table, report or
file, though the last one's stood in its form. A planned one keeps the dose that is planned."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from multifocal.diary import Entry, Infusion, read_bundle, write_bundle, write_tables
from multifocal.diary.bundle import Bundle
from multifocal.diary.fhir import write_diary_fhir
from multifocal.diary.fhir_reading import read_diary_fhir
from multifocal.report.diary import present_diary
from tests.diary.cases import bundle_of
from tests.diary.made import MONDAY
from tests.diary.test_csv_table import rows
from tests.diary.test_fhir import DOSE, page

WRITTEN = {"product": "Example", "route": "intravenous", "dose": "70", "dose_unit": "g",
           "rate_steps": [{"rate": "36", "unit": "mL/h"}]}  # fmt: skip


def read(status: str) -> Entry:
    """An infusion of that status, from a file that an earlier version may have written."""
    case = {"kind": "infusion", "content": {"status": status, **WRITTEN}}
    (entry,) = read_bundle(json.dumps(bundle_of(case)).encode()).entries
    return entry


@pytest.mark.parametrize(("status", "dose"), [("missed", ""), ("planned", "70"), ("given", "70")])
def test_every_way_out_says_the_same_of_its_dose(status: str, dose: str) -> None:
    entry = read(status)
    (row,) = rows(write_tables([entry])["infusion"])
    assert (row["product"], row["dose"], bool(row["rate_steps"])) == ("Example", dose, bool(dose))
    shown = present_diary([entry], made_on=MONDAY.date()).infusions
    # what is planned stands in a line of its own, with its day alone
    assert [("70" in one.dose) for one in shown] == ([] if status == "planned" else [bool(dose)])
    health_record = write_diary_fhir([entry]).decode()
    again = json.loads(write_bundle(Bundle((entry,), MONDAY)))["entries"][0]["versions"][0]
    assert again["content"].get("dose", "") == dose
    for number in ("70", "36"):
        assert (number in health_record) == bool(dose)
    (back,) = read_diary_fhir(health_record.encode(), MONDAY).entries
    assert back.content == entry.content


def test_another_systems_dose_that_was_not_given_is_no_dose() -> None:
    (entry,) = read_diary_fhir(page({**DOSE, "status": "not-done"}), MONDAY).entries
    assert isinstance(entry.content, Infusion)
    assert (entry.content.status, entry.content.dose) == ("missed", None)


def test_what_was_planned_stays_in_the_history() -> None:
    plan = read("planned")
    missed = plan.corrected(plan.when, Infusion("missed", dose=Decimal(70), dose_unit="g"),
                            MONDAY + timedelta(days=1))  # fmt: skip
    doses = [one.content.dose for one in missed.versions if isinstance(one.content, Infusion)]
    assert doses == [Decimal(70), None]
