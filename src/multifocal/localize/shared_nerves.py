"""From what is hard to the muscles that it needs, to the nerves that these share: look-up only.

Nothing is guessed: a nerve comes first because more of the complaints need one of its muscles.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal.body import SIDES, Side
from multifocal.localize.difficulties import Complaint, complaints, difficulties
from multifocal.localize.patient import JoinedNerve, join_dots, patient_tables


@dataclass(frozen=True)
class SharedNerve:
    """A nerve of one side and what of the complaints hangs on it.

    `nerve` is the nerve that motor studies name, or the muscle's own where they name none;
    `muscles`, `roots` and `sites` (distal to proximal) are ids, `also` ids of tasks of `body`
    that the same muscles do.
    """

    nerve: str
    side: Side
    complaints: tuple[Complaint, ...]
    muscles: tuple[str, ...]
    roots: tuple[str, ...]
    sites: tuple[str, ...]
    also: tuple[str, ...]


def shared_nerves(chosen: Sequence[Complaint]) -> tuple[SharedNerve, ...]:
    """The nerves that complaints need, in the order of `join_dots`."""
    order = {one: index for index, one in enumerate(difficulties())}
    pairs = [(SIDES.index(one.side), order[one.difficulty]) for one in chosen]
    return tuple(_shared(one) for one in join_dots(pairs).nerves)


def _shared(one: JoinedNerve) -> SharedNerve:
    tables, side = patient_tables(), SIDES[one.side]
    asked = [difficulties()[k] for k in one.difficulties]
    return SharedNerve(
        nerve=tables.nerves[one.nerve],
        side=side,
        complaints=tuple(complaints()[f"{ask.kind}-{ask.id}-{side}"] for ask in asked),
        muscles=tuple(tables.muscles[k] for k in one.muscles),
        roots=tuple(tables.roots[k] for k in one.roots),
        sites=tuple(tables.sites[one.nerve][k] for k in one.sites),
        also=tuple(difficulties()[k].id for k in one.also),
    )
