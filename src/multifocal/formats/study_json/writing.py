"""Writes a study as JSON of this project; reading gives it back exactly."""

import json
import re
from typing import Any, Final

import numpy as np

from multifocal.formats.study_json.plain import to_plain
from multifocal.formats.study_json.reading import COUNTS, FORMAT, SECOND, lowest_version
from multifocal.study.recording import Recording
from multifocal.study.study import Study

_NUMBERS: Final = re.compile(r"\[[\s\d.,eE+-]+\]")  # a list of numbers goes into one line
_SPACE: Final = re.compile(r"\s+")


def write_json(study: Study) -> str:
    """The study as JSON; reading gives it back exactly."""
    beside = [name for name in SECOND if getattr(study, name)]
    page: dict[str, Any] = {"format": FORMAT, "version": lowest_version(study)}
    for name in ("on", "subject", "clinical"):
        value = to_plain(getattr(study, name))
        if value is not None:
            page[name] = value
    page |= {name: getattr(study, name) for name in COUNTS if getattr(study, name)}
    for name in ("measures", "f_measures", *beside):
        if getattr(study, name):
            page[name] = [to_plain(one) for one in getattr(study, name)]
    if study.recordings:
        page["recordings"] = [_plain_recording(one) for one in study.recordings]
    text = json.dumps(page, ensure_ascii=False, allow_nan=False, indent=1)
    return _NUMBERS.sub(lambda found: _SPACE.sub(" ", found[0]), text) + "\n"


def _plain_recording(recording: Recording) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(recording, ("samples_mv",))
    scale = recording.calibration
    if scale is not None and scale.holds(recording.samples_mv):
        digital = scale.digital(recording.samples_mv)
        if np.array_equal(scale.samples_mv(digital), recording.samples_mv):
            plain["digital"] = digital.tolist()
            return plain
    plain["samples_mv"] = recording.samples_mv.tolist()
    return plain
