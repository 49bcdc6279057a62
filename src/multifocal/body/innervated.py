"""What a nerve leads to: a muscle or an area of skin."""

from functools import cache

from multifocal.body.cutaneous import Skin, skin_areas
from multifocal.body.known import known
from multifocal.body.musculature import Muscle, muscles

Target = Muscle | Skin
"""Where a way from the cord ends: a muscle, or an area of skin."""


@cache
def targets() -> tuple[Target, ...]:
    """Every muscle, then every area of skin."""
    return (*muscles(), *skin_areas())


def target(target_id: str) -> Target:
    """The muscle or area of skin of that id; KeyError if there is none."""
    return known("target", target_id, {one.id: one for one in targets()})
