"""What a criteria set is given to judge, and what it answers."""

from dataclasses import dataclass
from typing import Literal, Protocol

from multifocal.body import Side
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.finding import Caution, Finding
from multifocal.study.reference import ReferenceTable
from multifocal.study.segment import Segment

Block = Literal["definite", "probable", "not_met", "not_counted", "cannot_be_assessed"]
LongSegments = Literal["named", "longer"]
"""Which segments count as long: those the guideline names, or also any that contains one."""


@dataclass(frozen=True)
class Case:
    """One segment with what is needed to judge it; `series`: all segments of its nerve and side."""

    segment: Segment
    reference: ReferenceTable
    long_segments: LongSegments
    clinical: ClinicalPicture
    sensory_studied: bool
    series: tuple[Segment, ...] = ()


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


class CriteriaSet(Protocol):
    """A published set of rules for one segment."""

    @property
    def name(self) -> str:
        """Id, as in `--criteria`."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def version(self) -> str:
        """Version of this project's encoding of it."""

    def judge(self, case: Case) -> SegmentVerdict:
        """The answer for one segment."""
