"""A judged study in words and rows: what the page, the laboratory, the command and the PDF show."""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal.criteria import (
    Evaluation,
    choice_said,
    coverage,
    criteria_set,
    elsewhere_said,
    step_done,
    step_tasks,
    step_title,
    step_why,
)
from multifocal.figures import Figure
from multifocal.reference import ReferenceTable
from multifocal.report.categories import PresentedCategory, presented_category
from multifocal.report.classical import ClassicalTable, classical_table
from multifocal.report.conclusion import Conclusion, concluded
from multifocal.report.conclusion.places import rank
from multifocal.report.examined import PresentedExamined, presented_examined
from multifocal.report.groups import PresentedGroup, apart_said, grouped
from multifocal.report.inching import PresentedInching, present_inching
from multifocal.report.mapped import mapped
from multifocal.report.nerves import PresentedNerve, presented_nerves
from multifocal.report.rows import Row, alone, entered, lone_key
from multifocal.report.segments import PresentedSegment, common_cautions, presented_segment
from multifocal.report.values import PresentedValues, presented_values, values_notes
from multifocal.sources import Source, source
from multifocal.study import Study, f_waves_said
from multifocal.words import language as spoken
from multifocal.words import say


@dataclass(frozen=True)
class PresentedSet:
    """A set that judged: what to know of it, and first, if it stands apart, why."""

    criteria: str
    title: str
    apart: str
    version: str
    source: Source
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PresentedStep:
    """A line of the protocol of what is left to test."""

    title: str
    why: str
    done: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class PresentedStudy:
    """The whole answer."""

    conclusion: Conclusion
    classical: ClassicalTable
    sets: tuple[PresentedSet, ...]
    groups: tuple[PresentedGroup, ...]
    reference: str
    reference_source: Source
    reference_words: str
    reference_evidence: str
    common_cautions: tuple[str, ...]
    segments: tuple[PresentedSegment, ...]
    nerves: tuple[PresentedNerve, ...]
    categories: tuple[PresentedCategory, ...]
    steps: tuple[PresentedStep, ...]
    elsewhere: tuple[str, ...]
    alone: tuple[str, ...]
    choices: tuple[str, ...]
    entered: tuple[Row, ...]
    f_waves: tuple[str, ...]
    values: tuple[PresentedValues, ...]
    """Sensory responses and F waves beside their limits."""
    values_notes: tuple[str, ...]
    map: Figure | None
    inching: tuple[PresentedInching, ...] = ()
    examined: PresentedExamined | None = None

    @property
    def quiet(self) -> tuple[PresentedSegment, ...]:
        """The segments with nothing to say by any set."""
        return tuple(one for one in self.segments if not one.telling)

    @property
    def lead(self) -> PresentedSet:
        """The leading set."""
        return self.sets[0]


def present_study(
    study: Study,
    evaluations: Sequence[Evaluation],
    table: ReferenceTable,
    language: str | None = None,
    *,
    drawn: bool = True,
    unread: Sequence[str] = (),
) -> PresentedStudy:
    """A study and its evaluations in words; the first evaluation leads. `drawn`: with the map;
    `unread`: lines of the file that were not read, which stand with every answer.

    In the language that is spoken unless another is named.
    ValueError if there is none, or if they are not of the same segments.
    """
    language = language or spoken()
    if not evaluations or len({len(one.segments) for one in evaluations}) > 1:
        raise ValueError("found: one evaluation or more of the same study")
    lead = evaluations[0]
    order = sorted(range(len(lead.segments)), key=lambda i: rank(lead.segments[i].segment.distal))
    common = common_cautions(lead, language)
    protocol = coverage(study)
    muscles: dict[tuple[str, str], set[str]] = {}
    for one in lead.segments:
        muscles.setdefault((one.side, one.nerve), set()).add(one.muscle)
    choices = sorted({choice for one in evaluations for choice in one.choices()})
    shown = tuple(
        presented_segment(
            number,
            [one.segments[i] for one in evaluations],
            evaluations,
            common,
            language,
            several=len(muscles[lead.segments[i].side, lead.segments[i].nerve]) > 1,
        )
        for number, i in enumerate(order, 1)
    )
    categories = {
        one.criteria: presented_category(one, one.category, language)
        for one in evaluations
        if one.category is not None
    }
    return PresentedStudy(
        conclusion=concluded(
            study,
            lead,
            [lead.segments[i] for i in order],
            [one.lead.tone for one in shown],
            categories.get(lead.criteria),
            table,
            protocol,
            language,
            unread,
        ),
        classical=classical_table(
            study,
            [lead.segments[i] for i in order],
            table,
            study.subject.age_years if study.subject else None,
            language,
        ),
        sets=tuple(_set(one, language) for one in evaluations),
        groups=grouped(evaluations, order, [one.place for one in shown], language),
        reference=table.title,
        reference_source=table.source,
        reference_words=say(f"report.provenance.{table.provenance}", language),
        reference_evidence=say(table.evidence, language) if table.evidence else "",
        common_cautions=common,
        segments=shown,
        nerves=tuple(presented_nerves(evaluations, language)),
        categories=tuple(categories.values()),
        steps=tuple(
            PresentedStep(
                step_title(step, language),
                step_why(step, language),
                step_done(step, language),
                step_tasks(step, language),
            )
            for step in protocol.open
        ),
        elsewhere=elsewhere_said(protocol, language),
        alone=(
            *(alone(lone_key(one), one, language) for one in lead.lone),
            *(alone("study.cli.empty_row", one, language) for one in lead.empty),
        ),
        choices=tuple(choice_said(choice, language) for choice in choices),
        entered=tuple(entered(one, language) for one in study.measures),
        f_waves=tuple(f_waves_said(one, language) for one in study.f_measures),
        values=presented_values(lead, language),
        values_notes=values_notes(lead, language),
        map=mapped(lead, order, language) if drawn and lead.segments else None,
        inching=present_inching(study, language) if drawn else (),
        examined=presented_examined(study, lead.segments, table, language),
    )


def _set(evaluation: Evaluation, language: str) -> PresentedSet:
    rules = criteria_set(evaluation.criteria)
    return PresentedSet(
        rules.name,
        rules.title,
        apart_said(rules.standing, language),
        rules.version,
        source(rules.source),
        tuple(say(note, language) for note in rules.notes),
    )
