"""A person's record over time: entries, their one file, cycles and wear-off. No Django."""

from multifocal.diary.bundle import Bundle, read_bundle, write_bundle
from multifocal.diary.csv_table import write_tables
from multifocal.diary.daily import About, Medicine, Note, Score, Supply, Visit
from multifocal.diary.entry import KINDS, Content, Entry, Version, in_order, new_entry
from multifocal.diary.graded import urgency
from multifocal.diary.infusion import Infusion, RateStep, Reaction
from multifocal.diary.merging import Preview, merge, preview_import
from multifocal.diary.strength import Force, MovementStrength, TaskEase
from multifocal.diary.symptom import Symptom
from multifocal.diary.when import When

__all__ = [
    "KINDS",
    "About",
    "Bundle",
    "Content",
    "Entry",
    "Force",
    "Infusion",
    "Medicine",
    "MovementStrength",
    "Note",
    "Preview",
    "RateStep",
    "Reaction",
    "Score",
    "Supply",
    "Symptom",
    "TaskEase",
    "Version",
    "Visit",
    "When",
    "in_order",
    "merge",
    "new_entry",
    "preview_import",
    "read_bundle",
    "urgency",
    "write_bundle",
    "write_tables",
]
