"""What other entries tell of the same time: the graded list asks what comes together, and that may
stand in two entries, in either order.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta, timezone
from math import ceil
from typing import Final

from multifocal.diary.entry import Version
from multifocal.diary.graded import is_graded
from multifocal.diary.infusion import Infusion
from multifocal.diary.when import When

TOGETHER_DAYS: Final = 1
"""Signs no further apart than this are counted together. Source: multifocal-choice-signs-together.
Where one has no time of day, the next day counts."""
REACTION_DAYS: Final = 3
"""A reaction has no time of its own: it may have come up to so long after the infusion's end, and
not later than it was written down. Source: cmaj-ivig-adverse, of meningitis without germs."""
_LATEST_CLOCK: Final = timezone(timedelta(hours=14))
"""Where it is latest on Earth."""


def alongside(said: Sequence[Version], others: Iterable[Version]) -> tuple[Version, ...]:
    """Those of the `others` that are graded together with what is said; none for what is not
    graded at all, such as a grip."""
    graded = [one for one in said if is_graded(one.content)]
    return tuple(
        other for other in others
        if is_graded(other.content) and any(_is_together(one, other) for one in graded)
    )  # fmt: skip


def _is_together(one: Version, other: Version) -> bool:
    return max(_days_after(one, other), _days_after(other, one)) <= TOGETHER_DAYS


def _days_after(later: Version, earlier: Version) -> float:
    """Days from the last moment of the earlier to the first of the later."""
    content = earlier.content
    end, reach = earlier.when, 0.0
    if isinstance(content, Infusion):
        end = content.ended or end
        if content.reactions:
            reach = _reach(earlier, end)
    is_exact = later.when.moment is not None and end.moment is not None
    return later.when.days_since(end) - (reach if is_exact else ceil(reach))


def _reach(infusion: Version, end: When) -> float:
    """How many days after its end a reaction may have come."""
    if end.moment is not None:
        days = (infusion.written - end.moment) / timedelta(days=1)
    else:
        days = (infusion.written.astimezone(_LATEST_CLOCK).date() - end.day).days
    return min(max(days, 0.0), REACTION_DAYS)
