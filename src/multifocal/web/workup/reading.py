"""From the bytes a reader chose to a study: the seam to `formats`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast, get_args

from multifocal.fault import Fault
from multifocal.formats import (
    Polarity,
    Question,
    format_of,
    parse_study,
    without_repeats,
)
from multifocal.study import Study
from multifocal.study.calibration import Unit
from multifocal.web.workup.examples import example_study
from multifocal.web.workup.state import CarriedFile

MOST_SWEEPS: Final = 80
POLARITIES: Final = get_args(Polarity)
UNITS: Final = get_args(Unit)


@dataclass(frozen=True)
class ReadFile:
    """A study and what reading it assumed or left out."""

    study: Study
    remarks: tuple[str, ...] = ()
    format: str = "json"
    unread: tuple[str, ...] = ()
    """Lines of a pasted report that were not read."""
    questions: tuple[Question, ...] = ()
    """What annotations of waveforms leave open; each may stay so."""


def read_file(
    carried: CarriedFile,
    source: str | None = None,
    answers: Mapping[str, str] | None = None,
) -> ReadFile:
    """The study of a file or of a simulation. `answers`: to questions about its annotations.

    Fault for what is not understood, and for more sweeps than the page measures and draws.
    """
    if carried.sample:
        return ReadFile(example_study(carried.sample))
    reading = parse_study(
        carried.content,
        source,
        polarity=cast(Polarity, carried.polarity) if carried.polarity in POLARITIES else None,
        unit=cast(Unit, carried.unit) if carried.unit in UNITS else None,
        answers=answers,
        may_stay_open=True,
    )
    if len(reading.study.recordings) > MOST_SWEEPS:
        raise Fault("web.too_many_sweeps", count=MOST_SWEEPS, source=source)
    _, repeats = without_repeats(reading.study)
    remarks = tuple(str(one) for one in (*reading.remarks, *repeats))
    return ReadFile(reading.study, remarks, reading.format, reading.unread, reading.questions)


def is_text(content: bytes) -> bool:
    """Whether the bytes are a table or other text, which a person can mend."""
    try:
        return format_of(content).text and b"\0" not in content
    except Fault:
        return False
