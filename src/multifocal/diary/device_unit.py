"""Whether the unit of a measure may be a slip of the pen, because its device shows another one, so
that it is asked about before it is saved. A curve of its own would hide it later."""

from collections.abc import Iterable, Mapping
from typing import Final

from multifocal.diary.entry import Content
from multifocal.diary.strength import Device, Force, ForceUnit
from multifocal.frozen import FrozenDict

_PRESSURE: Final[tuple[ForceUnit, ...]] = ("kPa", "mmHg", "psi", "bar")
_FORCE: Final[tuple[ForceUnit, ...]] = ("kg", "lb", "N")
# Source: multifocal-choice-asked-unit. A device that is not named here shows what it likes.
UNITS_OF: Final[Mapping[Device, tuple[ForceUnit, ...]]] = FrozenDict(
    {"vigorimeter": _PRESSURE, "dynamometer": _FORCE, "pinch_gauge": _FORCE}
)


def is_unit_asked(content: Content | None, earlier: Iterable[Content | None] = ()) -> bool:
    """Whether it is asked if the unit is right. `earlier`: what other entries say, and what the
    entry said that is corrected: who has this device with this unit there is not asked again."""
    if not isinstance(content, Force) or content.device is None:
        return False
    if content.unit in UNITS_OF.get(content.device, (content.unit,)):
        return False
    pair = (content.device, content.device_name, content.unit)
    return not any(
        isinstance(one, Force) and (one.device, one.device_name, one.unit) == pair
        for one in earlier
    )  # fmt: skip
