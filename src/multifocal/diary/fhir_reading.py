"""A diary from FHIR R4: what this project wrote, and grip strength and infusions of other systems.

What is not understood is counted by its type and said, never dropped without a word.
"""

import json
import re
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, get_args, get_origin

from multifocal.diary.bundle import MOST_BYTES, MOST_ENTRIES
from multifocal.diary.checks import MOST_LETTERS
from multifocal.diary.entry import KINDS, Entry, Version
from multifocal.diary.fhir import DOSE_UCUM, GRIP, LOINC, OURS, RATE_UCUM, UCUM_OF, Resource
from multifocal.diary.plain import bare, hints, noun_from_plain
from multifocal.diary.when import When
from multifocal.diary.whose import Person
from multifocal.fault import Fault, together
from multifocal.frozen import FrozenDict
from multifocal.words import listed_clauses

_SPACE: Final = uuid.UUID("5b7e8f0c-6a52-5d06-9f6b-1a4be2a7d119")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_UNIT_OF: Final = {code: unit for unit, code in UCUM_OF.items()}
_HOLDS: Final[Mapping[str, frozenset[str]]] = FrozenDict(
    {
        "Observation": frozenset({"final", "amended", "corrected"}),
        "MedicationStatement": frozenset({"active", "completed", "stopped"}),
    }
)
"""The statuses of what was measured or taken. The others were withdrawn, never happened, are not
over or not known: none of them is an entry."""
_PARTIAL: Final = re.compile(r"\d{4}(-\d\d)?")
"""A date of FHIR that names a year or a month and no day."""
_LEFT_OUT: Final = frozenset({"diary.fhir_day", "diary.fhir_unit"})
_STATUS: Final = {"completed": "given", "not-done": "missed"}
_IMMUNOGLOBULIN: Final = re.compile(
    r"imm?un\w*[\s-]*globulin|globulin,?\s+(human\s+)?immune|inmunoglobulin|gamma[\s-]?globulin|"
    r"\b(iv|sc|f)ig\b|privigen|octagam|panzyga|kiovig|gammagard|gamunex|gammaked|gammaplex|"
    r"flebogamma|intratect|iqymune|nanogam|hizentra|hyqvia|cuvitru|xembify|cutaquig|subgam",
    re.IGNORECASE,
)
"""What another system may call the medicine of an infusion; any other was no infusion of it."""


@dataclass(frozen=True)
class FhirDiary:
    """Entries, and how many resources of which type were not understood (Patient apart).

    `left_out`: those that were understood and that the diary cannot hold as they are, each with
    what to do. Nothing of them is converted or filled in. `persons`: what the Patient is called, a
    name each.
    """

    entries: tuple[Entry, ...]
    not_read: Mapping[str, int]
    left_out: tuple[Fault, ...] = ()
    persons: tuple[Person, ...] = ()


def read_diary_fhir(content: bytes, now: datetime) -> FhirDiary:
    """The entries in a Bundle. `now` stands for when a resource was written that does not say.

    Fault with all that is at fault in what is understood; nothing is read by halves.
    """
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    left_out: list[Fault] = []
    not_read: Counter[str] = Counter()
    resources = _resources(content)
    if len(_persons(resources)) > 1:
        raise Fault("diary.fhir_persons")
    for at, one in enumerate(resources):
        kind = str(one.get("resourceType"))
        where = f"entry[{at}]"
        try:
            entry = _entry(one, where, now)
        except Fault as fault:
            (left_out if fault.key in _LEFT_OUT else faults).append(fault)
            continue
        if entry is not None:
            entries[entry.id] = entry
        elif kind != "Patient":
            not_read[kind[:40]] += 1
    if faults:
        raise together(faults)
    return FhirDiary(tuple(entries.values()), dict(not_read), tuple(left_out), _called(resources))


def _resources(content: bytes) -> list[Resource]:
    if len(content) > MOST_BYTES:
        raise Fault("diary.too_large", most_mb=MOST_BYTES // 1_000_000)
    try:
        page = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Fault("diary.broken") from None
    listed = page.get("entry", []) if isinstance(page, dict) else None
    if not isinstance(page, dict) or page.get("resourceType") != "Bundle":
        raise Fault("diary.no_fhir", column="resourceType")
    if not isinstance(listed, list) or len(listed) > MOST_ENTRIES:
        raise Fault("diary.shape.list", column="entry")
    found = [one.get("resource") if isinstance(one, dict) else None for one in listed]
    return [one if isinstance(one, dict) else {} for one in found]


def _persons(resources: list[Resource]) -> set[str]:
    """Whom the resources are about, by their references; else the Patients that stand there."""
    subjects = (one.get("subject") or one.get("patient") for one in resources)
    named = {str(one.get("reference")) for one in subjects if isinstance(one, dict)}
    patients = [one for one in resources if one.get("resourceType") == "Patient"]
    return named | ({str(at) for at in range(len(patients))} if len(patients) > 1 else set())


def _called(resources: list[Resource]) -> tuple[Person, ...]:
    """The Patient's names and birth; what is not shaped as FHIR has it is not told."""
    people = []
    for resource in resources:
        if resource.get("resourceType") != "Patient":
            continue
        born = None
        with suppress(ValueError, TypeError):  # a year or a month is no day
            born = date.fromisoformat(resource.get("birthDate", ""))
        called = [_name_of(name) for name in _several(resource, "name") if isinstance(name, dict)]
        people += [Person(name, born) for name in called if name] or [Person(None, born)]
    return tuple(people)


def _several(resource: Resource, field: str) -> list[Any]:
    found = resource.get(field)
    return found if isinstance(found, list) else []


def _name_of(name: Resource) -> str:
    whole = name.get("text")
    parts = [whole] if whole else [*_several(name, "given"), name.get("family")]
    return " ".join(one for one in parts if isinstance(one, str)).strip()[:MOST_LETTERS]


def _entry(resource: Resource, where: str, now: datetime) -> Entry | None:
    try:
        kind = str(resource.get("resourceType"))
        reader = _READERS.get(kind)
        if kind in _HOLDS and resource["status"] not in _HOLDS[kind] and not _is_own_plan(resource):
            return None
        found = reader(resource) if reader else None
        if found is None:
            return None
        kind, plain, when = found
        if _PARTIAL.fullmatch(when):
            raise Fault("diary.fhir_day", what=_name(resource), when=when)
        content = noun_from_plain(KINDS[kind], plain, where)
        return Entry(
            _id(resource), (Version(_written(resource, now), _when(when, resource), content),)
        )
    except Fault as fault:
        raise fault.placed(column=fault.column if fault.column else where) from None
    except (KeyError, TypeError, AttributeError, IndexError, ValueError):
        raise Fault("diary.fhir_shape", column=where) from None


def _is_own_plan(resource: Resource) -> bool:
    """A visit of this diary that is only planned."""
    codings = resource.get("code", {}).get("coding", [])
    is_visit = any((one.get("system"), one.get("code")) == (OURS, "visit") for one in codings)
    return is_visit and bool(resource["status"] == "registered")


Found = tuple[str, dict[str, Any], str]


def _observation(resource: Resource) -> Found | None:
    codes = {(c.get("system"), c.get("code")) for c in resource["code"].get("coding", [])}
    when = resource.get("effectiveDateTime") or resource.get("effectiveInstant")
    ours = next((code for system, code in codes if system == OURS and code in KINDS), None)
    if ours is not None and when:
        return ours, _fields(ours, resource.get("component", [])), when
    side = next((s for s, code in GRIP.items() if (LOINC, code) in codes), None)
    quantity = resource.get("valueQuantity")
    if side is None or not quantity or not when:
        return None
    if quantity.get("comparator"):  # less or more than that: no measure of it
        return None
    unit = _unit(quantity)
    if unit is None:
        written = str(quantity.get("unit") or quantity.get("code") or "")[:40]
        raise Fault("diary.fhir_unit", what=_name(resource), when=when, unit=f"'{written}'")
    plain = {"measure": "grip", "side": side, "unit": unit, "tries": [_number(quantity["value"])]}
    return "force", plain, when


def _unit(quantity: Resource) -> str | None:
    """As the device showed it: by the code, or by a unit that is one of ours. 'kg' is taken for
    what a dynamometer calls so."""
    by_code = _UNIT_OF.get(quantity.get("code", ""))
    return by_code or next((u for u in UCUM_OF if u == quantity.get("unit")), None)


def _number(value: float) -> str:
    """The number with its digits and without an exponent."""
    return format(float(value), ".12f").rstrip("0").rstrip(".")


def _fields(kind: str, components: list[Resource]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for component in components:
        name = next(
            c["code"] for c in component["code"]["coding"] if c["system"] == f"{OURS}:field"
        )
        value: Any
        if "valueQuantity" in component:
            value = _number(component["valueQuantity"]["value"])
        else:
            value = (
                component["valueBoolean"]
                if "valueBoolean" in component
                else component["valueString"]
            )
        _put(plain, KINDS[kind], name, value)
    return plain


def _put(plain: dict[str, Any], noun: type, name: str, value: object) -> None:
    if get_origin(bare(hints(noun).get(name, str))) is tuple:
        plain.setdefault(name, []).append(value)
    else:
        plain[name] = value


def _medicine(resource: Resource) -> Found | None:
    plain = _own_fields(KINDS["medicine"], resource)
    if "change" not in plain:
        plain["change"] = (
            "stopped" if resource.get("status") in ("stopped", "completed") else "taken"
        )
    plain["name"] = resource["medicationCodeableConcept"]["text"]
    if resource.get("dosage"):
        plain["dose"] = resource["dosage"][0]["text"]
    when = resource.get("effectiveDateTime") or resource.get("effectivePeriod", {}).get("start")
    return ("medicine", plain, when) if when else None


def _infusion(resource: Resource) -> Found | None:
    noun = KINDS["infusion"]
    plain = _own_fields(noun, resource)
    request = resource["resourceType"] == "MedicationRequest"
    is_own = "status" in plain
    if not is_own:
        if resource["status"] not in _STATUS or request:
            return None
        plain["status"] = _STATUS[resource["status"]]
        if "medicationCodeableConcept" not in resource:
            return None
        plain["product"] = _text(resource["medicationCodeableConcept"])
        if not _IMMUNOGLOBULIN.search(plain["product"]):
            return None
    dosage = resource["dosageInstruction"][0] if request else resource.get("dosage", {})
    for coding in dosage.get("route", {}).get("coding", []):
        if coding.get("system") == f"{OURS}:route":
            plain["route"] = coding["code"]
    _put_dose(plain, dosage)
    if not is_own and (said := _said(resource, plain.get("words"))):
        plain["words"] = said
    rate = dosage.get("rateQuantity") or {}
    unit = next((ours for ours, code in RATE_UCUM.items() if code == rate.get("code")), None)
    if unit is not None and "rate_steps" not in plain:
        plain["rate_steps"] = [{"rate": _number(rate["value"]), "unit": unit}]
    if request:
        return "infusion", plain, dosage["timing"]["event"][0]
    period = resource.get("effectivePeriod", {})
    when = resource.get("effectiveDateTime") or period.get("start")
    if "end" in period and "ended" not in plain:
        plain["ended"] = _plain_when(period["end"])
    return ("infusion", plain, when) if when else None


def _put_dose(plain: dict[str, Any], dosage: Resource) -> None:
    dose = dosage["doseAndRate"][0].get("doseQuantity") if "doseAndRate" in dosage else None
    dose = dose or dosage.get("dose")
    if not dose:
        return
    unit = next((u for u in (dose.get("code"), dose.get("unit")) if u in DOSE_UCUM), None)
    if unit is not None:
        plain["dose"], plain["dose_unit"] = _number(dose["value"]), unit
    else:  # 5 vials, say: as it was written, and counted as nothing
        written = dose.get("unit") or dose.get("code") or ""
        plain.setdefault("words", f"{_number(dose['value'])} {written}".strip())


def _said(resource: Resource, before: str | None) -> str | None:
    """What another system says of an infusion in its own words, which may tell of a reaction or of
    why it was not given: notes and reasons. What does not fit is cut, and seen to be."""
    texts = [one.get("text") for one in resource.get("note", [])]
    for reason in resource.get("statusReason", []):
        displays = [one.get("display") for one in reason.get("coding", [])]
        texts += [reason.get("text") or next(filter(None, displays), None)]
    plain = (" ".join(str(one).split()) for one in (before, *texts) if one)
    every = "".join(one for one in listed_clauses(plain) if one.isprintable())
    return every if len(every) <= MOST_LETTERS else f"{every[: MOST_LETTERS - 1]}…"


_READERS: Final[Mapping[str, Callable[[Resource], Found | None]]] = {
    "Observation": _observation,
    "MedicationStatement": _medicine,
    "MedicationAdministration": _infusion,
    "MedicationRequest": _infusion,
}


def _name(resource: Resource) -> str:
    """What it is, as its own system calls it, and where that is not said its type."""
    concept = resource.get("code") or resource.get("medicationCodeableConcept") or {}
    displays = [str(one["display"]) for one in concept.get("coding", []) if one.get("display")]
    name = concept.get("text") or next(iter(displays), None) or resource["resourceType"]
    return str(name)[:80]


def _text(concept: Resource) -> str:
    return str(concept.get("text") or concept["coding"][0].get("display"))


def _own_fields(noun: type, one: Resource) -> dict[str, Any]:
    """What stands in our own extensions."""
    plain: dict[str, Any] = {}
    for extension in one.get("extension", []):
        name = str(extension.get("url", "")).removeprefix(f"{OURS}:")
        if name in hints(noun):
            _put(plain, noun, name, _extended(noun, name, extension))
    return plain


def _extended(noun: type, name: str, extension: Resource) -> Any:
    if "extension" not in extension:
        for key in ("valueString", "valueBoolean", "valueInteger"):
            if key in extension:
                return extension[key]
        raise KeyError(name)
    hint = bare(hints(noun)[name])
    inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
    plain: dict[str, Any] = {}
    for one in extension["extension"]:
        part = one["url"].removeprefix(f"{OURS}:")
        _put(plain, inner, part, _extended(inner, part, one))
    return plain


def _plain_when(text: str) -> dict[str, Any]:
    if _DAY.fullmatch(text):
        return {"day": text}
    found = datetime.fromisoformat(text)
    offset = found.utcoffset()
    if offset is None:
        raise Fault("diary.offset", column="effectiveDateTime")
    return {"day": found.date().isoformat(), "clock": found.strftime("%H:%M:%S"),
            "offset_minutes": round(offset.total_seconds() / 60)}  # fmt: skip


def _when(text: str, one: Resource) -> When:
    zone = next((e["valueString"] for e in one.get("extension", [])
                 if e.get("url") == f"{OURS}:zone"), None)  # fmt: skip
    plain = _plain_when(text)
    day = date.fromisoformat(plain["day"])
    if "clock" not in plain:
        return When(day)
    clock = datetime.strptime(plain["clock"], "%H:%M:%S").replace(tzinfo=UTC).time()
    return When(day, clock, plain["offset_minutes"], zone)


def _written(one: Resource, now: datetime) -> datetime:
    text = one.get("meta", {}).get("lastUpdated")
    return datetime.fromisoformat(text) if text else now


def _id(resource: Resource) -> str:
    """Ours, or one made of theirs or of the content: read again, it is the same entry."""
    for identifier in resource.get("identifier", []):
        value = str(identifier.get("value", "")).removeprefix("urn:uuid:")
        if identifier.get("system") == "urn:ietf:rfc:3986" and _is_uuid(value):
            return value
    foreign = resource.get("identifier") or resource.get("id") or resource
    return str(
        uuid.uuid5(_SPACE, json.dumps([resource.get("resourceType"), foreign], sort_keys=True))
    )


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
