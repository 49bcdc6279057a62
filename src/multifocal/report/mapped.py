"""The body with the stretches that a judged study tested."""

from collections.abc import Sequence
from typing import Final

from multifocal.body import SIDES
from multifocal.criteria import Block, Evaluation, criteria_set
from multifocal.figures import Figure, StudyStretch, study_map
from multifocal.figures.study_map import Tested
from multifocal.study import word_of
from multifocal.words import say

STATE: Final[dict[Block, Tested]] = {
    "definite": "blocked",
    "met": "blocked",
    "probable": "probable",
    "not_met": "tested",
    "not_counted": "tested",
    "cannot_be_assessed": "open",
}


def mapped(
    evaluation: Evaluation, order: Sequence[int] = (), language: str | None = None
) -> Figure:
    """Every segment under the number of its card; crossover checks are left out. `order`: in which
    they are shown; as they were judged where none is given."""
    order = order or range(len(evaluation.segments))
    stretches = [
        StudyStretch(
            verdict.side,
            verdict.nerve,
            verdict.distal_site,
            verdict.proximal_site,
            "large" if verdict.large else STATE[verdict.block],
            str(number),
            bool(verdict.provided),
        )
        for number, i in enumerate(order, 1)
        for verdict in (evaluation.segments[i],)
        if not verdict.segment.crossover
    ]
    sides = {side: word_of("side", side, language) for side in SIDES}
    counts = [
        sum(one.state == state for one in stretches) for state in ("blocked", "probable", "large")
    ]
    text = say(
        "report.map.text",
        language,
        criteria=criteria_set(evaluation.criteria).title,
        tested=len(stretches),
        blocked=counts[0],
        probable=counts[1],
        large=counts[2],
        provided=sum(one.provided for one in stretches),
    )
    return study_map(text, sides, stretches)
