"""An evaluation as plain dicts, lists, strings, numbers and None."""

from typing import Any

from multifocal.criteria.case import SegmentVerdict
from multifocal.criteria.category import Category
from multifocal.criteria.evaluation import Evaluation
from multifocal.criteria.finding import Caution, Finding
from multifocal.criteria.sentences import choice_said, said
from multifocal.criteria.sets import criteria_set
from multifocal.words import say


def evaluation_json(evaluation: Evaluation, language: str | None = None) -> dict[str, Any]:
    """The object that `multifocal study evaluate --json` prints."""
    rules = criteria_set(evaluation.criteria)
    return {
        "criteria": evaluation.criteria,
        "version": rules.version,
        "source": rules.source,
        "standing": rules.standing,
        "notes": [say(note, language) for note in rules.notes],
        "reference": evaluation.reference,
        "long_segments": evaluation.long_segments if rules.readings else None,
        "segments": [_segment(one, language) for one in evaluation.segments],
        "nerves": [
            {
                "side": verdict.distal.side,
                "nerve": verdict.distal.nerve,
                "muscle": verdict.distal.muscle,
                "findings": [_finding(each, language) for each in verdict.findings],
            }
            for verdict in evaluation.nerves
        ],
        "sensory": [
            {
                "side": verdict.measure.side,
                "nerve": verdict.measure.nerve,
                "skin": verdict.measure.skin,
                "site": verdict.measure.site,
                "findings": [_finding(each, language) for each in verdict.findings],
            }
            for verdict in evaluation.sensory
        ],
        "f_waves": [
            {
                "side": verdict.waves.side,
                "nerve": verdict.waves.nerve,
                "muscle": verdict.waves.muscle,
                "site": verdict.waves.site,
                "findings": [_finding(each, language) for each in verdict.findings],
            }
            for verdict in evaluation.f_waves
        ],
        "category": None
        if evaluation.category is None
        else _category(evaluation.category, language),
    }


def _segment(verdict: SegmentVerdict, language: str | None) -> dict[str, Any]:
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


def _category(category: Category, language: str | None) -> dict[str, Any]:
    return {
        "answer": category.answer,
        "reachable": list(category.reachable),
        "against": list(category.against),
        "findings": [_finding(each, language) for each in category.findings],
        "questions": [
            {
                "item": question.item,
                "text": say(question.message, language),
                "source": question.source,
                "if_yes": list(question.if_yes),
                "if_no": list(question.if_no),
                "proposed": question.proposed,
            }
            for question in category.questions
        ],
        "needs": {grade: list(items) for grade, items in category.needs.items()},
    }


def _finding(finding: Finding, language: str | None) -> dict[str, Any]:
    limit = finding.threshold
    return {
        "rule": finding.rule,
        "version": finding.version,
        "status": finding.status,
        "numbers": dict(finding.numbers),
        "threshold": limit.value if limit else None,
        "comparison": limit.comparison if limit else None,
        "unit": limit.unit if limit else None,
        "margin": finding.margin,
        "inputs": list(finding.inputs),
        "source": finding.source,
        "choices": [
            {"source": choice, "text": choice_said(choice, language)} for choice in finding.choices
        ],
        "message": finding.message,
        "parameters": dict(finding.parameters),
        "text": said(finding, language),
    }


def _caution(caution: Caution, language: str | None) -> dict[str, Any]:
    return {
        "id": caution.id,
        "inputs": list(caution.inputs),
        "source": caution.source,
        "message": caution.message,
        "parameters": dict(caution.parameters),
        "text": said(caution, language),
    }
