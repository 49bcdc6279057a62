"""What a set of criteria says of a whole study with its clinical picture."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from multifocal.criteria.finding import Finding

Grade = Literal["definite", "probable", "possible", "not_met"]
"""What a set may call a whole study; never a person."""
CategoryAnswer = Literal["definite", "probable", "possible", "not_met", "cannot_be_assessed"]
"""A grade, or that the answers given do not decide between grades."""


@dataclass(frozen=True)
class Question:
    """An item that is not known and on which the category may hang.

    `item` is a field of `ClinicalPicture`. `if_yes` and `if_no` are the grades that can still
    come out once it is answered, best first; other open items may decide between them. `proposed`:
    the answer that the study proposes, for a person to confirm; None where it proposes none.
    """

    item: str
    source: str
    if_yes: tuple[Grade, ...]
    if_no: tuple[Grade, ...]
    proposed: bool | None = None

    @property
    def message(self) -> str:
        """The key of the question's sentence."""
        return f"study.question.{self.item}"


@dataclass(frozen=True)
class Category:
    """The category, why, and which answers would change it. It grades a study, not a person.

    `reachable` are the grades that can still come out, best first; with one of them the answer is
    that one, with several it cannot be assessed yet. `needs`: for each grade that is still open,
    the unknown items on which it hangs. `against`: grades that the study speaks against, until a
    person's answer reopens them. The first finding is the answer itself.
    """

    answer: CategoryAnswer
    reachable: tuple[Grade, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...] = ()
    needs: Mapping[Grade, tuple[str, ...]] = field(default_factory=dict)
    against: tuple[Grade, ...] = ()
