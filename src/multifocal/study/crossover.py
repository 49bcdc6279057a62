"""Recordings from a hand muscle of the other nerve: the check for fibers that cross over.

Stimulating the median nerve and recording from a muscle of the ulnar nerve (or the reverse) shows
fibers that cross between them, as in a Martin-Gruber anastomosis (source: ncs-technical-guards).
"""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from multifocal import body
from multifocal.study.measure import Measure

_OTHER: Final[Mapping[str, str]] = MappingProxyType({"median": "ulnar", "ulnar": "median"})


@cache
def crossover_muscles(nerve: str) -> tuple[str, ...]:
    """Hand muscles of the other nerve of the forearm, in `body`'s order; none for other nerves.

    Hand muscles are those which stimulation at the wrist reaches.
    """
    other = _OTHER.get(nerve)
    if other is None:
        return ()
    own = {one.id for one in body.muscles_of(nerve)}
    return tuple(
        one.id
        for one in body.muscles_of(other)
        if one.id not in own
        and any(site.id == "wrist" for site in body.stimulation_sites(other, one.id))
    )


def is_crossover(nerve: str, muscle: str) -> bool:
    """Whether recording that muscle while stimulating that nerve is a crossover check."""
    return muscle in crossover_muscles(nerve)


def crossing_check(
    measures: Iterable[Measure], nerve: str, muscle: str, side: body.Side
) -> tuple[Measure, ...]:
    """Motor responses of that muscle and side to the other nerve of the forearm."""
    other = _OTHER.get(nerve)
    return tuple(
        one
        for one in measures
        if one.kind == "M" and (one.side, one.nerve, one.muscle) == (side, other, muscle)
    )
