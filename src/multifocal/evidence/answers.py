"""The questions that are put to a judged patient: a rule set, and from which grade on it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from multifocal.evidence.patient_evaluation import GRADED, LONGER, NO_LIMITS, REACHES, RULE_SETS

Outcome = Literal["met", "not_met", "cannot_be_assessed"]
SegmentOutcome = Literal["met", "not_met", "cannot_be_assessed", "not_counted"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("met", "not_met", "cannot_be_assessed")
SEGMENT_OUTCOMES: Final[tuple[SegmentOutcome, ...]] = (*OUTCOMES, "not_counted")
_ANSWERS, _REACH = -1, 4  # of a segment's row


@dataclass(frozen=True)
class Answer:
    """A rule set's yes: `letters` are the segment grades and `grades` the categories that count.

    Sets without categories say yes to a study in which they do to one segment.
    """

    id: str
    rule_set: str
    letters: str
    grades: tuple[str, ...] = ()

    def of_segment(self, row: Sequence[Any]) -> SegmentOutcome:
        """What the set says of one segment."""
        letter = row[_ANSWERS][RULE_SETS.index(self.rule_set)]
        if letter in self.letters:
            return "met"
        if letter == "c":
            return "cannot_be_assessed"
        return "not_counted" if letter in ("x", NO_LIMITS) else "not_met"

    def of_study(self, record: Mapping[str, Any], reach: int) -> Outcome:
        """What the set says of the study, stimulated up to a reach.

        Not met only where every segment that the set counts could be assessed.
        """
        said = [self.of_segment(row) for row in record["segments"] if row[_REACH] <= reach]
        if self.rule_set in GRADED:
            yes = record["categories"][REACHES[reach]][self.rule_set] in self.grades
        else:
            yes = "met" in said
        if yes:
            return "met"
        return "cannot_be_assessed" if "cannot_be_assessed" in said else "not_met"


_SOME: Final = ("definite", "probable")
ANSWERS: Final[tuple[Answer, ...]] = (
    Answer("efns-definite", "efns-pns-2010", "d", ("definite",)),
    Answer("efns-probable", "efns-pns-2010", "dp", _SOME),
    Answer("efns-longer-probable", LONGER, "dp", _SOME),
    Answer("aanem-definite", "aanem-2003", "d", ("definite",)),
    Answer("aanem-probable", "aanem-2003", "dp", _SOME),
    Answer("utrecht-definite", "utrecht", "d"),
    Answer("utrecht-probable", "utrecht", "dp"),
    Answer("ghosh", "ghosh-2005", "m"),
    Answer("amplitude-2000", "amplitude-2000", "m"),
    Answer("korean", "korean-normals", "m"),
    Answer("cidp-50", "efns-pns-2010-cidp", "d"),
    Answer("cidp-30", "efns-pns-2010-cidp", "dp"),
)
"""Every answer that is tallied: which set, and which of its grades count as a block found."""
