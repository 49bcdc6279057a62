"""A study judged by published criteria: findings, rule sets, categories, what is left to test."""

from multifocal.criteria.case import Block, LongSegments, NerveVerdict, SegmentVerdict
from multifocal.criteria.category import Category, CategoryAnswer, Grade, Question
from multifocal.criteria.coverage import Coverage, Step, coverage
from multifocal.criteria.coverage_words import (
    coverage_json,
    elsewhere_said,
    step_done,
    step_tasks,
    step_title,
    step_why,
)
from multifocal.criteria.criteria_set import Standing
from multifocal.criteria.evaluation import Evaluation, evaluate, evaluate_by
from multifocal.criteria.evaluation_json import evaluation_json
from multifocal.criteria.finding import Caution, Finding, Status
from multifocal.criteria.sentences import choice_said, said
from multifocal.criteria.sets import DEFAULT_CRITERIA, criteria_names, criteria_set
from multifocal.criteria.threshold import Threshold

__all__ = [
    "DEFAULT_CRITERIA", "Block", "Category", "CategoryAnswer", "Caution", "Coverage",
    "Evaluation", "Finding", "Grade", "LongSegments", "NerveVerdict", "Question", "SegmentVerdict",
    "Standing", "Status", "Step", "Threshold", "choice_said", "coverage", "coverage_json",
    "criteria_names", "criteria_set", "elsewhere_said", "evaluate", "evaluate_by",
    "evaluation_json", "said", "step_done", "step_tasks", "step_title", "step_why",
]  # fmt: skip
