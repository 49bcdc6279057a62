"""What another system says and the diary cannot hold: kept as it is said, or left out by name with
what to do. Never dropped without a word, never converted, never a day or a unit made up."""

from decimal import Decimal
from typing import Any

import pytest

from multifocal.diary import Infusion
from multifocal.diary.fhir_reading import read_diary_fhir
from tests.diary.made import MONDAY
from tests.diary.test_fhir import DOSE, GRIP, page


def grip(**change: Any) -> dict[str, Any]:
    return {**GRIP, "code": {**GRIP["code"], "text": "Grip strength, right"}, **change}


@pytest.mark.parametrize("unit", ["mg", "lbf/in", "stone"])
def test_an_unknown_unit_of_grip_is_named_and_the_rest_is_read(unit: str) -> None:
    odd = grip(id="g2", valueQuantity={"value": 21.5, "unit": unit, "code": unit})
    found = read_diary_fhir(page(GRIP, odd), MONDAY)
    assert len(found.entries) == 1 and found.not_read == {}
    (fault,) = found.left_out
    assert (fault.key, fault.column) == ("diary.fhir_unit", "entry[1]")
    assert f"'{unit}'" in str(fault) and "Grip strength, right, 2026-03-02" in str(fault)
    assert "by hand" in str(fault)


@pytest.mark.parametrize("when", ["2026-03", "2026"])
def test_a_month_or_a_year_is_no_day_and_is_named(when: str) -> None:
    dose = {**DOSE, "effectivePeriod": {"start": when}}
    found = read_diary_fhir(page(grip(effectiveDateTime=when), dose, GRIP), MONDAY)
    assert len(found.entries) == 1
    assert [(one.key, one.column) for one in found.left_out] == [
        ("diary.fhir_day", "entry[0]"), ("diary.fhir_day", "entry[1]"),
    ]  # fmt: skip
    assert f"Immune globulin, {when}".casefold() in str(found.left_out[1]).casefold()


def test_a_dose_in_an_unknown_unit_is_kept_as_it_is_said() -> None:
    dose = {**DOSE, "dosage": {"dose": {"value": 7, "unit": "vials of 10 g", "code": "{vial}"}}}
    (entry,) = read_diary_fhir(page(dose), MONDAY).entries
    assert isinstance(entry.content, Infusion)
    assert (entry.content.dose, entry.content.words) == (None, "7 vials of 10 g")


def test_what_another_system_notes_of_an_infusion_is_kept_in_its_words() -> None:
    """A reaction that a hospital had noted was lost without a word."""
    notes = [{"text": "Stopped after 20 min:\n tight chest"}, {"text": "adrenaline"}]
    (entry,) = read_diary_fhir(page(DOSE | {"note": notes}), MONDAY).entries
    assert isinstance(entry.content, Infusion)
    assert entry.content.words == "Stopped after 20 min: tight chest; adrenaline"
    missed = DOSE | {"status": "not-done", "statusReason": [{"text": "fever"}]}
    (entry,) = read_diary_fhir(page(missed), MONDAY).entries
    assert isinstance(entry.content, Infusion) and entry.content.words == "fever"
    bare = {"status": "not-done", "statusReason": [{"coding": [{"code": "1"}]}, {}], "note": [{}]}
    (entry,) = read_diary_fhir(page(DOSE | bare), MONDAY).entries
    assert isinstance(entry.content, Infusion) and entry.content.words is None
    (entry,) = read_diary_fhir(page(DOSE | {"note": [{"text": "x" * 300}]}), MONDAY).entries
    assert isinstance(entry.content, Infusion) and entry.content.words == "x" * 199 + "…"


def test_a_dose_is_read_by_its_unit_where_the_code_is_another_system_s() -> None:
    dose = {**DOSE, "dosage": {"dose": {"value": 70, "unit": "g", "code": "258682000"}}}
    (entry,) = read_diary_fhir(page(dose), MONDAY).entries
    assert isinstance(entry.content, Infusion)
    assert (entry.content.dose, entry.content.dose_unit) == (Decimal(70), "g")


def test_no_measure_is_none() -> None:
    found = read_diary_fhir(page({**GRIP, "valueQuantity": {}}), MONDAY)
    assert (found.entries, found.not_read, found.left_out) == ((), {"Observation": 1}, ())
