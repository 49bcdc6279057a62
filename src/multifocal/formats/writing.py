"""A study in any format that can be written: which files it makes, and what they cannot hold."""

from collections.abc import Iterable
from typing import Final, Literal

from multifocal.formats.csv_writing import write_csv_study
from multifocal.formats.edf import Remark
from multifocal.formats.edf_writing import edf_files
from multifocal.formats.fhir import write_fhir
from multifocal.formats.study_json import write_json
from multifocal.formats.wave_csv import write_wave_csv
from multifocal.formats.xlsx import xlsx_bytes
from multifocal.study.study import Study

WriteFormat = Literal["csv", "waveform-csv", "xlsx", "json", "edf", "fhir"]
WRITE_FORMATS: Final[tuple[WriteFormat, ...]] = (
    "csv", "waveform-csv", "xlsx", "json", "edf", "fhir",
)  # fmt: skip
SUFFIXES: Final[dict[WriteFormat, str]] = {
    "csv": ".csv",
    "waveform-csv": ".csv",
    "xlsx": ".xlsx",
    "json": ".json",
    "edf": ".edf",
    "fhir": ".fhir.json",
}


def format_for(name: str) -> WriteFormat | None:
    """The format that a file's name asks for; None if it asks for none that is known."""
    lower = name.lower()
    if lower.endswith((".fhir.json", ".fhir")):
        return "fhir"
    kinds: tuple[WriteFormat, ...] = ("xlsx", "json", "edf")
    for kind in kinds:
        if lower.endswith(f".{kind}"):
            return kind
    return "csv" if lower.endswith((".csv", ".txt")) else None


def write_study(
    study: Study, kind: WriteFormat, *, xml: bool = False, conclusion: Iterable[str] = ()
) -> tuple[tuple[bytes, ...], tuple[Remark, ...]]:
    """The contents of the files that the study makes in a format, and what they leave out.

    One file, but for EDF+ one for every length, rate and kind of sweep. `xml`: stimuli of EDF+ as
    XML notes; `conclusion`: sentences for FHIR's report. Fault where the format cannot hold it.
    """
    if kind == "edf":
        return edf_files(study, xml=xml)
    if kind == "json":
        return (write_json(study).encode(),), ()
    if kind == "fhir":
        return (write_fhir(study, conclusion).encode(),), tuple(_fhir_losses(study))
    if kind == "waveform-csv":
        lost = [Remark("measures are not in the table of waveforms")] if study.measures else []
        return (write_wave_csv(study).encode(),), tuple(lost)
    content = write_csv_study(study).encode() if kind == "csv" else xlsx_bytes(study)
    return (content,), tuple(_table_losses(study))


def _fhir_losses(study: Study) -> Iterable[Remark]:
    if study.subject is not None and study.subject.age_years is not None:
        yield Remark("FHIR asks for a date of birth; the age is left out")
    if study.subject is not None and study.subject.height_cm is not None:
        yield Remark("the height is not in the FHIR report")
    if study.clinical is not None:
        yield Remark("the clinical picture is not in the FHIR report")


def _table_losses(study: Study) -> Iterable[Remark]:
    if study.recordings:
        yield Remark("waveforms are not in the table; write them as edf, json or waveform-csv")
    if any(one.landmarks for one in study.measures):
        yield Remark("landmarks are not in the table; json keeps them")
    if any(one.silence for one in study.measures):
        yield Remark("what says that no response came is not in the table; json keeps it")
    if any(one.unmeasurable for one in study.measures):
        yield Remark("responses that cannot be measured stand as empty rows; json keeps the reason")
    if study.clinical is not None:
        yield Remark("the clinical picture is not in the table; json keeps it")
