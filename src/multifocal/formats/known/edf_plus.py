"""EDF+: waveforms with their stimuli, one file for every length, rate and kind of sweep."""

from typing import Final

from multifocal.formats.format import Asked, Files, Format, Reading, Wanted
from multifocal.formats.ncs_edf import edf_files, parse_edf_study
from multifocal.study.study import Study

_BEGINNINGS: Final = (b"0       ", b"0\0\0\0\0\0\0\0", b"\xffBIOSEMI")


def _recognizes(content: bytes) -> bool:
    return content.startswith(_BEGINNINGS)


def _read(content: bytes, asked: Asked) -> Reading:
    return parse_edf_study(
        content,
        polarity=asked.polarity,
        unit=asked.unit,
        sites=asked.sites,
        answers=asked.answers,
        may_stay_open=asked.may_stay_open,
    )


def _write(study: Study, wanted: Wanted) -> Files:
    return edf_files(study, xml=wanted.xml)


FORMAT = Format(
    name="edf",
    title="EDF+",
    suffixes=(".edf",),
    media_type="application/octet-stream",
    recognizes=_recognizes,
    read=_read,
    write=_write,
    waveforms=True,
    only_waveforms=True,
)
