"""What a criteria set is given to judge, and what it answers."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, Protocol

from multifocal.body import Side
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.criteria.category import Category
from multifocal.study.f_measure import FMeasure
from multifocal.study.finding import Caution, Finding
from multifocal.study.measure import Measure
from multifocal.study.reference import ReferenceTable
from multifocal.study.segment import Segment
from multifocal.study.sensory_reach import Sensory

Block = Literal["definite", "probable", "met", "not_met", "not_counted", "cannot_be_assessed"]
"""The answer for a segment; "met" by sets that have one limit and no grades."""

LongSegments = Literal["named", "longer"]
"""Which segments count as long: those the guideline names, or also any that contains one."""


@dataclass(frozen=True)
class Case:
    """One segment with what is needed to judge it; `series`: all segments of its nerve and side.

    `cautions`: what every set presupposes of the segment, found once for all of them.
    """

    segment: Segment
    reference: ReferenceTable
    long_segments: LongSegments
    clinical: ClinicalPicture
    sensory: Sensory
    series: tuple[Segment, ...] = ()
    age_years: float | None = None
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True)
class SegmentVerdict:
    """The answer for one segment, why, and what it presupposes.

    The first finding is the answer itself; its message makes the sentence for people.
    """

    segment: Segment
    block: Block
    findings: tuple[Finding, ...]
    cautions: tuple[Caution, ...]

    @property
    def side(self) -> Side:
        """Side of the body."""
        return self.segment.side

    @property
    def nerve(self) -> str:
        """Nerve stimulated."""
        return self.segment.nerve

    @property
    def muscle(self) -> str:
        """Muscle recorded."""
        return self.segment.muscle

    @property
    def distal_site(self) -> str:
        """The more distal stimulation site."""
        return self.segment.distal.site

    @property
    def proximal_site(self) -> str:
        """The more proximal stimulation site."""
        return self.segment.proximal.site


@dataclass(frozen=True)
class NerveCase:
    """A nerve's most distal motor response with its F waves, None where none were studied.

    The F waves are those of the most distal site from which they were evoked.
    """

    distal: Measure
    f_waves: FMeasure | None
    reference: ReferenceTable
    age_years: float | None = None


@dataclass(frozen=True)
class NerveVerdict:
    """What a set says of a nerve beyond its segments: signs of slowing."""

    distal: Measure
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Whole:
    """A study's judged segments, with what a category needs besides.

    `sensory_nerves`: (side, nerve) of every sensory response.
    """

    segments: tuple[SegmentVerdict, ...]
    clinical: ClinicalPicture
    sensory_nerves: Collection[tuple[str, str]] = ()


class CriteriaSet(Protocol):
    """A published set of rules: for segments, and for nerves and studies where it has such."""

    @property
    def name(self) -> str:
        """Id, as in `--criteria`."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def version(self) -> str:
        """Version of this project's encoding of it."""

    @property
    def source(self) -> str:
        """Citation id of the publication."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Message keys of what a reader must know of the set before its answers."""

    def judge(self, case: Case) -> SegmentVerdict:
        """The answer for one segment."""

    def judge_nerve(self, case: NerveCase) -> tuple[Finding, ...]:
        """What it says of one nerve's distal response and F responses; empty if nothing."""

    def category(self, whole: Whole) -> Category | None:
        """What it says of the study; None for a set that grades segments only."""
