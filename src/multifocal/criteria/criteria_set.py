"""What every set of criteria is: its name and source, and what it is asked."""

from abc import ABC, abstractmethod
from typing import ClassVar, Final, Literal

from multifocal.criteria.case import Case, Confirmation, NerveCase, SegmentVerdict, Whole
from multifocal.criteria.category import Category
from multifocal.criteria.finding import Finding
from multifocal.criteria.ruling import Ruling

Standing = Literal["read", "reconstructed", "second_hand", "research"]
"""How far a set can be relied on: read in its source or where that is reprinted or quoted; put
together from memory; known only from texts that tell of it, to be verified; a proposal for study.
All but the first stand apart wherever sets are shown, and decide nothing."""
STANDINGS: Final[tuple[Standing, ...]] = ("read", "reconstructed", "second_hand", "research")


class CriteriaSet(ABC):
    """A published set of rules: for segments, and for nerves and studies where it has such.

    `one_segment`: whether its limits were measured on one segment of the limb and hold for no more.
    `confirms`: where it counts a fall only once something is confirmed. `notes`: message keys of
    what a reader must know of the set before its answers; `beside_block`: of what must stand beside
    a block wherever no finding does. `grades_blocks`: False for a set that lists other signs.
    `readings`: whether its text is read in more than one way (`LongSegments`).
    """

    ruling: ClassVar[Ruling]
    one_segment: ClassVar[bool] = True
    confirms: ClassVar[tuple[Confirmation, ...]] = ()
    notes: ClassVar[tuple[str, ...]] = ()
    standing: ClassVar[Standing] = "read"
    grades_blocks: ClassVar[bool] = True
    beside_block: ClassVar[str | None] = None
    readings: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """Id, as in `--criteria`."""
        return self.ruling.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.ruling.title

    @property
    def version(self) -> str:
        """Version of this project's encoding of it."""
        return self.ruling.version

    @property
    def source(self) -> str:
        """Citation id of the publication."""
        return self.ruling.source

    @abstractmethod
    def evaluate(self, case: Case) -> SegmentVerdict:
        """The answer for one segment."""

    def evaluate_nerve(self, case: NerveCase) -> tuple[Finding, ...]:  # noqa: ARG002
        """What it says of one nerve's distal response and F responses; empty if nothing."""
        return ()

    def category(self, whole: Whole) -> Category | None:  # noqa: ARG002
        """What it says of the study; None for a set that grades segments only."""
        return None
