"""FHIR R4: checked by the models of fhir.resources, with no code that is not verified."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.observation import Observation

from multifocal.criteria import evaluate
from multifocal.formats.fhir import fhir_bundle, resources, write_fhir
from multifocal.study import Study
from tests.formats.study_json.test_study_json import FULL

VERIFIED = {("http://loinc.org", "98628-1")}
"""clinical.md, section 7: the only nerve conduction code that was read in its source."""
R4_FIELDS = {
    "Bundle": {"type", "entry"},
    "DiagnosticReport": {"status", "code", "subject", "effectiveDateTime", "result", "conclusion"},
    "Observation": {
        "status", "code", "subject", "effectiveDateTime", "valueString", "valueSampledData",
        "dataAbsentReason", "note", "component",
    },
    "Patient": {"gender"},
}  # fmt: skip
"""The fields used, all of which R4 (4.0.1) has as R4B has them."""


def codings(part: Any) -> set[tuple[str, str]]:
    if isinstance(part, list):
        return set().union(*(codings(one) for one in part)) if part else set()
    if not isinstance(part, dict):
        return set()
    own = {(one["system"], one["code"]) for one in part.get("coding", [])}
    return own.union(*(codings(one) for one in part.values())) if part else own


def left_ulnar() -> Study:
    (sensory,) = (one for one in FULL.measures if one.kind == "sensory")
    one = replace(sensory, nerve="ulnar", site="wrist", skin="little_finger", supramaximal=True)
    return replace(FULL, measures=(*FULL.measures, one, replace(one, side="right")))


def test_the_models_accept_it() -> None:
    sentences = evaluate(Study(FULL.measures)).sentences()
    bundle = fhir_bundle(FULL, sentences)
    model = Bundle.model_validate(json.loads(json.dumps(bundle)))
    kinds = [one.resource.get_resource_type() for one in model.entry]
    assert kinds.count("DiagnosticReport") == kinds.count("Patient") == 1
    assert kinds.count("Observation") == len(FULL.measures) + 1 + len(FULL.recordings)
    (report,) = resources(bundle, "DiagnosticReport")
    names = [one["fullUrl"] for one in bundle["entry"]]
    assert {one["reference"] for one in report["result"]} <= set(names)
    assert report["subject"]["reference"] in names
    assert report["status"] == "preliminary"
    assert report["conclusion"] == " ".join(sentences)


def test_an_empty_study_is_valid_too() -> None:
    Bundle.model_validate(fhir_bundle(Study()))


def test_only_fields_that_r4_has() -> None:
    bundle = fhir_bundle(left_ulnar(), ["x"])
    for one in [bundle, *(entry["resource"] for entry in bundle["entry"])]:
        assert set(one) <= R4_FIELDS[one["resourceType"]] | {"resourceType"}


def test_only_verified_codes() -> None:
    bundle = fhir_bundle(left_ulnar(), ["x"])
    assert codings(bundle) == VERIFIED
    coded = [one for one in resources(bundle, "Observation") if codings(one)]
    assert [one["code"]["text"] for one in coded] == [
        "Sensory nerve conduction: left ulnar nerve, little finger, wrist"
    ]


def test_sampled_data_gives_the_waveform_back() -> None:
    found = [
        Observation.model_validate(one)
        for one in resources(fhir_bundle(FULL), "Observation")
        if "valueSampledData" in one
    ]
    for one, recording in zip(found, FULL.recordings, strict=True):
        data = one.valueSampledData
        numbers = np.array([float(word) for word in data.data.split()])
        wave = float(data.origin.value) + float(data.factor) * numbers
        step = abs(float(data.factor))
        np.testing.assert_allclose(wave, recording.samples_mv, atol=step / 2 * 1.01)
        assert float(data.period) == pytest.approx(1e3 / recording.sampling_hz)
        assert float(data.lowerLimit) <= numbers.min() <= numbers.max() <= float(data.upperLimit)
        said = "positive" if recording.negative_up else "negative"
        assert f"stored as {said} numbers" in one.note[0].text


def test_no_response_and_units() -> None:
    sural = next(one for one in FULL.measures if one.kind == "sensory")
    absent = replace(sural, latency_ms=None, amplitude_mv=None, absent=True)
    (one,) = resources(fhir_bundle(Study((absent,))), "Observation")
    assert one["valueString"] == "no response" and "component" not in one
    motor, sensory = resources(fhir_bundle(Study((FULL.measures[0], sural))), "Observation")
    units = {part["code"]["text"]: part["valueQuantity"]["code"] for part in motor["component"]}
    assert units["amplitude, baseline to negative peak"] == "mV"
    assert units["area of the negative peak"] == "mV.ms"
    (amplitude,) = (p for p in sensory["component"] if "amplitude" in p["code"]["text"])
    assert amplitude["valueQuantity"] == {
        "value": 12.0, "unit": "uV", "system": "http://unitsofmeasure.org", "code": "uV",
    }  # fmt: skip


def test_the_same_study_gives_the_same_file() -> None:
    assert write_fhir(FULL) == write_fhir(FULL)
    assert write_fhir(FULL) != write_fhir(replace(FULL, measures=FULL.measures[:1]))
