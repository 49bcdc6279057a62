"""Criteria for conduction block: what a published guideline says of one segment."""

from multifocal.study.criteria.case import Block, Case, CriteriaSet, LongSegments, SegmentVerdict
from multifocal.study.criteria.sets import DEFAULT_CRITERIA, criteria_names, criteria_set

__all__ = [
    "DEFAULT_CRITERIA",
    "Block",
    "Case",
    "CriteriaSet",
    "LongSegments",
    "SegmentVerdict",
    "criteria_names",
    "criteria_set",
]
