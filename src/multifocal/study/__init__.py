"""Nerve conduction studies: nouns, measuring, formats, reference values, criteria."""

from multifocal.study.calibration import Calibration
from multifocal.study.clinical import ClinicalPicture, WeakMuscle
from multifocal.study.coverage import Coverage, Step, coverage
from multifocal.study.coverage_words import (
    coverage_json,
    elsewhere_said,
    step_done,
    step_tasks,
    step_title,
    step_why,
)
from multifocal.study.criteria import (
    DEFAULT_CRITERIA,
    Block,
    Category,
    CategoryAnswer,
    Grade,
    LongSegments,
    NerveVerdict,
    Question,
    SegmentVerdict,
    criteria_names,
    criteria_set,
)
from multifocal.study.evaluation import Evaluation, evaluate, evaluate_by
from multifocal.study.f_measure import FMeasure
from multifocal.study.finding import Caution, Finding, Status
from multifocal.study.formats import (
    Reading,
    Remark,
    parse_csv,
    parse_study,
    read_csv,
    read_study,
    without_repeats,
    write_csv,
    write_study,
)
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
    remeasure,
    sensory_velocity_m_s,
)
from multifocal.study.measuring_study import completed_study, measured_study
from multifocal.study.quality import Quality, Silence
from multifocal.study.recording import Recording
from multifocal.study.reference import (
    DEFAULT_REFERENCE,
    Limits,
    ReferenceTable,
    SensoryLimits,
    parse_reference,
    read_reference,
    reference_names,
    reference_table,
)
from multifocal.study.saying import choice_said, f_waves_said, said, word_of
from multifocal.study.segment import Segment, segments
from multifocal.study.study import Study
from multifocal.study.threshold import Threshold

__all__ = [
    "DEFAULT_CRITERIA",
    "DEFAULT_REFERENCE",
    "Block",
    "Calibration",
    "Category",
    "CategoryAnswer",
    "Caution",
    "ClinicalPicture",
    "Coverage",
    "Evaluation",
    "FMeasure",
    "FWave",
    "FWaves",
    "Finding",
    "Grade",
    "Landmarks",
    "Limits",
    "LongSegments",
    "Measure",
    "NerveVerdict",
    "Quality",
    "Question",
    "Reading",
    "Recording",
    "ReferenceTable",
    "Remark",
    "Segment",
    "SegmentVerdict",
    "SensoryLimits",
    "Silence",
    "Status",
    "Step",
    "Study",
    "Threshold",
    "Unmeasurable",
    "WeakMuscle",
    "baseline_mv",
    "between_sites",
    "choice_said",
    "completed_study",
    "coverage",
    "coverage_json",
    "criteria_names",
    "criteria_set",
    "elsewhere_said",
    "evaluate",
    "evaluate_by",
    "f_waves",
    "f_waves_said",
    "measure",
    "measure_all",
    "measured",
    "measured_study",
    "parse_csv",
    "parse_reference",
    "parse_study",
    "read_csv",
    "read_reference",
    "read_study",
    "reference_names",
    "reference_table",
    "remeasure",
    "said",
    "segments",
    "sensory_velocity_m_s",
    "step_done",
    "step_tasks",
    "step_title",
    "step_why",
    "without_repeats",
    "word_of",
    "write_csv",
    "write_study",
]
