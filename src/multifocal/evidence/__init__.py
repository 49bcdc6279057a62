"""Labelled synthetic studies, and how good criteria are on simulated patients."""

from multifocal.evidence.answers import ANSWERS, Answer
from multifocal.evidence.conditions import LABELS, Label
from multifocal.evidence.data_set import make_data_set
from multifocal.evidence.healthy_people import COUNTS, FALLS, Falls, healthy_study
from multifocal.evidence.healthy_share import grows, healthy_json, healthy_met, met_by, shares
from multifocal.evidence.intervals import Share, share
from multifocal.evidence.labelled import LabelledStudy, labelled_study
from multifocal.evidence.localization import (
    localization,
    localize_patient,
    nearest_nerves,
    tally_localized,
)
from multifocal.evidence.noise import with_disturbance
from multifocal.evidence.patient_evaluation import REACHES, evaluate_patient
from multifocal.evidence.performance_run import journal_path, performance
from multifocal.evidence.sharded.performance import Progress, sharded_performance
from multifocal.evidence.tallying import BLOCK_FROM, Tally, tally
from multifocal.evidence.virtual_patients import GROUPS, Group, Patient, patient
from multifocal.evidence.weakness.patients import CONDITIONS, Condition, WeakPatient, weak_patient

__all__ = [
    "ANSWERS",
    "BLOCK_FROM",
    "CONDITIONS",
    "COUNTS",
    "FALLS",
    "GROUPS",
    "LABELS",
    "REACHES",
    "Answer",
    "Condition",
    "Falls",
    "Group",
    "Label",
    "LabelledStudy",
    "Patient",
    "Progress",
    "Share",
    "Tally",
    "WeakPatient",
    "evaluate_patient",
    "grows",
    "healthy_json",
    "healthy_met",
    "healthy_study",
    "journal_path",
    "labelled_study",
    "localization",
    "localize_patient",
    "make_data_set",
    "met_by",
    "nearest_nerves",
    "patient",
    "performance",
    "sharded_performance",
    "share",
    "shares",
    "tally",
    "tally_localized",
    "weak_patient",
    "with_disturbance",
]
