"""An evaluation as plain dicts, lists, strings, numbers and None."""

from typing import Any

from multifocal.criteria.case import SegmentVerdict
from multifocal.criteria.category import Category
from multifocal.criteria.evaluation import Evaluation
from multifocal.criteria.finding import Caution, Finding
from multifocal.criteria.sentences import choice_said, said
from multifocal.criteria.sets import criteria_set
from multifocal.words import say


def evaluation_json(found: Evaluation, language: str = "en") -> dict[str, Any]:
    """The object that `multifocal study evaluate --json` prints."""
    rules = criteria_set(found.criteria)
    return {
        "criteria": found.criteria,
        "version": rules.version,
        "source": rules.source,
        "notes": [say(note, language) for note in rules.notes],
        "reference": found.reference,
        "segments": [_segment(one, language) for one in found.segments],
        "nerves": [
            {
                "side": one.distal.side,
                "nerve": one.distal.nerve,
                "muscle": one.distal.muscle,
                "findings": [_finding(each, language) for each in one.findings],
            }
            for one in found.nerves
        ],
        "sensory": [
            {
                "side": one.measure.side,
                "nerve": one.measure.nerve,
                "skin": one.measure.skin,
                "site": one.measure.site,
                "findings": [_finding(each, language) for each in one.findings],
            }
            for one in found.sensory
        ],
        "f_waves": [
            {
                "side": one.waves.side,
                "nerve": one.waves.nerve,
                "muscle": one.waves.muscle,
                "site": one.waves.site,
                "findings": [_finding(each, language) for each in one.findings],
            }
            for one in found.f_waves
        ],
        "category": None if found.category is None else _category(found.category, language),
    }


def _segment(verdict: SegmentVerdict, language: str) -> dict[str, Any]:
    return {
        "side": verdict.side,
        "nerve": verdict.nerve,
        "muscle": verdict.muscle,
        "distal_site": verdict.distal_site,
        "proximal_site": verdict.proximal_site,
        "between": [one.site for one in verdict.segment.between],
        "block": verdict.block,
        "label": say(verdict.label, language),
        "reason": verdict.reason,
        "provided": list(verdict.provided),
        "by_numbers": None if verdict.by_numbers is None else verdict.by_numbers.block,
        "large": verdict.large,
        "literal": verdict.literal,
        "findings": [_finding(one, language) for one in verdict.findings],
        "cautions": [_caution(one, language) for one in verdict.cautions],
    }


def _category(one: Category, language: str) -> dict[str, Any]:
    return {
        "answer": one.answer,
        "reachable": list(one.reachable),
        "against": list(one.against),
        "findings": [_finding(each, language) for each in one.findings],
        "questions": [
            {
                "item": question.item,
                "text": say(question.message, language),
                "source": question.source,
                "if_yes": list(question.if_yes),
                "if_no": list(question.if_no),
                "proposed": question.proposed,
            }
            for question in one.questions
        ],
        "needs": {grade: list(items) for grade, items in one.needs.items()},
    }


def _finding(one: Finding, language: str) -> dict[str, Any]:
    limit = one.threshold
    return {
        "rule": one.rule,
        "version": one.version,
        "status": one.status,
        "numbers": dict(one.numbers),
        "threshold": limit.value if limit else None,
        "comparison": limit.comparison if limit else None,
        "unit": limit.unit if limit else None,
        "margin": one.margin,
        "inputs": list(one.inputs),
        "source": one.source,
        "choices": [
            {"source": choice, "text": choice_said(choice, language)} for choice in one.choices
        ],
        "message": one.message,
        "parameters": dict(one.parameters),
        "text": said(one, language),
    }


def _caution(one: Caution, language: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "inputs": list(one.inputs),
        "source": one.source,
        "message": one.message,
        "parameters": dict(one.parameters),
        "text": said(one, language),
    }
