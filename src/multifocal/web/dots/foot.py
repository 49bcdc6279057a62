"""What stands at the foot of every page of `/dots`: its sources, and when it was reviewed."""

import datetime
from dataclasses import dataclass

from multifocal.sources import source
from multifocal.web.site.content import page
from multifocal.web.site.presenter import Citation, PresentedParagraph

OF_HOW = (
    "everyday-tasks-general",
    "limb-innervation-general",
    "innervation-beyond-the-sheet-general",
    "multifocal-choice-task-weights",
)
OF_LIMITS = ("hand-weakness-causes",)
OF_FIRST = ("multifocal-choice-dots-urgency",)
SOURCES = (
    *OF_HOW,
    "multifocal-choice-dots",
    "nerve-path-distances-general",
    "multifocal-choice-body-lengths",
    "multifocal-choice-drawing",
    *OF_LIMITS,
    *OF_FIRST,
)
"""The page's own sources; those of the graded list follow."""
REVIEWED, REVIEW_BY = datetime.date(2026, 11, 28), datetime.date(2027, 11, 28)


@dataclass(frozen=True)
class Foot:
    """What the page's foot shows: sources under their numbers, and when the words are reviewed."""

    citations: tuple[Citation, ...]
    reviewed: datetime.date = REVIEWED
    review_by: datetime.date = REVIEW_BY

    @property
    def how(self) -> PresentedParagraph:
        """What stands behind the words on how nerves are found, which the template says."""
        return self._resting_on(OF_HOW)

    @property
    def limits(self) -> PresentedParagraph:
        """What stands behind the words on what the page cannot tell."""
        return self._resting_on(OF_LIMITS)

    @property
    def first(self) -> PresentedParagraph:
        """What stands behind the words on what is asked first."""
        return self._resting_on(OF_FIRST)

    def _resting_on(self, keys: tuple[str, ...]) -> PresentedParagraph:
        return PresentedParagraph("", tuple(c for c in self.citations if c.source.id in keys))


def foot() -> Foot:
    """The foot; KeyError on an unknown source."""
    keys = dict.fromkeys((*SOURCES, *page("emergency").source_ids()))
    return Foot(tuple(Citation(number, source(key)) for number, key in enumerate(keys, 1)))
