"""What a nerve leads to: a muscle or an area of skin."""

from functools import cache

from multifocal.body.cutaneous import Skin, skin, skin_areas
from multifocal.body.musculature import Muscle, muscle, muscles

Target = Muscle | Skin
"""Where a way from the cord ends: a muscle, or an area of skin."""


@cache
def targets() -> tuple[Target, ...]:
    """Every muscle, then every area of skin."""
    return (*muscles(), *skin_areas())


def target(target_id: str) -> Target:
    """The muscle or area of skin of that id; KeyError if there is none."""
    try:
        return muscle(target_id)
    except KeyError:
        return skin(target_id)
