"""What was found: grades of muscles, feeling of skin, hard tasks. Not named: not tested."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from multifocal import body
from multifocal.body import Side
from multifocal.fault import Fault, quoted
from multifocal.localize.grades import FULL, GRADES

Feeling = Literal["normal", "less"]


@dataclass(frozen=True)
class MuscleFinding:
    """A muscle's MRC grade on one side; KeyError for an unknown muscle, Fault for a grade."""

    side: Side
    muscle: str
    grade: str

    def __post_init__(self) -> None:
        body.muscle(self.muscle)
        if self.grade not in GRADES:
            raise Fault("localize.grade", typed=quoted(self.grade), known=GRADES)

    @property
    def weak(self) -> bool:
        """Whether the grade is below 5-."""
        return self.grade not in FULL


@dataclass(frozen=True)
class SkinFinding:
    """How an area of skin feels on one side; KeyError for an unknown area."""

    side: Side
    skin: str
    feeling: Feeling

    def __post_init__(self) -> None:
        body.skin(self.skin)


@dataclass(frozen=True)
class TaskFinding:
    """A task that is hard with one hand; KeyError for an unknown task."""

    side: Side
    task: str

    def __post_init__(self) -> None:
        body.task(self.task)


Finding = MuscleFinding | SkinFinding | TaskFinding
"""What an examiner finds of a muscle, an area of skin or a task."""


@dataclass(frozen=True)
class Weakness:
    """The findings of one examination, each muscle, area and task at most once a side.

    What is not named was not tested: it is never taken for normal. `remarks` are the words that
    stood in brackets; nothing is concluded from them. Fault where one thing is named twice with
    different findings.
    """

    muscles: tuple[MuscleFinding, ...] = ()
    skin: tuple[SkinFinding, ...] = ()
    tasks: tuple[TaskFinding, ...] = ()
    remarks: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "muscles", _once((m.side, m.muscle, m) for m in self.muscles))
        object.__setattr__(self, "skin", _once((s.side, s.skin, s) for s in self.skin))
        object.__setattr__(self, "tasks", _once((t.side, t.task, t) for t in self.tasks))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Muscles, then skin, then tasks."""
        return (*self.muscles, *self.skin, *self.tasks)

    @property
    def abnormal(self) -> bool:
        """Whether anything is weak, less felt or hard."""
        return (
            any(one.weak for one in self.muscles)
            or any(one.feeling == "less" for one in self.skin)
            or bool(self.tasks)
        )


def _once(named: Iterable[tuple[Side, str, Finding]]) -> tuple[Finding, ...]:
    found: dict[tuple[Side, str], Finding] = {}
    for side, key, finding in named:
        if found.setdefault((side, key), finding) != finding:
            raise Fault("localize.twice", what=key, side=side)
    return tuple(found.values())
