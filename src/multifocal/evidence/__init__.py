"""Labelled synthetic studies, and how good criteria are on simulated patients."""

from multifocal.evidence.axon_loss import lose_units
from multifocal.evidence.conditions import LABELS, Label
from multifocal.evidence.data_set import make_data_set
from multifocal.evidence.labelled import LabelledStudy, labelled_study
from multifocal.evidence.noise import with_noise
from multifocal.evidence.passing import FocusTruth, focus_truth, stopped_between

__all__ = [
    "LABELS",
    "FocusTruth",
    "Label",
    "LabelledStudy",
    "focus_truth",
    "labelled_study",
    "lose_units",
    "make_data_set",
    "stopped_between",
    "with_noise",
]
