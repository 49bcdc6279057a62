"""Nerve conduction studies: nouns, measuring, formats, reference values, criteria."""

from multifocal.study.calibration import Calibration
from multifocal.study.clinical import ClinicalPicture, WeakMuscle
from multifocal.study.f_measure import FMeasure
from multifocal.study.measure import Landmarks, Measure
from multifocal.study.measuring import (
    FWave,
    FWaves,
    Unmeasurable,
    baseline_mv,
    between_sites,
    f_waves,
    measure,
    measure_all,
    measured,
    no_response,
    remeasure,
    sensory_velocity_m_s,
)
from multifocal.study.measuring_study import completed_study, measured_study
from multifocal.study.quality import Quality, Reach, Silence
from multifocal.study.recording import Recording
from multifocal.study.segment import Segment, segments
from multifocal.study.sentences import (
    distance_said,
    f_waves_said,
    reason_said,
    unmeasurable_said,
    word_of,
)
from multifocal.study.study import Study

__all__ = [
    "Calibration",
    "ClinicalPicture",
    "FMeasure",
    "FWave",
    "FWaves",
    "Landmarks",
    "Measure",
    "Quality",
    "Reach",
    "Recording",
    "Segment",
    "Silence",
    "Study",
    "Unmeasurable",
    "WeakMuscle",
    "baseline_mv",
    "between_sites",
    "completed_study",
    "distance_said",
    "f_waves",
    "f_waves_said",
    "measure",
    "measure_all",
    "measured",
    "measured_study",
    "no_response",
    "reason_said",
    "remeasure",
    "segments",
    "sensory_velocity_m_s",
    "unmeasurable_said",
    "word_of",
]
