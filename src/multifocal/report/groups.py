"""The sets side by side: those read in their source first, and each other kind apart, with why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.criteria import Evaluation, SegmentVerdict, Standing, criteria_set
from multifocal.criteria.criteria_set import STANDINGS
from multifocal.words import say

_BLOCKS: Final = ("definite", "probable", "met")


@dataclass(frozen=True)
class PresentedGroup:
    """Sets of one standing. `words`: why they stand apart, "" where they do not; `at`: their places
    among the sets that judged; `beside_block`: what must stand beside a block of theirs."""

    words: str
    at: tuple[int, ...]
    beside_block: tuple[str, ...]


def grouped(found: Sequence[Evaluation], language: str) -> tuple[PresentedGroup, ...]:
    """Every set that judged, by standing."""
    each = [(criteria_set(one.criteria), one) for one in found]
    return tuple(
        PresentedGroup(
            apart_said(standing, language),
            at,
            tuple(
                say(rules.beside_block, language)
                for i in at
                for rules, one in (each[i],)
                if rules.beside_block and any(map(_is_block, one.segments))
            ),
        )
        for standing in STANDINGS
        if (at := tuple(i for i, (rules, _) in enumerate(each) if rules.standing == standing))
    )


def apart_said(standing: Standing, language: str) -> str:
    """Why sets of that standing stand apart; "" where they do not."""
    return "" if standing == "read" else say(f"study.standing.{standing}", language)


def tag_said(standing: Standing, language: str) -> str:
    """The same in a word or two, to stand behind a set's name."""
    return "" if standing == "read" else say(f"study.standing.{standing}.tag", language)


def _is_block(verdict: SegmentVerdict) -> bool:
    numbers = verdict.by_numbers
    return verdict.block in _BLOCKS or (numbers is not None and numbers.block in _BLOCKS)
