"""The movements of a form under the part of the body that they move, as the body map of `/dots` has
them: sixty in one list are too many to read through."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from multifocal import body
from multifocal.diary.strength import movements
from multifocal.frozen import FrozenDict
from multifocal.localize import difficulties

_PREFIX: Final = "body.movement."


@cache
def movement_groups() -> Mapping[str, tuple[str, ...]]:
    """Ids of movements by part of the body, from the shoulder to the foot; each stands in the first
    part that has a muscle of it. ValueError where one moves no part."""
    of_muscle: dict[str, str] = {}
    parts = [one for one in difficulties() if one.kind == "part"]
    for part in parts:
        for muscle in part.muscles:
            of_muscle.setdefault(muscle, part.id)
    groups: dict[str, list[str]] = {part.id: [] for part in parts}
    for movement in movements():
        groups[_part_of(movement, of_muscle)].append(movement)
    return FrozenDict({part: tuple(some) for part, some in groups.items() if some})


def _part_of(movement: str, of_muscle: Mapping[str, str]) -> str:
    for muscle in body.muscles():
        if muscle.movement == _PREFIX + movement and muscle.id in of_muscle:
            return of_muscle[muscle.id]
    raise ValueError(f"{movement} moves no part of the body map")
