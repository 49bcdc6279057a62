"""What a patient ticked on `/dots` and the nerves these share, beside what a doctor reads of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal.body import SIDES
from multifocal.localize import Complaint, difficulties, join_dots
from multifocal.localize.patient import patient_tables
from multifocal.web.localize.plain import PlainNerve, plain_nerve
from multifocal.words import initial, say

FIRST_NERVES = 3
"""So many nerves are shown, as `/dots` shows them at once."""


@dataclass(frozen=True)
class PresentedTicked:
    """By side what was ticked, the first nerves of `/dots`, and the ticks' words in its form."""

    sides: tuple[tuple[str, tuple[str, ...]], ...]
    nerves: tuple[PlainNerve, ...]
    keys: tuple[str, ...]


def present_ticked(ticked: Sequence[Complaint]) -> PresentedTicked:
    """The ticks in the patient's words."""
    tables = patient_tables()
    order = {one: at for at, one in enumerate(difficulties())}
    joined = join_dots((SIDES.index(one.side), order[one.difficulty]) for one in ticked)
    sides = (
        (say(f"localize.page.side.{side}"), [c.difficulty for c in ticked if c.side == side])
        for side in reversed(SIDES)
    )
    return PresentedTicked(
        sides=tuple(
            (name, tuple(initial(say(f"dots.{one.kind}.{one.id}")) for one in here))
            for name, here in sides
            if here
        ),
        nerves=tuple(
            plain_nerve(
                SIDES[one.side], tables.nerves[one.nerve], [tables.muscles[k] for k in one.muscles]
            )
            for one in joined.nerves[:FIRST_NERVES]
        ),
        keys=tuple(one.key for one in ticked),
    )
