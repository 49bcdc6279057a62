"""Files of nerve conduction studies: EDF+, CSV, XLSX, JSON in and out, FHIR out."""

from multifocal.formats.any_format import MOST_BYTES, parse_study, read_study, write_study
from multifocal.formats.edf import Remark
from multifocal.formats.fhir import fhir_bundle
from multifocal.formats.format import POLARITIES, Format, Polarity, Reading
from multifocal.formats.laboratory import parse_reference, read_reference
from multifocal.formats.ncs_edf import edf_files, parse_edf_study
from multifocal.formats.registry import format_for, format_named, format_of, formats
from multifocal.formats.repeats import choose_sweeps, without_repeats
from multifocal.formats.report import (
    Profile,
    Question,
    SheetReport,
    Understood,
    is_measured,
    is_report,
    motor_nerves,
    parse_profile,
    profile_toml,
    read_profile,
    read_report,
    report_of_workbook,
)
from multifocal.formats.table import MOST_BYTES as MOST_TABLE_BYTES
from multifocal.formats.table import parse_csv, read_csv, write_csv, write_csv_study

__all__ = [
    "MOST_BYTES",
    "MOST_TABLE_BYTES",
    "POLARITIES",
    "Format",
    "Polarity",
    "Profile",
    "Question",
    "Reading",
    "Remark",
    "SheetReport",
    "Understood",
    "choose_sweeps",
    "edf_files",
    "fhir_bundle",
    "format_for",
    "format_named",
    "format_of",
    "formats",
    "is_measured",
    "is_report",
    "motor_nerves",
    "parse_csv",
    "parse_edf_study",
    "parse_profile",
    "parse_reference",
    "parse_study",
    "profile_toml",
    "read_csv",
    "read_profile",
    "read_reference",
    "read_report",
    "read_study",
    "report_of_workbook",
    "without_repeats",
    "write_csv",
    "write_csv_study",
    "write_study",
]  # fmt: skip
