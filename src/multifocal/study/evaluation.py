"""A study judged by criteria, segment by segment, nerve by nerve and as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from multifocal.body import Side
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.criteria import (
    DEFAULT_CRITERIA,
    Case,
    Category,
    LongSegments,
    NerveCase,
    NerveVerdict,
    SegmentVerdict,
    Whole,
    cautions,
    criteria_names,
    criteria_set,
)
from multifocal.study.evaluation_json import as_json
from multifocal.study.f_measure import FMeasure
from multifocal.study.measure import Measure
from multifocal.study.measuring_study import completed_study
from multifocal.study.order import site_rank
from multifocal.study.reference import DEFAULT_REFERENCE, ReferenceTable, reference_table
from multifocal.study.saying import said
from multifocal.study.segment import Segment, empty_measures, lone_measures, segments
from multifocal.study.sensory_reach import sensory_nerves, sensory_over
from multifocal.study.study import Study


@dataclass(frozen=True)
class Evaluation:
    """What a criteria set says of a study. It grades segments and studies, not a person.

    `lone` are responses of muscles recorded from one site only, which make no segment; `empty`
    are empty rows that no segment goes past. `category` is None for a set that has none.
    `nerves` holds only those of which the set says something beyond their segments.
    """

    criteria: str
    reference: str
    segments: tuple[SegmentVerdict, ...]
    lone: tuple[Measure, ...] = ()
    empty: tuple[Measure, ...] = ()
    nerves: tuple[NerveVerdict, ...] = ()
    category: Category | None = None

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """The object that `--json` prints: plain dicts, lists, strings, numbers and None."""
        return as_json(self, language)

    def sentences(self, language: str = "en") -> tuple[str, ...]:
        """One sentence a segment, for people."""
        return tuple(said(verdict.findings[0], language) for verdict in self.segments)

    def choices(self) -> tuple[str, ...]:
        """Ids of the project's own choices that entered any finding, sorted."""
        findings = [
            *(f for one in self.segments for f in one.findings),
            *(f for one in self.nerves for f in one.findings),
            *(self.category.findings if self.category else ()),
        ]
        return tuple(sorted({choice for one in findings for choice in one.choices}))


def evaluate(
    study: Study,
    criteria: str = DEFAULT_CRITERIA,
    reference: str | ReferenceTable = DEFAULT_REFERENCE,
    *,
    long_segments: LongSegments = "named",
) -> Evaluation:
    """Judge a study by one set.

    Recordings that have no measure yet are measured first.
    `reference`: the name of a table, or a table. `long_segments`: those the guideline names, or
    "longer", also any that contains one of them (EFNS/PNS 2010).
    KeyError for unknown criteria or reference; Fault for a study that makes no sense.
    """
    (found,) = evaluate_by(study, (criteria,), reference, long_segments=long_segments)
    return found


def evaluate_by(
    study: Study,
    criteria: Iterable[str] | None = None,
    reference: str | ReferenceTable = DEFAULT_REFERENCE,
    *,
    long_segments: LongSegments = "named",
) -> tuple[Evaluation, ...]:
    """Judge a study by several sets, by all of them if none are named; errors as `evaluate`."""
    sets = [criteria_set(name) for name in criteria or criteria_names()]
    table = reference_table(reference) if isinstance(reference, str) else reference
    age_years = study.subject.age_years if study.subject else None
    if study.subject is not None and any(row.by_height for row in table.rows):
        table = replace(table, height_cm=study.subject.height_cm)
    study = completed_study(study)
    measures = study.measures
    clinical = study.clinical or ClinicalPicture()
    sensory = tuple(one for one in measures if one.kind == "sensory")
    found = segments(measures)
    series: dict[tuple[str, str], tuple[Segment, ...]] = {}
    for one in found:
        limb = (one.side, one.nerve)
        series[limb] = (*series.get(limb, ()), one)
    plain = (
        Case(
            segment,
            table,
            long_segments,
            clinical,
            sensory_over(sensory, segment.side, segment.nerve, segment.proximal.site),
            series[segment.side, segment.nerve],
            age_years,
        )
        for segment in found
    )
    cases = tuple(replace(case, cautions=cautions(case)) for case in plain)
    nerves = _nerve_cases(found, study.f_measures, table, age_years)
    lone, empty = lone_measures(measures), empty_measures(measures, found)
    answers = []
    for rules in sets:
        verdicts = tuple(rules.judge(case) for case in cases)
        said_of = ((case.distal, rules.judge_nerve(case)) for case in nerves)
        answers.append(
            Evaluation(
                criteria=rules.name,
                reference=table.name,
                segments=verdicts,
                lone=lone,
                empty=empty,
                nerves=tuple(NerveVerdict(distal, what) for distal, what in said_of if what),
                category=rules.category(Whole(verdicts, clinical, sensory_nerves(sensory))),
            )
        )
    return tuple(answers)


def _nerve_cases(
    found: tuple[Segment, ...],
    late: tuple[FMeasure, ...],
    table: ReferenceTable,
    age_years: float | None,
) -> tuple[NerveCase, ...]:
    """The most distal response of every nerve and muscle with a segment, and its F waves."""
    f_waves: dict[tuple[Side, str, str | None], FMeasure] = {}
    for one in sorted(late, key=lambda one: site_rank(one.nerve, one.site), reverse=True):
        f_waves[one.side, one.nerve, one.muscle] = one
    distal: dict[tuple[Side, str, str | None], Measure] = {}
    for segment in found:
        if not segment.crossover:
            distal.setdefault((segment.side, segment.nerve, segment.muscle), segment.distal)
    return tuple(NerveCase(one, f_waves.get(key), table, age_years) for key, one in distal.items())
