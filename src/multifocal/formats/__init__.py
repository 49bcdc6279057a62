"""Files of nerve conduction studies: EDF+, CSV, XLSX, JSON in and out, FHIR out."""

from multifocal.formats.any_format import format_of, parse_study, read_study
from multifocal.formats.csv_reading import parse_csv, read_csv
from multifocal.formats.csv_writing import write_csv, write_csv_study
from multifocal.formats.edf import Remark
from multifocal.formats.edf_reading import parse_edf_study
from multifocal.formats.edf_writing import edf_files
from multifocal.formats.fhir import fhir_bundle, write_fhir
from multifocal.formats.laboratory import parse_reference, read_reference
from multifocal.formats.reading import POLARITIES, FormatName, Polarity, Reading
from multifocal.formats.repeats import judged_sweeps, without_repeats
from multifocal.formats.study_json import parse_json, write_json
from multifocal.formats.text import MOST_BYTES
from multifocal.formats.wave_csv import parse_wave_csv, write_wave_csv
from multifocal.formats.writing import (
    SUFFIXES,
    WRITE_FORMATS,
    WriteFormat,
    format_for,
    write_study,
)
from multifocal.formats.xlsx import parse_xlsx, xlsx_bytes

__all__ = [
    "MOST_BYTES",
    "POLARITIES",
    "SUFFIXES",
    "WRITE_FORMATS",
    "FormatName",
    "Polarity",
    "Reading",
    "Remark",
    "WriteFormat",
    "edf_files",
    "fhir_bundle",
    "format_for",
    "format_of",
    "judged_sweeps",
    "parse_csv",
    "parse_edf_study",
    "parse_json",
    "parse_reference",
    "parse_study",
    "parse_wave_csv",
    "parse_xlsx",
    "read_csv",
    "read_reference",
    "read_study",
    "without_repeats",
    "write_csv",
    "write_csv_study",
    "write_fhir",
    "write_json",
    "write_study",
    "write_wave_csv",
    "xlsx_bytes",
]
