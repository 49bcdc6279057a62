"""Which part of a diary is reported, and on what paper."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from multifocal.diary import Entry, in_order
from multifocal.diary.checks import choice, refuse
from multifocal.fault import Fault

Paper = Literal["a4", "us-letter"]
Section = Literal[
    "map", "sides", "tasks", "symptoms", "strength", "infusions", "medicines",
    "questions", "thoughts", "trial",
]  # fmt: skip
PAPERS: Final[tuple[Paper, ...]] = get_args(Paper)
SECTIONS: Final[tuple[Section, ...]] = get_args(Section)


@dataclass(frozen=True)
class ReportOptions:
    """From and to which day (both within; None: all), which sections, the paper, and the day on
    which a trial of a treatment began, for the page of before and after.

    `sections` is None for those that fit: what speaks for and against is left out for who told that
    he is diagnosed.
    """

    since: date | None = None
    until: date | None = None
    sections: tuple[Section, ...] | None = None
    paper: Paper = "a4"
    trial: date | None = None

    def __post_init__(self) -> None:
        backwards = self.since and self.until and self.since > self.until
        refuse(
            *(choice("sections", one, SECTIONS) for one in self.sections or ()),
            choice("paper", self.paper, PAPERS),
            [Fault("diary.range", column="until")] if backwards else [],
        )

    def sections_for(self, *, diagnosed: bool) -> tuple[Section, ...]:
        """The sections to show."""
        if self.sections is not None:
            return self.sections
        return tuple(one for one in SECTIONS if not (diagnosed and one == "thoughts"))

    def within(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The entries of these days, in order; what is planned for later stays in."""
        return tuple(
            one for one in in_order(entries)
            if (self.since is None or one.when.day >= self.since)
            and (self.until is None or one.when.day <= self.until)
        )  # fmt: skip
