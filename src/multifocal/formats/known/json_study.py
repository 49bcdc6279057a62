"""JSON of this project: all of a study, exactly."""

from multifocal.formats.format import Asked, Files, Format, Reading, Wanted
from multifocal.formats.study_json import parse_json, write_json
from multifocal.study.study import Study


def _recognizes(content: bytes) -> bool:
    begin = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return begin.startswith((b"{", b"[")) and not begin.startswith(b"{\\rtf")


def _read(content: bytes, _: Asked) -> Reading:
    return Reading(parse_json(content), FORMAT.name)


def _write(study: Study, _: Wanted) -> Files:
    return (write_json(study).encode(),), ()


FORMAT = Format(
    name="json",
    title="JSON",
    suffixes=(".json",),
    media_type="application/json",
    rank=1,
    recognizes=_recognizes,
    read=_read,
    write=_write,
    beside=True,
    waveforms=True,
    text=True,
)
