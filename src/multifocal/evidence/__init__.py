"""Labelled synthetic studies, and how good criteria are on simulated patients."""

from multifocal.evidence.answers import ANSWERS, Answer
from multifocal.evidence.conditions import LABELS, Label
from multifocal.evidence.data_set import make_data_set
from multifocal.evidence.intervals import Share, share
from multifocal.evidence.labelled import LabelledStudy, labelled_study
from multifocal.evidence.noise import with_disturbance
from multifocal.evidence.patient_evaluation import REACHES, evaluate_patient
from multifocal.evidence.performance_run import journal_path, performance
from multifocal.evidence.tallying import BLOCK_FROM, tally
from multifocal.evidence.virtual_patients import GROUPS, Group, Patient, patient

__all__ = [
    "ANSWERS",
    "BLOCK_FROM",
    "GROUPS",
    "LABELS",
    "REACHES",
    "Answer",
    "Group",
    "Label",
    "LabelledStudy",
    "Patient",
    "Share",
    "evaluate_patient",
    "journal_path",
    "labelled_study",
    "make_data_set",
    "patient",
    "performance",
    "share",
    "tally",
    "with_disturbance",
]
