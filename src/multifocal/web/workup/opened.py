"""From the bytes a reader chose to a study, and from a study to files: the seam to `formats`."""

import io
import zipfile
from dataclasses import dataclass
from typing import Final, cast, get_args

from multifocal.fault import Fault
from multifocal.formats import (
    SUFFIXES,
    WRITE_FORMATS,
    FormatName,
    Polarity,
    WriteFormat,
    format_of,
    parse_study,
    without_repeats,
    write_study,
)
from multifocal.study import Study
from multifocal.study.calibration import Unit
from multifocal.web.workup.kept import Kept
from multifocal.web.workup.samples import sample_study

DOWNLOADS: Final[dict[WriteFormat, str]] = {
    "edf": "EDF+",
    "json": "JSON",
    "xlsx": "XLSX",
    "csv": "CSV",
    "waveform-csv": "CSV of waveforms",
    "fhir": "FHIR",
}
_TYPES: Final = {
    "edf": "application/octet-stream",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "waveform-csv": "text/csv; charset=utf-8",
    "fhir": "application/fhir+json",
}
MOST_SWEEPS: Final = 80
POLARITIES: Final = get_args(Polarity)
UNITS: Final = get_args(Unit)


@dataclass(frozen=True)
class Opened:
    """A study and what reading it assumed or left out."""

    study: Study
    remarks: tuple[str, ...] = ()
    format: FormatName = "json"


def opened(kept: Kept, source: str | None = None) -> Opened:
    """The study of a file or of a simulation.

    Fault for what is not understood, and for more sweeps than the page measures and draws.
    """
    if kept.sample:
        return Opened(sample_study(kept.sample))
    reading = parse_study(
        kept.content,
        source,
        polarity=cast(Polarity, kept.polarity) if kept.polarity in POLARITIES else None,
        unit=cast(Unit, kept.unit) if kept.unit in UNITS else None,
    )
    if len(reading.study.recordings) > MOST_SWEEPS:
        raise Fault(
            f"the study has more than {MOST_SWEEPS} sweeps",
            remedy="Use `multifocal study measure` at the command line, or leave sweeps out",
            source=source,
        )
    _, repeats = without_repeats(reading.study)
    remarks = tuple(str(one) for one in (*reading.remarks, *repeats))
    return Opened(reading.study, remarks, reading.format)


def is_text(content: bytes) -> bool:
    """Whether the bytes are a table or other text, which a person can mend."""
    try:
        return format_of(content) not in ("edf", "xlsx") and b"\0" not in content
    except Fault:
        return False


@dataclass(frozen=True)
class Download:
    """A file as it goes to the reader."""

    name: str
    content_type: str
    content: bytes


def download(study: Study, kind: WriteFormat, conclusion: tuple[str, ...] = ()) -> Download:
    """The study in a format; several files as one ZIP. Fault where the format cannot hold it."""
    contents, _ = write_study(study, kind, conclusion=conclusion)
    suffix = SUFFIXES[kind]
    stem = "waveforms" if kind == "waveform-csv" else "study"
    if len(contents) == 1:
        return Download(f"{stem}{suffix}", _TYPES[kind], contents[0])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, content in enumerate(contents, 1):
            archive.writestr(f"{stem}-{at}{suffix}", content)
    return Download(f"{stem}.zip", "application/zip", packed.getvalue())


def known_format(name: str) -> WriteFormat | None:
    """The format of that name, if there is one."""
    return next((one for one in WRITE_FORMATS if one == name), None)
