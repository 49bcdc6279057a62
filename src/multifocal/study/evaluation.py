"""A study judged by a criteria set, segment by segment."""

from dataclasses import dataclass
from typing import Any

from multifocal.study.clinical import ClinicalPicture
from multifocal.study.criteria import (
    DEFAULT_CRITERIA,
    Case,
    LongSegments,
    SegmentVerdict,
    criteria_set,
)
from multifocal.study.finding import Caution, Finding
from multifocal.study.measure import Measure
from multifocal.study.measuring import measure_all
from multifocal.study.reference import DEFAULT_REFERENCE, reference_table
from multifocal.study.saying import choice_said, said
from multifocal.study.segment import Segment, empty_measures, lone_measures, segments
from multifocal.study.study import Study


@dataclass(frozen=True)
class Evaluation:
    """What a criteria set says of every segment. It grades segments, not a person.

    `lone` are responses of muscles recorded from one site only, which make no segment; `empty`
    are empty rows that no segment goes past.
    """

    criteria: str
    reference: str
    segments: tuple[SegmentVerdict, ...]
    lone: tuple[Measure, ...] = ()
    empty: tuple[Measure, ...] = ()

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """The object that `--json` prints: plain dicts, lists, strings, numbers and None.

        `category` is None: a category needs the examination and the sensory studies.
        """
        return {
            "criteria": self.criteria,
            "reference": self.reference,
            "segments": [
                {
                    "side": verdict.side,
                    "nerve": verdict.nerve,
                    "muscle": verdict.muscle,
                    "distal_site": verdict.distal_site,
                    "proximal_site": verdict.proximal_site,
                    "block": verdict.block,
                    "findings": [_finding(one, language) for one in verdict.findings],
                    "cautions": [_caution(one, language) for one in verdict.cautions],
                }
                for verdict in self.segments
            ],
            "category": None,
        }

    def sentences(self, language: str = "en") -> tuple[str, ...]:
        """One sentence a segment, for people."""
        return tuple(said(verdict.findings[0], language) for verdict in self.segments)

    def choices(self) -> tuple[str, ...]:
        """Ids of the project's own choices that entered any finding, sorted."""
        return tuple(
            sorted({choice for one in self.segments for f in one.findings for choice in f.choices})
        )


def evaluate(
    study: Study,
    criteria: str = DEFAULT_CRITERIA,
    reference: str = DEFAULT_REFERENCE,
    *,
    long_segments: LongSegments = "named",
) -> Evaluation:
    """Judge every segment of a study.

    Where the study holds recordings and no measures, the recordings are measured first.
    `long_segments`: those the guideline names, or "longer", also any that contains one of them.
    KeyError for unknown criteria or reference; Fault for a study that makes no sense.
    """
    rules, table = criteria_set(criteria), reference_table(reference)
    measures = study.measures or measure_all(study.recordings)
    clinical = study.clinical or ClinicalPicture()
    studied = {(one.side, one.nerve) for one in measures if one.kind == "sensory"}

    found = segments(measures)

    def judged(segment: Segment) -> SegmentVerdict:
        limb = (segment.side, segment.nerve)
        series = tuple(one for one in found if (one.side, one.nerve) == limb)
        return rules.judge(Case(segment, table, long_segments, clinical, limb in studied, series))

    return Evaluation(
        criteria=rules.name,
        reference=table.name,
        segments=tuple(judged(segment) for segment in found),
        lone=lone_measures(measures),
        empty=empty_measures(measures),
    )


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
