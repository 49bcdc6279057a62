"""The study as a file to take along: the seam to what `formats` writes."""

import io
import zipfile
from dataclasses import dataclass

from multifocal.formats import Format, format_named, formats, write_study
from multifocal.study import Study


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
