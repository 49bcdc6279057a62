"""A diary as FHIR R4: a Bundle that other record systems read.

What holds is written, former versions are not. Strength is an Observation with a component for
every try, in the unit of the device; an infusion that ran or was missed a MedicationAdministration,
a planned one a MedicationRequest, another medicine a MedicationStatement, all else an Observation
of the field names. Codes of other systems are only those that the project has verified.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from multifocal.diary.daily import About, Medicine
from multifocal.diary.entry import Content, Entry, in_order
from multifocal.diary.infusion import Infusion, RateStep
from multifocal.diary.naming import choice_name, field_name, kind_name, reaction_names
from multifocal.diary.oneself import oneself
from multifocal.diary.plain import to_plain
from multifocal.diary.plans import is_plan, is_planned_visit, unanswered
from multifocal.diary.strength import Force
from multifocal.diary.symptom import Symptom
from multifocal.diary.when import When
from multifocal.words import day_said, listed, listed_clauses, say

Resource = dict[str, Any]
OURS: Final = "urn:multifocal:diary"
UCUM: Final = "http://unitsofmeasure.org"
LOINC: Final = "http://loinc.org"
URI: Final = "urn:ietf:rfc:3986"
GRIP: Final = {"left": "83173-5", "right": "83174-3"}
"""Grip strength by hand; read in the source (clinical.md, section 7)."""
UCUM_OF: Final = {
    "kg": "kgf", "lb": "[lbf_av]", "N": "N", "kPa": "kPa", "mmHg": "mm[Hg]", "psi": "[psi]",
    "bar": "bar",
}  # fmt: skip
"""Units of force and pressure; a hand dynamometer's kg is a kilogram-force."""
DOSE_UCUM: Final = {"g": "g", "mg": "mg", "mL": "mL", "g/kg": "g/kg"}
RATE_UCUM: Final = {
    "mL/h": "mL/h", "mL/min": "mL/min", "mL/kg/h": "mL/kg/h", "mL/kg/min": "mL/kg/min",
    "drops/min": "[drp]/min",
}  # fmt: skip
_PATIENT: Final = "urn:uuid:00000000-0000-4000-8000-000000000000"


def diary_bundle(entries: Iterable[Entry], today: date | None = None) -> Resource:
    """The diary as a Bundle of type collection; what was deleted is left out.

    `today`: plans of earlier days of which nobody has said what became are of unknown status; where
    it is not given, every plan that nothing answers is active.
    """
    live = in_order(entries)
    resources = [(_PATIENT, _patient(oneself(live).about))]
    became = _became([one for one in live if isinstance(one.content, Infusion)], today)
    resources += [
        (f"urn:uuid:{one.id}", {**_resource(one), **became.get(one.id, {})}) for one in live
    ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": name, "resource": one} for name, one in resources],
    }


def write_diary_fhir(entries: Iterable[Entry], today: date | None = None) -> bytes:
    """The Bundle as JSON: the same entries of the same day give the same bytes."""
    bundle = diary_bundle(entries, today)
    return (json.dumps(bundle, ensure_ascii=False, indent=1) + "\n").encode()


def _became(infusions: Sequence[Entry], today: date | None) -> dict[str, Resource]:
    """The status of plans that an infusion answers, or whose day has passed, by their ids: a system
    that reads them lists none of them as an order that still stands."""
    ran = {day for one in infusions if _has_run(one) for day in _days(one)}
    still = {one.id: one.when.day for one in unanswered(infusions)}
    passed = {} if today is None else {id_: day for id_, day in still.items() if day < today}
    return {id_: {"status": "unknown"} for id_ in passed} | {
        one.id: {"status": "completed" if one.when.day in ran else "stopped"}
        for one in infusions if is_plan(one) and one.id not in still
    }  # fmt: skip


def _has_run(entry: Entry) -> bool:
    return isinstance(entry.content, Infusion) and entry.content.received


def _days(entry: Entry) -> tuple[date, ...]:
    """Its own day, and that for which it had been planned."""
    content = entry.content
    planned = content.planned_for if isinstance(content, Infusion) else None
    return (entry.when.day, planned.day) if planned else (entry.when.day,)


def _patient(about: About) -> Resource:
    patient: Resource = {"resourceType": "Patient"}
    if about.name:
        patient["name"] = [{"text": about.name}]
    if about.born:
        patient["birthDate"] = about.born.isoformat()
    return patient


def _resource(entry: Entry) -> Resource:
    content = entry.content
    assert content is not None
    identity: Resource = {
        "meta": {"lastUpdated": to_plain(entry.current.written)},
        "identifier": [{"system": URI, "value": f"urn:uuid:{entry.id}"}],
        "subject": {"reference": _PATIENT},
    }
    zone = [_extension("zone", entry.when.zone)] if entry.when.zone else []
    if isinstance(content, Infusion):
        return _infusion(content, entry.when, identity, zone)
    if isinstance(content, Medicine):
        return _medicine(content, entry.when, identity, zone)
    return _observation(content, entry, identity, zone)


def moment(when: When) -> str:
    """A FHIR dateTime: the day, or the moment with its distance from UTC."""
    return (
        when.day.isoformat() if when.moment is None else when.moment.isoformat(timespec="seconds")
    )


def _extension(name: str, value: object) -> Resource:
    url = f"{OURS}:{name}"
    if isinstance(value, list):
        return {"url": url, "extension": [_extension(*one) for one in value]}
    if isinstance(value, bool):
        return {"url": url, "valueBoolean": value}
    if isinstance(value, int):
        return {"url": url, "valueInteger": value}
    return {"url": url, "valueString": str(value)}


def _extensions(content: object, names: Iterable[str]) -> list[Resource]:
    """Fields that FHIR has no place for, by their own names; parts of parts nest."""
    plain = to_plain(content)
    extensions = []
    for name in names:
        value = plain.get(name)
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                parts = list(one.items()) if isinstance(one, dict) else one
                extensions.append(_extension(name, parts))
    return extensions


def _with(resource: Resource, extensions: list[Resource]) -> Resource:
    return {**resource, "extension": extensions} if extensions else resource


def _infusion(infusion: Infusion, when: When, identity: Resource, zone: list[Resource]) -> Resource:
    medication = {"text": infusion.product or say("diary.fhir.immunoglobulin")}
    kept = ["status", "lots", "weight", "weight_unit", "ended", "planned_for", "rate_steps",
            "premedication", "reactions", "words"]  # fmt: skip
    if infusion.product is not None:
        kept.append("product")
    extensions = [*zone, *_extensions(infusion, kept)]
    if note := _note(infusion):
        identity = {**identity, "note": [{"text": note}]}
    dosage: Resource = {}
    if infusion.route:
        dosage["route"] = _coded("route", infusion.route)
    quantity = None
    if infusion.dose is not None and infusion.dose_unit is not None:
        quantity = _quantity(infusion.dose, infusion.dose_unit, DOSE_UCUM[infusion.dose_unit])
    rate, said = _rates(infusion)
    dosage |= {"text": said} if said else {}
    if infusion.status == "planned":
        request: Resource = {"resourceType": "MedicationRequest", **identity, "status": "active",
                             "intent": "plan", "medicationCodeableConcept": medication}  # fmt: skip
        dosage["timing"] = {"event": [moment(when)]}
        both = {"doseQuantity": quantity, "rateQuantity": rate}
        if quantity or rate:
            dosage["doseAndRate"] = [{name: one for name, one in both.items() if one}]
        return _with({**request, "dosageInstruction": [dosage]}, extensions)
    if quantity:
        dosage["dose"] = quantity
    if rate:
        dosage["rateQuantity"] = rate
    if dosage and not (quantity or rate):  # FHIR wants a dose or a rate beside a route
        dosage.setdefault("text", say("diary.fhir.dose_not_said"))
        extensions += _extensions(infusion, ["route"])
        dosage.pop("route", None)
    administration: Resource = {
        "resourceType": "MedicationAdministration", **identity,
        "status": "not-done" if infusion.status == "missed" else "completed",
        "medicationCodeableConcept": medication,
    }  # fmt: skip
    if infusion.ended is not None and infusion.ended.moment and when.moment:
        administration["effectivePeriod"] = {"start": moment(when), "end": moment(infusion.ended)}
    else:
        administration["effectiveDateTime"] = moment(when)
    if quantity or infusion.rate_steps:
        administration["dosage"] = dosage
    return _with(administration, extensions)


def _note(infusion: Infusion) -> str:
    """What FHIR has no place for, in words: no other system shows what stands in our extensions."""
    weight = None
    if infusion.weight is not None:
        unit = choice_name("unit", infusion.weight_unit or "")
        weight = say("diary.fhir.rate", rate=f"{infusion.weight:f}", unit=unit)
    planned_for = day_said(infusion.planned_for.day) if infusion.planned_for else None
    told: dict[str, tuple[str | None, ...]] = {
        "reactions": reaction_names(infusion.reactions), "words": (infusion.words,),
        "lots": infusion.lots, "premedication": infusion.premedication, "weight": (weight,),
        "planned_for": (planned_for,),
    }  # fmt: skip
    return listed_clauses(
        say("diary.fhir.note", name=field_name(name), value=listed(filter(None, values)))
        for name, values in told.items() if any(values)
    )  # fmt: skip


def _rates(infusion: Infusion) -> tuple[Resource | None, str]:
    """Its only rate; of several FHIR holds none, and they stand in words."""
    steps = infusion.rate_steps
    if len(steps) == 1:
        return _quantity(steps[0].rate, steps[0].unit, RATE_UCUM[steps[0].unit]), ""
    return None, listed_clauses(map(_rate, steps)) if steps else ""


def _rate(step: RateStep) -> str:
    rate = say("diary.fhir.rate", rate=f"{step.rate:f}", unit=choice_name("unit", step.unit))
    if step.minutes is None:
        return rate
    return say("diary.fhir.rate.minutes", rate=rate, minutes=step.minutes)


def _medicine(medicine: Medicine, when: When, identity: Resource, zone: list[Resource]) -> Resource:
    statement: Resource = {
        "resourceType": "MedicationStatement", **identity,
        "status": "stopped" if medicine.change == "stopped" else "active",
        "medicationCodeableConcept": {"text": medicine.name}, "effectiveDateTime": moment(when),
    }  # fmt: skip
    if medicine.dose is not None:
        statement["dosage"] = [{"text": medicine.dose}]
    return _with(statement, [*zone, *_extensions(medicine, ["change"])])


def _coded(field: str, value: str) -> Resource:
    return {"coding": [{"system": f"{OURS}:{field}", "code": value}],
            "text": choice_name(field, value)}  # fmt: skip


def _quantity(value: Decimal, unit: str, code: str) -> Resource:
    return {"value": float(value), "unit": unit, "system": UCUM, "code": code}


def _observation(content: Content, entry: Entry, identity: Resource, zone: list[Resource]
                 ) -> Resource:  # fmt: skip
    kind = entry.kind or ""
    codings: list[Resource] = [{"system": OURS, "code": kind}]
    text = kind_name(kind)
    if isinstance(content, Force):
        if content.measure == "grip":
            codings.insert(0, {"system": LOINC, "code": GRIP[content.side]})
        text = say("diary.fhir.force", measure=choice_name("measure", content.measure),
                   side=choice_name("side", content.side))  # fmt: skip
    parts = [part for one in fields(content) for part in _parts(content, one.name)]
    observation: Resource = {
        "resourceType": "Observation", **identity,
        "status": "registered" if is_planned_visit(entry) else "final",
        "code": {"coding": codings, "text": text},
        "effectiveDateTime": moment(entry.when),
    }  # fmt: skip
    if parts:
        observation["component"] = parts
    if isinstance(content, Symptom) and content.sign:
        observation["note"] = [{"text": choice_name("sign", content.sign)}]
    return _with(observation, zone)


def _parts(content: Content, name: str) -> list[Resource]:
    value = getattr(content, name)
    if value is None or value == ():
        return []
    found = []
    for one in value if isinstance(value, tuple) else (value,):
        code = {"coding": [{"system": f"{OURS}:field", "code": name}], "text": field_name(name)}
        found.append({"code": code, **_value(content, one)})
    return found


def _value(content: Content, value: object) -> Resource:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, Decimal):
        unit = content.unit if isinstance(content, Force) else None
        if unit is None:
            return {"valueString": to_plain(value)}
        return {"valueQuantity": _quantity(value, unit, UCUM_OF[unit])}
    return {"valueString": to_plain(value)}
