"""Any file of a study: its format is known by its content, never by its name."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from multifocal.fault import Fault
from multifocal.files import read_whole, shown
from multifocal.formats import edf
from multifocal.formats.csv_reading import parse_csv
from multifocal.formats.edf_reading import parse_edf_study
from multifocal.formats.reading import FormatName, Polarity, Reading
from multifocal.formats.study_json import parse_json
from multifocal.formats.wave_csv import is_wave_table, parse_wave_csv
from multifocal.formats.xlsx import parse_xlsx
from multifocal.study.calibration import Unit

MOST_BYTES: Final = edf.MOST_BYTES


def format_of(content: bytes) -> FormatName:
    """The format of these bytes; CSV where nothing else fits. Fault for known strangers."""
    if content.startswith(b"PK\x03\x04"):
        return "xlsx"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Fault("the workbook is of the old XLS format", remedy="Save it as XLSX or CSV UTF-8")
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        raise Fault("the file is a document or a picture", remedy="Give CSV, XLSX, JSON or EDF+")
    if content.startswith((b"0       ", b"\xffBIOSEMI")):
        return "edf"
    if content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[")):
        return "json"
    text = content[:2_000_000].decode("utf-8", "replace").replace("\r", "\n")
    return "waveform-csv" if is_wave_table(text) else "csv"


def parse_study(
    content: bytes,
    source: str | None = None,
    *,
    polarity: Polarity | None = None,
    unit: Unit | None = None,
    sites: Mapping[str, str] | None = None,
) -> Reading:
    """The study in the bytes of a CSV, XLSX, JSON or EDF+ file.

    `polarity` and `unit` are those of waveforms that do not say them themselves (for EDF+,
    `polarity` has the last word); `sites` says what a file's own words for sites mean. Fault,
    naming `source`, for what is not understood.
    """
    try:
        kind = format_of(content)
        if kind == "edf":
            return parse_edf_study(content, polarity=polarity, unit=unit, sites=sites)
        if kind == "xlsx":
            return Reading(parse_xlsx(content), kind)
        if kind == "json":
            return Reading(parse_json(content), kind)
        if kind == "waveform-csv":
            return Reading(parse_wave_csv(content, unit=unit, polarity=polarity), kind)
        return Reading(parse_csv(content), "csv")
    except Fault as fault:
        raise (fault.within(source) if source else fault) from None


def read_study(
    path: Path,
    *,
    polarity: Polarity | None = None,
    unit: Unit | None = None,
    sites: Mapping[str, str] | None = None,
) -> Reading:
    """The study in a file of any format; as `parse_study`. Fault if it cannot be read."""
    remedy = "Give the name of a CSV, XLSX, JSON or EDF+ file, or - for standard input"
    content = read_whole(path, MOST_BYTES, remedy=remedy)
    return parse_study(content, shown(path), polarity=polarity, unit=unit, sites=sites)
