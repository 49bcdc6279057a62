"""Criteria for conduction block: what a published guideline says of one segment."""

from multifocal.study.criteria.case import (
    Block,
    Case,
    CriteriaSet,
    LongSegments,
    NerveCase,
    NerveVerdict,
    SegmentVerdict,
    Whole,
)
from multifocal.study.criteria.category import Category, CategoryAnswer, Grade, Question
from multifocal.study.criteria.cautions import cautions
from multifocal.study.criteria.judging import judge
from multifocal.study.criteria.sets import DEFAULT_CRITERIA, criteria_names, criteria_set
from multifocal.study.criteria.technique import as_stated, technique
from multifocal.study.criteria.technique_questions import asked

__all__ = [
    "DEFAULT_CRITERIA",
    "Block",
    "Case",
    "Category",
    "CategoryAnswer",
    "CriteriaSet",
    "Grade",
    "LongSegments",
    "NerveCase",
    "NerveVerdict",
    "Question",
    "SegmentVerdict",
    "Whole",
    "as_stated",
    "asked",
    "cautions",
    "criteria_names",
    "criteria_set",
    "judge",
    "technique",
]
