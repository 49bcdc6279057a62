"""The sets side by side: those read in their source first, and each other kind apart, with why.

A table of numbers and signs, nerve by nerve: only segments and sets that have something to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.criteria import Evaluation, SegmentVerdict, Standing, criteria_set
from multifocal.criteria.criteria_set import STANDINGS
from multifocal.report.conclusion.lines import kind_of
from multifocal.report.conclusion.places import change_said
from multifocal.report.tones import SIGNS, tone_of
from multifocal.words import listed, say

_BLOCKS: Final = ("definite", "probable", "met")
_GRADED: Final = ("area", "amplitude")


@dataclass(frozen=True)
class Cell:
    """What one set (`title`) says of one segment: dress and sign, the words, and the number it went
    by."""

    title: str
    tone: str
    sign: str
    verdict: str
    number: str


@dataclass(frozen=True)
class MatrixRow:
    """A segment, its number in the study, and a cell for each set that is shown."""

    number: str
    place: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class PresentedGroup:
    """Sets of one standing. `words`: why they stand apart, "" where they do not; `at`: their places
    among the sets that judged; `titles`: of those that have something to say. `quiet`: the others,
    `rest`: the other segments, in a line each. `beside_block`: what must stand beside a block of
    theirs."""

    words: str
    at: tuple[int, ...]
    titles: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    quiet: str
    rest: str
    beside_block: tuple[str, ...]


def grouped(
    evaluations: Sequence[Evaluation], order: Sequence[int], names: Sequence[str], language: str
) -> tuple[PresentedGroup, ...]:
    """Every set that judged, by standing. `order`: in which the segments are shown; `names`: their
    places in that order."""
    places = [criteria_set(one.criteria).standing for one in evaluations]
    return tuple(
        _group(evaluations, order, names, standing, at, language)
        for standing in STANDINGS
        if (at := tuple(i for i, place in enumerate(places) if place == standing))
    )


def _group(
    evaluations: Sequence[Evaluation],
    order: Sequence[int],
    names: Sequence[str],
    standing: Standing,
    at: tuple[int, ...],
    language: str,
) -> PresentedGroup:
    telling = {i: [_notable(evaluations[i].segments[k]) for k in order] for i in at}
    open_ = [0 in at and kind_of(evaluations[0].segments[k]) == "open" for k in order]
    shown = tuple(i for i in at if any(telling[i]) or (i == 0 and any(open_)))
    rows = tuple(
        MatrixRow(
            f"{place + 1}",
            names[place],
            tuple(_cell(evaluations[i], k, language) for i in shown),
        )
        for place, k in enumerate(order)
        if open_[place] or any(telling[i][place] for i in shown)
    )
    quiet = listed(
        (criteria_set(evaluations[i].criteria).title for i in at if i not in shown), language
    )
    unlisted = len(order) - len(rows)
    key = "report.matrix.rest" if rows else "report.matrix.nothing"
    return PresentedGroup(
        apart_said(standing, language),
        at,
        tuple(criteria_set(evaluations[i].criteria).title for i in shown),
        rows,
        say("report.matrix.quiet", language, sets=quiet) if quiet else "",
        say(key, language, count=unlisted) if unlisted else "",
        tuple(
            say(rules.beside_block, language)
            for i in at
            if (rules := criteria_set(evaluations[i].criteria)).beside_block
            and any(map(_is_block, evaluations[i].segments))
        ),
    )


def _notable(verdict: SegmentVerdict) -> bool:
    """Whether it is a block or a large fall; what is open is shown where it is so by the lead."""
    return kind_of(verdict) in ("block", "large")


def _cell(evaluation: Evaluation, segment: int, language: str) -> Cell:
    verdict = evaluation.segments[segment]
    tone = tone_of(verdict)
    title = criteria_set(evaluation.criteria).title
    words = say(verdict.label, language)
    return Cell(title, tone, SIGNS[tone], words, _number(verdict, language))


def _number(verdict: SegmentVerdict, language: str) -> str:
    """The change that the set went by: of the measure that it compares with a limit."""
    compared = [
        (one.status == "met", what, percent)
        for one in verdict.findings
        if one.threshold is not None
        for what in _GRADED
        if (percent := one.numbers.get(f"{what}_reduction_percent")) is not None
    ]
    if not compared:
        return ""
    _, what, percent = max(compared, key=lambda one: one[0])  # the first that is met, else any
    change = change_said(percent, falls=True)
    return say(f"report.conclusion.how.{what}", language, percent=change)


def apart_said(standing: Standing, language: str) -> str:
    """Why sets of that standing stand apart; "" where they do not."""
    return "" if standing == "read" else say(f"study.standing.{standing}", language)


def tag_said(standing: Standing, language: str) -> str:
    """The same in a word or two, to stand behind a set's name."""
    return "" if standing == "read" else say(f"study.standing.{standing}.tag", language)


def _is_block(verdict: SegmentVerdict) -> bool:
    numbers = verdict.by_numbers
    return verdict.block in _BLOCKS or (numbers is not None and numbers.block in _BLOCKS)
