"""From the bytes a reader chose to a study, and from a study to files: the seam to `formats`."""

import io
import zipfile
from dataclasses import dataclass
from typing import Final, cast, get_args

from multifocal.fault import Fault
from multifocal.formats import (
    Format,
    Polarity,
    format_named,
    format_of,
    formats,
    parse_study,
    without_repeats,
    write_study,
)
from multifocal.study import Study
from multifocal.study.calibration import Unit
from multifocal.web.workup.kept import Kept
from multifocal.web.workup.samples import sample_study

MOST_SWEEPS: Final = 80
POLARITIES: Final = get_args(Polarity)
UNITS: Final = get_args(Unit)


@dataclass(frozen=True)
class Opened:
    """A study and what reading it assumed or left out."""

    study: Study
    remarks: tuple[str, ...] = ()
    format: str = "json"


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
        return format_of(content).text and b"\0" not in content
    except Fault:
        return False


@dataclass(frozen=True)
class Download:
    """A file as it goes to the reader."""

    name: str
    content_type: str
    content: bytes


def download(study: Study, kind: Format, conclusion: tuple[str, ...] = ()) -> Download:
    """The study in a format; several files as one ZIP. Fault where the format cannot hold it."""
    contents, _ = write_study(study, kind.name, conclusion=conclusion)
    suffix, stem = kind.suffixes[0], kind.stem
    if len(contents) == 1:
        return Download(f"{stem}{suffix}", kind.media_type, contents[0])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, content in enumerate(contents, 1):
            archive.writestr(f"{stem}-{at}{suffix}", content)
    return Download(f"{stem}.zip", "application/zip", packed.getvalue())


def offered(waves: bool) -> tuple[Format, ...]:
    """The formats in which a study may be taken along, with or without waveforms."""
    return tuple(one for one in formats() if one.write and (waves or not one.only_waveforms))


def known_format(name: str) -> Format | None:
    """The format of that name, if there is one that can be written."""
    try:
        found = format_named(name)
    except KeyError:
        return None
    return found if found.write else None
