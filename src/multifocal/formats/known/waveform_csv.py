"""CSV of waveforms: one column a sweep."""

from multifocal.formats.edf import Remark
from multifocal.formats.format import Asked, Files, Format, Reading, Wanted
from multifocal.formats.table.text import wide_encoding
from multifocal.formats.wave_csv import is_wave_table, parse_wave_csv, write_wave_csv
from multifocal.study.study import Study
from multifocal.words import say


def _recognizes(content: bytes) -> bool:
    begin = content[:2_000_000].decode(wide_encoding(content) or "utf-8", "replace")
    return is_wave_table(begin.removeprefix("\ufeff").replace("\r", "\n"))


def _read(content: bytes, asked: Asked) -> Reading:
    study = parse_wave_csv(content, unit=asked.unit, polarity=asked.polarity)
    return Reading(study, FORMAT.name)


def _write(study: Study, _: Wanted) -> Files:
    lost = [Remark(say("remarks.wave_csv.measures"))] if study.measures else []
    return (write_wave_csv(study).encode(),), lost


FORMAT = Format(
    name="waveform-csv",
    title="CSV",
    title_key="formats.waveform_csv",
    suffixes=(".csv",),
    media_type="text/csv; charset=utf-8",
    rank=8,
    recognizes=_recognizes,
    read=_read,
    write=_write,
    stem="waveforms",
    waveforms=True,
    only_waveforms=True,
    text=True,
)
