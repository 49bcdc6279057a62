"""Nerve conduction studies: nouns, measuring, formats, reference values, criteria."""

from multifocal.study.calibration import Calibration
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.criteria import (
    DEFAULT_CRITERIA,
    Block,
    LongSegments,
    SegmentVerdict,
    criteria_names,
    criteria_set,
)
from multifocal.study.evaluation import Evaluation, evaluate
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
from multifocal.study.measuring import measure, measure_all
from multifocal.study.measuring_study import measured_study
from multifocal.study.recording import Recording
from multifocal.study.reference import (
    DEFAULT_REFERENCE,
    Limits,
    ReferenceTable,
    reference_names,
    reference_table,
)
from multifocal.study.saying import choice_said, said, word_of
from multifocal.study.segment import Segment, segments
from multifocal.study.study import Study
from multifocal.study.threshold import Threshold

__all__ = [
    "DEFAULT_CRITERIA",
    "DEFAULT_REFERENCE",
    "Block",
    "Calibration",
    "Caution",
    "ClinicalPicture",
    "Evaluation",
    "FMeasure",
    "Finding",
    "Landmarks",
    "Limits",
    "LongSegments",
    "Measure",
    "Reading",
    "Recording",
    "ReferenceTable",
    "Remark",
    "Segment",
    "SegmentVerdict",
    "Status",
    "Study",
    "Threshold",
    "choice_said",
    "criteria_names",
    "criteria_set",
    "evaluate",
    "measure",
    "measure_all",
    "measured_study",
    "parse_csv",
    "parse_study",
    "read_csv",
    "read_study",
    "reference_names",
    "reference_table",
    "said",
    "segments",
    "without_repeats",
    "word_of",
    "write_csv",
    "write_study",
]
