"""Several infusions planned at once: the same again every so many weeks, each an entry of its own.
The days are shown before anything is saved."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from multifocal.diary import Content, Infusion, When
from multifocal.diary.checks import LATEST
from multifocal.fault import Fault

WEEKS: Final = "row_weeks"
TIMES: Final = "row_times"
ROW: Final = "plan_row"
"""The field whose faults those of both are."""
MOST_WEEKS: Final = 26
LEAST_TIMES: Final = 2
MOST_TIMES: Final = 26
"""Half a year of weekly infusions. Source of the limits: multifocal-choice-plausible-values."""


def row_days(weeks: str, times: str, first: date) -> tuple[date, ...]:
    """The days after the first; none where nothing is said. Fault for what is no such row."""
    if not weeks and not times:
        return ()
    every = _whole(weeks, 1, MOST_WEEKS)
    count = _whole(times, LEAST_TIMES, MOST_TIMES)
    last = timedelta(weeks=every * (count - 1))
    if LATEST - first <= last:
        raise Fault("diary.day", column="day")
    return tuple(first + timedelta(weeks=every * at) for at in range(1, count))


def _whole(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and least <= int(text) <= most):
        raise Fault("diary.row", weeks=MOST_WEEKS, times=MOST_TIMES, column=ROW)
    return int(text)


def row_said(
    days: Sequence[date], first: tuple[str, Content], moment: Callable[[date], When]
) -> list[tuple[str, When, Content]]:
    """The entries of those days: ids that follow from the first one's, so that a form that is sent
    twice plans nothing twice. They repeat what is planned, and nothing of what is felt, given or
    measured on the day itself."""
    form, content = first
    assert isinstance(content, Infusion)
    planned = Infusion(
        content.status, content.route, content.product, dose=content.dose,
        dose_unit=content.dose_unit, premedication=content.premedication,
    )  # fmt: skip
    return [(row_id(form, at), moment(day), planned) for at, day in enumerate(days, start=1)]


def row_id(first: str, at: int) -> str:
    """The id of the entry that stands so many places after the first one in its row."""
    return str(uuid.uuid5(uuid.UUID(first), f"row-{at}"))
