"""Writes waveforms as the CSV table that `reading` reads."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from multifocal.fault import Fault
from multifocal.formats.table.writing import person_cells, said
from multifocal.study.recording import Recording
from multifocal.study.study import Study


def write_wave_csv(study: Study) -> str:
    """The study's waveforms as a table; its measures are left out.

    Fault where there is no waveform, or where sweeps differ in rate or in the time of the stimulus.
    """
    sweeps = study.recordings
    if not sweeps:
        raise Fault("wave.write_no_waveforms")
    if not all(one.timed for one in sweeps):
        raise Fault("wave.write_no_stimulus")
    if len({(one.sampling_hz, one.stimulus_at_ms) for one in sweeps}) > 1:
        raise Fault("wave.write_differ")
    page = io.StringIO()
    table = csv.writer(page, lineterminator="\n")
    for name, value in person_cells(study).items():
        if value:
            table.writerow([name, *[value] * len(sweeps)])
    for name, values in _above(sweeps):
        if any(values):
            table.writerow([name, *values])
    table.writerow(["time_ms", *[""] * len(sweeps)])
    longest = max(sweeps, key=lambda one: one.samples_mv.size)
    columns = [one.samples_mv.tolist() for one in sweeps]
    for at, time in enumerate(longest.times_ms.tolist()):
        cells = [repr(one[at]) if at < len(one) else "" for one in columns]
        table.writerow([f"{time:.9g}", *cells])
    return page.getvalue()


def _above(sweeps: Sequence[Recording]) -> list[tuple[str, list[str]]]:
    def each(name: str) -> list[str]:
        return [said(getattr(one, name)) for one in sweeps]

    strong: Any = {True: "yes", False: "no", None: ""}
    kinds = {"M": "motor", "F": "F", "sensory": "sensory"}
    return [
        ("kind", [kinds[one.kind] for one in sweeps]),
        *((name, each(name)) for name in ("side", "nerve", "muscle", "skin", "site")),
        ("unit", ["mV"] * len(sweeps)),
        ("polarity", ["negative-up" if one.negative_up else "negative-down" for one in sweeps]),
        *((name, each(name)) for name in ("current_ma", "duration_ms", "distance_mm")),
        ("temperature_c", each("temperature_c")),
        ("supramaximal", [strong[one.supramaximal] for one in sweeps]),
        ("origin", each("origin")),
        ("sampling_hz", each("sampling_hz")),
        (
            "stimulus_at_ms",
            [
                "" if one.stimulus_at_ms < 0 else word
                for one, word in zip(sweeps, each("stimulus_at_ms"), strict=True)
            ],
        ),
    ]
