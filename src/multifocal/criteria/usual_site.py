"""The site from which a nerve's distal latency, distal duration and F waves are measured.

Limits of normal and of rules hold for it alone: the wrist, the ankle, and for a muscle further up
the first site above it. Source: multifocal-choice-usual-distal-site.
"""

from collections.abc import Iterable
from functools import cache
from typing import Final

from multifocal import body
from multifocal.measuring import usual_way_mm
from multifocal.study.measure import Measure

SOURCE: Final = "multifocal-choice-usual-distal-site"
_PALM: Final = "palm"
_FIBULAR_HEAD: Final = ("below_fibular_head", "fibular_head")
"""One usual place with two names: 1 cm apart."""


@cache
def usual_sites(nerve: str, muscle: str) -> tuple[str, ...]:
    """The sites that count as the usual distal one of a muscle, most distal first; none where it is
    not known from where the muscle can be stimulated."""
    for site in (one.id for one in body.sites(nerve)):
        if site != _PALM and usual_way_mm(nerve, site, muscle) is not None:
            return _FIBULAR_HEAD if site in _FIBULAR_HEAD else (site,)
    return ()


def usual_response(measures: Iterable[Measure]) -> Measure | None:
    """The response from the usual distal site among those of one side, nerve and muscle; None where
    that site was not stimulated."""
    known = {one.site: one for one in measures}
    first = next(iter(known.values()), None)
    if first is None:
        return None
    sites = usual_sites(first.nerve, first.muscle or "")
    return next((known[site] for site in sites if site in known), None)
