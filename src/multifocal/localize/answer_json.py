"""An answer as plain data, for programs: numbers and ids, with the sentences beside them."""

from typing import Any, Final

from multifocal.localize.explanation import Answer, Explanation, HarmedPlace
from multifocal.localize.wording import (
    cause_said,
    contribution_said,
    explanation_said,
    finding_said,
    next_test_said,
    place_said,
    question_said,
    standing_said,
    stimulation_said,
    unit_said,
)

FORMAT: Final = "multifocal-localize"
VERSION: Final = 2
"""Of the answer. 1 named neither format nor version; of a finding 5- beyond a place it said the
relation "spared", which 2 calls "doubtful"."""
LEAST_WEIGHT: Final = 0.001
"""Units of less weight are left out."""


def answer_json(answer: Answer) -> dict[str, Any]:
    """What `multifocal localize --json` prints (docs/localize.md), in the language that is
    spoken here."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "findings": [finding_said(one) for one in answer.weakness.findings],
        "setting": answer.setting,
        "order": standing_said(answer),
        "standard_error": answer.error,
        "explanations": [_explanation(one) for one in answer.explanations],
        "units": [
            {"side": side, "unit": unit, "weight": weight, "says": unit_said(unit)}
            for (side, unit), weight in answer.units.items()
            if weight >= LEAST_WEIGHT
        ],
        "causes": [
            {
                "cause": cause.cause,
                "name": cause_said(cause.cause),
                "odds_shifted_by": cause.ratio,
                "posterior": cause.posterior,
                "question": question_said(cause.cause),
            }
            for cause in answer.causes
        ],
        "next_tests": [
            {
                "side": test.side,
                "kind": test.kind,
                "target": test.target,
                "bits": test.bits,
                "weak_by": list(test.weak_by),
                "says": next_test_said(test),
            }
            for test in answer.next_tests
        ],
        "stimulations": [
            {
                "explanation": stimulation.rank,
                "side": stimulation.side,
                "nerve": stimulation.nerve,
                "muscle": stimulation.muscle,
                "distal": stimulation.distal,
                "proximal": stimulation.proximal,
                "share": stimulation.share,
                "says": stimulation_said(stimulation),
            }
            for stimulation in answer.stimulations
        ],
    }


def _explanation(explanation: Explanation) -> dict[str, Any]:
    return {
        "says": explanation_said(explanation),
        "weight": explanation.weight,
        "cause": explanation.cause,
        "segments": list(explanation.segments),
        "places": [_place(place) for place in explanation.places],
        "causes": dict(explanation.causes),
        "contributions": [
            {
                "finding": finding_said(part.finding),
                "relation": part.relation,
                "odds_shifted_by": part.factor,
                "says": contribution_said(part, explanation),
            }
            for part in explanation.contributions
        ],
    }


def _place(place: HarmedPlace) -> dict[str, Any]:
    return {
        "side": place.side,
        "unit": place.unit,
        "segments": [
            {"segment": s.segment, "share": s.share, "from_mm": s.from_mm, "to_mm": s.to_mm}
            for s in place.segments
        ],
        "muscles": list(place.muscles),
        "fascicles": place.fascicles,
        "says": place_said(place),
    }
