"""What every set of criteria is, beside its rules."""

from multifocal.criteria.case import Confirmation, NerveCase, Whole
from multifocal.criteria.category import Category
from multifocal.criteria.finding import Finding
from multifocal.criteria.ruling import Ruling


class RuleSet:
    """Answers for what a set does not have: it grades segments, not nerves or the whole study."""

    ruling: Ruling
    one_segment: bool = True
    confirms: tuple[Confirmation, ...] = ()
    notes: tuple[str, ...] = ()

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

    def judge_nerve(self, case: NerveCase) -> tuple[Finding, ...]:  # noqa: ARG002
        """Nothing."""
        return ()

    def category(self, whole: Whole) -> Category | None:  # noqa: ARG002
        """None."""
        return None
