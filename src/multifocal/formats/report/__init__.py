"""Reports of machines, pasted or saved: what was understood, what is asked, and the study."""

from multifocal.formats.report.profile import Profile, parse_profile, profile_toml, read_profile
from multifocal.formats.report.questions import Question
from multifocal.formats.report.reading import is_report, read_report, report_text
from multifocal.formats.report.sheets import SheetReport, report_in_tabs, report_of_workbook
from multifocal.formats.report.study_date import days_offered
from multifocal.formats.report.understood import (
    MappedColumn,
    MappedHeading,
    Note,
    Understood,
)
from multifocal.formats.report.unread_motor import is_measured, motor_nerves

__all__ = [
    "MappedColumn",
    "MappedHeading",
    "Note",
    "Profile",
    "Question",
    "SheetReport",
    "Understood",
    "days_offered",
    "is_measured",
    "is_report",
    "motor_nerves",
    "parse_profile",
    "profile_toml",
    "read_profile",
    "read_report",
    "report_in_tabs",
    "report_of_workbook",
    "report_text",
]
