"""What a patient ticked, as a doctor's findings: said, not examined."""

from collections.abc import Sequence
from typing import Final

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.frozen import FrozenDict
from multifocal.localize.difficulties import Complaint, Difficulty
from multifocal.words import say

_LETTER: Final = FrozenDict[Side, str]({"left": "L", "right": "R"})


def ticked_line(ticked: Sequence[Complaint]) -> str:
    """The ticks as a line that `read_weakness` reads; empty for none.

    Tasks of `body` are hard. What stands for no such task, and parts of the body, are remarks in
    brackets, from which nothing is concluded: a weak hand is no graded muscle.
    """
    parts = []
    for side in reversed(SIDES):
        here = [one.difficulty for one in ticked if one.side == side]
        tasks = [say(body.task(one.task).name) for one in here if one.task is not None]
        remarks = [_said(one) for one in here if one.task is None]
        words = [f"hard: {', '.join(tasks)}"] if tasks else []
        words += [f"[{'; '.join(remarks)}]"] if remarks else []
        if words:
            parts.append(f"{_LETTER[side]}: {' '.join(words)}")
    return "; ".join(parts)


def _said(difficulty: Difficulty) -> str:
    return say(f"dots.{difficulty.kind}.{difficulty.id}")
