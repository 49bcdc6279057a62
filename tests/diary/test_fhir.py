"""A diary as FHIR R4, checked by the models of fhir.resources, and back."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings

from multifocal.diary import (
    Entry,
    Force,
    Infusion,
    RateStep,
    Reaction,
    Symptom,
    Visit,
    When,
    in_order,
    new_entry,
    preview_import,
    read_bundle,
)
from multifocal.diary.fhir import diary_bundle, write_diary_fhir
from multifocal.diary.fhir_reading import FhirDiary, read_diary_fhir
from multifocal.fault import Fault
from tests.diary.made import MONDAY, day, diaries
from tests.formats.test_fhir import codings

EXAMPLE = Path(__file__).parents[2] / "examples" / "diary" / "version-1.json"
VERIFIED = {("http://loinc.org", "83173-5"), ("http://loinc.org", "83174-3")}
"""clinical.md, section 7."""


@settings(max_examples=8, deadline=None)
@given(diaries())
def test_the_models_accept_any_diary_and_it_comes_back(entries: tuple[Entry, ...]) -> None:
    written = write_diary_fhir(entries)
    Bundle.model_validate(json.loads(written))
    again = read_diary_fhir(written, MONDAY)
    live = {one.id: (one.when, one.content) for one in in_order(entries)}
    assert {one.id: (one.when, one.content) for one in again.entries} == live
    assert again.not_read == {}


def test_reading_back_what_was_written_is_nothing_new() -> None:
    entries = read_bundle(EXAMPLE.read_bytes()).entries
    again = read_diary_fhir(write_diary_fhir(entries), MONDAY).entries
    seen = preview_import(entries, again)
    assert not (seen.new or seen.changed or seen.conflicts or seen.doubles)


def test_strength_stands_in_the_unit_of_its_device_with_every_try() -> None:
    grip = Force("grip", "left", "lb", (Decimal("40.5"), Decimal(38)), "dynamometer")
    (_, one) = diary_bundle([new_entry(grip, day(0), MONDAY)])["entry"]
    quantities = [c["valueQuantity"] for c in one["resource"]["component"] if "valueQuantity" in c]
    assert [q["value"] for q in quantities] == [40.5, 38.0]
    assert {(q["unit"], q["code"]) for q in quantities} == {("lb", "[lbf_av]")}
    assert one["resource"]["effectiveDateTime"] == "2026-03-02T09:30:00+00:00"


def test_how_fast_it_ran_stands_where_other_systems_look_for_it() -> None:
    slow, fast = RateStep(Decimal(36), "mL/h", 30), RateStep(Decimal(72), "mL/h")

    def dosage(*steps: RateStep, **more: Any) -> Any:
        entries = [new_entry(Infusion("given", rate_steps=steps, **more), day(0), MONDAY)]
        written = write_diary_fhir(entries)
        Bundle.model_validate(json.loads(written))
        assert read_diary_fhir(written, MONDAY).entries[0].content == entries[0].content
        return json.loads(written)["entry"][1]["resource"]["dosage"]

    assert dosage(slow)["rateQuantity"]["value"] == 36
    both = dosage(slow, fast, dose=Decimal(70), dose_unit="g")
    assert both["text"] == "36 mL/h (minutes: 30); 72 mL/h" and both["dose"]["value"] == 70
    assert dosage(slow, fast)["text"] == both["text"]


def test_reactions_lots_and_own_words_can_be_read_where_our_extensions_are_not_shown() -> None:
    """A bad headache after an infusion stood in an extension alone, as "headache_with"."""
    infusion = Infusion(
        "late", product="Example", lots=("A1", "B2"), weight=Decimal("70.5"), weight_unit="kg",
        reactions=(Reaction("headache"), Reaction("sign", "headache_with")),
        words="came on that evening", premedication=("paracetamol",),
        planned_for=When(date(2026, 3, 2)),
    )  # fmt: skip
    entry = new_entry(infusion, When(date(2026, 3, 4)), MONDAY)
    bundle = diary_bundle([entry])
    (resource,) = [one["resource"] for one in bundle["entry"] if "note" in one["resource"]]
    Bundle.model_validate(bundle)
    (note,) = resource["note"]
    for told in ("reactions: headache", "stiff neck", "came on that evening", "A1, B2", "70.5 kg",
                 "paracetamol", "planned for: 2 March 2026"):  # fmt: skip
        assert told in note["text"], told
    read = read_diary_fhir(write_diary_fhir([entry]), MONDAY)
    assert [one.content for one in read.entries] == [infusion]
    sign = new_entry(Symptom("other", sign="headache_with"), day(0), MONDAY)
    plain = new_entry(Infusion("given"), day(1), MONDAY)
    _, told, untold = (one["resource"] for one in diary_bundle([sign, plain])["entry"])
    assert "stiff neck" in told["note"][0]["text"] and "note" not in untold


@pytest.mark.parametrize(
    "answers, status",
    [
        ((), "active"),
        (((0, Infusion("missed")),), "stopped"),
        (((0, Infusion("given")),), "completed"),
        (((2, Infusion("late", planned_for=When(day(0).day))),), "completed"),
        (((2, Infusion("given")),), "active"),  # whether it was this one is not written down
        (
            ((0, Infusion("missed")), (1, Infusion("late", planned_for=When(day(0).day)))),
            "completed",
        ),
    ],
)
def test_a_plan_that_was_answered_is_no_order_that_still_stands(
    answers: tuple[tuple[int, Infusion], ...], status: str
) -> None:
    """A plan beside "missed" of its day was written as active."""
    plan = new_entry(Infusion("planned", product="Example"), day(0), MONDAY)
    entries = [plan, *(new_entry(one, day(at), MONDAY) for at, one in answers)]
    bundle = diary_bundle(entries)
    Bundle.model_validate(bundle)
    (request,) = [one["resource"] for one in bundle["entry"] if "intent" in one["resource"]]
    assert request["status"] == status
    again = read_diary_fhir(write_diary_fhir(entries), MONDAY).entries
    assert [one.content for one in again if one.id == plan.id] == [plan.content]


def test_a_plan_whose_day_has_passed_unanswered_is_of_unknown_status() -> None:
    plans = [new_entry(Infusion("planned"), day(at), MONDAY) for at in (0, 4, 5, 9)]
    missed = new_entry(Infusion("missed"), day(4), MONDAY)
    entries, today = [*plans, missed], day(5).day
    bundle = diary_bundle(entries, today)
    Bundle.model_validate(bundle)
    found = [one["resource"]["status"] for one in bundle["entry"] if "intent" in one["resource"]]
    assert found == ["unknown", "stopped", "active", "active"]
    again = read_diary_fhir(write_diary_fhir(entries, today), MONDAY).entries
    assert [one.content for one in again if one.id == plans[0].id] == [plans[0].content]


@pytest.mark.parametrize(
    "status, fhir", [("planned", "registered"), ("happened", "final"), ("missed", "final")]
)
def test_a_visit_that_lies_ahead_is_no_final_observation(status: Any, fhir: str) -> None:
    visit = new_entry(Visit("Dr. Example", status), day(0), MONDAY)
    bundle = diary_bundle([visit])
    Bundle.model_validate(bundle)
    assert bundle["entry"][1]["resource"]["status"] == fhir
    again = read_diary_fhir(write_diary_fhir([visit]), MONDAY)
    assert [one.content for one in again.entries] == [visit.content] and not again.not_read
    grip = read_diary_fhir(page(GRIP | {"status": "registered"}), MONDAY)
    assert not grip.entries  # of another system, or a measure: nothing was measured yet


def test_no_code_of_another_system_but_verified_ones() -> None:
    found = codings(diary_bundle(read_bundle(EXAMPLE.read_bytes()).entries))
    foreign = {one for one in found if not one[0].startswith("urn:multifocal:diary")}
    assert foreign == VERIFIED


@pytest.mark.parametrize(
    ("status", "kind", "fhir"),
    [
        ("given", "MedicationAdministration", "completed"),
        ("late", "MedicationAdministration", "completed"),
        ("missed", "MedicationAdministration", "not-done"),
        ("planned", "MedicationRequest", "active"),
    ],
)
def test_a_planned_infusion_is_no_infusion_that_ran(status: Any, kind: str, fhir: str) -> None:
    infusion = Infusion(status, "intravenous", "Example", ("A1",), Decimal(70), "g")
    resource = diary_bundle([new_entry(infusion, day(0), MONDAY)])["entry"][1]["resource"]
    assert (resource["resourceType"], resource["status"]) == (kind, fhir)


def page(*resources: dict[str, Any]) -> bytes:
    entries = [{"resource": one} for one in resources]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()


GRIP: dict[str, Any] = {
    "resourceType": "Observation", "id": "g1", "status": "final",
    "code": {"coding": [{"system": "http://loinc.org", "code": "83174-3"}]},
    "effectiveDateTime": "2026-03-02T10:00:00+01:00",
    "valueQuantity": {"value": 21.5, "unit": "kg", "system": "http://unitsofmeasure.org",
                      "code": "kgf"},
}  # fmt: skip
DOSE: dict[str, Any] = {
    "resourceType": "MedicationAdministration", "status": "completed",
    "medicationCodeableConcept": {"coding": [{"display": "immune globulin"}]},
    "subject": {"reference": "Patient/1"},
    "effectivePeriod": {"start": "2026-03-02T08:00:00Z", "end": "2026-03-02T13:00:00Z"},
    "dosage": {"dose": {"value": 70, "unit": "g"}},
}  # fmt: skip


def test_grip_and_infusions_of_another_system_are_read_and_the_rest_is_counted() -> None:
    glucose = {"resourceType": "Observation", "code": {"text": "glucose"}, "status": "final"}
    found = read_diary_fhir(page(GRIP, DOSE, glucose, {"resourceType": "Patient"}), MONDAY)
    force, infusion = (one.content for one in found.entries)
    assert force == Force("grip", "right", "kg", (Decimal("21.5"),))
    assert isinstance(infusion, Infusion) and infusion.product == "immune globulin"
    assert (infusion.dose, infusion.dose_unit, infusion.route) == (Decimal(70), "g", None)
    assert infusion.ended is not None and infusion.ended.moment == MONDAY.replace(hour=13, minute=0)
    assert found.not_read == {"Observation": 1}
    again = read_diary_fhir(page(GRIP, DOSE), MONDAY + timedelta(days=1))
    assert {one.id for one in again.entries} == {one.id for one in found.entries}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"{", "diary.broken"),
        (b"[]", "diary.no_fhir"),
        (b'{"resourceType": "Patient"}', "diary.no_fhir"),
        (b'{"resourceType": "Bundle", "entry": 3}', "diary.shape.list"),
        (page({"resourceType": "Observation"}), "diary.fhir_shape"),
        (page(GRIP | {"effectiveDateTime": "2026-03-02T10:00:00"}), "diary.offset"),
        (page(GRIP | {"effectiveDateTime": "yesterday"}), "diary.fhir_shape"),
        (page(GRIP | {"valueQuantity": {"value": 9000, "code": "kgf"}}), "diary.number_beyond"),
    ],
)
def test_what_is_not_shaped_as_it_should_be_is_refused_whole(content: bytes, key: str) -> None:
    with pytest.raises(Fault) as fault:
        read_diary_fhir(content, MONDAY)
    assert fault.value.key == key and str(fault.value)


@pytest.mark.parametrize("status", [
    "entered-in-error", "cancelled", "preliminary", "registered", "unknown", ])  # fmt: skip
def test_a_measure_that_was_withdrawn_or_is_not_final_is_no_entry(status: str) -> None:
    grip = {"resourceType": "Observation", "effectiveDateTime": "2026-11-01",
            "code": {"coding": [{"system": "http://loinc.org", "code": "83174-3"}]},
            "valueQuantity": {"value": 20, "code": "kgf"}}  # fmt: skip
    assert len(_read_one({**grip, "status": "final"}).entries) == 1
    assert _read_one({**grip, "status": status}) == FhirDiary((), {"Observation": 1})
    least = {**grip, "status": "final", "valueQuantity": {"value": 20, "comparator": "<",
                                                          "code": "kgf"}}  # fmt: skip
    assert _read_one(least) == FhirDiary((), {"Observation": 1})


@pytest.mark.parametrize("status", ["entered-in-error", "not-taken", "intended", "unknown"])
def test_a_medicine_that_was_not_taken_is_not_told_as_taken(status: str) -> None:
    taken = {"resourceType": "MedicationStatement", "effectiveDateTime": "2026-11-01",
             "medicationCodeableConcept": {"text": "Example"}}  # fmt: skip
    assert len(_read_one({**taken, "status": "active"}).entries) == 1
    assert _read_one({**taken, "status": status}) == FhirDiary((), {"MedicationStatement": 1})


def _read_one(resource: dict[str, object]) -> FhirDiary:
    page = {"resourceType": "Bundle", "entry": [{"resource": resource}]}
    return read_diary_fhir(json.dumps(page).encode(), MONDAY)


@pytest.mark.parametrize("name", ["Ibuprofen 400 mg", "Sodium chloride 0.9 %", "albumin human"])
def test_another_medicine_that_was_given_is_no_infusion(name: str) -> None:
    found = read_diary_fhir(page(DOSE | {"medicationCodeableConcept": {"text": name}}), MONDAY)
    assert not found.entries
    assert found.not_read == {"MedicationAdministration": 1}


@pytest.mark.parametrize(
    "name",
    ["Immunoglobulin, human, normal", "IVIG", "globulin, immune", "Immunglobulin vom Menschen",
     "inmunoglobulina", "PRIVIGEN 10 %", "HyQvia", "immune globulin (human)"],
)  # fmt: skip
def test_immunoglobulin_is_known_by_any_of_its_names(name: str) -> None:
    found = read_diary_fhir(page(DOSE | {"medicationCodeableConcept": {"text": name}}), MONDAY)
    assert [one.content.product for one in found.entries if isinstance(one.content, Infusion)] == [
        name
    ]


@pytest.mark.parametrize(
    "others",
    [
        (GRIP | {"subject": {"reference": "Patient/2"}},),
        ({"resourceType": "Patient", "id": "1"}, {"resourceType": "Patient", "id": "2"}),
    ],
)
def test_records_of_two_persons_are_refused(others: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(Fault) as fault:
        read_diary_fhir(page(DOSE, *others), MONDAY)
    assert fault.value.key == "diary.fhir_persons"
