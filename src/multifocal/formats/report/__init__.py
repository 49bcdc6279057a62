"""Reports of machines, pasted or saved: what was understood, what is asked, and the study."""

from multifocal.formats.report.motor_told import motor_told, tells_numbers
from multifocal.formats.report.profile import Profile, parse_profile, profile_toml, read_profile
from multifocal.formats.report.questions import Question
from multifocal.formats.report.reading import is_report, read_report, report_text
from multifocal.formats.report.study_date import days_offered
from multifocal.formats.report.understood import (
    MappedColumn,
    MappedHeading,
    Note,
    Understood,
)

__all__ = [
    "MappedColumn",
    "MappedHeading",
    "Note",
    "Profile",
    "Question",
    "Understood",
    "days_offered",
    "is_report",
    "motor_told",
    "parse_profile",
    "profile_toml",
    "read_profile",
    "read_report",
    "report_text",
    "tells_numbers",
]
