"""Nerve conduction studies: the nouns that recording, simulation and judging share."""

from multifocal.study.calibration import Calibration
from multifocal.study.clinical import ClinicalPicture, WeakMuscle
from multifocal.study.f_measure import FMeasure
from multifocal.study.measure import Landmarks, Measure
from multifocal.study.quality import Quality, Reach, Silence
from multifocal.study.recording import Recording
from multifocal.study.segment import Segment, segments
from multifocal.study.sentences import (
    distance_said,
    f_waves_said,
    reason_said,
    stretch_said,
    unmeasurable_said,
    word_of,
)
from multifocal.study.study import Study

__all__ = [
    "Calibration",
    "ClinicalPicture",
    "FMeasure",
    "Landmarks",
    "Measure",
    "Quality",
    "Reach",
    "Recording",
    "Segment",
    "Silence",
    "Study",
    "WeakMuscle",
    "distance_said",
    "f_waves_said",
    "reason_said",
    "segments",
    "stretch_said",
    "unmeasurable_said",
    "word_of",
]
