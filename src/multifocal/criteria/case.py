"""What a criteria set is given to judge, and what it answers."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final, Literal

from multifocal.body import Side
from multifocal.criteria.f_wave_values import FCase
from multifocal.criteria.finding import Caution, Finding
from multifocal.criteria.reason import REPEAT, SAID_OF_FALL, SIGNS, UNMET, Reason
from multifocal.criteria.sensory.answers import Against
from multifocal.criteria.sensory.proposal import NOTHING, Proposal
from multifocal.criteria.sensory.reach import Sensory
from multifocal.criteria.technique import SOUND, Condition, Technique
from multifocal.criteria.threshold import Threshold
from multifocal.reference import ReferenceTable
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.f_measure import FMeasure
from multifocal.study.measure import Measure
from multifocal.study.segment import Segment

Block = Literal["definite", "probable", "met", "not_met", "not_counted", "cannot_be_assessed"]
"""The answer for a segment; "met" by sets that have one limit and no grades."""

LongSegments = Literal["named", "longer"]
"""Which segments count as long: those the guideline names as examples, or any one segment of the
limb of any arm nerve."""

Large = Literal["at_pressure", "not_counted", "at_groove", "at_erb"]
"""A large fall that the rules do not count: at a site of pressure, or of a nerve they leave out; or
only once something is confirmed of the radial groove, or of stimuli at Erb's point."""

Confirmation = Literal["groove"]
"""Where a set counts a fall only once something is confirmed."""

LARGE_FALL: Final = Threshold("at_least", 30.0, "%")
"""Of amplitude or area; the least fall that EFNS/PNS 2010 asks of any block. Source:
multifocal-choice-large-fall."""


@dataclass(frozen=True)
class Case:
    """One segment with what is needed to judge it; `series`: all segments of its nerve and side.

    `sensory`: how far the sensory study of the nerve goes; `sensory_against`: its responses that
    are absent or small; `proposal`: what they propose of the segment. `responses`: all motor
    responses of its side, nerve and muscle. `technique` and `cautions`: what every set presupposes
    of the segment, found once for all of them.
    """

    segment: Segment
    reference: ReferenceTable
    long_segments: LongSegments
    clinical: ClinicalPicture
    sensory: Sensory
    sensory_against: tuple[Against, ...] = ()
    proposal: Proposal = NOTHING
    series: tuple[Segment, ...] = ()
    age_years: float | None = None
    responses: tuple[Measure, ...] = ()
    technique: Technique = SOUND
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True)
class SegmentVerdict:
    """The answer for one segment, why, and what it presupposes.

    The first finding is the answer itself; its message makes the sentence for people. `reason`: why
    the answer is this one, where its block alone does not say so. `provided`: what a
    block presupposes and the study does not state. `by_numbers`: where technique keeps the answer
    back, what the rules say of the numbers alone. `large`: a fall that is not counted and is large
    all the same, and where. `literal`: the answer by the guideline's examples alone, where it is
    another.
    """

    segment: Segment
    block: Block
    findings: tuple[Finding, ...]
    cautions: tuple[Caution, ...]
    reason: Reason | None = None
    provided: tuple[Condition, ...] = ()
    by_numbers: "SegmentVerdict | None" = None
    large: Large | None = None
    literal: Block | None = None

    @property
    def label(self) -> str:
        """The key of the few words that stand for the answer."""
        if self.large:
            return f"study.block.large_{self.large}"
        if self.provided:
            return f"study.block.{self.block}.if.{'.'.join(self.provided)}"
        if doubted := SAID_OF_FALL.get(self.reason):
            return f"study.block.not_counted.{doubted}"
        if self.block == "not_met" and self.reason in UNMET:
            return "study.block.not_met.large"
        if self.reason in SIGNS:
            return f"study.block.{self.reason}"
        if self.reason == "more_than_one_segment":
            return f"study.block.{self.block}.segments"
        if self.reason in REPEAT:
            return "study.block.cannot_be_assessed.repeat"
        return f"study.block.{self.block}"

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


def large_fall(segment: Segment) -> tuple[Literal["amplitude_fall", "area_fall"], float] | None:
    """The fall of amplitude or area, percent, whichever is larger, where it is a large one."""
    falls: list[tuple[float, Literal["amplitude_fall", "area_fall"]]] = []
    if segment.amplitude_reduction_percent is not None:
        falls.append((segment.amplitude_reduction_percent, "amplitude_fall"))
    if segment.area_reduction_percent is not None:
        falls.append((segment.area_reduction_percent, "area_fall"))
    if not falls:
        return None
    fall, what = max(falls)
    return (what, fall) if LARGE_FALL.met_by(fall) else None


@dataclass(frozen=True)
class NerveCase:
    """A nerve's most distal motor response with its F waves, None where none were studied.

    The F waves are those of the most distal site from which they were evoked; `late`: with what is
    needed to say whether they are lost. `usual`: the response from the usual distal site, of which
    the limits are (`usual_site`); None where that was not stimulated.
    """

    distal: Measure
    f_waves: FMeasure | None
    reference: ReferenceTable
    age_years: float | None = None
    late: FCase | None = None
    clinical: ClinicalPicture = field(default_factory=ClinicalPicture)
    usual: Measure | None = None


@dataclass(frozen=True)
class NerveVerdict:
    """What a set says of a nerve beyond its segments: signs of slowing."""

    distal: Measure
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Whole:
    """A study's judged segments, with what a category needs besides.

    `sensory_nerves`: (side, nerve) of every sensory response. `nerves`: what the set says of each
    nerve's distal response and F responses.
    """

    segments: tuple[SegmentVerdict, ...]
    clinical: ClinicalPicture
    sensory_nerves: Collection[tuple[str, str]] = ()
    nerves: tuple[NerveVerdict, ...] = ()
