"""Samples beyond a body and sweeps beyond a minute end in a fault, whichever file they come in."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from multifocal.fault import Fault
from multifocal.formats import formats, parse_study, write_study
from multifocal.formats.fhir import resources
from multifocal.study import Study
from multifocal.study.recording import MOST_MV
from tests.formats.waves import recording

JSON = json.loads(write_study(Study(recordings=(recording(),)), "json")[0][0])
WAVES = "side,right\nnerve,ulnar\nmuscle,adm\nsite,wrist\nunit,{unit}\npolarity,negative-up\n"


def json_with(**changes: object) -> bytes:
    page = json.loads(json.dumps(JSON))
    page["recordings"][0] |= changes
    for name in ("digital", "samples_mv"):
        if name not in changes:
            page["recordings"][0].pop(name, None)
    return json.dumps(page).encode()


def table(unit: str, *samples: object, step_ms: float = 1.0) -> bytes:
    rows = "".join(f"{k * step_ms},{one}\n" for k, one in enumerate(samples))
    return (WAVES.format(unit=unit) + "time_ms,\n" + rows).encode()


def scale(most: str) -> dict[str, Any]:
    return {"physical_min": f"-{most}", "physical_max": most, "unit": "V"}


BEYOND: dict[str, bytes] = {
    "json": json_with(samples_mv=[0.0, 1e12]),
    "json, negative": json_with(samples_mv=[0.0, -1.1e6]),
    "json, digital": json_with(calibration=scale("1e20"), digital=[0, 32767]),
    "json, slow": json_with(samples_mv=[0.0] * 900, sampling_hz=1e-9),
    "table of mV": table("mV", 0, 1e12, 0),
    "table of V": table("V", 0, 1e308, 0),
    "table of µV": table("uV", 0, 1e12, 0),
    "table, slow": table("mV", *[0] * 90, step_ms=1e3),
}


@pytest.mark.parametrize("name", BEYOND)
def test_reading_ends_in_a_fault(name: str) -> None:
    with pytest.raises(Fault) as found:
        parse_study(BEYOND[name], "x", polarity="negative-up")
    assert found.value.source == "x"
    assert found.value.remedy


@pytest.mark.parametrize("kind", [one.name for one in formats() if one.write])
@pytest.mark.parametrize("most", [1e-9, 1.0, 40.0, 1e3, MOST_MV])
def test_whatever_can_be_held_can_be_written(kind: str, most: float) -> None:
    one = replace(recording(), samples_mv=np.array([0.0, most, -most / 3, 0.0]))
    with suppress(Fault):  # a table of measures holds no waveform
        contents, _ = write_study(Study(recordings=(one,)), kind)
        if kind == "fhir":
            (wave,) = resources(json.loads(contents[0]), "Observation")
            assert wave["valueSampledData"]["data"]
            return
        (again,) = parse_study(contents[0]).study.recordings
        assert np.abs(again.samples_mv - one.samples_mv).max() <= most / 1e4 + 1e-5
