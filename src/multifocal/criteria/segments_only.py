"""A set that grades segments and has nothing to say of nerves or of the whole study."""

from multifocal.criteria.case import NerveCase, Whole
from multifocal.criteria.category import Category
from multifocal.criteria.finding import Finding


class SegmentsOnly:
    """Answers for what the set does not have."""

    def judge_nerve(self, case: NerveCase) -> tuple[Finding, ...]:  # noqa: ARG002
        """Nothing."""
        return ()

    def category(self, whole: Whole) -> Category | None:  # noqa: ARG002
        """None."""
        return None
