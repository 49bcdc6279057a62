"""A study as FHIR R4 resources: a Bundle of a DiagnosticReport and its Observations.

Plain dicts, their texts from the catalog. Codes are only those that the project has verified
(clinical.md, section 7): most nerve conduction items have none there, so their names are texts.
Units are UCUM's. The report is preliminary: nobody has signed it.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID, uuid5

import numpy as np

from multifocal.study.calibration import fitting
from multifocal.study.f_measure import FMeasure
from multifocal.study.measure import Measure
from multifocal.study.recording import Recording
from multifocal.study.sentences import word_of
from multifocal.study.study import Study
from multifocal.words import listed, say

UCUM: Final = "http://unitsofmeasure.org"
LOINC: Final = "http://loinc.org"
_SPACE: Final = UUID("7a0c8b2e-6f63-5d0e-9b43-1f0c9be1a6aa")
_SNAP_LEFT_ULNAR: Final = "98628-1"  # sensory nerve action potential amplitude, left ulnar
_MOTOR: Final = (
    ("latency_ms", "ms"),
    ("amplitude_mv", "mV"),
    ("negative_peak_area_mvms", "mV.ms"),
    ("negative_peak_duration_ms", "ms"),
    ("distance_mm", "mm"),
    ("temperature_c", "Cel"),
)
_LATE: Final = (
    ("minimum_latency_ms", "fhir.late.minimum_latency_ms", "ms"),
    ("mean_latency_ms", "fhir.late.mean_latency_ms", "ms"),
    ("chronodispersion_ms", "fhir.late.chronodispersion_ms", "ms"),
    ("persistence_percent", "fhir.late.persistence_percent", "%"),
    ("sweeps", "fhir.late.sweeps", "1"),
    ("temperature_c", "fhir.part.temperature_c", "Cel"),
)
Resource = dict[str, Any]


def fhir_bundle(study: Study, conclusion: Iterable[str] = ()) -> Resource:
    """The study as a Bundle of type collection.

    `conclusion`: sentences for the report, such as those of an evaluation. The same study gives the
    same identifiers.
    """
    patient = _patient(study)
    about: Resource = {"status": "preliminary"}
    if study.on is not None:
        about["effectiveDateTime"] = study.on.isoformat()
    if patient is not None:
        about["subject"] = {"reference": _name("Patient", 0, patient)}
    observations = [
        *(_measured(one, about) for one in study.measures),
        *(_late(one, about) for one in study.f_measures),
        *(_sampled(one, about) for one in study.recordings),
    ]
    named = [(_name("Observation", at, one), one) for at, one in enumerate(observations)]
    report: Resource = {
        "resourceType": "DiagnosticReport",
        **about,
        "code": {"text": say("fhir.report")},
        "result": [{"reference": name} for name, _ in named],
    }
    sentences = " ".join(conclusion)
    if sentences:
        report["conclusion"] = sentences
    if not named:
        del report["result"]
    entries = [(_name("DiagnosticReport", 0, report), report), *named]
    if patient is not None:
        entries.append((about["subject"]["reference"], patient))
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": name, "resource": one} for name, one in entries],
    }


def write_fhir(study: Study, conclusion: Iterable[str] = ()) -> str:
    """The Bundle as JSON text."""
    return json.dumps(fhir_bundle(study, conclusion), ensure_ascii=False, indent=1) + "\n"


def _name(kind: str, at: int, one: Resource) -> str:
    """An identifier made of the content, so that the same study gives the same file."""
    return f"urn:uuid:{uuid5(_SPACE, f'{kind} {at} {json.dumps(one, sort_keys=True)}')}"


def _patient(study: Study) -> Resource | None:
    """Sex alone: a study here knows an age but no date of birth, and never a name."""
    if study.subject is None or study.subject.sex is None:
        return None
    return {"resourceType": "Patient", "gender": study.subject.sex}


def _measured(measure: Measure, about: Resource) -> Resource:
    sensory = measure.kind == "sensory"
    components = []
    for name, plain in _MOTOR:
        if getattr(measure, name) is None or (measure.absent and name in _NOTHING):
            continue
        height = sensory and name == "amplitude_mv"
        unit = "uV" if height else plain
        key = "fhir.part.sensory_amplitude_mv" if height else f"fhir.part.{name}"
        part = _component(key, _scaled(measure, name, sensory), unit)
        if height and (measure.side, measure.nerve) == ("left", "ulnar"):
            part["code"]["coding"] = [{"system": LOINC, "code": _SNAP_LEFT_ULNAR}]
        components.append(part)
    observation = _observation(f"fhir.measure.{measure.kind}", measure, about)
    if measure.absent:
        observation["valueString"] = say("fhir.no_response")
    if components:
        observation["component"] = components
    elif not measure.absent:
        unread = getattr(measure, "unmeasurable", None)
        why = "fhir.unmeasurable" if unread else "fhir.unknown"
        observation["dataAbsentReason"] = {"text": say(why)}
    if measure.supramaximal is not None:
        observation["note"] = [_strong(measure.supramaximal)]
    return observation


_NOTHING: Final = ("amplitude_mv", "negative_peak_area_mvms")


def _scaled(one: Measure, name: str, sensory: bool) -> float:
    value = float(getattr(one, name))
    return float(f"{value * 1000:.12g}") if sensory and name == "amplitude_mv" else value


def _late(waves: FMeasure, about: Resource) -> Resource:
    observation = _observation("fhir.late", waves, about)
    observation["component"] = [
        _component(key, float(getattr(waves, name)), unit)
        for name, key, unit in _LATE
        if getattr(waves, name) is not None
    ]
    if not observation["component"]:
        del observation["component"]
        observation["dataAbsentReason"] = {"text": say("fhir.unknown")}
    if waves.supramaximal is not None:
        observation["note"] = [_strong(waves.supramaximal)]
    return observation


def _sampled(recording: Recording, about: Resource) -> Resource:
    """A waveform as SampledData: value = origin + factor x number."""
    scale = recording.calibration
    if scale is None or not scale.holds(recording.samples_mv):
        scale = fitting(recording.samples_mv)
    zero = scale.lowest_mv - scale.digital_min * scale.step_mv
    observation = _observation(f"fhir.waveform.{recording.kind}", recording, about)
    observation["valueSampledData"] = {
        "origin": {"value": float(f"{zero:.12g}"), "unit": "mV", "system": UCUM, "code": "mV"},
        "period": float(f"{1e3 / recording.sampling_hz:.12g}"),
        "factor": float(f"{scale.step_mv:.12g}"),
        "lowerLimit": float(scale.digital_min),
        "upperLimit": float(scale.digital_max),
        "dimensions": 1,
        "data": _numbers(scale.digital(recording.samples_mv)),
    }
    parts = [
        _component(key, value, unit)
        for key, value, unit in (
            ("fhir.sweep.stimulus_at_ms", recording.stimulus_at_ms, "ms"),
            ("fhir.sweep.current_ma", recording.current_ma, "mA"),
            ("fhir.sweep.duration_ms", recording.duration_ms, "ms"),
            ("fhir.sweep.cathode_to_electrode_mm", recording.distance_mm, "mm"),
            ("fhir.part.temperature_c", recording.temperature_c, "Cel"),
        )
        if value is not None
    ]
    observation["component"] = parts
    way = "fhir.note.negative_up" if recording.negative_up else "fhir.note.negative_down"
    observation["note"] = [{"text": say(way)}]
    if recording.supramaximal is not None:
        observation["note"].append(_strong(recording.supramaximal))
    if recording.origin == "simulated":
        observation["note"].append({"text": say("fhir.note.simulated")})
    return observation


def _numbers(digital: "np.ndarray[Any, np.dtype[np.int16]]") -> str:
    return " ".join(map(str, digital.tolist()))


def _strong(supramaximal: bool) -> Resource:
    return {"text": say("fhir.note.supramaximal" if supramaximal else "fhir.note.submaximal")}


def _observation(key: str, one: Measure | FMeasure | Recording, about: Resource) -> Resource:
    skin = getattr(one, "skin", None)
    spot = word_of("muscle", one.muscle) if one.muscle else (skin or "").replace("_", " ")
    nerve = say("fhir.nerve", side=one.side, nerve=one.nerve.replace("_", " "))
    place = listed(word for word in (nerve, spot, one.site.replace("_", " ")) if word)
    return {
        "resourceType": "Observation",
        **about,
        "code": {"text": say(key, place=place)},
    }


def _component(key: str, value: float, unit: str) -> Resource:
    quantity: Resource = {"value": value, "unit": unit, "system": UCUM, "code": unit}
    return {"code": {"text": say(key)}, "valueQuantity": quantity}


def resources(bundle: Resource, kind: str) -> Sequence[Resource]:
    """The bundle's resources of one type."""
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]
