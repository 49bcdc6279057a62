"""A study judged by criteria, segment by segment, nerve by nerve and as a whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from multifocal.arguments import names_arguments
from multifocal.body import Side
from multifocal.criteria.case import (
    Case,
    LongSegments,
    NerveCase,
    NerveVerdict,
    SegmentVerdict,
    Whole,
    large_fall,
)
from multifocal.criteria.category import Category
from multifocal.criteria.cautions import cautions
from multifocal.criteria.criteria_set import CriteriaSet
from multifocal.criteria.crossing_fibers import crossing_said
from multifocal.criteria.f_wave_values import FCase, FVerdict, f_cases, f_verdicts
from multifocal.criteria.sensory.answers import against
from multifocal.criteria.sensory.loss import with_loss
from multifocal.criteria.sensory.proposal import Proposal, proposal
from multifocal.criteria.sensory.questions import with_proposal
from multifocal.criteria.sensory.reach import sensory_nerves, sensory_over
from multifocal.criteria.sensory.values import SensoryVerdict, sensory_verdicts
from multifocal.criteria.sentences import said
from multifocal.criteria.sets import DEFAULT_CRITERIA, criteria_names, criteria_set
from multifocal.criteria.stretches import evaluate_pairs, in_order
from multifocal.criteria.technique import as_stated, technique
from multifocal.criteria.technique_questions import asked
from multifocal.criteria.usual_site import usual_response
from multifocal.measuring.measured_study import completed_study
from multifocal.reference import DEFAULT_REFERENCE, ReferenceTable, reference_table
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.crossover import crossing_check
from multifocal.study.measure import Measure
from multifocal.study.order import site_rank
from multifocal.study.segment import (
    Segment,
    empty_measures,
    lone_measures,
    segments,
    stretches,
)
from multifocal.study.study import Study


@dataclass(frozen=True)
class Evaluation:
    """What a criteria set says of a study. It grades segments and studies, not a person.

    `segments`: of neighboring sites, and after those of a muscle the pairs of sites with responses
    between them that say more, by this or another set asked with it, than every pair within them
    (`segment.between`). `lone` are responses of muscles recorded from one site only, which make no
    segment; `empty` are empty rows that no segment goes past. `category` is None for a set that has
    none.
    `nerves` holds only those of which the set says something beyond their segments. `sensory` and
    `f_waves` are the same by every set: values beside their limits. `long_segments`: the reading,
    of sets that have more than one (`CriteriaSet.readings`).
    """

    criteria: str
    reference: str
    segments: tuple[SegmentVerdict, ...]
    lone: tuple[Measure, ...] = ()
    empty: tuple[Measure, ...] = ()
    nerves: tuple[NerveVerdict, ...] = ()
    category: Category | None = None
    sensory: tuple[SensoryVerdict, ...] = ()
    f_waves: tuple[FVerdict, ...] = ()
    long_segments: LongSegments = "longer"

    def sentences(self, language: str | None = None) -> tuple[str, ...]:
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


@names_arguments
def evaluate(
    study: Study,
    criteria: str = DEFAULT_CRITERIA,
    reference: str | ReferenceTable = DEFAULT_REFERENCE,
    *,
    long_segments: LongSegments = "longer",
) -> Evaluation:
    """Judge a study by one set.

    Recordings that have no measure yet are measured first.
    `reference`: the name of a table, or a table. `long_segments` (EFNS/PNS 2010): by "longer" any
    one segment of the limb of any arm nerve, by "named" only the guideline's examples.
    KeyError for unknown criteria or reference; Fault for a study that makes no sense.
    """
    (found,) = evaluate_by(study, (criteria,), reference, long_segments=long_segments)
    return found


@names_arguments
def evaluate_by(
    study: Study,
    criteria: Iterable[str] | None = None,
    reference: str | ReferenceTable = DEFAULT_REFERENCE,
    *,
    long_segments: LongSegments = "longer",
) -> tuple[Evaluation, ...]:
    """Judge a study by several sets, by all of them if none are named; errors as `evaluate`."""
    sets = [criteria_set(name) for name in criteria or criteria_names()]
    table = reference_table(reference) if isinstance(reference, str) else reference
    age_years = study.subject.age_years if study.subject else None
    if study.subject is not None and table.asks_height:
        table = replace(table, height_cm=study.subject.height_cm)
    study = completed_study(study)
    measures = study.measures
    clinical = study.clinical or ClinicalPicture()
    neighbors = segments(measures)
    make = _Cases(study, table, long_segments, age_years)
    cases, others = make.by_picture(clinical)
    fallen = {(one.side, one.nerve, one.muscle) for one in neighbors if large_fall(one)}
    late = f_cases(study.f_measures, measures, table, age_years, clinical, fallen)
    nerves = _nerve_cases(neighbors, late, table, age_years, clinical)
    felt = make.felt(clinical)
    waves = f_verdicts(late, table, age_years)
    lone, empty = lone_measures(measures), empty_measures(measures, neighbors)
    answers = []
    pairs = [evaluate_pairs(rules, cases, others) for rules in sets]
    adding = sorted(frozenset().union(*(one.adds for one in pairs)))
    for rules, judged in zip(sets, pairs, strict=True):
        said_of = tuple(NerveVerdict(case.distal, rules.evaluate_nerve(case)) for case in nerves)
        category = rules.category(make.whole(judged.counted, clinical, said_of))
        if category is not None and len(category.reachable) > 1:
            again = partial(make.category, rules, said_of)
            category = asked(category, judged.counted, clinical, again)
        if category is not None:
            proposals = [make.proposal(one.segment, felt, clinical) for one in judged.blocks]
            category = with_proposal(category, proposals)
            category = with_loss(category, rules.ruling, felt, clinical)
        answers.append(
            Evaluation(
                criteria=rules.name,
                reference=table.name,
                segments=in_order(judged.neighbors, (judged.others[at] for at in adding)),
                lone=lone,
                empty=empty,
                nerves=tuple(one for one in said_of if one.findings),
                category=category,
                sensory=felt,
                f_waves=waves,
                long_segments=long_segments,
            )
        )
    return tuple(answers)


@dataclass(frozen=True)
class _Cases:
    """Makes what the sets judge of one measured study, by one clinical picture or another."""

    study: Study
    table: ReferenceTable
    long_segments: LongSegments
    age_years: float | None
    known: dict[ClinicalPicture, tuple[tuple[Case, ...], tuple[Case, ...]]] = field(
        default_factory=dict
    )
    """The cases by picture: every set asks about the same ones."""

    def by_picture(self, clinical: ClinicalPicture) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
        """`cases` and `other_cases`."""
        if clinical not in self.known:
            self.known[clinical] = self.cases(clinical), self.other_cases(clinical)
        return self.known[clinical]

    def cases(self, clinical: ClinicalPicture) -> tuple[Case, ...]:
        """Every segment with what is needed to judge it."""
        return self._of(segments, clinical)

    def other_cases(self, clinical: ClinicalPicture) -> tuple[Case, ...]:
        """Every pair of sites with a response between them, likewise."""
        return self._of(stretches, clinical)

    def _of(
        self, pairs: Callable[[Iterable[Measure]], tuple[Segment, ...]], clinical: ClinicalPicture
    ) -> tuple[Case, ...]:
        typed = {_place(one): one for one in self.study.measures if one.kind == "M"}
        measures = tuple(as_stated(one, clinical) for one in self.study.measures)
        sensory = tuple(one for one in measures if one.kind == "sensory")
        felt = self.felt(clinical)
        found = segments(measures)
        series: dict[tuple[str, str], tuple[Segment, ...]] = {}
        for one in found:
            limb = (one.side, one.nerve)
            series[limb] = (*series.get(limb, ()), one)
        plain = (
            Case(
                segment,
                self.table,
                self.long_segments,
                clinical,
                sensory_over(sensory, segment.side, segment.nerve, segment.proximal.site),
                against(felt, segment.side, segment.nerve),
                self.proposal(segment, felt, clinical),
                series[segment.side, segment.nerve],
                self.age_years,
                responses := _responses(measures, segment),
                technique(
                    segment,
                    responses,
                    crossing_check(measures, segment.nerve, segment.muscle, segment.side),
                    clinical,
                    typed.get(_place(segment.proximal)),
                    crossing_said(measures, segment.side),
                ),
            )
            for segment in pairs(measures)
        )
        return tuple(replace(case, cautions=cautions(case)) for case in plain)

    def felt(self, clinical: ClinicalPicture) -> tuple[SensoryVerdict, ...]:
        """The sensory values beside their limits."""
        return sensory_verdicts(self.study.measures, self.table, self.age_years, clinical)

    def proposal(
        self, segment: Segment, felt: Iterable[SensoryVerdict], clinical: ClinicalPicture
    ) -> Proposal:
        """What they propose of a segment."""
        return proposal(segment, felt, self.table, self.age_years, clinical)

    def whole(
        self,
        verdicts: tuple[SegmentVerdict, ...],
        clinical: ClinicalPicture,
        nerves: tuple[NerveVerdict, ...],
    ) -> Whole:
        """The judged segments with what a category needs besides."""
        sensory = (one for one in self.study.measures if one.kind == "sensory")
        return Whole(verdicts, clinical, sensory_nerves(sensory), nerves)

    def category(
        self, rules: CriteriaSet, nerves: tuple[NerveVerdict, ...], clinical: ClinicalPicture
    ) -> Category | None:
        """What a set would say of the study by another clinical picture."""
        judged = evaluate_pairs(rules, *self.by_picture(clinical))
        return rules.category(self.whole(judged.counted, clinical, nerves))


def _place(one: Measure) -> tuple[object, ...]:
    return one.side, one.nerve, one.muscle, one.site


def _responses(measures: Iterable[Measure], segment: Segment) -> tuple[Measure, ...]:
    """The motor responses of the segment's side, nerve and muscle, distal first."""
    place = (segment.side, segment.nerve, segment.muscle)
    found = (
        one for one in measures if one.kind == "M" and (one.side, one.nerve, one.muscle) == place
    )
    return tuple(sorted(found, key=lambda one: site_rank(one.nerve, one.site)))


def _nerve_cases(
    neighbors: tuple[Segment, ...],
    cases: tuple[FCase, ...],
    table: ReferenceTable,
    age_years: float | None,
    clinical: ClinicalPicture,
) -> tuple[NerveCase, ...]:
    """The most distal response of every nerve and muscle with a segment, and its F waves."""
    f_waves: dict[tuple[Side, str, str | None], FCase] = {}
    for case in reversed(cases):  # the most distal one is the first
        f_waves[case.waves.side, case.waves.nerve, case.waves.muscle] = case
    series: dict[tuple[Side, str, str | None], list[Measure]] = {}
    for segment in neighbors:
        if not segment.crossover:
            place = (segment.side, segment.nerve, segment.muscle)
            series.setdefault(place, [segment.distal]).append(segment.proximal)
    with_late = ((measures, f_waves.get(place)) for place, measures in series.items())
    return tuple(
        NerveCase(
            measures[0],
            late.waves if late else None,
            table,
            age_years,
            late,
            clinical,
            usual_response(measures),
        )
        for measures, late in with_late
    )
